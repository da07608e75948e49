import { Client } from "pg";
import { OFFICE, type Place, pool } from "./place.ts";

/** Rows of one block, as a full batch of the ledger leaves it. */
const PER_BLOCK = 512;
/** Rows put down by one statement. */
const STEP = 250_000;

/**
 * Puts earlier transfers of a programme into its books by plain SQL, so that ten million are there within
 * minutes: rows, indexes, blocks and totals of the size and order that the ledger itself leaves. Only the hashes
 * of these blocks are no hashes, so `verify` would say so.
 */
export async function putEarlier(place: Place, programme: string, rows: number): Promise<void> {
  const session = new Client({ connectionString: place.server.url("superuser") });
  await session.connect();
  try {
    // Triggers and foreign keys are off in this session only; constraints and indexes are not.
    await session.query("SET session_replication_role = replica");
    await session.query("SET synchronous_commit = off");
    // Its places are drawn at random, so that filling it row by row takes longer than all the rest together.
    const { rows: built } = await session.query<{ definition: string }>(
      "SELECT pg_get_indexdef('ledger.journal_credit'::regclass) AS definition",
    );
    await session.query("DROP INDEX ledger.journal_credit");
    for (let left = rows; left > 0; left -= STEP)
      await session.query(STATEMENT, [programme, OFFICE, Math.min(left, STEP), PER_BLOCK, pool(0)]);
    await session.query("SET maintenance_work_mem = '512MB'");
    for (const { definition } of built) await session.query(definition);
    // As autovacuum and the checkpointer leave it some time later.
    await session.query("VACUUM (ANALYZE) ledger.journal, ledger.account, ledger.block, ledger.programme");
    await session.query("CHECKPOINT");
  } finally {
    await session.end();
  }
}

const STATEMENT = `
  WITH p AS (
    SELECT p.id, p.height, a.id AS pool, a.credits_posted - a.debits_posted AS posted
      FROM ledger.programme p JOIN ledger.account a ON a.programme_id = p.id AND a.code = $5
     WHERE p.code = $1 AND p.office = $2),
  -- The funder has number 1, the pool 2, the claimants follow.
  drawn AS (
    SELECT n, (p.id::bigint << 32) + 3 + floor(random() * (w.accounts - 2))::bigint AS claimant
      FROM p JOIN ledger.programme w ON w.id = p.id, generate_series(0, $3::bigint - 1) n),
  written AS (
    INSERT INTO ledger.journal (programme_id, height, position, office, key, fingerprint, kind, outcome,
        debit_account, credit_account, amount_fen, debit_posted_after, debit_out_after, debit_in_after,
        credit_posted_after, credit_out_after, credit_in_after, reference, reason, actor, event_at)
      SELECT p.id, p.height + 1 + n / $4, 1 + n % $4, $2, 'claim:2025-10:' || lpad((p.height * $4 + n)::text, 12, '0'),
             sha256(int8send(p.height * $4 + n)), 'transfer', 'done', p.pool, claimant, 100,
             p.posted - 100 * (n + 1), 0, 0, 100, 0, 0, 'contract:2025-0001', 'redeem', 'member:0001', now()
        FROM drawn, p ORDER BY n),
  sealed AS (
    INSERT INTO ledger.block (programme_id, height, previous, digest, hash, openings, entries, recorded_at)
      SELECT p.id, p.height + 1 + b, sha256(int8send(b)), sha256(int8send(b)), sha256(int8send(b + 1)), 0, $4, now()
        FROM p, generate_series(0, ($3::bigint - 1) / $4) b),
  moved AS (
    SELECT claimant AS id, 0 AS debits, 100 * count(*) AS credits FROM drawn GROUP BY claimant
    UNION ALL SELECT pool, 100 * $3::bigint, 0 FROM p),
  booked AS (
    UPDATE ledger.account a SET debits_posted = a.debits_posted + m.debits, credits_posted = a.credits_posted + m.credits
      FROM moved m WHERE a.id = m.id)
  UPDATE ledger.programme w SET height = w.height + ($3::bigint - 1) / $4 + 1, last_at = now() FROM p WHERE w.id = p.id`;
