/**
 * Figures that may be left open within an interval: in most completions one value, in one of them every point between
 * two. Where a figure is used in several places, or on several spends, its ends alone would miss what lies between.
 */
import type { Fen } from "@suanquan/china";
import type { Cell, Rate } from "../../tree.ts";
import { type Readings, settleEnds } from "../questions/readings.ts";
import { exactly, least, most, type Span } from "./bounds.ts";
import { compareRates } from "./multiply.ts";

export interface RateSpan {
  readonly low: Rate;
  readonly high: Rate;
}

/** Bounds of a sum in this completion. */
export function moneyEnds(cell: Cell<Fen>, readings: Readings): Span {
  if (cell.is === "stated") return exactly(cell.value);
  const ends = settleEnds(cell, readings);
  return { low: ends.reduce(least), high: ends.reduce(most) };
}

/** Bounds of a rate in this completion. */
export function rateEnds(cell: Cell<Rate>, readings: Readings): RateSpan {
  if (cell.is === "stated") return { low: cell.value, high: cell.value };
  const ends = settleEnds(cell, readings);
  return { low: ends.reduce(lowerRate), high: ends.reduce(higherRate) };
}

export const lowerRate = (a: Rate, b: Rate): Rate => (compareRates(b, a) < 0 ? b : a);
export const higherRate = (a: Rate, b: Rate): Rate => (compareRates(b, a) > 0 ? b : a);
