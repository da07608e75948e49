import type { Fen } from "@suanquan/china";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fitFaces } from "../../src/evaluate/amounts/denominations.ts";

const fen = (amount: number): Fen => BigInt(amount) as Fen;
const many = (...faces: number[]) => ({ of: faces.map(fen), choose: "many" as const });
const one = (...faces: number[]) => ({ of: faces.map(fen), choose: "one" as const });

describe("A fixed choice of faces", () => {
  test.each([
    ["one voucher of the largest face that fits", 499_999, one(100_000, 300_000), 300_000],
    ["exactly a face", 300_000, one(100_000, 300_000), 300_000],
    ["one fen short of the smallest", 99_999, one(100_000, 300_000), 0],
    ["several vouchers", 499_999, many(100_000, 300_000), 400_000],
    ["a sum that the greedy choice misses", 600_000, many(400_000, 300_000), 600_000],
    ["a sum that no faces make", 500_000, many(300_000, 700_000), 300_000],
    ["every sum, beyond the last one that the faces miss", 170_000_000, many(99_900, 168_800), 170_000_000],
  ])("%s", (_, amount, faces, expected) => {
    expect(fitFaces(fen(amount), faces)).toBe(fen(expected));
  });

  test("is the largest sum that trying every sum finds", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 4 }),
        fc.nat(300),
        (faces, amount) => {
          const reachable = new Set([0]);
          for (let sum = 1; sum <= amount; sum += 1)
            if (faces.some(face => reachable.has(sum - face))) reachable.add(sum);
          expect(fitFaces(fen(amount), many(...faces))).toBe(fen(Math.max(...reachable)));
        },
      ),
      { numRuns: 500 },
    );
  });
});
