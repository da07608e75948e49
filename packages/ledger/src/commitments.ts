import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { Pool } from "pg";

/**
 * The ledger never holds who somebody is, only a commitment to it: HMAC-SHA256 under a key of that person's
 * own. With the key an office can show that an account is theirs; when the key is destroyed, nobody can tell
 * any more, and no row of the ledger had to change.
 */
export const commitment = (key: Uint8Array, identity: string): Buffer =>
  createHmac("sha256", key).update("suanquan-owner-1\n").update(identity).digest();

/** Whether a commitment was made to this identity. */
export const commitsTo = (owner: Uint8Array, key: Uint8Array, identity: string): boolean =>
  owner.length === 32 && timingSafeEqual(owner, commitment(key, identity));

/**
 * A person's key; made on first use.
 * @param person the office's own opaque number for somebody
 * @returns null when the key has been destroyed
 */
export async function personKey(pool: Pool, office: string, person: string): Promise<Buffer | null> {
  const { rows } = await pool.query<{ key: Buffer | null }>(
    "SELECT ledger.person_key_of($1, $2, $3) AS key",
    [office, person, randomBytes(32)],
  );
  return rows[0]?.key ?? null;
}

/** Destroys a person's key for good. @returns whether there was one */
export async function destroyPersonKey(pool: Pool, office: string, person: string): Promise<boolean> {
  const { rows } = await pool.query<{ done: boolean }>("SELECT ledger.destroy_person_key($1, $2) AS done", [
    office,
    person,
  ]);
  return rows[0]?.done ?? false;
}
