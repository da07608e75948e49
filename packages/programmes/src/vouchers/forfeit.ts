/** What is free on a voucher that has ended goes back to the pool and year that it came from. */
import { type LocalDate, localDate } from "@suanquan/china";
import { z } from "zod";
import { uncountMoves } from "../applications/limits.ts";
import type { Context } from "../command.ts";
import { moneyKey } from "../commands/people.ts";
import { voucherCycle } from "../life-cycles/voucher.ts";
import { award, booksOf, poolAccount } from "../money/accounts.ts";
import { awardFigures } from "../money/figures.ts";
import type { Move } from "../money/moves.ts";
import { type AccountState, carryOut, continued } from "../money/plan.ts";
import { openRules } from "../rules/open-rules.ts";
import type { Change, Subject } from "../store/subject.ts";
import { stepOf } from "../subjects/advance.ts";
import { today } from "../subjects/in-use.ts";
import { type VoucherBody, voucherKind } from "../subjects/kinds.ts";
import { lastDay } from "./last-day.ts";
import { awardOf } from "./redeem.ts";

export interface Ended {
  readonly event: "expire" | "cancel";
  readonly reason?: string | undefined;
  readonly note?: string | undefined;
}

/**
 * Freezes or opens a voucher's account, so that the database itself refuses its use. What is granted in kind has no
 * account, and nothing that could be frozen.
 */
export const accountStates = (
  voucher: Subject<VoucherBody>,
  state: AccountState["state"],
  key: string,
): AccountState[] =>
  voucher.body.face === "0" ? [] : [{ key: `${key}:${state}`, account: awardOf(voucher).code, state }];

export interface Ending {
  /** In fen. */
  readonly free: bigint;
  readonly states: readonly AccountState[];
  readonly moves: readonly Move[];
  readonly change: Change;
}

/**
 * What ending a voucher moves and changes; what is held stays until its own limit and is forfeited by a later call.
 * A cancelled grant no longer counts towards the limits of its year, as far as it had not been used.
 */
export async function ending(
  context: Context,
  voucher: Subject<VoucherBody>,
  { event, ...why }: Ended,
  key: string,
): Promise<Ending> {
  const programme = booksOf(voucher.programme ?? "");
  await context.ledger.expireDue(programme);
  const balance = await context.ledger.balance(programme, awardOf(voucher).code);
  const free = balance === null ? 0n : balance.postedFen - balance.heldOutFen;
  const { change } = stepOf(context, voucherKind, voucherCycle, voucher, event, {
    ...why,
    detail: { forfeited: free },
  });
  const { pool, period, counted, countedOnce, rooms } = voucher.body;
  const back: Move = {
    is: "transfer",
    key: `${key}:f`,
    from: awardOf(voucher),
    to: poolAccount(pool, period),
    fen: free.toString(),
  };
  const isCancelled = event === "cancel" || voucher.state === "cancelled";
  const uncounted = (isCancelled ? counted : []).map(
    (target, index): Move => ({ is: "reverse", key: `${key}:u${index}`, target, fen: free.toString() }),
  );
  const emptied = uncountMoves(
    rooms.map(code => ({ code })),
    free,
    key,
  );
  const amounts = free === 0n ? [] : [back, ...uncounted, ...emptied];
  const isUnused = isCancelled && countedOnce.length > 0 && (await isUntouched(context, voucher));
  const ungiven = (isUnused ? countedOnce : []).map(
    (target, index): Move => ({ is: "reverse", key: `${key}:o${index}`, target, fen: "1" }),
  );
  // Nothing leaves a frozen account.
  const states = voucher.state === "suspended" ? accountStates(voucher, "open", key) : [];
  return { free, states, moves: [...amounts, ...ungiven], change };
}

/** Whether nothing of a voucher has been used or is held: then its grant was none, and may be given again. */
async function isUntouched(
  context: Context,
  { office, programme, body }: Subject<VoucherBody>,
): Promise<boolean> {
  const account = award(body.application).code;
  const { reserved, used } = await awardFigures(context.store.sql, office, booksOf(programme ?? ""), account);
  return reserved === 0n && used === 0n;
}

const forfeited = z.object({ forfeited: z.string() });

/**
 * Ends a voucher and forfeits what is free. Asked again under its key it is what it was the first time, whatever has
 * come free since.
 * @returns what went back, in fen; null when it had ended before and nothing has come free
 */
export async function forfeit(
  context: Context,
  voucher: Subject<VoucherBody>,
  ended: Ended,
): Promise<bigint | null> {
  const key = moneyKey(context, `${ended.event}:${voucher.id}`);
  const input = { event: ended.event, id: voucher.id };
  const before = await continued(context, key, input);
  if (before !== null) return BigInt(forfeited.parse(before).forfeited);
  const { free, states, moves, change } = await ending(context, voucher, ended, key);
  if (free === 0n && (voucher.state === "expired" || voucher.state === "cancelled")) return null;
  const done = await carryOut(context, key, input, {
    subject: voucher.id,
    programme: booksOf(voucher.programme ?? ""),
    states,
    moves,
    changes: [change],
    answer: { forfeited: free.toString() },
  });
  return BigInt(forfeited.parse(done).forfeited);
}

/** The last day on which what comes free on a voucher may still be used: its own, or that of the file's grace. */
export async function graceUntil(context: Context, voucher: Subject<VoucherBody>): Promise<LocalDate | null> {
  const { expires, pinned } = voucher.body;
  if (expires === null) return null;
  const { programme } = await openRules(context.store, pinned.programme, pinned.vocabulary);
  const grace = programme.voucher?.grace;
  return grace === undefined ? localDate(expires) : lastDay(localDate(expires), grace);
}

/** What comes free on a voucher that has ended is forfeited at once. */
export async function forfeitIfEnded(context: Context, id: string | null): Promise<void> {
  if (id === null) return;
  const voucher = await context.store.get(voucherKind, context.actor.office, id);
  const ends = await graceUntil(context, voucher);
  const isOver = voucher.state === "cancelled" || (ends !== null && today(context) > ends);
  if (!isOver || voucher.state === "suspended") return;
  await forfeit({ ...context, actor: { ...context.actor, roles: ["desk-officer"] } }, voucher, {
    event: "expire",
  });
}
