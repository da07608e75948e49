/** Money of a claim that comes back, and money of a later one that is withheld for it. Pure. */
import { fen } from "@suanquan/china";
import { type Rate, splitBetween } from "@suanquan/policy";
import { uncountMoves } from "../applications/limits.ts";
import { paid as paidAccount, payable, poolAccount } from "../money/accounts.ts";
import type { Move } from "../money/moves.ts";
import { splitBack } from "../money/split.ts";
import { readReceipt, receipt } from "../payment/pay.ts";
import type { Subject } from "../store/subject.ts";
import type { ClaimBody } from "../subjects/kinds.ts";

interface Booked {
  readonly moves: readonly Move[];
  readonly parts: ClaimBody["parts"];
}

/** What has been paid on a claim and not come back, in fen. */
export const paidOf = (claim: Subject<ClaimBody>): bigint =>
  claim.body.parts.reduce((sum, part) => sum + BigInt(part.paid) - BigInt(part.back), 0n);

/** What is still to be paid on a claim, in fen. */
export const owedOf = (claim: Subject<ClaimBody>): bigint =>
  claim.body.parts.reduce((sum, part) => sum + BigInt(part.owed) - BigInt(part.paid), 0n);

/**
 * Takes an amount of a claim back: each funder's payments in order, then all of it to the pool and period that it came
 * from; the limits that it counted towards get it back too.
 */
export function takeBack(claim: Subject<ClaimBody>, amount: bigint, key: string): Booked {
  const back = claim.body.parts.reduce((sum, part) => sum + BigInt(part.back), 0n);
  const shares = splitBack(
    claim.body.parts.map(part => BigInt(part.paid)),
    back,
    amount,
  );
  const moves: Move[] = [];
  const parts = claim.body.parts.map((part, funder) => {
    let left: bigint = shares[funder] ?? 0n;
    const keys = part.keys.map(text => {
      const { key: target, amount: rest } = readReceipt(text);
      const taken = rest < left ? rest : left;
      if (taken === 0n) return text;
      left -= taken;
      moves.push({ is: "reverse", key: `${key}:${moves.length}`, target, fen: taken.toString() });
      return receipt(target, rest - taken);
    });
    return { ...part, keys, back: (BigInt(part.back) + (shares[funder] ?? 0n)).toString() };
  });
  const { pool, period, limits, rooms } = claim.body;
  moves.push({
    is: "transfer",
    key: `${key}:pool`,
    from: payable(claim.id),
    to: poolAccount(pool, period),
    fen: amount.toString(),
  });
  return {
    moves: [...moves, ...uncountMoves([...limits, ...rooms.map(code => ({ code }))], amount, `${key}:back`)],
    parts,
  };
}

/**
 * Withholds an amount of a claim that is still to be paid, from what each funder owes of it. To the claim it counts as
 * paid: the funder has settled it with what the payee owed.
 */
export function withhold(claim: Subject<ClaimBody>, amount: bigint, key: string): Booked {
  const owed = claim.body.parts.map(part => BigInt(part.owed) - BigInt(part.paid));
  const den = owed.reduce((sum, part) => sum + part, 0n);
  const rates = owed.map((num): Rate => ({ num, den }));
  const shares = splitBetween(fen(amount), rates);
  const { pool, period } = claim.body;
  const moves: Move[] = [];
  const parts = claim.body.parts.map((part, funder) => {
    const share: bigint = shares[funder] ?? 0n;
    if (share === 0n) return part;
    const name = `${key}:w${funder}`;
    moves.push({
      is: "transfer",
      key: name,
      from: payable(claim.id),
      to: paidAccount(pool, period, funder),
      fen: share.toString(),
    });
    return {
      ...part,
      paid: (BigInt(part.paid) + share).toString(),
      keys: [...part.keys, receipt(name, share)],
    };
  });
  return { moves, parts };
}
