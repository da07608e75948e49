import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import {
  acknowledgeWith,
  type EmbeddedPostgres,
  makeStandby,
  promote,
  startEmbedded,
} from "../../src/postgres/index.ts";
import { ask, place, refusalOf, server, tell, workshop } from "./place.ts";

const shop = workshop();
/** One primary for the tests that leave it alive; each gives it a standby of another name. */
let primary: EmbeddedPostgres;
beforeAll(async () => {
  primary = await startEmbedded({ folder: join(shop.folder, "primary") });
  await tell(primary.ownerUrl, "CREATE TABLE claim (n int PRIMARY KEY)");
});
afterAll(async () => {
  await primary.stop();
  shop.clear();
});

/** A primary that may be killed. */
async function mortal(): Promise<EmbeddedPostgres> {
  const pg = await server();
  await tell(pg.ownerUrl, "CREATE TABLE claim (n int PRIMARY KEY)");
  return pg;
}

async function standbyOf(pg: EmbeddedPostgres, name = "standby"): Promise<EmbeddedPostgres> {
  const standby = await makeStandby(pg, { folder: join(place(), "standby"), name });
  onTestFinished(() => standby.stop());
  return standby;
}

const claim = (pg: EmbeddedPostgres, n: number): Promise<void> =>
  tell(pg.ownerUrl, `INSERT INTO claim VALUES (${n})`);
const claims = (pg: EmbeddedPostgres): Promise<unknown> =>
  ask(pg.ownerUrl, "SELECT count(*)::int FROM claim");

test("a standby is made while the primary goes on, follows it, and only reads", async () => {
  let writing = true;
  let acknowledged = 0;
  const writer = (async () => {
    while (writing) {
      acknowledged += 1;
      await claim(primary, acknowledged);
    }
  })();
  const standby = await standbyOf(primary, "follower");
  writing = false;
  await writer;
  await expect.poll(() => claims(standby), { timeout: 10_000 }).toBe(acknowledged);
  await expect(claim(standby, 0)).rejects.toThrow("read-only transaction");
});

test("a commit waits while the synchronous standby is away, and is acknowledged when it is back", async () => {
  const standby = await standbyOf(primary, "waited_for");
  await acknowledgeWith(primary, standby);
  await standby.stop();
  const commit = claim(primary, 1_000_001);
  expect(await Promise.race([commit, new Promise(done => setTimeout(done, 500, "waits"))])).toBe("waits");
  await standby.restart();
  await commit;
  await expect.poll(() => ask(standby.ownerUrl, "SELECT max(n) FROM claim")).toBe(1_000_001);
  await acknowledgeWith(primary, null);
  await standby.stop();
  await claim(primary, 1_000_002);
});

test("a standby that does not follow is not waited for: the primary stays as it was", async () => {
  const standby = await standbyOf(primary, "absent");
  await standby.stop();
  expect(await refusalOf(acknowledgeWith(primary, standby, 300))).toBe("standby-not-following");
  await claim(primary, 1_000_003);
});

test("a folder with data does not become a standby", async () => {
  const folder = join(place(), "other");
  mkdirSync(join(folder, "data"), { recursive: true });
  writeFileSync(join(folder, "suanquan-postgres"), "");
  expect(await refusalOf(makeStandby(primary, { folder }))).toBe("standby-not-empty");
});

test("when the primary is lost, a synchronous standby has every acknowledged commit", async () => {
  const pg = await mortal();
  const standby = await standbyOf(pg);
  await acknowledgeWith(pg, standby);
  let acknowledged = 0;
  const writing = (async () => {
    for (;;) {
      await claim(pg, acknowledged + 1);
      acknowledged += 1;
      if (acknowledged === 50) void pg.kill();
    }
  })();
  await expect(writing).rejects.toThrow();
  await promote(standby);
  expect([acknowledged, acknowledged + 1]).toContain(await claims(standby));
  await claim(standby, 1_000_000);
  await standby.restart();
  expect(await ask(standby.ownerUrl, "SELECT pg_is_in_recovery()")).toBe(false);
});

test("control: what an asynchronous standby has missed is lost with the primary", async () => {
  const pg = await mortal();
  const standby = await standbyOf(pg);
  await claim(pg, 1);
  await expect.poll(() => claims(standby)).toBe(1);
  await standby.stop();
  await claim(pg, 2);
  await pg.kill();
  await standby.restart();
  await promote(standby);
  expect(await claims(standby)).toBe(1);
});
