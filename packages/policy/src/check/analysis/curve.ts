/**
 * How an award follows the amount that it is reckoned on: straight pieces over whole 分, before rounding. Exact.
 * Where no row provides for an amount, the curve has a hole.
 */
import {
  ceiling,
  compare,
  type Fraction,
  floor,
  minus,
  negative,
  ONE,
  over,
  plus,
  times,
  ZERO,
} from "./fraction.ts";
import { common, type Stretch } from "./line.ts";

/** `slope · x + constant`, in 分. */
export interface Linear {
  readonly slope: Fraction;
  readonly constant: Fraction;
}
interface Piece extends Stretch, Linear {}
/** Pieces in ascending order, none overlapping. */
export type Curve = readonly Piece[];

export const constantly = (constant: Fraction): Linear => ({ slope: ZERO, constant });
export const proportional = (slope: Fraction): Linear => ({ slope, constant: ZERO });
export const NOTHING = constantly(ZERO);
/** The amount itself. */
export const AMOUNT = proportional(ONE);

export const valueAt = ({ slope, constant }: Linear, x: bigint): Fraction => plus(times(slope, x), constant);

/** What is left to pay of the amount. */
export const leftToPay = (curve: Curve): Curve =>
  curve.map(piece => ({
    ...piece,
    slope: minus(ONE, piece.slope),
    constant: negative(piece.constant),
  }));

/** A row that gives an award for the amounts it accepts. */
export interface CurveRow {
  readonly accepts: (x: bigint) => boolean;
  readonly award: Linear;
}

/**
 * The curve of ordered rows: for each amount the first row that accepts it.
 * @param cuts every whole number at which some row begins or ceases to accept; from 1 分 up.
 */
export function curveOf(rows: readonly CurveRow[], cuts: readonly bigint[]): Curve {
  const starts = [...new Set([1n, ...cuts.filter(cut => cut > 1n)])].sort((a, b) => (a < b ? -1 : 1));
  const pieces: Piece[] = [];
  starts.forEach((from, index) => {
    const row = rows.find(each => each.accepts(from));
    const next = starts[index + 1];
    if (row !== undefined) pieces.push({ from, to: next === undefined ? null : next - 1n, ...row.award });
  });
  return pieces;
}

/** The pieces, cut where they cross a line; `choose` says what stands on either side of it. */
function crossed(curve: Curve, line: Linear, choose: (piece: Linear, isBelow: boolean) => Linear): Curve {
  return curve.flatMap(piece => {
    const difference = {
      slope: minus(piece.slope, line.slope),
      constant: minus(piece.constant, line.constant),
    };
    return splitAt(piece, firstBeyond(difference)).map(part => {
      const isBelow = compare(valueAt(difference, part.from), ZERO) < 0;
      return { from: part.from, to: part.to, ...choose(part, isBelow) };
    });
  });
}

/** The first whole number at which a line is no longer below zero, or begins to be; none for a level line. */
function firstBeyond({ slope, constant }: Linear): bigint | undefined {
  if (slope.num === 0n) return undefined;
  const zero = over(negative(constant), slope);
  return slope.num > 0n ? ceiling(zero) : floor(zero) + 1n;
}

function splitAt(piece: Piece, cut: bigint | undefined): Piece[] {
  if (cut === undefined || cut <= piece.from || (piece.to !== null && cut > piece.to)) return [piece];
  return [
    { ...piece, to: cut - 1n },
    { ...piece, from: cut },
  ];
}

/** Never above the limit. */
export const limitedTo = (curve: Curve, limit: Linear): Curve =>
  crossed(curve, limit, (piece, isBelow) => (isBelow ? piece : limit));

/** Never below the floor. */
export const liftedTo = (curve: Curve, least: Linear): Curve =>
  crossed(curve, least, (piece, isBelow) => (isBelow ? least : piece));

/** Nothing where the award is below the minimum. */
export const refusedBelow = (curve: Curve, minimum: Fraction): Curve =>
  crossed(curve, constantly(minimum), (piece, isBelow) => (isBelow ? NOTHING : piece));

/** The parts of the curve that lie in one of the stretches. */
export const within = (curve: Curve, stretches: readonly Stretch[]): Curve =>
  curve.flatMap(piece =>
    stretches.flatMap(stretch => {
      const both = common(piece, stretch);
      return both === undefined ? [] : [{ ...piece, ...both }];
    }),
  );
