import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { copyIn, copyOut } from "../../src/postgres/backup/copy.ts";
import { type EmbeddedPostgres, startEmbedded } from "../../src/postgres/index.ts";
import { workshop } from "./place.ts";

const shop = workshop();
let pg: EmbeddedPostgres;
beforeAll(async () => {
  pg = await startEmbedded({ folder: join(shop.folder, "pg") });
});
afterAll(async () => {
  await pg.stop();
  shop.clear();
});

async function client(): Promise<Client> {
  const made = new Client({ connectionString: pg.ownerUrl });
  made.on("error", () => undefined);
  await made.connect();
  onTestFinished(() => made.end());
  return made;
}

const MANY = "COPY (SELECT n, repeat('券', 20) FROM generate_series(1, 200000) n) TO STDOUT";

async function* lines(count: number): AsyncGenerator<Buffer> {
  for (let n = 1; n <= count; n += 1) yield Buffer.from(`${n}\t${"x".repeat(100)}\n`);
}

test("a long answer arrives whole, in order and in blocks, however slowly it is read", async () => {
  const session = await client();
  const blocks: Buffer[] = [];
  for await (const block of copyOut(session, MANY)) {
    blocks.push(block);
    if (blocks.length % 20 === 0) await new Promise(resolve => setTimeout(resolve, 5));
  }
  const rows = Buffer.concat(blocks).toString("utf8").trimEnd().split("\n");
  expect(rows).toHaveLength(200_000);
  expect([rows[0], rows.at(-1)]).toEqual([`1\t${"券".repeat(20)}`, `200000\t${"券".repeat(20)}`]);
  expect(Math.max(...blocks.map(block => block.length))).toBe(64 * 1024);
});

test("a reader that stops early leaves a session that can be used", async () => {
  const session = await client();
  for await (const _ of copyOut(session, MANY)) break;
  expect((await session.query("SELECT 1 AS n")).rows).toEqual([{ n: 1 }]);
});

test("an error of the server reaches the reader, and the session goes on", async () => {
  const session = await client();
  const reading = async (): Promise<void> => {
    for await (const _ of copyOut(
      session,
      "COPY (SELECT 1 / (n - 90000) FROM generate_series(1, 100000) n) TO STDOUT",
    ));
  };
  await expect(reading()).rejects.toThrow("division by zero");
  expect((await session.query("SELECT 1 AS n")).rows).toEqual([{ n: 1 }]);
});

test("rows go in as fast as the server takes them, and their number comes back", async () => {
  const session = await client();
  await session.query("CREATE TEMP TABLE t (n int, x text)");
  expect(await copyIn(session, "COPY t FROM STDIN", lines(100_000))).toBe(100_000);
  expect((await session.query("SELECT sum(n)::text AS sum FROM t")).rows).toEqual([{ sum: "5000050000" }]);
});

test("a source that fails, or a row that the server refuses, takes everything back", async () => {
  const session = await client();
  await session.query("CREATE TEMP TABLE t (n int CHECK (n < 500), x text)");
  async function* failing(): AsyncGenerator<Buffer> {
    yield* lines(100);
    throw new Error("the tape tore");
  }
  await expect(copyIn(session, "COPY t FROM STDIN", failing())).rejects.toThrow("the tape tore");
  await expect(copyIn(session, "COPY t FROM STDIN", lines(100_000))).rejects.toThrow("t_n_check");
  expect((await session.query("SELECT count(*)::int AS n FROM t")).rows).toEqual([{ n: 0 }]);
});

test("a connection cut in the middle ends both directions with an error, not with silence", async () => {
  const [reading, writing, killer] = [await client(), await client(), await client()];
  await writing.query("CREATE TEMP TABLE t (n int, x text)");
  const ends = [reading, writing].map(each => new Promise<void>(resolve => each.once("end", resolve)));
  const read = (async () => {
    for await (const _ of copyOut(
      reading,
      "COPY (SELECT n, pg_sleep(0.001) FROM generate_series(1, 100000) n) TO STDOUT",
    ));
  })();
  async function* endless(): AsyncGenerator<Buffer> {
    for (;;) {
      yield* lines(100);
      await new Promise(resolve => setTimeout(resolve, 1));
    }
  }
  const write = copyIn(writing, "COPY t FROM STDIN", endless());
  const outcomes = Promise.allSettled([read, write]);
  await new Promise(resolve => setTimeout(resolve, 100));
  await killer.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND usename = current_user",
  );
  expect((await outcomes).map(outcome => outcome.status)).toEqual(["rejected", "rejected"]);
  await Promise.all(ends);
});
