/** Amounts inside sentences: what something comes to, how much of what, what a limit leaves. */
import type { Fen } from "@suanquan/china";
import type { Bounds } from "../assessment.ts";
import type { Rate } from "../tree.ts";
import { wholeIn } from "./figures.ts";
import { han, type Language } from "./language.ts";
import type { Wording } from "./wording.ts";

const isExact = ({ low, high }: Bounds): boolean => low === high;
export const isUnknown = ({ low, high }: Bounds): boolean => low === 0n && high === null;

/** `为 30万元`, `在 0 到 30万元之间`; `is ¥300,000`, `is between ¥0 and ¥300,000`. */
export function comesTo(w: Wording, amount: Bounds): string {
  if (w.language === "en") return isUnknown(amount) ? "is not yet known" : `is ${w.bounds(amount)}`;
  if (isUnknown(amount)) return "金额尚不能确定";
  if (isExact(amount)) return han`为${w.bounds(amount)}`;
  return amount.high === null ? w.bounds(amount) : han`在${w.bounds(amount)}之间`;
}

/** `合同金额 1,000万元`; `the contract sum of ¥10,000,000`; a value not given is said not to be known. */
export function amountOf(w: Wording, label: string, amount: Bounds): string {
  if (w.language === "zh") {
    if (isExact(amount)) return han`${label}${w.bounds(amount)}`;
    return `${label}（${isUnknown(amount) ? "尚不知道" : w.bounds(amount)}）`;
  }
  if (isExact(amount)) return `${label} of ${w.bounds(amount)}`;
  return `${label} (${isUnknown(amount) ? "not yet known" : w.bounds(amount)})`;
}

export const sameRate = (a: Rate, b: Rate): boolean => a.num * b.den === b.num * a.den;
export const ratesIn = (w: Wording, { low, high }: { readonly low: Rate; readonly high: Rate }): string => {
  if (sameRate(low, high)) return w.rate(low);
  return w.language === "zh"
    ? `${w.rate(low)} 到 ${w.rate(high)}`
    : `between ${w.rate(low)} and ${w.rate(high)}`;
};

/** A count known by its bounds. */
export function countIn(language: Language, { low, high }: Bounds): string {
  if (high === null) return language === "zh" ? "尚不知道" : "not yet known";
  if (low === high) return wholeIn(language, low);
  return language === "zh"
    ? `${wholeIn("zh", low)} 到 ${wholeIn("zh", high)}`
    : `between ${wholeIn("en", low)} and ${wholeIn("en", high)}`;
}

const least = (a: Fen | null, b: Fen | null): Fen | null => (a === null ? b : b === null || a < b ? a : b);
const minus = (a: Fen, b: Fen): Fen => (a > b ? a - b : 0n) as Fen;
/** What a limit leaves after what was used of it. */
export const leftOf = (limit: Bounds, used: Bounds): Bounds => ({
  low: used.high === null ? (0n as Fen) : minus(limit.low, used.high),
  high: limit.high === null ? null : minus(limit.high, used.low),
});
export const isNothing = ({ high }: Bounds): boolean => high === 0n;

/** What others that are reckoned before take of what is left, where that can be told. */
export function takenBefore(amount: Bounds, left: Bounds): Fen | undefined {
  if (!isExact(amount) || !isExact(left) || amount.low >= left.low) return undefined;
  return minus(left.low, amount.low);
}

/** The amount under this limit alone; a relaxation is told in its own sentence. */
export const underLimit = (amount: Bounds, left: Bounds): Bounds => ({
  low: least(amount.low, left.low) ?? amount.low,
  high: least(amount.high, left.high),
});
