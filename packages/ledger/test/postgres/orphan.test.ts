import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { type EmbeddedOptions, startEmbedded } from "../../src/postgres/index.ts";
import { ask, otherProcess, place, refusalOf, tell, workshop } from "./place.ts";

const shop = workshop();
const made = join(shop.folder, "made");
beforeAll(async () => {
  await (await startEmbedded({ folder: made })).stop();
});
afterAll(shop.clear);

/** A folder in which a server was made before and stopped: a copy, since making one takes a second. */
function folderOfServer(): string {
  const folder = join(place(), "pg");
  execFileSync("cp", ["-a", made, folder]);
  return folder;
}

const gone = (child: ChildProcess): Promise<void> =>
  new Promise(resolve => {
    child.once("exit", () => resolve());
    child.kill("SIGKILL");
  });

/** A folder whose server runs on after the process that started it was killed. */
async function orphaned(): Promise<{
  readonly folder: string;
  readonly pid: number;
  readonly ownerUrl: string;
}> {
  const folder = folderOfServer();
  const { child, report } = await otherProcess(folder);
  await tell(report.ownerUrl ?? "", "CREATE TABLE kept AS SELECT 7 AS n");
  await gone(child);
  return { folder, pid: report.pid ?? 0, ownerUrl: report.ownerUrl ?? "" };
}

async function start(options: EmbeddedOptions): Promise<Awaited<ReturnType<typeof startEmbedded>>> {
  const pg = await startEmbedded(options);
  onTestFinished(() => pg.stop());
  return pg;
}

test("a server whose process was killed runs on, and the next start takes it over as it is", async () => {
  const { folder, pid, ownerUrl } = await orphaned();
  expect(await ask(ownerUrl, "SELECT n FROM kept")).toBe(7);
  const pg = await start({ folder });
  expect([pg.adopted, pg.pid, pg.ownerUrl]).toEqual([true, pid, ownerUrl]);
});

test("an orphan that runs with other settings is stopped in order and started anew", async () => {
  const { folder, pid } = await orphaned();
  const pg = await start({ folder, settings: { work_mem: "9MB" } });
  expect([pg.adopted, pg.pid === pid]).toEqual([false, false]);
  expect(await ask(pg.ownerUrl, "SHOW work_mem")).toBe("9MB");
  expect(await ask(pg.ownerUrl, "SELECT n FROM kept")).toBe(7);
});

test("a server let go of is taken over like an orphan", async () => {
  const folder = folderOfServer();
  const first = await startEmbedded({ folder });
  const { pid } = first;
  await first.release();
  const second = await start({ folder });
  expect([second.adopted, second.pid]).toEqual([true, pid]);
});

test("an orphan that hangs is neither killed nor trampled on: the start is refused", async () => {
  const { folder, pid } = await orphaned();
  process.kill(pid, "SIGSTOP");
  expect(await refusalOf(startEmbedded({ folder, startLimitMs: 500 }))).toBe("server-silent");
  process.kill(pid, "SIGCONT");
  expect((await start({ folder })).pid).toBe(pid);
});

test("a second process on the folder is refused and told which process holds it", async () => {
  const folder = folderOfServer();
  const pg = await start({ folder });
  const { report } = await otherProcess(folder);
  expect(report).toEqual({ refused: "folder-locked" });
  await expect(startEmbedded({ folder })).rejects.toThrow(`pid ${process.pid}`);
  expect(await ask(pg.ownerUrl, "SELECT 1")).toBe(1);
});

test("a process in another container that shares the folder is refused, though it sees neither pid nor memory of the first", async () => {
  const folder = folderOfServer();
  const pg = await start({ folder });
  // Without the right to make namespaces the other process is an ordinary one.
  const container = ["--pid", "--ipc", "--fork", "--mount-proc", "--kill-child"];
  const possible = spawnSync("unshare", [...container, "true"]).status === 0;
  const { report } = await otherProcess(folder, { through: possible ? ["unshare", ...container] : [] });
  expect(report).toEqual({ refused: "folder-locked" });
  expect(await ask(pg.ownerUrl, "SELECT 1")).toBe(1);
});

test("a folder with a very long name is held like any other", async () => {
  const folder = join(place(), "数据".repeat(40), "pg");
  await start({ folder });
  expect(await refusalOf(startEmbedded({ folder }))).toBe("folder-locked");
});

test("of four processes that start at once in an empty folder, one serves and three are refused", async () => {
  const folder = join(place(), "pg");
  mkdirSync(folder);
  const reports = await Promise.all([1, 2, 3, 4].map(() => otherProcess(folder)));
  const outcomes = reports.map(({ report }) => report.refused ?? "serves").sort();
  expect(outcomes).toEqual(["folder-locked", "folder-locked", "folder-locked", "serves"]);
  for (const { child } of reports) if (child.exitCode === null) await gone(child);
  expect((await start({ folder })).adopted).toBe(true);
});

test("a note that names the pid of a stranger neither blocks the start nor harms the stranger", async () => {
  const folder = folderOfServer();
  const first = await startEmbedded({ folder });
  const { data } = first.folder;
  await first.kill();
  await first.release();
  const stranger = spawn("sleep", ["60"]);
  onTestFinished(() => {
    stranger.kill();
  });
  writeFileSync(
    join(data, "postmaster.pid"),
    `${stranger.pid}\n${data}\n1700000000\n5432\n\n127.0.0.1\n\nready\n`,
  );
  await start({ folder });
  expect(stranger.exitCode).toBeNull();
  expect(stranger.signalCode).toBeNull();
});
