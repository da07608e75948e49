/**
 * The curves of a benefit: how the award follows one amount, for every way in which its open cells, its bonuses and
 * the other columns of its tables may turn out. Only where the rate or the tier is reckoned on one and the same amount.
 */
import type { Fen } from "@suanquan/china";
import { lowerRate } from "../../evaluate/amounts/ends.ts";
import { addRates } from "../../evaluate/amounts/multiply.ts";
import { type Raise, raised } from "../../evaluate/amounts/raise.ts";
import { COMPLETIONS_MAX, Readings, type ReadingTaken, settle } from "../../evaluate/questions/readings.ts";
import type { Base, Benefit, Cap, Granted, Minimum, Rate, Table, Test, TierRow, Tiers } from "../../tree.ts";
import { type Box, groupsOf } from "./cover.ts";
import {
  AMOUNT,
  type Curve,
  type CurveRow,
  constantly,
  curveOf,
  type Linear,
  liftedTo,
  limitedTo,
  NOTHING,
  proportional,
  refusedBelow,
  valueAt,
} from "./curve.ts";
import type { FactSpace } from "./fact-space.ts";
import { ceiling, floor, minus, ONE, over, whole, ZERO } from "./fraction.ts";
import { lies, type Stretch, stretchOf } from "./line.ts";

/** One way in which the award may follow the amount. */
export interface BenefitCurve {
  /** The money fact that is on the horizontal axis. */
  readonly fact: string;
  /** The award as rates, tiers and limits give it. */
  readonly award: Curve;
  /** The same with the minimum. */
  readonly granted: Curve;
  /** The readings of open questions that it takes. */
  readonly readings: readonly ReadingTaken[];
}

/** The curves of a benefit, one for each completion; without pieces where the award does not follow one amount. */
export function curvesOf(benefit: Benefit, sharedCaps: readonly Cap[], space: FactSpace): BenefitCurve[] {
  const readings = new Readings(new Map());
  const curves: BenefitCurve[] = [];
  let more = true;
  const most = completionsOf(benefit);
  for (let count = 0; more && count < most; count += 1) {
    const curve = curveIn(readings, benefit, [...benefit.caps, ...sharedCaps], space) ?? NO_CURVE;
    curves.push({ ...curve, readings: questionsIn(readings) });
    more = readings.next();
  }
  return curves;
}

/** A curve costs the square of its rows; a benefit with very many of them is judged under fewer completions. */
const WORK_MAX = 8_000_000;
const completionsOf = (benefit: Benefit): number =>
  Math.max(1, Math.min(COMPLETIONS_MAX, Math.floor(WORK_MAX / rowCount(benefit) ** 2)));

function rowCount({ amount }: Benefit): number {
  switch (amount.is) {
    case "tiers":
      return amount.tiers.rows.length;
    case "rate":
      return amount.rate.by.is === "table" ? amount.rate.by.table.rows.length : 1;
    case "flat":
      return amount.flat.by.is === "table" ? amount.flat.by.table.rows.length : 1;
    default:
      return 1;
  }
}

const NO_CURVE = { fact: "", award: [], granted: [] } as const;

/** Choices of ours beside the open questions of the text; no question id holds a space. */
const CHOICE = " ";
const questionsIn = (readings: Readings): ReadingTaken[] =>
  readings.taken().filter(({ question }) => !question.includes(CHOICE));

function curveIn(readings: Readings, benefit: Benefit, caps: readonly Cap[], space: FactSpace) {
  const { amount } = benefit;
  const base = "base" in amount ? amount.base : undefined;
  const fact = base === undefined || base.awardOf !== undefined ? undefined : onlyFact(base, readings);
  const bonus = bonusOf(benefit, readings);
  const rows = rowsOf(readings, benefit, fact, bonus, space);
  if (rows === undefined) return undefined;
  let award = limitedTo(curveOf(rows.rows, rows.cuts), AMOUNT);
  const limit = base?.upTo === undefined ? undefined : settle(base.upTo, readings);
  if (limit !== undefined) award = flatFrom(award, limit);
  let granted = withMinimum(award, benefit.minimum, readings);
  for (const line of limitsOf(caps, rows.fact, readings)) {
    award = limitedTo(award, line);
    granted = limitedTo(granted, line);
  }
  return { fact: rows.fact, award, granted };
}

const onlyFact = (base: Base, readings: Readings): string | undefined => {
  const facts = settle(base.of, readings);
  return facts.length === 1 ? facts[0] : undefined;
};

function bonusOf(benefit: Benefit, readings: Readings): Raise {
  if (benefit.bonus.length === 0) return { rate: ZERO };
  const taken = readings.take(`bonus${CHOICE}`, ["without", "with"]);
  if (taken === "without") return { rate: ZERO };
  const rate = benefit.bonus.map(bonus => settle(bonus.rate, readings)).reduce(addRates, ZERO);
  const ends = benefit.bonus.flatMap(({ upTo }) => (upTo === undefined ? [] : [settle(upTo, readings)]));
  return ends.length === 0 ? { rate } : { rate, upTo: ends.reduce(lowerRate) };
}

interface Rows {
  readonly fact: string;
  readonly rows: readonly CurveRow[];
  readonly cuts: readonly bigint[];
}

function rowsOf(
  readings: Readings,
  benefit: Benefit,
  fact: string | undefined,
  bonus: Raise,
  space: FactSpace,
): Rows | undefined {
  const { amount } = benefit;
  switch (amount.is) {
    case "tiers":
      return fact === undefined ? undefined : tierRows(readings, amount.tiers, fact, bonus);
    case "rate":
      return fact === undefined
        ? undefined
        : grantedRows(readings, amount.rate, fact, space, rate => proportional(raised(rate, bonus)));
    case "flat": {
      const spend = spendColumn(amount.flat, space);
      return spend === undefined
        ? undefined
        : grantedRows(readings, amount.flat, spend, space, flat => constantly(whole(flat)));
    }
    default:
      return undefined;
  }
}

// ── tiers ────────────────────────────────────────────────────────────────────────────────────────

function tierRows(readings: Readings, tiers: Tiers, fact: string, bonus: Raise): Rows | undefined {
  const on = settle(tiers.on, readings);
  if (on.fact !== fact) return undefined;
  if (settle(tiers.applies, readings) === "slice") return sliceRows(readings, tiers, fact, bonus);
  const rows = tiers.rows.map(row => ({
    stretch: on.afterDiscount ? priceStretch(row, rateOf(row, bonus, readings)) : stretchOf(row.range, 1n),
    award: rowAward(row, bonus, readings),
  }));
  const plain = rows.flatMap(({ stretch, award }) => (stretch === undefined ? [] : [{ stretch, award }]));
  const edges = on.afterDiscount ? [] : edgeRows(readings, tiers, bonus);
  const all = [...plain, ...edges];
  return {
    fact,
    rows: all.map(({ stretch, award }) => ({ accepts: x => lies(x, stretch), award })),
    cuts: all.flatMap(({ stretch }) => cutsOf(stretch)),
  };
}

const rateOf = (row: TierRow, bonus: Raise, readings: Readings): Rate =>
  raised(row.rate === undefined ? ZERO : settle(row.rate, readings), bonus);

const rowAward = (row: TierRow, bonus: Raise, readings: Readings): Linear =>
  row.flat === undefined
    ? proportional(rateOf(row, bonus, readings))
    : constantly(whole(settle(row.flat, readings)));

const cutsOf = ({ from, to }: Stretch): bigint[] => (to === null ? [from] : [from, to + 1n]);

/** The list prices of which the row's own discount leaves an amount in the row. */
export function priceStretch(row: TierRow, rate: Rate): Stretch | undefined {
  const left = minus(ONE, rate);
  if (row.flat !== undefined || left.num <= 0n) return undefined;
  const { low, high } = row.range;
  const lowPrice = low === undefined ? undefined : over(whole(low.value), left);
  const highPrice = high === undefined ? undefined : over(whole(high.value), left);
  const from = lowPrice === undefined ? 1n : low?.included ? ceiling(lowPrice) : floor(lowPrice) + 1n;
  const to = highPrice === undefined ? null : high?.included ? floor(highPrice) : ceiling(highPrice) - 1n;
  return to !== null && to < from ? undefined : { from: from < 1n ? 1n : from, to };
}

/** Single amounts between two rows that neither includes: as the edge says, or either way where nothing is said. */
function edgeRows(readings: Readings, tiers: Tiers, bonus: Raise) {
  const stretches = tiers.rows.flatMap(row => stretchOf(row.range, 1n) ?? []);
  const bounds = new Set(
    tiers.rows.flatMap(row => (row.range.high === undefined ? [] : [row.range.high.value])),
  );
  return [...bounds].flatMap(bound => {
    if (stretches.some(stretch => lies(bound, stretch))) return [];
    const edge = tiers.edges.find(each => each.amount === bound);
    const side =
      edge === undefined
        ? readings.take(`edge${CHOICE}${bound}`, ["lower-row", "upper-row"])
        : settle(edge.row, readings);
    const row = tiers.rows.find(
      each => (side === "lower-row" ? each.range.high : each.range.low)?.value === bound,
    );
    if (row === undefined) return [];
    return [
      { stretch: { from: bound as bigint, to: bound as bigint }, award: rowAward(row, bonus, readings) },
    ];
  });
}

/** Each row's rate on its own slice: the award goes on from where the row below ends. */
function sliceRows(readings: Readings, tiers: Tiers, fact: string, bonus: Raise): Rows {
  const slices = tiers.rows
    .map(row => ({
      from: row.range.low?.value ?? 0n,
      to: row.range.high?.value ?? null,
      rate: rateOf(row, bonus, readings),
    }))
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  let start = ZERO;
  const rows: CurveRow[] = [];
  for (const { from, to, rate } of slices) {
    const constant = minus(start, { num: rate.num * from, den: rate.den });
    rows.push({ accepts: x => x > from && (to === null || x <= to), award: { slope: rate, constant } });
    if (to !== null) start = addRates(constant, { num: rate.num * to, den: rate.den });
  }
  return {
    fact,
    rows,
    cuts: slices.flatMap(({ from, to }) => [from + 1n, ...(to === null ? [] : [to + 1n])]),
  };
}

// ── rates and sums, stated or by table ───────────────────────────────────────────────────────────

function grantedRows<T>(
  readings: Readings,
  granted: Granted<T>,
  fact: string,
  space: FactSpace,
  award: (value: T) => Linear,
): Rows | undefined {
  if (granted.by.is === "cell") {
    const line = award(settle(granted.by.cell, readings));
    return { fact, rows: [{ accepts: () => true, award: line }], cuts: [] };
  }
  const { table } = granted.by;
  const rows = rowsForOne(readings, table, fact, space);
  const column = table.columns.indexOf(fact);
  const stretches = column < 0 ? [] : (space.domain(fact).stretches ?? []);
  return {
    fact,
    rows: rows.map(row => {
      const test = column < 0 ? undefined : row.cells[column];
      return {
        accepts: x => test === undefined || passes(test, x),
        award: award(settle(row.value, readings)),
      };
    }),
    cuts: stretches.flatMap(cutsOf),
  };
}

/** The rows that are left when every column but the amount's own is settled, for one way of settling them. */
function rowsForOne<T>(
  readings: Readings,
  table: Table<T>,
  fact: string,
  space: FactSpace,
): Table<T>["rows"] {
  let rows = table.rows;
  table.columns.forEach((column, index) => {
    if (column === fact || rows.length === 0) return;
    const domain = space.domain(column);
    const boxes = rows.map((row): Box => [domain.accepts(row.cells[index] ?? { is: "any" })]);
    const groups = groupsOf(domain.full, boxes, 0);
    const ways = groups.map((_, way) => `${way}`);
    const taken = readings.take(`column${CHOICE}${table.columns.join(CHOICE)}${CHOICE}${index}`, ways);
    const [atoms = 0n] = groups[Number(taken)] ?? groups[0] ?? [];
    rows = rows.filter((_, row) => ((boxes[row]?.[0] ?? 0n) & atoms) !== 0n);
  });
  return rows;
}

function passes(test: Test, x: bigint): boolean {
  if (test.is === "not") return !passes(test.test, x);
  if (test.is !== "money") return true;
  const stretch = stretchOf(test.range);
  return stretch !== undefined && lies(x, stretch);
}

/** The column of a table of flat sums that is the amount of a spend: what is bought, not what somebody owns. */
function spendColumn(flat: Granted<Fen>, space: FactSpace): string | undefined {
  if (flat.by.is === "cell") return undefined;
  const columns = flat.by.table.columns.filter(column => space.isSpendAmount(column));
  return columns.length === 1 ? columns[0] : undefined;
}

// ── limits ───────────────────────────────────────────────────────────────────────────────────────

/** The part of the base above the limit does not count: from there on the award is what it is at the limit. */
function flatFrom(award: Curve, limit: bigint): Curve {
  return award.flatMap(piece => {
    const level = constantly(valueAt(piece, limit));
    if (piece.to !== null && piece.to <= limit) return [piece];
    if (piece.from > limit) return [{ ...piece, ...level }];
    return [
      { ...piece, to: limit },
      { ...piece, from: limit + 1n, ...level },
    ];
  });
}

function withMinimum(award: Curve, minimum: Minimum | undefined, readings: Readings): Curve {
  // A minimum of a total says nothing of a single spend.
  if (minimum === undefined || minimum.per !== undefined) return award;
  const least = settle(minimum.award, readings);
  switch (settle(minimum.below, readings)) {
    case "refuse":
      return refusedBelow(award, whole(least));
    case "lift":
      return limitedTo(liftedTo(award, constantly(whole(least))), AMOUNT);
    case "base":
      return award.flatMap(piece => zeroBelow(piece, least));
  }
}

function zeroBelow(piece: Curve[number], least: bigint): Curve {
  if (piece.from >= least) return [piece];
  if (piece.to !== null && piece.to < least) return [{ ...piece, ...NOTHING }];
  return [
    { ...piece, to: least - 1n, ...NOTHING },
    { ...piece, from: least },
  ];
}

/** The limits on the award that follow the same amount, or stand fast. */
function limitsOf(caps: readonly Cap[], fact: string, readings: Readings): Linear[] {
  return caps.flatMap((cap, index) => {
    if (cap.share !== undefined)
      return cap.share.of === fact ? [proportional(settle(cap.share.rate, readings))] : [];
    if (cap.max === undefined) return [];
    if (cap.max.by.is === "cell") return [constantly(whole(settle(cap.max.by.cell, readings)))];
    const { rows } = cap.max.by.table;
    const taken = readings.take(
      `cap${CHOICE}${index}`,
      rows.map((_, row) => `${row}`),
    );
    const row = rows[Number(taken)];
    return row === undefined ? [] : [constantly(whole(settle(row.value, readings)))];
  });
}
