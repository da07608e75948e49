import type { Pool } from "pg";
import type { Answer } from "./answer.ts";
import type { AccountState } from "./instruction.ts";
import { outcomeFrom } from "./outcomes.ts";

/** Where an account stands. Amounts in fen; a credit raises a balance, a debit lowers it. */
export interface Balance {
  readonly programme: string;
  readonly account: string;
  readonly currency: string;
  readonly period: string | null;
  readonly state: AccountState;
  readonly floorFen: bigint | null;
  readonly ceilingFen: bigint | null;
  readonly debitsPostedFen: bigint;
  readonly creditsPostedFen: bigint;
  /** Credits less debits. */
  readonly postedFen: bigint;
  /** Held on its way out, and on its way in. Holds past their time do not count. */
  readonly heldOutFen: bigint;
  readonly heldInFen: bigint;
  /** The most that can be debited now; null: no limit. */
  readonly availableFen: bigint | null;
  /** The most that can be credited now; null: no limit. */
  readonly roomFen: bigint | null;
}

/** Where an account stood at a moment. */
export interface PastBalance {
  readonly postedFen: bigint;
  readonly heldOutFen: bigint;
  readonly heldInFen: bigint;
}

/** One line of an account's statement. */
export interface StatementLine extends PastBalance {
  readonly height: bigint;
  readonly position: number;
  readonly recordedAt: Date;
  readonly eventAt: Date | null;
  readonly key: string;
  readonly kind: string;
  readonly side: "debit" | "credit";
  /** The other account; null for a change of limits or state. */
  readonly counter: string | null;
  /** What the line moved, or held; null where nothing moved. */
  readonly amountFen: bigint | null;
  readonly target: string | null;
  readonly reference: string | null;
  readonly reason: string | null;
  readonly actor: string | null;
}

/** A place in a programme's journal. */
export interface Place {
  readonly height: bigint;
  readonly position: number;
}

export interface StatementPage {
  readonly currency: string;
  /** Balance before the first line. */
  readonly opening: PastBalance;
  readonly lines: readonly StatementLine[];
  /** Balance after the last line. */
  readonly closing: PastBalance;
  /** Give it as `after` for the next page; null: this was the last. */
  readonly next: Place | null;
}

export interface StatementRange {
  /** Lines recorded from this moment on, inclusive. */
  readonly from?: Date;
  /** Up to this moment, exclusive. */
  readonly to?: Date;
  readonly after?: Place;
  /** Lines per page, 500 if not given, 5,000 at most. */
  readonly limit?: number;
}

const NOTHING: PastBalance = { postedFen: 0n, heldOutFen: 0n, heldInFen: 0n };

type Row = Record<string, string | null>;
const fen = (text: string | null | undefined): bigint => BigInt(text ?? 0);
const fenOrNull = (text: string | null | undefined): bigint | null =>
  text === null || text === undefined ? null : BigInt(text);
const dateOrNull = (milliseconds: string | null | undefined): Date | null =>
  milliseconds === null || milliseconds === undefined ? null : new Date(Number(milliseconds));

const BALANCES = `
  SELECT p.code AS programme, a.code AS account, a.currency, a.period, a.state, a.floor_fen, a.ceiling_fen,
         a.debits_posted, a.credits_posted,
         a.debits_pending - coalesce(gone.out, 0) AS held_out, a.credits_pending - coalesce(gone.into, 0) AS held_in
    FROM ledger.programme p JOIN ledger.account a ON a.programme_id = p.id
    LEFT JOIN LATERAL (
      SELECT sum(h.amount_fen) FILTER (WHERE h.debit_account = a.id)::bigint AS out,
             sum(h.amount_fen) FILTER (WHERE h.credit_account = a.id)::bigint AS into
        FROM ledger.hold h
       WHERE p.due_at <= ledger.clock() AND h.state = 'open' AND h.expires_at <= ledger.clock()
         AND (h.debit_account = a.id OR h.credit_account = a.id)) gone ON true
   WHERE p.office = $1`;

function balanceFrom(row: Row): Balance {
  const debits = fen(row.debits_posted);
  const credits = fen(row.credits_posted);
  const heldOutFen = fen(row.held_out);
  const heldInFen = fen(row.held_in);
  const floorFen = fenOrNull(row.floor_fen);
  const ceilingFen = fenOrNull(row.ceiling_fen);
  return {
    programme: row.programme ?? "",
    account: row.account ?? "",
    currency: row.currency ?? "",
    period: row.period ?? null,
    state: stateFrom(row.state),
    floorFen,
    ceilingFen,
    debitsPostedFen: debits,
    creditsPostedFen: credits,
    postedFen: credits - debits,
    heldOutFen,
    heldInFen,
    availableFen: floorFen === null ? null : credits - debits - heldOutFen - floorFen,
    roomFen: ceilingFen === null ? null : ceilingFen - (credits + heldInFen - debits),
  };
}

const stateFrom = (word: string | null | undefined): AccountState =>
  word === "frozen" || word === "closed" ? word : "open";

/** Where accounts of a programme stand now; those that do not exist are left out. All of them if no codes are given. */
export async function readBalances(
  pool: Pool,
  office: string,
  programme: string,
  codes: readonly string[] | null,
): Promise<Balance[]> {
  const { rows } = await pool.query<Row>(
    `${BALANCES} AND p.code = $2 AND ($3::text[] IS NULL OR a.code = ANY ($3)) ORDER BY a.code`,
    [office, programme, codes],
  );
  return rows.map(balanceFrom);
}

/** A hold that is still open. */
export interface OpenHold {
  readonly key: string;
  readonly debit: string;
  readonly credit: string;
  readonly amountFen: bigint;
  /** Null: no time limit. */
  readonly expiresAt: Date | null;
}

/** The open holds on an account, out of it or into it, the first to expire first; those past their time are left out. */
export async function readHolds(
  pool: Pool,
  office: string,
  programme: string,
  account: string,
): Promise<OpenHold[]> {
  const { rows } = await pool.query<Row>(
    `SELECT h.key, d.code AS debit, c.code AS credit, h.amount_fen,
            (extract(epoch FROM h.expires_at) * 1000)::bigint AS expires_ms
       FROM ledger.programme p JOIN ledger.account a ON a.programme_id = p.id
       JOIN ledger.hold h ON h.state = 'open' AND (h.debit_account = a.id OR h.credit_account = a.id)
       JOIN ledger.account d ON d.id = h.debit_account JOIN ledger.account c ON c.id = h.credit_account
      WHERE p.office = $1 AND p.code = $2 AND a.code = $3
        AND (h.expires_at IS NULL OR h.expires_at > ledger.clock())
      ORDER BY h.expires_at NULLS LAST, h.key`,
    [office, programme, account],
  );
  return rows.map(row => ({
    key: row.key ?? "",
    debit: row.debit ?? "",
    credit: row.credit ?? "",
    amountFen: fen(row.amount_fen),
    expiresAt: dateOrNull(row.expires_ms),
  }));
}

/** The answer kept for a key of an office; null: nothing has been written under it. */
export async function readAnswer(pool: Pool, office: string, key: string): Promise<Answer | null> {
  const { rows } = await pool.query<Row>(
    `SELECT j.outcome, j.height, j.position::text, j.left_fen, j.detail,
            floor(extract(epoch FROM b.recorded_at) * 1000)::bigint AS recorded_ms
       FROM ledger.journal j JOIN ledger.block b ON b.programme_id = j.programme_id AND b.height = j.height
      WHERE j.key = $1 AND j.office = $2`,
    [key, office],
  );
  const [row] = rows;
  if (row === undefined) return null;
  return {
    key,
    outcome: outcomeFrom(row.outcome),
    replayed: true,
    height: fen(row.height),
    position: Number(row.position),
    recordedAt: dateOrNull(row.recorded_ms),
    leftFen: fenOrNull(row.left_fen),
    detail: row.detail ?? null,
  };
}

const pastFrom = (row: Row): PastBalance => ({
  postedFen: fen(row.posted),
  heldOutFen: fen(row.held_out),
  heldInFen: fen(row.held_in),
});

/** Rows of the journal that touch an account, seen from its side: through the debit index, and the credit index. */
const sides = (condition: string, order: string): string =>
  (["debit", "credit"] as const)
    .map(
      side => `(
  SELECT j.height, j.position, j.key, j.kind, '${side}' AS side, j.${side === "debit" ? "credit" : "debit"}_account AS counter_id,
         j.amount_fen, j.${side}_posted_after AS posted, j.${side}_out_after AS held_out, j.${side}_in_after AS held_in,
         j.target, j.reference, j.reason, j.actor, j.event_at
    FROM ledger.journal j
   WHERE j.${side}_account = $1 AND j.outcome = 'done' AND ${condition}
   ${order})`,
    )
    .join("\n UNION ALL ");

/** The last row at or before a place, which carries the balance after it. */
const LAST = `SELECT * FROM (${sides(
  "(j.height, j.position) <= ($2::bigint, $3::integer)",
  "ORDER BY j.height DESC, j.position DESC LIMIT 1",
)}) s ORDER BY height DESC, position DESC LIMIT 1`;

const PAGE = `
  SELECT s.*, c.code AS counter, (extract(epoch FROM s.event_at) * 1000)::bigint AS event_ms,
         floor(extract(epoch FROM b.recorded_at) * 1000)::bigint AS recorded_ms
    FROM (${sides(
      "(j.height, j.position) > ($2::bigint, $3::integer) AND j.height <= $4",
      "ORDER BY j.height, j.position LIMIT $5",
    )}) s
    JOIN ledger.block b ON b.programme_id = $6 AND b.height = s.height
    LEFT JOIN ledger.account c ON c.id = s.counter_id
   ORDER BY s.height, s.position LIMIT $5`;

const POSITION_MAX = 2_147_483_647;

async function lastAtOrBefore(
  pool: Pool,
  account: string,
  height: bigint,
  position: number,
): Promise<PastBalance> {
  const { rows } = await pool.query<Row>(LAST, [account, height, position]);
  return rows[0] === undefined ? NOTHING : pastFrom(rows[0]);
}

/** The last block recorded before a moment (or at it, if `inclusive`); 0 when there is none. */
export async function heightAt(
  pool: Pool,
  programmeId: number,
  at: Date,
  inclusive: boolean,
): Promise<bigint> {
  const { rows } = await pool.query<Row>(
    `SELECT height FROM ledger.block WHERE programme_id = $1 AND recorded_at ${inclusive ? "<=" : "<"} $2
      ORDER BY recorded_at DESC, height DESC LIMIT 1`,
    [programmeId, at.toISOString()],
  );
  return fen(rows[0]?.height);
}

export interface FoundAccount {
  readonly accountId: string;
  readonly programmeId: number;
  readonly currency: string;
}

export async function findAccount(
  pool: Pool,
  office: string,
  programme: string,
  account: string,
): Promise<FoundAccount | null> {
  const { rows } = await pool.query<{ account_id: string; programme_id: number; currency: string }>(
    `SELECT a.id AS account_id, p.id AS programme_id, a.currency FROM ledger.programme p
       JOIN ledger.account a ON a.programme_id = p.id WHERE p.office = $1 AND p.code = $2 AND a.code = $3`,
    [office, programme, account],
  );
  const [row] = rows;
  if (row === undefined) return null;
  return { accountId: row.account_id, programmeId: row.programme_id, currency: row.currency };
}

/** Where an account stood once everything recorded up to a moment (inclusive) had been. Null: no such account. */
export async function readBalanceAt(
  pool: Pool,
  office: string,
  programme: string,
  account: string,
  at: Date,
): Promise<PastBalance | null> {
  const found = await findAccount(pool, office, programme, account);
  if (found === null) return null;
  return balanceAfterBlock(pool, found, await heightAt(pool, found.programmeId, at, true));
}

/** Where an account stood after a block of its programme. */
export const balanceAfterBlock = (pool: Pool, account: FoundAccount, height: bigint): Promise<PastBalance> =>
  lastAtOrBefore(pool, account.accountId, height, POSITION_MAX);

/** A page of an account's statement, oldest first. Null: no such account. */
export async function readStatement(
  pool: Pool,
  office: string,
  programme: string,
  account: string,
  range: StatementRange,
): Promise<StatementPage | null> {
  const found = await findAccount(pool, office, programme, account);
  if (found === null) return null;
  const { accountId, programmeId } = found;
  const start: Place = range.after ?? {
    height: range.from === undefined ? 0n : await heightAt(pool, programmeId, range.from, false),
    position: POSITION_MAX,
  };
  const end = range.to === undefined ? null : await heightAt(pool, programmeId, range.to, false);
  const limit = Math.min(Math.max(range.limit ?? 500, 1), 5_000);
  const opening = await lastAtOrBefore(pool, accountId, start.height, start.position);
  const { rows } = await pool.query<Row>(PAGE, [
    accountId,
    start.height,
    start.position,
    end ?? 2n ** 62n,
    limit + 1,
    programmeId,
  ]);
  const lines = rows.slice(0, limit).map(lineFrom);
  const last = lines.at(-1);
  return {
    currency: found.currency,
    opening,
    lines,
    closing:
      last === undefined
        ? opening
        : { postedFen: last.postedFen, heldOutFen: last.heldOutFen, heldInFen: last.heldInFen },
    next: rows.length > limit && last !== undefined ? { height: last.height, position: last.position } : null,
  };
}

function lineFrom(row: Row): StatementLine {
  return {
    ...pastFrom(row),
    height: fen(row.height),
    position: Number(row.position),
    recordedAt: new Date(Number(row.recorded_ms)),
    eventAt: dateOrNull(row.event_ms),
    key: row.key ?? "",
    kind: row.kind ?? "",
    side: row.side === "credit" ? "credit" : "debit",
    counter: row.counter ?? null,
    amountFen: fenOrNull(row.amount_fen),
    target: row.target ?? null,
    reference: row.reference ?? null,
    reason: row.reason ?? null,
    actor: row.actor ?? null,
  };
}
