/** Reconciliation: what claims say was paid, against the ledger; and the awards that are used up by it. */
import type { Context } from "../command.ts";
import { voucherCycle } from "../life-cycles/voucher.ts";
import { readReceipt } from "../payment/pay.ts";
import { Refusal } from "../refusal.ts";
import type { Change, Subject } from "../store/subject.ts";
import { stepOf } from "../subjects/advance.ts";
import { type ClaimBody, voucherKind } from "../subjects/kinds.ts";
import { yuan } from "../subjects/view.ts";

/** What a claim says was paid must be the sum of its movements in the ledger. @throws Refusal */
export async function requireAgreement(context: Context, claim: Subject<ClaimBody>): Promise<void> {
  const keys = claim.body.parts.flatMap(part => part.keys.map(each => readReceipt(each).key));
  const { rows } = await context.store.sql.query<{ sum: string }>(
    "SELECT coalesce(sum(amount_fen), 0) AS sum FROM ledger.journal WHERE office = $1 AND key = ANY ($2) AND outcome = 'done'",
    [claim.office, keys],
  );
  const booked = BigInt(rows[0]?.sum ?? "0");
  const said = claim.body.parts.reduce((sum, part) => sum + BigInt(part.paid), 0n);
  if (booked !== said)
    throw new Refusal("guard-failed", { what: `${claim.id}: ${yuan(said)} ≠ ${yuan(booked)}` });
}

/** Awards whose whole face these claims have settled: nothing can come back to them but by a clawback. */
export async function exhausted(context: Context, claims: readonly Subject<ClaimBody>[]): Promise<Change[]> {
  const ids = new Set(claims.flatMap(claim => claim.body.lines.flatMap(line => line.voucher ?? [])));
  const vouchers = await Promise.all(
    [...ids].map(id => context.store.get(voucherKind, context.actor.office, id)),
  );
  return vouchers
    .filter(each => each.state === "active" && each.body.claimed === each.body.face)
    .map(each => stepOf(context, voucherKind, voucherCycle, each, "exhaust", { as: "finance-clerk" }).change);
}
