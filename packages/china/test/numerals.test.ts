import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toChineseCapital } from "../src/capital.ts";
import { fen, toHalfWidth } from "../src/index.ts";
import { chineseDigit, readChineseInteger } from "../src/numerals.ts";

describe("full-width text has a half-width twin", () => {
  it.each([
    ["２０２５年３月", "2025年3月"],
    ["９１１１０１０８ＭＡ", "91110108MA"],
    ["（１，０００．５０）", "(1,000.50)"],
    ["甲　乙", "甲 乙"],
    ["abc", "abc"],
  ])("%s is %s", (given, twin) => {
    expect(toHalfWidth(given)).toBe(twin);
    expect(toHalfWidth(twin)).toBe(twin);
  });
});

describe("whole numbers in Chinese characters", () => {
  it.each([
    ["零", 0n],
    ["十", 10n],
    ["十五", 15n],
    ["二十", 20n],
    ["一百零五", 105n],
    ["一百一十", 110n],
    ["两千", 2000n],
    ["一万零五", 10_005n],
    ["一万零一十五", 10_015n],
    ["三百万", 3_000_000n],
    ["壹仟万零壹", 10_000_001n],
    ["一亿二千万", 120_000_000n],
    ["一亿零三万", 100_030_000n],
    ["壹万亿", 1_000_000_000_000n],
    ["陸萬", 60_000n],
  ])("%s is %d", (text, value) => {
    expect(readChineseInteger(text)).toBe(value);
  });

  it.each([
    "",
    "百",
    "一万五",
    "一百五",
    "零五",
    "一零",
    "五五",
    "十十",
    "一百一千",
    "一万二万",
    "一亿三万",
    "一零零五",
    "壹a",
    "万",
    "一".repeat(65),
  ])("%j is not a number on paper", text => {
    expect(readChineseInteger(text)).toBeUndefined();
  });

  it("reads every number that the capitals write", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 16n - 1n }), value => {
        const capital = toChineseCapital(fen(value * 100n)).replace(/元整$/, "");
        expect(readChineseInteger(capital)).toBe(value);
      }),
    );
  });

  it("knows single digits and nothing else", () => {
    expect([..."〇一二三四五六七八九"].map(chineseDigit)).toEqual([0n, 1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n, 9n]);
    expect(["十", "5", "", "一二"].map(chineseDigit)).toEqual([undefined, undefined, undefined, undefined]);
  });
});
