/**
 * A command of several steps, each whole by itself: a run that is confirmed application by application, a payment file
 * that is booked claim by claim. That it was begun is written down, with what was asked, and what its last step changes
 * is locked until then. Whoever dies on the way leaves a command that a job asks again, under the same key and in the
 * same name, until it has ended.
 */
import { fingerprint, plain } from "../canonical.ts";
import type { Context } from "../command.ts";
import { moneyKey } from "../commands/people.ts";
import { Refusal } from "../refusal.ts";
import type { Change } from "../store/subject.ts";
import { type Asked, answerOf, endRefused, lockedBy } from "./plan.ts";

export interface Stepwise {
  /** What the command is about. */
  readonly subject: string;
  /** The steps before the last, each done once under a key of its own, however often they are asked for. */
  steps(): Promise<void>;
  /** The last step, which ends the command. */
  readonly changes: readonly Change[];
  readonly answer: unknown;
}

/** Several signs of life fall into the time after which a command is taken up by a job. */
const SIGN_OF_LIFE_MS = 10_000;

/**
 * Carries a command through, from wherever it stands.
 * @param judge reads what the command rests on and refuses what must not be; writes nothing. `begun`: it was judged
 * before, and some of its steps may be done
 * @throws Refusal what `judge` and the steps refuse, the same again for the same key; `busy` when others are changing
 * what a step changes: the job will be at it too
 */
export async function carryThrough(
  context: Context,
  asked: Omit<Asked, "key">,
  judge: (begun: boolean) => Promise<Stepwise>,
): Promise<unknown> {
  const { store, actor } = context;
  const name = moneyKey(context, asked.command);
  const print = fingerprint(asked.input);
  const known = await store.intent(name, actor.office);
  if (known !== null && known.fingerprint !== print) throw new Refusal("key-reused");
  if (known?.done === true) return answerOf(known.answer);
  if (known !== null) return toTheEnd(context, name, () => judge(true));
  const stepwise = await judge(false);
  const begun = await store.begin(
    {
      key: name,
      office: actor.office,
      subject: stepwise.subject,
      command: asked.command,
      fingerprint: print,
      input: plain({ ...asked, key: context.key }),
      actor,
      at: context.clock(),
    },
    lockedBy(stepwise.changes),
  );
  if (begun.is === "answered") return answerOf(begun.answer);
  return toTheEnd(context, name, async () => stepwise);
}

async function toTheEnd(context: Context, name: string, judged: () => Promise<Stepwise>): Promise<unknown> {
  const { store, actor } = context;
  const command = { key: name, office: actor.office };
  const living = setInterval(
    () => void store.signOfLife(command, context.clock()).catch(() => undefined),
    SIGN_OF_LIFE_MS,
  );
  try {
    const { steps, changes, answer } = await judged();
    await steps();
    await store.write(changes, { ...command, answer });
    return plain(answer);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // Another process that took it up may have ended it first.
    const found = await store.answered(name, actor.office);
    if (found !== null) return answerOf(found.answer);
    await endRefused(store, command, error);
    throw error.code === "stale" ? new Refusal("busy") : error;
  } finally {
    clearInterval(living);
  }
}
