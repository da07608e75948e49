/** Payment results, booked claim by claim: what each funder has paid leaves the claim's account. */
import type { Context } from "../command.ts";
import { digest } from "../identifier.ts";
import { claimCycle } from "../life-cycles/claim.ts";
import { booksOf, paid as paidAccount, payable } from "../money/accounts.ts";
import type { Move } from "../money/moves.ts";
import { carryOut, continued } from "../money/plan.ts";
import type { Change, Subject } from "../store/subject.ts";
import { stepOf } from "../subjects/advance.ts";
import { today } from "../subjects/in-use.ts";
import { type ClaimBody, claimKind, voucherKind } from "../subjects/kinds.ts";

export interface Payment {
  readonly row: number;
  readonly funder: number;
  /** In fen. */
  readonly amount: bigint;
}

/** How a payment is remembered for its reversal: the ledger's key and its amount in fen. */
export const receipt = (key: string, amount: bigint): string => `${key} ${amount}`;
export const readReceipt = (text: string): { key: string; amount: bigint } => {
  const [key = "", amount = "0"] = text.split(" ");
  return { key, amount: BigInt(amount) };
};

/**
 * Books what was paid on one claim by a result file. A row of a batch is booked once, under whatever key its result
 * comes again: the movement's key is made from the batch and the row alone.
 */
export async function bookPayments(
  context: Context,
  claim: Subject<ClaimBody>,
  payments: readonly Payment[],
  batch: string,
): Promise<void> {
  const name = `k-${digest("pay", batch, claim.id, ...payments.map(each => String(each.row)))}`;
  const input = { claim: claim.id, payments };
  if ((await continued(context, name, input)) !== null) return;
  const { pool, period } = claim.body;
  const moved = payments.filter(each => each.amount > 0n);
  const moves = moved.map(
    (each): Move => ({
      is: "transfer",
      key: `${name}:${each.row}`,
      from: payable(claim.id),
      to: paidAccount(pool, period, each.funder),
      fen: each.amount.toString(),
    }),
  );
  const parts = claim.body.parts.map((part, index) => {
    const own = moved.filter(each => each.funder === index);
    return {
      ...part,
      paid: own.reduce((sum, each) => sum + each.amount, BigInt(part.paid)).toString(),
      keys: [...part.keys, ...own.map(each => receipt(`${name}:${each.row}`, each.amount))],
    };
  });
  const { change } = stepOf(context, claimKind, claimCycle, claim, "pay", {
    truths: { "all-settled": parts.every(part => part.owed === part.paid) },
    body: { parts, paidOn: today(context) },
    detail: { batch, payments: moved },
  });
  const total = moved.reduce((sum, each) => sum + each.amount, 0n);
  await carryOut(
    context,
    name,
    { claim: claim.id, payments },
    {
      subject: claim.id,
      programme: booksOf(claim.programme ?? ""),
      moves,
      changes: [change, ...(await paidOnVoucher(context, claim, total, "pay"))],
      answer: { paid: total.toString() },
    },
  );
}

/** A claim on a single award counts as paid on it, or no longer so when it is taken back. */
export async function paidOnVoucher(
  context: Context,
  claim: Subject<ClaimBody>,
  total: bigint,
  event: "pay" | "take-back",
): Promise<Change[]> {
  const [line, ...more] = claim.body.lines;
  if (line?.voucher == null || more.length > 0 || total === 0n) return [];
  const voucher = await context.store.get(voucherKind, claim.office, line.voucher);
  const paid = BigInt(voucher.body.paid) + (event === "pay" ? total : -total);
  const body = { ...voucher.body, paid: paid.toString() };
  const happening = {
    event,
    actor: context.actor.person,
    at: context.clock(),
    detail: { claim: claim.id, total },
  };
  return [{ is: "step", kind: voucherKind.name, of: voucher, state: voucher.state, body, happening }];
}
