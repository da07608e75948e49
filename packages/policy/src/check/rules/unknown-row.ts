/** Rows that a benefit says it covers and that the source list does not have. */
import { under } from "../../read/page.ts";
import type { Rule } from "../rule.ts";

export const unknownRow: Rule = {
  finds: ["unknown-row"],
  look: ({ programme, options }, report) => {
    const { sourceRows } = options;
    if (sourceRows === undefined) return;
    for (const { id, covers } of programme.benefits)
      for (const row of covers)
        if (!sourceRows.has(row)) report("unknown-row", under(under("benefits", id), "covers"), { row });
  },
};
