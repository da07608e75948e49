import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import {
  acknowledgeWith,
  type EmbeddedPostgres,
  LEDGER_SERIES,
  type Ledger,
  type LedgerOptions,
  makeStandby,
  migrate,
  type OfficeLedger,
  openLedger,
  promote,
  startEmbedded,
} from "../../src/index.ts";
import { CLAIMANTS, type Crowd, type Retry, type Submit, startCrowd } from "./clients.ts";
import { KillableServer } from "./killable.ts";
import { breaches, ClientLog } from "./oracle.ts";
import { Wire } from "./wire.ts";

/** How a drill went: with no breach the promises held. */
export interface DrillReport {
  readonly cycles: number;
  readonly acknowledged: number;
  /** Times a client was left without an answer and tried again. */
  readonly tries: number;
  readonly breaches: readonly string[];
}

/** A drill, and the same with one protection taken away, in which breaches must show. */
export interface Drill {
  readonly name: string;
  readonly control: string;
  /** Cycles of the long run (`npm run test:faults`), and of the one among the tests. */
  readonly cycles: number;
  readonly short: number;
  run(cycles: number): Promise<DrillReport>;
  /** Runs until a breach shows, or the cycles are over. */
  runControl(cycles: number): Promise<DrillReport>;
}

const POOL_FEN = 10n ** 12n;
const OFFICE = "drill";

const chance = (from: number, to: number): number => from + Math.random() * (to - from);

/** Where a drill happens: thrown away afterwards. */
class Ground implements AsyncDisposable {
  readonly folder = mkdtempSync(join(tmpdir(), "suanquan-drill-"));
  readonly servers: EmbeddedPostgres[] = [];
  readonly #ends: (() => Promise<void>)[] = [];

  constructor() {
    chmodSync(this.folder, 0o755);
  }

  async server(settings: Readonly<Record<string, string>> = {}): Promise<EmbeddedPostgres> {
    const server = await startEmbedded({ folder: join(this.folder, "primary"), settings });
    this.servers.push(server);
    const owner = new Client({ connectionString: server.ownerUrl });
    await owner.connect();
    await migrate(owner, [LEDGER_SERIES]);
    await owner.end();
    const ledger = await openLedger({ databaseUrl: server.appUrl, unsafe: true });
    const office = ledger.office(OFFICE);
    await office.openProgramme("p");
    await office.createAccounts("p", [
      { code: "funder", floorFen: null },
      { code: "pool" },
      ...CLAIMANTS.map(code => ({ code })),
    ]);
    const sides = { debit: "funder", credit: "pool", amountFen: POOL_FEN } as const;
    await office.submit({ kind: "transfer", programme: "p", key: "fund", ...sides });
    await ledger.close();
    // In a control that acknowledges too early the books themselves must not be among what is lost.
    const admin = new Client({ connectionString: server.url("superuser") });
    await admin.connect();
    await admin.query("CHECKPOINT");
    await admin.end();
    return server;
  }

  async standby(primary: EmbeddedPostgres): Promise<EmbeddedPostgres> {
    const number = this.servers.length;
    const standby = await makeStandby(primary, {
      folder: join(this.folder, `standby-${number}`),
      name: `standby_${number}`,
    });
    this.servers.push(standby);
    return standby;
  }

  async ledger(databaseUrl: string, options: Partial<LedgerOptions> = {}): Promise<Ledger> {
    const ledger = await openLedger({ databaseUrl, unsafe: true, ...options });
    this.#ends.push(() => ledger.close());
    return ledger;
  }

  async wire(port: number): Promise<Wire> {
    const wire = await Wire.to(port);
    this.#ends.push(() => wire.close());
    return wire;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const end of this.#ends.reverse()) await end();
    for (const server of this.servers) if (server.isRunning()) await server.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Asks the books of a server what the clients' log says they should hold. */
async function judge(server: EmbeddedPostgres, log: ClientLog): Promise<string[]> {
  const ledger = await openLedger({ databaseUrl: server.appUrl, unsafe: true });
  try {
    return await breaches(ledger.office(OFFICE), server.ownerUrl, log, POOL_FEN);
  } finally {
    await ledger.close();
  }
}

interface Strike {
  readonly log: ClientLog;
  /** Does the damage of one cycle, and mends it. */
  strike(): Promise<void>;
  readonly submit: Submit;
  /** The server whose books count in the end. */
  server(): EmbeddedPostgres;
}

/** Lets a crowd claim while the damage is done again and again. */
async function drive(
  strike: Strike,
  retry: Retry,
  cycles: number,
  untilBreach: boolean,
): Promise<DrillReport> {
  const { log } = strike;
  let found: string[] = [];
  let done = 0;
  while (done < cycles && found.length === 0) {
    const crowd: Crowd = startCrowd(strike.submit, log, retry);
    const stretch = untilBreach ? 1 : cycles;
    for (let i = 0; i < stretch; i += 1) {
      await strike.strike();
      done += 1;
    }
    await crowd.stop();
    found = await judge(strike.server(), log);
  }
  return { cycles: done, acknowledged: log.told.size, tries: log.tries, breaches: found };
}

async function serverKilled(retry: Retry, cycles: number, untilBreach: boolean): Promise<DrillReport> {
  await using ground = new Ground();
  const database = await ground.server();
  const server = new KillableServer(database.appUrl, OFFICE);
  await server.start();
  const log = new ClientLog();
  const strike = async (): Promise<void> => {
    const before = log.told.size;
    while (log.told.size === before) await pause(2);
    await pause(chance(0, 60));
    await server.kill();
    await server.start();
  };
  try {
    return await drive(
      { log, strike, submit: server.submit, server: () => database },
      retry,
      cycles,
      untilBreach,
    );
  } finally {
    await server.kill();
  }
}

async function databaseKilled(
  settings: Readonly<Record<string, string>>,
  cycles: number,
  untilBreach: boolean,
): Promise<DrillReport> {
  await using ground = new Ground();
  const database = await ground.server(settings);
  const office: OfficeLedger = (await ground.ledger(database.appUrl)).office(OFFICE);
  const log = new ClientLog();
  const strike = async (): Promise<void> => {
    const before = log.told.size;
    while (log.told.size === before) await pause(2);
    await pause(chance(50, 250));
    await database.kill();
    await database.restart();
  };
  const submit: Submit = instruction => office.submit(instruction);
  // Awaited here: the ground is taken away as soon as this function returns.
  return await drive({ log, strike, submit, server: () => database }, "same key", cycles, untilBreach);
}

async function connectionCut(retry: Retry, cycles: number, untilBreach: boolean): Promise<DrillReport> {
  await using ground = new Ground();
  const database = await ground.server();
  const wire = await ground.wire(database.port);
  const office = (await ground.ledger(wire.through(database.appUrl))).office(OFFICE);
  const log = new ClientLog();
  let cuts = 0;
  const strike = async (): Promise<void> => {
    await pause(chance(0, 100));
    // Two of three leave a commit in doubt; the others fall anywhere.
    if (cuts % 3 < 2) await wire.cutBeforeAnswer();
    else wire.cut();
    cuts += 1;
    // Mended only when clients have given up waiting: otherwise it would be a matter of speed whether any does.
    const before = log.tries;
    while (log.tries === before) await pause(2);
    wire.mend();
  };
  // A client with no patience: it asks again before the ledger itself has found out what became of the batch.
  const submit: Submit = instruction => office.submit(instruction, { waitMs: 60 });
  // Awaited here: the ground is taken away as soon as this function returns.
  return await drive({ log, strike, submit, server: () => database }, retry, cycles, untilBreach);
}

async function primaryLost(synchronous: boolean, cycles: number, untilBreach: boolean): Promise<DrillReport> {
  await using ground = new Ground();
  let primary = await ground.server(SLOW_TO_RETURN);
  const wire = await ground.wire(primary.port);
  const office = (await ground.ledger(wire.through(primary.appUrl))).office(OFFICE);
  const log = new ClientLog();
  const strike = async (): Promise<void> => {
    const standby = await ground.standby(primary);
    if (synchronous) await acknowledgeWith(primary, standby);
    await pause(chance(100, 300));
    // A standby that has missed something is what tells a synchronous one from an asynchronous one.
    await cutOffStandbyOf(primary);
    await pause(chance(100, 300));
    // An asynchronous one lets clients be told what the standby has not seen: the control waits for that.
    const before = log.told.size;
    while (!synchronous && log.told.size === before) await pause(2);
    await primary.kill();
    await promote(standby);
    primary = standby;
    wire.lead(standby.port);
  };
  const submit: Submit = instruction => office.submit(instruction);
  // Awaited here: the ground is taken away as soon as this function returns.
  return await drive({ log, strike, submit, server: () => primary }, "same key", cycles, untilBreach);
}

/** A standby whose connection is lost does not look for the primary again before the drill is over. */
const SLOW_TO_RETURN = { wal_retrieve_retry_interval: "10min" };

async function cutOffStandbyOf(primary: EmbeddedPostgres): Promise<void> {
  const admin = new Client({ connectionString: primary.url("superuser") });
  await admin.connect();
  // After its first loss the standby tries once more at once; only then it waits.
  for (let quiet = 0; quiet < 5; ) {
    const { rowCount } = await admin.query("SELECT pg_terminate_backend(pid) FROM pg_stat_replication");
    quiet = rowCount === 0 ? quiet + 1 : 0;
    await pause(20);
  }
  await admin.end();
}

/** Commits are acknowledged before they are on the disk, and reach it seconds later. */
const ASYNCHRONOUS = { synchronous_commit: "off", wal_writer_delay: "10s" };

export const DRILLS: readonly Drill[] = [
  {
    name: "the server process is killed (SIGKILL) at random moments",
    control: "clients that retry under a new key",
    cycles: 200,
    short: 3,
    run: cycles => serverKilled("same key", cycles, false),
    runControl: cycles => serverKilled("new key", cycles, true),
  },
  {
    name: "PostgreSQL is killed with all its processes",
    control: "asynchronous commit",
    cycles: 50,
    short: 2,
    run: cycles => databaseKilled({}, cycles, false),
    runControl: cycles => databaseKilled(ASYNCHRONOUS, cycles, true),
  },
  {
    name: "the connection is cut in the middle of commits",
    control: "clients that retry under a new key",
    cycles: 300,
    short: 4,
    run: cycles => connectionCut("same key", cycles, false),
    runControl: cycles => connectionCut("new key", cycles, true),
  },
  {
    name: "the primary is lost while its synchronous standby is cut off, and the standby promoted",
    control: "asynchronous standby",
    cycles: 6,
    short: 1,
    run: cycles => primaryLost(true, cycles, false),
    runControl: cycles => primaryLost(false, cycles, true),
  },
];
