import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type AllocationMethod,
  allocate,
  type Entry,
  type RankingRules,
  TiedEntries,
} from "../src/allocation/rank.ts";

const entry = (id: string, asked: bigint, more: Partial<Entry> = {}): Entry => ({
  id,
  asked,
  submitted: `2025-04-01T00:00:0${id.charCodeAt(0) % 10}.000Z`,
  signed: null,
  score: null,
  appealed: false,
  ...more,
});
const RULES: RankingRules = { ties: "by-submission", last: "pass-over" };
const granted = (entries: readonly Entry[], left: bigint, method: AllocationMethod, rules = RULES): string =>
  allocate(entries, left, method, rules)
    .map(share => `${share.id}=${share.granted}`)
    .join(" ");

describe("allocation", () => {
  const three = [entry("a", 500n), entry("b", 400n), entry("c", 100n)];

  test.each([
    ["one fen short of the second", 899n, "a=500 b=0 c=100"],
    ["exactly the first two", 900n, "a=500 b=400 c=0"],
    ["one fen more", 901n, "a=500 b=400 c=0"],
    ["everything", 1_000n, "a=500 b=400 c=100"],
  ])("by submission, %s", (_, left, shares) => {
    const byTime = three.map((each, index) => ({ ...each, submitted: `2025-04-0${index + 1}` }));
    expect(granted(byTime, left, "submission")).toBe(shares);
  });

  test("the last row gets what is left, is passed over, or ends the list: as ruled", () => {
    const signed = three.map((each, index) => ({ ...each, signed: `2025-01-0${index + 1}` }));
    expect(granted(signed, 850n, "signing", { ties: "refuse", last: "partly" })).toBe("a=500 b=350 c=0");
    expect(granted(signed, 850n, "signing", { ties: "refuse", last: "pass-over" })).toBe("a=500 b=0 c=100");
    expect(granted(signed, 850n, "signing", { ties: "refuse", last: "stop" })).toBe("a=500 b=0 c=0");
  });

  test("equals at the edge of the pool are refused where none may be preferred", () => {
    const equals = [entry("a", 500n, { signed: "2025-01-01" }), entry("b", 500n, { signed: "2025-01-01" })];
    expect(() => granted(equals, 999n, "signing", { ties: "refuse", last: "stop" })).toThrow(TiedEntries);
    expect(granted(equals, 1_000n, "signing", { ties: "refuse", last: "stop" })).toBe("a=500 b=500");
    const later = equals.map((each, index) => ({ ...each, submitted: `2025-04-0${index + 1}` }));
    expect(granted(later, 999n, "signing", { ties: "by-submission", last: "stop" })).toBe("a=500 b=0");
  });

  test("pro rata gives the last fen to the largest remainder", () => {
    expect(granted([entry("a", 1n), entry("b", 1n), entry("c", 1n)], 2n, "pro-rata")).toBe("a=1 b=1 c=0");
    expect(granted([entry("a", 333n), entry("b", 667n)], 100n, "pro-rata")).toBe("a=33 b=67");
  });

  test("by score, the highest first, without a score last", () => {
    const scored = [
      entry("a", 10n, { score: 8_000 }),
      entry("b", 10n, { score: null }),
      entry("c", 10n, { score: 9_000 }),
    ];
    expect(granted(scored, 20n, "score")).toBe("c=10 a=10 b=0");
  });

  const entries = fc.uniqueArray(
    fc.record({
      id: fc.uuid(),
      asked: fc.bigInt({ min: 1n, max: 10n ** 12n }),
      submitted: fc.constantFrom("2025-04-01", "2025-04-02", "2025-04-03"),
      signed: fc.option(fc.constantFrom("2025-01-01", "2025-01-02")),
      score: fc.option(fc.integer({ min: 0, max: 10_000 })),
      appealed: fc.constant(false),
    }),
    { selector: each => each.id, maxLength: 30 },
  );
  const methods = fc.constantFrom<AllocationMethod>("submission", "signing", "pro-rata", "score");
  const lasts = fc.constantFrom<RankingRules["last"]>("partly", "pass-over", "stop");

  test("never more than the pool, never more than asked, and the same in whatever order the list comes", () => {
    fc.assert(
      fc.property(
        entries,
        fc.bigInt({ min: 0n, max: 10n ** 13n }),
        methods,
        lasts,
        (list, left, method, last) => {
          const rules: RankingRules = { ties: "by-submission", last };
          const shares = allocate(list, left, method, rules);
          expect(shares.reduce((sum, each) => sum + each.granted, 0n) <= left).toBe(true);
          expect(shares.every(each => each.granted >= 0n && each.granted <= each.asked)).toBe(true);
          expect(allocate([...list].reverse(), left, method, rules)).toEqual(shares);
          const total = list.reduce((sum, each) => sum + each.asked, 0n);
          const given = shares.reduce((sum, each) => sum + each.granted, 0n);
          if (method === "pro-rata" && total <= left) expect(given).toBe(total);
          if (method === "pro-rata" && left < total) expect(given).toBe(left);
        },
      ),
    );
  });
});
