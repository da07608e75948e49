/** Figures that are shown: each is a sum over the ledger's journal, never kept anywhere else. */
import type { Sql } from "../store/last-write.ts";
import { countedAccount } from "./accounts.ts";

/** Of one award, in fen: face = available + reserved + used + forfeited. */
export interface AwardFigures {
  readonly available: bigint;
  readonly reserved: bigint;
  readonly used: bigint;
  readonly forfeited: bigint;
}

const FIGURES = `
  SELECT a.credits_posted - a.debits_posted - a.debits_pending AS available, a.debits_pending AS reserved,
         coalesce((SELECT sum(CASE WHEN j.debit_account = a.id THEN j.amount_fen ELSE -j.amount_fen END)
           FROM ledger.journal j JOIN ledger.account o
             ON o.id = CASE WHEN j.debit_account = a.id THEN j.credit_account ELSE j.debit_account END
          WHERE j.outcome = 'done' AND j.kind IN ('transfer', 'capture', 'reverse')
            AND (j.debit_account = a.id OR j.credit_account = a.id AND j.kind <> 'capture')
            AND o.code LIKE 'pool:%'), 0) AS forfeited,
         coalesce((SELECT sum(CASE WHEN j.debit_account = a.id THEN j.amount_fen ELSE -j.amount_fen END)
           FROM ledger.journal j JOIN ledger.account o
             ON o.id = CASE WHEN j.debit_account = a.id THEN j.credit_account ELSE j.debit_account END
          WHERE j.outcome = 'done' AND j.kind IN ('transfer', 'capture', 'reverse')
            AND (j.debit_account = a.id OR j.credit_account = a.id)
            AND o.code NOT LIKE 'pool:%'), 0) AS used
    FROM ledger.account a JOIN ledger.programme p ON p.id = a.programme_id
   WHERE p.office = $1 AND p.code = $2 AND a.code = $3`;

const NONE: AwardFigures = { available: 0n, reserved: 0n, used: 0n, forfeited: 0n };

/** What became of an award's money. An award without an account has none. */
export async function awardFigures(
  sql: Sql,
  office: string,
  programme: string,
  account: string,
): Promise<AwardFigures> {
  const { rows } = await sql.query<Record<keyof AwardFigures, string>>(FIGURES, [office, programme, account]);
  const [row] = rows;
  if (row === undefined) return NONE;
  return {
    available: BigInt(row.available),
    reserved: BigInt(row.reserved),
    used: BigInt(row.used),
    forfeited: BigInt(row.forfeited),
  };
}

/**
 * The keys of the movements that counted a redemption or sale towards limits: they begin with its own key. What counts
 * the sale itself, and not its amount, is told apart.
 */
export async function countedUnder(
  sql: Sql,
  office: string,
  key: string,
): Promise<{ readonly amounts: readonly string[]; readonly times: readonly string[] }> {
  const { rows } = await sql.query<{ key: string }>(
    `SELECT key FROM ledger.journal
      WHERE office = $1 AND key >= $2 || ':' AND key < $2 || ';' AND outcome = 'done' ORDER BY key`,
    [office, key],
  );
  const isTimes = (each: string): boolean => countedAccount(each).startsWith("times:");
  const keys = rows.map(row => row.key);
  return { amounts: keys.filter(each => !isTimes(each)), times: keys.filter(isTimes) };
}

/** What is left of a redemption or sale after its reversals, in fen, and the account that it was drawn from. */
export async function leftOf(
  sql: Sql,
  office: string,
  key: string,
): Promise<{ readonly net: bigint; readonly source: string } | null> {
  const { rows } = await sql.query<{ net: string; source: string }>(
    `SELECT j.amount_fen - coalesce(b.reversed_fen, 0) AS net, d.code AS source
       FROM ledger.journal j JOIN ledger.account d ON d.id = j.debit_account
       LEFT JOIN ledger.reversed b ON b.key = j.key AND b.office = j.office
      WHERE j.key = $2 AND j.office = $1 AND j.outcome = 'done'`,
    [office, key],
  );
  const [row] = rows;
  return row === undefined ? null : { net: BigInt(row.net), source: row.source };
}

/**
 * SQL: the key under which the ledger has moved the money of the use `r`. A hold is captured under a key of its own,
 * once; one that was refused before has had other keys for that.
 */
export const BOOKED_AS = `
  CASE r.kind WHEN 'hold' THEN (
    SELECT c.key FROM ledger.journal c
     WHERE c.target = r.key AND c.office = r.office AND c.kind = 'capture' AND c.outcome = 'done')
  ELSE r.key END`;

/** How a hold has been captured, and how often that was refused. */
export interface Captures {
  readonly done: { readonly key: string; readonly fen: bigint } | null;
  readonly refused: number;
}

export async function capturesOf(sql: Sql, office: string, hold: string): Promise<Captures> {
  const { rows } = await sql.query<{ key: string; fen: string; done: boolean }>(
    `SELECT key, amount_fen AS fen, outcome = 'done' AS done FROM ledger.journal
      WHERE target = $1 AND office = $2 AND kind = 'capture'`,
    [hold, office],
  );
  const done = rows.find(row => row.done);
  return {
    done: done === undefined ? null : { key: done.key, fen: BigInt(done.fen) },
    refused: rows.filter(row => !row.done).length,
  };
}

/** A redemption or sale that the ledger has recorded, with what is left of it after reversals, in fen. */
export interface Used {
  readonly key: string;
  readonly programme: string;
  readonly voucher: string | null;
  readonly applicant: string;
  readonly provider: string;
  readonly orderNumber: string;
  readonly kind: string;
  readonly amount: bigint;
  readonly net: bigint;
  readonly claim: string | null;
  /** The account that it was drawn from. */
  readonly source: string;
  readonly at: Date;
}

const USED = `
  SELECT r.key, r.programme, r.voucher, r.applicant, r.provider, r.order_number AS "orderNumber", r.kind,
         j.amount_fen AS amount, j.amount_fen - coalesce(b.reversed_fen, 0) AS net, r.claim, d.code AS source, r.at
    FROM programmes.redemption r
    JOIN ledger.journal j ON j.office = r.office AND j.outcome = 'done'
     AND j.key = ${BOOKED_AS}
    JOIN ledger.account d ON d.id = j.debit_account
    LEFT JOIN ledger.reversed b ON b.key = j.key AND b.office = j.office
   WHERE r.office = $1 AND ($2::text IS NULL OR r.provider = $2) AND ($3::uuid IS NULL OR r.programme = $3)
     AND ($4::uuid IS NULL OR r.voucher = $4) AND ($5::uuid IS NULL OR r.claim = $5)
     AND (NOT $6::boolean OR r.claim IS NULL) AND ($7::text IS NULL OR r.key > $7)
   ORDER BY CASE WHEN $9::boolean THEN r.at END, r.key LIMIT $8`;

export interface UsedFilter {
  readonly provider?: string | undefined;
  readonly programme?: string | undefined;
  readonly voucher?: string | undefined;
  readonly claim?: string | undefined;
  readonly unclaimed?: boolean;
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
  /** By time, and not by key. */
  readonly oldestFirst?: boolean;
}

/** Redemptions and sales as the ledger knows them, by key unless asked by time. */
export async function usedRows(sql: Sql, office: string, filter: UsedFilter): Promise<Used[]> {
  const { rows } = await sql.query(USED, [
    office,
    filter.provider ?? null,
    filter.programme ?? null,
    filter.voucher ?? null,
    filter.claim ?? null,
    filter.unclaimed === true,
    filter.after ?? null,
    filter.limit ?? 1_000,
    filter.oldestFirst === true,
  ]);
  return rows.map(row => ({ ...row, amount: BigInt(row.amount), net: BigInt(row.net) }));
}
