import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Pool } from "pg";
import { isShortCode } from "./instruction.ts";
import { Lane, type LaneClock } from "./lane.ts";
import { OfficeLedger } from "./office-ledger.ts";
import { assertMigrated, assertServable, openPool, type Series } from "./postgres/index.ts";
import { PostgresTransport } from "./transport.ts";
import type { Book } from "./unit.ts";

/** The ledger's migrations, for `migrate`. */
export const LEDGER_SERIES: Series = {
  name: "ledger",
  folder: fileURLToPath(new URL("../migrations", import.meta.url)),
};

/** What `openLedger` is told. */
export interface LedgerOptions {
  /** The application role's connection string. */
  readonly databaseUrl: string;
  /** Connections that write; a programme always takes the same one. 2 if not given. */
  readonly lanes?: number;
  /** Requests waiting at most, over all lanes; beyond it the answer is `busy`. 16,384 if not given. */
  readonly queueMax?: number;
  /** Requests per statement at most. 512 if not given: with 1,024 under way, one half gathers while the other is booked. */
  readonly batchMax?: number;
  /** A statement without an answer for this long is given up and sent again. 30,000 if not given. */
  readonly batchTimeoutMs?: number;
  /** For reading. Connections at most; 4 if not given. */
  readonly readers?: number;
  /** Skips the checks that refuse a server which may lose commits: for drills that show what then happens. */
  readonly unsafe?: boolean;
}

/** How long `close` waits for answers that are still out. */
const CLOSE_PATIENCE_MS = 10_000;

const CLOCK: LaneClock = {
  now: () => Date.now(),
  pause: milliseconds => pause(milliseconds),
};

/**
 * Opens the ledger of a database for serving.
 * @throws PostgresRefusal when the server may lose commits, the role is too powerful, or migrations are missing
 */
export async function openLedger(options: LedgerOptions): Promise<Ledger> {
  const pool = openPool(options.databaseUrl, { name: "suanquan ledger reader", max: options.readers ?? 4 });
  try {
    if (options.unsafe !== true) await assertServable(pool);
    await assertMigrated(pool, [LEDGER_SERIES]);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return new Ledger(pool, options);
}

/** The writing lanes and the reading pool that all offices of this process share. */
export class Ledger {
  readonly #pool: Pool;
  readonly #lanes: readonly Lane[];

  constructor(pool: Pool, options: LedgerOptions) {
    this.#pool = pool;
    const lanes = options.lanes ?? 2;
    this.#lanes = Array.from({ length: lanes }, (_, index) => {
      const transport = new PostgresTransport({
        connectionString: options.databaseUrl,
        name: `suanquan ledger lane ${index + 1}`,
        batchTimeoutMs: options.batchTimeoutMs ?? 30_000,
      });
      return new Lane(transport, {
        queueMax: Math.ceil((options.queueMax ?? 16_384) / lanes),
        batchMax: options.batchMax ?? 512,
        clock: CLOCK,
      });
    });
  }

  /** The books of one office; nothing done through it touches another's. */
  office(office: string): OfficeLedger {
    if (!isShortCode(office)) throw new RangeError(`不是办公单位代码 / not an office code: ${office}`);
    return new OfficeLedger(office, this.#pool, book => this.#laneOf(book));
  }

  /** Requests waiting for their turn. */
  get waiting(): number {
    return this.#lanes.reduce((sum, lane) => sum + lane.waiting, 0);
  }

  /** Takes nothing more, waits for what is under way, and closes every connection. */
  async close(): Promise<void> {
    await Promise.all(this.#lanes.map(lane => lane.close(CLOSE_PATIENCE_MS)));
    await this.#pool.end();
  }

  /** A programme always takes the same lane, so that its requests keep their order. */
  #laneOf(book: Book): Lane {
    let sum = 0;
    for (const character of `${book.office}/${book.programme}`)
      sum = (sum * 31 + character.charCodeAt(0)) % 65_521;
    const lane = this.#lanes[sum % this.#lanes.length];
    if (lane === undefined) throw new RangeError("a ledger needs at least one lane");
    return lane;
  }
}
