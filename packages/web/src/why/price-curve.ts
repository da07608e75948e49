/**
 * How what is left to pay runs with the amount bought, for this very applicant and order: the rules are reckoned again
 * at many amounts, and at every end of a tier to the 分. Where more is bought for less, that shows.
 *
 * Cost: about two hundred assessments of one version.
 */
import type { Fen } from "@suanquan/china";
import {
  type AssessOptions,
  assessVersion,
  type FactDefinition,
  type Facts,
  type Programme,
} from "@suanquan/policy";
import { amountsNamed } from "@suanquan/policy/thresholds";

export interface CurvePoint {
  readonly amount: Fen;
  /** What is left to pay; two figures where an open question leaves it so. */
  readonly low: Fen;
  readonly high: Fen;
}
export interface Fall {
  /** The last amount before it. */
  readonly before: CurvePoint;
  /** A larger amount for which less is left to pay. */
  readonly after: CurvePoint;
}
export interface PriceCurve {
  /** The fact that is the amount bought. */
  readonly fact: string;
  readonly points: readonly CurvePoint[];
  /** Where this order stands, if its amount is known. */
  readonly here: CurvePoint | undefined;
  /** Where buying more leaves less to pay. */
  readonly falls: readonly Fall[];
  /** The ends of tiers and tables, with what is left to pay there and 1 分 to either side; for the table. */
  readonly told: readonly CurvePoint[];
}

const SAMPLES = 160n;
const CENT = 1n;

interface Looked {
  readonly benefit: string;
  readonly facts: Facts;
  readonly options: AssessOptions;
}

/** The curve of a benefit whose amount follows one fact; undefined for others, and where nothing can be reckoned. */
export function priceCurve(
  programme: Programme,
  definitions: ReadonlyMap<string, FactDefinition>,
  { benefit: id, facts, options }: Looked,
): PriceCurve | undefined {
  const fact = amountFact(programme, id);
  if (fact === undefined) return undefined;
  const spends = facts.spends.length === 0 ? [new Map()] : facts.spends;
  const payAt = (amount: bigint): CurvePoint | undefined => {
    const [first, ...others] = spends;
    const changed = { ...facts, spends: [new Map(first).set(fact, amount), ...others] };
    const whole = assessVersion(programme, changed, [0], definitions, { ...options, trace: false });
    const answer = whole.benefits.find(each => each.benefit === id)?.spends[0]?.amount;
    if (answer === null || answer === undefined || answer.entitled.high === null) return undefined;
    const price = amount as Fen;
    const [most, least] = [answer.entitled.high, answer.entitled.low];
    return { amount: price, low: (price - most) as Fen, high: (price - least) as Fen };
  };
  const given = spends[0]?.get(fact);
  const named = amountsNamed(programme, fact).filter(amount => amount > 0n);
  const most = upperEnd(named, typeof given === "bigint" ? given : undefined);
  if (most === undefined) return undefined;
  const samples = Array.from({ length: Number(SAMPLES) + 1 }, (_, index) => (most * BigInt(index)) / SAMPLES);
  const beside = named.flatMap(amount => [amount - CENT, amount, amount + CENT]);
  const amounts = [...new Set([...samples, ...beside])].filter(each => each > 0n && each <= most);
  const points = amounts.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)).flatMap(each => payAt(each) ?? []);
  const falls = fallsOf(points);
  const told = new Set([...beside, ...falls.flatMap(({ before, after }) => [before.amount, after.amount])]);
  if (points.length === 0) return undefined;
  return {
    fact,
    points,
    here: typeof given === "bigint" ? payAt(given) : undefined,
    falls,
    told: points.filter(point => told.has(point.amount)),
  };
}

/** The last point before each fall, and the lowest one after it: there more is bought for less, whatever is still open. */
function fallsOf(points: readonly CurvePoint[]): readonly Fall[] {
  const falls: Fall[] = [];
  let least: CurvePoint | undefined;
  let falling = false;
  for (const point of [...points].reverse()) {
    const isFall = least !== undefined && least.high < point.low;
    if (least !== undefined && isFall && !falling) falls.push({ before: point, after: least });
    falling = isFall;
    if (least === undefined || point.high < least.high) least = point;
  }
  return falls.reverse();
}

/** `Math.max` knows no whole numbers of this size. */
const most = (a: bigint, b: bigint): bigint => [a, b][a < b ? 1 : 0] as bigint;

/** Somewhat beyond the last amount that the rules name, and beyond this order. */
function upperEnd(named: readonly bigint[], given: bigint | undefined): bigint | undefined {
  const last = named.reduce(most, 0n);
  const beyond = [(last * 3n) / 2n, ((given ?? 0n) * 5n) / 4n].reduce(most, 0n);
  return last === 0n || beyond === 0n ? undefined : beyond;
}

/** The single fact that is the base of a benefit's amount, where the text says which. */
function amountFact(programme: Programme, id: string): string | undefined {
  const amount = programme.benefits.find(each => each.id === id)?.amount;
  const base = amount !== undefined && "base" in amount ? amount.base?.of : undefined;
  if (base === undefined || base.is === "open") return undefined;
  const [fact, ...others] = base.value;
  return others.length === 0 ? fact : undefined;
}
