/** Amounts that no tier includes, as 恰为 10万元 between `x < 10万元` and `x > 10万元`. */

import type { Fen } from "@suanquan/china";
import { literals } from "../../language/literals.ts";
import { under } from "../../read/page.ts";
import { type Stretch, stretchOf, without } from "../analysis/line.ts";
import type { Rule, Subject } from "../rule.ts";
import type { TierSite } from "../survey-sites.ts";
import { stretchSaid } from "../wording.ts";

export const tierGap: Rule = {
  finds: ["tier-gap", "tier-gap-open"],
  look: (subject, report) => {
    for (const site of subject.survey.tiers) {
      const { benefit, tiers, path } = site;
      for (const gap of gapsOf(site, subject)) {
        const edge = tiers.edges.find(each => each.amount === gap.from && gap.from === gap.to);
        if (edge?.row.is === "stated") continue;
        const values = { benefit: benefit.title, range: stretchSaid(gap) };
        if (edge === undefined) report("tier-gap", path, values);
        else {
          const place = under(under(path, "edges"), literals.money.print(edge.amount as Fen));
          report("tier-gap-open", place, { ...values, question: edge.row.question });
        }
      }
    }
  },
};

/** The amounts that may come to the tiers and that no row includes. */
function gapsOf(site: TierSite, subject: Subject): Stretch[] {
  const { tiers } = site;
  const included = tiers.rows.flatMap(row => stretchOf(row.range, 1n) ?? []);
  const gaps = amountsAsked(site, subject).flatMap(asked => without(asked, included));
  // Slice by slice, a single amount between two rows ends the one and begins the other.
  const bySlice = tiers.applies.is === "stated" && tiers.applies.value === "slice";
  return bySlice ? gaps.filter(gap => gap.from !== gap.to) : gaps;
}

/** What the conditions let through of the amount that is compared with the tiers. */
export function amountsAsked({ tiers, benefit }: TierSite, subject: Subject): readonly Stretch[] {
  if (tiers.on.is === "open" || tiers.on.value.afterDiscount) return [{ from: 1n, to: null }];
  return subject.eligible(benefit, tiers.on.value.fact);
}
