/** 追回：立案到追回、抵扣或核销；追回的钱按原分担退回，回到原资金池和年度。 */
import { z } from "zod";
import { owedOf, paidOf, takeBack, withhold } from "../claims/take-back.ts";
import { type Command, type Context, command, pageInput, pageOf } from "../command.ts";
import { newId } from "../identifier.ts";
import { claimCycle } from "../life-cycles/claim.ts";
import { clawbackCycle } from "../life-cycles/clawback.ts";
import { booksOf } from "../money/accounts.ts";
import { carryOut, continued } from "../money/plan.ts";
import { paidOnVoucher } from "../payment/pay.ts";
import { Refusal } from "../refusal.ts";
import type { Change, Subject } from "../store/subject.ts";
import { birthOf, organisationSeen, seen, stepOf } from "../subjects/advance.ts";
import { today } from "../subjects/in-use.ts";
import { type ClaimBody, claimKind, clawbackKind } from "../subjects/kinds.ts";
import { fenOf, field, type View, viewOf, viewSchema, yuan } from "../subjects/view.ts";
import { EVERYBODY, moneyKey } from "./people.ts";

const clawbackView = viewSchema(clawbackKind);
const EXAMPLE = { id: "0198a4b2-0000-7000-8000-000000000000" };
type Clawback = Subject<z.infer<typeof clawbackKind.body>>;
const show = (subject: Clawback) => viewOf(clawbackKind, clawbackCycle, subject);
const find = (context: Context, id: string) => seen(context, clawbackKind, id);

const open = command({
  name: "clawbacks.open",
  method: "POST",
  path: "/claims/{claim}/clawbacks",
  says: { zh: "就已付款项立案追回", en: "Open a clawback case on what was paid" },
  roles: ["auditor", "desk-officer", "decider-2", "decider-3"],
  input: z.object({ claim: field.id, says: field.text }),
  output: clawbackView,
  example: { claim: EXAMPLE.id, says: "合同未实际履行" },
  async run(context, { claim: claimId, says }) {
    const claim = await context.store.get(claimKind, context.actor.office, claimId);
    if (paidOf(claim) === 0n) throw new Refusal("guard-failed", { what: "尚未付款 / nothing has been paid" });
    const id = newId(context.clock(), context.random);
    await context.store.write([
      birthOf(context, clawbackKind, clawbackCycle.begins, {
        id,
        event: "open",
        organisation: claim.organisation,
        parent: claimId,
        programme: claim.programme,
        body: { handled: {}, claim: claimId, says, demanded: null, due: null, recovered: "0", offset: "0" },
      }),
    ]);
    return show(await find(context, id));
  },
});

const SIMPLE = [
  { event: "notify", zh: "送达告知书", en: "Notify the payee" },
  { event: "hear", zh: "记录陈述申辩", en: "Record the hearing" },
  { event: "decide", zh: "决定追回", en: "Decide to recover" },
  { event: "drop", zh: "不予追回", en: "Drop the case" },
  { event: "write-off", zh: "核销无法追回的余额", en: "Write off what cannot be recovered" },
] as const;

const simple = SIMPLE.map(({ event, zh, en }) =>
  command({
    name: `clawbacks.${event}`,
    method: "POST",
    path: `/clawbacks/{id}/${event}`,
    says: { zh, en },
    roles: clawbackCycle.rows.filter(row => row.event === event).flatMap(row => row.who),
    input: z.object({ id: field.id, reason: field.reason.optional(), note: field.note.optional() }),
    output: clawbackView,
    example: EXAMPLE,
    async run(context, { id, reason, note }) {
      const { change, after } = stepOf(context, clawbackKind, clawbackCycle, await find(context, id), event, {
        reason,
        note,
      });
      await context.store.write([change]);
      return show(after);
    },
  }),
);

const demand = command({
  name: "clawbacks.demand",
  method: "POST",
  path: "/clawbacks/{id}/demand",
  says: { zh: "发出催缴：金额和期限", en: "Demand an amount by a day" },
  roles: ["finance-clerk"],
  input: z.object({ id: field.id, amount: field.yuan, due: field.date }),
  output: clawbackView,
  example: { ...EXAMPLE, amount: "100000.00", due: "2025-12-31" },
  async run(context, { id, amount, due }) {
    const clawback = await find(context, id);
    const claim = await context.store.get(claimKind, clawback.office, clawback.body.claim);
    const demanded = fenOf(amount);
    if (demanded > paidOf(claim))
      throw new Refusal("amount-above", { asked: amount, most: yuan(paidOf(claim)) });
    if (demanded === 0n) throw new Refusal("amount-below", { asked: amount, least: "0.01" });
    const body = { demanded: demanded.toString(), due };
    const { change, after } = stepOf(context, clawbackKind, clawbackCycle, clawback, "demand", { body });
    await context.store.write([change]);
    return show(after);
  },
});

/** A later claim of the same payee that is still to be paid. @throws Refusal */
async function laterClaim(
  context: Context,
  claim: Subject<ClaimBody>,
  against: string,
  amount: bigint,
): Promise<Subject<ClaimBody>> {
  const later = await context.store.get(claimKind, claim.office, against);
  const fits =
    later.id !== claim.id && later.organisation === claim.organisation && later.programme === claim.programme;
  if (!fits)
    throw new Refusal("guard-failed", {
      what: "只能抵扣同一收款方在同一项目的其他兑付 / only another claim of the same payee and programme",
    });
  const owed = owedOf(later);
  if (amount > owed) throw new Refusal("amount-above", { asked: yuan(amount), most: yuan(owed) });
  return later;
}

/** What is left of a demand, and that an amount is within it. @throws Refusal */
function leftOf(clawback: Clawback, amount: bigint): bigint {
  const { demanded, recovered, offset } = clawback.body;
  const left = BigInt(demanded ?? "0") - BigInt(recovered) - BigInt(offset);
  if (amount > left) throw new Refusal("amount-above", { asked: yuan(amount), most: yuan(left) });
  if (amount === 0n) throw new Refusal("amount-below", { asked: yuan(amount), least: "0.01" });
  return left;
}

/** Books what came back, in money or by offset, on the claim that it was paid on. */
async function settleBack(
  context: Context,
  event: "recover" | "offset",
  input: { readonly id: string; readonly amount: string; readonly note?: string | undefined },
  against: string | null,
): Promise<View> {
  const name = moneyKey(context, `${event}:${input.id}`);
  const before = await continued(context, name, input);
  if (before !== null) return clawbackView.parse(before);
  const clawback = await find(context, input.id);
  const claim = await context.store.get(claimKind, clawback.office, clawback.body.claim);
  const amount = fenOf(input.amount);
  const left = leftOf(clawback, amount);
  const sum = (event === "recover" ? BigInt(clawback.body.recovered) : BigInt(clawback.body.offset)) + amount;
  const { change, after } = stepOf(context, clawbackKind, clawbackCycle, clawback, event, {
    truths: { "fully-recovered": amount === left },
    note: input.note,
    body: event === "recover" ? { recovered: sum.toString() } : { offset: sum.toString() },
    detail: { amount, against },
  });
  const back = takeBack(claim, amount, name);
  const later = against === null ? null : await laterClaim(context, claim, against, amount);
  const held = later === null ? null : withhold(later, amount, name);
  const changes: Change[] = [
    change,
    {
      is: "step",
      kind: claimKind.name,
      of: claim,
      state: claim.state,
      body: { ...claim.body, parts: back.parts },
      happening: {
        event: "take-back",
        actor: context.actor.person,
        at: context.clock(),
        detail: { clawback: clawback.id, amount },
      },
    },
  ];
  // On one and the same award, what comes back and what is withheld cancel out.
  const isSameAward = later !== null && later.body.lines[0]?.voucher === claim.body.lines[0]?.voucher;
  if (!isSameAward) changes.push(...(await paidOnVoucher(context, claim, amount, "take-back")));
  if (later !== null && held !== null) {
    changes.push(
      stepOf(context, claimKind, claimCycle, later, "withhold", {
        truths: { "all-settled": held.parts.every(part => part.owed === part.paid) },
        body: { parts: held.parts, paidOn: today(context) },
        detail: { clawback: clawback.id, amount },
      }).change,
    );
    if (!isSameAward) changes.push(...(await paidOnVoucher(context, later, amount, "pay")));
  }
  const done = await carryOut(context, name, input, {
    subject: clawback.id,
    programme: booksOf(claim.programme ?? ""),
    moves: [...(held?.moves ?? []), ...back.moves],
    changes,
    answer: show(after),
  });
  return clawbackView.parse(done);
}

const recover = command({
  name: "clawbacks.recover",
  method: "POST",
  path: "/clawbacks/{id}/recover",
  says: { zh: "登记收回的款项（可分次）", en: "Record money that came back, in parts if so" },
  roles: ["finance-clerk"],
  money: true,
  input: z.object({ id: field.id, amount: field.yuan, note: field.note.optional() }),
  output: clawbackView,
  example: { ...EXAMPLE, amount: "100000.00" },
  run: (context, input) => settleBack(context, "recover", input, null),
});

const offset = command({
  name: "clawbacks.offset",
  method: "POST",
  path: "/clawbacks/{id}/offset",
  says: {
    zh: "以同一收款方另一件待付的兑付抵扣",
    en: "Offset it against another claim of the same payee that is still to be paid",
  },
  roles: ["finance-clerk"],
  money: true,
  input: z.object({ id: field.id, amount: field.yuan, against: field.id, note: field.note.optional() }),
  output: clawbackView,
  example: { ...EXAMPLE, amount: "100000.00", against: EXAMPLE.id },
  run: (context, input) => settleBack(context, "offset", input, input.against),
});

const list = command({
  name: "clawbacks.list",
  method: "GET",
  path: "/clawbacks",
  says: { zh: "追回案件", en: "Clawback cases" },
  roles: EVERYBODY,
  input: z.object({ ...pageInput, programme: field.id.optional() }),
  output: pageOf(clawbackView),
  example: { limit: 20 },
  async run(context, { programme, cursor, limit }) {
    const organisation = organisationSeen(context);
    const page = await context.store.list(clawbackKind, context.actor.office, {
      organisation,
      programme,
      cursor,
      limit,
    });
    return { items: page.items.map(show), next: page.next };
  },
});

export const clawbackCommands: readonly Command[] = [open, ...simple, demand, recover, offset, list];
