/** A programme in use by an office: its file, its rulings, its pools. */
import { type LocalDate, todayInShanghai } from "@suanquan/china";
import type { Bilingual, Rate } from "@suanquan/policy";
import type { z } from "zod";
import type { Context } from "../command.ts";
import { roomAccount } from "../money/accounts.ts";
import type { Account } from "../money/moves.ts";
import { Refusal } from "../refusal.ts";
import { pin } from "../rules/assess.ts";
import { openRules, type Rules } from "../rules/open-rules.ts";
import { type Order, orderOf, questionsOf, settled } from "../rules/questions.ts";
import type { Ground } from "../store/ground.ts";
import type { Subject } from "../store/subject.ts";
import { published } from "./advance.ts";
import { type Pinned, programmeKind, rulingKind } from "./kinds.ts";

export type ProgrammeBody = z.infer<typeof programmeKind.body>;

export interface Pool {
  readonly id: string;
  /** In fen; null where neither text nor ruling limits it. See `totalOf` for what an office has set anew. */
  readonly max: bigint | null;
  /** Totals that were set anew, by period. */
  readonly amended: Readonly<Record<string, bigint>>;
  readonly perYear: boolean;
  /** Null while neither text nor ruling says in what order it is allocated. */
  readonly order: Order | null;
  readonly funders: readonly { readonly who: Bilingual; readonly rate: Rate }[];
  /** The larger pool of which it is a part; null for one that holds money of its own. */
  readonly partOf: string | null;
}

export interface InUse {
  readonly subject: Subject<ProgrammeBody>;
  readonly rules: Rules;
  readonly rulings: ReadonlyMap<string, string>;
  readonly pinned: Pinned;
  readonly pools: readonly Pool[];
  /** Money questions that have neither a ruling nor a role that decides per case. */
  readonly unsettled: readonly string[];
  /** The programme and its rulings as they were read. */
  readonly ground: Ground;
}

/** The pool of a programme that names none: what its office sets aside. */
const OFFICE_POOL = "office";
const WHOLE: Rate = { num: 1n, den: 1n };

/**
 * A programme of the actor's office with everything that holds for it now.
 * @throws Refusal `not-found`, outside the office also for one that is not published yet
 */
export async function inUse(context: Context, id: string): Promise<InUse> {
  const subject = await published(context, programmeKind, id);
  const rules = await openRules(context.store, subject.body.text, subject.body.vocabulary);
  const issued = await context.store.all(rulingKind, subject.office, { parent: id, states: ["issued"] });
  const rulings = new Map(issued.map(each => [each.body.question, each.body.reading]));
  return {
    subject,
    rules,
    rulings,
    pinned: pin(subject.body.text, subject.body.vocabulary, Object.fromEntries(rulings)),
    pools: poolsOf(rules, rulings).map(pool => ({ ...pool, amended: amendedOf(subject.body, pool.id) })),
    unsettled: questionsOf(rules.programme, rulings)
      .filter(
        each => each.touchesMoney && !rulings.has(each.id) && subject.body.perCase[each.id] === undefined,
      )
      .map(each => each.id),
    ground: { id, revision: subject.revision, rulings: issued.map(each => each.id).join(" ") },
  };
}

/** The name under which a programme remembers the total of a pool that was set anew. */
export const totalName = (pool: string, period: string): string => `${pool}:${period}`;

const amendedOf = ({ poolTotals }: ProgrammeBody, pool: string): Record<string, bigint> =>
  Object.fromEntries(
    Object.entries(poolTotals).flatMap(([name, total]) =>
      name.startsWith(`${pool}:`) ? [[name.slice(pool.length + 1), BigInt(total)]] : [],
    ),
  );

/** The total of a pool in a period, in fen: as it was set anew, or as the file says it; null where nothing limits it. */
export const totalOf = (pool: Pool, period: string): bigint | null => pool.amended[period] ?? pool.max;

/** The pools of a programme under rulings. */
export function poolsOf({ programme }: Rules, rulings: ReadonlyMap<string, string>): Pool[] {
  const stated = programme.pools.map((pool): Pool => {
    const shares = pool.funders.map(funder => ({ who: funder.who, rate: settled(funder.share, rulings) }));
    const known = shares.flatMap(({ who, rate }) => (rate === null ? [] : [{ who, rate }]));
    return {
      id: pool.id,
      max: settled(pool.max, rulings),
      amended: {},
      perYear: settled(pool.period, rulings) === "year",
      order: orderOf(pool, rulings),
      partOf: pool.partOf ?? null,
      funders: known.length === shares.length && known.length > 0 ? known : [officeFunder(programme.title)],
    };
  });
  return stated.length > 0
    ? stated
    : [
        {
          id: OFFICE_POOL,
          max: null,
          amended: {},
          perYear: false,
          order: orderOf(undefined, rulings),
          partOf: null,
          funders: [officeFunder(programme.title)],
        },
      ];
}

const officeFunder = (who: Bilingual): Pool["funders"][number] => ({ who, rate: WHOLE });

/** The pool that pays a benefit. */
export function poolOf(use: Pick<InUse, "rules" | "pools">, benefit: string): Pool {
  const named = use.rules.programme.benefits.find(each => each.id === benefit)?.pool;
  const pool = use.pools.find(each => each.id === named) ?? use.pools[0];
  if (pool === undefined) throw new Refusal("not-found", { what: benefit });
  return pool;
}

/** @throws Refusal `not-found` */
export function poolNamed(use: InUse, id: string): Pool {
  const pool = use.pools.find(each => each.id === id);
  if (pool === undefined)
    throw new Refusal("not-found", { what: `pool ${id} (${use.pools.map(each => each.id).join(", ")})` });
  return pool;
}

/** The pools that a pool is a part of, itself first, the outermost last. */
function chainOf(pools: readonly Pool[], pool: Pool): readonly Pool[] {
  const chain: Pool[] = [];
  for (
    let each: Pool | undefined = pool;
    each !== undefined && !chain.includes(each);
    each = pools.find(({ id }) => id === chain.at(-1)?.partOf)
  )
    chain.push(each);
  return chain;
}

/** The pool whose money it is: the outermost of those that a pool is a part of. */
export const payingPool = (use: Pick<InUse, "pools">, pool: Pool): Pool =>
  chainOf(use.pools, pool).at(-1) ?? pool;

/** The limits of every pool on the way that is a part of another: what is paid from it counts there as well. */
export const roomsOf = (use: Pick<InUse, "pools">, pool: Pool, day: LocalDate): Account[] =>
  chainOf(use.pools, pool).flatMap(each => {
    const period = periodOf(each, day);
    const total = totalOf(each, period);
    return each.partOf === null || total === null ? [] : [roomAccount(each.id, period, total)];
  });

/** @throws Refusal where a pool is a part of another, whose money it is. */
export function requireOwnMoney(use: Pick<InUse, "pools">, pool: Pool): void {
  const paying = payingPool(use, pool);
  if (paying !== pool) throw new Refusal("pool-within", { pool: pool.id, paying: paying.id });
}

/** In what order a pool is allocated. @throws Refusal `question-unsettled` */
export function orderFor(pool: Pool): Order {
  if (pool.order === null) throw new Refusal("question-unsettled", { questions: "order" });
  return pool.order;
}

/** The time that a pool is for on a day: its year, or all of it. */
export const periodOf = (pool: Pool, day: LocalDate): string => (pool.perYear ? day.slice(0, 4) : "all");

export const today = (context: Context): LocalDate => todayInShanghai(context.clock());

/** @throws Refusal when the programme is not published, or frozen */
export function requireRunning(use: InUse): void {
  const { state, body } = use.subject;
  if (state === "frozen") throw new Refusal("programme-frozen", { why: body.frozen ?? "" });
  if (state !== "published")
    throw new Refusal("guard-failed", { what: `项目未发布 / the programme is ${state}` });
}

export const isRunning = (use: InUse): boolean => use.subject.state === "published";

export const ratesOf = (pool: Pool): readonly Rate[] => pool.funders.map(each => each.rate);
