/** 收款账户：一人提出，另一人核验；付款批次进行中不变更。 */
import { maskBankAccount } from "@suanquan/china/masking";
import { z } from "zod";
import { type Command, command, pageInput, pageOf } from "../command.ts";
import { newId } from "../identifier.ts";
import { accountCycle } from "../life-cycles/cases.ts";
import { isFree, type PayeeAccount } from "../payment/accounts.ts";
import { Refusal } from "../refusal.ts";
import { birthOf, organisationSeen, seen, stepOf } from "../subjects/advance.ts";
import { accountKind } from "../subjects/kinds.ts";
import { field, type View, viewOf, viewSchema } from "../subjects/view.ts";
import { EVERYBODY } from "./people.ts";

const accountView = viewSchema(accountKind);
const EXAMPLE = { id: "0198a4b2-0000-7000-8000-000000000000" };

/** An account as a list shows it: the number masked. */
const masked = (account: PayeeAccount): View => {
  const view = viewOf(accountKind, accountCycle, account);
  return { ...view, body: { ...(view.body as object), number: maskBankAccount(account.body.number) } };
};

const propose = command({
  name: "accounts.propose",
  method: "POST",
  path: "/payee-accounts",
  says: {
    zh: "提出收款账户或变更；须由另一人核验",
    en: "Propose a payee account, or its change; a second person verifies it",
  },
  roles: ["applicant-clerk", "provider-clerk"],
  input: z.object({
    holder: field.text,
    bank: field.text,
    number: z.string().regex(/^\d{8,30}$/),
    evidence: z.array(field.id).max(20).default([]),
  }),
  output: accountView,
  example: { holder: "某某科技有限公司", bank: "某银行某支行", number: "6222000000000000" },
  async run(context, body) {
    const { organisation } = context.actor;
    if (!(await isFree(context, organisation))) throw new Refusal("account-frozen");
    const id = newId(context.clock(), context.random);
    await context.store.write([
      birthOf(context, accountKind, accountCycle.begins, {
        id,
        event: "propose",
        organisation,
        body: { handled: {}, ...body },
      }),
    ]);
    return masked(await seen(context, accountKind, id));
  },
});

const accountSteps = (["verify", "refuse"] as const).map(event =>
  command({
    name: `accounts.${event}`,
    method: "POST",
    path: `/payee-accounts/{id}/${event}`,
    says:
      event === "verify"
        ? { zh: "核验收款账户，替代原账户", en: "Verify it; it takes the place of the one before" }
        : { zh: "不予核验", en: "Refuse it" },
    roles: ["finance-clerk", "finance-approver"],
    input: z.object({ id: field.id, reason: field.reason.optional(), note: field.note.optional() }),
    output: accountView,
    example: EXAMPLE,
    async run(context, { id, reason, note }) {
      const account = await seen(context, accountKind, id);
      const organisation = account.organisation ?? "";
      const free = await isFree(context, organisation);
      if (event === "verify" && !free) throw new Refusal("account-frozen");
      const truths = { "account-free": free };
      const { change, after } = stepOf(context, accountKind, accountCycle, account, event, {
        reason,
        note,
        truths,
      });
      const before = await context.store.all(accountKind, account.office, {
        organisation,
        states: ["verified"],
      });
      const replaced = event === "verify" ? before : [];
      await context.store.write([
        change,
        ...replaced.map(
          each => stepOf(context, accountKind, accountCycle, each, "replace", { truths }).change,
        ),
      ]);
      return masked(after);
    },
  }),
);

const accounts = command({
  name: "accounts.list",
  method: "GET",
  path: "/payee-accounts",
  says: { zh: "收款账户（账号遮蔽）", en: "Payee accounts, numbers masked" },
  roles: EVERYBODY,
  input: z.object({ ...pageInput, state: z.string().optional() }),
  output: pageOf(accountView),
  example: { limit: 20 },
  async run(context, { state, cursor, limit }) {
    const page = await context.store.list(accountKind, context.actor.office, {
      organisation: organisationSeen(context),
      cursor,
      limit,
      states: state === undefined ? undefined : [state],
    });
    return { items: page.items.map(masked), next: page.next };
  },
});

export const payeeAccountCommands: readonly Command[] = [propose, ...accountSteps, accounts];
