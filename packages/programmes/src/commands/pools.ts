/** 资金池：安排预算，调整总额。 */
import { z } from "zod";
import { countMoves } from "../applications/limits.ts";
import { type Command, type Context, command } from "../command.ts";
import { digest, newId } from "../identifier.ts";
import { programmeCycle } from "../life-cycles/programme.ts";
import { booksOf, limit, poolAccount, source } from "../money/accounts.ts";
import { carryThrough, type Stepwise } from "../money/carry-through.ts";
import { followLimits } from "../money/follow-limits.ts";
import { type Account, submitMoves } from "../money/moves.ts";
import { carryOut, continued } from "../money/plan.ts";
import { splitPayment } from "../money/split.ts";
import { Refusal } from "../refusal.ts";
import { dateOf } from "../rules/assess.ts";
import type { Change } from "../store/subject.ts";
import { birthOf, newborn } from "../subjects/advance.ts";
import {
  inUse,
  type Pool,
  periodOf,
  poolNamed,
  ratesOf,
  requireOwnMoney,
  requireRunning,
  roomsOf,
  today,
  totalName,
  totalOf,
} from "../subjects/in-use.ts";
import { appropriationKind, programmeKind } from "../subjects/kinds.ts";
import { fenOf, field, viewOf, viewSchema, yuan } from "../subjects/view.ts";
import { moneyKey } from "./people.ts";

/** What has been appropriated to a pool and period so far, in fen. */
async function appropriatedTo(
  context: Context,
  programme: string,
  pool: string,
  period: string,
): Promise<bigint> {
  const made = await context.store.all(appropriationKind, context.actor.office, { parent: programme });
  return made
    .filter(each => each.body.pool === pool && each.body.period === period)
    .reduce((sum, each) => sum + BigInt(each.body.amount), 0n);
}

/** How much may be appropriated to a pool that holds money of its own. */
function authorityOf(pool: Pool, period: string): Account[] {
  const total = totalOf(pool, period);
  return total === null ? [] : [limit(["pool"], pool.id, period, total)];
}

const appropriationView = viewSchema(appropriationKind);

const appropriate = command({
  name: "pools.appropriate",
  method: "POST",
  path: "/programmes/{id}/appropriations",
  says: {
    zh: "安排预算：按各级比例记入资金池",
    en: "Appropriate money to a pool, split between its funders",
  },
  roles: ["finance-approver"],
  money: true,
  input: z.object({
    id: field.id,
    pool: field.text,
    amount: field.yuan,
    reference: field.text,
    on: field.date.optional(),
  }),
  output: appropriationView,
  example: {
    id: "0198a4b2-0000-7000-8000-000000000000",
    pool: "vouchers",
    amount: "50000000.00",
    reference: "预算〔2025〕1号",
  },
  async run(context, input) {
    const name = moneyKey(context, "appropriate");
    const before = await continued(context, name, input);
    if (before !== null) return appropriationView.parse(before);
    const use = await inUse(context, input.id);
    requireRunning(use);
    const pool = poolNamed(use, input.pool);
    requireOwnMoney(use, pool);
    const period = periodOf(pool, input.on === undefined ? today(context) : dateOf(input.on));
    const amount = fenOf(input.amount);
    const earlier = await appropriatedTo(context, input.id, pool.id, period);
    const parts = splitPayment(earlier, amount, ratesOf(pool));
    const id = newId(context.clock(), context.random);
    const body = {
      handled: {},
      pool: pool.id,
      period,
      amount: amount.toString(),
      parts: parts.map(String),
      reference: input.reference,
    };
    const birth = birthOf(context, appropriationKind, "made", {
      id,
      event: "appropriate",
      parent: input.id,
      programme: input.id,
      body,
    });
    const answer = viewOf(appropriationKind, null, newborn(context, birth, body));
    const authority = authorityOf(pool, period);
    await followLimits(context, booksOf(input.id), authority);
    const done = await carryOut(context, name, input, {
      subject: id,
      programme: booksOf(input.id),
      moves: [
        ...countMoves("transfer", authority, amount, `${name}:max`),
        ...parts.flatMap((part, index) =>
          part === 0n
            ? []
            : [
                {
                  is: "transfer" as const,
                  key: `${name}:${index}`,
                  from: source(pool.id, period, index),
                  to: poolAccount(pool.id, period),
                  fen: part.toString(),
                },
              ],
        ),
      ],
      changes: [birth],
      answer,
    });
    return appropriationView.parse(done);
  },
});

const programmeView = viewSchema(programmeKind);

const totalInput = z.object({
  id: field.id,
  pool: field.text,
  total: field.yuan,
  reference: field.text,
  note: field.note,
  /** A day of the year that it is about; today if not given. */
  on: field.date.optional(),
});

const setTotal = command({
  name: "pools.set-total",
  method: "POST",
  path: "/programmes/{id}/pool-totals",
  says: {
    zh: "调整资金池总额（追加或压减预算的依据），账户限额随之变更",
    en: "Set a pool's total anew, on a supplementary or reduced budget: the account's limit follows",
  },
  roles: ["decider-3"],
  money: true,
  input: totalInput,
  output: programmeView,
  example: {
    id: "0198a4b2-0000-7000-8000-000000000000",
    pool: "vouchers",
    total: "60000000.00",
    reference: "预算〔2025〕7号",
    note: "追加预算",
  },
  async run(context, input) {
    const asked = { command: "pools.set-total", input };
    return programmeView.parse(await carryThrough(context, asked, () => resetting(context, input)));
  },
});

/** What setting a total anew takes: the account's limit, then the programme's record of it. */
async function resetting(context: Context, input: z.infer<typeof totalInput>): Promise<Stepwise> {
  const use = await inUse(context, input.id);
  requireRunning(use);
  const { subject } = use;
  const pool = poolNamed(use, input.pool);
  const day = input.on === undefined ? today(context) : dateOf(input.on);
  const period = periodOf(pool, day);
  const total = fenOf(input.total);
  const before = totalOf(pool, period);
  const books = booksOf(input.id);
  const amended = { ...pool, amended: { ...pool.amended, [period]: total } };
  const [account] =
    pool.partOf === null ? authorityOf(amended, period) : roomsOf({ pools: [amended] }, amended, day);
  const counted = account === undefined ? null : await context.ledger.balance(books, account.code);
  const used = counted === null ? 0n : counted.postedFen + counted.heldInFen;
  // What was appropriated while nothing limited the pool has not been counted yet.
  const made = pool.partOf === null ? await appropriatedTo(context, input.id, pool.id, period) : 0n;
  const least = used > made ? used : made;
  if (total < least) throw new Refusal("amount-below", { asked: yuan(total), least: yuan(least) });
  const poolTotals = { ...subject.body.poolTotals, [totalName(pool.id, period)]: total.toString() };
  const body = { ...subject.body, poolTotals };
  const change: Change = {
    is: "step",
    kind: programmeKind.name,
    of: subject,
    state: subject.state,
    body,
    happening: {
      event: "set-pool-total",
      actor: context.actor.person,
      at: context.clock(),
      note: input.note,
      detail: { pool: pool.id, period, before, total, reference: input.reference },
    },
  };
  const isSame = total === before;
  const after = { ...subject, body, revision: subject.revision + 1, updatedAt: change.happening.at };
  return {
    subject: input.id,
    async steps() {
      await followLimits(context, books, account === undefined ? [] : [account]);
      const name = `c-${digest(books, pool.id, period, made.toString())}`;
      if (account !== undefined && made > used)
        await submitMoves(
          context.ledger,
          books,
          countMoves("transfer", [account], made - used, name),
          input.id,
        );
    },
    changes: isSame ? [] : [change],
    answer: viewOf(programmeKind, programmeCycle, isSame ? subject : after),
  };
}

export const poolCommands: readonly Command[] = [appropriate, setTotal];
