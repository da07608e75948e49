/** One order paid with several vouchers: the one that expires first goes first, all of it or nothing. */
import { z } from "zod";
import type { Context } from "../command.ts";
import { moneyKey } from "../commands/people.ts";
import { booksOf } from "../money/accounts.ts";
import type { Move } from "../money/moves.ts";
import { carryOut, continued } from "../money/plan.ts";
import { Refusal } from "../refusal.ts";
import { voucherKind } from "../subjects/kinds.ts";
import { yuan } from "../subjects/view.ts";
import { awardOf, prepareUse, type UseAnswer } from "./redeem.ts";

const answers = z.array(
  z.object({
    key: z.string(),
    voucher: z.string(),
    order: z.string(),
    amount: z.string(),
    state: z.enum(["held", "redeemed"]),
    until: z.string().nullable(),
    assessment: z.string(),
  }),
);

export interface Order {
  readonly programme: string;
  readonly applicant: string;
  readonly order: string;
  readonly amount: bigint;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Vouchers in one order at most: their movements are recorded together, with those that count towards limits. */
const VOUCHERS_MAX = 30;

const least = (a: bigint, b: bigint): bigint => {
  if (a < b) return a;
  return b;
};

/** How an amount is drawn from vouchers: expiring first, those without an end last, equals by number. Pure. */
export function drawFrom(
  vouchers: readonly { readonly id: string; readonly expires: string | null; readonly available: bigint }[],
  amount: bigint,
): { readonly id: string; readonly amount: bigint }[] {
  const order = [...vouchers].sort((a, b) => {
    const [one, other] = [a.expires ?? "9999-12-31", b.expires ?? "9999-12-31"];
    return one === other ? (a.id < b.id ? -1 : 1) : one < other ? -1 : 1;
  });
  let left = amount;
  const parts: { id: string; amount: bigint }[] = [];
  for (const { id, available } of order) {
    const part = least(available, left);
    if (part > 0n) parts.push({ id, amount: part });
    left -= part;
  }
  if (left > 0n) throw new Refusal("limit-reached", { account: "vouchers", left: yuan(amount - left) });
  return parts;
}

/**
 * Redeems several vouchers of one applicant for one order. What each gives is planned and written down before money
 * moves: a request that is repeated after a crash finds the same plan, whatever the vouchers hold by then.
 * @throws Refusal
 */
export async function payOrder(context: Context, order: Order): Promise<UseAnswer[]> {
  const name = moneyKey(context, "order");
  const before = await continued(context, name, order);
  if (before !== null) return answers.parse(before);
  const books = booksOf(order.programme);
  const vouchers = await context.store.all(voucherKind, context.actor.office, {
    organisation: order.applicant,
    programme: order.programme,
    states: ["active"],
  });
  const balances = await context.ledger.balances(
    books,
    vouchers.map(each => awardOf(each).code),
  );
  const free = new Map(balances.map(each => [each.account, each.postedFen - each.heldOutFen]));
  const parts = drawFrom(
    vouchers.map(each => ({
      id: each.id,
      expires: each.body.expires,
      available: free.get(awardOf(each).code) ?? 0n,
    })),
    order.amount,
  );
  if (parts.length > VOUCHERS_MAX)
    throw new Refusal("limit-reached", {
      account: "vouchers",
      left: yuan(parts.slice(0, VOUCHERS_MAX).reduce((sum, part) => sum + part.amount, 0n)),
    });
  const moves: Move[] = [];
  const uses: UseAnswer[] = [];
  for (const part of parts) {
    // Named by what is drawn: another drawing under the same key is another row.
    const key = moneyKey(context, `order:${part.id}:${part.amount}`);
    const use = { voucher: part.id, order: order.order, amount: part.amount, facts: order.facts };
    const { move, limits, written } = await prepareUse(context, use, key);
    moves.push(move, ...limits);
    uses.push({
      key,
      voucher: part.id,
      order: order.order,
      amount: yuan(part.amount),
      state: "redeemed",
      until: null,
      assessment: written.assessment,
    });
  }
  const plan = { subject: order.programme, programme: books, moves, changes: [], answer: uses };
  return answers.parse(await carryOut(context, name, order, plan));
}
