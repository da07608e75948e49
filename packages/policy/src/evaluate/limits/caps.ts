/**
 * Limits over ordered awards: paidᵢ = min(C, Sᵢ) − min(C, Sᵢ₋₁). A limit is filled by the date of the spend, then in
 * the order given. Earlier awards come first.
 */
import type { Award } from "../../facts.ts";
import type { Cap, CapPeriod } from "../../tree.ts";
import {
  exactly,
  isUnbounded,
  least,
  minus,
  most,
  NOTHING,
  outside,
  type Span,
  UNBOUNDED,
  ZERO,
} from "../amounts/bounds.ts";
import { moneyEnds, rateEnds } from "../amounts/ends.ts";
import { multiply } from "../amounts/multiply.ts";
import { grantedSum } from "../amounts/reckon.ts";
import type { Item, Lanes } from "../item.ts";
import { settle } from "../questions/readings.ts";
import { NO_EARLIER_AWARD, type Run, type Scope } from "../questions/scope.ts";
import { decide } from "../truth/condition.ts";
import { NO, YES } from "../truth/truth.ts";
import { earlierUse } from "./earlier-awards.ts";
import { isNarrow } from "./limits.ts";
import { grouped, inOrder, loosenMixed } from "./sharing.ts";
import { Taken } from "./taken.ts";

const PERIODS_UNSTATED = ["each", "year", "total"] as const;

/** The period of a limit; unstated, it is a question as soon as an earlier award could count. */
function periodOf(cap: Cap, run: Run, awards: readonly Award[]): CapPeriod | undefined {
  if (cap.period !== undefined) return settle(cap.period, run.readings);
  if (awards.length === 0) return undefined;
  return run.readings.take(`${cap.over.join("+")}.cap-period`, PERIODS_UNSTATED) as CapPeriod;
}

/** Applies one limit to the items of the benefits that share it. */
export function applyCap(run: Run, items: readonly Item[], cap: Cap): void {
  // The best of several benefits over all spends is within a limit per spend when each benefit is.
  const ordered = inOrder(items, cap.over);
  const sharing = isNarrow(cap) ? ordered.filter(item => item.spend >= 0) : ordered;
  loosenMixed(items, cap.over, sharing.length);
  if (sharing.length === 0) return;
  const awards = run.awards.filter(award => cap.over.includes(award.benefit));
  const period = periodOf(cap, run, awards);
  for (const group of grouped(sharing, cap.scope)) {
    const taken = new Taken();
    for (const item of group) fillItem(run, item, cap, period, awards, taken);
  }
}

function limitOf(scope: Scope, cap: Cap): Span {
  if (cap.share !== undefined) {
    const rate = rateEnds(cap.share.rate, scope.run.readings);
    const of = scope.amount(cap.share.of, scope);
    let limit: Span = {
      low: multiply(of.low, rate.low, scope.run.rounding),
      high: multiply(of.high, rate.high, scope.run.rounding),
    };
    for (const fact of cap.share.counting) {
      const other = scope.amount(fact, scope);
      limit = { low: minus(limit.low, other.high), high: minus(limit.high, other.low) };
    }
    return limit;
  }
  return cap.max === undefined ? exactly(UNBOUNDED) : grantedSum(scope, cap.max);
}

/** Gives one item what the limit leaves it: its own limit, less earlier awards, less what the items before took. */
function fillItem(
  run: Run,
  item: Item,
  cap: Cap,
  period: CapPeriod | undefined,
  awards: readonly Award[],
  taken: Taken,
): void {
  const applies = cap.when === undefined ? YES : decide(item.scope, cap.when, item.scope);
  if (applies === NO) return;
  const stated = limitOf(item.scope, cap);
  const limit = applies === YES ? stated : { low: stated.low, high: UNBOUNDED };
  const used = period === undefined ? NOTHING : earlierUse(run, awards, item, cap, period);
  const left: Span = { low: minus(limit.low, used.high), high: minus(limit.high, used.low) };
  if (!run.awardsStated && period !== "each" && !cap.scope.includes("spend"))
    item.scope.presume(NO_EARLIER_AWARD);
  const { lanes, own } = item;
  const filled = taken.fill(item, left, applies === YES);
  const relaxed = relax(item, cap, lanes, own, filled);
  item.lanes = relaxed.lanes;
  item.own = relaxed.own;
  if (isZero(left) && !isZero(used)) item.exhausted = true;
  item.scope.step(() => ({
    is: "cap",
    limit: outside(limit),
    scope: cap.scope,
    period,
    counts: cap.counts,
    share:
      cap.share === undefined
        ? undefined
        : { rate: rateEnds(cap.share.rate, run.readings).high, of: cap.share.of },
    used: outside(used),
    over: cap.over,
    bites: filled.own.ceiling.high < own.ceiling.high || filled.own.ceiling.low < own.ceiling.low,
    amount: outside(item.own.ceiling),
    at: cap.at,
  }));
}

const isZero = (span: Span): boolean => span.high === ZERO;

/** A limit that may be lifted at discretion binds what is due, but not the most that it can be. */
function relax(
  item: Item,
  cap: Cap,
  before: Lanes,
  own: Lanes,
  filled: { readonly lanes: Lanes; readonly own: Lanes },
) {
  const bites = before.ceiling.high > filled.lanes.ceiling.high || own.ceiling.high > filled.own.ceiling.high;
  if (cap.relax === undefined || !bites) return filled;
  const { scope } = item;
  const { when, to: limit, at } = cap.relax;
  const truth = when === undefined ? YES : decide(scope, when, scope);
  if (truth === NO) return filled;
  const to = limit === undefined ? exactly(UNBOUNDED) : moneyEnds(limit, scope.run.readings);
  const lifted = (from: Span, kept: Span): Span => ({
    low: truth === YES ? most(kept.low, least(from.low, to.low)) : kept.low,
    high: most(kept.high, least(from.high, to.high)),
  });
  scope.needDecision("relaxation");
  scope.step(() => ({
    is: "relax",
    to: isUnbounded(to.high) ? null : to.high,
    truth,
    at,
  }));
  return {
    lanes: { entitled: filled.lanes.entitled, ceiling: lifted(before.ceiling, filled.lanes.ceiling) },
    own: { entitled: filled.own.entitled, ceiling: lifted(own.ceiling, filled.own.ceiling) },
  };
}
