import { z } from "zod";
import { requireStillDue } from "../claims/claim.ts";
import { exhausted, requireAgreement } from "../claims/reconcile.ts";
import { type Command, type Context, command, pageInput, pageOf } from "../command.ts";
import { newId } from "../identifier.ts";
import { accountCycle, batchCycle } from "../life-cycles/cases.ts";
import { claimCycle } from "../life-cycles/claim.ts";
import { carryThrough, type Stepwise } from "../money/carry-through.ts";
import { type PayeeAccount, RUNNING, verified } from "../payment/accounts.ts";
import { paymentFile, readResults } from "../payment/file.ts";
import { bookPayments, type Payment } from "../payment/pay.ts";
import { Refusal } from "../refusal.ts";
import type { Subject } from "../store/subject.ts";
import { birthOf, seen, stepOf } from "../subjects/advance.ts";
import { inUse, isRunning, poolNamed, requireRunning } from "../subjects/in-use.ts";
import { accountKind, batchKind, claimKind } from "../subjects/kinds.ts";
import { fenOf, field, viewOf, viewSchema, yuan } from "../subjects/view.ts";
import { OFFICE } from "./people.ts";

const batchView = viewSchema(batchKind);
const EXAMPLE = { id: "0198a4b2-0000-7000-8000-000000000000" };
const idOnly = z.object({ id: field.id });
type Batch = Subject<z.infer<typeof batchKind.body>>;

const showBatch = (batch: Batch) => viewOf(batchKind, batchCycle, batch);
/** Claims in one batch at most. */
const CLAIMS_MAX = 500;

const build = command({
  name: "batches.build",
  method: "POST",
  path: "/programmes/{programme}/payment-batches",
  says: {
    zh: "编制付款批次：已批准的兑付，按出资级次逐行列明",
    en: "Build a batch of approved claims, a row for each funder's part",
  },
  roles: ["finance-clerk"],
  input: z.object({
    programme: field.id,
    title: field.text,
    claims: z.array(field.id).max(CLAIMS_MAX).optional(),
  }),
  output: batchView,
  example: { programme: EXAMPLE.id, title: "2025年第1批" },
  async run(context, { programme, title, claims }) {
    const { office } = context.actor;
    const use = await inUse(context, programme);
    requireRunning(use);
    const waiting = await context.store.all(claimKind, office, {
      programme,
      states: ["approved", "part-paid"],
    });
    const running = await context.store.all(batchKind, office, { programme, states: RUNNING });
    const taken = new Set(
      running.flatMap(each => each.body.rows.flatMap(row => (row.result === "waiting" ? [row.claim] : []))),
    );
    const chosen = waiting
      .filter(each => !taken.has(each.id) && (claims === undefined || claims.includes(each.id)))
      .slice(0, CLAIMS_MAX);
    if (chosen.length === 0)
      throw new Refusal("guard-failed", { what: "没有可付款的兑付 / nothing is waiting to be paid" });
    const id = newId(context.clock(), context.random);
    const rows: z.infer<typeof batchKind.body>["rows"] = [];
    const accounts = new Map<string, PayeeAccount>();
    for (const claim of chosen) {
      await requireStillDue(context, claim);
      const organisation = claim.organisation ?? "";
      const account = accounts.get(organisation) ?? (await verified(context, organisation));
      accounts.set(organisation, account);
      for (const [funder, part] of claim.body.parts.entries()) {
        const owed = BigInt(part.owed) - BigInt(part.paid);
        if (owed <= 0n) continue;
        rows.push({
          number: rows.length + 1,
          claim: claim.id,
          funder,
          organisation: claim.organisation ?? "",
          account: account.id,
          amount: owed.toString(),
          paid: "0",
          result: "waiting",
          failure: null,
        });
      }
    }
    const funders = poolNamed(use, chosen[0]?.body.pool ?? "").funders.map(each => each.who.zh);
    await context.store.write([
      birthOf(context, batchKind, batchCycle.begins, {
        id,
        event: "build",
        parent: programme,
        programme,
        body: { handled: {}, title, funders, rows },
      }),
      ...chosen.map(
        claim =>
          stepOf(context, claimKind, claimCycle, claim, "batch", {
            truths: { "account-verified": true },
            body: { batch: id },
          }).change,
      ),
      // An account that is being changed meanwhile makes the batch stale, and the other way round.
      ...[...accounts.values()].map(
        account =>
          stepOf(context, accountKind, accountCycle, account, "batch", { detail: { batch: id } }).change,
      ),
    ]);
    return showBatch(await seen(context, batchKind, id));
  },
});

const STEPS = [
  { event: "approve", zh: "签批付款批次", en: "Approve a batch" },
  { event: "send", zh: "送出付款文件", en: "Mark its files as sent" },
] as const;

const steps = STEPS.map(({ event, zh, en }) =>
  command({
    name: `batches.${event}`,
    method: "POST",
    path: `/payment-batches/{id}/${event}`,
    says: { zh, en },
    roles: batchCycle.rows.filter(row => row.event === event).flatMap(row => row.who),
    input: idOnly,
    output: batchView,
    example: EXAMPLE,
    async run(context, { id }) {
      const batch = await seen(context, batchKind, id);
      const use = await inUse(context, batch.programme ?? "");
      const { change, after } = stepOf(context, batchKind, batchCycle, batch, event, {
        truths: { "programme-running": isRunning(use) },
      });
      await context.store.write([change]);
      return showBatch(after);
    },
  }),
);

const dissolve = command({
  name: "batches.dissolve",
  method: "POST",
  path: "/payment-batches/{id}/dissolve",
  says: {
    zh: "解散尚未送出的批次，兑付退回待付",
    en: "Dissolve a batch that was not sent; its claims wait again",
  },
  roles: ["finance-clerk", "finance-approver"],
  input: z.object({ id: field.id, reason: field.reason, note: field.note }),
  output: batchView,
  example: { ...EXAMPLE, reason: "error", note: "开户行有误" },
  async run(context, { id, reason, note }) {
    const batch = await seen(context, batchKind, id);
    const { change, after } = stepOf(context, batchKind, batchCycle, batch, "dissolve", { reason, note });
    const ids = [...new Set(batch.body.rows.map(row => row.claim))];
    const claims = await Promise.all(ids.map(claim => context.store.get(claimKind, batch.office, claim)));
    await context.store.write([
      change,
      ...claims.map(
        claim =>
          stepOf(context, claimKind, claimCycle, claim, "unbatch", {
            truths: { "partly-paid": claim.body.parts.some(part => part.paid !== "0") },
            body: { batch: null },
            detail: { batch: id },
          }).change,
      ),
    ]);
    return showBatch(after);
  },
});

const file = command({
  name: "batches.file",
  method: "GET",
  path: "/payment-batches/{id}/files/{funder}",
  says: { zh: "某一级财政的付款文件（CSV）", en: "The payment file of one level, CSV" },
  roles: ["finance-clerk", "finance-approver", "auditor"],
  input: z.object({
    id: field.id,
    funder: z.coerce.number().int().min(0),
    encoding: z.enum(["utf-8", "gb18030"]).default("utf-8"),
  }),
  output: z.object({ name: z.string(), rows: z.number().int(), total: z.string(), content: z.string() }),
  example: { ...EXAMPLE, funder: 0, encoding: "gb18030" },
  async run(context, { id, funder, encoding }) {
    const batch = await seen(context, batchKind, id);
    if (batch.state === "built" || batch.state === "dissolved")
      throw new Refusal("wrong-state", { state: batch.state, event: "file", may: "approve" });
    const own = batch.body.rows.filter(row => row.funder === funder);
    const rows = await Promise.all(
      own.map(async row => {
        const { body } = await context.store.get(accountKind, batch.office, row.account);
        const { holder, bank, number: account } = body;
        return {
          number: row.number,
          holder,
          bank,
          account,
          amount: yuan(BigInt(row.amount)),
          reference: row.claim,
        };
      }),
    );
    return {
      name: `${batch.body.title}-${batch.body.funders[funder] ?? funder}.csv`,
      rows: rows.length,
      total: yuan(own.reduce((sum, row) => sum + BigInt(row.amount), 0n)),
      content: Buffer.from(paymentFile(rows, encoding)).toString("base64"),
    };
  },
});

const resultInput = z.object({
  id: field.id,
  rows: z
    .array(
      z.object({
        number: z.number().int().min(1),
        paid: field.yuan,
        failure: z.string().max(200).nullable().default(null),
      }),
    )
    .max(2_000)
    .optional(),
  /** The bank's CSV in base64, instead of rows. */
  file: z.base64().max(2_000_000).optional(),
});

const result = command({
  name: "batches.result",
  method: "POST",
  path: "/payment-batches/{id}/results",
  says: {
    zh: "读入付款结果：逐行实付或失败原因，可部分支付",
    en: "Read payment results back: paid, paid in part, or failed",
  },
  roles: ["finance-clerk"],
  money: true,
  input: resultInput,
  output: batchView,
  example: { ...EXAMPLE, rows: [{ number: 1, paid: "200000.00", failure: null }] },
  async run(context, input) {
    const asked = { command: "batches.result", input };
    return batchView.parse(await carryThrough(context, asked, () => booking(context, input)));
  },
});

/** What reading results takes: the payments of each claim, then the batch. */
async function booking(context: Context, input: z.infer<typeof resultInput>): Promise<Stepwise> {
  const batch = await seen(context, batchKind, input.id);
  const given =
    input.rows ?? (input.file === undefined ? [] : readResults(Buffer.from(input.file, "base64")));
  const results = new Map(given.map(each => [each.number, each]));
  const unknown = given.filter(each => !batch.body.rows.some(row => row.number === each.number));
  if (given.length === 0 || unknown.length > 0 || results.size !== given.length)
    throw new Refusal("result-unknown", { what: unknown.map(each => each.number).join(", ") || "—" });
  const rows = batch.body.rows.map(row => {
    const found = results.get(row.number);
    if (found === undefined || row.result !== "waiting") return row;
    const paid = fenOf(found.paid);
    if (paid > BigInt(row.amount))
      throw new Refusal("amount-above", { asked: yuan(paid), most: yuan(BigInt(row.amount)) });
    const word =
      paid === 0n
        ? ("failed" as const)
        : paid === BigInt(row.amount)
          ? ("paid" as const)
          : ("part-paid" as const);
    return { ...row, paid: paid.toString(), result: word, failure: found.failure };
  });
  const truths = { "all-settled": rows.every(row => row.result !== "waiting") };
  const { change, after } = stepOf(context, batchKind, batchCycle, batch, "result", {
    truths,
    body: { rows },
  });
  const payments = new Map<string, Payment[]>();
  for (const row of rows) {
    const before = batch.body.rows[row.number - 1];
    if (before?.result !== "waiting" || row.result === "waiting") continue;
    const own = payments.get(row.claim) ?? [];
    payments.set(row.claim, [...own, { row: row.number, funder: row.funder, amount: BigInt(row.paid) }]);
  }
  return {
    subject: batch.id,
    async steps() {
      for (const [claim, own] of payments)
        await bookPayments(context, await context.store.get(claimKind, batch.office, claim), own, batch.id);
    },
    changes: [change],
    answer: showBatch(after),
  };
}

const reconcile = command({
  name: "batches.reconcile",
  method: "POST",
  path: "/payment-batches/{id}/reconcile",
  says: {
    zh: "对账：逐行与账本核对，一分不差方可结清",
    en: "Reconcile: every row against the ledger, to the fen",
  },
  roles: ["finance-approver"],
  input: idOnly,
  output: batchView,
  example: EXAMPLE,
  async run(context, { id }) {
    const batch = await seen(context, batchKind, id);
    const { change, after } = stepOf(context, batchKind, batchCycle, batch, "reconcile");
    const ids = [...new Set(batch.body.rows.map(row => row.claim))];
    const claims = await Promise.all(ids.map(claim => context.store.get(claimKind, batch.office, claim)));
    for (const claim of claims) await requireAgreement(context, claim);
    const paidInFull = claims.filter(each => each.state === "paid");
    await context.store.write([
      change,
      ...paidInFull.map(each => stepOf(context, claimKind, claimCycle, each, "reconcile").change),
      ...(await exhausted(context, paidInFull)),
    ]);
    return showBatch(after);
  },
});

const list = command({
  name: "batches.list",
  method: "GET",
  path: "/payment-batches",
  says: { zh: "付款批次", en: "Payment batches" },
  roles: OFFICE,
  input: z.object({ ...pageInput, programme: field.id.optional() }),
  output: pageOf(batchView),
  example: { limit: 20 },
  async run(context, { programme, cursor, limit }) {
    const page = await context.store.list(batchKind, context.actor.office, { programme, cursor, limit });
    return { items: page.items.map(showBatch), next: page.next };
  },
});

export const paymentCommands: readonly Command[] = [build, ...steps, dissolve, file, result, reconcile, list];
