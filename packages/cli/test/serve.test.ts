/** `npm start` as a newcomer meets it: the real command, its embedded database, its demonstration, its errands. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { suanquan } from "./suanquan.ts";

const start = path.resolve(import.meta.dirname, "../../../scripts/start.mjs");
const place = mkdtempSync(path.join(tmpdir(), "suanquan-start-"));
const data = path.join(place, "data");
const STARTS_WITHIN_MS = 120_000;

interface Started {
  readonly process: ChildProcess;
  readonly said: { address: string; reference: string; data: string; demonstration: string | null };
  readonly told: string;
}

const children: ChildProcess[] = [];

/** Runs the start script on a data folder; the words are those of `npm start --`. */
function begin(folder: string, ...words: string[]): ChildProcess {
  const child = spawn(process.execPath, [start, "--data", folder, "--port", "0", "--json", ...words], {
    env: { ...process.env, LC_ALL: "en_GB.UTF-8" },
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own, so that Ctrl+C can be played as a terminal does it: to every process of the group.
    detached: true,
  });
  children.push(child);
  return child;
}

function started(folder: string, ...words: string[]): Promise<Started> {
  const child = begin(folder, ...words);
  let told = "";
  child.stderr?.on("data", piece => {
    told += piece;
  });
  return new Promise((resolve, reject) => {
    child.stdout?.once("data", (line: Buffer) =>
      resolve({ process: child, said: JSON.parse(line.toString()), told }),
    );
    child.once("exit", code => reject(new Error(`the server ended with ${code}: ${told}`)));
  });
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const end = new Promise<number | null>(resolve => child.once("exit", code => resolve(code)));
  if (child.pid === undefined) throw new Error("it never ran");
  process.kill(signal === "SIGTERM" ? child.pid : -child.pid, signal);
  return end;
}

/** The database server of a data folder, if it runs: PostgreSQL takes its note away when it ends. */
const postgresRuns = (folder: string): boolean =>
  existsSync(path.join(folder, "pg", "data", "postmaster.pid"));

interface Kept {
  readonly password: string;
  readonly offices: readonly {
    readonly office: string;
    readonly signIns: readonly { role: string; email: string }[];
    readonly keys: Readonly<Record<string, string>>;
  }[];
}
const shown = async (folder = data): Promise<Kept> =>
  JSON.parse((await suanquan(["demonstration", "--data", folder, "--json"])).out);

const programmesSeenWith = async (
  address: string,
  key: string,
): Promise<{ status: number; items: { state: string }[] }> => {
  const answer = await fetch(`${address}api/v1/programmes`, { headers: { authorization: `Bearer ${key}` } });
  return {
    status: answer.status,
    items: ((await answer.json()) as { items?: { state: string }[] }).items ?? [],
  };
};

let server: Started;
/** What was told by all the starts. */
let told = "";
/** How the starts ended that were cut short. */
const cuts: { readonly signal: string; readonly code: number | null; readonly postgresRuns: boolean }[] = [];

/** A start that is cut short in the middle of the demonstration. */
async function cutShort(signal: "SIGINT" | "SIGKILL"): Promise<void> {
  const child = begin(data);
  await new Promise<void>(resolve =>
    child.stderr?.on("data", piece => {
      told += piece;
      if (String(piece).includes("Guizhou")) resolve();
    }),
  );
  await pause(signal === "SIGINT" ? 150 : 400);
  cuts.push({ signal, code: await ended(child, signal), postgresRuns: postgresRuns(data) });
}

beforeAll(async () => {
  await cutShort("SIGINT");
  await cutShort("SIGKILL");
  server = await started(data);
  told += server.told;
}, 2 * STARTS_WITHIN_MS);
afterAll(async () => {
  for (const child of children)
    if (child.exitCode === null && child.signalCode === null) await ended(child, "SIGTERM");
  rmSync(place, { recursive: true, force: true });
}, STARTS_WITHIN_MS);

describe("npm start on an empty data folder", () => {
  test("in the middle of the demonstration it ends in order when it is asked to", () => {
    expect(cuts[0]).toEqual({ signal: "SIGINT", code: 0, postgresRuns: false });
    expect(cuts[1]?.signal).toBe("SIGKILL");
  });

  test("tells what it does, step by step", () => {
    for (const words of [
      "opening the database",
      "bringing the database up to date",
      "Henan",
      "Guizhou",
      "Jinan",
      "Jiangyan",
    ])
      expect(told).toContain(words);
  });

  test.each([
    ["/", "text/html"],
    ["/fit/", "text/html"],
    ["/api/reference", "text/html"],
    ["/api/v1/openapi.json", "application/json"],
    ["/readyz", "application/json"],
  ])("serves %s on the one port", async (where, type) => {
    const answer = await fetch(new URL(where, server.said.address));
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toContain(type);
  });

  test("every role of the four offices, of those too whose playing was cut short, has a key and a sign-in, and they work", async () => {
    const { offices, password } = await shown();
    expect(offices.map(each => each.office)).toEqual([
      "demo-henan",
      "demo-guizhou",
      "demo-jinan",
      "demo-jiangyan",
    ]);
    for (const { keys, signIns } of offices) {
      expect(Object.keys(keys)).toHaveLength(14);
      expect(new Set(signIns.map(each => each.role))).toEqual(new Set(Object.keys(keys)));
      expect(await programmesSeenWith(server.said.address, keys["desk-officer"] ?? "")).toMatchObject({
        status: 200,
        items: [{ state: "published" }],
      });
    }
    const address = server.said.address.replace("127.0.0.1", "localhost");
    const email = offices[0]?.signIns.find(each => each.role === "decider-3")?.email;
    const signedIn = await fetch(`${address}api/v1/auth/sign-in/email`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: new URL(address).origin },
      body: JSON.stringify({ email, password }),
    });
    expect(signedIn.status).toBe(200);
    const cookie = signedIn.headers
      .getSetCookie()
      .map(each => each.split(";")[0])
      .join("; ");
    const me = await (await fetch(`${address}api/v1/me`, { headers: { cookie } })).json();
    expect(me).toMatchObject({ office: "demo-henan", roles: ["decider-3"], sandbox: true });
  });

  test("what opens it is readable by its owner alone, and nowhere in the source", async () => {
    const { file, password } = JSON.parse((await suanquan(["demonstration", "--data", data, "--json"])).out);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(password).toMatch(/^[\w-]{12}$/);
  });
});

describe("beside the running server", () => {
  test("a second start on the same data is refused, with the cure", async () => {
    const { code, err } = await suanquan(["serve", "--data", data, "--lang", "en"]);
    expect(code).toBe(2);
    expect(err).toMatch(/in use by another running program.*\n.*Stop that program first/);
  });

  test("a backup is taken, and restored elsewhere serves the same cases to the same keys", async () => {
    const file = path.join(place, "whole.backup");
    const before = await shown();
    const backedUp = await suanquan(["backup", file, "--data", data, "--json"]);
    expect(backedUp.code, backedUp.err).toBe(0);
    const { rows, files } = JSON.parse(backedUp.out);
    expect(rows).toBeGreaterThan(500);
    expect(files).toBe(6);
    expect((await suanquan(["backup", file, "--data", data])).code).toBe(2);

    const other = path.join(place, "restored");
    const restored = await suanquan(["restore", file, "--data", other, "--json"]);
    expect(restored.code, restored.err).toBe(0);
    expect(JSON.parse(restored.out)).toMatchObject({ rows, files });
    const again = await suanquan(["restore", file, "--data", other, "--lang", "en"]);
    expect(again.err).toContain("not empty");

    expect(await shown(other)).toEqual({ ...before, file: path.join(other, "demonstration.json") });
    const second = await started(other);
    expect(second.told).not.toContain("Playing");
    const key = before.offices[1]?.keys.auditor ?? "";
    expect(await programmesSeenWith(second.said.address, key)).toEqual(
      await programmesSeenWith(server.said.address, key),
    );
    expect(await ended(second.process, "SIGINT")).toBe(0);
    expect(postgresRuns(other)).toBe(false);
  }, 180_000);

  test.each([
    ["cut short", (bytes: Buffer) => bytes.subarray(0, bytes.length - 2_000), "cut short"],
    ["with one bit turned", (bytes: Buffer) => flipped(bytes), "damaged"],
    ["another file", () => Buffer.from("a letter ".repeat(200)), "not written by suanquan"],
  ])("a backup that is %s is not restored", async (_, spoil, words) => {
    const file = path.join(place, "whole.backup");
    const spoilt = path.join(place, "spoilt.backup");
    writeFileSync(spoilt, spoil(readFileSync(file)));
    const folder = path.join(place, "nothing");
    const { code, err } = await suanquan(["restore", spoilt, "--data", folder, "--lang", "en"]);
    expect(code).toBe(2);
    expect(err).toContain(words);
    expect(existsSync(path.join(folder, "server.secret"))).toBe(false);
  });

  test("an office for real money is opened with its security administrator, once", async () => {
    const words = [
      "office",
      "county",
      "--zh",
      "某县",
      "--en",
      "A county",
      "--admin",
      "First@county.example",
      "--data",
      data,
      "--json",
    ];
    const opened = await suanquan(words);
    expect(opened.code, opened.err).toBe(0);
    const { password } = JSON.parse(opened.out);
    const signedIn = await fetch(`${server.said.address}api/v1/auth/sign-in/email`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: new URL(server.said.address).origin },
      body: JSON.stringify({ email: "first@county.example", password }),
    });
    expect(signedIn.status).toBe(200);
    const cookie = signedIn.headers
      .getSetCookie()
      .map(each => each.split(";")[0])
      .join("; ");
    const members = await fetch(`${server.said.address}api/v1/members`, { headers: { cookie } });
    expect(await members.json()).toMatchObject({ code: "second-factor-needed" });
    expect((await suanquan(words)).code).toBe(2);
  });

  test("the demonstration is removed with one command, and its keys open nothing any more", async () => {
    const { offices } = await shown();
    const removed = await suanquan(["demonstration", "remove", "--data", data, "--json"]);
    expect(JSON.parse(removed.out).removed).toBeGreaterThan(50);
    // A key that was used a moment ago is known to the running server for half a minute at most.
    const unused = offices[2]?.keys["finance-clerk"] ?? "";
    expect((await programmesSeenWith(server.said.address, unused)).status).toBe(401);
    expect((await suanquan(["demonstration", "--data", data])).code).toBe(2);
  });
});

describe("asked to end", () => {
  test("it ends in order, leaves no database running, and starts again without the demonstration that was removed", async () => {
    expect(await ended(server.process, "SIGTERM")).toBe(0);
    expect(postgresRuns(data)).toBe(false);
    server = await started(data);
    expect(server.told).not.toContain("Playing");
    expect(server.said.demonstration).toBeNull();
    expect(await ended(server.process, "SIGINT")).toBe(0);
    expect(postgresRuns(data)).toBe(false);
    const again = await suanquan(["demonstration", "again", "--data", data, "--json"]);
    expect(again.code, again.err).toBe(0);
    expect(JSON.parse(again.out).offices).toHaveLength(4);
    expect(postgresRuns(data)).toBe(false);
  }, 180_000);
});

/** A start that must fail: its exit code and what it told. */
async function refused(folder: string, words: readonly string[] = [], env: Record<string, string> = {}) {
  return suanquan(["serve", "--data", folder, "--lang", "en", ...words], { environment: env });
}

describe("a start that cannot be", () => {
  test("on a port that is taken says so", async () => {
    const other = createServer();
    await new Promise<void>(resolve => other.listen(0, "127.0.0.1", resolve));
    const address = other.address();
    const port = typeof address === "object" ? address?.port : 0;
    const { code, err } = await refused(path.join(place, "port"), ["--port", String(port)]);
    other.close();
    expect([code, err]).toEqual([2, expect.stringContaining(`port ${port} is in use`)]);
  });

  test("on data of a newer release says so", async () => {
    const folder = path.join(place, "newer");
    mkdirSync(path.join(folder, "pg", "data"), { recursive: true });
    writeFileSync(path.join(folder, "pg", "suanquan-postgres"), "");
    writeFileSync(path.join(folder, "pg", "secrets.json"), "{}");
    writeFileSync(path.join(folder, "pg", "data", "PG_VERSION"), "99\n");
    const { code, err } = await refused(folder);
    expect([code, err]).toEqual([2, expect.stringMatching(/written by PostgreSQL 99.*\n.*Use the release/)]);
  });

  test("where a file stands in the way of the data folder says so", async () => {
    const file = path.join(place, "a-file");
    writeFileSync(file, "");
    const { code, err } = await refused(file);
    expect([code, err]).toEqual([2, expect.stringMatching(/cannot be written.*\n.*data folder/)]);
  });

  test("with a setting that is wrong names it", async () => {
    const { code, err } = await refused(path.join(place, "setting"), [], { SUANQUAN_OIDC: "{" });
    expect([code, err]).toEqual([2, expect.stringContaining("SUANQUAN_OIDC")]);
  });

  test("on a database server that is not there says so", async () => {
    const url = "postgres://suanquan_app:x@127.0.0.1:9/none";
    const { code, err } = await refused(path.join(place, "away"), [], { DATABASE_URL: url });
    expect([code, err]).toEqual([2, expect.stringContaining("does not answer")]);
  });
});

function flipped(bytes: Buffer): Buffer {
  const spoilt = Buffer.from(bytes);
  const at = Math.floor(spoilt.length / 2);
  spoilt[at] = (spoilt[at] ?? 0) ^ 1;
  return spoilt;
}
