/** Carrying a confirmed run out, application by application; safe to do again from where it stopped. */
import { act, releases } from "../applications/act.ts";
import { assessApplication, holds, kinFor, NOTHING_HELD } from "../applications/determine.ts";
import { grantTo } from "../applications/party.ts";
import type { Context } from "../command.ts";
import { moneyKey } from "../commands/people.ts";
import type { Days } from "../deadlines/clock.ts";
import { deadlineAfter } from "../deadlines/clock.ts";
import { booksOf } from "../money/accounts.ts";
import { followLimits } from "../money/follow-limits.ts";
import type { Subject } from "../store/subject.ts";
import { type InUse, payingPool, poolOf, today } from "../subjects/in-use.ts";
import { type ApplicationBody, applicationKind } from "../subjects/kinds.ts";

export interface Confirmed {
  readonly id: string;
  readonly method: string;
  readonly pool: string;
  readonly period: string;
  readonly notice: Days;
  readonly shares: readonly { readonly id: string; readonly asked: string; readonly granted: string }[];
}

/** First frees what the list holds and no longer gets, then holds what it gets. */
export async function carryOutRun(context: Context, use: InUse, run: Confirmed): Promise<void> {
  // What is granted in kind asks for no money, and gets what it asks for.
  const loses = (share: Confirmed["shares"][number]): boolean => share.granted === "0" && share.asked !== "0";
  const losers = run.shares.filter(loses);
  const winners = run.shares.filter(share => !loses(share));
  for (const share of losers) await refuse(context, run, share.id);
  for (const share of winners) await grant(context, use, run, share);
}

/** Applications that this run has not reached yet, and that nothing else has taken away meanwhile. */
async function pending(context: Context, run: Confirmed, id: string) {
  const subject = await context.store.get(applicationKind, context.actor.office, id);
  const done =
    subject.body.run === run.id || !["proposed", "notice", "waitlisted", "unfunded"].includes(subject.state);
  return done ? null : subject;
}

async function refuse(context: Context, run: Confirmed, id: string): Promise<void> {
  const subject = await pending(context, run, id);
  if (subject === null) return;
  await act(context, subject, run.method === "score" ? "waitlist" : "unfund", {
    input: { run: run.id, id },
    purpose: `run:${run.id}`,
    body: { run: run.id, noticeUntil: null },
    detail: { run: run.id },
  });
}

async function grant(
  context: Context,
  use: InUse,
  run: Confirmed,
  share: { readonly id: string; readonly asked: string; readonly granted: string },
): Promise<void> {
  const subject = await pending(context, run, share.id);
  if (subject === null) return;
  const { body } = subject;
  const stands = subject.state === "notice" && body.award === share.granted && body.period === run.period;
  if (stands && (body.hold !== null || share.granted === "0")) return keepNotice(context, run, subject);
  const kin = await kinFor(context, subject, use);
  const verdict = await assessApplication(context, subject, use, kin);
  const key = moneyKey(context, `run:${run.id}:${subject.id}`);
  const day = today(context);
  // What asks for money and gets none is given nothing that could count.
  const isNothing = share.granted === "0" && share.asked !== "0";
  const held = isNothing
    ? NOTHING_HELD
    : holds(subject, verdict, use, BigInt(share.granted), { kin, key, on: day });
  await followLimits(context, booksOf(use.subject.id), held.accounts);
  const { on } = deadlineAfter(day, run.notice);
  const event = subject.state === "notice" ? "unfund" : "announce";
  // What stands in notice at another amount is taken back first: a material change needs a new notice.
  if (event === "unfund") {
    await act(context, subject, "unfund", {
      input: { run: run.id, back: subject.id },
      purpose: `run-back:${run.id}`,
      detail: { run: run.id },
    });
    return grant(context, use, run, share);
  }
  await act(context, subject, "announce", {
    input: { run: run.id, id: subject.id },
    purpose: `run:${run.id}`,
    moves: [...releases(body, `${key}:before`), ...held.moves],
    also: grantTo(context, kin, subject.id),
    body: {
      run: run.id,
      award: share.granted,
      grantedOn: day,
      hold: held.pool,
      capHolds: [...held.limits],
      pool: payingPool(use, poolOf(use, body.benefit)).id,
      period: run.period,
      noticeUntil: on,
      noticeCount: body.noticeCount + 1,
    },
    detail: { run: run.id, granted: share.granted, asked: share.asked },
  });
}

/** The same award again: its notice goes on. */
async function keepNotice(
  context: Context,
  run: Confirmed,
  subject: Subject<ApplicationBody>,
): Promise<void> {
  const happening = {
    event: "keep",
    actor: context.actor.person,
    at: context.clock(),
    detail: { run: run.id },
  };
  await context.store.write([
    {
      is: "step",
      kind: applicationKind.name,
      of: subject,
      state: subject.state,
      body: { ...subject.body, run: run.id },
      happening,
    },
  ]);
}
