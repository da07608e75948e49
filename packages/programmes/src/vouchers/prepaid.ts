/**
 * Vouchers that another system makes and hands out, paid from a pool in advance. Redeemed, they are a provider's money
 * like any other: in its own account, listed with its redemptions, claimed and paid with them.
 */
import type { Answer } from "@suanquan/ledger";
import { fingerprint } from "../canonical.ts";
import type { Context } from "../command.ts";
import { digest } from "../identifier.ts";
import { booksOf, prepaid, provider as providerAccount } from "../money/accounts.ts";
import { movementOf } from "../money/moves.ts";
import { assessAndKeep } from "../rules/assess.ts";
import { inUse, requireRunning, today } from "../subjects/in-use.ts";

export interface PrepaidUse {
  readonly programme: string;
  /** The code of the pool's account that paid for it. */
  readonly pool: string;
  /** The voucher's number, once for all: digits. */
  readonly serial: string;
  /** Its whole face, in fen. */
  readonly amount: bigint;
  readonly provider: string;
}

const WRITE = `
  INSERT INTO programmes.redemption
    (key, office, programme, voucher, applicant, provider, order_number, nth, kind, amount_fen, assessment, fingerprint, at)
  VALUES ($1, $2, $3, NULL, $4, $5, $6, 1, 'redemption', $7, $8, $9, $10) ON CONFLICT DO NOTHING`;

/**
 * Redeems such a voucher whole, once: its account cannot be overdrawn. The row is written first; without money in the
 * ledger it counts for nothing.
 * @throws Refusal when the programme does not run
 */
export async function redeemPrepaid(context: Context, used: PrepaidUse): Promise<Answer> {
  const { store, actor, ledger } = context;
  const use = await inUse(context, used.programme);
  requireRunning(use);
  // Nothing is known of who holds it: the rules it was redeemed under are kept, and what they say without facts.
  const question = { pinned: use.pinned, facts: {}, awards: [], asOf: today(context) };
  const { hash } = await assessAndKeep(store, question);
  const key = `k-${digest("prepaid", actor.office, used.serial)}`;
  await store.sql.query(WRITE, [
    key,
    actor.office,
    used.programme,
    actor.organisation,
    used.provider,
    used.serial,
    used.amount,
    hash,
    fingerprint([used.programme, used.serial, used.amount, used.provider]),
    context.clock(),
  ]);
  const move = {
    is: "transfer",
    key,
    from: prepaid(used.pool, used.serial),
    to: providerAccount(used.provider),
    fen: used.amount.toString(),
  } as const;
  return ledger.submit(movementOf(booksOf(used.programme), move, used.serial));
}
