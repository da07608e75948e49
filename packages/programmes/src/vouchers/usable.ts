/**
 * Vouchers as redemptions need them: read once and remembered. What is remembered is only ever used for a use whose row
 * is written under the condition that nothing of it has changed; their money is the ledger's alone.
 */
import { type LocalDate, localDate, todayInShanghai } from "@suanquan/china";
import type { Context } from "../command.ts";
import { Refusal } from "../refusal.ts";
import { openRules, type Rules } from "../rules/open-rules.ts";
import type { Ground } from "../store/ground.ts";
import type { Subject } from "../store/subject.ts";
import { programmeKind, type VoucherBody, voucherKind } from "../subjects/kinds.ts";
import { lastDay } from "./last-day.ts";
import { Remembered } from "./remembered.ts";

export interface Usable {
  readonly voucher: Subject<VoucherBody>;
  readonly rules: Rules;
  readonly programmeState: string;
  readonly grounds: readonly Ground[];
}

const remembered = new Remembered<Usable>(20_000);

/** A voucher with its rules, from memory or anew. @throws Refusal `not-found` */
export const readUsable = (context: Context, id: string, afresh: boolean): Promise<Usable> =>
  remembered.get(context.store, `${context.actor.office} ${id}`, afresh, () => read(context, id));

async function read({ store, actor }: Context, id: string): Promise<Usable> {
  const voucher = await store.get(voucherKind, actor.office, id);
  const programme = await store.get(programmeKind, actor.office, voucher.programme ?? "");
  const rules = await openRules(store, voucher.body.pinned.programme, voucher.body.pinned.vocabulary);
  const grounds = [voucher, programme].map(each => ({ id: each.id, revision: each.revision, rulings: null }));
  return { voucher, rules, programmeState: programme.state, grounds };
}

/** After its end only what was released or reversed since is left on it: the file's grace lets that be used. */
function isInGrace({ voucher, rules }: Usable, day: LocalDate): boolean {
  const grace = rules.programme.voucher?.grace;
  const { expires } = voucher.body;
  if (grace === undefined || expires === null || voucher.state !== "expired") return false;
  return day <= lastDay(localDate(expires), grace);
}

/** @throws Refusal when the voucher may not be used today */
export function requireUsable(found: Usable, now: Date): void {
  const { voucher, programmeState } = found;
  if (programmeState !== "published") throw new Refusal("programme-frozen", { why: programmeState });
  if (voucher.body.mode !== "deducted-at-provider")
    throw new Refusal("mode-missing", { mode: voucher.body.mode });
  const { expires, awaitsCollection } = voucher.body;
  const day = todayInShanghai(now);
  const isOver = voucher.state === "expired" || (expires !== null && day > expires);
  if (isOver && !isInGrace(found, day)) throw new Refusal("voucher-expired", { on: expires ?? "" });
  if (awaitsCollection) throw new Refusal("voucher-not-active", { state: "待领取 / not collected" });
  if (voucher.state !== "active" && !isOver)
    throw new Refusal("voucher-not-active", { state: voucher.state });
}
