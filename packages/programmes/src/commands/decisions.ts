/** 申请的办理：受理、评审、认定、审批、公示、异议、发放、撤销。 */
import { z } from "zod";
import { act, applicationView, findingsAnswered, showApplication } from "../applications/act.ts";
import { determine } from "../applications/determine.ts";
import { lookAgain } from "../applications/findings.ts";
import { issue } from "../applications/issue.ts";
import { revokeAward } from "../applications/revoke.ts";
import { hideScores, requireNoConflict } from "../applications/scores.ts";
import { type Command, type Context, command, pageInput, pageOf } from "../command.ts";
import { deadlineAfter } from "../deadlines/clock.ts";
import { applicationCycle } from "../life-cycles/application.ts";
import { rankOf } from "../money/approvals.ts";
import { Refusal } from "../refusal.ts";
import type { Subject } from "../store/subject.ts";
import { seen } from "../subjects/advance.ts";
import { inUse, orderFor, poolOf, today } from "../subjects/in-use.ts";
import { type ApplicationBody, applicationKind, roundKind } from "../subjects/kinds.ts";
import { field, yuan } from "../subjects/view.ts";
import { DECIDERS, EVERYBODY } from "./people.ts";

const EXAMPLE = { id: "0198a4b2-0000-7000-8000-000000000000" };
const idOnly = z.object({ id: field.id });
const find = (context: Context, id: string) => seen(context, applicationKind, id);

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

export const decisionCommands: readonly Command[] = [
  ...simple,
  declare,
  score,
  decide,
  approve,
  announce,
  object,
  grant,
  revoke,
  publish,
];
