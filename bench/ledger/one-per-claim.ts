import { Client } from "pg";
import { blockDigest, blockHash } from "../../packages/ledger/src/chain.ts";
import { fingerprintOf, requestOf } from "../../packages/ledger/src/instruction.ts";
import { anyClaimant, drive, nextKey, OFFICE, type Place, pool, type Rate } from "./place.ts";

/**
 * The comparison: a claim as most would write it, in one transaction of its own. Lock, check, update,
 * insert, commit; every statement prepared; the same tables, keys, constraints and chain as the ledger's.
 */
export async function onePerClaim(
  place: Place,
  programme: string,
  clients: number,
  seconds: number,
): Promise<Rate> {
  const sessions = await Promise.all(
    Array.from({ length: clients }, async () => {
      const client = new Client({ connectionString: place.server.ownerUrl });
      await client.connect();
      return client;
    }),
  );
  try {
    return await drive(clients, seconds, async number => {
      const session = sessions[number];
      if (session !== undefined) await claim(session, programme);
    });
  } finally {
    await Promise.all(sessions.map(session => session.end()));
  }
}

interface AccountRow {
  readonly id: string;
  readonly code: string;
  readonly debits_posted: string;
  readonly credits_posted: string;
  readonly debits_pending: string;
  readonly credits_pending: string;
  readonly floor_fen: string | null;
}

const AMOUNT_FEN = 100n;

async function claim(session: Client, programme: string): Promise<void> {
  const ask = async <Row extends object>(name: string, text: string, values: unknown[]): Promise<Row[]> =>
    (await session.query<Row>({ name, text, values })).rows;
  const key = nextKey();
  const credit = anyClaimant();
  const request = requestOf(
    OFFICE,
    {
      kind: "transfer",
      programme,
      key,
      debit: pool(0),
      credit,
      amountFen: AMOUNT_FEN,
      reference: "contract:2025-0001",
      reason: "redeem",
      actor: "member:0001",
      eventAt: new Date(),
    },
    null,
  );
  const fingerprint = Buffer.from(fingerprintOf(request), "hex");

  await session.query("BEGIN");
  const known = await ask("known", "SELECT outcome FROM ledger.journal WHERE key = $1 AND office = $2", [
    key,
    OFFICE,
  ]);
  if (known.length > 0) throw new Error("a key came twice");
  const [head] = await ask<{ id: number; height: string; head: Buffer }>(
    "head",
    "SELECT id, height, head FROM ledger.programme WHERE code = $1 AND office = $2 FOR UPDATE",
    [programme, OFFICE],
  );
  if (head === undefined) throw new Error("no programme");
  const accounts = await ask<AccountRow>(
    "accounts",
    `SELECT id, code, debits_posted, credits_posted, debits_pending, credits_pending, floor_fen
       FROM ledger.account WHERE programme_id = $1 AND code IN ($2, $3) ORDER BY id FOR UPDATE`,
    [head.id, pool(0), credit],
  );
  const from = accounts.find(row => row.code === pool(0));
  const to = accounts.find(row => row.code === credit);
  if (from === undefined || to === undefined) throw new Error("no account");
  const left = BigInt(from.credits_posted) - BigInt(from.debits_posted) - BigInt(from.debits_pending);
  if (left - AMOUNT_FEN < BigInt(from.floor_fen ?? 0)) throw new Error("the pool of the bench ran dry");
  await ask("debit", "UPDATE ledger.account SET debits_posted = debits_posted + $2 WHERE id = $1", [
    from.id,
    AMOUNT_FEN,
  ]);
  await ask("credit", "UPDATE ledger.account SET credits_posted = credits_posted + $2 WHERE id = $1", [
    to.id,
    AMOUNT_FEN,
  ]);

  const height = BigInt(head.height) + 1n;
  const after = [
    left - AMOUNT_FEN,
    BigInt(from.debits_pending),
    BigInt(from.credits_pending),
    BigInt(to.credits_posted) - BigInt(to.debits_posted) + AMOUNT_FEN,
    BigInt(to.debits_pending),
    BigInt(to.credits_pending),
  ];
  await ask(
    "journal",
    `INSERT INTO ledger.journal (programme_id, height, position, office, key, fingerprint, kind, outcome,
       debit_account, credit_account, amount_fen, debit_posted_after, debit_out_after, debit_in_after,
       credit_posted_after, credit_out_after, credit_in_after, reference, reason, actor, event_at)
     VALUES ($1, $2, 1, $3, $4, $5, 'transfer', 'done', $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
    [
      head.id,
      height,
      OFFICE,
      key,
      fingerprint,
      from.id,
      to.id,
      AMOUNT_FEN,
      ...after,
      request.reference,
      request.reason,
      request.actor,
      request.eventAt?.toISOString(),
    ],
  );
  const recordedAt = Date.now();
  const digest = blockDigest(
    [],
    [{ position: 1, fingerprint, outcome: "done", leftFen: null, detail: null, after }],
  );
  const header = { height, openings: 0, entries: 1, previous: head.head, digest };
  const next = blockHash({ ...header, recordedAtMicros: BigInt(recordedAt) * 1_000n });
  await ask(
    "block",
    `INSERT INTO ledger.block (programme_id, height, previous, digest, hash, openings, entries, recorded_at)
     VALUES ($1, $2, $3, $4, $5, 0, 1, $6)`,
    [head.id, height, head.head, digest, next, new Date(recordedAt).toISOString()],
  );
  await ask("next", "UPDATE ledger.programme SET height = $2, head = $3, last_at = $4 WHERE id = $1", [
    head.id,
    height,
    next,
    new Date(recordedAt).toISOString(),
  ]);
  await session.query("COMMIT");
}
