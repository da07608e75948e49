/** What each level of government bears: successive two-way floors in declared order, so that parts add up to the fen. */
import type { Fen } from "@suanquan/china";
import type { Bounds, FunderShare, Quantity } from "../../assessment.ts";
import type { Benefit, Pool, Programme, Rate } from "../../tree.ts";
import { wholesOf } from "../prepared.ts";
import { ASSUMED_ROUNDING, multiply } from "./multiply.ts";

/**
 * Splits an amount in 分 between funders whose rates add up to 100%. Each funder gets its part of what is left,
 * rounded down; the last gets the rest. The parts always add up to the amount.
 */
export function splitBetween(amount: Fen, rates: readonly Rate[]): Fen[] {
  let left = amount;
  let remaining: Rate = { num: 1n, den: 1n };
  return rates.map((rate, index) => {
    if (index === rates.length - 1) return left;
    const part = multiply(
      left,
      { num: rate.num * remaining.den, den: rate.den * remaining.num },
      ASSUMED_ROUNDING,
    );
    left = (left - part) as Fen;
    remaining = { num: remaining.num * rate.den - rate.num * remaining.den, den: remaining.den * rate.den };
    return part;
  });
}

/**
 * The pool that pays these benefits, when it is one and the same; where a pool names no funders, the one of which it is
 * a part does.
 */
export function payingPool({ pools }: Programme, benefits: readonly Benefit[]): Pool | undefined {
  const paying = benefits.map(({ pool }) => {
    const wholes = wholesOf(pools, pool);
    return wholes.find(each => each.funders.length > 0) ?? wholes[0];
  });
  const [first] = paying;
  return paying.every(each => each === first) ? first : undefined;
}

/** The funders' shares of an answer; empty when the text names no funders. A share left open may be anything. */
export function sharesOf(pool: Pool | undefined, amount: Quantity | null): FunderShare[] {
  if (pool === undefined || amount === null || pool.funders.length === 0) return [];
  const rates = pool.funders.map(funder => (funder.share.is === "stated" ? funder.share.value : undefined));
  const known = rates.filter(rate => rate !== undefined);
  const part = (end: Fen | null, index: number): Fen | null =>
    end === null ? null : (splitBetween(end, known)[index] ?? (0n as Fen));
  const bounds = (of: Bounds, index: number): Bounds =>
    known.length < rates.length
      ? { low: 0n as Fen, high: of.high }
      : { low: part(of.low, index) ?? (0n as Fen), high: part(of.high, index) };
  return pool.funders.map((funder, index) => ({
    funder: funder.who,
    entitled: bounds(amount.entitled, index),
    ceiling: bounds(amount.ceiling, index),
  }));
}
