/**
 * Same key and same content: same answer; other content: a conflict. An answer is kept in the transaction of the last
 * thing that its command wrote. Below it the domain knows the key too, so that money which moved before a crash does not
 * move again when the request is repeated.
 */
import { Refusal, type Sql } from "@suanquan/programmes";
import type { Pool } from "pg";
import { sha256 } from "../identifier.ts";
import type { Caller } from "./endpoint.ts";

/** How long an answer is kept. */
const KEPT_DAYS = 7;

export interface Kept {
  readonly status: number;
  readonly body: unknown;
}

interface Asked {
  readonly caller: Caller;
  readonly key: string;
  readonly endpoint: string;
  readonly input: unknown;
}

/** The content of a request in a form that does not depend on the order of its fields. */
const fingerprintOf = (endpoint: string, input: unknown): Buffer =>
  sha256(`${endpoint}\n${JSON.stringify(input, sorted)}`);

const sorted = (_: string, value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

const TAKE = `
  INSERT INTO api.answer (key, office, organisation, endpoint, fingerprint, process)
    SELECT $1, $2, $3, $4, $5, $6 FROM set_config('synchronous_commit', 'off', true)
  ON CONFLICT DO NOTHING`;

export class Answers {
  readonly pool: Pool;
  readonly #process: string;

  /** @param process the name of this process's database sessions */
  constructor(pool: Pool, process: string) {
    this.pool = pool;
    this.#process = process;
  }

  /**
   * Takes the key without waiting for the disk: that it was taken is on disk before anything that is written under it,
   * since the log is written in order, and before that there is nothing to protect. Or finds what was answered under
   * it. A key whose process has no session left, since it died, is taken over at once.
   * @throws Refusal `key-reused` for other content, `busy` while the first request is still under way
   */
  async begin({ caller, key, endpoint, input }: Asked): Promise<Kept | null> {
    const fingerprint = fingerprintOf(endpoint, input);
    const place = [key, caller.office, caller.organisation];
    const { rowCount } = await this.pool.query({
      name: "take-key",
      text: TAKE,
      values: [...place, endpoint, fingerprint, this.#process],
    });
    if (rowCount === 1) return null;
    const { rows } = await this.pool.query<{ fingerprint: Buffer; status: number | null; body: unknown }>(
      "SELECT fingerprint, status, body FROM api.answer WHERE key = $1 AND office = $2 AND organisation = $3",
      place,
    );
    const [found] = rows;
    if (found === undefined) throw new Refusal("busy");
    if (!found.fingerprint.equals(fingerprint)) throw new Refusal("key-reused");
    if (found.status !== null) return { status: found.status, body: found.body };
    const taken = await this.pool.query(
      `UPDATE api.answer a SET process = $4 WHERE key = $1 AND office = $2 AND organisation = $3 AND status IS NULL
          AND NOT EXISTS (SELECT 1 FROM pg_stat_activity s WHERE s.application_name = a.process)`,
      [...place, this.#process],
    );
    if (taken.rowCount === 0) throw new Refusal("busy");
    return null;
  }

  /** @param sql the transaction of what it answers */
  async keep(
    { caller, key }: Pick<Asked, "caller" | "key">,
    { status, body }: Kept,
    sql: Sql = this.pool,
  ): Promise<void> {
    await sql.query(
      "UPDATE api.answer SET status = $4, body = $5 WHERE key = $1 AND office = $2 AND organisation = $3",
      [key, caller.office, caller.organisation, status, JSON.stringify(body)],
    );
  }

  /** Gives the key back: nothing definite came of the request. */
  async release({ caller, key }: Pick<Asked, "caller" | "key">): Promise<void> {
    await this.pool.query(
      "DELETE FROM api.answer WHERE key = $1 AND office = $2 AND organisation = $3 AND status IS NULL",
      [key, caller.office, caller.organisation],
    );
  }

  async tidy(): Promise<void> {
    await this.pool.query("DELETE FROM api.answer WHERE begun_at < now() - make_interval(days => $1)", [
      KEPT_DAYS,
    ]);
  }
}
