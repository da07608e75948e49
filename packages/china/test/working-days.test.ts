import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, localDate, weekdayOf } from "../src/index.ts";
import {
  addWorkingDays,
  holidayNotices,
  isWorkingDay,
  workingDayOnOrAfter,
  workingDaysBetween,
} from "../src/working-days.ts";
import { HOLIDAY_NOTICES } from "../src/working-days-data.ts";

describe("a working day follows the State Council's notice", () => {
  it.each([
    ["2025-09-28", true, "a Sunday worked for the National Day"],
    ["2025-09-30", true, "the last day before it"],
    ["2025-10-01", false, "National Day"],
    ["2025-10-08", false, "the last day off"],
    ["2025-10-09", true, "the first day after"],
    ["2025-10-11", true, "a Saturday worked in exchange"],
    ["2025-10-12", false, "an ordinary Sunday"],
    ["2025-01-26", true, "a Sunday worked for the Spring Festival"],
    ["2025-01-28", false, "its eve"],
    ["2025-05-02", false, "the second day of May"],
    ["2024-02-09", true, "the eve in 2024, which was not off"],
    ["2024-10-12", true, "a Saturday worked in 2024"],
    ["2026-01-02", false, "a Friday off for the New Year"],
    ["2026-01-04", true, "the Sunday worked for it"],
    ["2026-02-23", false, "the last day of the Spring Festival 2026"],
    ["2026-02-28", true, "a Saturday worked in exchange"],
  ])("%s: working %s (%s)", (date, working) => {
    expect(isWorkingDay(localDate(date))).toEqual({ working, provisional: false });
  });

  it.each([
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])("%d has %d working days", (year, days) => {
    const counted = workingDaysBetween(localDate(`${year - 1}-12-31`), localDate(`${year}-12-31`)).days;
    expect(counted).toBe(days);
  });
});

describe("a notice is well formed", () => {
  it.each(HOLIDAY_NOTICES)("$year ($document)", notice => {
    for (const day of notice.worked) expect(weekdayOf(localDate(`${notice.year}-${day}`))).toBeGreaterThan(5);
    for (const run of notice.off) {
      expect(localDate(`${notice.year}-${run.from}`) <= localDate(`${notice.year}-${run.to}`)).toBe(true);
      expect(notice.worked.some(day => run.from <= day && day <= run.to)).toBe(false);
    }
    expect(notice.document).toMatch(/^国办发明电〔\d{4}〕\d+号$/);
  });

  it("the years follow each other without a gap", () => {
    const years = holidayNotices().map(notice => notice.year);
    expect(years).toEqual([2024, 2025, 2026]);
  });
});

describe("without a notice the answer is provisional", () => {
  it.each([
    ["2027-01-01", false],
    ["2027-05-03", true],
    ["2027-10-01", false],
    ["2028-10-03", false],
    ["2027-10-04", true],
    ["2027-10-02", false],
    ["2023-05-01", false],
    ["2023-05-02", true],
  ])("%s: working %s, provisionally", (date, working) => {
    expect(isWorkingDay(localDate(date))).toEqual({ working, provisional: true });
  });

  it.each([
    ["2026-12-24", false],
    ["2026-12-25", true],
    ["2025-12-31", false],
  ])("%s waits for the next year's notice: %s", (date, provisional) => {
    expect(isWorkingDay(localDate(date)).provisional).toBe(provisional);
  });
});

describe("counting working days", () => {
  it("five from 29 September 2025 is 13 October, the worked Saturday counted", () => {
    expect(addWorkingDays(localDate("2025-09-29"), 5)).toEqual({ date: "2025-10-13", provisional: false });
  });

  it.each([
    ["2025-03-10", 1, "2025-03-11"],
    ["2025-03-14", 1, "2025-03-17"],
    ["2025-03-15", 1, "2025-03-17"],
    ["2025-04-24", 2, "2025-04-27"],
    ["2025-04-30", 1, "2025-05-06"],
    ["2025-12-31", 1, "2026-01-04"],
  ])("%s and %d more ends on %s", (date, days, end) => {
    expect(addWorkingDays(localDate(date), days)).toEqual({ date: end, provisional: false });
  });

  it("a count that runs into a year without notice is provisional", () => {
    expect(addWorkingDays(localDate("2026-12-22"), 2).provisional).toBe(false);
    expect(addWorkingDays(localDate("2026-12-22"), 3).provisional).toBe(true);
    expect(addWorkingDays(localDate("2026-12-31"), 1)).toEqual({ date: "2027-01-04", provisional: true });
  });

  it("a term that ends on a day off ends on the next working day", () => {
    expect(workingDayOnOrAfter(localDate("2025-10-01"))).toEqual({ date: "2025-10-09", provisional: false });
    expect(workingDayOnOrAfter(localDate("2025-10-11"))).toEqual({ date: "2025-10-11", provisional: false });
  });

  it.each([0, -1, 0.5, Number.NaN, 10_001])("%d is not a count", days => {
    expect(() => addWorkingDays(localDate("2025-01-01"), days)).toThrow(RangeError);
  });

  it("counting back gives the number counted forward", () => {
    const start = fc.integer({ min: 0, max: 1500 }).map(days => addDays(localDate("2023-06-01"), days));
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 60 }), (from, days) => {
        const end = addWorkingDays(from, days);
        expect(isWorkingDay(end.date).working).toBe(true);
        expect(workingDaysBetween(from, end.date)).toEqual({ days, provisional: end.provisional });
      }),
    );
    expect(workingDaysBetween(localDate("2025-01-01"), localDate("2025-01-01"))).toEqual({
      days: 0,
      provisional: false,
    });
    expect(() => workingDaysBetween(localDate("2025-01-02"), localDate("2025-01-01"))).toThrow(RangeError);
  });
});
