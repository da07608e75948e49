/** Thresholds and minimums just below which it costs less to buy more. Ceilings are left out: nothing of them is due. */
import type { Benefit } from "../../tree.ts";
import type { BenefitCurve } from "../analysis/benefit-curve.ts";
import { type Curve, leftToPay, NOTHING, within } from "../analysis/curve.ts";
import { lies, type Stretch, without } from "../analysis/line.ts";
import type { Rule } from "../rule.ts";
import { dipsAmong, reportDips } from "./notch.ts";

export const cliff: Rule = {
  finds: ["cliff"],
  look: (subject, report) => {
    for (const benefit of subject.programme.benefits) {
      if ((benefit.form !== "cash" && benefit.form !== "price") || isCeiling(benefit)) continue;
      const dips = dipsAmong(
        benefit,
        subject,
        (curve, eligible) => leftToPay(withThreshold(curve, eligible)),
        // A row that gives nothing is the tiers' own doing, and a notch.
        (dip, curve, eligible) =>
          isGranted(curve.award, dip.to) && !isGranted(withThreshold(curve, eligible), dip.to),
      );
      reportDips("cliff", dips, benefit, subject, report);
    }
  },
};

function isCeiling({ amount, review }: Benefit): boolean {
  if (review !== undefined) return true;
  switch (amount.is) {
    case "rate":
      return amount.rate.atMost;
    case "tiers":
      return amount.tiers.atMost;
    case "flat":
      return amount.flat.atMost;
    default:
      return true;
  }
}

/** The award with nothing below the threshold: what the conditions shut out is paid in full by the applicant. */
function withThreshold(curve: BenefitCurve, eligible: readonly Stretch[]): Curve {
  const first = eligible[0]?.from ?? 1n;
  const below = without({ from: 1n, to: null }, eligible).filter(({ to }) => to !== null && to < first);
  return [...below.map(stretch => ({ ...stretch, ...NOTHING })), ...within(curve.granted, eligible)];
}

const isGranted = (curve: Curve, x: bigint): boolean =>
  curve.some(piece => lies(x, piece) && (piece.slope.num !== 0n || piece.constant.num !== 0n));
