import { addDays, addMonths, addYears, type LocalDate } from "@suanquan/china";
import { addWorkingDays } from "@suanquan/china/working-days";
import type { Duration } from "@suanquan/policy";

/** The last day, inclusive, of a span that begins on a day. */
export function lastDay(from: LocalDate, span: Duration): LocalDate {
  switch (span.unit) {
    case "years":
      return addYears(from, span.count);
    case "months":
      return addMonths(from, span.count);
    case "days":
      return addDays(from, span.count);
    case "working-days":
      return addWorkingDays(from, span.count).date;
  }
}
