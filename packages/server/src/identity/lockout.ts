/** Lock-out after failed sign-ins, per account and per address. Both are kept only as keyed hashes. */
import { createHmac } from "node:crypto";
import type { Pool } from "pg";
import { Fault } from "../api/faults.ts";

const WINDOW_SECONDS = 15 * 60;

/** Failures within the window after which the subject is locked, and for how long. */
export const LOCKOUT = {
  email: { failures: 5, lockedSeconds: 15 * 60 },
  address: { failures: 50, lockedSeconds: 15 * 60 },
} as const;
export type LockoutKind = keyof typeof LOCKOUT;

export class Lockout {
  readonly #pool: Pool;
  readonly #secret: string;

  constructor(pool: Pool, secret: string) {
    this.#pool = pool;
    this.#secret = secret;
  }

  /** @throws Fault `locked-out` */
  async assertOpen(kind: LockoutKind, subject: string): Promise<void> {
    const { rows } = await this.#pool.query<{ seconds: number }>(
      `SELECT ceil(extract(epoch FROM locked_until - now()))::int AS seconds
         FROM identity.failed_sign_in WHERE subject = $1 AND locked_until > now()`,
      [this.#hash(kind, subject)],
    );
    const [row] = rows;
    if (row !== undefined) throw new Fault("locked-out", { seconds: Math.max(1, row.seconds) });
  }

  async failed(kind: LockoutKind, subject: string): Promise<void> {
    const { failures, lockedSeconds } = LOCKOUT[kind];
    await this.#pool.query(
      `INSERT INTO identity.failed_sign_in AS f (subject, failures, first_at) VALUES ($1, 1, now())
       ON CONFLICT (subject) DO UPDATE SET
         failures = CASE WHEN f.first_at < now() - make_interval(secs => $2) THEN 1 ELSE f.failures + 1 END,
         first_at = CASE WHEN f.first_at < now() - make_interval(secs => $2) THEN now() ELSE f.first_at END,
         locked_until = CASE WHEN f.first_at >= now() - make_interval(secs => $2) AND f.failures + 1 >= $3
                             THEN now() + make_interval(secs => $4) ELSE f.locked_until END`,
      [this.#hash(kind, subject), WINDOW_SECONDS, failures, lockedSeconds],
    );
  }

  /** Forgets the failures of a subject: after a sign-in that succeeded, or by the security administrator. */
  async clear(kind: LockoutKind, subject: string): Promise<boolean> {
    const { rowCount } = await this.#pool.query("DELETE FROM identity.failed_sign_in WHERE subject = $1", [
      this.#hash(kind, subject),
    ]);
    return rowCount !== 0;
  }

  /** Forgets what no longer counts. */
  async tidy(): Promise<void> {
    await this.#pool.query(
      `DELETE FROM identity.failed_sign_in
        WHERE first_at < now() - make_interval(secs => $1) AND coalesce(locked_until, first_at) < now()`,
      [WINDOW_SECONDS],
    );
  }

  #hash(kind: LockoutKind, subject: string): Buffer {
    return createHmac("sha256", this.#secret).update(`${kind}:${subject.trim().toLowerCase()}`).digest();
  }
}
