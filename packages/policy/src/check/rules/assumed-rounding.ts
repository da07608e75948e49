/** No rounding is named although some rate can leave a fraction of a fen. */

import { isComputable } from "../../evaluate/amounts/reckon.ts";
import { grantsRights } from "../../evaluate/standing.ts";
import { under } from "../../read/page.ts";
import type { Rate } from "../../tree.ts";
import { leavesOf } from "../leaves.ts";
import type { Rule, Subject } from "../rule.ts";

export const assumedRounding: Rule = {
  finds: ["assumed-rounding"],
  look: (subject, report) => {
    const { programme } = subject;
    if (programme.rounding !== undefined || !grantsRights(programme)) return;
    const path = fractionalPlace(subject);
    if (path !== undefined) report("assumed-rounding", path, {});
  },
};

/** The first place where a fraction of a fen can arise; a whole multiple of the base leaves none. */
function fractionalPlace({ programme, survey }: Subject): string | undefined {
  const rates = survey.rates.filter(
    ({ path, benefit }) => !path.startsWith("pools.") && (benefit === undefined || isComputable(benefit)),
  );
  const rate = rates.find(site => leavesOf(site.rate).some(isFractional));
  if (rate !== undefined) return rate.path;
  const byDays = programme.benefits.find(({ amount }) => "base" in amount && amount.base?.days !== undefined);
  return byDays && under(under(under("benefits", byDays.id), "base"), "days");
}

const isFractional = ({ num, den }: Rate): boolean => num % den !== 0n;
