/**
 * One benefit on one spend, or several that have been joined, while the reckoning goes on.
 *
 * An item carries two sets of bounds. `lanes` serve totals: each of the four ends is filled against a limit by
 * itself, so that a sum of lanes is the exact end of the total. `own` serves the item alone: what it gets when the
 * others take as much, or as little, as they can.
 */
import type { Fen } from "@suanquan/china";
import type { Quantity, Truth } from "../assessment.ts";
import type { Benefit } from "../tree.ts";
import { hull, least, minus, most, NOTHING, outside, plus, type Span } from "./amounts/bounds.ts";
import type { Scope } from "./questions/scope.ts";

/** Ends of what is due and of the most that it can be. */
export interface Lanes {
  readonly entitled: Span;
  readonly ceiling: Span;
}

export const NO_LANES: Lanes = { entitled: NOTHING, ceiling: NOTHING };

/** From nothing up to a limit. */
export const upTo = (limit: Fen): Lanes => {
  const span = { low: NOTHING.low, high: limit };
  return { entitled: span, ceiling: span };
};

export interface Item {
  readonly benefits: readonly string[];
  /** Index of the spend; -1 for items joined over several spends. */
  readonly spend: number;
  readonly scope: Scope;
  truth: Truth;
  lanes: Lanes;
  own: Lanes;
  /** The amount that its rate multiplied, before faces and limits. */
  base: Span;
  /** What was bought, as far as it is known: no subsidy exceeds it. */
  price: Span | undefined;
  exhausted: boolean;
  computable: boolean;
}

export interface BenefitItem extends Item {
  readonly benefit: Benefit;
}

const each = (a: Span, b: Span, f: (x: Fen, y: Fen) => Fen): Span => ({
  low: f(a.low, b.low),
  high: f(a.high, b.high),
});
export const addLanes = (a: Lanes, b: Lanes): Lanes =>
  a === NO_LANES
    ? b
    : { entitled: each(a.entitled, b.entitled, plus), ceiling: each(a.ceiling, b.ceiling, plus) };
export const hullLanes = (a: Lanes, b: Lanes): Lanes =>
  a === b ? a : { entitled: hull(a.entitled, b.entitled), ceiling: hull(a.ceiling, b.ceiling) };
export const laneSum = (items: readonly Item[]): Lanes =>
  items.reduce((sum, item) => addLanes(sum, item.lanes), NO_LANES);
export const highestLanes = (a: Lanes, b: Lanes): Lanes => ({
  entitled: each(a.entitled, b.entitled, most),
  ceiling: each(a.ceiling, b.ceiling, most),
});
export const lowestLanes = (a: Lanes, b: Lanes): Lanes => ({
  entitled: each(a.entitled, b.entitled, least),
  ceiling: each(a.ceiling, b.ceiling, least),
});
export const lowerLanes = (lanes: Lanes, limit: Span): Lanes => ({
  entitled: each(lanes.entitled, limit, least),
  ceiling: each(lanes.ceiling, limit, least),
});

/** Whatever may not be given has zero as its low end. */
export const perhaps = (lanes: Lanes): Lanes => ({
  entitled: { low: NOTHING.low, high: lanes.entitled.high },
  ceiling: { low: NOTHING.low, high: lanes.ceiling.high },
});

/** As answered: the ceiling is never shown below what is due. */
export const quantity = (lanes: Lanes): Quantity => ({
  entitled: outside(lanes.entitled),
  ceiling: outside(each(lanes.ceiling, lanes.entitled, most)),
});

/** Makes the lanes of items add up to no more than a total: what the first may reach is booked to say so. */
export function bookTotal(items: readonly Item[], total: Lanes): void {
  const sure = laneSum(items.slice(1));
  items.forEach((item, index) => {
    const book = (own: Span, most: Span, others: Span): Span => ({
      low: own.low,
      high: index === 0 ? minus(most.high, others.low) : own.low,
    });
    item.lanes = {
      entitled: book(item.lanes.entitled, total.entitled, sure.entitled),
      ceiling: book(item.lanes.ceiling, total.ceiling, sure.ceiling),
    };
  });
}
