/**
 * A step that moves money or freezes accounts: planned in full, written down, booked, and then recorded. After a crash
 * the plan is carried out from where it stands: the ledger answers a repeated key with its first answer, and the change
 * of state is written in the same transaction that ends the plan.
 */
import { z } from "zod";
import { fingerprint, plain } from "../canonical.ts";
import type { Actor, Context } from "../command.ts";
import { isRefusalCode, Refusal, type RefusalCode } from "../refusal.ts";
import { ROLES } from "../roles.ts";
import type { Ending } from "../store/store.ts";
import type { Change, Subject } from "../store/subject.ts";
import { type Move, refusalFor, submitMoves } from "./moves.ts";

/** An account that is to be frozen, or opened again. */
export interface AccountState {
  readonly key: string;
  readonly account: string;
  readonly state: "frozen" | "open";
}

export interface Plan {
  /** The subject that nothing else may touch meanwhile. */
  readonly subject: string;
  /** The programme whose books it is. */
  readonly programme: string;
  /** Before anything moves, one after the other. */
  readonly states?: readonly AccountState[];
  readonly moves: readonly Move[];
  readonly changes: readonly Change[];
  readonly answer: unknown;
}

const refused = z.object({
  refused: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});

const account = z.object({ code: z.string(), free: z.boolean().optional(), ceiling: z.string().optional() });
const moved = z.object({ key: z.string(), from: account, to: account, fen: z.string() });
const move = z.union([
  moved.extend({ is: z.literal("transfer") }),
  moved.extend({ is: z.literal("hold"), until: z.string().optional() }),
  z.object({ is: z.literal("capture"), key: z.string(), target: z.string(), fen: z.string().optional() }),
  z.object({ is: z.literal("release"), key: z.string(), target: z.string() }),
  z.object({ is: z.literal("reverse"), key: z.string(), target: z.string(), fen: z.string() }),
]);
const accountState = z.object({ key: z.string(), account: z.string(), state: z.enum(["frozen", "open"]) });
const happening = z.object({
  event: z.string(),
  actor: z.string(),
  at: z.coerce.date(),
  reason: z.string().optional(),
  note: z.string().optional(),
  detail: z.record(z.string(), z.unknown()).optional(),
});
const placed = {
  id: z.string(),
  office: z.string(),
  organisation: z.string().nullable(),
  parent: z.string().nullable(),
  programme: z.string().nullable(),
  state: z.string(),
  body: z.unknown(),
};
const marks = z.array(z.object({ kind: z.string(), value: z.string() })).optional();
const change = z.union([
  z.object({ is: z.literal("new"), kind: z.string(), ...placed, happening, marks }),
  z.object({
    is: z.literal("step"),
    kind: z.string(),
    of: z.object({
      ...placed,
      revision: z.number().int(),
      head: z.string(),
      createdAt: z.coerce.date(),
      updatedAt: z.coerce.date(),
    }),
    organisation: z.string().optional(),
    freesUses: z.boolean().optional(),
    state: z.string(),
    body: z.unknown(),
    happening,
    marks,
  }),
]);
const planForm = z.object({
  subject: z.string(),
  programme: z.string(),
  states: z.array(accountState).default([]),
  moves: z.array(move),
  changes: z.array(change),
  answer: z.unknown(),
});

/** A command of several steps as it was written down: what was asked, and under which key. */
export interface Asked {
  readonly command: string;
  readonly input: unknown;
  readonly key: string;
}

const askedForm = z.object({ command: z.string(), input: z.unknown(), key: z.string() });
const actorForm = z.object({
  person: z.string(),
  organisation: z.string(),
  office: z.string(),
  roles: z.array(z.enum(ROLES)),
});

/** A plan as it was written down. */
const readPlan = (text: unknown): Plan => withoutAbsent(planForm.parse(text));

/** Fields that zod leaves as `undefined` are absent in a plan. */
function withoutAbsent(read: z.infer<typeof planForm>): Plan {
  return {
    ...read,
    moves: read.moves.map(each => dropUndefined(each) as Move),
    changes: read.changes.map(each => dropUndefined(each) as Change),
  };
}

const dropUndefined = (value: object): object =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined));

/** What carries a plan out: the store and the books of its office. */
export type PlanShell = Pick<Context, "store" | "ledger">;

/**
 * Carries out a plan under a name that is unique for its command's key. A plan that was begun under this name before
 * and not ended is the one that is carried out, and its answer is the answer.
 * @throws Refusal what the ledger refuses, the same again for the same key
 */
export async function carryOut(context: Context, name: string, input: unknown, plan: Plan): Promise<unknown> {
  const { store, actor } = context;
  const begun = await store.begin(
    {
      key: name,
      office: actor.office,
      subject: plan.subject,
      command: name,
      fingerprint: fingerprint(input),
      input: plain(plan),
      actor,
      at: context.clock(),
    },
    lockedBy(plan.changes),
  );
  if (begun.is === "answered") return answerOf(begun.answer);
  return finishPlan(context, name, actor.office, begun.is === "open" ? readPlan(begun.plan) : plan);
}

/** The subjects that changes step, which nothing else may touch meanwhile. */
export const lockedBy = (changes: readonly Change[]): readonly Pick<Subject<unknown>, "id" | "revision">[] =>
  changes.flatMap(each => (each.is === "step" ? [each.of] : []));

/** Refusals that say nothing of a command that has begun: it is still to be carried to its end. */
const PASSING: readonly RefusalCode[] = ["busy", "stale", "overloaded", "money-unknown", "programme-frozen"];

/** Ends a command of several steps as refused, unless what refused it may pass. */
export async function endRefused(
  store: Context["store"],
  command: Omit<Ending, "answer">,
  { code, values }: Refusal,
): Promise<void> {
  if (!PASSING.includes(code)) await store.finish({ ...command, answer: { refused: code, values } });
}

async function finishPlan(shell: PlanShell, name: string, office: string, plan: Plan): Promise<unknown> {
  const { store, ledger } = shell;
  try {
    await setStates(ledger, plan);
    await submitMoves(ledger, plan.programme, plan.moves, plan.subject);
  } catch (error) {
    if (error instanceof Refusal && error.code !== "money-unknown" && error.code !== "overloaded")
      await store.finish({ key: name, office, answer: { refused: error.code, values: error.values } });
    throw error;
  }
  const ending = { key: name, office, answer: plan.answer };
  try {
    await store.write(plan.changes, ending);
  } catch (error) {
    // Another process that took the same plan up may have ended it first.
    const found = await store.answered(name, office);
    if (found === null) throw error;
  }
  return plain(plan.answer);
}

/** @throws Refusal when an account is not frozen or opened */
async function setStates(
  ledger: PlanShell["ledger"],
  { programme, states = [], subject }: Plan,
): Promise<void> {
  for (const { key, account, state } of states) {
    const answer = await ledger.submit({ kind: "state", key, programme, reference: subject, account, state });
    if (answer.outcome !== "done") throw refusalFor(answer, undefined);
  }
}

export interface Resuming {
  shellOf(office: string): PlanShell;
  /** Runs a command of several steps once more. */
  ask(actor: Actor, asked: Asked): Promise<unknown>;
}

/**
 * Takes up what was begun before a moment and never ended: after a crash, or by another process that is gone. One that
 * fails does not keep the others waiting.
 * @returns how many were carried to their end
 * @throws what the first that failed failed with, when all have been tried
 */
export async function resumePlans(
  { shellOf, ask }: Resuming,
  store: Context["store"],
  before: Date,
): Promise<number> {
  let ended = 0;
  const faults: unknown[] = [];
  for (const { key, office, input, actor } of await store.unfinished(before)) {
    // A command of several steps also ends the plan of the step that it stopped at.
    if ((await store.answered(key, office)) !== null) continue;
    const asked = askedForm.safeParse(input);
    try {
      if (asked.success) await ask(actorForm.parse(actor), asked.data);
      else await finishPlan(shellOf(office), key, office, readPlan(input));
      ended += 1;
    } catch (error) {
      if (!(error instanceof Refusal)) faults.push(error);
      else if (asked.success) await endRefused(store, { key, office }, error);
    }
  }
  if (faults.length > 0) throw faults[0];
  return ended;
}

/**
 * What became of a command that was planned before under this name: its answer, if need be after carrying the plan to
 * its end; null when none was planned.
 * @throws Refusal as it was refused, or `key-reused` for other input
 */
export async function continued(context: Context, name: string, input: unknown): Promise<unknown> {
  const { store, actor } = context;
  const found = await store.intent(name, actor.office);
  if (found === null) return null;
  if (found.fingerprint !== fingerprint(input)) throw new Refusal("key-reused");
  return found.done ? answerOf(found.answer) : finishPlan(context, name, actor.office, readPlan(found.input));
}

/** What a command was answered. @throws Refusal as it was refused */
export function answerOf(answer: unknown): unknown {
  const { success, data } = refused.safeParse(answer);
  if (success && isRefusalCode(data.refused)) throw new Refusal(data.refused, data.values);
  return answer;
}
