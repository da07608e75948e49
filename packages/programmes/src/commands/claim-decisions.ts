/** 兑付申请的办理：核验、按金额逐级审批、退回、不予兑付、撤回、对账。 */
import { z } from "zod";
import { findingsAnswered } from "../applications/act.ts";
import { backMoves, countOnVouchers, requireStillDue } from "../claims/claim.ts";
import { exhausted, requireAgreement } from "../claims/reconcile.ts";
import { type Command, type Context, command } from "../command.ts";
import { claimCycle } from "../life-cycles/claim.ts";
import { booksOf } from "../money/accounts.ts";
import { isApproved, rankOf } from "../money/approvals.ts";
import { carryOut, continued } from "../money/plan.ts";
import type { Change, Subject } from "../store/subject.ts";
import { type Stepped, seen, stepOf } from "../subjects/advance.ts";
import { type ClaimBody, claimKind } from "../subjects/kinds.ts";
import { field, type View, viewOf, viewSchema } from "../subjects/view.ts";
import { DECIDERS, moneyKey } from "./people.ts";

const claimView = viewSchema(claimKind);
const EXAMPLE = { id: "0198a4b2-0000-7000-8000-000000000000" };
const find = (context: Context, id: string) => seen(context, claimKind, id);
const show = (subject: Subject<ClaimBody>) => viewOf(claimKind, claimCycle, subject);
const idOnly = z.object({ id: field.id });

const BACK = [
  {
    event: "return",
    zh: "退回补正",
    en: "Send it back for correction",
    roles: ["desk-officer", "finance-clerk"],
  },
  { event: "reject", zh: "不予兑付", en: "Reject it", roles: DECIDERS },
] as const;

const backs = BACK.map(({ event, zh, en, roles }) =>
  command({
    name: `claims.${event}`,
    method: "POST",
    path: `/claims/{id}/${event}`,
    says: { zh, en },
    roles,
    money: true,
    input: z.object({ id: field.id, reason: field.reason, note: field.note }),
    output: claimView,
    example: { ...EXAMPLE, reason: "evidence-missing", note: "缺发票" },
    async run(context, input) {
      const name = moneyKey(context, `${event}:${input.id}`);
      const before = await continued(context, name, input);
      if (before !== null) return claimView.parse(before);
      const claim = await find(context, input.id);
      const { reason, note } = input;
      const stepped = stepOf(context, claimKind, claimCycle, claim, event, { reason, note });
      return giveBack(context, claim, stepped, name, input);
    },
  }),
);

/** Ends or returns a claim: what it set aside goes back where it came from, unless it is only being corrected. */
async function giveBack(
  context: Context,
  claim: Subject<ClaimBody>,
  { row, change, after }: Stepped<ClaimBody>,
  name: string,
  input: unknown,
): Promise<View> {
  const isAside = row.effect === "return-claim" && claim.body.commitments > 0;
  const isOver = row.to === "rejected" || row.to === "withdrawn";
  const step: Change = isOver && change.is === "step" ? { ...change, freesUses: true } : change;
  if (!isAside) {
    await context.store.write([step]);
    return show(after);
  }
  const counted = await countOnVouchers(context, claim, claim.body.lines, []);
  const done = await carryOut(context, name, input, {
    subject: claim.id,
    programme: booksOf(claim.programme ?? ""),
    moves: await backMoves(context, claim, name),
    changes: [step, ...counted.changes],
    answer: show(after),
  });
  return claimView.parse(done);
}

const examine = command({
  name: "claims.examine",
  method: "POST",
  path: "/claims/{id}/examine",
  says: { zh: "核验无误", en: "Find it in order" },
  roles: ["desk-officer"],
  input: idOnly,
  output: claimView,
  example: EXAMPLE,
  async run(context, { id }) {
    const claim = await find(context, id);
    const { change, after } = stepOf(context, claimKind, claimCycle, claim, "examine", {
      truths: { "findings-answered": await findingsAnswered(context, id) },
    });
    await context.store.write([change]);
    return show(after);
  },
});

const approve = command({
  name: "claims.approve",
  method: "POST",
  path: "/claims/{id}/approve",
  says: { zh: "按金额逐级审批", en: "Approve it; ranks and number go by the amount" },
  roles: DECIDERS,
  input: idOnly,
  output: claimView,
  example: EXAMPLE,
  async run(context, { id }) {
    const claim = await find(context, id);
    await requireStillDue(context, claim);
    const { person, roles } = context.actor;
    const others = claim.body.approvals.filter(each => each.person !== person);
    const approvals = [...others, { person, rank: rankOf(roles) }];
    const { change, after } = stepOf(context, claimKind, claimCycle, claim, "approve", {
      truths: { "approved-enough": isApproved(BigInt(claim.body.amount), approvals) },
      body: { approvals },
    });
    await context.store.write([change]);
    return show(after);
  },
});

const withdraw = command({
  name: "claims.withdraw",
  method: "POST",
  path: "/claims/{id}/withdraw",
  says: { zh: "撤回", en: "Withdraw it" },
  roles: ["applicant-clerk", "provider-clerk"],
  money: true,
  input: idOnly,
  output: claimView,
  example: EXAMPLE,
  async run(context, input) {
    const name = moneyKey(context, `withdraw:${input.id}`);
    const before = await continued(context, name, input);
    if (before !== null) return claimView.parse(before);
    const claim = await find(context, input.id);
    const stepped = stepOf(context, claimKind, claimCycle, claim, "withdraw");
    return giveBack(context, claim, stepped, name, input);
  },
});

const reconcile = command({
  name: "claims.reconcile",
  method: "POST",
  path: "/claims/{id}/reconcile",
  says: {
    zh: "对账：未经付款批次、全部抵扣的兑付",
    en: "Reconcile a claim that was settled by offset, without a batch",
  },
  roles: ["finance-approver"],
  input: idOnly,
  output: claimView,
  example: EXAMPLE,
  async run(context, { id }) {
    const claim = await find(context, id);
    await requireAgreement(context, claim);
    const { change, after } = stepOf(context, claimKind, claimCycle, claim, "reconcile");
    await context.store.write([change, ...(await exhausted(context, [claim]))]);
    return show(after);
  },
});

export const claimDecisionCommands: readonly Command[] = [...backs, examine, approve, withdraw, reconcile];
