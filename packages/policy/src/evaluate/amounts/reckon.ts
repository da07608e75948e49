/** One benefit on one spend in one completion: base → rate, tier, sum → rounding → faces → minimum. Caps come later. */
import type { Fen } from "@suanquan/china";
import type { Truth } from "../../assessment.ts";
import type { Amount, Benefit, Granted, Minimum, Rate } from "../../tree.ts";
import { type BenefitItem, type Item, type Lanes, NO_LANES, perhaps } from "../item.ts";
import { settle } from "../questions/readings.ts";
import type { Scope } from "../questions/scope.ts";
import { decideAloud } from "../truth/condition.ts";
import { NO, UNKNOWN } from "../truth/truth.ts";
import { reckonBase } from "./base.ts";
import {
  ANYTHING,
  hull,
  isUnbounded,
  least,
  mapSpan,
  most,
  NOTHING,
  outside,
  type Span,
  UNBOUNDED,
  ZERO,
} from "./bounds.ts";
import { fitFaces } from "./denominations.ts";
import { higherRate, lowerRate, moneyEnds } from "./ends.ts";
import { possibleValues } from "./granted.ts";
import { compareRates, multiply, NO_RATE, WHOLE } from "./multiply.ts";
import { possibleRaises, raised } from "./raise.ts";
import { reckonTiers } from "./tiers.ts";

interface Award {
  readonly amount: Span;
  /** «Not more than»: nothing is due, the amount is a ceiling. */
  readonly atMost: boolean;
  readonly base?: Span;
  readonly price?: Span;
  readonly computable: boolean;
}

/**
 * @param common whether the conditions of every benefit, the version and the presumptions hold for this spend.
 * @param foundation what the benefit that this one is reckoned on comes to on the same spend.
 */
export function reckonBenefit(
  benefit: Benefit,
  spend: number,
  scope: Scope,
  common: Truth,
  foundation?: Item,
): BenefitItem {
  let truth: Truth = common === NO ? NO : least3(common, decideAloud(scope, benefit.when, scope));
  if (foundation !== undefined && truth !== NO) {
    truth = least3(truth, foundation.truth);
    scope.take(foundation.scope);
  }
  const item: BenefitItem = {
    benefit,
    benefits: [benefit.id],
    spend,
    scope,
    truth,
    lanes: NO_LANES,
    own: NO_LANES,
    base: NOTHING,
    price: undefined,
    exhausted: foundation?.exhausted === true,
    computable: isComputable(benefit) && foundation?.computable !== false,
  };
  if (benefit.form === "in-kind") scope.step(() => ({ is: "in-kind", at: benefit.at }));
  else if (!item.computable) scope.step(() => ({ is: "unstated", at: benefit.at }));
  if (truth === NO || !item.computable) return item;

  const award = reckonSum(scope, benefit, foundation?.own.ceiling);
  const { amount } = award;
  // What is due rests on what is due of the benefit below it, and not on its ceiling.
  const due =
    foundation === undefined
      ? amount
      : scope.silently(() => reckonSum(scope, benefit, foundation.own.entitled).amount);
  item.price = foundation === undefined ? award.price : foundation.price;
  item.base = award.base ?? NOTHING;
  let lanes: Lanes = { entitled: due, ceiling: amount };
  // A ruling may turn a ceiling into a rate, or say that a review is only formal, for one office.
  if (award.atMost && !scope.run.readings.isRuled(`${benefit.id}.at-most`, "rate")) {
    lanes = { entitled: NOTHING, ceiling: amount };
    scope.needDecision("at-most");
  }
  const { review } = benefit;
  if (review !== undefined && !scope.run.readings.isRuled(`${benefit.id}.review`, "granted")) {
    lanes = { entitled: NOTHING, ceiling: amount };
    scope.needDecision("review");
    scope.step(() => ({ is: "review", says: review.says, at: review.at }));
  }
  item.lanes = truth === UNKNOWN ? perhaps(lanes) : lanes;
  item.own = item.lanes;
  return item;
}

/** Its award before «not more than», review and limits: fitted to faces, with the minimum of the spend. */
function reckonSum(scope: Scope, benefit: Benefit, foundation: Span | undefined): Award {
  const award = reckonAward(scope, benefit, foundation);
  let { amount } = award;
  if (benefit.denominations !== undefined) {
    const faces = benefit.denominations;
    amount = mapSpan(amount, each => fitFaces(each, faces));
    scope.step(() => ({ is: "denominations", amount: outside(amount), at: faces.at }));
  }
  if (benefit.minimum !== undefined && benefit.minimum.per === undefined)
    amount = applyMinimum(scope, benefit.minimum, amount, award.base);
  if (award.base !== undefined) {
    const base = award.base;
    amount = { low: least(amount.low, base.low), high: least(amount.high, base.high) };
  }
  return { ...award, amount };
}

const least3 = (a: Truth, b: Truth): Truth => (a < b ? a : b);

/** In kind, measures, and texts with neither formula nor cap have nothing that can be computed. */
export const isComputable = (benefit: Benefit): boolean =>
  benefit.form !== "none" &&
  benefit.form !== "in-kind" &&
  !(benefit.amount.is === "unstated" && benefit.amount.base === undefined && benefit.caps.length === 0);

function reckonAward(scope: Scope, benefit: Benefit, foundation: Span | undefined): Award {
  const { amount } = benefit;
  switch (amount.is) {
    case "rate":
      return byRate(scope, benefit, amount, foundation);
    case "tiers":
      return byTiers(scope, benefit, amount, foundation);
    case "flat": {
      const flat = grantedSum(scope, amount.flat);
      scope.step(() => ({
        is: "flat",
        atMost: amount.flat.atMost,
        amount: outside(flat),
        at: amount.flat.at ?? benefit.at,
      }));
      return { amount: flat, atMost: amount.flat.atMost, computable: true };
    }
    case "each":
      return byNumber(scope, benefit, amount);
    case "unstated": {
      // Any sum up to the base and the caps is a completion of a formula that the text does not give.
      scope.needText("formula");
      scope.step(() => ({ is: "unstated", at: benefit.at }));
      if (amount.base === undefined) return { amount: ANYTHING, atMost: false, computable: true };
      const base = reckonBase(scope, amount.base, foundation);
      return {
        amount: { low: ZERO, high: base.amount.high },
        atMost: false,
        base: base.amount,
        price: base.price,
        computable: true,
      };
    }
  }
}

const sameRate = (a: Rate, b: Rate): boolean => compareRates(a, b) === 0;

function byRate(
  scope: Scope,
  benefit: Benefit,
  rule: Extract<Amount, { is: "rate" }>,
  foundation: Span | undefined,
): Award {
  const base = reckonBase(scope, rule.base, foundation);
  const possible = possibleValues(scope, rule.rate, sameRate);
  const raises = possibleRaises(scope, benefit);
  const first = possible.values[0] ?? NO_RATE;
  const lowest = possible.values.reduce(lowerRate, first);
  const highest = possible.values.reduce(higherRate, first);
  let low = raises.map(raise => raised(lowest, raise)).reduce(lowerRate);
  let high = raises.map(raise => raised(highest, raise)).reduce(higherRate);
  if (possible.gap && possible.values.length === 0) {
    low = NO_RATE;
    high = WHOLE;
    scope.needText("table");
    scope.step(() => ({ is: "gap", where: "table", at: rule.rate.at ?? benefit.at }));
  } else if (possible.gap) {
    // Some value not known yet may find no row at all.
    low = NO_RATE;
  }
  const { rounding } = scope.run;
  const amount = {
    low: multiply(base.amount.low, low, rounding),
    high: multiply(base.amount.high, high, rounding),
  };
  scope.step(() => {
    const told = unstatedRate(rule.rate) ?? { low, high };
    return {
      is: "rate",
      rate: told,
      atMost: rule.rate.atMost,
      amount: outside({
        low: multiply(base.amount.low, told.low, rounding),
        high: multiply(base.amount.high, told.high, rounding),
      }),
      at: rule.rate.at ?? benefit.at,
    };
  });
  noteRounding(scope);
  return { amount, atMost: rule.rate.atMost, base: base.amount, price: base.price, computable: true };
}

/** The ends of a rate that the text does not state: told as a range, never as the end that a completion takes. */
function unstatedRate(granted: Granted<Rate>): { readonly low: Rate; readonly high: Rate } | undefined {
  if (granted.by.is !== "cell" || granted.by.cell.is !== "open" || !granted.by.cell.continuous)
    return undefined;
  const ends = granted.by.cell.readings.flatMap(({ cell }) => (cell.is === "stated" ? [cell.value] : []));
  const low = ends[0];
  const high = ends.at(-1);
  return low === undefined || high === undefined ? undefined : { low, high };
}

function byTiers(
  scope: Scope,
  benefit: Benefit,
  rule: Extract<Amount, { is: "tiers" }>,
  foundation: Span | undefined,
): Award {
  const base = reckonBase(scope, rule.base, foundation);
  const tiers = possibleRaises(scope, benefit).map(raise =>
    reckonTiers(scope, rule.tiers, base.amount, raise),
  );
  const award = tiers.map(each => each.award).reduce(hull);
  if (tiers.some(each => each.gap)) {
    scope.needText("tiers");
    scope.step(() => ({ is: "gap", where: "tiers", at: rule.tiers.at ?? benefit.at }));
  }
  noteRounding(scope);
  return { amount: award, atMost: rule.tiers.atMost, base: base.amount, price: base.price, computable: true };
}

/** Bounds of a granted sum; a table that finds no row leaves it open. */
export function grantedSum(scope: Scope, granted: Granted<Fen>): Span {
  const { values, gap } = possibleValues(scope, granted, (a, b) => a === b);
  const first = values[0];
  if (first === undefined) {
    scope.needText("table");
    return ANYTHING;
  }
  const low = values.reduce(least, first);
  const high = values.reduce(most, first);
  return { low: gap ? ZERO : low, high };
}

function byNumber(scope: Scope, benefit: Benefit, rule: Extract<Amount, { is: "each" }>): Award {
  const known = scope.amount(rule.count, scope);
  const { upTo } = rule;
  const number = upTo === undefined ? known : mapSpan(known, each => least(each, upTo as Fen));
  const sum = grantedSum(scope, rule.each);
  const product = (count: bigint, each: Fen): Fen =>
    count === 0n || each === 0n
      ? ZERO
      : isUnbounded(count as Fen) || isUnbounded(each)
        ? UNBOUNDED
        : ((count * each) as Fen);
  const amount = { low: product(number.low, sum.low), high: product(number.high, sum.high) };
  scope.step(() => ({
    is: "each",
    count: rule.count,
    number: outside(known),
    upTo,
    each: outside(sum),
    amount: outside(amount),
    at: rule.at ?? benefit.at,
  }));
  return { amount, atMost: rule.each.atMost, computable: true };
}

function noteRounding(scope: Scope): void {
  const { unit, direction, assumed } = scope.run.rounding;
  scope.step(() => ({ is: "rounding", unit, direction, assumed }));
}

/** A minimum never lifts above the base; what a cap leaves is seen to afterwards, when caps are applied. */
function applyMinimum(scope: Scope, minimum: Minimum, amount: Span, base: Span | undefined): Span {
  const award = moneyEnds(minimum.award, scope.run.readings);
  const below = settle(minimum.below, scope.run.readings);
  const result = [award.low, award.high].map(each => afterMinimum(below, each, amount, base)).reduce(hull);
  scope.step(() => ({ is: "minimum", award: award.high, below, amount: outside(result), at: minimum.at }));
  return result;
}

function afterMinimum(
  below: "refuse" | "lift" | "base",
  award: Fen,
  amount: Span,
  base: Span | undefined,
): Span {
  switch (below) {
    case "refuse":
      return mapSpan(amount, each => (each < award ? ZERO : each));
    case "lift":
      return mapSpan(amount, each => (each === ZERO ? ZERO : most(each, award)));
    case "base":
      if (base === undefined) return amount;
      return { low: base.low < award ? ZERO : amount.low, high: base.high < award ? ZERO : amount.high };
  }
}
