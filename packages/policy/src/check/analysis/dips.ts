/** Where a quantity falls although the amount grows: notches, cliffs, falling awards. Exact to the 分. */

import type { ReadingTaken } from "../../evaluate/questions/readings.ts";
import { type Curve, valueAt } from "./curve.ts";
import { compare, type Fraction, floor, minus, over } from "./fraction.ts";
import { lies } from "./line.ts";

/** For every amount from `from` to `to` the quantity is higher than at the larger amount `then`. */
export interface Dip {
  readonly from: bigint;
  readonly to: bigint;
  readonly then: bigint;
}

/**
 * The dips of a curve whose pieces never fall by themselves; one that has a falling piece is not judged here, since a
 * rate above 100% is a finding of its own. Cost: the number of pieces.
 */
export function dipsOf(curve: Curve): Dip[] {
  if (curve.some(piece => piece.slope.num < 0n)) return [];
  const dips: Dip[] = [];
  let least: { readonly value: Fraction; readonly at: bigint } | undefined;
  for (const piece of [...curve].reverse()) {
    if (least !== undefined && piece.to !== null) {
      const from = firstAbove(piece, least.value);
      if (from !== undefined && from <= piece.to) addDip(dips, { from, to: piece.to, then: least.at });
    }
    const start = valueAt(piece, piece.from);
    if (least === undefined || compare(start, least.value) <= 0) least = { value: start, at: piece.from };
  }
  return dips.reverse();
}

/** The first amount of a piece at which it is higher than the value. */
function firstAbove(piece: Curve[number], value: Fraction): bigint | undefined {
  if (compare(valueAt(piece, piece.from), value) > 0) return piece.from;
  if (piece.slope.num === 0n) return undefined;
  return floor(over(minus(value, piece.constant), piece.slope)) + 1n;
}

/** Neighbouring stretches that fall to the same amount are one dip. */
function addDip(dips: Dip[], dip: Dip): void {
  const last = dips.at(-1);
  if (last !== undefined && last.then === dip.then && last.from === dip.to + 1n)
    dips.splice(-1, 1, { ...last, from: dip.from });
  else dips.push(dip);
}

/** A dip found on a curve, with the quantity at both of its ends in whole 分, cut off. */
export interface FoundDip extends Dip {
  readonly before: bigint;
  readonly after: bigint;
  /** The readings of open questions under which it was found. */
  readonly readings: readonly ReadingTaken[];
}
/** A dip as it is told; `questions` are those with a reading under which there is no such dip. */
export interface ToldDip extends Omit<FoundDip, "readings"> {
  readonly questions: readonly string[];
}

/** The dips of a curve with their figures. */
export function figuredDips(curve: Curve, readings: readonly ReadingTaken[]): FoundDip[] {
  const at = (x: bigint): bigint => {
    const piece = curve.find(each => lies(x, each));
    return piece === undefined ? 0n : floor(valueAt(piece, x));
  };
  return dipsOf(curve).map(dip => ({ ...dip, before: at(dip.to), after: at(dip.then), readings }));
}

/**
 * Dips of several curves as one list. Those that end at the same amount, or one 分 beside it, are one dip under
 * several readings: it reaches as far as it does under any of them.
 * @param taken the readings of every curve, also of those without dips.
 */
export function mergeDips(dips: readonly FoundDip[], taken: readonly (readonly ReadingTaken[])[]): ToldDip[] {
  const groups: FoundDip[][] = [];
  for (const dip of [...dips].sort((a, b) => (a.to < b.to ? -1 : a.to > b.to ? 1 : 0))) {
    const group = groups.at(-1);
    const first = group?.[0];
    if (group !== undefined && first !== undefined && dip.to - first.to <= 1n) group.push(dip);
    else groups.push([dip]);
  }
  return groups.flatMap(group => {
    const [lowest] = [...group].sort((a, b) => (a.from < b.from ? -1 : 1));
    const [widest] = [...group].sort((a, b) => (a.to > b.to ? -1 : 1));
    if (lowest === undefined || widest === undefined) return [];
    const { readings: _, ...told } = widest;
    return { ...told, from: lowest.from, questions: decisive(group, taken) };
  });
}

/** The questions of which some reading is under none of the dips. */
function decisive(group: readonly FoundDip[], taken: readonly (readonly ReadingTaken[])[]): string[] {
  const keyOf = ({ question, reading }: ReadingTaken): string => `${question} ${reading}`;
  const under = new Set(group.flatMap(({ readings }) => readings.map(keyOf)));
  const missing = taken.flat().filter(each => !under.has(keyOf(each)));
  return [...new Set(missing.map(each => each.question))];
}
