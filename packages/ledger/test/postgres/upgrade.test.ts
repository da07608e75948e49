import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  type Binaries,
  binariesIn,
  embeddedBinaries,
  migrate,
  type Series,
  startEmbedded,
  upgradeFolder,
} from "../../src/postgres/index.ts";
import { ask, files, place, refusalOf, session, tell } from "./place.ts";

const SYSTEM = "/usr/lib/postgresql";

/** An older PostgreSQL on this machine, if it has one; Debian keeps each major version in a folder of its own. */
const older: Binaries | undefined = (existsSync(SYSTEM) ? readdirSync(SYSTEM) : [])
  .map(major => join(SYSTEM, major, "bin"))
  .filter(folder => existsSync(join(folder, "postgres")) && existsSync(join(folder, "initdb")))
  .map(binariesIn)
  .find(({ major }) => major >= 15 && major < embeddedBinaries().major);

const pools = (): Series => ({
  name: "ledger",
  folder: files({
    "0001-pool.sql": "CREATE TABLE pool (id bigint PRIMARY KEY, name text NOT NULL, face bigint NOT NULL)",
  }),
});

/** A folder written by the older version, if there is one, else by the embedded version. */
async function writtenFolder(
  series: Series,
): Promise<{ readonly folder: string; readonly ownerUrl: string }> {
  const folder = join(place(), "pg");
  await using pg = await startEmbedded({ folder, ...(older === undefined ? {} : { binaries: older }) });
  const { ownerUrl } = pg;
  await session(ownerUrl, client => migrate(client, [series]));
  await tell(ownerUrl, "INSERT INTO pool SELECT n, '济南 ' || n, n * 100 FROM generate_series(1, 1000) n");
  return { folder, ownerUrl };
}

const CONTENT = "SELECT md5(string_agg(pool::text, '|' ORDER BY id)) FROM pool";
const EXPECTED =
  "SELECT md5(string_agg('(' || n || ',\"济南 ' || n || '\",' || n * 100 || ')', '|' ORDER BY n)) FROM generate_series(1, 1000) n";

test("data of an older major version is carried over; passwords, port and the old data are kept", async () => {
  const series = pools();
  const { folder, ownerUrl } = await writtenFolder(series);
  if (older === undefined) {
    // With one PostgreSQL on the machine there is nothing to upgrade from: the refusal is what can be tested.
    const same = embeddedBinaries();
    expect(await refusalOf(upgradeFolder({ folder, from: same, series: [series] }))).toBe(
      "upgrade-direction",
    );
    return;
  }
  expect(await refusalOf(startEmbedded({ folder }))).toBe("folder-older");
  const done = await upgradeFolder({ folder, from: older, series: [series] });
  await using pg = await startEmbedded({ folder });
  expect(pg.ownerUrl).toBe(ownerUrl);
  expect(await ask(ownerUrl, "SELECT current_setting('server_version_num')::int / 10000")).toBe(
    embeddedBinaries().major,
  );
  expect(await ask(ownerUrl, CONTENT)).toBe(await ask(ownerUrl, EXPECTED));
  expect([
    existsSync(done.dataBefore),
    existsSync(done.backupFile),
    existsSync(join(folder, "next")),
  ]).toEqual([true, true, false]);
});

test("an upgrade broken off is begun again, or finished if only the last rename was missing", async () => {
  const series = pools();
  const { folder, ownerUrl } = await writtenFolder(series);
  if (older === undefined) {
    // The same break, played with one version: data set aside, nothing in its place.
    renameSync(join(folder, "data"), join(folder, "data-15"));
    expect(await refusalOf(startEmbedded({ folder }))).toBe("folder-half-upgraded");
    return;
  }
  mkdirSync(join(folder, "next", "data"), { recursive: true });
  await upgradeFolder({ folder, from: older, series: [series] });
  mkdirSync(join(folder, "next"));
  renameSync(join(folder, "data"), join(folder, "next", "data"));
  expect(await refusalOf(startEmbedded({ folder }))).toBe("folder-half-upgraded");
  await upgradeFolder({ folder, from: older, series: [series] });
  await using pg = await startEmbedded({ folder });
  expect(pg.adopted).toBe(false);
  expect(await ask(ownerUrl, CONTENT)).toBe(await ask(ownerUrl, EXPECTED));
});

test("programs that do not fit the data, or lead backwards, are refused before anything is written", async () => {
  const folder = join(place(), "pg");
  mkdirSync(join(folder, "data"), { recursive: true });
  writeFileSync(join(folder, "suanquan-postgres"), "");
  writeFileSync(join(folder, "data", "PG_VERSION"), "17\n");
  const version = (major: number): Binaries => ({ ...embeddedBinaries(), major });
  for (const [from, to] of [
    [15, 18],
    [18, 19],
    [17, 17],
    [17, 16],
  ] as const)
    expect(
      await refusalOf(upgradeFolder({ folder, from: version(from), to: version(to), series: [pools()] })),
    ).toBe("upgrade-direction");
  expect(readdirSync(folder).sort()).toEqual(["data", "suanquan-postgres"]);
});

test("a folder that lacks a database for the upgrade, or has one too many, is refused", async () => {
  const series = pools();
  const { folder } = await writtenFolder(series);
  const from = older ?? embeddedBinaries();
  const to = older === undefined ? { ...from, major: from.major + 1 } : embeddedBinaries();
  {
    await using pg = await startEmbedded({ folder, binaries: from });
    await pg.createDatabase("second");
  }
  expect(await refusalOf(upgradeFolder({ folder, from, to, series: [series] }))).toBe("upgrade-databases");
  rmSync(join(folder, "data"), { recursive: true });
  expect(await refusalOf(upgradeFolder({ folder, from, to, series: [series] }))).toBe("upgrade-direction");
});
