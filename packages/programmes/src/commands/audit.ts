/** 审计与申诉：任一事项的经过、决定的重演、账户余额。 */

import { z } from "zod";
import { canonicalJson } from "../../../policy/src/present/canonical-json.ts";
import { fingerprint } from "../canonical.ts";
import { type Command, type Context, command, pageInput, pageOf } from "../command.ts";
import { newId } from "../identifier.ts";
import { applicationCycle } from "../life-cycles/application.ts";
import { appealCycle } from "../life-cycles/cases.ts";
import { booksOf } from "../money/accounts.ts";
import { Refusal } from "../refusal.ts";
import { sightOf } from "../roles.ts";
import { assess } from "../rules/assess.ts";
import { ENGINE } from "../rules/open-rules.ts";
import { brokenLink } from "../store/history.ts";
import { birthOf, organisationSeen, seen, stepOf } from "../subjects/advance.ts";
import { appealKind, applicationKind, programmeKind } from "../subjects/kinds.ts";
import { field, viewOf, viewSchema, yuan } from "../subjects/view.ts";
import { EVERYBODY } from "./people.ts";

const EXAMPLE = { id: "0198a4b2-0000-7000-8000-000000000000" };
const READERS = ["auditor", "audit-admin", "decider-3", "finance-approver"] as const;

const line = z.object({
  sequence: z.number().int(),
  at: z.string(),
  event: z.string(),
  from: z.string().nullable(),
  to: z.string(),
  /** Empty for those outside the office. */
  actor: z.string(),
  reason: z.string().nullable(),
  note: z.string().nullable(),
  detail: z.unknown(),
  hash: z.string(),
});

async function requireSight(context: Context, id: string): Promise<void> {
  if (sightOf(context.actor.roles) === "office") return;
  const { rows } = await context.store.sql.query<{ organisation: string | null }>(
    "SELECT organisation FROM programmes.subject WHERE id = $1 AND office = $2",
    [id, context.actor.office],
  );
  if (rows[0]?.organisation !== context.actor.organisation) throw new Refusal("not-found", { what: id });
}

const history = command({
  name: "subjects.history",
  method: "GET",
  path: "/subjects/{id}/history",
  says: {
    zh: "任一事项的经过：何时、何人、为何、依据何规则",
    en: "What happened to a thing: when, by whom, why, on which rules",
  },
  roles: [...EVERYBODY, "audit-admin"],
  input: z.object({ id: field.id }),
  output: z.object({
    lines: z.array(line),
    brokenAt: z.number().int().nullable(),
    /** Whether what is kept now is what the last line says was kept. */
    contentAgrees: z.boolean(),
  }),
  example: EXAMPLE,
  async run(context, { id }) {
    if (!context.actor.roles.includes("audit-admin")) await requireSight(context, id);
    const lines = await context.store.history(context.actor.office, id);
    if (lines.length === 0) throw new Refusal("not-found", { what: id });
    const inside = sightOf(context.actor.roles) === "office";
    return {
      lines: lines.map(each => ({
        ...each,
        at: each.at.toISOString(),
        actor: inside ? each.actor : "",
        detail: inside ? each.detail : {},
      })),
      brokenAt: brokenLink(id, lines),
      contentAgrees: await contentAgrees(context, id, lines.at(-1)?.detail),
    };
  },
});

async function contentAgrees(context: Context, id: string, detail: unknown): Promise<boolean> {
  const { rows } = await context.store.sql.query<{ body: unknown }>(
    "SELECT body FROM programmes.subject WHERE id = $1 AND office = $2",
    [id, context.actor.office],
  );
  const said = z.looseObject({ content: z.string() }).safeParse(detail);
  return said.success && said.data.content === fingerprint(rows[0]?.body);
}

const stored = z.object({
  pinned: z.object({
    programme: z.string(),
    vocabulary: z.string(),
    engine: z.string(),
    rulings: z.record(z.string(), z.string()),
  }),
  asOf: z.string(),
  facts: z.record(z.string(), z.unknown()),
  awards: z.array(z.record(z.string(), z.union([z.string(), z.boolean()]))),
  handedIn: z.boolean().optional(),
  answer: z.json(),
});

const replay = command({
  name: "assessments.replay",
  method: "POST",
  path: "/assessments/{hash}/replay",
  says: {
    zh: "按当时的规则和事实重演决定，逐字比对",
    en: "Replay a decision on its own rules and facts, and compare",
  },
  roles: READERS,
  input: z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/) }),
  output: z.object({
    equal: z.boolean(),
    engineThen: z.string(),
    engineNow: z.string(),
    stored: z.json(),
    replayed: z.json(),
  }),
  example: { hash: "0".repeat(64) },
  async run(context, { hash }) {
    await requireOwnDecision(context, hash);
    const before = stored.parse(JSON.parse(await context.store.document(hash)));
    const verdict = await assess(context.store, { ...before, handedIn: before.handedIn === true });
    const after = stored.parse(JSON.parse(verdict.text));
    return {
      equal: canonicalJson(before.answer) === canonicalJson(after.answer),
      engineThen: before.pinned.engine,
      engineNow: ENGINE,
      stored: before.answer,
      replayed: after.answer,
    };
  },
});

/** An assessment is named by hash; only those that a step or a redemption of this office rests on are shown. */
async function requireOwnDecision(context: Context, hash: string): Promise<void> {
  const { rowCount } = await context.store.sql.query(
    `SELECT 1 FROM programmes.event WHERE office = $1 AND detail->>'assessment' = $2
     UNION ALL SELECT 1 FROM programmes.redemption WHERE office = $1 AND assessment = $2 LIMIT 1`,
    [context.actor.office, hash],
  );
  if (rowCount === 0) throw new Refusal("not-found", { what: hash });
}

const accounts = command({
  name: "programmes.accounts",
  method: "GET",
  path: "/programmes/{id}/accounts",
  says: {
    zh: "项目各账户余额（元；times 账户计次数）",
    en: "The balances of a programme's accounts, in yuan; accounts `times:…` count grants",
  },
  roles: [...READERS, "finance-clerk"],
  input: z.object({ id: field.id }),
  output: z.object({
    accounts: z.array(
      z.object({
        account: z.string(),
        posted: z.string(),
        heldOut: z.string(),
        heldIn: z.string(),
        state: z.string(),
      }),
    ),
  }),
  example: EXAMPLE,
  async run(context, { id }) {
    await context.store.get(programmeKind, context.actor.office, id);
    const found = await context.ledger.balances(booksOf(id));
    return {
      accounts: found.map(each => ({
        account: each.account,
        posted: shownOn(each.account, each.postedFen),
        heldOut: shownOn(each.account, each.heldOutFen),
        heldIn: shownOn(each.account, each.heldInFen),
        state: each.state,
      })),
    };
  },
});

/** What an account counts: yuan, or how often something was given. */
function shownOn(account: string, sum: bigint): string {
  if (account.startsWith("times:")) return sum.toString();
  return sum < 0n ? `-${yuan(-sum)}` : yuan(sum);
}

const appealView = viewSchema(appealKind);

/** States in which there is nothing yet to appeal against. */
const UNDECIDED = ["draft", "submitted", "correction", "review", "withdrawn"];
/** States from which an upheld appeal brings a case back to review. */
const REOPENED = applicationCycle.rows.find(row => row.event === "reopen")?.from ?? [];

const appeal = command({
  name: "appeals.open",
  method: "POST",
  path: "/applications/{application}/appeals",
  says: { zh: "就决定提出申诉", en: "Appeal against a decision" },
  roles: ["applicant-clerk"],
  input: z.object({ application: field.id, says: field.text }),
  output: appealView,
  example: { application: EXAMPLE.id, says: "合同已按期履行" },
  async run(context, { application, says }) {
    const subject = await seen(context, applicationKind, application);
    if (UNDECIDED.includes(subject.state))
      throw new Refusal("guard-failed", { what: "尚未作出决定 / nothing has been decided yet" });
    const id = newId(context.clock(), context.random);
    const { organisation, programme } = subject;
    await context.store.write([
      birthOf(context, appealKind, appealCycle.begins, {
        id,
        event: "open",
        organisation,
        parent: application,
        programme,
        body: { handled: {}, application, says },
      }),
    ]);
    return viewOf(appealKind, appealCycle, await seen(context, appealKind, id));
  },
});

const appealSteps = (["uphold", "dismiss", "withdraw"] as const).map(event =>
  command({
    name: `appeals.${event}`,
    method: "POST",
    path: `/appeals/{id}/${event}`,
    says: {
      uphold: { zh: "申诉成立", en: "Uphold an appeal" },
      dismiss: { zh: "驳回申诉", en: "Dismiss an appeal" },
      withdraw: { zh: "撤回申诉", en: "Withdraw an appeal" },
    }[event],
    roles: appealCycle.rows.filter(row => row.event === event).flatMap(row => row.who),
    input: z.object({ id: field.id, reason: field.reason.optional(), note: field.note.optional() }),
    output: appealView,
    example: EXAMPLE,
    async run(context, { id, reason, note }) {
      const subject = await seen(context, appealKind, id);
      const application = await context.store.get(applicationKind, subject.office, subject.body.application);
      const { change, after } = stepOf(context, appealKind, appealCycle, subject, event, {
        reason,
        note,
        // Nobody judges an appeal against what they themselves decided.
        alsoHandled: application.body.handled,
      });
      const reopened =
        event === "uphold" && REOPENED.includes(application.state)
          ? [
              stepOf(context, applicationKind, applicationCycle, application, "reopen", {
                truths: { "appeal-upheld": true },
                body: { appealed: true, approvals: [], noticeUntil: null },
                detail: { appeal: id },
              }).change,
            ]
          : [];
      await context.store.write([change, ...reopened]);
      return viewOf(appealKind, appealCycle, after);
    },
  }),
);

const appeals = command({
  name: "appeals.list",
  method: "GET",
  path: "/appeals",
  says: { zh: "申诉", en: "Appeals" },
  roles: EVERYBODY,
  input: z.object({ ...pageInput }),
  output: pageOf(appealView),
  example: { limit: 20 },
  async run(context, { cursor, limit }) {
    const organisation = organisationSeen(context);
    const page = await context.store.list(appealKind, context.actor.office, { organisation, cursor, limit });
    return { items: page.items.map(each => viewOf(appealKind, appealCycle, each)), next: page.next };
  },
});

export const auditCommands: readonly Command[] = [history, replay, accounts, appeal, ...appealSteps, appeals];
