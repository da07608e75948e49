/** Tiers and tables under which a larger amount is granted less. */
import { within } from "../analysis/curve.ts";
import type { Rule } from "../rule.ts";
import { dipsAmong, reportDips } from "./notch.ts";

export const fallingAward: Rule = {
  finds: ["falling-award"],
  look: (subject, report) => {
    for (const benefit of subject.programme.benefits) {
      const dips = dipsAmong(benefit, subject, (curve, eligible) => within(curve.award, eligible));
      reportDips("falling-award", dips, benefit, subject, report);
    }
  },
};
