/** An allocation run: the list as it is frozen, and what each row of it gets. */
import type { Context } from "../command.ts";
import { booksOf, poolAccount } from "../money/accounts.ts";
import { Refusal } from "../refusal.ts";
import { readCase, signedOn } from "../rules/case-facts.ts";
import { fitAward } from "../rules/faces.ts";
import type { Order } from "../rules/questions.ts";
import type { Subject } from "../store/subject.ts";
import { type InUse, payingPool, poolNamed, poolOf, roomsOf, today } from "../subjects/in-use.ts";
import { type ApplicationBody, applicationKind, type RoundBody, roundKind } from "../subjects/kinds.ts";
import { allocate, type Entry, type RankingRules, type Share, TiedEntries } from "./rank.ts";

/** States in which an application takes part in a run; those whose award is issued are left alone. */
const RANKED_STATES = ["proposed", "notice", "waitlisted", "unfunded"];
/** States in which an upheld appeal has used its part of what was kept for appeals. */
const SPENT_STATES = ["allocated", "issued"];
/** Rounds whose reserve for appeals is still kept back. */
const KEEPING_STATES = ["allocating", "notice", "settling"];

/** The rounded mean of the scores, in hundredths; null where nobody has scored. */
function meanOf(scores: Readonly<Record<string, number>>): number | null {
  const all = Object.values(scores);
  return all.length === 0 ? null : Math.round(all.reduce((sum, each) => sum + each, 0) / all.length);
}

const entryOf = (use: InUse, subject: Subject<ApplicationBody>): Entry => ({
  id: subject.id,
  // What was determined, not what an earlier run had left for it.
  asked: BigInt(subject.body.determined ?? "0"),
  submitted: subject.body.submitted ?? "9999",
  signed: signedOn(readCase(use.rules, subject.body.facts)),
  score: meanOf(subject.body.scores),
  appealed: subject.body.appealed,
});

export interface Frozen {
  readonly entries: readonly Entry[];
  /** For the list, and for upheld appeals apart, in fen. */
  readonly available: bigint;
  readonly forAppeals: bigint;
  /** What the round keeps for appeals in all, set at its first run. */
  readonly reserve: bigint;
  readonly shares: readonly Share[];
}

function rankingRules(use: InUse, order: Order): RankingRules {
  if (order === "submission" || order === "pro-rata") return { ties: "by-submission", last: "pass-over" };
  const ties = use.rulings.get("ties");
  const last = use.rulings.get("last");
  if (ties === undefined || last === undefined) throw new Refusal("ranking-open", { what: "ties, last" });
  return {
    ties: ties === "refuse" ? "refuse" : "by-submission",
    last: last === "partly" || last === "stop" ? last : "pass-over",
  };
}

/** The name under which a round remembers what it keeps of a pool. */
export const reserveName = (pool: string, period: string): string => `${pool}:${period}`;

const sumOf = (all: readonly bigint[]): bigint => all.reduce((sum, each) => sum + each, 0n);
const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/** What other rounds still keep of a pool for appeals. */
async function keptByOthers(context: Context, use: InUse, round: string, name: string): Promise<bigint> {
  const rounds = await context.store.all(roundKind, context.actor.office, {
    programme: use.subject.id,
    states: KEEPING_STATES,
  });
  return sumOf(rounds.filter(each => each.id !== round).map(each => BigInt(each.body.reserves[name] ?? "0")));
}

/** What a pool has left, in fen: its money, and no more than the pools in between leave of it. */
async function leftIn(context: Context, use: InUse, id: string, period: string): Promise<bigint> {
  const books = booksOf(use.subject.id);
  const pool = poolNamed(use, id);
  const rooms = roomsOf(use, pool, today(context));
  const [money, ...counts] = await Promise.all(
    [poolAccount(payingPool(use, pool).id, period), ...rooms].map(each =>
      context.ledger.balance(books, each.code),
    ),
  );
  const free = money === null || money === undefined ? 0n : money.postedFen - money.heldOutFen;
  return rooms.reduce((left, room, index) => {
    const counted = counts[index] ?? null;
    const rest =
      BigInt(room.ceiling ?? "0") - (counted === null ? 0n : counted.postedFen + counted.heldInFen);
    return least(left, rest > 0n ? rest : 0n);
  }, free);
}

/** A share that is cut must still be made of the faces of its vouchers. */
function fitShare(use: InUse, listed: readonly Subject<ApplicationBody>[], share: Share): Share {
  const subject = listed.find(each => each.id === share.id);
  const benefit = use.rules.programme.benefits.find(each => each.id === subject?.body.benefit);
  if (subject === undefined || benefit?.denominations === undefined || share.granted === share.asked)
    return share;
  const { spends } = readCase(use.rules, subject.body.facts);
  return { ...share, granted: fitAward(benefit.denominations, share.granted, spends.length) };
}

/**
 * Freezes the list of a round for one pool and shares it out. What applications of the list hold already counts as
 * left, since a new run gives it out anew. A part is kept for appeals: set once, and given to upheld appeals alone.
 * @throws Refusal
 */
export async function freeze(
  context: Context,
  use: InUse,
  round: Subject<RoundBody>,
  pool: string,
  period: string,
  order: Order,
): Promise<Frozen> {
  const { office } = context.actor;
  const all = await context.store.all(applicationKind, office, { parent: round.id });
  const own = all.filter(each => poolOf(use, each.body.benefit).id === pool);
  const listed = own.filter(each => RANKED_STATES.includes(each.state));
  const unspent = await leftIn(context, use, pool, period);
  const awardsOf = (subjects: readonly Subject<ApplicationBody>[]): bigint =>
    sumOf(subjects.map(each => BigInt(each.body.award ?? "0")));
  const held = awardsOf(listed.filter(each => each.body.hold !== null && each.body.period === period));
  const name = reserveName(pool, period);
  const others = await keptByOthers(context, use, round.id, name);
  const free = unspent + held;
  const left = free > others ? free - others : 0n;
  const known = round.body.reserves[name];
  const reserve = known === undefined ? (left * BigInt(round.body.reserveBp)) / 10_000n : BigInt(known);
  const spent = awardsOf(own.filter(each => each.body.appealed && SPENT_STATES.includes(each.state)));
  const forAppeals = least(left, reserve > spent ? reserve - spent : 0n);
  const available = left - forAppeals;
  const entries = listed.map(each => entryOf(use, each)).sort((a, b) => (a.id < b.id ? -1 : 1));
  const share = (list: readonly Entry[], most: bigint): Share[] =>
    allocate(list, most, order, rankingRules(use, order));
  try {
    // Where nothing is kept for appeals, an upheld one takes its own place in the list.
    const apart = (entry: Entry): boolean => entry.appealed && reserve > 0n;
    const ordinary = share(
      entries.filter(each => !apart(each)),
      available,
    ).map(each => fitShare(use, listed, each));
    const rest = available - sumOf(ordinary.map(each => each.granted));
    const appealed = share(entries.filter(apart), forAppeals + rest).map(each => fitShare(use, listed, each));
    const after = appealed.map(each => ({ ...each, rank: each.rank + ordinary.length }));
    return { entries, available, forAppeals, reserve, shares: [...ordinary, ...after] };
  } catch (error) {
    if (error instanceof TiedEntries) throw new Refusal("ranking-open", { what: error.ids.join(", ") });
    throw error;
  }
}
