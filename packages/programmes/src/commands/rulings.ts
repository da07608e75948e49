/** 口径与预算：就未明事项发布口径、指定逐案决定的角色、安排预算。 */
import { z } from "zod";
import { type Command, command, pageInput, pageOf } from "../command.ts";
import { newId } from "../identifier.ts";
import { rulingCycle } from "../life-cycles/cases.ts";
import { programmeCycle } from "../life-cycles/programme.ts";
import { Refusal } from "../refusal.ts";
import { questionsOf } from "../rules/questions.ts";
import { birthOf, published, seen, stepOf } from "../subjects/advance.ts";
import { inUse } from "../subjects/in-use.ts";
import { programmeKind, rulingKind } from "../subjects/kinds.ts";
import { field, viewOf, viewSchema } from "../subjects/view.ts";
import { DECIDERS, EVERYBODY } from "./people.ts";

const programmeView = viewSchema(programmeKind);
const rulingView = viewSchema(rulingKind);

const rule = command({
  name: "rulings.issue",
  method: "POST",
  path: "/programmes/{id}/rulings",
  says: { zh: "就未明事项发布口径", en: "Rule on an open question" },
  roles: ["decider-2", "decider-3"],
  input: z.object({
    id: field.id,
    question: field.text,
    reading: field.text,
    issuer: field.text,
    on: field.date,
    reference: field.text,
    effect: field.text,
    invented: z.boolean().default(false),
  }),
  output: rulingView,
  example: {
    id: "0198a4b2-0000-7000-8000-000000000000",
    question: "cap-period",
    reading: "total",
    issuer: "某局",
    on: "2025-04-01",
    reference: "口径〔2025〕1号",
    effect: "自发布之日起",
  },
  async run(context, { id, question, reading, invented, ...rest }) {
    const use = await inUse(context, id);
    const asked = questionsOf(use.rules.programme, use.rulings).find(each => each.id === question);
    if (asked === undefined) throw new Refusal("not-found", { what: question });
    if (!asked.readings.some(each => each.id === reading))
      throw new Refusal("ruling-unknown", {
        question,
        reading,
        may: asked.readings.map(each => each.id).join(", "),
      });
    const ruling = newId(context.clock(), context.random);
    const before = await context.store.all(rulingKind, use.subject.office, {
      parent: id,
      states: ["issued"],
    });
    await context.store.write([
      ...before
        .filter(each => each.body.question === question)
        .map(each => stepOf(context, rulingKind, rulingCycle, each, "replace").change),
      birthOf(context, rulingKind, rulingCycle.begins, {
        id: ruling,
        event: "issue",
        parent: id,
        programme: id,
        body: { handled: {}, question, reading, invented, ...rest },
      }),
    ]);
    return viewOf(rulingKind, rulingCycle, await seen(context, rulingKind, ruling));
  },
});

const rulings = command({
  name: "rulings.list",
  method: "GET",
  path: "/programmes/{id}/rulings",
  says: { zh: "已发布的口径", en: "The rulings, replaced ones too" },
  roles: EVERYBODY,
  input: z.object({ id: field.id, ...pageInput }),
  output: pageOf(rulingView),
  example: { id: "0198a4b2-0000-7000-8000-000000000000" },
  async run(context, { id, cursor, limit: most }) {
    await published(context, programmeKind, id);
    const page = await context.store.list(rulingKind, context.actor.office, {
      parent: id,
      cursor,
      limit: most,
    });
    return { items: page.items.map(each => viewOf(rulingKind, rulingCycle, each)), next: page.next };
  },
});

const perCase = command({
  name: "questions.decide-per-case",
  method: "POST",
  path: "/programmes/{id}/per-case",
  says: {
    zh: "指定逐案决定某一未明事项的角色",
    en: "Name the role that decides an open question case by case",
  },
  roles: ["decider-3"],
  edits: true,
  input: z.object({
    id: field.id,
    question: field.text,
    role: z.enum(DECIDERS),
    revision: field.revision.optional(),
  }),
  output: programmeView,
  example: { id: "0198a4b2-0000-7000-8000-000000000000", question: "cash-overlap", role: "decider-2" },
  async run(context, { id, question, role, revision }) {
    const use = await inUse(context, id);
    const { subject } = use;
    if (revision !== undefined && revision !== subject.revision)
      throw new Refusal("stale", { revision: subject.revision });
    if (!questionsOf(use.rules.programme, use.rulings).some(each => each.id === question))
      throw new Refusal("not-found", { what: question });
    await context.store.write([
      {
        is: "step",
        kind: programmeKind.name,
        of: subject,
        state: subject.state,
        body: { ...subject.body, perCase: { ...subject.body.perCase, [question]: role } },
        happening: {
          event: "decide-per-case",
          actor: context.actor.person,
          at: context.clock(),
          detail: { question, role },
        },
      },
    ]);
    return viewOf(programmeKind, programmeCycle, await context.store.get(programmeKind, subject.office, id));
  },
});

export const rulingCommands: readonly Command[] = [rule, rulings, perCase];
