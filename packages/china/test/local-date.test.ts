import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDays,
  addMonths,
  addYears,
  compareDates,
  dayOf,
  daysBetween,
  daysFromThrough,
  daysIn,
  describeInterval,
  isLocalDate,
  isWithin,
  type LocalDate,
  localDate,
  monthOf,
  parseLocalDate,
  todayInShanghai,
  weekdayOf,
  yearOf,
} from "../src/index.ts";

const anyDate = fc.integer({ min: 0, max: 150_000 }).map(days => addDays(localDate("1950-01-01"), days));

describe("a date is a day that exists", () => {
  it.each(["2025-03-14", "2024-02-29", "2000-02-29", "1900-01-01", "9999-12-31"])("%s exists", text => {
    expect(isLocalDate(text)).toBe(true);
    expect(localDate(text)).toBe(text);
  });

  it.each([
    "2025-02-30",
    "2025-02-29",
    "1900-02-29",
    "2025-13-01",
    "2025-00-10",
    "2025-04-31",
    "2025-01-00",
    "1899-12-31",
    "2025-3-14",
    "2025-03-14T00:00",
    "",
  ])("%j does not", text => {
    expect(isLocalDate(text)).toBe(false);
    expect(() => localDate(text)).toThrow(RangeError);
  });
});

describe("a date is read as people write it", () => {
  it.each([
    "2025-03-14",
    "2025-3-14",
    "2025/3/14",
    "2025/03/14",
    "2025.3.14",
    "20250314",
    "2025年3月14日",
    "2025年03月14号",
    " 2025 年 3 月 14 日 ",
    "２０２５年３月１４日",
    "二〇二五年三月十四日",
    "二○二五年三月十四日",
  ])("%s is 14 March 2025", text => {
    expect(parseLocalDate(text)).toEqual({ ok: true, value: "2025-03-14" });
  });

  it.each([
    ["2025年2月30日", "no-such-day"],
    ["20250230", "no-such-day"],
    ["二〇二五年二月三十日", "no-such-day"],
    ["2025-03", "not-a-date"],
    ["14/03/2025", "not-a-date"],
    ["2025-03/14", "not-a-date"],
    ["明天", "not-a-date"],
    ["45730", "not-a-date"],
    ["", "not-a-date"],
  ])("%j is refused as %s", (text, code) => {
    expect(parseLocalDate(text)).toMatchObject({ ok: false, error: { code } });
  });

  it("never throws, whatever is typed", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."0123456789-/.年月日二〇十　 ") }), text => {
        expect(parseLocalDate(text)).toBeTypeOf("object");
      }),
    );
  });
});

describe("reckoning with days, months and years", () => {
  it.each([
    ["2025-01-31", 1, "2025-02-28"],
    ["2024-01-31", 1, "2024-02-29"],
    ["2025-03-31", -1, "2025-02-28"],
    ["2025-08-31", 6, "2026-02-28"],
    ["2025-05-20", 6, "2025-11-20"],
    ["2025-12-15", 1, "2026-01-15"],
    ["2025-01-15", -1, "2024-12-15"],
    ["2025-05-20", 0, "2025-05-20"],
  ])("%s and %d months is %s", (date, months, result) => {
    expect(addMonths(localDate(date), months)).toBe(result);
  });

  it("a year after a leap day is the last of February", () => {
    expect(addYears(localDate("2024-02-29"), 1)).toBe("2025-02-28");
    expect(addYears(localDate("2024-02-29"), 4)).toBe("2028-02-29");
  });

  it("adding days and counting them are one thing", () => {
    expect(daysBetween(localDate("2025-02-28"), localDate("2025-03-01"))).toBe(1);
    expect(daysBetween(localDate("2024-02-28"), localDate("2024-03-01"))).toBe(2);
    expect(addDays(localDate("2024-12-31"), 1)).toBe("2025-01-01");
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -15_000, max: 15_000 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days);
      }),
    );
  });

  it("adding months keeps the day or falls to the month's last, and never leaves the month aimed at", () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -500, max: 500 }), (date, months) => {
        const later = addMonths(date, months);
        expect(yearOf(later) * 12 + monthOf(later)).toBe(yearOf(date) * 12 + monthOf(date) + months);
        const lastOfMonth = monthOf(addDays(later, 1)) !== monthOf(later);
        expect(dayOf(later) === dayOf(date) || (lastOfMonth && dayOf(later) < dayOf(date))).toBe(true);
      }),
    );
  });

  it("order of text is order of days", () => {
    fc.assert(
      fc.property(anyDate, anyDate, (a, b) => {
        expect(compareDates(a, b)).toBe(Math.sign(daysBetween(b, a)));
      }),
    );
  });

  it("knows the weekday", () => {
    expect(weekdayOf(localDate("2025-10-11"))).toBe(6);
    expect(weekdayOf(localDate("2025-10-13"))).toBe(1);
    expect(weekdayOf(localDate("1969-12-28"))).toBe(7);
  });

  it("leaves its range with an error, not a wrong day", () => {
    expect(() => addDays(localDate("9999-12-31"), 1)).toThrow(RangeError);
    expect(() => addDays(localDate("1900-01-01"), -1)).toThrow(RangeError);
    expect(() => addMonths(localDate("9999-12-01"), 1)).toThrow(RangeError);
    expect(() => addDays(localDate("2025-01-01"), 0.5)).toThrow(RangeError);
    expect(() => addMonths(localDate("2025-01-01"), Number.NaN)).toThrow(RangeError);
    expect(() => addDays(localDate("2025-01-01"), Number.MAX_SAFE_INTEGER)).toThrow(RangeError);
  });
});

describe("an interval says what happens at its ends", () => {
  const [first, last] = [localDate("2025-01-01"), localDate("2025-12-31")];

  it.each([
    [true, true, [false, true, true, true, true, false], 365],
    [true, false, [false, true, true, true, false, false], 364],
    [false, true, [false, false, true, true, true, false], 364],
    [false, false, [false, false, true, true, false, false], 363],
  ])("from included %s, to included %s", (fromIncluded, toIncluded, expected, days) => {
    const interval = {
      from: { date: first, included: fromIncluded },
      to: { date: last, included: toIncluded },
    };
    const probes = ["2024-12-31", "2025-01-01", "2025-01-02", "2025-12-30", "2025-12-31", "2026-01-01"].map(
      localDate,
    );
    expect(probes.map(date => isWithin(date, interval))).toEqual(expected);
    expect(daysIn(interval)).toBe(days);
  });

  it("may be open at either end", () => {
    expect(isWithin(localDate("1999-01-01"), { to: { date: last, included: true } })).toBe(true);
    expect(isWithin(localDate("2999-01-01"), { from: { date: first, included: true } })).toBe(true);
    expect(isWithin(localDate("2999-01-01"), {})).toBe(true);
    expect(daysIn({ from: { date: first, included: true } })).toBeUndefined();
  });

  it("holds no days, not minus some, when its ends cross", () => {
    expect(daysIn(daysFromThrough(last, first))).toBe(0);
    expect(daysIn({ from: { date: first, included: false }, to: { date: first, included: false } })).toBe(0);
  });

  it("counts exactly the days it contains", () => {
    fc.assert(
      fc.property(
        anyDate,
        fc.integer({ min: 0, max: 40 }),
        fc.boolean(),
        fc.boolean(),
        (from, span, open, close) => {
          const interval = {
            from: { date: from, included: open },
            to: { date: addDays(from, span), included: close },
          };
          const contained = Array.from({ length: span + 1 }, (_, n) => addDays(from, n)).filter(d =>
            isWithin(d, interval),
          );
          expect(daysIn(interval)).toBe(contained.length);
        },
      ),
    );
  });

  it("is said in both languages", () => {
    expect(
      describeInterval({ from: { date: first, included: true }, to: { date: last, included: false } }),
    ).toEqual({
      zh: "2025-01-01（含）至2025-12-31（不含）",
      en: "from 2025-01-01 (included) to 2025-12-31 (excluded)",
    });
    expect(describeInterval({})).toEqual({ zh: "不限至不限", en: "from any date to any date" });
  });
});

describe("today is Shanghai's day", () => {
  it.each<[string, string]>([
    ["2025-03-13T15:59:59.999Z", "2025-03-13"],
    ["2025-03-13T16:00:00.000Z", "2025-03-14"],
    ["2025-03-14T15:59:59.999Z", "2025-03-14"],
    ["2024-12-31T16:00:00Z", "2025-01-01"],
    ["1969-12-31T23:00:00Z", "1970-01-01"],
  ])("at %s it is %s", (instant, date) => {
    expect(todayInShanghai(new Date(instant))).toBe(date as LocalDate);
  });

  it("an instant that is not one is refused", () => {
    expect(() => todayInShanghai(new Date(Number.NaN))).toThrow(RangeError);
  });
});
