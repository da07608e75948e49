/** 兑付申请：填报、提交、查询。 */
import { z } from "zod";
import { evidenceMissing } from "../applications/act.ts";
import { lookAt } from "../applications/findings.ts";
import { countMoves } from "../applications/limits.ts";
import {
  backMoves,
  bindRedemptions,
  boundLines,
  claimMoves,
  countOnVouchers,
  isProviderMode,
  modeOf,
  reckonClaim,
  requireClaimable,
  unclaimed,
} from "../claims/claim.ts";
import { type Command, type Context, command, pageInput, pageOf } from "../command.ts";
import { requireOwnEvidence } from "../evidence/own.ts";
import { newId } from "../identifier.ts";
import { claimCycle } from "../life-cycles/claim.ts";
import { booksOf } from "../money/accounts.ts";
import { carryOut, continued } from "../money/plan.ts";
import { Refusal } from "../refusal.ts";
import { statedAfter } from "../rules/case-facts.ts";
import type { Subject } from "../store/subject.ts";
import { birthOf, organisationSeen, seen, stepOf } from "../subjects/advance.ts";
import { type InUse, inUse, isRunning, today } from "../subjects/in-use.ts";
import { applicationKind, type ClaimBody, claimKind, voucherKind } from "../subjects/kinds.ts";
import { field, viewOf, viewSchema } from "../subjects/view.ts";
import { EVERYBODY, moneyKey } from "./people.ts";

const claimView = viewSchema(claimKind);
const EXAMPLE = { id: "0198a4b2-0000-7000-8000-000000000000" };
const find = (context: Context, id: string) => seen(context, claimKind, id);
const show = (subject: Subject<ClaimBody>) => viewOf(claimKind, claimCycle, subject);
const idOnly = z.object({ id: field.id });

const create = command({
  name: "claims.create",
  method: "POST",
  path: "/programmes/{programme}/claims",
  says: {
    zh: "新建兑付申请：企业就一张券或补助，服务商就其未兑付的核销",
    en: "Begin a claim: a firm on one award, a provider on what it has redeemed",
  },
  roles: ["applicant-clerk", "provider-clerk"],
  input: z.object({
    programme: field.id,
    voucher: field.id.optional(),
    facts: field.facts.default({}),
    evidence: z.array(field.id).max(200).default([]),
  }),
  output: claimView,
  example: {
    programme: EXAMPLE.id,
    voucher: EXAMPLE.id,
    facts: { "contract.amount": "900万元" },
    evidence: [],
  },
  async run(context, { programme, voucher: voucherId, facts, evidence }) {
    await requireOwnEvidence(context, evidence);
    const mode = await modeOf(context, programme);
    // Also under another mode a provider may have redeemed what another system hands out.
    const isProvider = voucherId === undefined && context.actor.roles.includes("provider-clerk");
    const drawn =
      isProviderMode(mode) || isProvider
        ? await unclaimed(context, programme)
        : await onAward(context, voucherId);
    const id = newId(context.clock(), context.random);
    const amount = drawn.lines.reduce((sum, line) => sum + BigInt(line.amount), 0n);
    await context.store.write([
      birthOf(context, claimKind, claimCycle.begins, {
        id,
        event: "create",
        organisation: context.actor.organisation,
        parent: voucherId ?? null,
        programme,
        detail: { amount },
        body: {
          handled: {},
          mode,
          lines: [...drawn.lines],
          amount: amount.toString(),
          facts,
          evidence,
          assessment: null,
          pool: drawn.pool,
          period: drawn.period,
          rooms: [...drawn.rooms],
          approvals: [],
          countedOn: null,
          paidOn: null,
          limits: [],
          commitments: 0,
          batch: null,
          parts: [],
        },
      }),
    ]);
    return show(await find(context, id));
  },
});

async function onAward(context: Context, id: string | undefined) {
  if (id === undefined) throw new Refusal("malformed", { what: "voucher" });
  const voucher = await seen(context, voucherKind, id);
  const { pool, period, rooms } = voucher.body;
  return { lines: [{ voucher: id, redemption: null, amount: "0" }], pool, period, rooms };
}

const amend = command({
  name: "claims.amend",
  method: "PUT",
  path: "/claims/{id}",
  says: { zh: "修改草稿，或按要求补正", en: "Change a draft, or correct what was returned" },
  roles: ["applicant-clerk", "provider-clerk"],
  edits: true,
  input: z.object({
    id: field.id,
    revision: field.revision,
    facts: field.facts.default({}),
    evidence: z.array(field.id).max(200).default([]),
  }),
  output: claimView,
  example: { ...EXAMPLE, revision: 1, facts: { "contract.amount": "880万元" }, evidence: [] },
  async run(context, { id, revision, facts, evidence }) {
    const claim = await find(context, id);
    if (claim.revision !== revision) throw new Refusal("stale", { revision: claim.revision });
    await requireOwnEvidence(context, evidence);
    const { change, after } = stepOf(context, claimKind, claimCycle, claim, "amend", {
      body: { facts, evidence },
    });
    await context.store.write([change]);
    return show(after);
  },
});

const submit = command({
  name: "claims.submit",
  method: "POST",
  path: "/claims/{id}/submit",
  says: {
    zh: "提交：按结算事实重新核算，占用相应金额",
    en: "Hand it in: reckoned again on settled facts, its money set aside",
  },
  roles: ["applicant-clerk", "provider-clerk"],
  money: true,
  input: idOnly,
  output: claimView,
  example: EXAMPLE,
  async run(context, input) {
    const name = moneyKey(context, `claim:${input.id}`);
    const before = await continued(context, name, input);
    if (before !== null) return claimView.parse(before);
    const claim = await find(context, input.id);
    const use = await inUse(context, claim.programme ?? "");
    // A claim that was returned keeps its money aside while it is corrected.
    const aside = claim.state === "returned" ? claim.body.lines : [];
    const drawn = await reckoned(context, claim, use);
    const counted = await countOnVouchers(context, drawn.claim, aside, drawn.claim.body.lines);
    const { marks, findings } = await lookAt(context, {
      ...claim,
      subject: claim,
      cases: drawn.cases,
      facts: drawn.facts,
      evidence: claim.body.evidence,
      rules: use.rules,
    });
    const { change, after } = stepOf(context, claimKind, claimCycle, claim, "submit", {
      truths: { "programme-running": isRunning(use), "evidence-complete": drawn.lacking.length === 0 },
      body: {
        ...drawn.claim.body,
        approvals: [],
        countedOn: today(context),
        commitments: claim.body.commitments + 1,
        parts: counted.parts.map(part => ({ owed: part.toString(), paid: "0", back: "0", keys: [] })),
      },
      detail: {
        gate: "claim",
        assessment: drawn.claim.body.assessment,
        amount: drawn.claim.body.amount,
        rules: use.pinned,
      },
      marks,
    });
    const done = await carryOut(context, name, input, {
      subject: claim.id,
      programme: booksOf(claim.programme ?? ""),
      moves: [
        ...(aside.length === 0 ? [] : await backMoves(context, claim, name)),
        ...(await claimMoves(context, drawn.claim, name, "in")),
        ...countMoves("transfer", drawn.claim.body.limits, BigInt(drawn.claim.body.amount), name),
      ],
      changes: [change, ...counted.changes, ...findings],
      answer: show(after),
    });
    return claimView.parse(done);
  },
});

interface Drawn {
  readonly claim: Subject<ClaimBody>;
  /** The case that it belongs to: what was handed in there is not new to it. */
  readonly cases: readonly string[];
  readonly facts: Readonly<Record<string, unknown>>;
  readonly lacking: readonly string[];
}

/** The claim with what it comes to now. */
async function reckoned(context: Context, claim: Subject<ClaimBody>, use: InUse): Promise<Drawn> {
  const { body } = claim;
  const [line] = body.lines;
  if (line === undefined || line.voucher === null || line.redemption !== null) {
    // Bound first: what is bound can no longer be reversed, so that the lines stay what they are read as.
    await bindRedemptions(context, claim);
    const lines = await boundLines(context, claim);
    const amount = lines.reduce((sum, each) => sum + BigInt(each.amount), 0n);
    if (amount === 0n) throw new Refusal("guard-failed", { what: "核销已全部冲正 / all of it was reversed" });
    return {
      claim: { ...claim, body: { ...body, lines, amount: amount.toString() } },
      cases: [],
      facts: body.facts,
      lacking: [],
    };
  }
  const voucher = await context.store.get(voucherKind, claim.office, line.voucher);
  if (claim.state === "draft") requireClaimable(voucher, today(context));
  const application = await context.store.get(applicationKind, claim.office, voucher.body.application);
  const own =
    claim.state === "returned"
      ? { amount: BigInt(body.amount), limits: body.limits.map(each => ({ ...each })) }
      : { amount: 0n, limits: [] };
  const { amount, assessment, limits } = await reckonClaim(context, voucher, body.facts, own);
  const text = amount.toString();
  const counted = limits.map(({ code, ceiling }) => ({ code, ceiling: ceiling ?? "0" }));
  return {
    claim: {
      ...claim,
      body: {
        ...body,
        lines: [{ ...line, amount: text }],
        amount: text,
        assessment,
        limits: counted,
      },
    },
    cases: [application.id],
    facts: statedAfter(use.rules.vocabulary, voucher.body.facts, body.facts, "all"),
    lacking: await evidenceMissing(context, use, claim, {
      benefit: voucher.body.benefit,
      evidence: [...application.body.evidence, ...body.evidence],
    }),
  };
}

const list = command({
  name: "claims.list",
  method: "GET",
  path: "/claims",
  says: { zh: "兑付申请清单", en: "Claims" },
  roles: EVERYBODY,
  input: z.object({ ...pageInput, programme: field.id.optional(), state: z.string().optional() }),
  output: pageOf(claimView),
  example: { limit: 20 },
  async run(context, { programme, state, cursor, limit }) {
    const page = await context.store.list(claimKind, context.actor.office, {
      organisation: organisationSeen(context),
      programme,
      cursor,
      limit,
      states: state === undefined ? undefined : [state],
    });
    return { items: page.items.map(show), next: page.next };
  },
});

const get = command({
  name: "claims.get",
  method: "GET",
  path: "/claims/{id}",
  says: { zh: "一件兑付申请", en: "One claim" },
  roles: EVERYBODY,
  input: idOnly,
  output: claimView,
  example: EXAMPLE,
  run: async (context, { id }) => show(await find(context, id)),
});

export const claimCommands: readonly Command[] = [create, amend, submit, list, get];
