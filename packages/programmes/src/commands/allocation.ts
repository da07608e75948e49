/** 资金安排：冻结名单、预览、按哈希确认；异议成立另行安排，已发放的不动。 */
import { z } from "zod";
import { carryOutRun } from "../allocation/confirm.ts";
import { type Frozen, freeze, reserveName } from "../allocation/run.ts";
import { canonical } from "../canonical.ts";
import { type Command, type Context, command, pageInput, pageOf } from "../command.ts";
import { newId } from "../identifier.ts";
import { runCycle } from "../life-cycles/cases.ts";
import { roundCycle } from "../life-cycles/round.ts";
import { carryThrough, type Stepwise } from "../money/carry-through.ts";
import { Refusal } from "../refusal.ts";
import type { Subject } from "../store/subject.ts";
import { birthOf, seen, stepOf } from "../subjects/advance.ts";
import {
  inUse,
  orderFor,
  payingPool,
  periodOf,
  poolNamed,
  requireRunning,
  today,
} from "../subjects/in-use.ts";
import { applicationKind, type RunBody, roundKind, runKind } from "../subjects/kinds.ts";
import { field, viewOf, viewSchema } from "../subjects/view.ts";
import { DECIDERS, OFFICE } from "./people.ts";

const runView = viewSchema(runKind);
const EXAMPLE = { id: "0198a4b2-0000-7000-8000-000000000000" };
const show = async (context: Context, id: string) =>
  viewOf(runKind, runCycle, await seen(context, runKind, id));

const preview = command({
  name: "allocation.preview",
  method: "POST",
  path: "/rounds/{id}/allocation-runs",
  says: { zh: "冻结名单并试排", en: "Freeze the list and preview the allocation" },
  roles: ["desk-officer", ...DECIDERS],
  input: z.object({
    id: field.id,
    /** To be named where the programme has several. */
    pool: field.text.optional(),
    reason: field.reason.optional(),
    note: field.note.optional(),
  }),
  output: runView,
  example: EXAMPLE,
  async run(context, { id, pool: named, reason, note }) {
    const round = await context.store.get(roundKind, context.actor.office, id);
    const use = await inUse(context, round.programme ?? "");
    requireRunning(use);
    if (named === undefined && use.pools.length > 1)
      throw new Refusal("malformed", { what: `pool: ${use.pools.map(each => each.id).join(", ")}` });
    const pool = poolNamed(use, named ?? use.pools[0]?.id ?? "");
    const order = orderFor(pool);
    const period = periodOf(payingPool(use, pool), today(context));
    const frozen = await freeze(context, use, round, pool.id, period, order);
    const reserves = {
      ...round.body.reserves,
      [reserveName(pool.id, period)]: frozen.reserve.toString(),
    };
    const stepped = stepOf(context, roundKind, roundCycle, round, "allocate", {
      reason,
      note,
      body: { reserves },
    });
    const [input, result] = await Promise.all([
      context.store.keep("allocation-input", inputText(order, use.pinned, frozen)),
      context.store.keep("allocation-result", canonical(frozen.shares)),
    ]);
    const before = await context.store.all(runKind, round.office, { parent: id });
    const run = newId(context.clock(), context.random);
    await context.store.write([
      stepped.change,
      ...before
        .filter(each => each.state !== "replaced" && each.body.pool === pool.id)
        .map(each => stepOf(context, runKind, runCycle, each, "replace").change),
      birthOf(context, runKind, runCycle.begins, {
        id: run,
        event: "preview",
        parent: id,
        programme: round.programme,
        body: {
          handled: {},
          round: id,
          number: before.length + 1,
          method: order,
          pool: pool.id,
          period,
          available: frozen.available.toString(),
          forAppeals: frozen.forAppeals.toString(),
          input,
          result,
          shares: frozen.shares.map(each => ({
            ...each,
            asked: each.asked.toString(),
            granted: each.granted.toString(),
          })),
        },
        detail: { input, result },
      }),
    ]);
    return show(context, run);
  },
});

const frozenInput = z.looseObject({
  available: z.string(),
  forAppeals: z.string(),
  entries: z.array(z.json()),
});

const inputText = (order: string, rules: unknown, { available, forAppeals, entries }: Frozen): string =>
  canonical({ order, rules, available, forAppeals, entries });

/**
 * Whether the list is still what was frozen: the same rows with the same figures, and the same money. Rows that this
 * run has reached already, before a crash, are left out on both sides.
 */
async function isUntouched(context: Context, run: Subject<RunBody>, now: Frozen): Promise<boolean> {
  const then = frozenInput.parse(JSON.parse(await context.store.document(run.body.input)));
  const reached = await Promise.all(
    run.body.shares.map(share => context.store.get(applicationKind, run.office, share.id)),
  );
  const done = new Set(reached.filter(each => each.body.run === run.id).map(each => each.id));
  const waiting = (entries: readonly unknown[]): string[] =>
    entries
      .filter(each => !done.has(z.object({ id: z.string() }).parse(each).id))
      .map(canonical)
      .sort();
  const sameMoney =
    done.size > 0 ||
    (then.available === now.available.toString() && then.forAppeals === now.forAppeals.toString());
  return sameMoney && canonical(waiting(then.entries)) === canonical(waiting(now.entries));
}

const confirm = command({
  name: "allocation.confirm",
  method: "POST",
  path: "/allocation-runs/{id}/confirm",
  says: {
    zh: "按预览的哈希确认，占用资金并公示",
    en: "Confirm the run by its hash: hold the money and give notice",
  },
  roles: DECIDERS,
  money: true,
  input: z.object({ id: field.id, hash: z.string().regex(/^[0-9a-f]{64}$/) }),
  output: runView,
  example: { ...EXAMPLE, hash: "0".repeat(64) },
  async run(context, input) {
    const { id, hash } = input;
    const run = await seen(context, runKind, id);
    if (run.body.result !== hash) throw new Refusal("run-changed", { hash: run.body.result });
    if (run.state === "confirmed") return show(context, id);
    const asked = { command: "allocation.confirm", input };
    return runView.parse(await carryThrough(context, asked, begun => confirmation(context, run, begun)));
  },
});

/** What confirming a run takes: every application of its list, then the run and the round together. */
async function confirmation(context: Context, run: Subject<RunBody>, begun: boolean): Promise<Stepwise> {
  const { result, method, pool, period, shares } = run.body;
  const round = await context.store.get(roundKind, run.office, run.body.round);
  const use = await inUse(context, run.programme ?? "");
  requireRunning(use);
  const confirmed = stepOf(context, runKind, runCycle, run, "confirm", { detail: { hash: result } });
  const announced = stepOf(context, roundKind, roundCycle, round, "announce");
  // The list must still be what was frozen: whatever changed since needs a new preview. Once it has begun, what is
  // taken away meanwhile is passed over.
  if (!begun) {
    const again = await freeze(context, use, round, pool, period, method);
    if (!(await isUntouched(context, run, again))) throw new Refusal("run-changed", { hash: result });
  }
  const { notice } = round.body;
  return {
    subject: run.id,
    steps: () => carryOutRun(context, use, { id: run.id, method, pool, period, notice, shares }),
    changes: [confirmed.change, announced.change],
    answer: viewOf(runKind, runCycle, confirmed.after),
  };
}

const list = command({
  name: "allocation.list",
  method: "GET",
  path: "/rounds/{id}/allocation-runs",
  says: { zh: "批次的各次资金安排", en: "The allocation runs of a round" },
  roles: OFFICE,
  input: z.object({ id: field.id, ...pageInput }),
  output: pageOf(runView),
  example: EXAMPLE,
  async run(context, { id, cursor, limit }) {
    const page = await context.store.list(runKind, context.actor.office, { parent: id, cursor, limit });
    return { items: page.items.map(each => viewOf(runKind, runCycle, each)), next: page.next };
  },
});

const get = command({
  name: "allocation.get",
  method: "GET",
  path: "/allocation-runs/{id}",
  says: { zh: "一次资金安排", en: "One allocation run" },
  roles: OFFICE,
  input: z.object({ id: field.id }),
  output: runView,
  example: EXAMPLE,
  run: (context, { id }) => show(context, id),
});

export const allocationCommands: readonly Command[] = [preview, confirm, list, get];
