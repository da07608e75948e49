/** Amounts that two tiers include, as 恰为 10万元 in `x ≤ 10万元` and `x ≥ 10万元`. */
import { under } from "../../read/page.ts";
import { common, stretchOf } from "../analysis/line.ts";
import type { Rule } from "../rule.ts";
import { stretchSaid } from "../wording.ts";

export const tierOverlap: Rule = {
  finds: ["tier-overlap"],
  look: ({ survey }, report) => {
    for (const { benefit, tiers, path } of survey.tiers) {
      const stretches = tiers.rows.map(row => stretchOf(row.range, 1n));
      stretches.forEach((second, at) => {
        for (const [index, first] of stretches.slice(0, at).entries()) {
          const both = first && second && common(first, second);
          if (both === undefined) continue;
          report("tier-overlap", under(under(path, "rows"), at), {
            benefit: benefit.title,
            range: stretchSaid(both),
            first: index + 1,
            second: at + 1,
          });
        }
      });
    }
  },
};
