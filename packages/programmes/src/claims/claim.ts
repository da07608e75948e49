/** Claims: what they are drawn on, what they come to, and what each funder owes of them. */
import { addDays, type LocalDate } from "@suanquan/china";
import { AT_USE, alone, limitsOf, uncountMoves } from "../applications/limits.ts";
import type { Context } from "../command.ts";
import { booksOf, countedAccount, payable, poolIn, provider as providerAccount } from "../money/accounts.ts";
import { countedUnder, usedRows } from "../money/figures.ts";
import { followLimits } from "../money/follow-limits.ts";
import type { Account, Move } from "../money/moves.ts";
import { splitPayment } from "../money/split.ts";
import { Refusal } from "../refusal.ts";
import { assessAndKeep, type Figures, figuresOf, type Verdict } from "../rules/assess.ts";
import { longForm, statedAfter } from "../rules/case-facts.ts";
import { FRESH_DAYS, staleAt } from "../rules/gates.ts";
import { notedBy } from "../rules/noted-facts.ts";
import { openRules } from "../rules/open-rules.ts";
import type { Change, Subject } from "../store/subject.ts";
import { inUse, poolNamed, ratesOf, today } from "../subjects/in-use.ts";
import { type ClaimBody, programmeKind, type VoucherBody, voucherKind } from "../subjects/kinds.ts";
import { awardOf } from "../vouchers/redeem.ts";

/** Modes in which the provider is paid for what it has deducted. */
export const isProviderMode = (mode: string): boolean =>
  mode === "deducted-at-provider" || mode === "discount-at-sale";

type Line = ClaimBody["lines"][number];

/** Lines of one claim at most; the rest go into the next one. */
const LINES_MAX = 500;

export interface Drawn {
  readonly lines: readonly Line[];
  readonly pool: string;
  readonly period: string;
  /** Accounts of the pools that are parts of the one that pays. */
  readonly rooms: readonly string[];
}

/**
 * What a provider has redeemed and not claimed, of one pool and time: the oldest first. Discounts that nobody repays
 * are not claimed.
 * @throws Refusal
 */
export async function unclaimed(context: Context, programme: string): Promise<Drawn> {
  const { office, organisation } = context.actor;
  const rows = await usedRows(context.store.sql, office, {
    provider: organisation,
    programme,
    unclaimed: true,
    oldestFirst: true,
    limit: LINES_MAX,
  });
  const lines: Line[] = [];
  let where: Omit<Drawn, "lines"> | null = null;
  const use = await inUse(context, programme);
  const hasParts = use.pools.some(each => each.partOf !== null);
  for (const row of rows.filter(each => each.net > 0n)) {
    const voucher = row.voucher === null ? null : await context.store.get(voucherKind, office, row.voucher);
    const from = voucher === null ? poolIn(row.source) : voucher.body;
    if (from === null) continue;
    const rooms = voucher?.body.rooms ?? (hasParts ? await roomsCounted(context, row.key) : []);
    where ??= { pool: from.pool, period: from.period, rooms };
    if (where.pool !== from.pool || where.period !== from.period) continue;
    if (where.rooms.join() !== rooms.join()) continue;
    lines.push({ voucher: row.voucher, redemption: row.key, amount: row.net.toString() });
  }
  if (where === null)
    throw new Refusal("guard-failed", { what: "没有可申请兑付的核销 / nothing redeemed is left to claim" });
  return { lines, ...where };
}

/** The accounts of parts of a pool that a sale has counted towards. */
const roomsCounted = async (context: Context, key: string): Promise<string[]> =>
  (await countedUnder(context.store.sql, context.actor.office, key)).amounts
    .map(countedAccount)
    .filter(code => code.startsWith("room:"));

/** The lines of a claim whose redemptions are bound to it, as the ledger has them now. */
export async function boundLines(context: Context, claim: Subject<ClaimBody>): Promise<Line[]> {
  const rows = await usedRows(context.store.sql, claim.office, { claim: claim.id, limit: LINES_MAX });
  return rows
    .filter(row => row.net > 0n)
    .map(row => ({ voucher: row.voucher, redemption: row.key, amount: row.net.toString() }));
}

const least = (amounts: readonly bigint[]): bigint => {
  const [first = 0n] = [...amounts].sort((a, b) => (a === b ? 0 : a < b ? -1 : 1));
  return first;
};

/**
 * What the rules give for the settled facts in all, of an award that rests on them, or on a decision within them.
 * @throws Refusal where the rules exclude the case, or leave open what they left open before to nobody
 */
function dueOf(figures: Figures, voucher: VoucherBody): bigint {
  const { decision, entitledLow, entitledHigh, ceiling, why } = figures;
  const face = BigInt(voucher.face);
  // Two people went beyond the rules: the rules cannot reckon it again, the examination must.
  if (voucher.basis === "exception") return face;
  if (decision === "ineligible") throw new Refusal("not-eligible", { why });
  if (entitledHigh === entitledLow && decision === "eligible") return entitledLow;
  if (voucher.basis === "rules") throw new Refusal("undecided", { why });
  return ceiling ?? face;
}

export interface Reckoned {
  readonly amount: bigint;
  readonly assessment: string;
  /** Limits on what is redeemed that the claim counts towards. */
  readonly limits: readonly Account[];
}

/**
 * What a claim on an award comes to now: the rule reckoned again on all that is settled so far, less what earlier
 * claims on the award have had, and at most the face left and what limits on redemption leave.
 * @param own what an earlier hand-in of this same claim has set aside, in fen
 * @throws Refusal
 */
export async function reckonClaim(
  context: Context,
  voucher: Subject<VoucherBody>,
  facts: Readonly<Record<string, unknown>>,
  own: { readonly amount: bigint; readonly limits: readonly Account[] },
): Promise<Reckoned> {
  const { pinned, benefit, round, claimed } = voucher.body;
  const on = today(context);
  await requireFresh(context, voucher, facts, on);
  const verdict = await atClaim(context, voucher, facts);
  const due = dueOf(figuresOf(verdict.answer, benefit), voucher.body);
  const books = booksOf(voucher.programme ?? "");
  const balance = await context.ledger.balance(books, awardOf(voucher).code);
  const free = balance === null ? 0n : balance.postedFen - balance.heldOutFen;
  const limits = limitsOf(verdict, benefit, alone(voucher.organisation ?? ""), AT_USE, {
    on,
    round,
    rulings: new Map(Object.entries(pinned.rulings)),
  });
  await followLimits(context, books, limits, true);
  const used = await context.ledger.balances(
    books,
    limits.map(each => each.code),
  );
  const leftOf = ({ code, ceiling }: Account): bigint => {
    const counted = own.limits.some(each => each.code === code) ? own.amount : 0n;
    const posted = used.find(each => each.account === code)?.postedFen ?? 0n;
    return BigInt(ceiling ?? "0") - posted + counted;
  };
  const left = least([free + own.amount, due - (BigInt(claimed) - own.amount), ...limits.map(leftOf)]);
  if (left <= 0n) throw new Refusal("limit-reached", { account: "award", left: "0.00" });
  return { amount: left, assessment: verdict.hash, limits };
}

/** The rules pinned on an award, on what is claimed on it and what the office has noted of its holder until today. */
async function atClaim(
  context: Context,
  { body }: Subject<VoucherBody>,
  facts: Readonly<Record<string, unknown>>,
): Promise<Verdict> {
  const { vocabulary } = await openRules(context.store, body.pinned.programme, body.pinned.vocabulary);
  const on = today(context);
  return assessAndKeep(context.store, {
    pinned: body.pinned,
    facts: notedBy(vocabulary, statedAfter(vocabulary, body.facts, facts, "all"), body.noted, on),
    awards: [],
    asOf: on,
    handedIn: true,
  });
}

/** What an applicant is may have ended since: it is stated again when it was said long ago. @throws Refusal */
async function requireFresh(
  context: Context,
  { body }: Subject<VoucherBody>,
  facts: Readonly<Record<string, unknown>>,
  on: LocalDate,
): Promise<void> {
  if (body.basis === "exception") return;
  const rules = await openRules(context.store, body.pinned.programme, body.pinned.vocabulary);
  const again = [
    ...Object.keys(longForm(facts, rules.vocabulary).applicant),
    ...body.noted.map(each => each.fact),
  ];
  const said = { facts: body.facts, dates: body.statedOn, otherwise: body.grantedOn };
  const stale = staleAt("claim", body.benefit, rules, said, again, addDays(on, -FRESH_DAYS));
  if (stale.length > 0) throw new Refusal("facts-stale", { what: stale.join(", "), days: FRESH_DAYS });
}

/**
 * The gate before an award is paid: what the office has noted of its holder since the claim was handed in may have
 * ended its right to it.
 * @throws Refusal `not-eligible`
 */
export async function requireStillDue(context: Context, claim: Subject<ClaimBody>): Promise<void> {
  const [line] = claim.body.lines;
  if (line === undefined || line.voucher === null || line.redemption !== null) return;
  const voucher = await context.store.get(voucherKind, claim.office, line.voucher);
  if (voucher.body.basis === "exception" || voucher.body.noted.length === 0) return;
  const verdict = await atClaim(context, voucher, claim.body.facts);
  const { decision, why } = figuresOf(verdict.answer, voucher.body.benefit);
  if (decision === "ineligible") throw new Refusal("not-eligible", { why: `${claim.id}: ${why}` });
}

/** Where the money of a claim's lines stands before it is claimed: awards, or the provider's own account. */
async function sourcesOf(
  context: Context,
  claim: Subject<ClaimBody>,
): Promise<Map<string, { from: Account; fen: bigint }>> {
  const sums = new Map<string, { from: Account; fen: bigint }>();
  for (const line of claim.body.lines) {
    const from =
      line.redemption === null && line.voucher !== null
        ? awardOf(await context.store.get(voucherKind, claim.office, line.voucher))
        : providerAccount(claim.organisation ?? "");
    const known = sums.get(from.code);
    sums.set(from.code, { from, fen: (known?.fen ?? 0n) + BigInt(line.amount) });
  }
  return sums;
}

/** Movements that set a claim's money aside, or give it back. */
export async function claimMoves(
  context: Context,
  claim: Subject<ClaimBody>,
  key: string,
  direction: "in" | "out",
): Promise<Move[]> {
  const sources = await sourcesOf(context, claim);
  const to = payable(claim.id);
  return [...sources.values()].map(({ from, fen }, index) => ({
    is: "transfer",
    key: `${key}:${direction}${index}`,
    from: direction === "in" ? from : to,
    to: direction === "in" ? to : from,
    fen: fen.toString(),
  }));
}

const perVoucher = (lines: readonly Line[]): Map<string | null, bigint> => {
  const sums = new Map<string | null, bigint>();
  for (const { voucher, amount } of lines) sums.set(voucher, (sums.get(voucher) ?? 0n) + BigInt(amount));
  return sums;
};

/** Movements that give back what a claim has set aside, and what it counts towards limits. */
export const backMoves = async (
  context: Context,
  claim: Subject<ClaimBody>,
  name: string,
): Promise<Move[]> => [
  ...(await claimMoves(context, claim, name, "out")),
  ...uncountMoves(claim.body.limits, BigInt(claim.body.amount), `${name}:back`),
];

/**
 * The change of every voucher that a claim draws on, and how its amount is split between funders: for each award the
 * split of its running total after the claim, less that before it.
 * @param before the lines that are set aside already, and no longer are afterwards
 */
export async function countOnVouchers(
  context: Context,
  claim: Subject<ClaimBody>,
  before: readonly Line[],
  after: readonly Line[],
): Promise<{ readonly changes: readonly Change[]; readonly parts: readonly bigint[] }> {
  const use = await inUse(context, claim.programme ?? "");
  const rates = ratesOf(poolNamed(use, claim.body.pool));
  const totals = rates.map(() => 0n);
  const add = (start: bigint, amount: bigint): void => {
    for (const [index, part] of splitPayment(start, amount, rates).entries())
      totals[index] = (totals[index] ?? 0n) + part;
  };
  const [was, is] = [perVoucher(before), perVoucher(after)];
  const changes: Change[] = [];
  for (const id of new Set([...was.keys(), ...is.keys()])) {
    const [gone, come] = [was.get(id) ?? 0n, is.get(id) ?? 0n];
    if (id === null) {
      add(0n, come);
      continue;
    }
    const voucher = await context.store.get(voucherKind, claim.office, id);
    const start = BigInt(voucher.body.claimed) - gone;
    add(start, come);
    const body = { ...voucher.body, claimed: (start + come).toString() };
    const happening = {
      event: come > 0n ? "claim" : "unclaim",
      actor: context.actor.person,
      at: context.clock(),
      detail: { claim: claim.id, amount: come > 0n ? come : gone },
    };
    changes.push({ is: "step", kind: voucherKind.name, of: voucher, state: voucher.state, body, happening });
  }
  return { changes, parts: totals };
}

/** Binds redemptions to a claim, all of them or none. @throws Refusal `duplicate` when another claim has one */
export async function bindRedemptions(context: Context, claim: Subject<ClaimBody>): Promise<void> {
  const keys = claim.body.lines.flatMap(line => (line.redemption === null ? [] : [line.redemption]));
  if (keys.length === 0) return;
  const { rowCount } = await context.store.sql.query(
    `UPDATE programmes.redemption SET claim = $1
      WHERE office = $2 AND key = ANY ($3) AND NOT EXISTS (
        SELECT 1 FROM programmes.redemption r
         WHERE r.office = $2 AND r.key = ANY ($3) AND r.claim IS NOT NULL AND r.claim <> $1)`,
    [claim.id, claim.office, keys],
  );
  if (rowCount !== keys.length)
    throw new Refusal("duplicate", { what: "核销已列入另一兑付申请 / claimed already" });
}

/** The last day on which an award may be claimed; a claim that was handed in by then may be corrected after it. */
export function requireClaimable(voucher: Subject<VoucherBody>, day: LocalDate): void {
  const { expires, awaitsCollection } = voucher.body;
  if (awaitsCollection) throw new Refusal("voucher-not-active", { state: "待领取 / not collected" });
  if (voucher.state === "expired" || (expires !== null && day > expires))
    throw new Refusal("voucher-expired", { on: expires ?? "" });
  if (voucher.state !== "active" && voucher.state !== "exhausted")
    throw new Refusal("voucher-not-active", { state: voucher.state });
}

/** The mode of a programme in use. */
export const modeOf = async (context: Context, programme: string): Promise<string> =>
  (await context.store.get(programmeKind, context.actor.office, programme)).body.mode;
