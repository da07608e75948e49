import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import {
  type EmbeddedPostgres,
  LEDGER_SERIES,
  type Ledger,
  migrate,
  type OfficeLedger,
  openLedger,
  startEmbedded,
} from "../../packages/ledger/src/index.ts";

export const OFFICE = "bench";
/** Claimants that money goes to; each claim picks one. */
export const CLAIMANTS = 10_000;

/** A fresh durable server with the ledger's whole schema, thrown away at the end. */
export interface Place {
  readonly server: EmbeddedPostgres;
  readonly ledger: Ledger;
  readonly office: OfficeLedger;
  readonly owner: Client;
  close(): Promise<void>;
}

export async function openPlace(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), "suanquan-bench-"));
  chmodSync(folder, 0o755);
  const server = await startEmbedded({ folder: join(folder, "pg") });
  const owner = new Client({ connectionString: server.ownerUrl });
  await owner.connect();
  await migrate(owner, [LEDGER_SERIES]);
  const ledger = await openLedger({ databaseUrl: server.appUrl });
  return {
    server,
    ledger,
    office: ledger.office(OFFICE),
    owner,
    async close() {
      await ledger.close();
      await owner.end();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Empty books in a database of their own on the same server. */
export async function newBooks(
  place: Place,
  name: string,
): Promise<{ readonly office: OfficeLedger; close(): Promise<void> }> {
  const { ownerUrl, appUrl } = await place.server.createDatabase(name);
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  await migrate(owner, [LEDGER_SERIES]);
  await owner.end();
  const ledger = await openLedger({ databaseUrl: appUrl });
  return { office: ledger.office(OFFICE), close: () => ledger.close() };
}

export const claimant = (number: number): string => `claimant:${String(number).padStart(6, "0")}`;
export const pool = (number: number): string => `pool:${String(number).padStart(4, "0")}`;

/** A programme with a funder without limit, pools with money, and claimants. */
export async function openBooks(
  office: OfficeLedger,
  programme: string,
  pools: number,
  claimants: number,
): Promise<void> {
  await office.openProgramme(programme);
  await office.createAccounts(programme, [
    { code: "funder", floorFen: null },
    ...Array.from({ length: pools }, (_, i) => ({ code: pool(i) })),
    ...Array.from({ length: claimants }, (_, i) => ({ code: claimant(i) })),
  ]);
  await Promise.all(
    Array.from({ length: pools }, (_, i) =>
      office.submit({
        kind: "transfer",
        programme,
        key: `fund:${programme}:${i}`,
        debit: "funder",
        credit: pool(i),
        amountFen: 10n ** 13n,
      }),
    ),
  );
}

/** What one run of claims came to. */
export interface Rate {
  readonly clients: number;
  readonly claims: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

/**
 * Keeps `clients` claims under way for a while. The beginning warms plans and caches and is not counted.
 * @param claim makes one claim; its argument is the client's number
 */
export async function drive(
  clients: number,
  seconds: number,
  claim: (client: number) => Promise<void>,
  warmSeconds = 1,
): Promise<Rate> {
  const waits: number[] = [];
  const start = performance.now() + warmSeconds * 1_000;
  const end = start + seconds * 1_000;
  const client = async (_: unknown, number: number): Promise<void> => {
    for (let began = performance.now(); began < end; ) {
      await claim(number);
      const now = performance.now();
      if (now >= start && now < end) waits.push(now - began);
      began = now;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const sorted = Float64Array.from(waits).sort();
  const quantile = (q: number): number => round(sorted[Math.floor(sorted.length * q)] ?? Number.NaN);
  return {
    clients,
    claims: sorted.length,
    perSecond: Math.round(sorted.length / seconds),
    p50Ms: quantile(0.5),
    p99Ms: quantile(0.99),
    maxMs: round(sorted.at(-1) ?? Number.NaN),
  };
}

export const round = (value: number): number => Math.round(value * 100) / 100;

let claims = 0;
/** Keys that rise with time, as an office's server makes them. */
export const nextKey = (): string => {
  claims += 1;
  return `claim:2025-11:${String(claims).padStart(12, "0")}`;
};
export const anyClaimant = (claimants = CLAIMANTS): string => claimant(Math.floor(Math.random() * claimants));

/** The turn in the middle: a disturbed one does not decide. */
export function middle<R extends Rate>(rates: readonly R[]): R {
  const sorted = [...rates].sort((a, b) => a.perSecond - b.perSecond);
  const found = sorted[Math.floor(sorted.length / 2)];
  if (found === undefined) throw new Error("nothing was measured");
  return found;
}

/** The slowest as a share of the first: 0.75 and more is flat within 25%. */
export const flatness = (values: readonly number[]): number =>
  round(Math.min(...values) / (values[0] ?? Number.NaN));
