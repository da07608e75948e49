/** Limits of which the text does not say whether they are for each award, for a year, or for all. */

import type { Fen } from "@suanquan/china";
import type { Benefit, Cap, CapScope } from "../../tree.ts";
import type { Rule } from "../rule.ts";
import { cellSaid, moneySaid, rateSaid } from "../wording.ts";

export const capWithoutPeriod: Rule = {
  finds: ["cap-without-period"],
  look: ({ survey }, report) => {
    for (const { cap, benefit, path } of survey.caps)
      if (cap.period === undefined && !standsAlone(cap) && !isOnceOnly(benefit))
        report("cap-without-period", path, { limit: limitSaid(cap) });
  },
};

/** No earlier award can count against the limit of one invoice or one spend. */
const ALONE: ReadonlySet<CapScope> = new Set(["spend", "invoice"]);
const standsAlone = (cap: Cap): boolean => cap.scope.some(scope => ALONE.has(scope));

/** Where the benefit is had once in all, there is no earlier award that could count. */
function isOnceOnly(benefit: Benefit | undefined): boolean {
  const once = benefit?.once;
  return (
    once?.period.is === "stated" &&
    once.period.value === "total" &&
    once.scope.every(scope => scope === "applicant" || scope === "family")
  );
}

/** The limit as far as it is one figure. */
function limitSaid({ max, share }: Cap): string {
  if (share !== undefined) return cellSaid(share.rate, rateSaid);
  if (max === undefined) return "?";
  return max.by.is === "cell"
    ? cellSaid(max.by.cell, moneySaid)
    : max.by.table.rows.map(row => cellSaid<Fen>(row.value, moneySaid)).join(" / ");
}
