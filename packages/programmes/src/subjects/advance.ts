/** Takes a subject one step along its life cycle: the table decides, the store writes. */
import type { Context } from "../command.ts";
import { type Guard, type LifeCycle, type Row, statesOf, step } from "../life-cycles/life-cycle.ts";
import { Refusal } from "../refusal.ts";
import { type Role, sightOf } from "../roles.ts";
import type { Change, Kind, Mark, Subject } from "../store/subject.ts";

interface WithHandled {
  readonly handled: Readonly<Record<string, readonly string[]>>;
}

export interface StepOptions<B> {
  readonly truths?: Partial<Readonly<Record<Guard, boolean>>>;
  readonly hasEvidence?: boolean;
  readonly reason?: string | undefined;
  readonly note?: string | undefined;
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly body?: Partial<B>;
  readonly marks?: readonly Mark[];
  /** Whose it is from now on. */
  readonly organisation?: string;
  /** Who did which event of the subject that this one is about. */
  readonly alsoHandled?: Readonly<Record<string, readonly string[]>>;
  /** The product itself acts, with the rights of this role: a clock that ran out, a follow-up of another step. */
  readonly as?: Role;
}

export interface Stepped<B> {
  readonly row: Row;
  readonly change: Change;
  /** The subject as it will be. */
  readonly after: Subject<B>;
}

/**
 * Works out one step; nothing is written.
 * @throws Refusal when the table does not allow it
 */
export function stepOf<B extends WithHandled>(
  context: Context,
  kind: Kind<B>,
  cycle: LifeCycle,
  subject: Subject<B>,
  event: string,
  options: StepOptions<B> = {},
): Stepped<B> {
  const { person } = context.actor;
  const row = step(cycle, subject.state, event, {
    person,
    roles: options.as === undefined ? context.actor.roles : [options.as],
    truths: options.truths ?? {},
    hasEvidence: options.hasEvidence ?? false,
    reason: options.reason,
    note: options.note,
    handled: options.as === undefined ? { ...options.alsoHandled, ...subject.body.handled } : {},
  });
  if (row instanceof Refusal) throw row;
  const body: B = {
    ...subject.body,
    ...options.body,
    handled: withHandler(subject.body.handled, event, person),
  };
  const change: Change = {
    is: "step",
    kind: kind.name,
    of: subject,
    state: row.to,
    body,
    happening: {
      event,
      actor: person,
      at: context.clock(),
      reason: options.reason,
      note: options.note,
      detail: options.detail,
    },
    ...(options.marks === undefined ? {} : { marks: options.marks }),
    ...(options.organisation === undefined ? {} : { organisation: options.organisation }),
  };
  const { at } = change.happening;
  return {
    row,
    change,
    after: { ...subject, state: row.to, revision: subject.revision + 1, body, updatedAt: at },
  };
}

const withHandler = (
  handled: WithHandled["handled"],
  event: string,
  person: string,
): Record<string, string[]> => {
  const copy = Object.fromEntries(Object.entries(handled).map(([key, people]) => [key, [...people]]));
  copy[event] = [...new Set([...(copy[event] ?? []), person])];
  return copy;
};

/** What a new subject starts with. */
export interface Birth<B> {
  readonly id: string;
  readonly event: string;
  readonly body: B;
  readonly organisation?: string | null;
  readonly parent?: string | null;
  readonly programme?: string | null;
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly note?: string | undefined;
  readonly marks?: readonly Mark[];
}

/** A new subject in the state in which its life cycle begins; nothing is written. */
export function birthOf<B extends WithHandled>(
  context: Context,
  kind: Kind<B>,
  state: string,
  birth: Birth<B>,
): Extract<Change, { is: "new" }> {
  const { person, office } = context.actor;
  return {
    is: "new",
    kind: kind.name,
    id: birth.id,
    office,
    organisation: birth.organisation ?? null,
    parent: birth.parent ?? null,
    programme: birth.programme ?? null,
    state,
    body: { ...birth.body, handled: withHandler(birth.body.handled, birth.event, person) },
    happening: {
      event: birth.event,
      actor: person,
      at: context.clock(),
      note: birth.note,
      detail: birth.detail,
    },
    ...(birth.marks === undefined ? {} : { marks: birth.marks }),
  };
}

/** A new subject as it stands once its birth is written: for the answer of a command whose money has yet to move. */
export function newborn<B>(context: Context, birth: Extract<Change, { is: "new" }>, body: B): Subject<B> {
  const { id, office, organisation, parent, programme, state } = birth;
  const at = context.clock();
  return {
    id,
    office,
    organisation,
    parent,
    programme,
    state,
    revision: 1,
    head: "",
    body,
    createdAt: at,
    updatedAt: at,
  };
}

/**
 * A subject that this actor may see.
 * @throws Refusal `not-found` also for what belongs to another office or organisation: whether it exists is not said
 */
export async function seen<B>(context: Context, kind: Kind<B>, id: string): Promise<Subject<B>> {
  const subject = await context.store.get(kind, context.actor.office, id);
  if (sightOf(context.actor.roles) !== "office" && subject.organisation !== context.actor.organisation)
    throw new Refusal("not-found", { what: `${kind.name} ${id}` });
  return subject;
}

/** What an office still prepares of that which is for everybody once it is published or opened, by kind and state. */
const PREPARED: Readonly<Record<string, readonly string[]>> = {
  programme: ["draft", "checked"],
  round: ["draft"],
};

const isPrepared = (kind: string, state: string): boolean => PREPARED[kind]?.includes(state) === true;

/**
 * A programme or round that this actor may see: outside the office not before it is published or opened.
 * @throws Refusal `not-found` also for what the office still prepares: whether it exists is not said
 */
export async function published<B>(context: Context, kind: Kind<B>, id: string): Promise<Subject<B>> {
  const subject = await context.store.get(kind, context.actor.office, id);
  if (sightOf(context.actor.roles) !== "office" && isPrepared(kind.name, subject.state))
    throw new Refusal("not-found", { what: `${kind.name} ${id}` });
  return subject;
}

/** The states that a list of programmes or rounds may show: those that are asked for, or all, less what is prepared. */
export function statesShown(
  context: Context,
  cycle: LifeCycle,
  asked: string | undefined,
): readonly string[] | undefined {
  if (sightOf(context.actor.roles) === "office") return asked === undefined ? undefined : [asked];
  const states = asked === undefined ? statesOf(cycle) : [asked];
  return states.filter(state => !isPrepared(cycle.name, state));
}

/** Whose things a list may show: the actor's own organisation, or everybody's of the office. */
export const organisationSeen = (context: Context): string | undefined =>
  sightOf(context.actor.roles) === "office" ? undefined : context.actor.organisation;
