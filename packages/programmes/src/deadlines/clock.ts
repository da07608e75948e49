/** Clocks of working days: start, pause during a correction, resume with what was left. */
import { addDays, type LocalDate, localDate } from "@suanquan/china";
import { addWorkingDays, workingDaysBetween } from "@suanquan/china/working-days";
import type { ClockEffect } from "../life-cycles/life-cycle.ts";

/** A span as policies and rounds give it; it begins the day after. */
export interface Days {
  readonly count: number;
  readonly unit: "working" | "calendar";
}

export interface Deadline {
  /** The last day, inclusive. */
  readonly on: LocalDate;
  /** 暂定: the State Council has not announced that year's holidays yet. */
  readonly provisional: boolean;
}

/** The last day, inclusive, of a span that begins the day after `from`. */
export function deadlineAfter(from: LocalDate, days: Days): Deadline {
  if (days.unit === "calendar") return { on: addDays(from, days.count), provisional: false };
  const { date, provisional } = addWorkingDays(from, days.count);
  return { on: date, provisional };
}

/** Working days left while paused, or the deadline while running. */
export type Clock =
  | { readonly is: "running"; readonly due: string; readonly provisional: boolean }
  | { readonly is: "paused"; readonly left: number }
  | { readonly is: "stopped" };

/** What becomes of a clock on a day. A clock that is resumed has at least one day left. */
export function clockAfter(
  clock: Clock | null,
  effect: ClockEffect,
  today: LocalDate,
  workingDays: number,
): Clock {
  switch (effect) {
    case "start":
      return running(today, workingDays);
    case "pause":
      if (clock?.is !== "running") return clock ?? { is: "stopped" };
      return {
        is: "paused",
        left: clock.due < today ? 0 : workingDaysBetween(today, localDate(clock.due)).days,
      };
    case "resume":
      return running(today, clock?.is === "paused" ? Math.max(clock.left, 1) : workingDays);
    case "stop":
      return { is: "stopped" };
  }
}

function running(today: LocalDate, days: number): Clock {
  const { on, provisional } = deadlineAfter(today, { count: days, unit: "working" });
  return { is: "running", due: on, provisional };
}
