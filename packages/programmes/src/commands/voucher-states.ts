/** 券的状态：领取、转让、暂停、注销、到期。 */
import { z } from "zod";
import { awardsOfKin } from "../applications/earlier-awards.ts";
import { expiryAfterCollection } from "../applications/issue.ts";
import { isPerFamily } from "../applications/limits.ts";
import { grantTo, kinOf } from "../applications/party.ts";
import { type Command, type Context, command } from "../command.ts";
import { voucherCycle } from "../life-cycles/voucher.ts";
import { booksOf } from "../money/accounts.ts";
import { carryOut, continued } from "../money/plan.ts";
import { Refusal } from "../refusal.ts";
import { assessAndKeep, figuresOf } from "../rules/assess.ts";
import { longForm, statedOn } from "../rules/case-facts.ts";
import { notedBy } from "../rules/noted-facts.ts";
import type { Subject } from "../store/subject.ts";
import { seen, stepOf } from "../subjects/advance.ts";
import { inUse, requireRunning, today } from "../subjects/in-use.ts";
import { programmeKind, type VoucherBody, voucherKind } from "../subjects/kinds.ts";
import { field, viewOf, viewSchema, yuan } from "../subjects/view.ts";
import { accountStates, forfeit, graceUntil } from "../vouchers/forfeit.ts";
import { DECIDERS, moneyKey } from "./people.ts";

const voucherView = viewSchema(voucherKind);
const EXAMPLE = { id: "0198a4b2-0000-7000-8000-000000000000" };
const idOnly = z.object({ id: field.id });
const show = (subject: Subject<VoucherBody>) => viewOf(voucherKind, voucherCycle, subject);
const find = (context: Context, id: string) => seen(context, voucherKind, id);

const collect = command({
  name: "vouchers.collect",
  method: "POST",
  path: "/vouchers/{id}/collect",
  says: {
    zh: "领取：有效期自领取日起算的券",
    en: "Collect a voucher whose lifetime begins on the day it is claimed",
  },
  roles: ["applicant-clerk"],
  input: idOnly,
  output: voucherView,
  example: EXAMPLE,
  async run(context, { id }) {
    const voucher = await find(context, id);
    if (!voucher.body.awaitsCollection) return show(voucher);
    const use = await inUse(context, voucher.programme ?? "");
    const { change, after } = stepOf(context, voucherKind, voucherCycle, voucher, "collect", {
      body: { awaitsCollection: false, expires: expiryAfterCollection(use, today(context)) },
    });
    await context.store.write([change]);
    return show(after);
  },
});

/** Whether the file lets vouchers be transferred; where it is silent they are not. */
async function isTransferable(context: Context, voucher: Subject<VoucherBody>): Promise<boolean> {
  const use = await inUse(context, voucher.programme ?? "");
  requireRunning(use);
  return use.rules.programme.voucher?.transferable === true;
}

const transfer = command({
  name: "vouchers.transfer",
  method: "POST",
  path: "/vouchers/{id}/transfer",
  says: {
    zh: "转让：项目文件允许的，向另一主体提出；未允许的一律拒绝",
    en: "Offer it to another where the programme's file lets vouchers be transferred; refused otherwise",
  },
  roles: ["applicant-clerk"],
  input: z.object({ id: field.id, to: field.code }),
  output: voucherView,
  example: { ...EXAMPLE, to: "firm-2" },
  async run(context, { id, to }) {
    const voucher = await find(context, id);
    if (!(await isTransferable(context, voucher))) throw new Refusal("transfer-refused");
    const { change, after } = stepOf(context, voucherKind, voucherCycle, voucher, "transfer", {
      truths: { transferable: true },
      body: { offeredTo: to },
      detail: { to },
    });
    await context.store.write([change]);
    return show(after);
  },
});

const accept = command({
  name: "vouchers.accept",
  method: "POST",
  path: "/vouchers/{id}/accept",
  says: {
    zh: "受让：以自身事实按规则再核一次",
    en: "Accept a voucher that is offered: the rules are asked again of the new holder",
  },
  roles: ["applicant-clerk"],
  input: z.object({ id: field.id, facts: field.facts.default({}) }),
  output: voucherView,
  example: { ...EXAMPLE, facts: { "applicant.kind": "企业" } },
  async run(context, { id, facts }) {
    const { office, organisation } = context.actor;
    const voucher = await context.store.get(voucherKind, office, id);
    if (voucher.body.offeredTo !== organisation) throw new Refusal("not-found", { what: `voucher ${id}` });
    const use = await inUse(context, voucher.programme ?? "");
    const kin = await kinOf(context, organisation, isPerFamily(use.rules, voucher.body.benefit, use.rulings));
    const before = longForm(voucher.body.facts, use.rules.vocabulary);
    const own = { ...before, applicant: longForm(facts, use.rules.vocabulary).applicant };
    const verdict = await assessAndKeep(context.store, {
      pinned: voucher.body.pinned,
      facts: notedBy(use.rules.vocabulary, own, kin.own.body.noted, today(context)),
      awards: await awardsOfKin(context, kin, null),
      asOf: today(context),
      handedIn: true,
    });
    const { decision, why } = figuresOf(verdict.answer, voucher.body.benefit);
    if (decision === "ineligible") throw new Refusal("not-eligible", { why });
    if (decision === "undetermined") throw new Refusal("undecided", { why });
    const { change, after } = stepOf(context, voucherKind, voucherCycle, voucher, "accept", {
      truths: { transferable: await isTransferable(context, voucher) },
      body: {
        offeredTo: null,
        facts: own,
        statedOn: statedOn(use.rules.vocabulary, { facts: {}, dates: {} }, own, today(context)),
        noted: kin.own.body.noted,
      },
      organisation,
      detail: { gate: "transfer", assessment: verdict.hash, from: voucher.organisation },
    });
    await context.store.write([change, ...grantTo(context, kin, voucher.body.application)]);
    return show({ ...after, organisation });
  },
});

const SUSPENSIONS = [
  { event: "suspend", zh: "暂停使用", en: "Suspend it", state: "frozen" },
  { event: "resume", zh: "恢复使用", en: "Let it be used again", state: "open" },
] as const;

const suspensions = SUSPENSIONS.map(({ event, zh, en, state }) =>
  command({
    name: `vouchers.${event}`,
    method: "POST",
    path: `/vouchers/{id}/${event}`,
    says: { zh, en },
    roles: [...DECIDERS, "auditor"],
    input: z.object({ id: field.id, reason: field.reason, note: field.note }),
    output: voucherView,
    example: { ...EXAMPLE, reason: event === "suspend" ? "dispute" : "cleared", note: "核查" },
    async run(context, input) {
      const { id, reason, note } = input;
      const voucher = await find(context, id);
      const name = moneyKey(context, `${event}:${id}`);
      const before = await continued(context, name, input);
      if (before !== null) return voucherView.parse(before);
      const { change, after } = stepOf(context, voucherKind, voucherCycle, voucher, event, { reason, note });
      const done = await carryOut(context, name, input, {
        subject: id,
        programme: booksOf(voucher.programme ?? ""),
        states: accountStates(voucher, state, name),
        moves: [],
        changes: [change],
        answer: show(after),
      });
      return voucherView.parse(done);
    },
  }),
);

const cancel = command({
  name: "vouchers.cancel",
  method: "POST",
  path: "/vouchers/{id}/cancel",
  says: { zh: "注销，余额退回资金池", en: "Cancel it; what is free goes back to the pool" },
  roles: DECIDERS,
  money: true,
  input: z.object({ id: field.id, reason: field.reason, note: field.note }),
  output: voucherView,
  example: { ...EXAMPLE, reason: "issued-in-error", note: "重复发放" },
  async run(context, { id, reason, note }) {
    const voucher = await find(context, id);
    await forfeit(context, voucher, { event: "cancel", reason, note });
    return show(await find(context, id));
  },
});

const expire = command({
  name: "vouchers.expire",
  method: "POST",
  path: "/programmes/{id}/expiries",
  says: { zh: "处理到期券：空闲余额退回原资金池和年度", en: "End the vouchers that are past their last day" },
  roles: ["desk-officer", "finance-clerk"],
  money: true,
  input: idOnly,
  output: z.object({ ended: z.number().int(), forfeited: z.string() }),
  example: EXAMPLE,
  async run(context, { id }) {
    const day = today(context);
    await context.store.get(programmeKind, context.actor.office, id);
    const vouchers = await context.store.all(voucherKind, context.actor.office, {
      programme: id,
      states: ["active", "expired", "cancelled"],
    });
    let ended = 0;
    let forfeited = 0n;
    let refusal: Refusal | null = null;
    for (const voucher of vouchers) {
      const last = voucher.state === "expired" ? await graceUntil(context, voucher) : voucher.body.expires;
      if (voucher.state !== "cancelled" && (last === null || day <= last)) continue;
      try {
        const back = await forfeit(context, voucher, { event: "expire" });
        if (back !== null) ended += 1;
        forfeited += back ?? 0n;
      } catch (error) {
        // One that somebody is just changing does not keep the others from their end.
        if (!(error instanceof Refusal)) throw error;
        refusal ??= error;
      }
    }
    if (refusal !== null) throw refusal;
    return { ended, forfeited: yuan(forfeited) };
  },
});

export const voucherStateCommands: readonly Command[] = [
  collect,
  transfer,
  accept,
  ...suspensions,
  cancel,
  expire,
];
