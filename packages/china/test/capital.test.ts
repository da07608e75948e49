import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromChineseCapital, toChineseCapital } from "../src/capital.ts";
import { fen } from "../src/index.ts";

describe("amounts in banker's capitals", () => {
  it.each([
    [140_950n, "壹仟肆佰零玖元伍角"],
    [1_640_902n, "壹万陆仟肆佰零玖元零贰分"],
    [32_504n, "叁佰贰拾伍元零肆分"],
    [1_000_000_100n, "壹仟万零壹元整"],
    [100_000_000n, "壹佰万元整"],
    [600_714n, "陆仟零柒元壹角肆分"],
    [168_032n, "壹仟陆佰捌拾元叁角贰分"],
    [10_700_053n, "壹拾万柒仟元伍角叁分"],
    [10_007_000_000n, "壹亿零柒万元整"],
    [1_000_500_00n, "壹佰万零伍佰元整"],
    [1_500n, "壹拾伍元整"],
    [100_000_000_000_000n, "壹万亿元整"],
    [5n, "伍分"],
    [50n, "伍角"],
    [0n, "零元整"],
    [-50n, "负伍角"],
    [-30_000_000n, "负叁拾万元整"],
  ])("%d fen is %s", (amount, capital) => {
    expect(toChineseCapital(fen(amount))).toBe(capital);
    expect(fromChineseCapital(capital)).toEqual({ ok: true, value: amount });
  });

  it("comes back to the same fen, up to 9,999亿 and beyond", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.bigInt({ min: -99_990_000_000_000n, max: 99_990_000_000_000n }),
          fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }),
          fc
            .array(fc.constantFrom("0", "0", "0", "1", "9"), { minLength: 1, maxLength: 18 })
            .map(d => BigInt(d.join(""))),
        ),
        amount => {
          expect(fromChineseCapital(toChineseCapital(fen(amount)))).toEqual({ ok: true, value: amount });
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("has no form from 1亿亿元 up", () => {
    expect(toChineseCapital(fen(10n ** 18n - 1n))).toContain("仟");
    expect(() => toChineseCapital(fen(10n ** 18n))).toThrow(RangeError);
  });
});

describe("capitals are read as a teller reads them", () => {
  it.each([
    ["人民币壹佰万元整", 100_000_000n],
    ["壹佰万圆正", 100_000_000n],
    ["壹仟肆佰零玖元伍角整", 140_950n],
    ["壹拾万柒仟元零伍角叁分", 10_700_053n],
    ["壹拾万零柒仟元伍角叁分", 10_700_053n],
    ["壹仟陆佰捌拾元零叁角贰分", 168_032n],
    ["零元伍角", 50n],
  ])("%s is %d fen, for the rule leaves that choice", (capital, amount) => {
    expect(fromChineseCapital(capital)).toEqual({ ok: true, value: amount });
  });

  it.each([
    ["壹佰万元", "zheng", "壹佰万元整"],
    ["叁佰贰拾伍元零肆分整", "zheng", "叁佰贰拾伍元零肆分"],
    ["一百万元整", "not-the-written-form", "壹佰万元整"],
    ["拾伍元整", "not-the-written-form", "壹拾伍元整"],
    ["壹元零角伍分", "not-the-written-form", "壹元零伍分"],
  ])("%s is refused as %s and told the right form", (capital, code, right) => {
    const reading = fromChineseCapital(capital);
    if (reading.ok) throw new Error(`read as ${reading.value}`);
    expect(reading.error.code).toBe(code);
    expect(reading.error.zh).toContain(right);
    expect(reading.error.en).toContain(right);
  });

  it.each([
    "",
    "元",
    "整",
    "壹万伍元整",
    "壹零零元整",
    "壹佰",
    "伍分叁角",
    "壹万零零壹元整",
    "壹佰壹仟元整",
    "100元",
    "壹百拾百元",
  ])("%j is not an amount in capitals", capital => {
    expect(fromChineseCapital(capital)).toMatchObject({ ok: false, error: { code: "not-capital" } });
  });
});
