import type { Direction } from "../../src/index.ts";

/**
 * The exact share of an amount, found by counting and not by multiplying: from one amount to the next the quotient and
 * the remainder grow by the same parts, and a remainder that reaches the divisor passes one on to the quotient.
 */
export class SteppedQuotient {
  private readonly divisor: bigint;
  private readonly wholeOfStep: bigint;
  private readonly restOfStep: bigint;
  private quotient = 0n;
  private remainder = 0n;

  /** @param step how far apart the amounts are, in 分 */
  constructor(num: bigint, den: bigint, step: bigint) {
    this.divisor = den;
    let [whole, rest] = [0n, 0n];
    for (let each = 0n; each < step; each += 1n) {
      rest += num;
      for (; rest >= den; rest -= den) whole += 1n;
    }
    this.wholeOfStep = whole;
    this.restOfStep = rest;
  }

  /** Goes on to the next amount. */
  next(): void {
    this.quotient += this.wholeOfStep;
    this.remainder += this.restOfStep;
    if (this.remainder < this.divisor) return;
    this.remainder -= this.divisor;
    this.quotient += 1n;
  }

  rounded(direction: Direction): bigint {
    if (direction === "down" || this.remainder === 0n) return this.quotient;
    const isUp = direction === "up" || this.remainder >= this.divisor - this.remainder;
    return isUp ? this.quotient + 1n : this.quotient;
  }
}
