/** One step of an application, with its clock and what becomes of the money that is held for it. */
import type { Context } from "../command.ts";
import { moneyKey } from "../commands/people.ts";
import { clockAfter } from "../deadlines/clock.ts";
import { applicationCycle } from "../life-cycles/application.ts";
import type { Guard } from "../life-cycles/life-cycle.ts";
import { booksOf } from "../money/accounts.ts";
import { isApproved } from "../money/approvals.ts";
import type { Move } from "../money/moves.ts";
import { type AccountState, carryOut, continued } from "../money/plan.ts";
import type { Change, Mark, Subject } from "../store/subject.ts";
import { stepOf } from "../subjects/advance.ts";
import { type InUse, inUse, isRunning, today } from "../subjects/in-use.ts";
import {
  type ApplicationBody,
  applicationKind,
  evidenceKind,
  findingKind,
  roundKind,
} from "../subjects/kinds.ts";
import { type View, viewOf, viewSchema } from "../subjects/view.ts";

export const applicationView = viewSchema(applicationKind);

export const showApplication = (subject: Subject<ApplicationBody>): View =>
  viewOf(applicationKind, applicationCycle, subject);

export interface Act {
  readonly reason?: string | undefined;
  readonly note?: string | undefined;
  readonly body?: Partial<ApplicationBody>;
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly hasEvidence?: boolean;
  /** Accounts that are opened or frozen before. */
  readonly states?: readonly AccountState[];
  /** Movements besides those that the step's effect implies. */
  readonly moves?: readonly Move[];
  /** Changes of other subjects that go with it. */
  readonly also?: readonly Change[];
  readonly marks?: readonly Mark[];
  /** What the idempotency key's answer is compared by. */
  readonly input?: unknown;
  /** Distinguishes several acts under one key. */
  readonly purpose?: string;
}

/** Movements that free what is held for an application. */
export function releases(body: ApplicationBody, key: string): Move[] {
  const targets = [...(body.hold === null ? [] : [body.hold]), ...body.capHolds];
  return targets.map((target, index) => ({ is: "release", key: `${key}:r${index}`, target }));
}

/** Takes the step, moves the money, writes it all down. @throws Refusal */
export async function act(
  context: Context,
  subject: Subject<ApplicationBody>,
  event: string,
  options: Act = {},
): Promise<View> {
  const name = moneyKey(context, `${options.purpose ?? event}:${subject.id}`);
  const before = options.input === undefined ? null : await continued(context, name, options.input);
  if (before !== null) return applicationView.parse(before);
  const use = await inUse(context, subject.programme ?? "");
  const round = await context.store.get(roundKind, subject.office, subject.body.round);
  const day = today(context);
  const draft = { ...subject.body, ...options.body };
  const truths = await truthsOf(context, use, subject, draft, round);
  const stepOptions = { ...options, truths, detail: { ...options.detail, rules: use.pinned } };
  const { row } = stepOf(context, applicationKind, applicationCycle, subject, event, stepOptions);
  const clock =
    row.clock === undefined
      ? {}
      : { clock: clockAfter(subject.body.clock, row.clock, day, round.body.check) };
  const releasing = row.effect === "release-pool" ? releases(subject.body, name) : [];
  const freed = row.effect === "release-pool" ? { hold: null, capHolds: [], approvals: [] } : {};
  const { change, after } = stepOf(context, applicationKind, applicationCycle, subject, event, {
    ...stepOptions,
    body: { ...options.body, ...clock, ...freed },
  });
  const moves = [...releasing, ...(options.moves ?? [])];
  const changes = [change, ...(options.also ?? [])];
  const answer = showApplication(after);
  const { states = [] } = options;
  if (moves.length === 0 && states.length === 0) {
    await context.store.write(changes);
    return answer;
  }
  const done = await carryOut(context, name, options.input ?? { event, id: subject.id }, {
    subject: subject.id,
    programme: booksOf(subject.programme ?? ""),
    states,
    moves,
    changes,
    answer,
  });
  return applicationView.parse(done);
}

async function truthsOf(
  context: Context,
  use: InUse,
  subject: Subject<ApplicationBody>,
  draft: ApplicationBody,
  round: Subject<{ readonly opens: string; readonly closes: string | null }>,
): Promise<Partial<Record<Guard, boolean>>> {
  const day = today(context);
  const { opens, closes } = round.body;
  const award = BigInt(draft.award ?? "0");
  return {
    "programme-running": isRunning(use),
    "round-open": round.state === "open" && opens <= day && (closes === null || day <= closes),
    "evidence-complete": (await evidenceMissing(context, use, subject, draft)).length === 0,
    "findings-answered": await findingsAnswered(context, subject.id),
    "approved-enough": isApproved(award, draft.approvals),
    "notice-ended": draft.noticeUntil !== null && day > draft.noticeUntil,
    "money-held": draft.award !== null && (award === 0n || (subject.body.hold ?? draft.hold) !== null),
    "no-objection": draft.objections.every(each => !each.open),
  };
}

/** What the programme asks to be proven and nothing handed in proves. */
export async function evidenceMissing(
  context: Context,
  use: InUse,
  subject: Pick<Subject<ApplicationBody>, "office" | "organisation">,
  draft: Pick<ApplicationBody, "benefit" | "evidence">,
): Promise<string[]> {
  const asked = use.rules.programme.benefits.find(each => each.id === draft.benefit)?.evidence ?? [];
  const held = await Promise.all(
    draft.evidence.map(id => context.store.find(evidenceKind, subject.office, id)),
  );
  const proven = held.flatMap(each =>
    each?.organisation === subject.organisation ? [each.body.proves] : [],
  );
  return asked.filter(name => !proven.includes(name));
}

/** Whether every finding about a subject has been cleared. */
export async function findingsAnswered(context: Context, id: string): Promise<boolean> {
  const open = await context.store.list(findingKind, context.actor.office, {
    parent: id,
    states: ["open", "confirmed"],
    limit: 1,
  });
  return open.items.length === 0;
}
