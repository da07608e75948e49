/** Rates outside 0% to 100%. */
import { compareRates, NO_RATE, WHOLE } from "../../evaluate/amounts/multiply.ts";
import { leavesOf } from "../leaves.ts";
import type { Rule } from "../rule.ts";
import { rateSaid } from "../wording.ts";

/** The total of what stacks is judged with the stacking. */
const STATED_TOTAL = /^combine\.\d+\.total\b/;

export const rateAbove100: Rule = {
  finds: ["rate-above-100"],
  look: ({ survey }, report) => {
    for (const { rate, path } of survey.rates) {
      if (STATED_TOTAL.test(path)) continue;
      const beyond = leavesOf(rate).find(
        each => compareRates(each, WHOLE) > 0 || compareRates(each, NO_RATE) < 0,
      );
      if (beyond !== undefined) report("rate-above-100", path, { rate: rateSaid(beyond) });
    }
  },
};
