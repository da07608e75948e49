/** What is due, told apart in words and in looks from a ceiling, which is no right; and what is left to pay. */
import type { AmountAnswer, Bounds, Programme } from "@suanquan/policy";
import { wordingOf } from "@suanquan/policy/wording";
import { memo } from "react";
import type { Language } from "../language.ts";
import { isSettled } from "./assessment.ts";
import { type Word, word } from "./words.ts";

export function boundsSaid(programme: Programme, bounds: Bounds, language: Language): string {
  return wordingOf({ programme, vocabulary: { facts: new Map() } }, language).bounds(bounds);
}

interface AmountProps {
  readonly programme: Programme;
  readonly amount: AmountAnswer | null;
  /** Whether the benefit lowers a price rather than paying money out. */
  readonly isPrice: boolean;
  readonly language: Language;
}

/** Drawn again only where a figure has changed: a key mostly changes few of them. */
export const Amount = memo(function Amount({ programme, amount, isPrice, language }: AmountProps) {
  if (amount === null) return <span className="amount none">{word("noAmount", language)}</span>;
  const said = (bounds: Bounds) => boundsSaid(programme, bounds, language);
  const unknown = ({ low, high }: Bounds) => low === 0n && high === null;
  const told: readonly (readonly [name: Word, bounds: Bounds, more?: Word])[] = [
    [isPrice ? "off" : "due", amount.entitled],
    ...(isSettled(amount) ? [] : ([["ceiling", amount.ceiling, "ceilingSays"]] as const)),
    ...(amount.payable === null || unknown(amount.payable) ? [] : ([["payable", amount.payable]] as const)),
  ];
  return (
    <span className="amounts">
      {told.map(([name, bounds, more]) => (
        <span key={name} className={`amount ${name}`}>
          <span className="amount-name">{word(name, language)}</span>{" "}
          <b>{unknown(bounds) ? word("unknownYet", language) : said(bounds)}</b>
          {more !== undefined && <span className="amount-more"> {word(more, language)}</span>}
        </span>
      ))}
    </span>
  );
}, isSameAmount);

function isSameAmount(a: AmountProps, b: AmountProps): boolean {
  const { programme, isPrice, language, amount } = a;
  if (programme !== b.programme || isPrice !== b.isPrice || language !== b.language) return false;
  if (amount === null || b.amount === null) return amount === b.amount;
  return (
    isSameBounds(amount.entitled, b.amount.entitled) &&
    isSameBounds(amount.ceiling, b.amount.ceiling) &&
    isSameBounds(amount.payable, b.amount.payable)
  );
}

const isSameBounds = (a: Bounds | null, b: Bounds | null): boolean =>
  a?.low === b?.low && a?.high === b?.high;
