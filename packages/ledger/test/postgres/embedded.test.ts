import { chmodSync, chownSync, cpSync, readFileSync, statSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { reachableBinaries } from "../../src/postgres/embedded/binaries.ts";
import { serverUser } from "../../src/postgres/embedded/server-user.ts";
import {
  binariesIn,
  type EmbeddedPostgres,
  embeddedBinaries,
  startEmbedded,
} from "../../src/postgres/index.ts";
import { ask, otherProcess, place, refusalOf, server, tell, workshop } from "./place.ts";

const shop = workshop();
let pg: EmbeddedPostgres;
beforeAll(async () => {
  pg = await startEmbedded({ folder: join(shop.folder, "new", "pg") });
});
afterAll(async () => {
  await pg.stop();
  shop.clear();
});

test("a folder that does not exist becomes a PostgreSQL 18 with a database for the owner and one role to serve", async () => {
  expect(pg.version).toMatch(/^18\./);
  expect(pg.adopted).toBe(false);
  expect(await ask(pg.ownerUrl, "SELECT current_user || '@' || current_database()")).toBe(
    "suanquan_owner@suanquan",
  );
  expect(await ask(pg.appUrl, "SELECT current_user || '@' || current_database()")).toBe(
    "suanquan_app@suanquan",
  );
});

test("every setting that keeps an acknowledged commit is on, and stays on whatever the configuration says", async () => {
  await tell(pg.url("superuser"), "ALTER SYSTEM SET fsync = off");
  await pg.restart();
  for (const setting of ["fsync", "synchronous_commit", "full_page_writes", "data_checksums"])
    expect([setting, await ask(pg.appUrl, `SHOW ${setting}`)]).toEqual([setting, "on"]);
});

test("text is UTF-8, ordered by code point whatever the machine's locale", async () => {
  expect(await ask(pg.ownerUrl, "SHOW server_encoding")).toBe("UTF8");
  expect(
    await ask(pg.ownerUrl, "SELECT string_agg(x, '' ORDER BY x) FROM unnest(ARRAY['券','算','a','B']) x"),
  ).toBe("Ba券算");
});

test("only this machine may connect, and only with the password", async () => {
  const outside = Object.values(networkInterfaces())
    .flat()
    .find(each => each?.internal === false && each.family === "IPv4");
  if (outside !== undefined)
    await expect(ask(pg.appUrl.replace("127.0.0.1", outside.address), "SELECT 1")).rejects.toThrow(
      "ECONNREFUSED",
    );
  await expect(ask(pg.appUrl.replace(pg.secrets.app, "guess"), "SELECT 1")).rejects.toThrow(
    "password authentication failed",
  );
  await expect(ask(pg.url("app", "postgres"), "CREATE TABLE t (x int)")).rejects.toThrow("permission denied");
});

test("passwords lie in a file that only its owner may read, and differ from folder to folder", async () => {
  const other = await server();
  const file = join(pg.folder.path, "secrets.json");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(pg.folder.data).mode & 0o777).toBe(0o700);
  expect(readFileSync(file, "utf8")).toContain(pg.secrets.owner);
  expect(pg.secrets.owner).not.toBe(other.secrets.owner);
});

test("a stop and a start keep the data, the passwords and the port", async () => {
  const folder = join(place(), "pg");
  const first = await startEmbedded({ folder });
  const { ownerUrl } = first;
  await tell(ownerUrl, "CREATE TABLE kept AS SELECT 1 AS n");
  await first.stop();
  await first.stop();
  expect(await refusalOf(ask(ownerUrl, "SELECT 1"))).toMatchObject({ code: "ECONNREFUSED" });
  await using second = await startEmbedded({ folder });
  expect(second.ownerUrl).toBe(ownerUrl);
  expect(await ask(ownerUrl, "SELECT n FROM kept")).toBe(1);
});

test("a further database belongs to the owner and lets the application role in", async () => {
  const { ownerUrl, appUrl } = await pg.createDatabase("试点 2026");
  await tell(ownerUrl, "CREATE TABLE t (x int)");
  await expect(tell(appUrl, "SELECT * FROM t")).rejects.toThrow("permission denied");
  await expect(tell(appUrl, "CREATE TABLE u (x int)")).rejects.toThrow("permission denied");
});

test("killed as by a power cut, it comes back with everything that was acknowledged and no more", async () => {
  const lost: string[] = [];
  const pg = await server({ onLost: () => lost.push("lost") });
  await tell(pg.ownerUrl, "CREATE TABLE claim (n int PRIMARY KEY)");
  let acknowledged = 0;
  const writing = (async () => {
    for (let n = 1; ; n += 1) {
      await tell(pg.ownerUrl, `INSERT INTO claim VALUES (${n})`);
      acknowledged = n;
      if (n === 20) void pg.kill();
    }
  })();
  await expect(writing).rejects.toThrow();
  await expect.poll(() => lost).toEqual(["lost"]);
  await pg.restart();
  const kept = Number(await ask(pg.ownerUrl, "SELECT count(*) FROM claim"));
  // The claim in flight at the kill may have been committed without its answer arriving.
  expect([acknowledged, acknowledged + 1]).toContain(kept);
});

test("a frozen server answers nobody until it is let go on", async () => {
  const pg = await server();
  pg.freeze();
  const answer = ask(pg.ownerUrl, "SELECT 'late'");
  expect(await Promise.race([answer, new Promise(done => setTimeout(done, 300, "silence"))])).toBe("silence");
  pg.thaw();
  expect(await answer).toBe("late");
});

test("started below a folder that the server's own user may not enter, it works all the same", async () => {
  const closed = place();
  chmodSync(closed, 0o700);
  const folder = join(closed, "pg");
  await using pg = await startEmbedded({ folder });
  await tell(pg.ownerUrl, "CREATE TABLE t (x int)");
  await pg.kill();
  await pg.restart();
  expect(await ask(pg.ownerUrl, "SELECT count(*) FROM t")).toBe("0");
});

test("started as an ordinary user, the server runs as that user", async () => {
  const folder = place();
  // Only root can become another user; for anyone else every test here is this test.
  const user = process.getuid?.() === 0 ? serverUser(folder) : null;
  if (user !== null) chownSync(folder, user.uid, user.gid);
  const { child, report } = await otherProcess(folder, user === null ? {} : { user });
  expect(await ask(report.ownerUrl ?? "", "SELECT current_database()")).toBe("suanquan");
  await new Promise(resolve => {
    child.once("exit", resolve);
    child.kill("SIGKILL");
  });
  await using taken = await startEmbedded({ folder });
  expect([taken.adopted, taken.pid]).toEqual([true, report.pid]);
});

test("programs below a folder that the server's user may not enter are copied to one that it may, once", async () => {
  const closed = place();
  const copies = place();
  const own = embeddedBinaries();
  const user = serverUser(closed) ?? { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  expect(reachableBinaries(own, user, copies)).toEqual(own);
  cpSync(join(dirname(own.postgres), ".."), join(closed, "native"), {
    recursive: true,
    verbatimSymlinks: true,
  });
  const hidden = binariesIn(join(closed, "native", "bin"));
  // Out of reach for the server's user if root starts it; an ordinary user walks through folders of its own.
  chmodSync(closed, 0o700);
  const reached = reachableBinaries(hidden, user, copies);
  expect(reached.version).toBe(own.version);
  expect(reachableBinaries(hidden, user, copies)).toEqual(reached);
  const folder = join(place(), "pg");
  await using started = await startEmbedded({ folder, binaries: reached });
  expect(await ask(started.ownerUrl, "SELECT 1")).toBe(1);
});
