/** Revocation: the award ends, what is free of it goes back, and the limits of its year get it back. */
import type { Context } from "../command.ts";
import { moneyKey } from "../commands/people.ts";
import type { Subject } from "../store/subject.ts";
import { type ApplicationBody, voucherKind } from "../subjects/kinds.ts";
import type { View } from "../subjects/view.ts";
import { ending } from "../vouchers/forfeit.ts";
import { act } from "./act.ts";

export async function revokeAward(
  context: Context,
  subject: Subject<ApplicationBody>,
  why: { readonly reason: string; readonly note: string },
): Promise<View> {
  const key = moneyKey(context, `revoke:${subject.id}`);
  const { voucher: id } = subject.body;
  const voucher = id === null ? null : await context.store.get(voucherKind, subject.office, id);
  const isOpen = voucher !== null && ["active", "suspended"].includes(voucher.state);
  const ended = isOpen
    ? await ending(context, voucher, { event: "cancel", reason: "revoked", note: why.note }, key)
    : null;
  return act(context, subject, "revoke", {
    ...why,
    input: { id: subject.id, ...why },
    purpose: "revoke",
    states: ended?.states ?? [],
    moves: ended?.moves ?? [],
    also: ended === null ? [] : [ended.change],
    detail: { forfeited: ended?.free ?? 0n },
  });
}
