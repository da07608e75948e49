/** 年末：年度资金池未用完的，按口径收回或结转。 */
import { z } from "zod";
import { type Command, type Context, command, pageInput, pageOf } from "../command.ts";
import { newId } from "../identifier.ts";
import { booksOf, poolAccount, source } from "../money/accounts.ts";
import type { Move } from "../money/moves.ts";
import { carryOut, continued } from "../money/plan.ts";
import { splitBack, splitPayment } from "../money/split.ts";
import { Refusal } from "../refusal.ts";
import { birthOf, newborn, published } from "../subjects/advance.ts";
import {
  type InUse,
  inUse,
  type Pool,
  poolNamed,
  ratesOf,
  requireOwnMoney,
  today,
} from "../subjects/in-use.ts";
import { appropriationKind, programmeKind, yearEndKind } from "../subjects/kinds.ts";
import { field, viewOf, viewSchema } from "../subjects/view.ts";
import { EVERYBODY, moneyKey } from "./people.ts";

const yearEndView = viewSchema(yearEndKind);
const EXAMPLE = { id: "0198a4b2-0000-7000-8000-000000000000" };

/** What each funder has put into a pool's period, and what of it has lapsed already, in fen. */
async function givenTo(
  context: Context,
  use: InUse,
  pool: Pool,
  period: string,
): Promise<{ readonly parts: bigint[]; readonly lapsed: bigint }> {
  const { office, id } = use.subject;
  const [made, ended] = await Promise.all([
    context.store.all(appropriationKind, office, { parent: id }),
    context.store.all(yearEndKind, office, { parent: id }),
  ]);
  const into = [
    ...made.filter(each => each.body.pool === pool.id && each.body.period === period),
    ...ended.filter(each => each.body.pool === pool.id && each.body.into === period),
  ];
  const out = ended.filter(each => each.body.pool === pool.id && each.body.period === period);
  return {
    parts: pool.funders.map((_, funder) =>
      into.reduce((sum, each) => sum + BigInt(each.body.parts[funder] ?? "0"), 0n),
    ),
    lapsed: out.reduce((sum, each) => sum + BigInt(each.body.amount), 0n),
  };
}

/** How what is left is split between the funders: as they gave it. */
async function partsOf(
  context: Context,
  use: InUse,
  pool: Pool,
  period: string,
  amount: bigint,
): Promise<readonly bigint[]> {
  const { parts, lapsed } = await givenTo(context, use, pool, period);
  const total = parts.reduce((sum, part) => sum + part, 0n);
  return total === 0n ? splitPayment(0n, amount, ratesOf(pool)) : splitBack(parts, lapsed, amount);
}

const end = command({
  name: "pools.end-year",
  method: "POST",
  path: "/programmes/{id}/year-ends",
  says: {
    zh: "年末：未用余额按口径收回各级财政或结转下一年度；仍被占用的，释放后再办",
    en: "End a pool's year: what is free lapses to its funders or is carried over, as ruled; what is held, later",
  },
  roles: ["finance-approver"],
  money: true,
  input: z.object({ id: field.id, pool: field.text, year: z.string().regex(/^\d{4}$/) }),
  output: yearEndView,
  example: { ...EXAMPLE, pool: "fund", year: "2025" },
  async run(context, input) {
    const name = moneyKey(context, "end-year");
    const before = await continued(context, name, input);
    if (before !== null) return yearEndView.parse(before);
    const use = await inUse(context, input.id);
    const pool = poolNamed(use, input.pool);
    requireOwnMoney(use, pool);
    const ruling = use.rulings.get("unspent");
    if (ruling === undefined) throw new Refusal("question-unsettled", { questions: "unspent" });
    if (!pool.perYear || input.year >= today(context).slice(0, 4))
      throw new Refusal("guard-failed", {
        what: `年度尚未结束或资金池不按年度 / the year has not ended, or the pool has no years: ${input.year}`,
      });
    const from = poolAccount(pool.id, input.year);
    const balance = await context.ledger.balance(booksOf(input.id), from.code);
    const amount = balance === null ? 0n : balance.postedFen - balance.heldOutFen;
    if (amount === 0n) throw new Refusal("guard-failed", { what: "没有可用余额 / nothing is free" });
    const parts = await partsOf(context, use, pool, input.year, amount);
    const into = ruling === "carried-over" ? String(Number(input.year) + 1) : null;
    const moves: Move[] =
      into === null
        ? parts.flatMap((part, funder): Move[] =>
            part === 0n
              ? []
              : [
                  {
                    is: "transfer",
                    key: `${name}:${funder}`,
                    from,
                    to: source(pool.id, input.year, funder),
                    fen: part.toString(),
                  },
                ],
          )
        : [
            {
              is: "transfer",
              key: `${name}:over`,
              from,
              to: poolAccount(pool.id, into),
              fen: amount.toString(),
            },
          ];
    const id = newId(context.clock(), context.random);
    const body = {
      handled: {},
      pool: pool.id,
      period: input.year,
      into,
      amount: amount.toString(),
      parts: parts.map(String),
    };
    const birth = birthOf(context, yearEndKind, "made", {
      id,
      event: "end-year",
      parent: input.id,
      programme: input.id,
      body,
      detail: { rules: use.pinned, ruling, amount },
    });
    const answer = viewOf(yearEndKind, null, newborn(context, birth, body));
    const done = await carryOut(context, name, input, {
      subject: id,
      programme: booksOf(input.id),
      moves,
      changes: [birth],
      answer,
    });
    return yearEndView.parse(done);
  },
});

const list = command({
  name: "pools.year-ends",
  method: "GET",
  path: "/programmes/{id}/year-ends",
  says: { zh: "各年度余额的去向", en: "What became of what each year had left" },
  roles: EVERYBODY,
  input: z.object({ id: field.id, ...pageInput }),
  output: pageOf(yearEndView),
  example: EXAMPLE,
  async run(context, { id, cursor, limit }) {
    await published(context, programmeKind, id);
    const page = await context.store.list(yearEndKind, context.actor.office, { parent: id, cursor, limit });
    return { items: page.items.map(each => viewOf(yearEndKind, null, each)), next: page.next };
  },
});

export const yearEndCommands: readonly Command[] = [end, list];
