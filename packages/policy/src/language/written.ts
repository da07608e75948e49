/** Small tools for reading written figures: outcomes, exact decimals, and fractions in lowest terms. */
import type { Reading } from "@suanquan/china";
import type { Rate } from "../tree.ts";

/** What is wrong with a written literal; the code is stable, for programs. */
export type LiteralProblem =
  | "not-money"
  | "no-unit"
  | "not-a-rate"
  | "not-a-pay-rate"
  | "not-a-date"
  | "not-a-duration"
  | "not-a-number"
  | "not-a-boolean"
  | "not-a-range"
  | "empty-range"
  | "not-a-name"
  | "not-text"
  | "too-large";

export type Written<T> = Reading<T, LiteralProblem>;

export const read = <T>(value: T): Written<T> => ({ ok: true, value });
export const refuse = (code: LiteralProblem, zh: string, en: string): Written<never> => ({
  ok: false,
  error: { code, zh, en },
});

/** Quotes an author's words in a message without letting a long paste flood it. */
export function quoted(text: string): string {
  const characters = [...text];
  return characters.length <= 40 ? text : `${characters.slice(0, 40).join("")}…`;
}

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));

/** The fraction in lowest terms. `den` must be above zero. */
export function rate(num: bigint, den: bigint): Rate {
  const divisor = gcd(num < 0n ? -num : num, den);
  return divisor === 0n ? { num: 0n, den: 1n } : { num: num / divisor, den: den / divisor };
}

/** An unsigned decimal such as `2.75` as a fraction over `unit`; undefined when it is not one. */
export function decimalOver(text: string, unit: bigint): Rate | undefined {
  const parts = /^(\d{1,12})(?:\.(\d{1,12}))?$/.exec(text);
  if (parts === null) return undefined;
  const [, whole = "", decimals = ""] = parts;
  return rate(BigInt(whole + decimals), unit * 10n ** BigInt(decimals.length));
}

/** The exact decimal of `num / den × scale`; undefined where it does not end. */
export function exactDecimal({ num, den }: Rate, scale: bigint): string | undefined {
  const scaled = rate(num * scale, den);
  let places = 0;
  let power = 1n;
  while (power % scaled.den !== 0n) {
    places += 1;
    power *= 10n;
    if (places > 40) return undefined;
  }
  const digits = ((scaled.num * power) / scaled.den).toString().padStart(places + 1, "0");
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
