/** Vouchers of fixed faces: the largest face, or the largest sum of faces, that does not exceed an amount. */
import type { Fen } from "@suanquan/china";
import type { Denominations } from "../../tree.ts";
import { isUnbounded, least, plus, UNBOUNDED, ZERO } from "./bounds.ts";

/** The largest value in 分 that the faces can make without exceeding `amount`; zero when not even one fits. */
export function fitFaces(amount: Fen, denominations: Denominations): Fen {
  if (denominations.choose === "many" && denominations.pieces !== undefined)
    return largestOf(sumsOfPieces(denominations, denominations.pieces), amount);
  if (denominations.choose === "one") {
    let best = ZERO;
    for (const face of denominations.of) if (face <= amount && face > best) best = face;
    return best;
  }
  return isUnbounded(amount) ? UNBOUNDED : largestSum(amount, sumsOf(denominations));
}

/**
 * Which sums several vouchers can make. Of the sums with the same remainder by the smallest face, `first` holds the
 * least one; with it every larger one exists too, by more vouchers of that face. Counted in `unit`, the largest sum
 * of money that all faces are multiples of.
 */
interface Sums {
  readonly unit: bigint;
  readonly smallest: bigint;
  readonly first: readonly (bigint | undefined)[];
}

const known = new WeakMap<readonly Fen[], Sums>();

function sumsOf(denominations: Denominations): Sums {
  const sums = known.get(denominations.of) ?? reckonSums(denominations.of);
  known.set(denominations.of, sums);
  return sums;
}

/** Whether so many vouchers of these faces come to no more than `most` different sums. */
export function mayBeCounted(faces: readonly Fen[], pieces: bigint, most: number): boolean {
  return piecewise(faces, pieces, most) !== undefined;
}

const counted = new WeakMap<Denominations, readonly Fen[]>();

/** Every sum that at most so many vouchers make, ascending. Reading refuses faces that make too many. */
function sumsOfPieces(denominations: Denominations, pieces: bigint): readonly Fen[] {
  const before = counted.get(denominations);
  if (before !== undefined) return before;
  const sums = piecewise(denominations.of, pieces, Number.POSITIVE_INFINITY) ?? [];
  counted.set(denominations, sums);
  return sums;
}

function piecewise(faces: readonly Fen[], pieces: bigint, most: number): readonly Fen[] | undefined {
  const all = new Set<Fen>([ZERO]);
  let last: readonly Fen[] = [ZERO];
  for (let piece = 0n; piece < pieces && last.length > 0; piece += 1n) {
    const next: Fen[] = [];
    for (const sum of last)
      for (const face of faces) {
        const more = plus(sum, face);
        if (all.has(more)) continue;
        all.add(more);
        next.push(more);
        if (all.size > most) return undefined;
      }
    last = next;
  }
  return [...all].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** The largest of ascending sums that does not exceed an amount. */
function largestOf(sums: readonly Fen[], amount: Fen): Fen {
  let from = 0;
  let to = sums.length;
  while (to - from > 1) {
    const middle = (from + to) >> 1;
    if ((sums[middle] ?? amount) <= amount) from = middle;
    else to = middle;
  }
  return sums[from] ?? ZERO;
}

const divisor = (a: bigint, b: bigint): bigint => (b === 0n ? a : divisor(b, a % b));

/** How many remainders there are: the smallest face in units. Reading refuses faces that leave too many. */
export function remaindersOf(faces: readonly Fen[]): bigint {
  const unit = faces.reduce<bigint>((common, face) => divisor(face, common), 0n);
  return unit === 0n ? 0n : faces.reduce(least) / unit;
}

function reckonSums(faces: readonly Fen[]): Sums {
  const unit = faces.reduce<bigint>((common, face) => divisor(face, common), 0n);
  const pieces = faces.map(face => face / unit).sort((a, b) => (a < b ? -1 : 1));
  const smallest = pieces[0] ?? 1n;
  const first: (bigint | undefined)[] = new Array<bigint | undefined>(Number(smallest)).fill(undefined);
  first[0] = 0n;
  // Each further face is laid on top until nothing gets less; a remainder is visited once per face and improvement.
  const waiting = [0];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const sum = first[at] ?? 0n;
    for (const piece of pieces) {
      const next = sum + piece;
      const remainder = Number(next % smallest);
      const before = first[remainder];
      if (before !== undefined && before <= next) continue;
      first[remainder] = next;
      waiting.push(remainder);
    }
  }
  return { unit, smallest, first };
}

/** Looks downwards from the amount; the smallest face makes a sum at the latest after as many steps as remainders. */
function largestSum(amount: Fen, { unit, smallest, first }: Sums): Fen {
  for (let sum = amount / unit; sum > 0n; sum -= 1n) {
    const from = first[Number(sum % smallest)];
    if (from !== undefined && from <= sum) return (sum * unit) as Fen;
  }
  return ZERO;
}
