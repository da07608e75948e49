/** The one place where an amount meets a rate and is rounded. Whole numbers only. */
import type { Fen } from "@suanquan/china";
import type { Rate } from "../../tree.ts";
import { isUnbounded, UNBOUNDED } from "./bounds.ts";

/** 舍去, 四舍五入, 进一. */
export type Direction = "down" | "half-up" | "up";

/** To which unit, and which way, an amount is rounded. */
export interface Rounding {
  /** The unit in 分: 1 for 分, 100 for 元, 1,000,000 for 万元. */
  readonly unit: Fen;
  readonly direction: Direction;
  /** True when the programme names none and 分, down, is presumed. */
  readonly assumed: boolean;
}

export const ASSUMED_ROUNDING: Rounding = { unit: 1n as Fen, direction: "down", assumed: true };

/**
 * `amount × rate`, rounded once to a multiple of the unit.
 * @param amount 分, not negative; an unbounded amount stays unbounded unless the rate is zero.
 * @param rate exact, not negative.
 */
export function multiply(amount: Fen, rate: Rate, rounding: Rounding): Fen {
  if (rate.num === 0n) return 0n as Fen;
  if (isUnbounded(amount)) return UNBOUNDED;
  const { unit, direction } = rounding;
  const product = amount * rate.num;
  const divisor = rate.den * unit;
  const whole = product / divisor;
  const units =
    direction === "down"
      ? whole
      : direction === "up"
        ? (product + divisor - 1n) / divisor
        : (2n * product + divisor) / (2n * divisor);
  return (units * unit) as Fen;
}

/** Compares two rates: negative, zero or positive like a − b. */
export function compareRates(a: Rate, b: Rate): number {
  const left = a.num * b.den;
  const right = b.num * a.den;
  return left < right ? -1 : left > right ? 1 : 0;
}

export const addRates = (a: Rate, b: Rate): Rate => ({
  num: a.num * b.den + b.num * a.den,
  den: a.den * b.den,
});
export const NO_RATE: Rate = { num: 0n, den: 1n };
export const WHOLE: Rate = { num: 1n, den: 1n };
