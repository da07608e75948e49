/**
 * Prices that fall although more is bought, and amounts that the text leaves between two rows: the figures behind the
 * findings `notch` and `tier-gap`, for whoever draws or tells them. Exact, in 分, before rounding.
 */
import { type Fen, type LocalDate, localDate } from "@suanquan/china";
import type { ReadingTaken } from "../evaluate/questions/readings.ts";
import type { Benefit, Programme } from "../tree.ts";
import type { Vocabulary } from "../vocabulary.ts";
import type { BenefitCurve } from "./analysis/benefit-curve.ts";
import { type Curve, leftToPay, valueAt, within } from "./analysis/curve.ts";
import { figuredDips } from "./analysis/dips.ts";
import { floor } from "./analysis/fraction.ts";
import { lies } from "./analysis/line.ts";
import { Subject } from "./rule.ts";

/** A straight piece of a price curve: what is paid at its first and at its last amount; the last piece has no end. */
export interface PricePiece {
  readonly from: Fen;
  readonly to: Fen | null;
  readonly paysFrom: Fen;
  /** At `to`; of a piece without end, what is paid at the amount twice as high as `from`. */
  readonly paysTo: Fen;
}
/** Every order from `from` to `to` costs more than one of `then`. */
export interface PriceDip {
  readonly from: Fen;
  readonly to: Fen;
  readonly then: Fen;
  /** Paid at `to`. */
  readonly before: Fen;
  /** Paid at `then`. */
  readonly after: Fen;
}
export interface PriceCurve {
  readonly benefit: Benefit;
  /** The money fact on the horizontal axis. */
  readonly fact: string;
  /** The readings of open questions under which it runs so. */
  readonly readings: readonly ReadingTaken[];
  readonly pieces: readonly PricePiece[];
  readonly dips: readonly PriceDip[];
}

const fen = (amount: bigint): Fen => amount as Fen;

/** One curve for each benefit under which buying more costs less: the first completion that shows every dip it has. */
export function fallingPrices(programme: Programme, vocabulary: Vocabulary): readonly PriceCurve[] {
  const subject = subjectOf(programme, vocabulary);
  return programme.benefits.flatMap(benefit => {
    if (benefit.form !== "cash" && benefit.form !== "price") return [];
    const curves = subject.curvesOf(benefit).map(curve => priceCurve(subject, benefit, curve));
    const most = Math.max(0, ...curves.map(({ dips }) => dips.length));
    const shown = curves.find(({ dips }) => dips.length === most);
    return most === 0 || shown === undefined ? [] : [shown];
  });
}

function priceCurve(subject: Subject, benefit: Benefit, curve: BenefitCurve): PriceCurve {
  const price = leftToPay(within(curve.award, subject.eligible(benefit, curve.fact)));
  return {
    benefit,
    fact: curve.fact,
    readings: curve.readings,
    pieces: price.map(piece => ({
      from: fen(piece.from),
      to: piece.to === null ? null : fen(piece.to),
      paysFrom: fen(floor(valueAt(piece, piece.from))),
      paysTo: fen(floor(valueAt(piece, piece.to ?? piece.from * 2n))),
    })),
    dips: figuredDips(price, curve.readings).map(({ from, to, then, before, after }) => ({
      from: fen(from),
      to: fen(to),
      then: fen(then),
      before: fen(before),
      after: fen(after),
    })),
  };
}

/** What a benefit comes to at an amount that the text gives to neither row, under one reading of that question. */
export interface EdgeReading {
  readonly reading: string;
  /** Two different figures where other open questions turn on it as well. */
  readonly award: { readonly low: Fen; readonly high: Fen };
  readonly pays: { readonly low: Fen; readonly high: Fen };
}
export interface SilentEdge {
  readonly benefit: Benefit;
  readonly fact: string;
  readonly amount: Fen;
  readonly question: string;
  readonly readings: readonly EdgeReading[];
}

/** The edges between tiers that no row includes and that an open question decides. */
export function silentEdges(programme: Programme, vocabulary: Vocabulary): readonly SilentEdge[] {
  const subject = subjectOf(programme, vocabulary);
  return programme.benefits.flatMap(benefit => {
    if (benefit.amount.is !== "tiers") return [];
    return benefit.amount.tiers.edges.flatMap(({ amount, row }): SilentEdge[] => {
      if (row.is !== "open") return [];
      const curves = subject.curvesOf(benefit);
      const readings = row.readings.flatMap(({ reading }) =>
        edgeReading(curves, row.question, reading, amount),
      );
      const fact = curves[0]?.fact ?? "";
      return readings.length === 0 ? [] : [{ benefit, fact, amount, question: row.question, readings }];
    });
  });
}

function edgeReading(
  curves: readonly BenefitCurve[],
  question: string,
  reading: string,
  amount: Fen,
): EdgeReading[] {
  const awards = curves
    .filter(({ readings }) => readings.some(each => each.question === question && each.reading === reading))
    .flatMap(({ award }) => awardAt(award, amount))
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const [low, high] = [awards[0], awards.at(-1)];
  if (low === undefined || high === undefined) return [];
  return [{ reading, award: { low, high }, pays: { low: fen(amount - high), high: fen(amount - low) } }];
}

function awardAt(curve: Curve, amount: Fen): Fen[] {
  const piece = curve.find(each => lies(amount, each));
  return piece === undefined ? [] : [fen(floor(valueAt(piece, amount)))];
}

/** Curves do not depend on the day. */
const ANY_DAY: LocalDate = localDate("2000-01-01");

const subjectOf = (programme: Programme, vocabulary: Vocabulary): Subject =>
  new Subject(programme, new Map(), { vocabulary, today: ANY_DAY });
