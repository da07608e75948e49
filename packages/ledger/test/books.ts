import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, onTestFinished } from "vitest";
import {
  type Instruction,
  LEDGER_SERIES,
  type Ledger,
  type LedgerOptions,
  type OfficeLedger,
  openLedger,
} from "../src/index.ts";
import { type EmbeddedPostgres, migrate, startEmbedded } from "../src/postgres/index.ts";

/** One server with one ledger for a test file. Every test takes an office of its own. */
export interface Books {
  readonly server: EmbeddedPostgres;
  readonly ledger: Ledger;
  /** Books of a new office with one programme, `p`. */
  office(): Promise<OfficeLedger>;
  /** A further ledger on the same database, as another server process would have it. */
  another(options?: Partial<LedgerOptions>): Promise<Ledger>;
  /** A session as the given role, ended when the test ends. */
  session(role: "owner" | "app" | "superuser"): Promise<Client>;
}

let numbered = 0;

/** Starts the server before the tests of a file and stops it after them. */
export function books(): Books {
  let server: EmbeddedPostgres | undefined;
  let ledger: Ledger | undefined;
  let folder = "";
  const up = <T>(thing: T | undefined): T => {
    if (thing === undefined) throw new Error("the server of this test file is not up");
    return thing;
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "suanquan-books-"));
    chmodSync(folder, 0o755);
    server = await startEmbedded({ folder: join(folder, "pg") });
    await prepareDatabase(server);
    ledger = await openLedger({ databaseUrl: server.appUrl });
  });
  afterAll(async () => {
    await ledger?.close();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  return {
    get server() {
      return up(server);
    },
    get ledger() {
      return up(ledger);
    },
    async office() {
      numbered += 1;
      const office = up(ledger).office(`office-${numbered}`);
      await office.openProgramme("p");
      return office;
    },
    async another(options = {}) {
      const further = await openLedger({ databaseUrl: up(server).appUrl, ...options });
      onTestFinished(() => further.close());
      return further;
    },
    async session(role) {
      const client = new Client({ connectionString: up(server).url(role) });
      client.on("error", () => undefined);
      await client.connect();
      onTestFinished(() => client.end().catch(() => undefined));
      return client;
    },
  };
}

/** Brings a database to the ledger's newest tables. */
export async function prepareDatabase(server: Pick<EmbeddedPostgres, "ownerUrl">): Promise<void> {
  const owner = new Client({ connectionString: server.ownerUrl });
  await owner.connect();
  try {
    await migrate(owner, [LEDGER_SERIES]);
  } finally {
    await owner.end();
  }
}

let keys = 0;
/** A key that no other request of this process has. */
export const key = (name = "k"): string => {
  keys += 1;
  return `${name}-${keys}`;
};

/** A transfer in the books of `p`, under a key of its own. */
export const transfer = (debit: string, credit: string, amountFen: bigint): Instruction => ({
  kind: "transfer",
  programme: "p",
  key: key(),
  debit,
  credit,
  amountFen,
});

/**
 * Moves the database's clock for the length of some work. The tests of one file run one after the other.
 * The moment stands in a table: changing the function itself would throw every plan away each time.
 */
export function lasting(session: () => Promise<Client>): {
  during(start: Date, work: (set: (now: Date) => Promise<void>) => Promise<void>): Promise<void>;
} {
  const define = (body: string): string =>
    `CREATE OR REPLACE FUNCTION ledger.clock() RETURNS timestamptz LANGUAGE sql VOLATILE
       SET search_path = pg_catalog, pg_temp AS $$ SELECT ${body} $$`;
  return {
    async during(start, work) {
      const owner = await session();
      await owner.query("CREATE TABLE ledger.test_clock (moment timestamptz)");
      await owner.query("GRANT SELECT ON ledger.test_clock TO suanquan_app");
      await owner.query("INSERT INTO ledger.test_clock VALUES ($1)", [start.toISOString()]);
      await owner.query(define("moment FROM ledger.test_clock"));
      try {
        await work(async now => {
          await owner.query("UPDATE ledger.test_clock SET moment = $1", [now.toISOString()]);
        });
      } finally {
        await owner.query(define("clock_timestamp()"));
        await owner.query("DROP TABLE ledger.test_clock");
      }
    },
  };
}
