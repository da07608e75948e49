/** A decision table as boxes of atoms: what each row lets through, and what can come to the table at all. */
import type { Box } from "../analysis/cover.ts";
import type { Subject } from "../rule.ts";
import type { TableSite } from "../survey-sites.ts";

/** What the conditions above the table let through, column by column. */
export const wholeOf = ({ table, context }: TableSite, { space }: Subject): Box =>
  table.columns.map(fact => space.possible(fact, context));

export const boxOfRow = ({ table }: TableSite, row: number, { space }: Subject): Box =>
  table.columns.map((fact, column) =>
    space.domain(fact).accepts(table.rows[row]?.cells[column] ?? { is: "any" }),
  );

/** Whether something in the box meets the conditions. */
export const reachable = (box: Box, { table, context }: TableSite, { space }: Subject): boolean =>
  space.canHold(context, {
    atoms: new Map(table.columns.map((fact, column) => [fact, box[column] ?? 0n])),
    readings: new Map(),
  });
