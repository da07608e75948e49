/** 申请：企业填报、补正、材料、查询。 */
import { z } from "zod";
import { act, applicationView, evidenceMissing, showApplication } from "../applications/act.ts";
import { assessApplication, kinFor } from "../applications/determine.ts";
import { lookAt } from "../applications/findings.ts";
import { partyOf } from "../applications/party.ts";
import { hideScores } from "../applications/scores.ts";
import { type Command, type Context, command, pageInput, pageOf } from "../command.ts";
import { offersFor } from "../evidence/offers.ts";
import { requireOwnEvidence } from "../evidence/own.ts";
import { newId } from "../identifier.ts";
import { applicationCycle } from "../life-cycles/application.ts";
import { Refusal } from "../refusal.ts";
import { figuresOf, missingFacts } from "../rules/assess.ts";
import { statedOn } from "../rules/case-facts.ts";
import { birthOf, organisationSeen, published, seen } from "../subjects/advance.ts";
import { inUse, requireRunning, today } from "../subjects/in-use.ts";
import { type ApplicationBody, applicationKind, roundKind } from "../subjects/kinds.ts";
import { fenOf, field } from "../subjects/view.ts";
import { EVERYBODY } from "./people.ts";

const EXAMPLE = { id: "0198a4b2-0000-7000-8000-000000000000" };
const idOnly = z.object({ id: field.id });
const find = (context: Context, id: string) => seen(context, applicationKind, id);

const filled = {
  facts: field.facts,
  evidence: z.array(field.id).max(200).default([]),
  requested: field.yuan.nullable().default(null),
};

const create = command({
  name: "applications.create",
  method: "POST",
  path: "/rounds/{round}/applications",
  says: { zh: "新建申请（草稿）", en: "Begin an application" },
  roles: ["applicant-clerk"],
  input: z.object({ round: field.id, benefit: field.text, ...filled }),
  output: applicationView,
  example: {
    round: EXAMPLE.id,
    benefit: "compute",
    facts: { "spend.kind": "算力服务", "service.fee": "200万元" },
    evidence: [],
  },
  async run(context, { round: roundId, benefit, facts, evidence, requested }) {
    await requireOwnEvidence(context, evidence);
    const round = await published(context, roundKind, roundId);
    const use = await inUse(context, round.programme ?? "");
    requireRunning(use);
    if (!use.rules.programme.benefits.some(each => each.id === benefit))
      throw new Refusal("not-found", { what: benefit });
    const id = newId(context.clock(), context.random);
    const body: ApplicationBody = {
      handled: {},
      round: roundId,
      benefit,
      facts,
      statedOn: statedOn(use.rules.vocabulary, { facts: {}, dates: {} }, facts, today(context)),
      evidence,
      requested: requested === null ? null : fenOf(requested).toString(),
      submitted: null,
      clock: null,
      assessment: null,
      determined: null,
      award: null,
      grantedOn: null,
      basis: null,
      appealed: false,
      override: null,
      hold: null,
      capHolds: [],
      pool: null,
      period: null,
      approvals: [],
      noticeUntil: null,
      noticeCount: 0,
      objections: [],
      conflicts: {},
      scores: {},
      run: null,
      voucher: null,
    };
    await partyOf(context, context.actor.organisation);
    await context.store.write([
      birthOf(context, applicationKind, applicationCycle.begins, {
        id,
        event: "create",
        organisation: context.actor.organisation,
        parent: roundId,
        programme: round.programme,
        body,
      }),
    ]);
    return showApplication(await find(context, id));
  },
});

const amend = command({
  name: "applications.amend",
  method: "PUT",
  path: "/applications/{id}",
  says: { zh: "修改草稿，或按要求补正", en: "Change a draft, or correct what was returned" },
  roles: ["applicant-clerk"],
  edits: true,
  input: z.object({ id: field.id, revision: field.revision, ...filled }),
  output: applicationView,
  example: {
    ...EXAMPLE,
    revision: 1,
    facts: { "spend.kind": "算力服务", "service.fee": "210万元" },
    evidence: [],
  },
  async run(context, { id, revision, facts, evidence, requested }) {
    const subject = await find(context, id);
    if (subject.revision !== revision) throw new Refusal("stale", { revision: subject.revision });
    await requireOwnEvidence(context, evidence);
    const use = await inUse(context, subject.programme ?? "");
    const before = { facts: subject.body.facts, dates: subject.body.statedOn };
    return act(context, subject, "amend", {
      body: {
        facts,
        statedOn: statedOn(use.rules.vocabulary, before, facts, today(context)),
        evidence,
        requested: requested === null ? null : fenOf(requested).toString(),
      },
    });
  },
});

/** The gate at which a case is handed in: rules, evidence and what was seen before. */
async function handIn(context: Context, id: string, event: "submit" | "resubmit") {
  const subject = await find(context, id);
  const use = await inUse(context, subject.programme ?? "");
  requireRunning(use);
  const verdict = await assessApplication(context, subject, use, await kinFor(context, subject, use));
  const { decision, why } = figuresOf(verdict.answer, subject.body.benefit);
  if (decision === "ineligible") throw new Refusal("not-eligible", { why });
  const { outcome, standing } = verdict.answer;
  if (outcome === "not-in-force") throw new Refusal("programme-not-usable", { standing });
  const missing = missingFacts(verdict.answer, subject.body.benefit);
  if (missing.length > 0) throw new Refusal("facts-missing", { what: missing.join(", ") });
  const lacking = await evidenceMissing(context, use, subject, subject.body);
  if (lacking.length > 0) throw new Refusal("evidence-missing", { what: lacking.join("、") });
  const { facts, evidence } = subject.body;
  const { marks, findings } = await lookAt(context, {
    subject,
    cases: [],
    facts,
    evidence,
    rules: use.rules,
  });
  return act(context, subject, event, {
    body: { assessment: verdict.hash, submitted: subject.body.submitted ?? context.clock().toISOString() },
    detail: { gate: "submission", assessment: verdict.hash, evidence },
    marks,
    also: findings,
  });
}

const submit = command({
  name: "applications.submit",
  method: "POST",
  path: "/applications/{id}/submit",
  says: { zh: "提交申请", en: "Hand an application in" },
  roles: ["applicant-clerk"],
  input: idOnly,
  output: applicationView,
  example: EXAMPLE,
  run: (context, { id }) => handIn(context, id, "submit"),
});

const resubmit = command({
  name: "applications.resubmit",
  method: "POST",
  path: "/applications/{id}/resubmit",
  says: { zh: "补正后再次提交", en: "Hand it in again after a correction" },
  roles: ["applicant-clerk"],
  input: idOnly,
  output: applicationView,
  example: EXAMPLE,
  run: (context, { id }) => handIn(context, id, "resubmit"),
});

const list = command({
  name: "applications.list",
  method: "GET",
  path: "/applications",
  says: { zh: "申请清单；企业只见本企业的", en: "Applications; a firm sees its own" },
  roles: EVERYBODY,
  input: z.object({
    ...pageInput,
    programme: field.id.optional(),
    round: field.id.optional(),
    state: z.string().optional(),
  }),
  output: pageOf(applicationView),
  example: { limit: 20 },
  async run(context, { programme, round, state, cursor, limit }) {
    const page = await context.store.list(applicationKind, context.actor.office, {
      organisation: organisationSeen(context),
      programme,
      parent: round,
      cursor,
      limit,
      states: state === undefined ? undefined : [state],
    });
    return {
      items: page.items.map(each => hideScores(context, showApplication(each), each.body.scores)),
      next: page.next,
    };
  },
});

const get = command({
  name: "applications.get",
  method: "GET",
  path: "/applications/{id}",
  says: { zh: "一件申请", en: "One application" },
  roles: EVERYBODY,
  input: idOnly,
  output: applicationView,
  example: EXAMPLE,
  async run(context, { id }) {
    const subject = await find(context, id);
    return hideScores(context, showApplication(subject), subject.body.scores);
  },
});

const held = z.object({ id: z.string(), name: z.string(), type: z.string() });

const evidence = command({
  name: "applications.evidence",
  method: "GET",
  path: "/applications/{id}/evidence",
  says: {
    zh: "所需材料：已附的、本企业已有可直接选用的、尚缺的",
    en: "What is to be proven: what is attached, what the firm holds already and may use again, what is missing",
  },
  roles: EVERYBODY,
  input: idOnly,
  output: z.object({
    asked: z.array(z.object({ proves: z.string(), attached: z.array(held), offered: z.array(held) })),
    missing: z.array(z.string()),
  }),
  example: EXAMPLE,
  run: async (context, { id }) => offersFor(context, await find(context, id)),
});

export const applicationCommands: readonly Command[] = [create, amend, submit, resubmit, evidence, list, get];
