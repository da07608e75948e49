/** List prices that no tier fits when the tiers are compared with what is left to pay: each row's own discount leaves it. */
import type { TierBasis, Tiers } from "../../tree.ts";
import { priceStretch } from "../analysis/benefit-curve.ts";
import { type Stretch, without } from "../analysis/line.ts";
import { leavesOf } from "../leaves.ts";
import type { Rule } from "../rule.ts";
import { stretchSaid } from "../wording.ts";

export const discountGap: Rule = {
  finds: ["discount-gap", "discount-gap-open"],
  look: ({ survey }, report) => {
    for (const { benefit, tiers, path } of survey.tiers) {
      if (!leavesOf(tiers.on).some(each => each.afterDiscount)) continue;
      for (const gap of gapsOf(tiers)) {
        const values = { benefit: benefit.title, range: stretchSaid(gap) };
        const question = questionBefore(tiers.on);
        if (question === undefined) report("discount-gap", path, values);
        else report("discount-gap-open", path, { ...values, question });
      }
    }
  },
};

/** List prices between the least and the greatest that some row fits, under none of its rates. */
function gapsOf({ rows }: Tiers): Stretch[] {
  const fitting = rows.flatMap(row =>
    (row.rate === undefined ? [] : leavesOf(row.rate)).flatMap(rate => priceStretch(row, rate) ?? []),
  );
  const [lowest] = [...fitting].sort((a, b) => (a.from < b.from ? -1 : 1));
  if (lowest === undefined) return [];
  return without({ from: lowest.from, to: null }, fitting).filter(gap => gap.to !== null);
}

/** The question by which the tiers are compared with what is left to pay; none where the text says so. */
function questionBefore(on: Tiers["on"]): string | undefined {
  if (on.is === "stated") return undefined;
  const differs = (basis: TierBasis): boolean => !basis.afterDiscount;
  for (const { cell } of on.readings) {
    const inner = questionBefore(cell);
    if (inner !== undefined && leavesOf(cell).some(differs)) return inner;
  }
  return on.question;
}
