import { addDays, type LocalDate, weekdayOf, yearOf } from "./local-date.ts";
import { FIXED_HOLIDAYS, HOLIDAY_NOTICES, type HolidayNotice } from "./working-days-data.ts";

/** Whether a day is worked. `provisional` (暂定): the State Council's notice for it is not known here, so it may change. */
export interface WorkingDay {
  readonly working: boolean;
  readonly provisional: boolean;
}

/** A date reached by counting working days; `provisional` (暂定) when a day on the way was. */
export interface WorkingDate {
  readonly date: LocalDate;
  readonly provisional: boolean;
}

/** More working days than any term runs; a larger number is a slip, and would count for long. */
export const WORKING_DAYS_MAX = 10_000;

/**
 * From this day a year also waits for the next year's notice, which may move the days before New Year
 * (the notice for 2019 made 2018-12-29 a working Saturday and 12-31 a day off).
 */
const YEAR_END = "12-25";

const SATURDAY = 6;

/**
 * Whether a day is a working day 工作日: Monday to Friday, less the days off and plus the worked weekend days of the
 * State Council's notice. In a year without a notice only the holidays with a fixed date are off, and the answer
 * is provisional.
 */
export function isWorkingDay(date: LocalDate): WorkingDay {
  const [year, day] = [yearOf(date), date.slice(5)];
  const notice = noticeFor(year);
  const provisional = notice === undefined || (day >= YEAR_END && noticeFor(year + 1) === undefined);
  return { working: isWorked(date, day, notice), provisional };
}

function isWorked(date: LocalDate, day: string, notice: HolidayNotice | undefined): boolean {
  const weekday = weekdayOf(date) < SATURDAY;
  if (notice === undefined) {
    const fixed = FIXED_HOLIDAYS.some(each => each.day === day && yearOf(date) >= (each.since ?? 0));
    return weekday && !fixed;
  }
  if (notice.worked.includes(day)) return true;
  return weekday && !notice.off.some(run => run.from <= day && day <= run.to);
}

function noticeFor(year: number): HolidayNotice | undefined {
  return HOLIDAY_NOTICES.find(notice => notice.year === year);
}

/**
 * The last day of a term of `days` working days that begins the day after `date` (民法典 art. 201: the day of the event
 * is not counted). `days` from 1 to {@link WORKING_DAYS_MAX}. @throws RangeError outside that.
 */
export function addWorkingDays(date: LocalDate, days: number): WorkingDate {
  if (!Number.isInteger(days) || days < 1 || days > WORKING_DAYS_MAX) {
    throw new RangeError(`working days must be a whole number from 1 to ${WORKING_DAYS_MAX}: ${days}`);
  }
  let [current, left, provisional] = [date, days, false];
  while (left > 0) {
    current = addDays(current, 1);
    const day = isWorkingDay(current);
    provisional ||= day.provisional;
    if (day.working) left -= 1;
  }
  return { date: current, provisional };
}

/**
 * The day itself when it is worked, else the next that is: where a term that ends on a day off really ends
 * (民法典 art. 203).
 */
export function workingDayOnOrAfter(date: LocalDate): WorkingDate {
  let current = date;
  let day = isWorkingDay(current);
  let provisional = day.provisional;
  while (!day.working) {
    current = addDays(current, 1);
    day = isWorkingDay(current);
    provisional ||= day.provisional;
  }
  return { date: current, provisional };
}

/**
 * Working days after `from` up to and including `to`: the inverse of {@link addWorkingDays}.
 * @throws RangeError when `to` is before `from`.
 */
export function workingDaysBetween(
  from: LocalDate,
  to: LocalDate,
): { readonly days: number; readonly provisional: boolean } {
  if (to < from) throw new RangeError(`${to} is before ${from}`);
  let [days, provisional] = [0, false];
  for (let current = from; current < to; ) {
    current = addDays(current, 1);
    const day = isWorkingDay(current);
    provisional ||= day.provisional;
    if (day.working) days += 1;
  }
  return { days, provisional };
}

/** The years whose notice is known here, and its number. */
export function holidayNotices(): readonly { readonly year: number; readonly document: string }[] {
  return HOLIDAY_NOTICES.map(({ year, document }) => ({ year, document }));
}
