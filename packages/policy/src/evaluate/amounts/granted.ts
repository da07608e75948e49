/** Rates and sums that a text grants: stated, open, or found in a table. */
import type { Truth } from "../../assessment.ts";
import { isCovered } from "../../check/analysis/covered-table.ts";
import type { Granted, Table } from "../../tree.ts";
import { settleEnds } from "../questions/readings.ts";
import { type Scope, Wanted } from "../questions/scope.ts";
import { testFact } from "../truth/condition.ts";
import { both, NO, UNKNOWN, YES } from "../truth/truth.ts";

/** The values that may apply; more than one when a fact is missing; none certain when the table has a gap. */
export interface Possible<T> {
  readonly values: readonly T[];
  /** True when, for all that is known, no row may match. */
  readonly gap: boolean;
}

export function possibleValues<T>(
  scope: Scope,
  granted: Granted<T>,
  same: (a: T, b: T) => boolean,
): Possible<T> {
  if (granted.by.is === "cell")
    return { values: settleEnds(granted.by.cell, scope.run.readings), gap: false };
  return fromTable(scope, granted.by.table, same);
}

function fromTable<T>(scope: Scope, table: Table<T>, same: (a: T, b: T) => boolean): Possible<T> {
  const values: T[] = [];
  const missing = new Wanted();
  const candidates: number[] = [];
  const doubtful = new Set<number>();
  let certain = false;
  for (let index = 0; index < table.rows.length && !certain; index += 1) {
    const row = table.rows[index];
    if (row === undefined) continue;
    const unknown = new Wanted();
    const inDoubt: number[] = [];
    let truth: Truth = YES;
    for (let column = 0; column < table.columns.length && truth !== NO; column += 1) {
      const fact = table.columns[column];
      const test = row.cells[column];
      if (fact === undefined || test === undefined) continue;
      const own = testFact(scope, fact, test, unknown);
      if (own === UNKNOWN) inDoubt.push(column);
      truth = both(truth, own);
    }
    if (truth === NO) continue;
    candidates.push(index);
    for (const column of inDoubt) doubtful.add(column);
    for (const value of settleEnds(row.value, scope.run.readings))
      if (!values.some(each => same(each, value))) values.push(value);
    if (truth === YES) certain = true;
    else unknown.tell(missing);
  }
  const found =
    certain || (candidates.length > 0 && isCovered(table, candidates, [...doubtful], scope.run.definitions));
  // What cannot change the value is not asked.
  if (values.length > 1 || (!found && values.length > 0)) missing.tell(scope);
  return { values, gap: !found };
}
