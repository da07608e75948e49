/** A rule in a few signs, as the cell of a table holds it; the programme's own page has it in sentences. */
import type { Fen } from "@suanquan/china";
import type { Benefit, Cap, Cell, Granted, Programme, Range, Rate } from "@suanquan/policy";
import type { Wording } from "@suanquan/policy/wording";
import { wordsOf } from "../language.ts";

const word = wordsOf({
  atMost: ["不超过 ", "up to "],
  off: ["减 ", "off "],
  each: ["每个 ", "each "],
  unstated: ["未写明", "not stated"],
  noCap: ["未写明限额", "no limit stated"],
  unbounded: ["不限", "any"],
  year: ["每年", "a year"],
  quarter: ["每季", "a quarter"],
  month: ["每月", "a month"],
  round: ["每批", "a round"],
  total: ["累计", "in all"],
  eachAward: ["每次", "an award"],
  ofCost: ["×", " of "],
  from: ["自 ", "from "],
  to: ["至 ", "until "],
  noWindow: ["未写明", "not stated"],
});

/** Every value that a cell can take. */
export function valuesIn<T>(cell: Cell<T>): readonly T[] {
  return cell.is === "stated" ? [cell.value] : cell.readings.flatMap(each => valuesIn(each.cell));
}

const valuesGranted = <T>({ by }: Granted<T>): readonly T[] =>
  by.is === "cell" ? valuesIn(by.cell) : by.table.rows.flatMap(row => valuesIn(row.value));

const isLess = (a: Rate, b: Rate): boolean => a.num * b.den < b.num * a.den;

/** A rate of which the text only says that there is one. */
const isAnyRate = ({ by }: Granted<Rate>): boolean =>
  by.is === "cell" &&
  by.cell.is === "open" &&
  by.cell.continuous &&
  valuesIn(by.cell).some(each => each.num === 0n);

/** `30%`, `不超过 50%–60%`, `减 50%–60%`, `50万元`. */
export function rateBrief(w: Wording, { amount, form }: Pick<Benefit, "amount" | "form">): string {
  const { language } = w;
  const bound = (atMost: boolean) => (atMost ? word("atMost", language) : "");
  const off = form === "price" ? word("off", language) : "";
  switch (amount.is) {
    case "rate":
      if (isAnyRate(amount.rate)) return word("unstated", language);
      return bound(amount.rate.atMost) + off + span(valuesGranted(amount.rate), isLess, w.rate);
    case "tiers": {
      const rates = amount.tiers.rows.flatMap(row => (row.rate === undefined ? [] : valuesIn(row.rate)));
      const flats = amount.tiers.rows.flatMap(row => (row.flat === undefined ? [] : valuesIn(row.flat)));
      const told = rates.length > 0 ? span(rates, isLess, w.rate) : span(flats, (a, b) => a < b, w.money);
      return bound(amount.tiers.atMost) + off + told;
    }
    case "flat":
      return bound(amount.flat.atMost) + span(valuesGranted(amount.flat), (a, b) => a < b, w.money);
    case "each":
      return (
        bound(amount.each.atMost) +
        word("each", language) +
        span(valuesGranted(amount.each), (a, b) => a < b, w.money)
      );
    case "unstated":
      return word("unstated", language);
  }
}

/** `8%–12%`; one value stands by itself. */
function span<T>(values: readonly T[], less: (a: T, b: T) => boolean, write: (value: T) => string): string {
  const sorted = [...values].sort((a, b) => (less(a, b) ? -1 : less(b, a) ? 1 : 0));
  const [low, high] = [sorted[0], sorted.at(-1)];
  if (low === undefined || high === undefined) return "";
  const ends = [...new Set([write(low), write(high)])];
  return ends.join("–");
}

const PERIODS = {
  year: "year",
  quarter: "quarter",
  month: "month",
  round: "round",
  total: "total",
  each: "eachAward",
} as const;

/** The limits that a benefit meets: its own, and those that it shares. */
export function capBrief(w: Wording, programme: Programme, benefit: Benefit): string {
  const shared = programme.combine.flatMap(each =>
    each.is === "cap" && each.cap.over.includes(benefit.id) ? [each.cap] : [],
  );
  const told = [...benefit.caps, ...shared].map(cap => oneCap(w, cap));
  return told.length === 0 ? word("noCap", w.language) : [...new Set(told)].join(w.say("；", "; "));
}

function oneCap(w: Wording, { max, share, period }: Cap): string {
  const limit =
    max !== undefined
      ? span<Fen>(valuesGranted(max), (a, b) => a < b, w.money)
      : share === undefined
        ? ""
        : `${span(valuesIn(share.rate), isLess, w.rate)}${word("ofCost", w.language)}${w.label(share.of)}`;
  const periods = period === undefined ? [] : [...new Set(valuesIn(period).map(each => PERIODS[each]))];
  const told = periods.map(each => word(each, w.language).trim());
  if (told.length === 0) return limit;
  const [only, ...others] = told;
  if (others.length === 0) return w.say(`${only} ${limit}`, `${limit} ${only}`);
  return w.say(`${told.join("或")} ${limit}（未写明）`, `${limit} (${told.join(" or ")}: not stated)`);
}

/** When it can be claimed, or until when its text holds. */
export function windowBrief(w: Wording, programme: Programme): string {
  const claim = programme.windows.claim?.range;
  if (claim !== undefined) return rangeBrief(w, claim);
  const expires = programme.documents.find(each => each.id === programme.governs)?.expires;
  return expires === undefined ? word("noWindow", w.language) : `${word("to", w.language)}${expires}`;
}

function rangeBrief({ language }: Wording, { low, high }: Range<string>): string {
  if (low === undefined && high === undefined) return word("unbounded", language);
  if (low === undefined) return `${word("to", language)}${high?.value}`;
  if (high === undefined) return `${word("from", language)}${low.value}`;
  return `${low.value} – ${high.value}`;
}
