import type { Pool } from "pg";
import { balanceAfterBlock, findAccount, heightAt, type PastBalance } from "./reading.ts";

/** One account in a trial balance: its balance stands in one of the two columns. Amounts in fen. */
export interface TrialLine {
  readonly programme: string;
  readonly account: string;
  readonly currency: string;
  readonly period: string | null;
  readonly debitFen: bigint;
  readonly creditFen: bigint;
}

/** All accounts of an office at one moment. Debits and credits come to the same in every programme and currency. */
export interface TrialBalance {
  readonly office: string;
  readonly at: Date;
  readonly lines: readonly TrialLine[];
  readonly sums: readonly Omit<TrialLine, "account" | "period">[];
  readonly balanced: boolean;
}

/** What moved on an account in a time, by kind and reason. */
export interface Turnover {
  readonly kind: string;
  readonly reason: string | null;
  readonly direction: "in" | "out";
  readonly count: number;
  readonly amountFen: bigint;
}

/** A pool over a time: what it had, what came in and went out and why, what it has, what of that is held. */
export interface PoolStatement {
  readonly programme: string;
  readonly account: string;
  readonly currency: string;
  readonly from: Date;
  readonly to: Date;
  readonly opening: PastBalance;
  /** Only what was posted: transfers, captures, reversals. */
  readonly turnover: readonly Turnover[];
  readonly inFen: bigint;
  readonly outFen: bigint;
  readonly closing: PastBalance;
  /** Opening + in − out = closing. */
  readonly reconciles: boolean;
}

type Row = Record<string, string | null>;

const side = (name: "debit" | "credit"): string => `
  (SELECT height, position, ${name}_posted_after AS posted FROM ledger.journal j
    WHERE j.${name}_account = a.id AND j.outcome = 'done' AND j.height <= b.height
    ORDER BY height DESC, position DESC LIMIT 1)`;

/**
 * @param at everything recorded up to this moment, inclusive; null: everything there is, also what a clock that
 *   runs ahead of this process's, or was put back since, has dated later than now
 */
export async function readTrialBalance(pool: Pool, office: string, at: Date | null): Promise<TrialBalance> {
  const { rows } = await pool.query<Row>(
    `SELECT p.code AS programme, a.code AS account, a.currency, a.period, coalesce(l.posted, 0)::text AS posted
       FROM ledger.programme p
       CROSS JOIN LATERAL (SELECT coalesce(max(height), 0) AS height FROM ledger.block
                            WHERE programme_id = p.id AND recorded_at <= $2::timestamptz) b
       JOIN ledger.account a ON a.programme_id = p.id AND a.opened_height <= b.height
       LEFT JOIN LATERAL (SELECT posted FROM (${side("debit")} UNION ALL ${side("credit")}) s
                           ORDER BY height DESC, position DESC LIMIT 1) l ON true
      WHERE p.office = $1 ORDER BY p.code, a.currency, a.code`,
    [office, at?.toISOString() ?? "infinity"],
  );
  const lines = rows.map((row): TrialLine => {
    const posted = BigInt(row.posted ?? 0);
    return {
      programme: row.programme ?? "",
      account: row.account ?? "",
      currency: row.currency ?? "",
      period: row.period ?? null,
      debitFen: posted < 0n ? -posted : 0n,
      creditFen: posted > 0n ? posted : 0n,
    };
  });
  const sums = [...Map.groupBy(lines, line => `${line.programme} ${line.currency}`).values()].flatMap(
    group => {
      const [first] = group;
      if (first === undefined) return [];
      const sum = (of: (line: TrialLine) => bigint): bigint =>
        group.reduce((total, line) => total + of(line), 0n);
      const { programme, currency } = first;
      return [{ programme, currency, debitFen: sum(l => l.debitFen), creditFen: sum(l => l.creditFen) }];
    },
  );
  return {
    office,
    at: at ?? new Date(),
    lines,
    sums,
    balanced: sums.every(sum => sum.debitFen === sum.creditFen),
  };
}

/**
 * @param from inclusive
 * @param to exclusive
 * @returns null: no such account
 */
export async function readPoolStatement(
  pool: Pool,
  office: string,
  programme: string,
  account: string,
  from: Date,
  to: Date,
): Promise<PoolStatement | null> {
  const found = await findAccount(pool, office, programme, account);
  if (found === null) return null;
  const first = await heightAt(pool, found.programmeId, from, false);
  const last = await heightAt(pool, found.programmeId, to, false);
  const opening = await balanceAfterBlock(pool, found, first);
  const closing = await balanceAfterBlock(pool, found, last);
  const { rows } = await pool.query<Row>(
    `SELECT kind, reason, direction, count(*)::text AS count, sum(amount_fen)::text AS amount FROM (
       SELECT kind, reason, 'out' AS direction, amount_fen FROM ledger.journal
        WHERE debit_account = $1 AND outcome = 'done' AND height > $2 AND height <= $3
       UNION ALL
       SELECT kind, reason, 'in', amount_fen FROM ledger.journal
        WHERE credit_account = $1 AND outcome = 'done' AND height > $2 AND height <= $3) moved
      WHERE kind IN ('transfer', 'capture', 'reverse')
      GROUP BY kind, reason, direction ORDER BY direction, kind, reason`,
    [found.accountId, first, last],
  );
  const turnover = rows.map(
    ({ kind, reason, direction, count, amount }): Turnover => ({
      kind: kind ?? "",
      reason: reason ?? null,
      direction: direction === "in" ? "in" : "out",
      count: Number(count),
      amountFen: BigInt(amount ?? 0),
    }),
  );
  const total = (direction: "in" | "out"): bigint =>
    turnover.filter(t => t.direction === direction).reduce((sum, t) => sum + t.amountFen, 0n);
  const [inFen, outFen] = [total("in"), total("out")];
  return {
    programme,
    account,
    currency: found.currency,
    from,
    to,
    opening,
    turnover,
    inFen,
    outFen,
    closing,
    reconciles: opening.postedFen + inFen - outFen === closing.postedFen,
  };
}
