/**
 * Redemptions of vouchers of one pool, and sales on one pool, through HTTP: beside the same endpoint written as a
 * transaction per request, and beside an empty POST with an API key. All on one server process, in turns, with the load
 * generator and the database on the same two cores. Then 5,000 firms at once on a pool that is too small for all.
 */
import { type ChildProcess, fork } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { JIANGYAN } from "../../packages/programmes/test/played-programmes.ts";
import { PROVIDER, poolAccount, voucherAccount } from "./compared.ts";
import { type Load, load, type Measured } from "./load.ts";
import { discounts, type Place, vouchers } from "./office.ts";
import type { Order } from "./server.ts";

const VOUCHERS = 20;
const CONNECTIONS = 512;
const ROUNDS = 3;

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const two = (value: number): number => Math.round(value * 100) / 100;

interface Asked extends Pick<Load, "path" | "body" | "keyed"> {
  readonly seconds: number;
}

/** What is measured, by name. `own facts`: every order says its own price, so that the rules reckon each anew. */
function measured(ids: readonly string[], programme: string): Readonly<Record<string, Asked>> {
  const voucher = (n: number): string => ids[n % ids.length] ?? "";
  const redemption = (n: number): string => JSON.stringify({ order: `R-${n}`, amount: "0.01" });
  const ownRedemption = (n: number): string =>
    JSON.stringify({
      order: `R-${n}`,
      amount: "0.01",
      facts: { "contract.amount": `${30_000 + (n % 900_000)}.00` },
    });
  const sale = (n: number): string =>
    JSON.stringify({
      applicant: `firm-${n % 5_000}`,
      order: `S-${n}`,
      facts: JIANGYAN.facts(`${20_000 + (n % 70_000)}.00`),
    });
  const product = { keyed: true, seconds: 3 };
  return {
    transactions: {
      ...product,
      path: n => `/api/v1/plain/vouchers/${voucher(n)}/redemptions`,
      body: redemption,
    },
    redemptions: { ...product, path: n => `/api/v1/vouchers/${voucher(n)}/redemptions`, body: redemption },
    empty: { keyed: false, seconds: 3, path: "/api/v1/empty", body: () => "{}" },
    transactionsOwnFacts: {
      ...product,
      path: n => `/api/v1/plain/vouchers/${voucher(n)}/redemptions`,
      body: ownRedemption,
    },
    redemptionsOwnFacts: {
      ...product,
      path: n => `/api/v1/vouchers/${voucher(n)}/redemptions`,
      body: ownRedemption,
    },
    transactionsSales: { ...product, path: `/api/v1/plain/programmes/${programme}/sales`, body: sale },
    sales: { ...product, path: `/api/v1/programmes/${programme}/sales`, body: sale },
  };
}

export async function run(options: readonly string[]): Promise<void> {
  const json = options.includes("--json");
  const say = (line: string): void => {
    if (!json) console.log(line);
  };
  const child = fork(join(import.meta.dirname, "server.ts"));
  const place = (await heard(child)) as Place & { readonly folder: string };
  const tell = async (order: Order): Promise<void> => {
    const done = heard(child);
    child.send(order);
    await done;
  };
  try {
    const ids = await vouchers(place, VOUCHERS, day => tell({ day }));
    await tell({ day: "2025-05-20" });
    const programme = await discounts(place, "90000000000.00");
    await tell({ open: [PROVIDER, poolAccount(programme), ...ids.map(voucherAccount)] });
    const key = place.sandbox.keys["provider-clerk"];
    const all = Object.entries(measured(ids, programme));
    const common = { url: place.url, key, connections: CONNECTIONS };
    for (const [, asked] of all) await load({ ...common, ...asked, seconds: 1.5 });
    const rounds = new Map<string, Measured[]>(all.map(([name]) => [name, []]));
    for (let round = 0; round < ROUNDS; round += 1)
      for (const [name, asked] of all) {
        const once = await load({ ...common, ...asked });
        rounds.get(name)?.push(once);
        say(`${name}: ${JSON.stringify(once)}`);
      }
    const rate = (name: string): number => median((rounds.get(name) ?? []).map(each => each.perSecond));
    const line = (name: string, transactions: string) => ({
      perSecond: rate(name),
      transactionsPerSecond: rate(transactions),
      overTransactions: two(rate(name) / rate(transactions)),
      ofEmpty: two(rate(name) / rate("empty")),
    });
    console.log(
      JSON.stringify({
        emptyPerSecond: rate("empty"),
        redemptions: line("redemptions", "transactions"),
        redemptionsOwnFacts: line("redemptionsOwnFacts", "transactionsOwnFacts"),
        sales: line("sales", "transactionsSales"),
        crowd: await crowd(place, key),
        rounds: Object.fromEntries(rounds),
      }),
    );
  } finally {
    const ended = new Promise(resolve => child.once("exit", resolve));
    child.kill("SIGTERM");
    await ended;
    rmSync(place.folder, { recursive: true, force: true });
  }
}

/** The next message of the server. */
const heard = (child: ChildProcess): Promise<unknown> =>
  new Promise((resolve, reject) => {
    child.once("message", resolve);
    child.once("exit", () => reject(new Error("the measured server ended")));
  });

/** 5,000 firms, each once, on a pool that holds 3,000 sales: every one is answered, and not a fen too much is given. */
async function crowd(place: Place, key: string): Promise<Record<string, number>> {
  const id = await discounts(place, "84000000.00");
  const statuses: Record<string, number> = {};
  let next = 0;
  const started = performance.now();
  const worker = async (): Promise<void> => {
    while (next < 5_000) {
      const n = next++;
      const response = await fetch(`${place.url}/api/v1/programmes/${id}/sales`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${key}`,
          "content-type": "application/json",
          "idempotency-key": `crowd-${n}`,
        },
        body: JSON.stringify({ applicant: `firm-${n}`, order: `C-${n}`, facts: JIANGYAN.facts("5万元") }),
      });
      await response.arrayBuffer();
      statuses[response.status] = (statuses[response.status] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: 500 }, worker));
  return { ...statuses, seconds: two((performance.now() - started) / 1_000) };
}
