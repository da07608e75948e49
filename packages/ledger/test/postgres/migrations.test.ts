import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type Applied,
  appliedMigrations,
  assertMigrated,
  type EmbeddedPostgres,
  migrate,
  readSeries,
  type Series,
  startEmbedded,
} from "../../src/postgres/index.ts";
import { ask, files, refusalOf, session, tell, workshop } from "./place.ts";

const POOL = "CREATE TABLE pool (id bigint PRIMARY KEY, face bigint NOT NULL CHECK (face >= 0));\n";
const CLAIM = "CREATE TABLE claim (id bigint PRIMARY KEY, pool bigint NOT NULL REFERENCES pool);\n";
const TWO = { "0001-pool.sql": POOL, "0002-claim.sql": CLAIM };

const shop = workshop();
let pg: EmbeddedPostgres;
beforeAll(async () => {
  pg = await startEmbedded({ folder: join(shop.folder, "pg") });
});
afterAll(async () => {
  await pg.stop();
  shop.clear();
});

let made = 0;
const database = (): Promise<{ readonly ownerUrl: string; readonly appUrl: string }> => {
  made += 1;
  return pg.createDatabase(`migrations_${made}`);
};

const series = (contents: Readonly<Record<string, string>>, name = "ledger"): Series => ({
  name,
  folder: files(contents),
});

const run = (url: string, ...wanted: Series[]): Promise<Applied[]> =>
  session(url, client => migrate(client, wanted));

test("missing migrations are applied in order, once", async () => {
  const { ownerUrl } = await database();
  const ledger = series(TWO);
  expect((await run(ownerUrl, ledger)).map(each => each.file)).toEqual(["0001-pool.sql", "0002-claim.sql"]);
  expect(await run(ownerUrl, ledger)).toEqual([]);
  expect(await ask(ownerUrl, "SELECT count(*) FROM claim")).toBe("0");
});

test("each package keeps its own numbers", async () => {
  const { ownerUrl } = await database();
  const [ledger, programmes] = [
    series(TWO),
    series({ "0001-round.sql": "CREATE TABLE round (id bigint)" }, "programmes"),
  ];
  await run(ownerUrl, ledger, programmes);
  const applied = await session(ownerUrl, appliedMigrations);
  expect(applied.map(each => `${each.series} ${each.number}`)).toEqual([
    "ledger 1",
    "ledger 2",
    "programmes 1",
  ]);
});

test("a migration that fails leaves nothing of itself, keeps those before it, and names its line", async () => {
  const { ownerUrl } = await database();
  const bad = series({
    "0001-pool.sql": POOL,
    "0002-bad.sql": "CREATE TABLE half (x int);\n\nCREATE TABLE half (y nonsense);\n",
  });
  await expect(run(ownerUrl, bad)).rejects.toThrow(
    'ledger/0002-bad.sql failed at line 3: type "nonsense" does not exist',
  );
  expect(await ask(ownerUrl, "SELECT to_regclass('pool') IS NOT NULL AND to_regclass('half') IS NULL")).toBe(
    true,
  );
  writeFileSync(join(bad.folder, "0002-bad.sql"), CLAIM);
  expect(await run(ownerUrl, bad)).toHaveLength(1);
});

test.each([
  [
    "changed",
    (folder: string) => writeFileSync(join(folder, "0001-pool.sql"), `${POOL}-- later\n`),
    "migration-changed",
  ],
  ["missing at the end", (folder: string) => rmSync(join(folder, "0002-claim.sql")), "migration-missing"],
  ["missing in the middle", (folder: string) => rmSync(join(folder, "0001-pool.sql")), "migration-name"],
])("a past migration that is %s stops everything", async (_, change, code) => {
  const { ownerUrl } = await database();
  const ledger = series(TWO);
  await run(ownerUrl, ledger);
  change(ledger.folder);
  expect(await refusalOf(run(ownerUrl, ledger))).toBe(code);
});

test("line ends do not count as a change", async () => {
  const { ownerUrl } = await database();
  await run(ownerUrl, series(TWO));
  const windows = Object.fromEntries(
    Object.entries(TWO).map(([name, text]) => [name, text.replaceAll("\n", "\r\n")]),
  );
  expect(await run(ownerUrl, series(windows))).toEqual([]);
});

test.each([
  ["a gap", { "0001-a.sql": "", "0003-c.sql": "" }],
  ["a repeat", { "0001-a.sql": "", "0001-b.sql": "" }],
  ["no number", { "accounts.sql": "" }],
  ["capitals", { "0001-Accounts.sql": "" }],
])("file names with %s are refused", (_, contents) => {
  expect(() => readSeries(series(contents))).toThrow("misnamed or misnumbered");
});

test.each([
  "COMMIT;",
  "SELECT 1; rollback;",
  "-- first\nBEGIN;",
  "START TRANSACTION",
  "SELECT ';'; SAVEPOINT s",
])("a file that controls the transaction itself is refused: %j", sql => {
  expect(() => readSeries(series({ "0001-a.sql": sql }))).toThrow("controls the transaction itself");
});

test.each([
  "-- COMMIT;\nSELECT 1",
  "SELECT '; COMMIT;'",
  "SELECT E'it\\'s; COMMIT;'",
  "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $body$ BEGIN RETURN 1; END; $body$",
  "CREATE FUNCTION g() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; END;",
  "/* ; COMMIT; */ SELECT CASE WHEN true THEN 1 END",
])("words that only look like transaction control are let through: %j", sql => {
  expect(readSeries(series({ "0001-a.sql": sql }))).toHaveLength(1);
});

test("six processes that migrate one empty database at once apply each file exactly once between them", async () => {
  const { ownerUrl } = await database();
  const many = Object.fromEntries(
    [1, 2, 3, 4, 5, 6, 7, 8].map(n => [
      `000${n}-t.sql`,
      `CREATE TABLE t${n} (x int); SELECT pg_sleep(0.01);`,
    ]),
  );
  const ledger = series(many);
  const done = await Promise.all([1, 2, 3, 4, 5, 6].map(() => run(ownerUrl, ledger)));
  expect(
    done
      .flat()
      .map(each => each.number)
      .sort(),
  ).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

test("a process that serves without the owner learns what is pending, and may not migrate", async () => {
  const { ownerUrl, appUrl } = await database();
  const ledger = series(TWO);
  const asked = (): Promise<unknown> =>
    refusalOf(session(appUrl, client => assertMigrated(client, [ledger])));
  expect(await asked()).toBe("migration-pending");
  await run(ownerUrl, ledger);
  expect(await asked()).toBe("accepted");
  writeFileSync(join(ledger.folder, "0003-more.sql"), "SELECT 1");
  expect(await asked()).toBe("migration-pending");
  await expect(run(appUrl, ledger)).rejects.toThrow("permission denied");
});

test("a database without the application role is refused before anything is created", async () => {
  const { ownerUrl } = await database();
  const admin = pg.url("superuser", "postgres");
  await tell(admin, "ALTER ROLE suanquan_app RENAME TO suanquan_app_away");
  try {
    expect(await refusalOf(run(ownerUrl, series(TWO)))).toBe("role-missing");
  } finally {
    await tell(admin, "ALTER ROLE suanquan_app_away RENAME TO suanquan_app");
  }
});
