/**
 * Bounds of an amount in 分. `UNBOUNDED` stands for «no upper limit known» inside the reckoning; outside it is null.
 * Every operation here is monotone, so bounds in give sound bounds out.
 */
import type { Fen } from "@suanquan/china";
import type { Bounds } from "../../assessment.ts";

/** Larger than any amount that the reader accepts (20 digits of yuan), and closed under the operations below. */
export const UNBOUNDED = (10n ** 40n) as Fen;
export const ZERO = 0n as Fen;

export const isUnbounded = (amount: Fen): boolean => amount >= UNBOUNDED;
export const least = (a: Fen, b: Fen): Fen => (a < b ? a : b);
export const most = (a: Fen, b: Fen): Fen => (a > b ? a : b);
export const plus = (a: Fen, b: Fen): Fen =>
  isUnbounded(a) || isUnbounded(b) ? UNBOUNDED : ((a + b) as Fen);
/** Never below zero; taking an unbounded amount leaves nothing, and an unbounded amount stays unbounded. */
export const minus = (a: Fen, b: Fen): Fen =>
  isUnbounded(b) ? ZERO : isUnbounded(a) ? UNBOUNDED : a > b ? ((a - b) as Fen) : ZERO;

/** Bounds with a number at both ends, as the reckoning uses them. */
export interface Span {
  readonly low: Fen;
  readonly high: Fen;
}
export const exactly = (amount: Fen): Span => ({ low: amount, high: amount });
export const NOTHING: Span = exactly(ZERO);
export const ANYTHING: Span = { low: ZERO, high: UNBOUNDED };

export const outside = (span: Span): Bounds => ({
  low: span.low,
  high: isUnbounded(span.high) ? null : span.high,
});
export const hull = (a: Span, b: Span): Span => ({ low: least(a.low, b.low), high: most(a.high, b.high) });
export const mapSpan = (span: Span, f: (amount: Fen) => Fen): Span => {
  const low = f(span.low);
  return span.low === span.high ? { low, high: low } : { low, high: f(span.high) };
};
export const isExact = (span: Span): boolean => span.low === span.high;
