/** 项目与口径：载入、检查、发布、冻结、终止。 */

import { readProgramme, readVocabulary } from "@suanquan/policy";
import { checkProgramme } from "@suanquan/policy/check";
import { standingOn } from "@suanquan/policy/standing-on-day";
import { z } from "zod";
import { type Command, type Context, command, pageInput, pageOf } from "../command.ts";
import { newId } from "../identifier.ts";
import { programmeCycle } from "../life-cycles/programme.ts";
import { booksOf } from "../money/accounts.ts";
import { type AccountState, carryOut, continued } from "../money/plan.ts";
import { Refusal } from "../refusal.ts";
import { ROLES } from "../roles.ts";
import { conditionsAsked, FRESH_DAYS, GATES } from "../rules/gates.ts";
import { questionsOf } from "../rules/questions.ts";
import { birthOf, published, statesShown, stepOf } from "../subjects/advance.ts";
import { inUse, today } from "../subjects/in-use.ts";
import { programmeKind, roundKind } from "../subjects/kinds.ts";
import { successionOf } from "../subjects/succession.ts";
import { field, viewOf, viewSchema } from "../subjects/view.ts";
import { DECIDERS, EVERYBODY, moneyKey } from "./people.ts";

const programmeView = viewSchema(programmeKind);
const show = async (context: Context, id: string) =>
  viewOf(programmeKind, programmeCycle, await published(context, programmeKind, id));

/** The file as it will be kept, read once to see what is wrong with it. */
function readFile(context: Context, text: string) {
  const { vocabulary } = readVocabulary(context.policies.vocabulary);
  if (vocabulary === undefined) throw new Refusal("programme-faulty", { count: 1, what: "vocabulary" });
  const { programme, findings, spans } = readProgramme(text, "programme.yaml", vocabulary);
  const checked =
    programme === undefined
      ? findings
      : [
          ...findings,
          ...checkProgramme(programme, spans, "programme.yaml", { vocabulary, today: today(context) }),
        ];
  return { programme, errors: checked.filter(each => each.severity === "error") };
}

const load = command({
  name: "programmes.load",
  method: "POST",
  path: "/programmes",
  says: { zh: "载入项目文件，成为本单位的草稿", en: "Load a programme file as a draft of this office" },
  roles: [...DECIDERS, "desk-officer"],
  input: z.object({
    /** The file's place in the catalogue, or its own text. */
    file: z.string().max(200).optional(),
    text: z.string().max(1_000_000).optional(),
  }),
  output: programmeView,
  example: { file: "henan/suanli.yaml" },
  async run(context, { file, text }) {
    const found = text ?? context.policies.programmes.find(each => each.file === file)?.text;
    if (found === undefined) throw new Refusal("not-found", { what: file ?? "file" });
    const { programme, errors } = readFile(context, found);
    if (programme === undefined)
      throw new Refusal("programme-faulty", {
        count: errors.length,
        what: errors
          .map(each => `${each.line}: ${each.what.zh} / ${each.what.en}`)
          .slice(0, 5)
          .join("; "),
      });
    const id = newId(context.clock(), context.random);
    const [textHash, vocabulary] = await Promise.all([
      context.store.keep("programme", found),
      context.store.keep("vocabulary", JSON.stringify(context.policies.vocabulary)),
    ]);
    await context.store.write([
      birthOf(context, programmeKind, programmeCycle.begins, {
        id,
        event: "load",
        body: {
          handled: {},
          tree: programme.id,
          version: programme.version,
          title: programme.title,
          mode: programme.delivery.mode,
          text: textHash,
          vocabulary,
          errors: errors.length,
          perCase: {},
          poolTotals: {},
          frozen: null,
          replacedBy: null,
        },
        detail: { text: textHash, vocabulary },
      }),
    ]);
    return show(context, id);
  },
});

const list = command({
  name: "programmes.list",
  method: "GET",
  path: "/programmes",
  says: { zh: "本单位的项目，含已终止的", en: "The office's programmes, ended ones too" },
  roles: EVERYBODY,
  input: z.object({ ...pageInput, state: z.string().optional() }),
  output: pageOf(programmeView),
  example: { limit: 20 },
  async run(context, { cursor, limit: most, state }) {
    const page = await context.store.list(programmeKind, context.actor.office, {
      cursor,
      limit: most,
      states: statesShown(context, programmeCycle, state),
    });
    return { items: page.items.map(each => viewOf(programmeKind, programmeCycle, each)), next: page.next };
  },
});

const get = command({
  name: "programmes.get",
  method: "GET",
  path: "/programmes/{id}",
  says: { zh: "一个项目", en: "One programme" },
  roles: EVERYBODY,
  input: z.object({ id: field.id }),
  output: programmeView,
  example: { id: "0198a4b2-0000-7000-8000-000000000000" },
  run: (context, { id }) => show(context, id),
});

const questionView = z.object({
  id: z.string(),
  ask: z.object({ zh: z.string(), en: z.string() }),
  readings: z.array(z.object({ id: z.string(), says: z.object({ zh: z.string(), en: z.string() }) })),
  touchesMoney: z.boolean(),
  ruling: z.string().nullable(),
  perCase: z.enum(ROLES).nullable(),
});

const questions = command({
  name: "programmes.questions",
  method: "GET",
  path: "/programmes/{id}/questions",
  says: { zh: "文本未明事项及其口径", en: "What the text leaves open, and what is ruled on it" },
  roles: EVERYBODY,
  input: z.object({ id: field.id }),
  output: z.object({ questions: z.array(questionView), unsettled: z.array(z.string()) }),
  example: { id: "0198a4b2-0000-7000-8000-000000000000" },
  async run(context, { id }) {
    const use = await inUse(context, id);
    const { perCase } = use.subject.body;
    return {
      questions: questionsOf(use.rules.programme, use.rulings).map(
        ({ id: question, ask, readings, touchesMoney }) => ({
          id: question,
          ask,
          readings: readings.map(each => ({ id: each.id, says: each.says })),
          touchesMoney,
          ruling: use.rulings.get(question) ?? null,
          perCase: perCase[question] ?? null,
        }),
      ),
      unsettled: [...use.unsettled],
    };
  },
});

const gates = command({
  name: "programmes.gates",
  method: "GET",
  path: "/programmes/{id}/gates",
  says: { zh: "各项条件在哪些环节核对", en: "At which gates each condition is asked" },
  roles: EVERYBODY,
  input: z.object({ id: field.id }),
  output: z.object({
    freshDays: z.number().int(),
    conditions: z.array(
      z.object({
        benefit: z.string(),
        fact: z.string(),
        gates: z.array(z.enum(GATES)),
        clause: z.string().nullable(),
      }),
    ),
  }),
  example: { id: "0198a4b2-0000-7000-8000-000000000000" },
  async run(context, { id }) {
    const { rules } = await inUse(context, id);
    return {
      freshDays: FRESH_DAYS,
      conditions: conditionsAsked(rules.programme, rules.vocabulary).map(each => ({
        benefit: each.benefit,
        fact: each.fact,
        gates: [...each.gates],
        clause: each.at === null ? null : `${each.at.document} ${each.at.place}`,
      })),
    };
  },
});

interface EventSpec {
  readonly event: string;
  readonly zh: string;
  readonly en: string;
  readonly reasoned?: true;
}

const EVENTS: readonly EventSpec[] = [
  { event: "check", zh: "检查通过", en: "Have it checked" },
  {
    event: "publish",
    zh: "发布并开账；同一项目在执行的旧版由它替代，旧版须没有批次在受理或决定",
    en: "Publish it and open its books; it replaces an older version, of which no round may still take or decide cases",
  },
  { event: "freeze", zh: "冻结（审计）", en: "Freeze it (audit)", reasoned: true },
  { event: "thaw", zh: "解除冻结（审计）", en: "Lift the freeze (audit)", reasoned: true },
  { event: "end", zh: "终止", en: "End it", reasoned: true },
];

/** What becomes of the accounts, by the effect of a step. */
const ACCOUNT_STATES: Readonly<Record<string, AccountState["state"]>> = {
  "freeze-accounts": "frozen",
  "thaw-accounts": "open",
};

const events = EVENTS.map(({ event, zh, en, reasoned }) =>
  command({
    name: `programmes.${event}`,
    method: "POST",
    path: `/programmes/{id}/${event}`,
    says: { zh, en },
    roles: programmeCycle.rows.filter(row => row.event === event).flatMap(row => row.who),
    input: z.object({
      id: field.id,
      reason: reasoned === true ? field.reason : field.reason.optional(),
      note: reasoned === true ? field.note : field.note.optional(),
    }),
    output: programmeView,
    example: {
      id: "0198a4b2-0000-7000-8000-000000000000",
      ...(reasoned === true ? { reason: "other", note: "核查" } : {}),
    },
    async run(context, input) {
      const { id, reason, note } = input;
      const name = moneyKey(context, `${event}:${id}`);
      const before = await continued(context, name, input);
      if (before !== null) return programmeView.parse(before);
      const { subject, rules } = await inUse(context, id);
      const stepped = stepOf(context, programmeKind, programmeCycle, subject, event, {
        reason,
        note,
        truths: {
          "no-errors": subject.body.errors === 0,
          "in-force": standingOn(rules.programme, today(context)) === "in-force",
          "nothing-open": event === "end" && (await everythingEnded(context, id)),
        },
        body: { frozen: event === "freeze" ? (note ?? "") : null },
      });
      const succession = event === "publish" ? await successionOf(context, subject) : [];
      if (stepped.row.effect === "open-books") await context.ledger.openProgramme(booksOf(id));
      const { [stepped.row.effect ?? "none"]: state } = ACCOUNT_STATES;
      if (state === undefined) {
        await context.store.write([stepped.change, ...succession]);
        return show(context, id);
      }
      const done = await carryOut(context, name, input, {
        subject: id,
        programme: booksOf(id),
        states: await accountStates(context, id, state),
        moves: [],
        changes: [stepped.change],
        answer: viewOf(programmeKind, programmeCycle, stepped.after),
      });
      return programmeView.parse(done);
    },
  }),
);

/** Whether every round of a programme has been closed out, and no award, provider or claim waits for money. */
async function everythingEnded(context: Context, programme: string): Promise<boolean> {
  const rounds = await context.store.all(roundKind, context.actor.office, { programme });
  const balances = await context.ledger.balances(booksOf(programme));
  const isOwed = balances.some(
    each => /^(award|prepaid|provider|claim):/.test(each.account) && each.postedFen > 0n,
  );
  return !isOwed && rounds.every(each => each.state === "closed-out" || each.state === "draft");
}

/** Every account that money is spent from is frozen or opened, so that the database itself refuses. */
async function accountStates(
  context: Context,
  programme: string,
  state: AccountState["state"],
): Promise<AccountState[]> {
  const balances = await context.ledger.balances(booksOf(programme));
  return balances
    .filter(each => /^(pool|provider):/.test(each.account))
    .map(({ account }) => ({ key: moneyKey(context, `${state}:${account}`), account, state }));
}

export const programmeCommands: readonly Command[] = [load, list, get, questions, gates, ...events];
