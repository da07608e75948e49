import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import {
  assertServable,
  connect,
  type EmbeddedPostgres,
  openPool,
  startEmbedded,
  urlsFromEnvironment,
} from "../../src/postgres/index.ts";
import { ask, refusalOf, server, tell, workshop } from "./place.ts";

const shop = workshop();
let pg: EmbeddedPostgres;
beforeAll(async () => {
  pg = await startEmbedded({ folder: join(shop.folder, "pg") });
});
afterAll(async () => {
  await pg.stop();
  shop.clear();
});

/** What serving through this connection string is answered with. */
async function serving(url: string, mayOwn: readonly string[] = []): Promise<unknown> {
  const pool = openPool(url);
  try {
    return await refusalOf(assertServable(pool, { mayOwn }));
  } finally {
    await pool.end();
  }
}

const asApp = (options: string): string => `${pg.appUrl}?options=${encodeURIComponent(options)}`;

/** A login role of its own, made by the administrator with some SQL; gone afterwards. */
async function roleWith(name: string, grants: readonly string[]): Promise<string> {
  const admin = pg.url("superuser");
  await tell(
    admin,
    `CREATE ROLE ${name} LOGIN PASSWORD 'p'; GRANT CONNECT, CREATE ON DATABASE suanquan TO ${name}`,
  );
  for (const sql of grants) await tell(admin, sql);
  onTestFinished(() =>
    tell(admin, `REASSIGN OWNED BY ${name} TO postgres; DROP OWNED BY ${name}; DROP ROLE ${name}`),
  );
  return `postgres://${name}:p@127.0.0.1:${pg.port}/suanquan`;
}

test("the embedded server's application role may serve", async () => {
  const connected = await connect({ databaseUrl: pg.appUrl, ownerUrl: pg.ownerUrl });
  expect((await connected.app.query("SELECT current_user AS u")).rows).toEqual([{ u: "suanquan_app" }]);
  expect((await connected.owner?.query("SELECT current_user AS u"))?.rows).toEqual([{ u: "suanquan_owner" }]);
  await connected.close();
});

test("neither owner nor superuser may serve", async () => {
  expect(await serving(pg.ownerUrl)).toBe("role-too-powerful");
  expect(await serving(pg.url("superuser"))).toBe("role-too-powerful");
  await expect(connect({ databaseUrl: pg.ownerUrl, ownerUrl: null })).rejects.toThrow(
    "Serving as role suanquan_owner is refused: OWNER database suanquan.",
  );
});

test.each([
  ["may become the owner", ["GRANT suanquan_owner TO r"]],
  ["may create roles", ["ALTER ROLE r CREATEROLE"]],
  ["may pass by row security", ["ALTER ROLE r BYPASSRLS"]],
  ["may replicate", ["ALTER ROLE r REPLICATION"]],
  ["may write every table", ["GRANT pg_write_all_data TO r"]],
  ["may read the server's files", ["GRANT pg_read_server_files TO r"]],
  ["owns a schema", ["CREATE SCHEMA s AUTHORIZATION r"]],
  ["owns a table", ["CREATE TABLE public.t (x int)", "ALTER TABLE public.t OWNER TO r"]],
  [
    "owns a function",
    [
      "CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
      "ALTER FUNCTION public.f() OWNER TO r",
    ],
  ],
])("a role that %s may not serve", async (_, grants) => {
  expect(await serving(await roleWith("r", []))).toBe("accepted");
  for (const sql of grants) await tell(pg.url("superuser"), sql);
  expect(await serving(`postgres://r:p@127.0.0.1:${pg.port}/suanquan`)).toBe("role-too-powerful");
  await tell(pg.url("superuser"), "DROP TABLE IF EXISTS public.t; DROP FUNCTION IF EXISTS public.f()");
});

test("a job queue's own schema may belong to the serving role when it is named", async () => {
  const url = await roleWith("worker", [
    "CREATE SCHEMA jobs AUTHORIZATION worker",
    "CREATE TABLE jobs.job (x int)",
  ]);
  expect(await serving(url)).toBe("role-too-powerful");
  expect(await serving(url, ["jobs"])).toBe("accepted");
});

test("asynchronous commit is refused, whoever turned it off", async () => {
  expect(await serving(asApp("-c synchronous_commit=off"))).toBe("server-not-durable");
  expect(await serving(asApp("-c synchronous_commit=local"))).toBe("server-not-durable");
  expect(await serving(asApp("-c synchronous_commit=remote_apply"))).toBe("accepted");
  await tell(pg.url("superuser"), "ALTER ROLE suanquan_app SET synchronous_commit = off");
  expect(await serving(pg.appUrl)).toBe("server-not-durable");
  await tell(pg.url("superuser"), "ALTER ROLE suanquan_app RESET synchronous_commit");
});

test.each(["fsync", "full_page_writes"])("a server with %s off may not serve", async setting => {
  const reckless = await server({ settings: { [setting]: "off" } });
  expect(await serving(reckless.appUrl)).toBe("server-not-durable");
  expect(await ask(reckless.appUrl, "SELECT 1")).toBe(1);
});

test("a database that is not UTF-8 may not serve", async () => {
  await tell(pg.url("superuser"), "CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");
  expect(await serving(pg.url("app", "latin"))).toBe("server-not-utf8");
});

test("a pool survives the loss of its idle connections and tells of it", async () => {
  const lost: string[] = [];
  const pool = openPool(pg.appUrl, { onError: error => lost.push(error.message) });
  onTestFinished(() => pool.end());
  await pool.query("SELECT 1");
  await tell(
    pg.url("superuser"),
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'suanquan_app'",
  );
  await expect.poll(() => lost.length).toBe(1);
  expect((await pool.query("SELECT 1 AS n")).rows).toEqual([{ n: 1 }]);
});

test.each([
  [{}, null],
  [{ DATABASE_URL: "", DATABASE_OWNER_URL: "" }, null],
  [{ DATABASE_URL: "a" }, { databaseUrl: "a", ownerUrl: null }],
  [
    { DATABASE_URL: "a", DATABASE_OWNER_URL: "o" },
    { databaseUrl: "a", ownerUrl: "o" },
  ],
])("the environment %j means %j", (env, urls) => {
  expect(urlsFromEnvironment(env)).toEqual(urls);
});

test("an owner without a serving role is refused", () => {
  expect(() => urlsFromEnvironment({ DATABASE_OWNER_URL: "o" })).toThrow("DATABASE_URL is not set");
});
