import { type Fen, fen } from "@suanquan/china";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { multiply } from "../../src/index.ts";
import { readings } from "../catalogue/files.ts";
import { shareByHand } from "./by-hand.ts";
import { ratesOfCatalogue } from "./catalogue-rates.ts";
import { DIRECTIONS, firstDifference } from "./compare.ts";

const rates = ratesOfCatalogue();

describe("An amount times a rate is exact, in every rounding", () => {
  test("the catalogue's rates are there, and what is left of each", () => {
    const names = rates.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["3/100", "97/100", "27/50", "23/50", "3/10", "7/10"]));
  });

  test.each(rates)("every hundredth of the first ten million fen × $name", rate => {
    expect(firstDifference(rate, 1n, 100n)).toBeUndefined();
  });

  test.each(rates)("each of the last digits × $name", rate => {
    expect(firstDifference(rate, 1n, 997n)).toBeUndefined();
  });

  test.each([10n, 100n, 10_000n, 1_000_000n])("rounded to a unit of %d fen", unit => {
    for (const rate of rates) expect(firstDifference(rate, unit, 9_973n), rate.name).toBeUndefined();
  });

  test("a fen below, at and above every amount that a programme names and every whole share", () => {
    const named = readings.flatMap(({ programme }) => amountsIn(programme));
    for (const { name, num, den } of rates) {
      const near = [...named, ...wholeShares(num, den)].flatMap(each => [each - 1n, each, each + 1n]);
      for (const amount of new Set(near.filter(each => each >= 0n)))
        for (const direction of DIRECTIONS) {
          const given = multiply(amount as Fen, { num, den }, { unit: fen(1), direction, assumed: false });
          const right = shareByHand(String(amount), Number(num), Number(den), direction);
          expect(String(given), `${amount} × ${name}, ${direction}`).toBe(right);
        }
    }
  });

  test("any rate of amounts up to twenty digits", () => {
    const anyRate = fc.record({
      num: fc.integer({ min: 0, max: 9_999 }),
      den: fc.integer({ min: 1, max: 9_999 }),
    });
    const anyAmount = fc.bigInt(0n, 10n ** 20n - 1n);
    fc.assert(
      fc.property(anyAmount, anyRate, fc.constantFrom(...DIRECTIONS), (amount, { num, den }, direction) => {
        const rate = { num: BigInt(num), den: BigInt(den) };
        const given = multiply(amount as Fen, rate, { unit: fen(1), direction, assumed: false });
        expect(String(given)).toBe(shareByHand(String(amount), num, den, direction));
      }),
      { numRuns: 5_000 },
    );
  });
});

/** Limits, edges of tiers, minimums, pools: every sum that stands in a tree, but no numerator or denominator. */
function amountsIn(node: unknown): readonly bigint[] {
  if (typeof node === "bigint") return [node];
  if (typeof node !== "object" || node === null || ("num" in node && "den" in node)) return [];
  return Object.values(node).flatMap(amountsIn);
}

/** Amounts whose share is a whole number of fen or nearly so, and those half a fen beyond. */
function wholeShares(num: bigint, den: bigint): readonly bigint[] {
  if (num === 0n) return [];
  const counts = [1n, 2n, 3n, 7n, 49n, 50n, 99n, 12_345n, 999_999n];
  return counts.flatMap(count => [(count * den) / num, ((2n * count + 1n) * den) / (2n * num)]);
}
