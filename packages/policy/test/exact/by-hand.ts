import type { Direction } from "../../src/index.ts";

/**
 * `amount × num ÷ den` digit by digit, as at school, on the written amount: no number gets larger than a few thousand
 * times the divisor, so that plain numbers are exact.
 * @param amount digits of 分
 * @param num below 10,000, like `den`
 */
export function shareByHand(amount: string, num: number, den: number, direction: Direction): string {
  const { quotient, remainder } = dividedByHand(timesByHand(amount, num), den);
  if (direction === "down" || remainder === 0) return quotient;
  return direction === "up" || remainder * 2 >= den ? plusOneByHand(quotient) : quotient;
}

/** Digits of `amount × factor`. */
export function timesByHand(amount: string, factor: number): string {
  let carry = 0;
  let digits = "";
  for (const digit of [...amount].reverse()) {
    const product = Number(digit) * factor + carry;
    digits = `${product % 10}${digits}`;
    carry = Math.floor(product / 10);
  }
  return bare(`${carry}${digits}`);
}

function dividedByHand(
  amount: string,
  divisor: number,
): { readonly quotient: string; readonly remainder: number } {
  let remainder = 0;
  let quotient = "";
  for (const digit of amount) {
    const part = remainder * 10 + Number(digit);
    quotient += Math.floor(part / divisor);
    remainder = part % divisor;
  }
  return { quotient: bare(quotient), remainder };
}

function plusOneByHand(amount: string): string {
  const nines = /9*$/.exec(amount)?.[0].length ?? 0;
  const head = amount.slice(0, amount.length - nines);
  const last = head === "" ? "1" : `${head.slice(0, -1)}${Number(head.at(-1)) + 1}`;
  return last + "0".repeat(nines);
}

const bare = (digits: string): string => digits.replace(/^0+(?=\d)/, "");
