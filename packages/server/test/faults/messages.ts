/** Whether every message of an office has come. */
import { setTimeout as pause } from "node:timers/promises";
import { type Receiver, receiver } from "../stage/receiver.ts";
import type { Stage } from "../stage/stage.ts";

const WAITS_MAX = 150;
const WAIT_MS = 200;

/**
 * Waits until every delivery of an office has been taken, and everything that is to be told has one.
 * @returns each message that came, by number: as often as it came it said the same
 * @throws Error when some did not arrive, or one came in two versions
 */
export async function allMessages(
  { product: { pool } }: Stage,
  office: string,
  { received }: Receiver,
): Promise<ReadonlyMap<string, { readonly type: string; readonly data: Record<string, unknown> }>> {
  for (let waits = 0; ; waits += 1) {
    // What was under way at a death waits for the end of its lease, and what failed for its next try: made due here.
    await pool.query("UPDATE api.delivery SET next_at = now() WHERE state = 'waiting'");
    const { rows } = await pool.query<{ left: number }>(
      `SELECT (SELECT count(*) FROM programmes.outbox WHERE office = $1 AND sent_at IS NULL)
            + (SELECT count(*) FROM ledger.programme p LEFT JOIN api.told t ON t.programme = p.id
                WHERE p.office = $1 AND p.height > coalesce(t.height, 0))
            + (SELECT count(*) FROM api.delivery d JOIN api.webhook w ON w.id = d.webhook
                WHERE w.office = $1 AND d.state <> 'delivered') AS left`,
      [office],
    );
    const left = Number(rows[0]?.left);
    if (left === 0) break;
    if (waits > WAITS_MAX) throw new Error(`${left} messages did not arrive`);
    await pause(WAIT_MS);
  }
  const { rows: sent } = await pool.query<{ message: string }>(
    "SELECT d.message FROM api.delivery d JOIN api.webhook w ON w.id = d.webhook WHERE w.office = $1",
    [office],
  );
  const bodies = new Map<string, Set<string>>();
  for (const { id, body } of received) bodies.set(id, (bodies.get(id) ?? new Set()).add(body));
  return new Map(
    sent.map(({ message }) => {
      const [body, ...others] = bodies.get(message) ?? [];
      if (body === undefined || others.length > 0)
        throw new Error(`message ${message} came in ${bodies.get(message)?.size ?? 0} versions`);
      return [message, JSON.parse(body)];
    }),
  );
}

/** A receiver that refuses one message in four the first time: what was not acknowledged must come again. */
export function receiverThatRefuses(): Promise<Receiver> {
  let came = 0;
  return receiver((_, before) => {
    came += 1;
    return before === 0 && came % 4 === 0 ? 500 : 200;
  });
}
