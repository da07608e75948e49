import { bareInsert } from "./ceiling.ts";
import { gathered } from "./gathered.ts";
import { growth } from "./growth.ts";
import { onePerClaim } from "./one-per-claim.ts";
import {
  CLAIMANTS,
  claimant,
  flatness,
  middle,
  nextKey,
  openBooks,
  openPlace,
  type Place,
  pool,
  type Rate,
  round,
} from "./place.ts";

const CLIENTS = 1_024;
/** Comparisons are made in turns, and the middle one counts. */
const TURNS = 3;
const EACH_SECONDS = 4;
/**
 * Long enough for rare events to weigh what they weigh: the system puts what is half a minute old down on the disk at
 * once, which holds up one commit for some 400 ms (measured), and with it the 1,024 claims under way.
 */
const TOGETHER_SECONDS = 12;
const POOLS = [1, 30, 1_000];
const PROGRAMMES = [1, 1_000];
/** Long enough that one batch more or less is no tenth of the figure. */
const POOL_SECONDS = 1.8;
const MARKS = [1e3, 1e4, 1e5, 1e6, 1e7];

/** What is compared, for whoever reads the figures without the code. */
const COMPARED = {
  onePerClaim:
    "64 connections, each claim a transaction of its own with prepared statements: BEGIN; look for the key; lock the programme and both accounts; check the limit; update both balances; insert journal row and block; move the chain's head; COMMIT",
  together: `this ledger: ${CLIENTS} clients, each with one claim under way on the same pool; same database, tables, keys, constraints, triggers and chain`,
};

type Say = (line: string) => void;

/**
 * npm run bench -- ledger [--json] [--growth]
 * `ratio`: claims per second of this ledger with 1,024 clients on one pool, to those of one transaction per
 * claim with 64 connections on the same tables.
 */
export async function run(options: readonly string[]): Promise<void> {
  const json = options.includes("--json");
  const say: Say = line => {
    if (!json) console.log(line);
  };
  const place = await openPlace();
  try {
    const result = options.includes("--growth") ? await measureGrowth(place, say) : await measure(place, say);
    if (json) console.log(JSON.stringify(result));
  } finally {
    await place.close();
  }
}

async function measure(place: Place, say: Say): Promise<object> {
  for (const line of Object.values(COMPARED)) say(line);
  await openBooks(place.office, "one", 1, CLAIMANTS);
  const each: Rate[] = [];
  const together: Rate[] = [];
  for (let turn = 0; turn < TURNS; turn += 1) {
    each.push(await onePerClaim(place, "one", 64, EACH_SECONDS));
    together.push(await gathered(place.office, CLIENTS, TOGETHER_SECONDS, () => ["one", 0]));
    say(`one transaction per claim, 64 connections: ${rate(each.at(-1))}`);
    say(`this ledger, ${CLIENTS} clients:             ${rate(together.at(-1))}`);
  }
  const ratio = round(middle(together).perSecond / middle(each).perSecond);
  say(`ratio ${ratio}`);

  const ceiling = await bareInsert(place, CLIENTS / 2, POOL_SECONDS);
  const ofCeiling = round(middle(together).perSecond / ceiling.perSecond);
  say(`bare batch insert: ${ceiling.perSecond}/s; the ledger reaches ${ofCeiling} of it`);

  const pools = await measurePools(place, say);
  const exact = await measureExactness(place, say);
  return {
    ratio,
    compared: COMPARED,
    perSecond: middle(together).perSecond,
    p99Ms: middle(together).p99Ms,
    worstP99Ms: Math.max(...together.map(round => round.p99Ms)),
    together,
    onePerClaim: each,
    ceiling: { bareInsertPerSecond: ceiling.perSecond, ofCeiling },
    pools,
    exact,
  };
}

/** The same load over 1 to 1,000 pools: all of one programme, and each of a programme of its own. */
async function measurePools(place: Place, say: Say): Promise<object> {
  const most = POOLS.at(-1) ?? 1;
  await openBooks(place.office, "many", most, CLAIMANTS);
  for (let i = 0; i < most; i += 100)
    await Promise.all(Array.from({ length: 100 }, (_, k) => openBooks(place.office, `own-${i + k}`, 1, 10)));
  const any = (below: number): number => Math.floor(Math.random() * below);
  const kinds = {
    oneProgramme: {
      counts: POOLS,
      claims: (pools: number) => () => ["many", any(pools), CLAIMANTS] as const,
    },
    programmeEach: {
      counts: PROGRAMMES,
      claims: (pools: number) => () => [`own-${any(pools)}`, 0, 10] as const,
    },
  };
  const result: Record<string, unknown> = {};
  for (const [kind, { counts, claims }] of Object.entries(kinds)) {
    const turns: Rate[][] = counts.map(() => []);
    for (let turn = 0; turn < TURNS; turn += 1)
      for (const [i, pools] of counts.entries())
        turns[i]?.push(await gathered(place.office, CLIENTS, POOL_SECONDS, claims(pools), POOL_SECONDS / 4));
    const rates = counts.map((pools, i) => ({ pools, ...middle(turns[i] ?? []) }));
    for (const line of rates) say(`${kind}, ${line.pools} pools: ${rate(line)}`);
    result[kind] = { slowestOfFirst: flatness(rates.map(r => r.perSecond)), rates };
  }
  return result;
}

/** 5,000 claims at once on a pool of 3,000, then an audit of everything that the bench has booked on it. */
async function measureExactness(place: Place, say: Say): Promise<object> {
  const office = place.ledger.office("exact");
  await office.openProgramme("p");
  await office.createAccounts("p", [
    { code: "funder", floorFen: null },
    { code: pool(0) },
    ...Array.from({ length: 100 }, (_, i) => ({ code: claimant(i) })),
  ]);
  const sides = { kind: "transfer", programme: "p" } as const;
  await office.submit({ ...sides, key: "fund", debit: "funder", credit: pool(0), amountFen: 3_000n });
  const answers = await Promise.all(
    Array.from({ length: 5_000 }, (_, i) =>
      office.submit({
        ...sides,
        key: nextKey(),
        debit: pool(0),
        credit: claimant(i % 100),
        amountFen: 1n,
      }),
    ),
  );
  const count = (outcome: string): number => answers.filter(a => a.outcome === outcome).length;
  const left = (await office.balance("p", pool(0)))?.postedFen;
  const { fault } = await office.verify();
  const right = count("done") === 3_000 && count("over-limit") === 2_000 && left === 0n && fault === null;
  say(`5,000 claims on a pool of 3,000: ${count("done")} done, ${count("over-limit")} refused, ${left} left`);
  return { done: count("done"), refused: count("over-limit"), leftFen: String(left), right };
}

async function measureGrowth(place: Place, say: Say): Promise<object> {
  const grown = await growth(place, MARKS, line =>
    say(`after ${line.earlier} transfers: ${rate(line)}; ${line.ofNewBooks} of new books just then`),
  );
  const slowestOfFirst = flatness(grown.map(g => g.perSecond));
  const slowestOfNew = Math.min(...grown.map(g => g.ofNewBooks));
  say(`the slowest is ${slowestOfNew} of new books at its time, ${slowestOfFirst} of the first mark`);
  return { ratio: slowestOfNew, slowestOfFirst, grown };
}

const rate = (r: Rate | undefined): string =>
  r === undefined
    ? ""
    : `${r.perSecond}/s, half within ${r.p50Ms} ms, 99% within ${r.p99Ms} ms, all within ${r.maxMs} ms`;
