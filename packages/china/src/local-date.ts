import { chineseDigit, readChineseInteger, toHalfWidth } from "./numerals.ts";
import { quote, type Reading, read, refuse } from "./reading.ts";

declare const localDateBrand: unique symbol;

/** A calendar day in China, `YYYY-MM-DD`, without time or zone. Plain string order is date order. */
export type LocalDate = string & { readonly [localDateBrand]: "LocalDate" };

const YEAR_MIN = 1900;
const YEAR_MAX = 9999;
const MS_PER_DAY = 86_400_000;
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

export type DateProblem = "not-a-date" | "no-such-day";

/** Whether the text is exactly `YYYY-MM-DD` and that day exists (years 1900–9999). */
export function isLocalDate(text: string): text is LocalDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  return dayExists(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10)));
}

/**
 * A date written in a program: exactly `YYYY-MM-DD`.
 * @throws RangeError when it is not one, or the day does not exist.
 */
export function localDate(text: string): LocalDate {
  if (!isLocalDate(text)) throw new RangeError(`not a date YYYY-MM-DD: ${quote(text)}`);
  return text;
}

const WRITTEN_FORMS = [
  /^(\d{4})-(\d{1,2})-(\d{1,2})$/,
  /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/,
  /^(\d{4})\.(\d{1,2})\.(\d{1,2})$/,
  /^(\d{4})年(\d{1,2})月(\d{1,2})[日号]$/,
  /^(\d{4})(\d{2})(\d{2})$/,
] as const;

/**
 * Reads a date as people write it: `2025-03-14`, `2025/3/14`, `2025.3.14`, `20250314`, `2025年3月14日`
 * and, from official documents, `二〇二五年三月十四日`. A day that does not exist is refused, never moved.
 */
export function parseLocalDate(text: string): Reading<LocalDate, DateProblem> {
  const bare = digitsOfChineseDate(toHalfWidth(text).replace(/\s/g, ""));
  for (const form of WRITTEN_FORMS) {
    const parts = form.exec(bare);
    if (parts === null) continue;
    const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
    if (dayExists(year, month, day)) return read(write(year, month, day));
    return refuse("no-such-day", `没有“${quote(text)}”这一天`, `there is no such day as "${quote(text)}"`);
  }
  return refuse(
    "not-a-date",
    `“${quote(text)}”不是日期，应写作 2025-03-14 或 2025年3月14日`,
    `"${quote(text)}" is not a date; write 2025-03-14 or 2025年3月14日`,
  );
}

/** Turns 二〇二五年三月十四日 into 2025年3月14日 and leaves anything else alone. */
function digitsOfChineseDate(text: string): string {
  const parts = /^([^\d年]{4})年([^\d月]{1,3})月([^\d日]{1,3})日$/.exec(text);
  if (parts === null) return text;
  const year = [...(parts[1] ?? "")].map(character => chineseDigit(character) ?? "?").join("");
  const month = readChineseInteger(parts[2] ?? "") ?? "?";
  const day = readChineseInteger(parts[3] ?? "") ?? "?";
  return `${year}年${month}月${day}日`;
}

/** The day `days` later (earlier when negative). @throws RangeError outside the years 1900–9999. */
export function addDays(date: LocalDate, days: number): LocalDate {
  if (!Number.isSafeInteger(days)) throw new RangeError(`not a whole number of days: ${days}`);
  return fromEpochDay(epochDay(date) + days);
}

/**
 * The same day `months` later; where that month is shorter, its last day (31 January + 1 month = 28 or 29 February),
 * as 民法典 art. 202 has it. @throws RangeError outside the years 1900–9999.
 */
export function addMonths(date: LocalDate, months: number): LocalDate {
  if (!Number.isSafeInteger(months)) throw new RangeError(`not a whole number of months: ${months}`);
  const count = yearOf(date) * 12 + (monthOf(date) - 1) + months;
  const [year, month] = [Math.floor(count / 12), (count % 12) + 1];
  if (year < YEAR_MIN || year > YEAR_MAX)
    throw new RangeError(`year ${year} is outside ${YEAR_MIN}–${YEAR_MAX}`);
  return write(year, month, Math.min(dayOf(date), daysInMonth(year, month)));
}

/** The same day `years` later; 29 February becomes 28 February in a common year. */
export function addYears(date: LocalDate, years: number): LocalDate {
  return addMonths(date, years * 12);
}

/** Days from `from` to `to`, as a difference: 0 for the same day, negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return epochDay(to) - epochDay(from);
}

/** Order of two dates, for sorting: −1, 0 or 1. */
export function compareDates(a: LocalDate, b: LocalDate): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The calendar year. */
export function yearOf(date: LocalDate): number {
  return Number(date.slice(0, 4));
}

/** The month, 1–12. */
export function monthOf(date: LocalDate): number {
  return Number(date.slice(5, 7));
}

/** The day of the month, 1–31. */
export function dayOf(date: LocalDate): number {
  return Number(date.slice(8, 10));
}

/** The day of the week, 1 (Monday) to 7 (Sunday), as ISO 8601 and GB/T 7408 count. */
export function weekdayOf(date: LocalDate): number {
  // 1970-01-01 was a Thursday.
  return ((((epochDay(date) + 3) % 7) + 7) % 7) + 1;
}

/** One end of an interval: the date, and whether that date itself belongs (含) or not (不含). */
export interface IntervalEnd {
  readonly date: LocalDate;
  readonly included: boolean;
}

/** A span of days; an end that is left out is unbounded. */
export interface DateInterval {
  readonly from?: IntervalEnd;
  readonly to?: IntervalEnd;
}

/** The interval of both days and all between: 含首含尾. */
export function daysFromThrough(first: LocalDate, last: LocalDate): DateInterval {
  return { from: { date: first, included: true }, to: { date: last, included: true } };
}

/** Whether the date belongs to the interval. */
export function isWithin(date: LocalDate, interval: DateInterval): boolean {
  const { from, to } = interval;
  if (from !== undefined && (from.included ? date < from.date : date <= from.date)) return false;
  return to === undefined || (to.included ? date <= to.date : date < to.date);
}

/** How many days belong to the interval (never below 0); undefined when an end is unbounded. */
export function daysIn(interval: DateInterval): number | undefined {
  const { from, to } = interval;
  if (from === undefined || to === undefined) return undefined;
  const span = daysBetween(from.date, to.date) + 1 - (from.included ? 0 : 1) - (to.included ? 0 : 1);
  return Math.max(0, span);
}

/** The interval in words that say what happens at each end: `2025-01-01（含）至 2025-12-31（不含）`. */
export function describeInterval(interval: DateInterval): { readonly zh: string; readonly en: string } {
  const { from, to } = interval;
  const zhEnd = (end: IntervalEnd) => `${end.date}（${end.included ? "含" : "不含"}）`;
  const enEnd = (end: IntervalEnd) => `${end.date} (${end.included ? "included" : "excluded"})`;
  return {
    zh: `${from === undefined ? "不限" : zhEnd(from)}至${to === undefined ? "不限" : zhEnd(to)}`,
    en: `from ${from === undefined ? "any date" : enEnd(from)} to ${to === undefined ? "any date" : enEnd(to)}`,
  };
}

/**
 * The day it is in Shanghai at an instant. A fixed UTC+8: China has kept one time without summer time since 1992.
 * The clock is the caller's, so that a decision can be replayed.
 */
export function todayInShanghai(now: Date): LocalDate {
  return fromEpochDay(Math.floor((now.getTime() + SHANGHAI_OFFSET_MS) / MS_PER_DAY));
}

function dayExists(year: number, month: number, day: number): boolean {
  return (
    year >= YEAR_MIN &&
    year <= YEAR_MAX &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysInMonth(year, month)
  );
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function epochDay(date: LocalDate): number {
  return Date.UTC(yearOf(date), monthOf(date) - 1, dayOf(date)) / MS_PER_DAY;
}

function fromEpochDay(day: number): LocalDate {
  const instant = new Date(day * MS_PER_DAY);
  const year = instant.getUTCFullYear();
  if (!(year >= YEAR_MIN && year <= YEAR_MAX))
    throw new RangeError(`outside the years ${YEAR_MIN}–${YEAR_MAX}`);
  return write(year, instant.getUTCMonth() + 1, instant.getUTCDate());
}

function write(year: number, month: number, day: number): LocalDate {
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}` as LocalDate;
}
