/** 批次。 */
import { z } from "zod";
import { type Command, type Context, command, pageInput, pageOf } from "../command.ts";
import { newId } from "../identifier.ts";
import { programmeCycle } from "../life-cycles/programme.ts";
import { roundCycle } from "../life-cycles/round.ts";
import { booksOf } from "../money/accounts.ts";
import { Refusal } from "../refusal.ts";
import { toldOf, unheldOf } from "../rules/unheld.ts";
import { birthOf, published, statesShown, stepOf } from "../subjects/advance.ts";
import { inUse, isRunning, requireRunning } from "../subjects/in-use.ts";
import { applicationKind, claimKind, programmeKind, roundKind, voucherKind } from "../subjects/kinds.ts";
import { requireLatest } from "../subjects/succession.ts";
import { field, viewOf, viewSchema } from "../subjects/view.ts";
import { awardOf } from "../vouchers/redeem.ts";
import { DECIDERS, EVERYBODY } from "./people.ts";

const roundView = viewSchema(roundKind);
const EXAMPLE = { id: "0198a4b2-0000-7000-8000-000000000000" };

const find = (context: Context, id: string) => published(context, roundKind, id);
const show = async (context: Context, id: string) => viewOf(roundKind, roundCycle, await find(context, id));

const create = command({
  name: "rounds.create",
  method: "POST",
  path: "/programmes/{id}/rounds",
  says: { zh: "新建批次", en: "Prepare a round" },
  roles: ["desk-officer", ...DECIDERS],
  input: z.object({
    id: field.id,
    title: field.text,
    opens: field.date,
    closes: field.date.nullable().default(null),
    /** Working days for the formal check. */
    check: z.number().int().min(1).max(90).default(5),
    notice: z
      .object({ count: z.number().int().min(1).max(60), unit: z.enum(["working", "calendar"]) })
      .default({ count: 5, unit: "working" }),
    reserveBp: z.number().int().min(0).max(10_000).default(0),
  }),
  output: roundView,
  example: { ...EXAMPLE, title: "2025年第一批", opens: "2025-04-01", closes: "2025-04-30" },
  async run(context, { id, ...rest }) {
    const use = await inUse(context, id);
    requireRunning(use);
    requireLatest(use);
    if (rest.closes !== null && rest.closes < rest.opens)
      throw new Refusal("malformed", { what: "closes < opens" });
    const round = newId(context.clock(), context.random);
    await context.store.write([
      birthOf(context, roundKind, roundCycle.begins, {
        id: round,
        event: "create",
        parent: id,
        programme: id,
        body: { handled: {}, ...rest, reserves: {}, pinned: null },
      }),
    ]);
    return show(context, round);
  },
});

/** Cases of a round that are still on their way. */
const ON_THE_WAY = [
  "submitted",
  "correction",
  "review",
  "determined",
  "proposed",
  "notice",
  "objection",
  "allocated",
];
const UNPAID = ["submitted", "examined", "approved", "batched", "part-paid"];

/** Awards that may still be claimed or used. */
const LIVING = ["active", "suspended"];

/** Whether nothing of this round is under way: no case, no award with money left, no claim on one that is unpaid. */
async function nothingOpen(context: Context, round: string, programme: string): Promise<boolean> {
  const { office } = context.actor;
  const onTheWay = await context.store.list(applicationKind, office, {
    parent: round,
    states: ON_THE_WAY,
    limit: 1,
  });
  if (onTheWay.items.length > 0) return false;
  const vouchers = (await context.store.all(voucherKind, office, { programme })).filter(
    each => each.body.round === round,
  );
  const balances = await context.ledger.balances(
    booksOf(programme),
    vouchers.filter(each => LIVING.includes(each.state)).map(each => awardOf(each).code),
  );
  if (balances.some(each => each.postedFen > 0n)) return false;
  const own = new Set(vouchers.map(each => each.id));
  const claims = await context.store.all(claimKind, office, { programme, states: UNPAID });
  return !claims.some(claim => claim.body.lines.some(line => line.voucher !== null && own.has(line.voucher)));
}

const EVENTS = [
  {
    event: "open",
    zh: "开放批次；涉及资金的问题须已有口径",
    en: "Open a round; money questions must be settled",
  },
  { event: "close", zh: "截止受理", en: "Close it to applications" },
  { event: "settle", zh: "转入兑付", en: "Go over to settlement" },
  { event: "close-out", zh: "结清批次", en: "Close it out" },
] as const;

const events = EVENTS.map(({ event, zh, en }) =>
  command({
    name: `rounds.${event}`,
    method: "POST",
    path: `/rounds/{id}/${event}`,
    says: { zh, en },
    roles: [...new Set(roundCycle.rows.filter(row => row.event === event).flatMap(row => row.who))],
    input: z.object({ id: field.id }),
    output: roundView,
    example: EXAMPLE,
    async run(context, { id }) {
      const round = await find(context, id);
      const use = await inUse(context, round.programme ?? "");
      if (event === "open") requireLatest(use);
      if (event === "open" && use.unsettled.length > 0)
        throw new Refusal("question-unsettled", { questions: use.unsettled.join(", ") });
      const unheld = event === "open" ? unheldOf(use.rules.programme, use.rulings) : [];
      if (unheld.length > 0) throw new Refusal("rules-unheld", { what: toldOf(unheld) });
      const objections = await context.store.list(applicationKind, round.office, {
        parent: id,
        states: ["objection"],
        limit: 1,
      });
      const { change } = stepOf(context, roundKind, roundCycle, round, event, {
        truths: {
          "programme-running": isRunning(use),
          "money-settled": use.unsettled.length === 0,
          "no-objection": objections.items.length === 0,
          "nothing-open": event === "close-out" && (await nothingOpen(context, id, round.programme ?? "")),
        },
        ...(event === "open" ? { body: { pinned: use.pinned }, detail: { rules: use.pinned } } : {}),
      });
      const opened = { detail: { round: id } };
      const also =
        event === "open"
          ? [stepOf(context, programmeKind, programmeCycle, use.subject, "open-round", opened).change]
          : [];
      await context.store.write([change, ...also]);
      return show(context, id);
    },
  }),
);

const list = command({
  name: "rounds.list",
  method: "GET",
  path: "/rounds",
  says: { zh: "批次", en: "Rounds" },
  roles: EVERYBODY,
  input: z.object({ ...pageInput, programme: field.id.optional(), state: z.string().optional() }),
  output: pageOf(roundView),
  example: { limit: 20 },
  async run(context, { programme, state, cursor, limit }) {
    const page = await context.store.list(roundKind, context.actor.office, {
      programme,
      cursor,
      limit,
      states: statesShown(context, roundCycle, state),
    });
    return { items: page.items.map(each => viewOf(roundKind, roundCycle, each)), next: page.next };
  },
});

const get = command({
  name: "rounds.get",
  method: "GET",
  path: "/rounds/{id}",
  says: { zh: "一个批次", en: "One round" },
  roles: EVERYBODY,
  input: z.object({ id: field.id }),
  output: roundView,
  example: EXAMPLE,
  run: (context, { id }) => show(context, id),
});

export const roundCommands: readonly Command[] = [create, ...events, list, get];
