import { addDays, fen, localDate } from "@suanquan/china";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { literals, parseWhole, printTestRange, testRanges } from "../../src/language/literals.ts";
import type { LiteralName } from "../../src/language/shape.ts";
import { rate, type Written } from "../../src/language/written.ts";

function readOf<T>(written: Written<T>): T {
  if (!written.ok) throw new Error(`${written.error.code}: ${written.error.en}`);
  return written.value;
}
function problemOf<T>(written: Written<T>): string {
  return written.ok ? "read" : written.error.code;
}

describe("money in a file names its unit", () => {
  it.each([
    ["2.5亿元", 25_000_000_000n],
    ["200万元", 200_000_000n],
    ["75万元", 75_000_000n],
    ["5000元", 500_000n],
    ["1,000.50元", 100_050n],
    ["６６６６６６．６６元", 66_666_666n],
    ["5角", 50n],
    ["0元", 0n],
    ["三百万元", 300_000_000n],
    ["CNY 2,000,000", 200_000_000n],
    ["¥30,000", 3_000_000n],
  ])("%s is %d fen", (text, amount) => {
    expect(readOf(literals.money.parse(text))).toBe(amount);
  });
  it.each([
    ["200", "no-unit"],
    ["200万", "no-unit"],
    ["1000.50", "no-unit"],
    ["5万美元", "not-money"],
    ["30%", "not-money"],
    ["-5元", "not-money"],
    ["0.001元", "not-money"],
    ["很多钱", "not-money"],
    ["", "not-money"],
    [`${"9".repeat(30)}元`, "not-money"],
  ])("%s is refused: %s", (text, code) => {
    expect(problemOf(literals.money.parse(text))).toBe(code);
  });
});

describe("a rate is exact", () => {
  it.each([
    ["30%", 3n, 10n],
    ["３０％", 3n, 10n],
    ["2.75%", 11n, 400n],
    ["3‰", 3n, 1000n],
    ["0%", 0n, 1n],
    ["100%", 1n, 1n],
    ["1/3", 1n, 3n],
    ["百分之三十", 3n, 10n],
    ["百分之二点七五", 11n, 400n],
    ["千分之三", 3n, 1000n],
    ["1000%", 10n, 1n],
  ])("%s is %d/%d", (text, num, den) => {
    expect(readOf(literals.rate.parse(text))).toEqual({ num, den });
  });
  it.each([
    ["0.3", "not-a-rate"],
    ["30", "not-a-rate"],
    ["-30%", "not-a-rate"],
    ["1/0", "not-a-rate"],
    ["30万元", "not-a-rate"],
    ["1001%", "too-large"],
    ["百分之", "not-a-rate"],
  ])("%s is refused: %s", (text, code) => {
    expect(problemOf(literals.rate.parse(text))).toBe(code);
  });
});

describe("a pay rate yields what is granted", () => {
  it.each([
    ["4折", 3n, 5n],
    ["4.6折", 27n, 50n],
    ["95折", 1n, 20n],
    ["9.5折", 1n, 20n],
    ["46折", 27n, 50n],
    ["五折", 1n, 2n],
    ["四点六折", 27n, 50n],
    ["九五折", 1n, 20n],
    ["54%", 23n, 50n],
    ["100%", 0n, 1n],
  ])("%s grants %d/%d", (text, num, den) => {
    expect(readOf(literals.pay.parse(text))).toEqual({ num, den });
  });
  it.each(["0折", "10折", "40折", "120%", "4", "4成", "-4折"])("%s is refused", text => {
    expect(problemOf(literals.pay.parse(text))).toBe("not-a-pay-rate");
  });
});

describe("dates and spans of time", () => {
  it.each([
    ["2025-03-14", "2025-03-14"],
    ["2025年3月14日", "2025-03-14"],
    ["2025/3/14", "2025-03-14"],
    ["2024-02-29", "2024-02-29"],
  ])("%s is the day %s", (text, day) => {
    expect(readOf(literals.date.parse(text))).toBe(day);
  });
  it.each(["2025-02-29", "2025-13-01", "2025-04-31", "14.3.2025", "明天"])("%s is no day", text => {
    expect(problemOf(literals.date.parse(text))).toBe("not-a-date");
  });
  it.each([
    ["6个月", { count: 6, unit: "months" }],
    ["六个月", { count: 6, unit: "months" }],
    ["半年", { count: 6, unit: "months" }],
    ["6 months", { count: 6, unit: "months" }],
    ["1年", { count: 1, unit: "years" }],
    ["30天", { count: 30, unit: "days" }],
    ["30日", { count: 30, unit: "days" }],
    ["5个工作日", { count: 5, unit: "working-days" }],
    ["5 working days", { count: 5, unit: "working-days" }],
  ])("%s is %o", (text, duration) => {
    expect(readOf(literals.duration.parse(text))).toEqual(duration);
  });
  it.each(["0个月", "6", "个月", "半个月", "-6个月", "6.5年", "99999天", "6周"])("%s is no span", text => {
    expect(problemOf(literals.duration.parse(text))).toBe("not-a-duration");
  });
});

describe("whole numbers and truth", () => {
  it.each([
    ["0", 0n],
    ["1,000", 1_000n],
    ["30万", 300_000n],
    ["12", 12n],
  ])("%s is %d", (text, number) => {
    expect(readOf(parseWhole(text))).toBe(number);
  });
  it.each(["-1", "1.5", "1,00", "十二", "", "1e3"])("%s is no whole number", text => {
    expect(problemOf(parseWhole(text))).toBe("not-a-number");
  });
  it.each([
    ["true", true],
    ["是", true],
    ["false", false],
    ["否", false],
  ])("%s is %s", (text, value) => {
    expect(readOf(literals.boolean.parse(text))).toBe(value);
  });
  it.each(["yes", "no", "on", "True", "1", "对", "constructor"])("%s is neither true nor false", text => {
    expect(problemOf(literals.boolean.parse(text))).toBe("not-a-boolean");
  });
});

describe("a range says which ends belong to it", () => {
  const end = (amount: bigint, included: boolean) => ({ value: fen(amount), included });
  const [ten, twenty, thirty] = [10_000_000n, 20_000_000n, 30_000_000n];
  it.each([
    ["10万元 < x ≤ 30万元", { low: end(ten, false), high: end(thirty, true) }],
    ["10万元<x<=30万元", { low: end(ten, false), high: end(thirty, true) }],
    ["１０万元 ＜ x ≤ ３０万元", { low: end(ten, false), high: end(thirty, true) }],
    ["10万元 ≤ x < 30万元", { low: end(ten, true), high: end(thirty, false) }],
    ["30万元 ≥ x > 10万元", { low: end(ten, false), high: end(thirty, true) }],
    ["10万元 < x < 30万元", { low: end(ten, false), high: end(thirty, false) }],
    ["x ≥ 20万元", { low: end(twenty, true) }],
    ["≥ 20万元", { low: end(twenty, true) }],
    [">= 20万元", { low: end(twenty, true) }],
    ["x > 20万元", { low: end(twenty, false) }],
    ["20万元 < x", { low: end(twenty, false) }],
    ["x ≤ 20万元", { high: end(twenty, true) }],
    ["< 20万元", { high: end(twenty, false) }],
    ["20万元 ≥ x", { high: end(twenty, true) }],
    ["10万元 ≤ x ≤ 10万元", { low: end(ten, true), high: end(ten, true) }],
    ["1.00元 < x < 1.02元", { low: end(100n, false), high: end(102n, false) }],
  ])("%s", (text, range) => {
    expect(readOf(literals["money-range"].parse(text))).toEqual(range);
  });
  it.each([
    ["30万元 < x ≤ 10万元", "empty-range"],
    ["10万元 < x < 10万元", "empty-range"],
    ["10万元 ≤ x < 10万元", "empty-range"],
    ["1.00元 < x < 1.01元", "empty-range"],
    ["10 < x ≤ 30万元", "no-unit"],
    ["10万元 < y ≤ 30万元", "not-a-range"],
    ["10万元 < x > 5万元", "not-a-range"],
    ["10万元 ≤ x ≤ 20万元 ≤ 30万元", "not-a-range"],
    ["x", "not-a-range"],
    ["10万元", "not-a-range"],
    ["x ≥ 20%", "not-money"],
    ["10万元-30万元", "not-a-range"],
  ])("%s is refused: %s", (text, code) => {
    expect(problemOf(literals["money-range"].parse(text))).toBe(code);
  });
  it("dates, numbers and rates have ranges too", () => {
    expect(readOf(testRanges.date("2025-03-01 ≤ x ≤ 2025年12月31日"))).toEqual({
      low: { value: "2025-03-01", included: true },
      high: { value: "2025-12-31", included: true },
    });
    expect(readOf(testRanges.number("x ≥ 10"))).toEqual({ low: { value: 10n, included: true } });
    expect(readOf(testRanges.rate("x ≥ 50%"))).toEqual({
      low: { value: { num: 1n, den: 2n }, included: true },
    });
    expect(problemOf(testRanges.rate("50% < x < 1/2"))).toBe("empty-range");
    expect(problemOf(testRanges.number("5 < x < 6"))).toBe("empty-range");
    expect(problemOf(testRanges.date("2025-12-31 ≤ x ≤ 2025-03-01"))).toBe("empty-range");
  });
  it("a case may expect one amount, a range, or no upper end", () => {
    const exact = { value: fen(thirty), included: true };
    expect(readOf(literals["expected-money"].parse("30万元"))).toEqual({ low: exact, high: exact });
    expect(readOf(literals["expected-money"].parse("x ≥ 0元"))).toEqual({ low: end(0n, true) });
    expect(problemOf(literals["expected-money"].parse("30"))).toBe("no-unit");
  });
});

describe("names", () => {
  it.each(["cn/compute", "cn-guizhou/suanli", "cn-jiangsu-taizhou-jiangyan/suanli-2"])(
    "%s names a programme",
    id => {
      expect(readOf(literals["programme-id"].parse(id))).toBe(id);
    },
  );
  it.each(["guizhou/suanli", "cn-guizhou", "cn-Guizhou/suanli", "cn-guizhou/", "cn-guizhou/算力"])(
    "%s does not",
    id => {
      expect(problemOf(literals["programme-id"].parse(id))).toBe("not-a-name");
    },
  );
});

describe("what is written is read again as the same value", () => {
  const money = fc.bigInt({ min: 0n, max: 10n ** 16n }).map(fen);
  const day = fc.integer({ min: 0, max: 40_000 }).map(days => addDays(localDate("1990-01-01"), days));
  const share = fc
    .tuple(fc.bigInt({ min: 0n, max: 10_000n }), fc.bigInt({ min: 1n, max: 10_000n }))
    .map(([a, b]) => (a > b ? rate(b, a) : rate(a, b)));
  const rangeOf = <T>(value: fc.Arbitrary<T>, isBelow: (a: T, b: T) => boolean) =>
    fc
      .tuple(value, value, fc.boolean(), fc.boolean(), fc.constantFrom("both", "low", "high"))
      .filter(([a, b]) => isBelow(a, b))
      .map(([a, b, low, high, ends]) => ({
        ...(ends === "high" ? {} : { low: { value: a, included: low } }),
        ...(ends === "low" ? {} : { high: { value: b, included: high } }),
      }));

  it.each<[LiteralName, fc.Arbitrary<unknown>]>([
    ["money", money],
    ["rate", share],
    ["pay", share],
    ["date", day],
    ["money-range", rangeOf(money, (a, b) => b - a > 1n)],
    ["date-range", rangeOf(day, (a, b) => a < b)],
    ["expected-money", rangeOf(money, (a, b) => b - a > 1n)],
    [
      "duration",
      fc.record({
        count: fc.integer({ min: 1, max: 36_500 }),
        unit: fc.constantFrom("years", "months", "days", "working-days"),
      }),
    ],
  ])("%s", (name, values) => {
    const kind = literals[name] as {
      parse: (text: string) => Written<unknown>;
      print: (value: unknown) => string;
    };
    fc.assert(
      fc.property(values, value => {
        expect(readOf(kind.parse(kind.print(value)))).toEqual(value);
      }),
    );
  });

  it("ranges of tests", () => {
    const whole = fc.bigInt({ min: 0n, max: 10n ** 12n });
    fc.assert(
      fc.property(
        rangeOf(whole, (a, b) => b - a > 1n),
        range => {
          expect(readOf(testRanges.number(printTestRange.number(range)))).toEqual(range);
        },
      ),
    );
    fc.assert(
      fc.property(
        rangeOf(share, (a, b) => a.num * b.den < b.num * a.den),
        range => {
          expect(readOf(testRanges.rate(printTestRange.rate(range)))).toEqual(range);
        },
      ),
    );
  });

  it("every example that authors are shown can be read", () => {
    for (const [name, { parse, examples }] of Object.entries(literals)) {
      for (const example of examples)
        expect([name, example, problemOf<unknown>(parse(example))]).toContain("read");
    }
  });
});

it("no text makes a literal throw", () => {
  const alphabet = fc.constantFrom(
    ..."0123456789.,%‰折万亿元年月日天个工作x<≤>≥ -/百分之点三十CNY¥（）".split(""),
  );
  fc.assert(
    fc.property(fc.array(alphabet, { maxLength: 24 }), letters => {
      for (const { parse } of Object.values(literals))
        expect(typeof parse(letters.join("")).ok).toBe("boolean");
    }),
  );
});
