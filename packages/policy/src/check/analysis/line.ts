/**
 * Ordered values cut into atoms: the pieces of a line that no test of a programme cuts any further.
 *
 * Whole values (分, pieces, days) are cut between one number and the next, so that `x < 10万元` and `x ≥ 10万元`
 * leave nothing out. Rates lie densely: each end is an atom of its own, with an open stretch on either side of it.
 */
import { addDays, daysBetween, type LocalDate, localDate } from "@suanquan/china";
import { compareRates } from "../../evaluate/amounts/multiply.ts";
import type { Range, Rate } from "../../tree.ts";

/** Stretches of a line, both ends included; `null` is unbounded. Whole numbers. */
export interface Stretch {
  readonly from: bigint;
  readonly to: bigint | null;
}

/** The whole numbers in a range, none below `first`; undefined when there are none. */
export function stretchOf(range: Range<bigint>, first = 0n): Stretch | undefined {
  const { low, high } = range;
  const start = low === undefined ? first : low.included ? low.value : low.value + 1n;
  const from = start < first ? first : start;
  const to = high === undefined ? null : high.included ? high.value : high.value - 1n;
  return to !== null && to < from ? undefined : { from, to };
}

export const lies = (x: bigint, { from, to }: Stretch): boolean => from <= x && (to === null || x <= to);

/** The whole numbers in both stretches; undefined when there are none. */
export function common(a: Stretch, b: Stretch): Stretch | undefined {
  const { from } = a.from < b.from ? b : a;
  const { to } = b.to === null || (a.to !== null && a.to < b.to) ? a : b;
  return to !== null && to < from ? undefined : { from, to };
}

/** What is left of a stretch when others are taken out. */
export function without(whole: Stretch, taken: readonly Stretch[]): Stretch[] {
  return taken.reduce<Stretch[]>((left, each) => left.flatMap(part => partsOutside(part, each)), [whole]);
}

function partsOutside(part: Stretch, taken: Stretch): Stretch[] {
  const startsAfter = part.to !== null && part.to < taken.from;
  const endsBefore = taken.to !== null && taken.to < part.from;
  if (startsAfter || endsBefore) return [part];
  const before = part.from < taken.from ? [{ from: part.from, to: taken.from - 1n }] : [];
  const goesOn = taken.to !== null && (part.to === null || part.to > taken.to);
  return goesOn && taken.to !== null ? [...before, { from: taken.to + 1n, to: part.to }] : before;
}

/** The same whole numbers as a range, its ends written the way an author would: the rounder of two neighbours. */
export function rangeOfStretch<T extends bigint>({ from, to }: Stretch): Range<T> {
  if (from === to) return { low: end<T>(from, true), high: end<T>(from, true) };
  const low = rounder(from - 1n, from) ? end<T>(from - 1n, false) : end<T>(from, true);
  if (to === null) return from === 0n ? {} : { low };
  const high = rounder(to + 1n, to) ? end<T>(to + 1n, false) : end<T>(to, true);
  return from === 0n ? { high } : { low, high };
}

const end = <T extends bigint>(value: bigint, included: boolean) => ({ value: value as T, included });

/** Whether `a` ends in more zeros than `b`. */
function rounder(a: bigint, b: bigint): boolean {
  if (a === 0n) return b !== 0n;
  let [left, right] = [a, b];
  while (left % 10n === 0n && right % 10n === 0n && right !== 0n) [left, right] = [left / 10n, right / 10n];
  return right !== 0n && left % 10n === 0n;
}

/** First and last of some neighbouring atoms. */
export type AtomSpan = readonly [first: number, last: number];

/** A line in atoms: what a range covers, and what range some neighbouring atoms make up. */
export interface Line<T> {
  readonly size: number;
  /** First and last atom that lie in the range; undefined when it holds nothing. */
  readonly atomsIn: (range: Range<T>) => AtomSpan | undefined;
  readonly rangeOf: (first: number, last: number) => Range<T>;
}

/** Whole numbers from 0 up, cut at the ends of the given ranges. */
function cutLine(ranges: readonly Range<bigint>[]) {
  const cuts = new Set<bigint>([0n]);
  for (const range of ranges) {
    const stretch = stretchOf(range);
    if (stretch === undefined) continue;
    cuts.add(stretch.from);
    if (stretch.to !== null) cuts.add(stretch.to + 1n);
  }
  const starts = [...cuts].sort((a, b) => (a < b ? -1 : 1));
  const index = new Map(starts.map((start, at) => [start, at]));
  return {
    size: starts.length,
    atomsIn: (range: Range<bigint>): AtomSpan | undefined => {
      const stretch = stretchOf(range);
      if (stretch === undefined) return undefined;
      const last = stretch.to === null ? starts.length : index.get(stretch.to + 1n);
      return [index.get(stretch.from) ?? 0, (last ?? starts.length) - 1];
    },
    stretch: (first: number, last: number): Stretch => {
      const next = starts[last + 1];
      return { from: starts[first] ?? 0n, to: next === undefined ? null : next - 1n };
    },
  };
}

/** A line of amounts in 分, or of pieces. */
export function wholeLine<T extends bigint>(
  ranges: readonly Range<T>[],
): Line<T> & { readonly stretches: readonly Stretch[] } {
  const { size, atomsIn, stretch } = cutLine(ranges);
  const stretches = Array.from({ length: size }, (_, atom) => stretch(atom, atom));
  return { size, atomsIn, rangeOf: (first, last) => rangeOfStretch<T>(stretch(first, last)), stretches };
}

/** A line of days; ranges are written with the days that belong to them. */
export function dayLine(ranges: readonly Range<LocalDate>[]): Line<LocalDate> {
  const { size, atomsIn, stretch } = cutLine(ranges.map(daysOfRange));
  return {
    size,
    atomsIn: range => atomsIn(daysOfRange(range)),
    rangeOf: (first, last) => {
      const { from, to } = stretch(first, last);
      return {
        ...(from === 0n ? {} : { low: { value: dateOf(from), included: true } }),
        ...(to === null ? {} : { high: { value: dateOf(to), included: true } }),
      };
    },
  };
}

const EPOCH = localDate("1900-01-01");
const dayNumber = (date: LocalDate): bigint => BigInt(daysBetween(EPOCH, date));
const dateOf = (day: bigint): LocalDate => addDays(EPOCH, Number(day));

function daysOfRange({ low, high }: Range<LocalDate>): Range<bigint> {
  return {
    ...(low === undefined ? {} : { low: { ...low, value: dayNumber(low.value) } }),
    ...(high === undefined ? {} : { high: { ...high, value: dayNumber(high.value) } }),
  };
}

/** A dense line from 0 up: atom 2i is the i-th end itself, atom 2i+1 the open stretch after it. Nothing lies below 0. */
export function rateLine(ranges: readonly Range<Rate>[]): Line<Rate> {
  const ends: Rate[] = [{ num: 0n, den: 1n }];
  for (const range of ranges)
    for (const end of [range.low, range.high])
      if (end !== undefined && !ends.some(each => compareRates(each, end.value) === 0)) ends.push(end.value);
  ends.sort(compareRates);
  const at = (value: Rate): number => ends.findIndex(each => compareRates(each, value) === 0);
  const size = ends.length * 2;
  return {
    size,
    atomsIn: ({ low, high }) => {
      const first = low === undefined ? 0 : at(low.value) * 2 + (low.included ? 0 : 1);
      const last = high === undefined ? size - 1 : at(high.value) * 2 - (high.included ? 0 : 1);
      return last < first ? undefined : [first, last];
    },
    rangeOf: (first, last) => {
      const low = ends[first >> 1];
      const high = ends[(last + 1) >> 1];
      return {
        ...(low === undefined || first === 0 ? {} : { low: { value: low, included: first % 2 === 0 } }),
        ...(high === undefined ? {} : { high: { value: high, included: last % 2 === 0 } }),
      };
    },
  };
}
