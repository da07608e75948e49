import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { drive, nextKey, type Place, type Rate } from "./place.ts";

/**
 * The machine's own ceiling: the same facts of a claim put down in batches by one statement each, into a
 * table without keys, constraints or indexes, durably committed. What is above the ledger's rate is the price
 * of its promises.
 */
export async function bareInsert(place: Place, rows: number, seconds: number): Promise<Rate> {
  await place.owner.query(
    `CREATE TABLE IF NOT EXISTS bare (key text, debit uuid, credit uuid, amount_fen bigint, fingerprint bytea,
       reference text, reason text, actor text, event_at timestamptz)`,
  );
  const session = new Client({ connectionString: place.server.ownerUrl });
  await session.connect();
  const account = randomUUID();
  const list = (of: () => string): string => `{${Array.from({ length: rows }, of).join(",")}}`;
  try {
    const batches = await drive(1, seconds, async () => {
      await session.query({
        name: "bare",
        text: "INSERT INTO bare SELECT * FROM unnest($1::text[], $2::uuid[], $3::uuid[], $4::bigint[], $5::bytea[], $6::text[], $7::text[], $8::text[], $9::timestamptz[])",
        values: [
          list(nextKey),
          list(() => account),
          list(() => account),
          list(() => "100"),
          list(() => `"\\\\x${"5a".repeat(32)}"`),
          list(() => "contract:2025-0001"),
          list(() => "redeem"),
          list(() => "member:0001"),
          list(() => `"${new Date().toISOString()}"`),
        ],
      });
    });
    return { ...batches, clients: 1, claims: batches.claims * rows, perSecond: batches.perSecond * rows };
  } finally {
    await session.end();
  }
}
