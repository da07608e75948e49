/** Rates by tiers of an amount: the whole amount at its row's rate, or slice by slice. */
import type { Fen } from "@suanquan/china";
import type { Truth } from "../../assessment.ts";
import type { Rate, TierRow, Tiers } from "../../tree.ts";
import { settle } from "../questions/readings.ts";
import { type Scope, Wanted } from "../questions/scope.ts";
import { spanInRange } from "../truth/condition.ts";
import { NO, UNKNOWN, YES } from "../truth/truth.ts";
import {
  hull,
  isExact,
  isUnbounded,
  least,
  most,
  outside,
  plus,
  type Span,
  UNBOUNDED,
  ZERO,
} from "./bounds.ts";
import { moneyEnds, type RateSpan, rateEnds } from "./ends.ts";
import { multiply, NO_RATE, type Rounding, WHOLE } from "./multiply.ts";
import { type Raise, raised } from "./raise.ts";

/** Bounds of the award in 分; `gap` when no row provides for the amount. */
export interface TierAward {
  readonly award: Span;
  readonly gap: boolean;
}

export function reckonTiers(scope: Scope, tiers: Tiers, base: Span, raise: Raise): TierAward {
  const { readings, rounding } = scope.run;
  if (settle(tiers.applies, readings) === "slice")
    return { award: slices(scope, tiers, base, raise, rounding), gap: false };
  const on = settle(tiers.on, readings);
  const wanted = new Wanted();
  const basis = scope.amount(on.fact, wanted);
  const possible: TierRow[] = [];
  let certain = false;
  for (const row of tiers.rows) {
    const truth = on.afterDiscount ? afterDiscount(scope, row, basis, raise) : spanInRange(basis, row.range);
    if (truth === NO) continue;
    possible.push(row);
    if (truth === YES) {
      certain = true;
      break;
    }
  }
  if (possible.length === 0 && isExact(basis)) {
    const edge = tiers.edges.find(each => each.amount === basis.low);
    const row = edge === undefined ? undefined : edgeRow(tiers.rows, edge.amount, settle(edge.row, readings));
    if (row !== undefined) {
      possible.push(row);
      certain = true;
    }
  }
  if (possible.length === 0) return { award: { low: ZERO, high: base.high }, gap: true };
  if (!certain && possible.length > 1) wanted.tell(scope);
  let award: Span | undefined;
  for (const row of possible) {
    const own = rowAward(scope, row, base, raise, rounding);
    award = award === undefined ? own : hull(award, own);
  }
  const row = possible[0];
  if (row !== undefined)
    scope.step(() => ({
      is: "tier",
      basis: on.fact,
      afterDiscount: on.afterDiscount,
      value: outside(basis),
      range: row.range,
      rate: row.rate === undefined ? undefined : rateEnds(row.rate, readings).high,
      flat: row.flat === undefined ? undefined : moneyEnds(row.flat, readings).high,
      atMost: tiers.atMost,
      at: row.at,
    }));
  return { award: award ?? { low: ZERO, high: base.high }, gap: false };
}

/** Whether what is left to pay after this row's own discount falls into this row. */
function afterDiscount(scope: Scope, row: TierRow, basis: Span, raise: Raise): Truth {
  const { low, high } = rowRate(scope, row, raise);
  const truth = leftInRow(row, basis, low);
  return low === high || leftInRow(row, basis, high) === truth ? truth : UNKNOWN;
}

function leftInRow(row: TierRow, basis: Span, rate: Rate): Truth {
  const left = { num: WHOLE.num * rate.den - rate.num, den: rate.den };
  if (left.num < 0n) return UNKNOWN;
  // Compared in units of 1/den 分, so that nothing is rounded before the comparison.
  const scaled = (amount: Fen): Fen => (isUnbounded(amount) ? UNBOUNDED : ((amount * left.num) as Fen));
  const end = (amount: Fen): Fen => (amount * left.den) as Fen;
  return spanInRange(
    { low: scaled(basis.low), high: scaled(basis.high) },
    {
      ...(row.range.low === undefined ? {} : { low: { ...row.range.low, value: end(row.range.low.value) } }),
      ...(row.range.high === undefined
        ? {}
        : { high: { ...row.range.high, value: end(row.range.high.value) } }),
    },
  );
}

/** The row's own rate with what is added to it. */
function rowRate(scope: Scope, { rate }: TierRow, raise: Raise): RateSpan {
  const { low, high } = rate === undefined ? NO_RATES : rateEnds(rate, scope.run.readings);
  const lower = raised(low, raise);
  return { low: lower, high: low === high ? lower : raised(high, raise) };
}

const NO_RATES: RateSpan = { low: NO_RATE, high: NO_RATE };

/** The neighbour of a bound that no row includes. */
function edgeRow(rows: readonly TierRow[], edge: Fen, side: "lower-row" | "upper-row"): TierRow | undefined {
  return rows.find(row =>
    side === "lower-row" ? row.range.high?.value === edge : row.range.low?.value === edge,
  );
}

function rowAward(scope: Scope, row: TierRow, base: Span, raise: Raise, rounding: Rounding): Span {
  if (row.flat !== undefined) return moneyEnds(row.flat, scope.run.readings);
  const rate = rowRate(scope, row, raise);
  return { low: multiply(base.low, rate.low, rounding), high: multiply(base.high, rate.high, rounding) };
}

/** Each row's rate applies to the part of the base that lies in it; rounded once, on the sum. */
function slices(scope: Scope, tiers: Tiers, base: Span, raise: Raise, rounding: Rounding): Span {
  const rows = tiers.rows.map(row => ({
    from: row.range.low?.value ?? ZERO,
    to: row.range.high?.value ?? UNBOUNDED,
    rate: rowRate(scope, row, raise),
  }));
  const award = (amount: Fen, side: "low" | "high"): Fen => {
    const denominator = rows.reduce((den, { rate }) => den * rate[side].den, 1n);
    let numerator = ZERO;
    for (const { from, to, rate } of rows) {
      const { num, den } = rate[side];
      const top = least(amount, to);
      if (top <= from) continue;
      if (num === 0n) continue;
      if (isUnbounded(top)) return UNBOUNDED;
      numerator = plus(numerator, ((top - from) * num * (denominator / den)) as Fen);
    }
    return multiply(numerator, { num: 1n, den: denominator }, rounding);
  };
  const result = { low: award(base.low, "low"), high: award(base.high, "high") };
  const own = most(base.low, ZERO);
  const row =
    tiers.rows.find(each => spanInRange({ low: own, high: own }, each.range) === YES) ?? tiers.rows[0];
  const { fact } = settle(tiers.on, scope.run.readings);
  if (row !== undefined)
    scope.step(() => ({
      is: "tier",
      basis: fact,
      afterDiscount: false,
      value: outside(base),
      range: row.range,
      rate: row.rate === undefined ? undefined : rateEnds(row.rate, scope.run.readings).high,
      atMost: tiers.atMost,
      at: tiers.at,
    }));
  return result;
}
