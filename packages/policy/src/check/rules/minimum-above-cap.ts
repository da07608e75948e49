/** Minimums that no award can reach, because a limit is lower under every reading. */
import type { Fen } from "@suanquan/china";
import { least, most, ZERO } from "../../evaluate/amounts/bounds.ts";
import { under } from "../../read/page.ts";
import type { Cap } from "../../tree.ts";
import { leavesOf } from "../leaves.ts";
import type { Rule } from "../rule.ts";
import { moneySaid } from "../wording.ts";

export const minimumAboveCap: Rule = {
  finds: ["minimum-above-cap"],
  look: ({ programme }, report) => {
    for (const { id, minimum, caps } of programme.benefits) {
      // A figure that is asked of the base may well be above the limit of the award.
      // Nor is a total bounded by what limits a single spend.
      if (minimum === undefined || minimum.per !== undefined) continue;
      if (leavesOf(minimum.below).includes("base")) continue;
      const award = leavesOf(minimum.award).reduce(least);
      for (const cap of caps) {
        const limit = largest(cap);
        if (limit === undefined || limit >= award) continue;
        const path = under(under(under("benefits", id), "minimum"), "award");
        report("minimum-above-cap", path, { minimum: moneySaid(award), limit: moneySaid(limit) });
      }
    }
  },
};

function largest({ max }: Cap): Fen | undefined {
  if (max === undefined) return undefined;
  const values =
    max.by.is === "cell" ? leavesOf(max.by.cell) : max.by.table.rows.flatMap(row => leavesOf(row.value));
  return values.length === 0 ? undefined : values.reduce(most, ZERO);
}
