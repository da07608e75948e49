import { fen, localDate, parseAmount } from "@suanquan/china";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boundsIn, dateIn, durationIn, moneyIn, payIn, periodIn, rateIn } from "../../src/explain/figures.ts";
import { han, listed, quoted, withArticle } from "../../src/explain/language.ts";
import { between, days, exactly, percent, UNKNOWN, wan } from "./subject.ts";

describe("money as an official writes it", () => {
  it.each([
    [0n, "0元", "¥0"],
    [1n, "0.01元", "¥0.01"],
    [75_000n, "750元", "¥750"],
    [999_999n, "9,999.99元", "¥9,999.99"],
    [1_000_000n, "1万元", "¥10,000"],
    [1_260_000n, "1.26万元", "¥12,600"],
    [33_333_300n, "333,333元", "¥333,333"],
    [1_000_000_000n, "1,000万元", "¥10,000,000"],
    [25_000_000_000n, "2.5亿元", "¥250,000,000"],
    [12_345_000_000n, "12,345万元", "¥123,450,000"],
    [10_000_000_000_000n, "1,000亿元", "¥100,000,000,000"],
    [-1_260_000n, "-1.26万元", "−¥12,600"],
  ])("%d fen is %s and %s", (amount, zh, en) => {
    expect(moneyIn("zh", fen(amount))).toBe(zh);
    expect(moneyIn("en", fen(amount))).toBe(en);
  });

  it("loses no fen: what is written reads back as the same amount", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 16n }), amount => {
        expect(parseAmount(moneyIn("zh", fen(amount)))).toEqual({ ok: true, value: amount });
        expect(parseAmount(moneyIn("en", fen(amount)))).toEqual({ ok: true, value: amount });
      }),
    );
  });
});

describe("an amount known by its bounds", () => {
  it.each([
    ["one figure", exactly(wan(30)), "30万元", "¥300,000"],
    ["from nothing", between(fen(0), wan(30)), "0 到 30万元", "between ¥0 and ¥300,000"],
    ["between two", between(wan(10), wan(30)), "10万元 到 30万元", "between ¥100,000 and ¥300,000"],
    ["without an upper end", between(wan(10), null), "不少于 10万元", "at least ¥100,000"],
    ["unknown is said to be so, and is not zero", UNKNOWN, "尚不能确定的金额", "an amount not yet known"],
  ])("%s", (_, bounds, zh, en) => {
    expect(boundsIn("zh", bounds)).toBe(zh);
    expect(boundsIn("en", bounds)).toBe(en);
  });
});

describe("rates, days and spans", () => {
  it("writes a rate as a percentage where that is exact, and what is paid of a price as 折", () => {
    expect(rateIn("zh", percent(30))).toBe("30%");
    expect(rateIn("zh", { num: 1n, den: 3n })).toBe("1/3");
    expect(payIn("zh", percent(54))).toBe("4.6折");
    expect(payIn("en", percent(54))).toBe("46% of the price");
  });

  it("writes dates, periods and durations in words", () => {
    expect(dateIn("zh", localDate("2025-03-01"))).toBe("2025年3月1日");
    expect(dateIn("en", localDate("2025-03-01"))).toBe("1 March 2025");
    expect(periodIn("en", days("2025-03-01", "2025-12-31"))).toBe("1 March 2025 to 31 December 2025");
    expect(periodIn("zh", { low: { value: localDate("2025-03-01"), included: false } })).toBe(
      "晚于 2025年3月1日",
    );
    expect(durationIn("zh", { count: 5, unit: "working-days" })).toBe("5个工作日");
    expect(durationIn("en", { count: 1, unit: "years" })).toBe("1 year");
  });
});

describe("how a sentence is put together", () => {
  it("sets a space between a figure and the characters beside it, and none beside punctuation", () => {
    expect(han`不超过${"200万元"}；按${"30%"}计，为${"不少于 1元"}。`).toBe(
      "不超过 200万元；按 30% 计，为不少于 1元。",
    );
  });

  it("lists with the last two joined by a word", () => {
    expect(listed(["甲", "乙", "丙"], "or", "zh")).toBe("甲、乙或丙");
    expect(listed(["20%", "30%"], "or", "zh")).toBe("20% 或 30%");
    expect(listed(["a", "b", "c"], "and", "en")).toBe("a, b and c");
    expect(listed([], "and", "en")).toBe("");
  });

  it("turns quotes inside quotes into single ones", () => {
    expect(quoted("企业“等”")).toBe("“企业‘等’”");
  });

  it.each([
    ["Contract sum", "the contract sum"],
    ["Storage, network and security fees in it", "the storage, network and security fees in it"],
    ["MaaS platform", "the MaaS platform"],
    ["AI computing of the year", "the AI computing of the year"],
    ["What was bought", "“What was bought”"],
  ])("names %s inside a sentence as %s", (label, inside) => {
    expect(withArticle(label)).toBe(inside);
  });
});
