/** What earlier awards have used up of a limit. */
import type { LocalDate } from "@suanquan/china";
import type { Truth } from "../../assessment.ts";
import type { Award } from "../../facts.ts";
import type { Cap, CapPeriod, CapScope, Counted } from "../../tree.ts";
import { exactly, most, NOTHING, plus, type Span, UNBOUNDED, ZERO } from "../amounts/bounds.ts";
import type { Item } from "../item.ts";
import { type Run, type Scope, Wanted } from "../questions/scope.ts";
import { NO, UNKNOWN, YES } from "../truth/truth.ts";
import { identity } from "./sharing.ts";

const samePeriod = (period: CapPeriod, on: LocalDate, asOf: LocalDate): boolean => {
  switch (period) {
    case "year":
      return on.slice(0, 4) === asOf.slice(0, 4);
    case "quarter":
      return on.slice(0, 4) === asOf.slice(0, 4) && quarterOf(on) === quarterOf(asOf);
    case "month":
      return on.slice(0, 7) === asOf.slice(0, 7);
    default:
      return true;
  }
};
const quarterOf = (date: LocalDate): number => Math.floor((Number(date.slice(5, 7)) - 1) / 3);

/** The fact that stands for what is not said of earlier awards. */
const EARLIER_AWARDS = "position.awards";

/** Whether an earlier award counts against a limit on this item: for certain, perhaps, or not. */
export function counts(
  award: Award,
  item: Item,
  scopes: readonly CapScope[],
  period: CapPeriod,
  asOf: LocalDate,
): Truth {
  if (period === "each" || (award.family === true && !scopes.includes("family"))) return NO;
  let truth: Truth = YES;
  const missing = new Wanted();
  for (const scope of scopes) {
    const by = identity[scope];
    if (by === "spend") return NO;
    if (by === "applicant") continue;
    const own = item.scope.value(`${by}.id`);
    const earlier = award[by];
    if (earlier !== undefined && own !== undefined && earlier !== own) return NO;
    if (earlier === undefined || own === undefined) truth = UNKNOWN;
    if (own === undefined) missing.need(`${by}.id`);
    if (earlier === undefined) missing.need(EARLIER_AWARDS);
  }
  if (period !== "total") {
    if (award.on !== undefined && period !== "round" && !samePeriod(period, award.on, asOf)) return NO;
    if (award.on === undefined || period === "round") {
      truth = UNKNOWN;
      missing.need(EARLIER_AWARDS);
    }
  }
  missing.tell(item.scope);
  return truth;
}

/** What an earlier award counts for; what is not stated of it is bounded by what is. */
function countedAmount(scope: Scope, award: Award, counted: Counted): Span {
  const stated = award[counted];
  if (stated !== undefined) return exactly(stated);
  scope.need(EARLIER_AWARDS);
  if (counted === "granted")
    return { low: most(award.redeemed ?? ZERO, award.paid ?? ZERO), high: UNBOUNDED };
  if (counted === "redeemed") return { low: award.paid ?? ZERO, high: award.granted ?? UNBOUNDED };
  return { low: ZERO, high: award.redeemed ?? award.granted ?? UNBOUNDED };
}

/** What earlier awards of the period have taken of a limit. */
export function earlierUse(
  run: Run,
  awards: readonly Award[],
  item: Item,
  cap: Pick<Cap, "scope" | "counts">,
  period: CapPeriod,
): Span {
  let used = NOTHING;
  for (const award of awards) {
    const truth = counts(award, item, cap.scope, period, run.asOf);
    if (truth === NO) continue;
    const amount = countedAmount(item.scope, award, cap.counts);
    used = { low: truth === YES ? plus(used.low, amount.low) : used.low, high: plus(used.high, amount.high) };
  }
  return used;
}
