/** Tiers and tables under which buying more costs less: what is left to pay falls as the amount grows. */

import { under } from "../../read/page.ts";
import type { Benefit } from "../../tree.ts";
import type { BenefitCurve } from "../analysis/benefit-curve.ts";
import { type Curve, leftToPay, within } from "../analysis/curve.ts";
import { type Dip, figuredDips, mergeDips, type ToldDip } from "../analysis/dips.ts";
import type { Stretch } from "../analysis/line.ts";
import type { Report, Rule, Subject } from "../rule.ts";
import { moneySaid } from "../wording.ts";

export const notch: Rule = {
  finds: ["notch"],
  look: (subject, report) => {
    for (const benefit of subject.programme.benefits) {
      if (benefit.form !== "cash" && benefit.form !== "price") continue;
      const dips = dipsAmong(benefit, subject, (curve, eligible) => leftToPay(within(curve.award, eligible)));
      reportDips("notch", dips, benefit, subject, report);
    }
  },
};

/** The dips of one quantity over all curves of a benefit. */
export function dipsAmong(
  benefit: Benefit,
  subject: Subject,
  quantity: (curve: BenefitCurve, eligible: readonly Stretch[]) => Curve,
  keep: (dip: Dip, curve: BenefitCurve, eligible: readonly Stretch[]) => boolean = () => true,
): ToldDip[] {
  const curves = subject.curvesOf(benefit);
  const found = curves.flatMap(curve => {
    const eligible = subject.eligible(benefit, curve.fact);
    const dips = figuredDips(quantity(curve, eligible), curve.readings);
    return dips.filter(dip => keep(dip, curve, eligible));
  });
  return mergeDips(
    found,
    curves.map(curve => curve.readings),
  );
}

/** Where what makes the dip stands, the likeliest first. */
const REASONS = ["tiers", "rate", "pay", "flat"] as const;
const KEYS = { notch: REASONS, "falling-award": REASONS, cliff: ["minimum", "when"] } as const;

/** Says each dip at the place where the amount of the benefit is reckoned. */
export function reportDips(
  name: "notch" | "falling-award" | "cliff",
  dips: readonly ToldDip[],
  benefit: Benefit,
  { spans }: Subject,
  report: Report,
): void {
  const own = under("benefits", benefit.id);
  const path = KEYS[name].map(key => under(own, key)).find(each => spans.has(each)) ?? own;
  for (const dip of dips)
    report(name, path, {
      benefit: benefit.title,
      from: moneySaid(dip.from),
      to: moneySaid(dip.to),
      before: moneySaid(dip.before),
      then: moneySaid(dip.then),
      after: moneySaid(dip.after),
      questions: dip.questions,
    });
}
