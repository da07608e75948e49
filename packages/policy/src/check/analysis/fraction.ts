/** Exact fractions of any sign, for slopes and crossings; `den` is always above zero. */
import { addRates, compareRates } from "../../evaluate/amounts/multiply.ts";
import type { Rate } from "../../tree.ts";

export type Fraction = Rate;

export const whole = (num: bigint): Fraction => ({ num, den: 1n });
export const ZERO = whole(0n);
export const ONE = whole(1n);
export const plus = addRates;
export const compare = compareRates;
export const negative = ({ num, den }: Fraction): Fraction => ({ num: -num, den });
export const minus = (a: Fraction, b: Fraction): Fraction => plus(a, negative(b));
export const times = (a: Fraction, b: bigint): Fraction => ({ num: a.num * b, den: a.den });

/** The quotient; `b` must not be zero. */
export function over(a: Fraction, b: Fraction): Fraction {
  const sign = b.num < 0n ? -1n : 1n;
  return { num: a.num * b.den * sign, den: a.den * b.num * sign };
}

/** The largest whole number that is not above it. */
export function floor({ num, den }: Fraction): bigint {
  const quotient = num / den;
  return num < 0n && num % den !== 0n ? quotient - 1n : quotient;
}

/** The least whole number that is not below it. */
export const ceiling = (value: Fraction): bigint => -floor(negative(value));
