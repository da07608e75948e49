/** The days that still lie ahead of a claim, counted in working days; provisional where a holiday notice is not out yet. */
import { addDays, daysBetween, type LocalDate } from "@suanquan/china";
import { workingDaysBetween } from "@suanquan/china/working-days";
import type { Programme, Range } from "@suanquan/policy";

export interface Deadline {
  readonly is: "claim-opens" | "claim-closes" | "use-closes" | "consultation-closes" | "text-expires";
  /** The last day, itself included; for an opening the first. */
  readonly on: LocalDate;
  /** Working days from the day after that of the answer through that day; undefined beyond two years. */
  readonly left: { readonly days: number; readonly provisional: boolean } | undefined;
}

/** Beyond this a count of working days says nothing that the date does not. */
const COUNTED_DAYS_MAX = 731;

/** What lies ahead of a version on a day, the nearest first. */
export function deadlinesOf(programme: Programme, asOf: LocalDate): readonly Deadline[] {
  const { claim, use, consultation } = programme.windows;
  const expires = programme.documents.find(each => each.id === programme.governs)?.expires;
  const days: readonly (readonly [Deadline["is"], LocalDate | undefined])[] = [
    ["claim-opens", firstDay(claim?.range)],
    ["claim-closes", lastDay(claim?.range)],
    ["use-closes", lastDay(use?.range)],
    ["consultation-closes", lastDay(consultation?.range)],
    ["text-expires", expires],
  ];
  return days
    .flatMap(([is, on]): readonly Deadline[] => {
      if (on === undefined || on < asOf || (is === "claim-opens" && on === asOf)) return [];
      const near = daysBetween(asOf, on) <= COUNTED_DAYS_MAX;
      return [{ is, on, left: near ? workingDaysBetween(asOf, on) : undefined }];
    })
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

function lastDay(range: Range<LocalDate> | undefined): LocalDate | undefined {
  const end = range?.high;
  return end === undefined || end.included ? end?.value : addDays(end.value, -1);
}

function firstDay(range: Range<LocalDate> | undefined): LocalDate | undefined {
  const end = range?.low;
  return end === undefined || end.included ? end?.value : addDays(end.value, 1);
}
