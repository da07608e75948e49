import type { Pool, PoolClient } from "pg";
import {
  faultIn,
  ProgrammeAudit,
  type StoredAccount,
  type StoredBlock,
  type StoredEntry,
  type StoredHold,
} from "./audit.ts";
import { type Checkpoint, type CheckpointBody, checkpointFault, readBody } from "./checkpoint.ts";
import { type Fault, fault } from "./faults.ts";

/** What an audit went through, and the first thing that is wrong, if anything is. */
export interface Verdict {
  readonly fault: Fault | null;
  readonly programmes: number;
  readonly blocks: number;
  readonly entries: number;
  readonly accounts: number;
}

export interface VerifyOptions {
  /** Checkpoints kept elsewhere; the books must still hold every block they name. */
  readonly checkpoints?: readonly Checkpoint[];
  /** Public keys (32 bytes) of those who may sign. If given, every checkpoint must be signed by one of them. */
  readonly signers?: readonly Uint8Array[];
}

type Row = Record<string, string | null>;

/** Block headers read at a time, and rows at a time as far as whole blocks allow. */
const BLOCKS_PER_PAGE = 2_000;
const ROWS_PER_PAGE = 20_000;

const wide = (text: string | null | undefined): bigint => BigInt(text ?? 0);
const wideOrNull = (text: string | null | undefined): bigint | null =>
  text === null || text === undefined ? null : BigInt(text);
const bytes = (hex: string | null | undefined): Buffer => Buffer.from(hex ?? "", "hex");
const bytesOrNull = (hex: string | null | undefined): Buffer | null =>
  hex === null || hex === undefined ? null : Buffer.from(hex, "hex");
const dateOrNull = (ms: string | null | undefined): Date | null =>
  ms === null || ms === undefined ? null : new Date(Number(ms));

/**
 * Goes through all books of an office, in one snapshot, while others go on working.
 * Cost: grows with the rows, about 10 µs each; memory with accounts and holds.
 */
export async function verifyOffice(
  pool: Pool,
  office: string,
  options: VerifyOptions = {},
): Promise<Verdict> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const verdict = await verifySnapshot(client, office, options);
    await client.query("COMMIT");
    return verdict;
  } finally {
    // A client in the middle of a failed transaction must not go back to the others.
    client.release(true);
  }
}

async function verifySnapshot(client: PoolClient, office: string, options: VerifyOptions): Promise<Verdict> {
  const count = { programmes: 0, blocks: 0, entries: 0, accounts: 0 };
  const { rows: programmes } = await client.query<Row>(
    `SELECT id::text, code, height, encode(head, 'hex') AS head FROM ledger.programme WHERE office = $1 ORDER BY code`,
    [office],
  );
  for (const programme of programmes) {
    const found = await verifyProgramme(client, office, programme, count);
    if (found !== null) return { fault: found, ...count };
  }
  return { fault: await verifyCheckpoints(client, office, options), ...count };
}

async function verifyProgramme(
  client: PoolClient,
  office: string,
  programme: Row,
  count: { programmes: number; blocks: number; entries: number; accounts: number },
): Promise<Fault | null> {
  const id = programme.id ?? "";
  const code = programme.code ?? "";
  const accounts = await readAccounts(client, id);
  const audit = new ProgrammeAudit(office, code, accounts);
  const openedAt = Map.groupBy(accounts, account => account.openedHeight);
  const height = wide(programme.height);
  count.programmes += 1;
  count.accounts += accounts.length;
  for (let after = 0n; ; ) {
    const blocks = withinRows(await readBlocks(client, id, after));
    const last = blocks.at(-1)?.height;
    if (last === undefined) break;
    const entries = Map.groupBy(await readEntries(client, id, after, last), entry => entry.height);
    const found = faultIn(() => {
      for (const block of blocks) {
        const rows = entries.get(block.height) ?? [];
        audit.block(block, openedAt.get(block.height) ?? [], rows);
        count.blocks += 1;
        count.entries += rows.length;
      }
    });
    if (found !== null) return found;
    after = last;
  }
  const beyond = await readBeyond(client, id, height);
  if (beyond !== null) return fault("rows-beyond", { office, programme: code, ...beyond });
  const holds = await readHolds(client, id);
  const ending = faultIn(() => audit.end({ height, hash: bytes(programme.head) }, holds));
  return ending ?? (await wrongReversal(client, office, code, id));
}

async function readAccounts(client: PoolClient, programme: string): Promise<StoredAccount[]> {
  const { rows } = await client.query<Row>(
    `SELECT id, code, currency, period, encode(owner, 'hex') AS owner, opening_floor_fen, opening_ceiling_fen,
            opened_height, state, floor_fen, ceiling_fen,
            debits_posted, credits_posted, debits_pending, credits_pending
       FROM ledger.account WHERE programme_id = $1 ORDER BY code`,
    [programme],
  );
  return rows.map(row => ({
    id: row.id ?? "",
    code: row.code ?? "",
    currency: row.currency ?? "",
    period: row.period ?? null,
    owner: bytesOrNull(row.owner),
    floorFen: wideOrNull(row.opening_floor_fen),
    ceilingFen: wideOrNull(row.opening_ceiling_fen),
    openedHeight: wide(row.opened_height),
    nowFloorFen: wideOrNull(row.floor_fen),
    nowCeilingFen: wideOrNull(row.ceiling_fen),
    state: row.state ?? "",
    totals: [
      wide(row.debits_posted),
      wide(row.credits_posted),
      wide(row.debits_pending),
      wide(row.credits_pending),
    ],
  }));
}

/** As many blocks from the beginning as hold a page of rows; one at least. */
function withinRows(blocks: readonly StoredBlock[]): StoredBlock[] {
  let rows = 0;
  return blocks.filter((block, index) => {
    rows += block.entries;
    return index === 0 || rows <= ROWS_PER_PAGE;
  });
}

async function readBlocks(client: PoolClient, programme: string, after: bigint): Promise<StoredBlock[]> {
  const { rows } = await client.query<Row>(
    `SELECT height, encode(previous, 'hex') AS previous, encode(digest, 'hex') AS digest, encode(hash, 'hex') AS hash,
            openings::text, entries::text, (extract(epoch FROM recorded_at) * 1000000)::bigint AS micros
       FROM ledger.block WHERE programme_id = $1 AND height > $2 ORDER BY height LIMIT $3`,
    [programme, after, BLOCKS_PER_PAGE],
  );
  return rows.map(row => ({
    height: wide(row.height),
    previous: bytes(row.previous),
    digest: bytes(row.digest),
    hash: bytes(row.hash),
    openings: Number(row.openings),
    entries: Number(row.entries),
    recordedAtMicros: wide(row.micros),
  }));
}

async function readEntries(
  client: PoolClient,
  programme: string,
  from: bigint,
  to: bigint,
): Promise<StoredEntry[]> {
  const { rows } = await client.query<Row>(
    `SELECT height, position::text, key, encode(fingerprint, 'hex') AS fingerprint, kind, outcome, left_fen, detail,
            debit_account, credit_account, amount_fen, target, link, state, reference, reason, actor,
            floor_fen, ceiling_fen, (extract(epoch FROM expires_at) * 1000)::bigint AS expires_ms,
            (extract(epoch FROM event_at) * 1000)::bigint AS event_ms,
            debit_posted_after, debit_out_after, debit_in_after,
            credit_posted_after, credit_out_after, credit_in_after
       FROM ledger.journal WHERE programme_id = $1 AND height > $2 AND height <= $3
      ORDER BY journal.height, journal.position`,
    [programme, from, to],
  );
  return rows.map(row => ({
    height: wide(row.height),
    position: Number(row.position),
    key: row.key ?? "",
    fingerprint: bytes(row.fingerprint),
    kind: row.kind ?? "",
    outcome: row.outcome ?? "",
    leftFen: wideOrNull(row.left_fen),
    detail: row.detail ?? null,
    debitAccount: row.debit_account ?? null,
    creditAccount: row.credit_account ?? null,
    amountFen: wideOrNull(row.amount_fen),
    target: row.target ?? null,
    link: row.link ?? null,
    expiresAt: dateOrNull(row.expires_ms),
    floorFen: wideOrNull(row.floor_fen),
    ceilingFen: wideOrNull(row.ceiling_fen),
    state: row.state ?? null,
    reference: row.reference ?? null,
    reason: row.reason ?? null,
    actor: row.actor ?? null,
    eventAt: dateOrNull(row.event_ms),
    after: [
      wideOrNull(row.debit_posted_after),
      wideOrNull(row.debit_out_after),
      wideOrNull(row.debit_in_after),
      wideOrNull(row.credit_posted_after),
      wideOrNull(row.credit_out_after),
      wideOrNull(row.credit_in_after),
    ],
  }));
}

/** A row or block beyond the height that the programme admits to. */
async function readBeyond(
  client: PoolClient,
  programme: string,
  height: bigint,
): Promise<{ height: bigint; position: number | null; subject: string | null } | null> {
  const { rows } = await client.query<Row>(
    `(SELECT height, NULL AS position, NULL AS key FROM ledger.block WHERE programme_id = $1 AND height > $2 LIMIT 1)
     UNION ALL
     (SELECT height, position::text, key FROM ledger.journal WHERE programme_id = $1 AND height > $2 LIMIT 1)
     LIMIT 1`,
    [programme, height],
  );
  const [row] = rows;
  if (row === undefined) return null;
  return {
    height: wide(row.height),
    position: row.position === null ? null : Number(row.position),
    subject: row.key ?? null,
  };
}

async function readHolds(client: PoolClient, programme: string): Promise<StoredHold[]> {
  const { rows } = await client.query<Row>(
    "SELECT key, state, captured_fen FROM ledger.hold WHERE programme_id = $1",
    [programme],
  );
  return rows.map(row => ({
    key: row.key ?? "",
    state: row.state ?? "",
    capturedFen: wide(row.captured_fen),
  }));
}

/** The first transfer or capture whose reversals do not fit it, or do not come to what is noted. */
async function wrongReversal(
  client: PoolClient,
  office: string,
  code: string,
  programme: string,
): Promise<Fault | null> {
  const { rows } = await client.query<Row>(
    `SELECT x.target, x.height, x.position::text, x.reversed, t.amount_fen AS whole, r.reversed_fen AS noted
       FROM (SELECT j.target, min(j.height) AS height, min(j.position) AS position, sum(j.amount_fen) AS reversed,
                    min(j.debit_account) AS debit, max(j.debit_account) AS debit_too
               FROM ledger.journal j
              WHERE j.programme_id = $1 AND j.kind = 'reverse' AND j.outcome = 'done' GROUP BY j.target) x
       FULL JOIN (SELECT r.* FROM ledger.reversed r JOIN ledger.journal j ON j.key = r.key AND j.office = r.office
                   WHERE j.programme_id = $1) r ON r.key = x.target
       LEFT JOIN ledger.journal t ON t.key = coalesce(x.target, r.key) AND t.office = $2 AND t.programme_id = $1
      WHERE t.kind IS NULL OR t.kind NOT IN ('transfer', 'capture') OR t.outcome <> 'done'
         OR x.reversed IS NULL OR x.reversed > t.amount_fen OR x.reversed IS DISTINCT FROM r.reversed_fen
         OR r.amount_fen <> t.amount_fen
         OR x.debit <> t.credit_account OR x.debit_too <> t.credit_account
      ORDER BY x.height, x.position LIMIT 1`,
    [programme, office],
  );
  const [row] = rows;
  if (row === undefined) return null;
  const where = { office, programme: code, height: wideOrNull(row.height), subject: row.target ?? null };
  return fault("reversal-differs", where, { expected: `${row.noted} ≤ ${row.whole}`, found: row.reversed });
}

async function verifyCheckpoints(
  client: PoolClient,
  office: string,
  options: VerifyOptions,
): Promise<Fault | null> {
  const { rows } = await client.query<Row>(
    `SELECT body, encode(hash, 'hex') AS hash, encode(signature, 'hex') AS signature, encode(signer, 'hex') AS signer
       FROM ledger.checkpoint WHERE office = $1 ORDER BY number`,
    [office],
  );
  const own = rows.map(
    (row): Checkpoint => ({
      body: row.body ?? "",
      hash: row.hash ?? "",
      signature: row.signature ?? null,
      signer: row.signer ?? null,
    }),
  );
  let previous: string | null = null;
  for (const checkpoint of [...own, ...(options.checkpoints ?? [])]) {
    const forged = checkpointFault(checkpoint, office, options.signers ?? null);
    if (forged !== null) return forged;
  }
  for (const checkpoint of own) {
    const body = readBody(checkpoint);
    if (body?.previous !== previous)
      return fault("checkpoint-forged", { office, programme: "", subject: String(body?.number) });
    previous = checkpoint.hash;
  }
  for (const checkpoint of [...own, ...(options.checkpoints ?? [])]) {
    const body = readBody(checkpoint);
    const gone = body === null ? null : await goneFrom(client, office, body);
    if (gone !== null) return gone;
  }
  return null;
}

/** A block that a checkpoint names and the books no longer hold. */
async function goneFrom(client: PoolClient, office: string, body: CheckpointBody): Promise<Fault | null> {
  for (const { programme, height, hash } of body.heads) {
    const { rows } = await client.query<Row>(
      `SELECT encode(b.hash, 'hex') AS hash FROM ledger.programme p
         JOIN ledger.block b ON b.programme_id = p.id AND b.height = $3 WHERE p.office = $1 AND p.code = $2`,
      [office, programme, height],
    );
    const found = rows[0]?.hash ?? null;
    if (found !== hash && height !== "0")
      return fault(
        "checkpoint-differs",
        { office, programme, height: BigInt(height) },
        { expected: hash, found },
      );
  }
  return null;
}
