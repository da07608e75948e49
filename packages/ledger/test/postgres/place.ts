import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Client } from "pg";
import { onTestFinished } from "vitest";
import type { ServerUser } from "../../src/postgres/embedded/server-user.ts";
import { type EmbeddedOptions, type EmbeddedPostgres, startEmbedded } from "../../src/postgres/index.ts";

/** A folder for a whole file of tests, which clears it away itself. */
export function workshop(): { readonly folder: string; readonly clear: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "suanquan-ledger-"));
  // Open to be walked through, so that a server user of its own can name the folder by its path.
  chmodSync(folder, 0o755);
  return { folder, clear: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A folder that is gone when the test ends. */
export function place(): string {
  const { folder, clear } = workshop();
  onTestFinished(clear);
  return folder;
}

/** A disk of its own that is soon full; null where mounting is not allowed (only root may). */
export function smallDisk(size: string): string | null {
  const folder = place();
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", folder], { stdio: "ignore" });
  } catch {
    return null;
  }
  onTestFinished(() => {
    execFileSync("umount", [folder]);
  });
  return folder;
}

/** A server in a folder of its own, stopped when the test ends. */
export async function server(options: Partial<EmbeddedOptions> = {}): Promise<EmbeddedPostgres> {
  const started = await startEmbedded({ folder: join(place(), "pg"), ...options });
  onTestFinished(() => started.stop());
  return started;
}

/** Runs one thing in a session of its own. */
export async function session<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** One value from one row. */
export const ask = (url: string, sql: string, values: unknown[] = []): Promise<unknown> =>
  session(
    url,
    async client =>
      Object.values((await client.query<Record<string, unknown>>(sql, values)).rows[0] ?? {})[0],
  );

export const tell = (url: string, sql: string): Promise<void> =>
  session(url, async client => {
    await client.query(sql);
  });

interface Report {
  readonly pid?: number;
  readonly ownerUrl?: string;
  readonly refused?: string;
}

/** Another process that starts a server in the folder: through a command such as `unshare`, or as another user. */
export async function otherProcess(
  folder: string,
  how: { readonly through?: readonly string[]; readonly user?: ServerUser } = {},
): Promise<{ readonly child: ChildProcess; readonly report: Report }> {
  const starter = join(import.meta.dirname, "starter.ts");
  const [command = "", ...args] = [...(how.through ?? []), process.execPath, starter, folder];
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"], ...how.user });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  for await (const line of createInterface({ input: child.stdout }))
    return { child, report: JSON.parse(line) };
  throw new Error("the other process said nothing");
}

/** Writes migration files into a folder that goes when the test ends. */
export function files(contents: Readonly<Record<string, string>>): string {
  const folder = place();
  for (const [name, text] of Object.entries(contents)) writeFileSync(join(folder, name), text);
  return folder;
}

/** What a promise was refused with: its code, or the error itself when it is none of ours. */
export async function refusalOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
    return "accepted";
  } catch (error) {
    return error instanceof Error && "code" in error && "zh" in error ? error.code : error;
  }
}
