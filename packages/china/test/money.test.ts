import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fen, formatWan, formatYuan, formatYuanGrouped, parseAmount, parseYuan } from "../src/index.ts";

const anyFen = fc.bigInt({ min: -(10n ** 19n), max: 10n ** 19n }).map(fen);

describe("money is whole fen", () => {
  it("takes whole numbers only", () => {
    expect(fen(30_000_000)).toBe(30_000_000n);
    expect(() => fen(0.1)).toThrow(RangeError);
    expect(() => fen(Number.NaN)).toThrow(RangeError);
    expect(() => fen(2 ** 53)).toThrow(RangeError);
  });
});

describe("the exchange form is decimal yuan", () => {
  it.each([
    ["300000.00", 30_000_000n],
    ["300000", 30_000_000n],
    ["300000.5", 30_000_050n],
    ["0.01", 1n],
    ["-12.50", -1250n],
    ["000000000000000000000000012.50", 1250n],
  ])("%s is %d fen", (text, amount) => {
    expect(parseYuan(text)).toEqual({ ok: true, value: amount });
  });

  it.each([
    ["300,000.00", "not-a-decimal"],
    ["10万元", "not-a-decimal"],
    ["1e5", "not-a-decimal"],
    ["", "not-a-decimal"],
    [" 1.00", "not-a-decimal"],
    ["１.00", "not-a-decimal"],
    ["NaN", "not-a-decimal"],
    ["0.001", "finer-than-fen"],
    ["1000000000000000000", "too-large"],
  ])("%j is refused as %s, in both languages", (text, code) => {
    const reading = parseYuan(text);
    if (reading.ok) throw new Error(`read as ${reading.value}`);
    expect(reading.error.code).toBe(code);
    expect(reading.error.zh).toMatch(/\p{Script=Han}/u);
    expect(reading.error.en).toMatch(/[a-z]{3}/);
  });

  it("comes back as it went out", () => {
    fc.assert(
      fc.property(anyFen, amount => {
        expect(parseYuan(formatYuan(amount))).toEqual({ ok: true, value: amount });
      }),
    );
  });

  it("always has two decimals, and separators only for people", () => {
    expect(formatYuan(fen(30_000_000))).toBe("300000.00");
    expect(formatYuanGrouped(fen(30_000_000))).toBe("300,000.00");
    expect(formatYuanGrouped(fen(-123_456_789))).toBe("-1,234,567.89");
    expect(formatYuanGrouped(fen(99_999))).toBe("999.99");
    expect(formatYuan(fen(-5))).toBe("-0.05");
  });
});

describe("万元 and 亿元 lose nothing", () => {
  it.each([
    [25_000_000_000n, "2.5亿元"],
    [1_234_567_800n, "1234.5678万元"],
    [1_234_567_890n, "12,345,678.90元"],
    [12_345_678_900n, "12345.6789万元"],
    [1_000_000n, "1万元"],
    [999_900n, "9999元"],
    [999_999n, "9,999.99元"],
    [10_000_000_000n, "1亿元"],
    [9_999_999_900n, "9999.9999万元"],
    [10_000_000_100n, "10000.0001万元"],
    [0n, "0元"],
    [-150_000_000n, "-150万元"],
  ])("%d fen is %s", (amount, text) => {
    expect(formatWan(fen(amount))).toBe(text);
  });

  it("is read back to the same fen", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyFen,
          anyFen.map(amount => fen((amount / 1_000_000n) * 1_000_000n)),
        ),
        amount => {
          expect(parseAmount(formatWan(amount), { negative: "accept" })).toEqual({ ok: true, value: amount });
        },
      ),
    );
  });
});
