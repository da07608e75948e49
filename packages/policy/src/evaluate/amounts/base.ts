/** The amount that a rate multiplies: facts added up, parts left out, a share of days, a limit. */
import { daysBetween, type Fen, type LocalDate } from "@suanquan/china";
import type { Base, DayShare } from "../../tree.ts";
import { settle } from "../questions/readings.ts";
import type { Scope } from "../questions/scope.ts";
import {
  ANYTHING,
  isUnbounded,
  least,
  mapSpan,
  minus,
  NOTHING,
  outside,
  plus,
  type Span,
  UNBOUNDED,
} from "./bounds.ts";
import { moneyEnds } from "./ends.ts";

/** The lowest of several amounts; what is not known may be lower still. */
function lowest(scope: Scope, facts: readonly string[]): Span {
  let found: Span = { low: UNBOUNDED, high: UNBOUNDED };
  for (const fact of facts) {
    const amount = scope.amount(fact, scope);
    found = { low: least(found.low, amount.low), high: least(found.high, amount.high) };
  }
  return found;
}

function total(scope: Scope, facts: readonly string[]): Span {
  let sum = NOTHING;
  for (const fact of facts) {
    const amount = scope.amount(fact, scope);
    sum = { low: plus(sum.low, amount.low), high: plus(sum.high, amount.high) };
  }
  return sum;
}

/**
 * Bounds of the base in 分, before any rate; `price` is the sum before parts are left out.
 * @param award what another benefit comes to, where the base is that.
 */
export function reckonBase(
  scope: Scope,
  base: Base,
  award?: Span,
): { readonly amount: Span; readonly price: Span } {
  const of = settle(base.of, scope.run.readings);
  const less = settle(base.less, scope.run.readings);
  const price = award ?? (base.lowest === true ? lowest(scope, of) : total(scope, of));
  let amount = price;
  if (less.length > 0) {
    const left = total(scope, less);
    amount = { low: minus(price.low, left.high), high: minus(price.high, left.low) };
  }
  scope.step(() => ({
    is: "base",
    of,
    lowest: base.lowest,
    awardOf: base.awardOf,
    less,
    amount: outside(amount),
    at: base.at,
  }));
  if (base.days !== undefined) amount = shareOfDays(scope, base.days, amount);
  if (base.upTo !== undefined) {
    const limit = moneyEnds(base.upTo, scope.run.readings);
    amount = { low: least(amount.low, limit.low), high: least(amount.high, limit.high) };
    scope.step(() => ({ is: "up-to", limit: limit.high, amount: outside(amount), at: base.at }));
  }
  return { amount, price };
}

/** Only the days of the contract that fall into the span count, in proportion; rounded down and up to whole 分. */
function shareOfDays(scope: Scope, share: DayShare, amount: Span): Span {
  const from = scope.value(share.from);
  const to = scope.value(share.to);
  if (typeof from !== "string") scope.need(share.from);
  if (typeof to !== "string") scope.need(share.to);
  if (typeof from !== "string" || typeof to !== "string") return { low: ANYTHING.low, high: amount.high };
  const extra = settle(share.count, scope.run.readings) === "inclusive" ? 1 : 0;
  const begin = later(from as LocalDate, share.within.low?.value);
  const end = earlier(to as LocalDate, share.within.high?.value);
  const of = BigInt(Math.max(daysBetween(from as LocalDate, to as LocalDate) + extra, 0));
  const counted = BigInt(begin > end ? 0 : daysBetween(begin, end) + extra);
  const part = (each: Fen): Fen =>
    of === 0n
      ? counted > 0n
        ? each
        : (0n as Fen)
      : isUnbounded(each)
        ? UNBOUNDED
        : (((each * counted) / of) as Fen);
  const shared = mapSpan(amount, part);
  scope.step(() => ({
    is: "days",
    counted,
    of,
    amount: outside(shared),
    at: share.at,
  }));
  return shared;
}

const later = (a: LocalDate, b: LocalDate | undefined): LocalDate => (b !== undefined && b > a ? b : a);
const earlier = (a: LocalDate, b: LocalDate | undefined): LocalDate => (b !== undefined && b < a ? b : a);
