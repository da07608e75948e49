/** What is left to pay for this very order and around it, as far as it is settled. */
import type { Fen } from "@suanquan/china";
import { moneyIn } from "@suanquan/policy/figures";
import type { Language } from "../language.ts";
import { type PlotLine, PriceFigure } from "../price-plot/price-plot.tsx";
import type { CurvePoint, Fall, PriceCurve } from "./price-curve.ts";
import { word } from "./words.ts";

interface CurveFigureProps {
  readonly curve: PriceCurve;
  readonly language: Language;
  readonly id: string;
}

export function CurveFigure({ curve, language, id }: CurveFigureProps) {
  const { points, here, falls, told } = curve;
  const widest = points.at(-1)?.amount ?? (1n as Fen);
  const highest = highestOf(points);
  const open = points.some(({ low, high }) => low !== high);
  const tickAt = (amount: bigint) => ({ at: Number(amount), says: moneyIn(language, rounded(amount)) });
  const ticksTo = (end: bigint) => [0n, end / 2n, end].map(tickAt);
  const placed = ({ amount }: CurvePoint, pays: Fen) => ({ amount: Number(amount), pays: Number(pays) });
  return (
    <PriceFigure
      title={word("plot", language)}
      says={
        <>
          <p className="hint">
            {word("plotSays", language)}
            {open && ` ${word("plotOpen", language)}`}
          </p>
          {falls.map(fall => (
            <p key={String(fall.before.amount)} className="fall">
              {fallSaid(fall, language)}
            </p>
          ))}
        </>
      }
      plots={[
        {
          id: id.replaceAll(" ", "-"),
          says: [word("plot", language), ...falls.map(fall => fallSaid(fall, language))].join(" "),
          across: word("plotAmount", language),
          up: word("plotPay", language),
          amounts: [0, Number(widest)],
          paid: [0, Number(highest)],
          lines: [...(open ? linesOf(points, "high", true) : []), ...linesOf(points, "low", false)],
          amountTicks: ticksTo(widest),
          paidTicks: ticksTo(highest),
          here: here && {
            points: [...new Set([here.high, here.low])].map(pays => placed(here, pays)),
            says: word("plotHere", language),
          },
        },
      ]}
      tableName={word("plotTable", language)}
      columns={{ amount: word("plotAmount", language), pays: word("plotPay", language) }}
      rows={withHere(told, here).map(point => ({
        key: String(point.amount),
        amount: `${moneyIn(language, point.amount)}${point === here ? ` · ${word("plotHere", language)}` : ""}`,
        pays: paid(point, language),
      }))}
    />
  );
}

const paid = ({ low, high }: CurvePoint, language: Language): string =>
  low === high ? moneyIn(language, low) : `${moneyIn(language, low)} – ${moneyIn(language, high)}`;

/** Buying more for less, in a sentence. */
function fallSaid({ before, after }: Fall, language: Language): string {
  const [from, to] = [moneyIn(language, before.amount), moneyIn(language, after.amount)];
  const [was, is] = [paid(before, language), paid(after, language)];
  return language === "zh"
    ? `多买反而少付：买 ${from} 自付 ${was}，买 ${to} 自付 ${is}。`
    : `Buying more costs less: ${from} leaves ${was} to pay, ${to} leaves ${is}.`;
}

/** One side of the curve, broken where two neighbouring 分 stand far apart. */
function linesOf(points: readonly CurvePoint[], side: "low" | "high", open: boolean): readonly PlotLine[] {
  const pieces: CurvePoint[][] = [];
  for (const point of points) {
    const piece = pieces.at(-1);
    const last = piece?.at(-1);
    const jumps = last !== undefined && point.amount - last.amount <= 1n && last.high - point.low > 1n;
    if (piece === undefined || jumps) pieces.push([point]);
    else piece.push(point);
  }
  return pieces.map(piece => ({
    points: piece.map(point => ({ amount: Number(point.amount), pays: Number(point[side]) })),
    open,
  }));
}

/** The most that is left to pay anywhere, and at least something. */
const highestOf = (points: readonly CurvePoint[]): bigint =>
  [...points].sort((a, b) => (a.high < b.high ? 1 : -1))[0]?.high || 1n;

const YUAN = 100n;
const rounded = (amount: bigint): Fen => ((amount / YUAN) * YUAN) as Fen;

function withHere(told: readonly CurvePoint[], here: CurvePoint | undefined): readonly CurvePoint[] {
  if (here === undefined) return told;
  return [...told.filter(({ amount }) => amount !== here.amount), here].sort((a, b) =>
    a.amount < b.amount ? -1 : 1,
  );
}
