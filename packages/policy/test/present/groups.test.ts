import type { Fen } from "@suanquan/china";
import { describe, expect, test } from "vitest";
import type { AmountAnswer, BenefitAnswer } from "../../src/assessment.ts";
import { byAmount, groupOf } from "../../src/present/groups.ts";

describe("the group of an answer", () => {
  test.each([
    ["eligible", "computed", "eligible"],
    ["eligible", "discretion", "eligible"],
    ["eligible", "text-silent", "eligible"],
    ["eligible", "exhausted", "unavailable"],
    ["undetermined", "needs-facts", "possible"],
    ["undetermined", "text-silent", "possible"],
    ["undetermined", "nothing-computable", "unavailable"],
    ["undetermined", "not-in-force", "unavailable"],
    ["ineligible", "not-eligible", "ineligible"],
  ] as const)("%s and %s is %s", (decision, outcome, group) => {
    expect(groupOf({ decision, outcome })).toBe(group);
  });
});

describe("the order within a group", () => {
  const answer = (due: bigint, most: bigint | null): Pick<BenefitAnswer, "amount"> => {
    const amount: AmountAnswer = {
      entitled: { low: due as Fen, high: due as Fen },
      ceiling: { low: due as Fen, high: most === null ? null : (most as Fen) },
      payable: null,
      readings: [],
      approximate: false,
    };
    return { amount };
  };

  test("what is surely due comes first, then what is unbounded, then the higher ceiling, then what has no amount", () => {
    const [sure, unbounded, high, low] = [answer(2n, 2n), answer(1n, null), answer(1n, 9n), answer(1n, 1n)];
    const none = { amount: null };
    expect([none, low, high, unbounded, sure].sort(byAmount)).toEqual([sure, unbounded, high, low, none]);
  });
});
