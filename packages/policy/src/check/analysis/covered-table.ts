/** Whether some rows of a table leave nothing out, whatever the facts turn out to be. */
import type { FactDefinition, Table } from "../../tree.ts";
import { newBudget, uncovered } from "./cover.ts";
import { domainOf } from "./domain.ts";

const known = new WeakMap<Table<unknown>, Map<string, boolean>>();

/**
 * Whether one of these rows matches for certain, though the facts of these columns are not known.
 * @param rows those that the facts which are known let through. @param columns of the facts that are not known.
 */
export function isCovered(
  table: Table<unknown>,
  rows: readonly number[],
  columns: readonly number[],
  definitions: ReadonlyMap<string, FactDefinition>,
): boolean {
  const key = `${rows.join()}|${columns.join()}`;
  let answers = known.get(table);
  if (answers === undefined) {
    answers = new Map();
    known.set(table, answers);
  }
  const before = answers.get(key);
  if (before !== undefined) return before;
  const answer = reckonCovered(table, rows, columns, definitions);
  answers.set(key, answer);
  return answer;
}

function reckonCovered(
  table: Table<unknown>,
  rows: readonly number[],
  columns: readonly number[],
  definitions: ReadonlyMap<string, FactDefinition>,
): boolean {
  const domains = columns.map(column => {
    const definition = definitions.get(table.columns[column] ?? "");
    const tests = table.rows.flatMap(row => row.cells[column] ?? []);
    return domainOf(definition, tests);
  });
  // Which place lies in which changes over the years, and may itself be unknown.
  if (domains.some(({ type }) => type === "place")) return false;
  const boxes = rows.map(row =>
    domains.map((domain, index) =>
      domain.accepts(table.rows[row]?.cells[columns[index] ?? -1] ?? { is: "any" }),
    ),
  );
  const { found, complete } = uncovered(
    domains.map(({ full }) => full),
    boxes,
    () => true,
    1,
    newBudget(),
  );
  return complete && found.length === 0;
}
