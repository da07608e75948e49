/** Holds `multiply` against the quotient found by counting, amount by amount. */
import { type Fen, fen } from "@suanquan/china";
import { type Direction, multiply, type Rate } from "../../src/index.ts";
import { SteppedQuotient } from "./stepped-quotient.ts";

/** The amounts that the whole comparison covers: 0 to 100,000元, in 分. */
export const FIRST_AMOUNTS = 10_000_000n;
export const DIRECTIONS = ["down", "half-up", "up"] as const satisfies readonly Direction[];

/**
 * Compares every `step`-th of the first amounts, rounded in every direction to multiples of `unit` 分.
 * @returns what differs at the first amount that does; undefined when all agree.
 */
export function firstDifference(rate: Rate, unit: bigint, step: bigint): string | undefined {
  const exact = new SteppedQuotient(rate.num, rate.den * unit, step);
  const roundings = DIRECTIONS.map(direction => ({ unit: fen(unit), direction, assumed: false }));
  for (let amount = 0n; amount <= FIRST_AMOUNTS; amount += step, exact.next()) {
    for (const rounding of roundings) {
      const got = multiply(amount as Fen, rate, rounding);
      const wanted = exact.rounded(rounding.direction) * unit;
      if (got !== wanted) return `${amount} fen, ${rounding.direction}: ${got} and not ${wanted}`;
    }
  }
  return undefined;
}
