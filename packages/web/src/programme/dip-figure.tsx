/** Where the rule itself makes buying more cost less: a plot around each such stretch, and the table of the whole curve. */
import type { Vocabulary } from "@suanquan/policy";
import { moneyIn } from "@suanquan/policy/figures";
import type { PriceCurve, PriceDip, PricePiece } from "@suanquan/policy/prices";
import type { Language } from "../language.ts";
import { type PlotProps, type PlotRow, PriceFigure } from "../price-plot/price-plot.tsx";
import { word } from "./words.ts";

/** How much is drawn on either side of a dip, as a share of the amount. */
const AROUND = 0.12;

interface DipFigureProps {
  readonly curve: PriceCurve;
  readonly vocabulary: Vocabulary;
  readonly language: Language;
  readonly id: string;
}

export function DipFigure({ curve, vocabulary, language, id }: DipFigureProps) {
  const across = vocabulary.facts.get(curve.fact)?.label[language] ?? word("bought", language);
  return (
    <PriceFigure
      title={`${curve.benefit.title[language]}${language === "zh" ? "：" : ": "}${word("plot", language)}`}
      says={<p className="small soft">{word("plotSays", language)}</p>}
      plots={curve.dips.map((dip, index) => ({
        ...around(dip, curve, language),
        id: `${id}-${index}`,
        across,
        up: word("pays", language),
      }))}
      tableName={word("asTable", language)}
      columns={{
        amount: word("bought", language),
        pays: word("pays", language),
        note: word("notes", language),
      }}
      rows={[
        ...curve.pieces.map(piece => pieceRow(piece, language)),
        ...curve.dips.map(dip => dipRow(dip, language)),
      ]}
    />
  );
}

function around(
  dip: PriceDip,
  curve: PriceCurve,
  language: Language,
): Omit<PlotProps, "id" | "across" | "up"> {
  const amounts = [Number(dip.from) * (1 - AROUND), Number(dip.then) * (1 + AROUND)] as const;
  const lines = curve.pieces
    .map(piece => ({
      piece,
      from: Math.max(amounts[0], Number(piece.from)),
      to: Math.min(amounts[1], Number(piece.to ?? amounts[1])),
    }))
    .filter(({ from, to }) => from <= to)
    .map(({ piece, from, to }) => ({
      points: [from, to].map(amount => ({ amount, pays: paidAt(piece, amount) })),
    }));
  const paid = lines.flatMap(line => line.points.map(({ pays }) => pays));
  const money = (amount: PriceDip["from"]) => moneyIn(language, amount);
  const { amount, pays } = dipRow(dip, language);
  return {
    says: `${curve.benefit.title[language]}: ${amount} ${word("dearer", language)} (${pays})`,
    amounts,
    paid: [Math.min(...paid), Math.max(...paid)],
    lines,
    amountTicks: [{ at: Number(dip.to), says: money(dip.to) }],
    paidTicks: [dip.before, dip.after].map(each => ({ at: Number(each), says: money(each) })),
    band: [Number(dip.from), Number(dip.to)],
  };
}

/** What is paid at an amount of a piece, for drawing only. */
function paidAt({ from, to, paysFrom, paysTo }: PricePiece, amount: number): number {
  const end = Number(to ?? from * 2n);
  const share = end === Number(from) ? 0 : (amount - Number(from)) / (end - Number(from));
  return Number(paysFrom) + share * (Number(paysTo) - Number(paysFrom));
}

function pieceRow({ from, to, paysFrom, paysTo }: PricePiece, language: Language): PlotRow {
  const money = (amount: PricePiece["from"]) => moneyIn(language, amount);
  const key = String(from);
  if (to === from) return { key, amount: money(from), pays: money(paysFrom) };
  if (to === null) return { key, amount: `${money(from)} ${word("upTo", language)}`, pays: money(paysFrom) };
  return { key, amount: `${money(from)} – ${money(to)}`, pays: `${money(paysFrom)} – ${money(paysTo)}` };
}

function dipRow({ from, to, then, before, after }: PriceDip, language: Language): PlotRow {
  const money = (amount: PriceDip["from"]) => moneyIn(language, amount);
  return {
    key: `dip ${then}`,
    amount: `${money(from)} – ${money(to)}`,
    pays: `${money(before)} → ${money(after)}`,
    note: word("dearer", language),
  };
}
