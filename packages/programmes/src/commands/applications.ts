/** 申请：企业填报、受理、评审、认定、审批、公示、异议、发放。 */
import { z } from "zod";
import {
  act,
  applicationView,
  evidenceMissing,
  findingsAnswered,
  showApplication,
} from "../applications/act.ts";
import { assessApplication, determine, kinFor } from "../applications/determine.ts";
import { lookAgain, lookAt } from "../applications/findings.ts";
import { issue } from "../applications/issue.ts";
import { partyOf } from "../applications/party.ts";
import { revokeAward } from "../applications/revoke.ts";
import { type Command, type Context, command, pageInput, pageOf } from "../command.ts";
import { deadlineAfter } from "../deadlines/clock.ts";
import { offersFor } from "../evidence/offers.ts";
import { requireOwnEvidence } from "../evidence/own.ts";
import { newId } from "../identifier.ts";
import { applicationCycle } from "../life-cycles/application.ts";
import { rankOf } from "../money/approvals.ts";
import { Refusal } from "../refusal.ts";
import { figuresOf, missingFacts } from "../rules/assess.ts";
import { statedOn } from "../rules/case-facts.ts";
import type { Subject } from "../store/subject.ts";
import { birthOf, organisationSeen, published, seen } from "../subjects/advance.ts";
import { inUse, orderFor, poolOf, requireRunning, today } from "../subjects/in-use.ts";
import { type ApplicationBody, applicationKind, roundKind } from "../subjects/kinds.ts";
import { fenOf, field, yuan } from "../subjects/view.ts";
import { CLERKS, DECIDERS, EVERYBODY } from "./people.ts";

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

/** Steps that need no more than a reason. */
const SIMPLE = [
  { event: "return", zh: "退回补正，时限暂停", en: "Send it back for correction; the clock pauses" },
  { event: "accept", zh: "形式审查通过", en: "Let it pass the formal check" },
  { event: "dismiss", zh: "异议不成立", en: "Dismiss the objection" },
  { event: "uphold", zh: "异议成立，退回评审", en: "Uphold the objection; back to review" },
  { event: "allocate", zh: "公示期满，安排资金", en: "Allocate once the notice has ended" },
  { event: "withdraw", zh: "撤回申请", en: "Withdraw it" },
  { event: "reject", zh: "不予支持", en: "Reject it" },
] as const;

const simple = SIMPLE.map(({ event, zh, en }) =>
  command({
    name: `applications.${event}`,
    method: "POST",
    path: `/applications/{id}/${event}`,
    says: { zh, en },
    roles: [...new Set(applicationCycle.rows.filter(row => row.event === event).flatMap(row => row.who))],
    money: event === "withdraw" || event === "reject" || event === "uphold",
    input: z.object({
      id: field.id,
      reason: field.reason.optional(),
      note: field.note.optional(),
      objection: event === "dismiss" ? z.number().int().min(1).optional() : z.undefined().optional(),
    }),
    output: applicationView,
    example: EXAMPLE,
    async run(context, input) {
      const subject = await find(context, input.id);
      requireNoConflict(subject, context.actor.person);
      const objections = answered(subject, event, input.objection);
      if (event === "accept" && !(await findingsAnswered(context, subject.id)))
        throw new Refusal("finding-open", { what: subject.id });
      if (
        event === "allocate" &&
        subject.body.noticeUntil !== null &&
        today(context) <= subject.body.noticeUntil
      )
        throw new Refusal("notice-running", { until: subject.body.noticeUntil });
      return act(context, subject, event, {
        reason: input.reason,
        note: input.note,
        input,
        ...(objections === null ? {} : { body: { objections } }),
      });
    },
  }),
);

/**
 * The objections after a decision on them: the one that is dismissed is closed, and an upheld one closes all, since
 * the case goes back to review. Null for other events.
 */
function answered(
  subject: Subject<ApplicationBody>,
  event: string,
  number: number | undefined,
): ApplicationBody["objections"] | null {
  const { objections } = subject.body;
  if (event === "uphold") return objections.map(each => ({ ...each, open: false }));
  if (event !== "dismiss") return null;
  const open = objections.flatMap((each, index) => (each.open ? [index] : []));
  const index = number === undefined && open.length === 1 ? open[0] : (number ?? 0) - 1;
  if (index === undefined || !open.includes(index))
    throw new Refusal("malformed", { what: `objection: ${open.map(each => each + 1).join(", ") || "—"}` });
  return objections.map((each, at) => (at === index ? { ...each, open: false } : each));
}

function requireNoConflict(subject: Subject<ApplicationBody>, person: string): void {
  if (subject.body.conflicts[person] === true) throw new Refusal("conflict-of-interest");
}

const declare = command({
  name: "applications.declare-conflict",
  method: "POST",
  path: "/applications/{id}/conflict",
  says: {
    zh: "声明有无利益冲突，之后才能看到内容评分",
    en: "Declare a conflict of interest or none, before scoring",
  },
  roles: ["expert", ...DECIDERS],
  input: z.object({ id: field.id, conflict: z.boolean() }),
  output: applicationView,
  example: { ...EXAMPLE, conflict: false },
  async run(context, { id, conflict }) {
    const subject = await find(context, id);
    const { person } = context.actor;
    const body = { ...subject.body, conflicts: { ...subject.body.conflicts, [person]: conflict } };
    const happening = { event: "declare-conflict", actor: person, at: context.clock(), detail: { conflict } };
    await context.store.write([
      { is: "step", kind: applicationKind.name, of: subject, state: subject.state, body, happening },
    ]);
    return showApplication(await find(context, id));
  },
});

const score = command({
  name: "applications.score",
  method: "POST",
  path: "/applications/{id}/score",
  says: { zh: "专家评分（0–100，至多两位小数）", en: "Score it: 0 to 100, two decimals at most" },
  roles: ["expert"],
  input: z.object({ id: field.id, score: z.number().min(0).max(100), note: field.note }),
  output: applicationView,
  example: { ...EXAMPLE, score: 86.5, note: "技术路线清楚" },
  async run(context, { id, score: given, note }) {
    const subject = await find(context, id);
    const { person } = context.actor;
    if (subject.body.conflicts[person] === undefined) throw new Refusal("conflict-undeclared");
    requireNoConflict(subject, person);
    const scores = { ...subject.body.scores, [person]: Math.round(given * 100) };
    return hideScores(context, await act(context, subject, "score", { note, body: { scores } }), scores);
  },
});

/** Others' scores are hidden from an expert until their own is in. */
function hideScores<V extends { readonly body: unknown }>(
  context: Context,
  view: V,
  scores: ApplicationBody["scores"],
): V {
  const blind = context.actor.roles.includes("expert") && scores[context.actor.person] === undefined;
  const outsider = context.actor.roles.every(role => CLERKS.includes(role));
  if (!blind && !outsider) return view;
  return { ...view, body: { ...(view.body as object), scores: {}, conflicts: {} } };
}

const decide = command({
  name: "applications.determine",
  method: "POST",
  path: "/applications/{id}/determine",
  says: {
    zh: "认定金额；规则以外的例外须说明并由另一人批准",
    en: "Determine the award; an exception to the rules needs a second person",
  },
  roles: DECIDERS,
  money: true,
  input: z.object({
    id: field.id,
    amount: field.yuan.optional(),
    note: field.note.optional(),
    override: field.note.optional(),
  }),
  output: applicationView,
  example: EXAMPLE,
  async run(context, { id, ...input }) {
    const subject = await find(context, id);
    requireNoConflict(subject, context.actor.person);
    const use = await inUse(context, subject.programme ?? "");
    const { facts, evidence } = subject.body;
    await lookAgain(context, { subject, cases: [], facts, evidence, rules: use.rules });
    if (!(await findingsAnswered(context, id))) throw new Refusal("finding-open", { what: id });
    return determine(context, subject, input);
  },
});

const approve = command({
  name: "applications.approve",
  method: "POST",
  path: "/applications/{id}/approve",
  says: { zh: "按金额逐级审批", en: "Approve the award; ranks and number go by the amount" },
  roles: DECIDERS,
  input: idOnly,
  output: applicationView,
  example: EXAMPLE,
  async run(context, { id }) {
    const subject = await find(context, id);
    const { person, roles } = context.actor;
    requireNoConflict(subject, person);
    const others = subject.body.approvals.filter(each => each.person !== person);
    return act(context, subject, "approve", {
      body: { approvals: [...others, { person, rank: rankOf(roles) }] },
    });
  },
});

const announce = command({
  name: "applications.announce",
  method: "POST",
  path: "/applications/{id}/announce",
  says: { zh: "公示拟支持金额", en: "Give public notice of the award" },
  roles: ["desk-officer", ...DECIDERS],
  input: idOnly,
  output: applicationView,
  example: EXAMPLE,
  async run(context, { id }) {
    const subject = await find(context, id);
    const use = await inUse(context, subject.programme ?? "");
    const order = orderFor(poolOf(use, subject.body.benefit));
    if (order !== "submission")
      throw new Refusal("guard-failed", {
        what: `资金按“${order}”统一安排 / allocated in a run: ${order}`,
      });
    const round = await context.store.get(roundKind, subject.office, subject.body.round);
    const { on } = deadlineAfter(today(context), round.body.notice);
    return act(context, subject, "announce", {
      body: { noticeUntil: on, noticeCount: subject.body.noticeCount + 1 },
    });
  },
});

const object = command({
  name: "applications.object",
  method: "POST",
  path: "/applications/{id}/object",
  says: { zh: "登记对公示的异议", en: "Record an objection to the notice" },
  roles: ["desk-officer", "applicant-clerk"],
  input: z.object({ id: field.id, text: field.text }),
  output: applicationView,
  example: { ...EXAMPLE, text: "合同并未履行" },
  async run(context, { id, text }) {
    const subject = await find(context, id);
    const { noticeUntil } = subject.body;
    if (noticeUntil !== null && today(context) > noticeUntil)
      throw new Refusal("guard-failed", {
        what: `公示已于 ${noticeUntil} 结束 / the notice ended on ${noticeUntil}`,
      });
    const objections = [...subject.body.objections, { text, by: context.actor.person, open: true }];
    return act(context, subject, "object", { body: { objections } });
  },
});

const grant = command({
  name: "applications.issue",
  method: "POST",
  path: "/applications/{id}/issue",
  says: { zh: "发放：占用转为承诺，生成券或补助", en: "Issue the award: the hold becomes a commitment" },
  roles: ["desk-officer", ...DECIDERS],
  money: true,
  input: idOnly,
  output: applicationView,
  example: EXAMPLE,
  run: async (context, { id }) => issue(context, await find(context, id)),
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

const revoke = command({
  name: "applications.revoke",
  method: "POST",
  path: "/applications/{id}/revoke",
  says: {
    zh: "撤销已发放的补助：券随之注销，未用部分退回资金池；已付的另案追回",
    en: "Revoke what was issued: its voucher ends and the rest goes back; what is paid needs a clawback",
  },
  roles: ["decider-2", "decider-3"],
  money: true,
  input: z.object({ id: field.id, reason: field.reason, note: field.note }),
  output: applicationView,
  example: { ...EXAMPLE, reason: "evidence-false", note: "合同不实" },
  run: async (context, { id, reason, note }) =>
    revokeAward(context, await find(context, id), { reason, note }),
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

const publish = command({
  name: "rounds.notice",
  method: "GET",
  path: "/rounds/{id}/notice",
  says: { zh: "公示名单：只含可公开的内容", en: "The public notice: nothing but what may be published" },
  roles: EVERYBODY,
  input: z.object({ id: field.id, ...pageInput }),
  output: pageOf(
    z.object({ application: z.string(), benefit: z.string(), amount: z.string(), until: z.string() }),
  ),
  example: EXAMPLE,
  async run(context, { id, cursor, limit }) {
    const page = await context.store.list(applicationKind, context.actor.office, {
      parent: id,
      states: ["notice", "objection"],
      cursor,
      limit,
    });
    return {
      items: page.items.map(each => ({
        application: each.id,
        benefit: each.body.benefit,
        amount: yuan(BigInt(each.body.award ?? "0")),
        until: each.body.noticeUntil ?? "",
      })),
      next: page.next,
    };
  },
});

export const applicationCommands: readonly Command[] = [
  create,
  amend,
  submit,
  resubmit,
  ...simple,
  declare,
  score,
  decide,
  approve,
  announce,
  object,
  grant,
  revoke,
  evidence,
  list,
  get,
  publish,
];
