/**
 * From the outbox, and from the journal of uses, to the receivers. A line of the outbox is written in the transaction of
 * the step that it tells of; it is marked as told in the transaction that makes its deliveries; a delivery is leased
 * before it is sent. A process that dies at any point leaves a line or a lease that another takes up: a message may come
 * twice, under the same number, but none is lost.
 */

import { type Sql, within } from "@suanquan/programmes";
import type { Pool } from "pg";
import { newId } from "../identifier.ts";
import type { Logger } from "../observation/log.ts";
import type { Metrics } from "../observation/metrics.ts";
import { isTold, type Line, type Listener } from "./line.ts";
import { secondsToNext } from "./schedule.ts";
import { type Sent, send } from "./send.ts";
import { signedHeaders, unseal } from "./signature.ts";
import { takeUses } from "./uses.ts";

export interface PumpParts {
  readonly pool: Pool;
  /** The key that webhook secrets are sealed under. */
  readonly master: string;
  /** Also plain http and own networks. */
  readonly anywhere: boolean;
  readonly log: Logger;
  readonly metrics: Pick<Metrics, "delivered">;
}

const LINES_MAX = 500;
const SENT_AT_ONCE = 20;
/** Longer than an attempt may take. */
const LEASE_SECONDS = 60;
const PAUSE_MS = 1_000;

interface Due {
  readonly id: string;
  readonly webhook: string;
  readonly message: string;
  readonly body: string;
  readonly attempts: number;
  readonly url: string;
  readonly secret: Buffer;
}

export class Pump {
  readonly #parts: PumpParts;
  #stopped = false;
  #wake: () => void = () => undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(parts: PumpParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wake();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      const busy = await this.turn().catch(() => false);
      if (!busy && !this.#stopped)
        await new Promise<void>(resolve => {
          const timer = setTimeout(resolve, PAUSE_MS);
          this.#wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
    }
  }

  /** One turn. @returns whether there may be more to do at once */
  async turn(): Promise<boolean> {
    const lines = await this.#tellSteps();
    const more = await this.#tellUses();
    const due = await this.#lease();
    await Promise.all(due.map(each => this.#attempt(each)));
    return more || lines === LINES_MAX || due.length === SENT_AT_ONCE;
  }

  /** Makes the deliveries of the outbox's lines that wait. @returns how many lines */
  #tellSteps(): Promise<number> {
    return within(this.#parts.pool, async client => {
      const { rows } = await client.query<Line>(
        `SELECT id, office, topic, organisation, body, at FROM programmes.outbox WHERE sent_at IS NULL
          ORDER BY at, id LIMIT $1 FOR UPDATE SKIP LOCKED`,
        [LINES_MAX],
      );
      if (rows.length === 0) return 0;
      await deliver(client, rows, await listenersOf(client, [...new Set(rows.map(row => row.office))]));
      await client.query("UPDATE programmes.outbox SET sent_at = now() WHERE id = ANY ($1)", [
        rows.map(row => row.id),
      ]);
      return rows.length;
    });
  }

  /** Makes the deliveries of uses of vouchers and of sales. @returns whether there may be more at once */
  #tellUses(): Promise<boolean> {
    return within(this.#parts.pool, async client => {
      let listeners: readonly Listener[] = [];
      const { lines, more } = await takeUses(client, async offices => {
        listeners = await listenersOf(client, offices);
        return listeners;
      });
      await deliver(client, lines, listeners);
      return more;
    });
  }

  /** Takes deliveries that are due; nobody else sends them until the lease ends. */
  async #lease(): Promise<Due[]> {
    const { rows } = await this.#parts.pool.query<Due>(
      `WITH due AS (
         SELECT d.id FROM api.delivery d JOIN api.webhook w ON w.id = d.webhook
          WHERE d.state = 'waiting' AND d.next_at <= now() AND w.state = 'active'
          ORDER BY d.next_at LIMIT $1 FOR UPDATE OF d SKIP LOCKED)
       UPDATE api.delivery d SET next_at = now() + make_interval(secs => $2)
         FROM due, api.webhook w WHERE d.id = due.id AND w.id = d.webhook
       RETURNING d.id, d.webhook, d.message, d.body, d.attempts, w.url, w.secret`,
      [SENT_AT_ONCE, LEASE_SECONDS],
    );
    return rows;
  }

  async #attempt(due: Due): Promise<void> {
    const { master, anywhere, log, metrics } = this.#parts;
    const at = new Date();
    const timestamp = Math.floor(at.getTime() / 1_000);
    const headers = signedHeaders(unseal(master, due.secret), { id: due.message, timestamp, body: due.body });
    const sent = await send(new URL(due.url), headers, due.body, anywhere);
    const ended = endOf(sent);
    metrics.delivered(ended);
    await this.#record(due, sent, at);
    log.info({ webhook: due.webhook, delivery: due.id, attempt: due.attempts + 1, ended }, "webhook");
  }

  #record({ id, webhook, attempts }: Due, sent: Sent, at: Date): Promise<void> {
    const number = attempts + 1;
    const status = "status" in sent ? sent.status : null;
    const next = endOf(sent) === "delivered" ? null : secondsToNext(number, Math.random());
    const state =
      endOf(sent) === "delivered" ? "delivered" : next === null || status === 410 ? "failed" : "waiting";
    return within(this.#parts.pool, async client => {
      await client.query(
        `INSERT INTO api.attempt (delivery, number, at, status, failure, took_ms) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT DO NOTHING`,
        [id, number, at, status, "failure" in sent ? sent.failure : null, Date.now() - at.getTime()],
      );
      await client.query(
        `UPDATE api.delivery SET attempts = $2, state = $3,
                next_at = CASE WHEN $3 = 'waiting' THEN now() + make_interval(secs => $4) END WHERE id = $1`,
        [id, number, state, next ?? 0],
      );
      // 410: the receiver wants nothing more. What fails for days is stopped too, until somebody looks at it.
      if (state === "failed")
        await client.query(
          "UPDATE api.webhook SET state = 'stopped', revision = revision + 1 WHERE id = $1",
          [webhook],
        );
    });
  }
}

const endOf = (sent: Sent): "delivered" | "refused" | "unreachable" =>
  "failure" in sent ? "unreachable" : sent.status >= 200 && sent.status < 300 ? "delivered" : "refused";

/** The active webhooks of these offices. */
async function listenersOf(client: Sql, offices: readonly string[]): Promise<readonly Listener[]> {
  const { rows } = await client.query<Listener>(
    `SELECT id, office, organisation, whole_office, topics FROM api.webhook
      WHERE state = 'active' AND office = ANY ($1)`,
    [offices],
  );
  return rows;
}

/** One delivery for each line and webhook that is told of it. */
async function deliver(client: Sql, lines: readonly Line[], listeners: readonly Listener[]): Promise<void> {
  const made = lines.flatMap(line => {
    const told = listeners.filter(listener => isTold(listener, line));
    if (told.length === 0) return [];
    const body = JSON.stringify({ type: line.topic, timestamp: line.at.toISOString(), data: line.body });
    return told.map(({ id }) => ({ id: newId(), webhook: id, message: line.id, topic: line.topic, body }));
  });
  if (made.length === 0) return;
  await client.query(
    `INSERT INTO api.delivery (id, webhook, message, topic, body, state, next_at)
     SELECT id, webhook, message, topic, body, 'waiting', now()
       FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[]) AS d(id, webhook, message, topic, body)`,
    [
      made.map(each => each.id),
      made.map(each => each.webhook),
      made.map(each => each.message),
      made.map(each => each.topic),
      made.map(each => each.body),
    ],
  );
}
