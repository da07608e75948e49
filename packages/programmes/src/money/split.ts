/** Splitting what is paid on an award between its funders, to the fen, event by event. */
import { type Fen, fen } from "@suanquan/china";
import { type Rate, splitBetween } from "@suanquan/policy";

/**
 * What each funder bears of the next payment on an award: the split of the running total after it, less the split
 * before it. Each funder's running share never falls, and the parts add up to the payment.
 * @param before paid on the award so far, in fen
 * @param amount the payment, in fen
 */
export function splitPayment(before: bigint, amount: bigint, rates: readonly Rate[]): Fen[] {
  const earlier = splitBetween(fen(before), rates);
  return splitBetween(fen(before + amount), rates).map((after, index) => fen(after - (earlier[index] ?? 0n)));
}

/**
 * What each funder gets back when a part of one payment is taken back: that payment's own split, walked back. `back`
 * so far has been taken back of it. Parts add up to `amount`, and to the payment's own parts when all of it is back.
 */
export function splitBack(parts: readonly bigint[], back: bigint, amount: bigint): Fen[] {
  const total = parts.reduce((sum, part) => sum + part, 0n);
  const rates: Rate[] = parts.map(part => ({ num: part, den: total }));
  const after = splitBetween(fen(back + amount), rates);
  const before = splitBetween(fen(back), rates);
  return after.map((part, index) => fen(part - (before[index] ?? 0n)));
}
