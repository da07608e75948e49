import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AmountOptions, fen, formatYuanGrouped, parseAmount } from "../src/index.ts";

function yuanOf(text: string, options?: AmountOptions): bigint {
  const reading = parseAmount(text, options);
  if (!reading.ok) throw new Error(`${reading.error.code}: ${reading.error.en}`);
  return reading.value;
}

describe("an amount is read as policies and spreadsheets write it", () => {
  it.each([
    ["2.5亿元", 25_000_000_000n],
    ["10万元", 10_000_000n],
    ["10 万元", 10_000_000n],
    ["750000", 75_000_000n],
    ["1,000.50元", 100_050n],
    ["1,000.50", 100_050n],
    ["￥３０，０００．５０", 3_000_050n],
    ["¥5", 500n],
    ["人民币10万元整", 10_000_000n],
    ["10万元人民币", 10_000_000n],
    ["RMB 1,000,000", 100_000_000n],
    ["50分", 50n],
    ["5角", 50n],
    ["5元3角2分", 532n],
    ["1亿2000万元", 12_000_000_000n],
    ["1亿500万元", 10_500_000_000n],
    ["3千元", 300_000n],
    ["2百万元", 200_000_000n],
    ["1.5千万元", 1_500_000_000n],
    ["2万亿元", 200_000_000_000_000n],
    ["三百万元", 300_000_000n],
    ["十万元", 10_000_000n],
    ["贰佰万圆整", 200_000_000n],
    ["0.12345万元", 123_450n],
    ["1.0000元", 100n],
    ["0", 0n],
    ["+5元", 500n],
  ])("%s is %d fen", (text, amount) => {
    expect(yuanOf(text)).toBe(amount);
  });

  it.each(["-1,000", "−1,000元", "¥-1000", "-¥1000", "(1,000.00)", "（1,000.00）", "负1000元"])(
    "%s is an amount only where a negative one makes sense",
    text => {
      expect(yuanOf(text, { negative: "accept" })).toBe(-100_000n);
      expect(parseAmount(text)).toMatchObject({ ok: false, error: { code: "negative" } });
    },
  );
});

describe("what is not an amount is refused with its reason", () => {
  it.each([
    ["", "empty"],
    ["  ", "empty"],
    ["NaN", "not-an-amount"],
    ["Infinity", "not-an-amount"],
    ["undefined", "not-an-amount"],
    ["1e5", "not-an-amount"],
    ["0x10", "not-an-amount"],
    ["1.2.3", "not-an-amount"],
    ["1 000", "not-an-amount"],
    ["--5", "not-an-amount"],
    ["十十万元", "not-an-amount"],
    ["约10万元", "not-an-amount"],
    ["9".repeat(65), "not-an-amount"],
    ["1,00", "bad-grouping"],
    ["1,0000", "bad-grouping"],
    ["10,00万元", "bad-grouping"],
    ["5万美元", "unknown-unit"],
    ["100USD", "unknown-unit"],
    ["30%", "unknown-unit"],
    ["3万5", "ambiguous"],
    ["1.5亿2000万元", "ambiguous"],
    ["2000万1亿元", "ambiguous"],
    ["5角3元", "ambiguous"],
    ["1万2万元", "ambiguous"],
    ["3万元2000元", "ambiguous"],
    ["0.001元", "finer-than-fen"],
    ["0.1234567万元", "finer-than-fen"],
    ["0.5分", "finer-than-fen"],
    ["123456789012345678901", "too-large"],
    ["1000000000000000000", "too-large"],
    ["99999999999万亿元", "too-large"],
  ])("%j is refused as %s", (text, code) => {
    const reading = parseAmount(text);
    if (reading.ok) throw new Error(`read as ${reading.value}`);
    expect(reading.error.code).toBe(code);
    expect(reading.error.zh).toMatch(/\p{Script=Han}/u);
    expect(reading.error.en).toMatch(/[a-z]{3}/);
  });

  it("keeps twenty digits of fen and no more", () => {
    expect(yuanOf("999999999999999999.99")).toBe(10n ** 20n - 1n);
    expect(parseAmount("1000000000000000000.00")).toMatchObject({ ok: false, error: { code: "too-large" } });
  });

  it("never throws, whatever is typed", () => {
    const scraps = fc.constantFrom(..."0123456789.,，-()¥元角分万亿千百十壹拾零负整 　eE%美%");
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: scraps })), text => {
        const reading = parseAmount(text, { negative: "accept" });
        expect(reading.ok ? typeof reading.value : reading.error.code).toBeTruthy();
      }),
    );
  });
});

describe("grouped yuan is read back exactly", () => {
  it("for every amount up to twenty digits of fen", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 20n - 1n }), amount => {
        expect(yuanOf(`${formatYuanGrouped(fen(amount))}元`)).toBe(amount);
      }),
    );
  });
});
