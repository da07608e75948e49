import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { runningPostmaster } from "../../src/postgres/embedded/postmaster.ts";
import { refusalFromLog } from "../../src/postgres/embedded/server-log.ts";
import { binariesIn, PostgresRefusal, REFUSALS, startEmbedded } from "../../src/postgres/index.ts";
import { otherProcess, place, refusalOf, server, smallDisk } from "./place.ts";

const refused = (options: Parameters<typeof startEmbedded>[0]): Promise<unknown> =>
  refusalOf(startEmbedded(options));

/** A folder that carries our mark and, as data, what is given. */
function marked(data: Readonly<Record<string, string>> | null): string {
  const folder = join(place(), "pg");
  mkdirSync(folder);
  writeFileSync(join(folder, "suanquan-postgres"), "");
  if (data !== null) mkdirSync(join(folder, "data"));
  for (const [name, text] of Object.entries(data ?? {})) writeFileSync(join(folder, "data", name), text);
  return folder;
}

test("every refusal says what is wrong and what to do, in both languages, with nothing left to fill in", () => {
  for (const [code, text] of Object.entries(REFUSALS)) {
    expect(text.zh, code).toMatch(/[\u4e00-\u9fff].*。$/);
    expect(text.cureZh, code).toMatch(/[\u4e00-\u9fff].*。$/);
    expect(text.en, code).toMatch(/^[A-Z].*[.]$/);
    expect(text.cureEn, code).toMatch(/^[A-Z].*[.]$/);
    const places = (sentence: string): string[] =>
      [...sentence.matchAll(/\{(\w+)\}/g)].map(each => each[1] ?? "").sort();
    expect(places(text.zh), code).toEqual(places(text.en));
    expect(places(text.cureZh), code).toEqual(places(text.cureEn));
  }
});

test("a refusal carries its code, both sentences and the cure", () => {
  const refusal = new PostgresRefusal("port-in-use", { port: 5432 });
  expect(refusal.zh).toBe("端口 5432 已被占用。");
  expect(refusal.message).toBe(
    "Port 5432 is in use. Give another port, or none (a free one is then chosen).",
  );
  expect(refusal.cure.zh).toContain("自动选取");
});

test("a port that another program holds is refused, and so is one that does not exist", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => {
    other.close();
  });
  await new Promise(resolve => other.once("listening", resolve));
  const address = other.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  expect(await refused({ folder: marked(null), port })).toBe("port-in-use");
  expect(await refused({ folder: marked(null), port: 70_000 })).toBe("port-forbidden");
});

test("when the folder's last port has been taken meanwhile, another is chosen", async () => {
  const pg = await server();
  const { port } = pg;
  const folder = pg.folder.path;
  await pg.stop();
  const other = createServer().listen(port, "127.0.0.1");
  onTestFinished(() => {
    other.close();
  });
  // Somebody else on this machine may have been quicker, which serves as well.
  await new Promise(resolve => other.once("listening", resolve).once("error", resolve));
  await using again = await startEmbedded({ folder });
  expect(again.port).not.toBe(port);
});

test("a folder with other things in it is left alone", async () => {
  const folder = place();
  writeFileSync(join(folder, "thesis.docx"), "");
  expect(await refused({ folder })).toBe("folder-foreign");
  expect(await refused({ folder: join(folder, "thesis.docx") })).toBe("folder-unreachable");
});

test.each([
  ["of a newer PostgreSQL", { PG_VERSION: "99\n" }, "folder-newer"],
  ["of an older PostgreSQL", { PG_VERSION: "15\n" }, "folder-older"],
  ["without a version", {}, "folder-damaged"],
  ["without its passwords", { PG_VERSION: "18\n" }, "folder-damaged"],
])("data %s is refused", async (_, data, code) => {
  expect(await refused({ folder: marked(data) })).toBe(code);
});

test("data of another system user is refused as such, not as damaged", async () => {
  const pg = await server();
  const folder = pg.folder.path;
  await pg.stop();
  // Root plays the other user; anyone else shuts the file to itself.
  chmodSync(join(folder, "secrets.json"), 0);
  const stranger = process.getuid?.() === 0 ? { user: { uid: 65_534, gid: 65_534 } } : {};
  expect((await otherProcess(folder, stranger)).report).toEqual({ refused: "folder-unreachable" });
});

test("data whose password file belongs to another folder is refused, and the server is not left running", async () => {
  const pg = await server();
  const folder = pg.folder.path;
  await pg.stop();
  rmSync(join(folder, "secrets.json"));
  writeFileSync(
    join(folder, "secrets.json"),
    JSON.stringify({ superuser: "x", owner: "x", app: "x", replica: "x" }),
  );
  expect(await refused({ folder })).toBe("folder-damaged");
  expect(runningPostmaster(pg.folder.data)).toBeNull();
});

test("a disk without enough room is refused before anything is written", async () => {
  const folder = join(place(), "pg");
  expect(await refused({ folder, freeBytesMin: Number.MAX_SAFE_INTEGER })).toBe("disk-full");
});

test("a disk that fills up during the first start is named, and leaves no half-made data", async () => {
  const disk = smallDisk("24m");
  if (disk === null) {
    // Without the right to mount a disk, the words that PostgreSQL prints on a full one are checked.
    const words = 'PANIC:  could not write to file "pg_wal/xlogtemp.1": No space left on device';
    expect(refusalFromLog(words, { folder: "/x", log: "postgres.log", port: 1 }).code).toBe("disk-full");
    return;
  }
  expect(await refused({ folder: disk, freeBytesMin: 0 })).toBe("disk-full");
  expect(readdirSync(disk).filter(name => name.startsWith("data"))).toEqual([]);
});

test.each([
  ['FATAL:  could not create lock file "postmaster.pid": No space left on device', "disk-full"],
  ['LOG:  could not bind IPv4 address "127.0.0.1": Address already in use', "port-in-use"],
  ['LOG:  could not bind IPv4 address "127.0.0.1": Permission denied', "port-forbidden"],
  ['FATAL:  lock file "postmaster.pid" already exists', "folder-locked"],
  ["FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use", "folder-locked"],
  ["FATAL:  could not map anonymous shared memory: Cannot allocate memory", "memory-short"],
  ['FATAL:  data directory "/x" has wrong ownership', "folder-unreachable"],
  ['FATAL:  unrecognized configuration parameter "speed"', "start-failed"],
])("the server's last words %j mean %s", (words, code) => {
  expect(refusalFromLog(words, { folder: "/x", log: "/x/postgres.log", port: 5432 }).code).toBe(code);
});

test("a setting that PostgreSQL does not know is refused with its own words", async () => {
  await expect(server({ settings: { speed: "high" } })).rejects.toThrow(
    'unrecognized configuration parameter "speed"',
  );
});

test("programs that are not where they should be are named", () => {
  expect(() => binariesIn("/nonexistent")).toThrow("/nonexistent/initdb");
});
