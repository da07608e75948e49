import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, linkSync, openSync, readFileSync, realpathSync, renameSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Binaries } from "./binaries.ts";
import { childrenOf, pidTaken, runningProcess, signal } from "./process-table.ts";
import { canReach, type ServerUser } from "./server-user.ts";

/** What a PostgreSQL server notes about itself in its data directory. */
export interface PostmasterNote {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

/** @returns null when no server has left a note, or one that is only half written */
export function readNote(data: string): PostmasterNote | null {
  let text: string;
  try {
    text = readFileSync(noteFile(data), "utf8");
  } catch {
    return null;
  }
  // Lines: pid, data directory, start time, port, socket directory, address, memory key, status.
  const lines = text.split("\n");
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  const status = lines[7]?.trim() ?? "";
  return { pid, port: Number(lines[3] ?? 0), ready: status === "ready" || status === "standby" };
}

/**
 * Whether this process is the server of this data directory. The pid alone proves nothing: after a
 * reboot, or in a new container, it may belong to anyone, so command line and working directory are read.
 */
export function isPostmasterOf(pid: number, data: string): boolean {
  const found = runningProcess(pid);
  if (found === null) return false;
  const [program = ""] = found.command.split(" -D ");
  if (basename(program) !== "postgres") return false;
  const real = realpathSync(data);
  return found.cwd === null
    ? found.command.includes(` -D ${data} `) || found.command.includes(` -D ${real} `)
    : found.cwd === real;
}

/** The running server of this data directory, if there is one. */
export function runningPostmaster(data: string): PostmasterNote | null {
  const note = readNote(data);
  return note !== null && isPostmasterOf(note.pid, data) ? note : null;
}

/**
 * Removes a note whose pid now belongs to a stranger; PostgreSQL would take the stranger for a server
 * and refuse to start. A note whose pid is free is left to PostgreSQL, which handles it.
 */
export function clearStrangersNote(data: string): void {
  const note = readNote(data);
  if (note === null || !pidTaken(note.pid) || isPostmasterOf(note.pid, data)) return;
  const aside = `${noteFile(data)}.stale-${process.pid}`;
  renameSync(noteFile(data), aside);
  // A server that started in between has had its note taken by mistake: give it back.
  const taken = Number(readFileSync(aside, "utf8").split("\n")[0]);
  if (taken !== note.pid) linkSync(aside, noteFile(data));
  rmSync(aside);
}

/** How one server is launched; two launches with equal arguments are interchangeable. */
export interface Launch {
  readonly binaries: Binaries;
  readonly data: string;
  readonly log: string;
  readonly port: number;
  readonly settings: Readonly<Record<string, string>>;
  readonly user: ServerUser | null;
}

export const launchArguments = (launch: Launch): string[] => [
  "-D",
  dataArgument(launch.data, launch.user),
  "-p",
  String(launch.port),
  ...Object.entries(launch.settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
];

/**
 * The data directory as the server is to name it. Every PostgreSQL process keeps it as its working
 * directory, so below a folder that the server's user may not walk through (such as /root) Linux
 * still finds it as /proc/self/cwd.
 */
export const dataArgument = (data: string, user: ServerUser | null): string =>
  user !== null && process.platform === "linux" && !canReach(user, data) ? "/proc/self/cwd" : data;

/**
 * Starts the server apart from this process: Ctrl-C in a terminal reaches this process only, which
 * then stops the server in order, and the log is written even after this process has been killed.
 */
export function launchPostmaster(launch: Launch): ChildProcess {
  const log = openSync(launch.log, "a", 0o600);
  try {
    const child = spawn(launch.binaries.postgres, launchArguments(launch), {
      cwd: launch.data,
      detached: true,
      stdio: ["ignore", log, log],
      env: serverEnvironment(),
      ...(launch.user ?? {}),
    });
    child.on("error", () => child.emit("exit", null, null));
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}

/** No PG… variable of the caller may steer the server; the locale is fixed so that messages can be read. */
export const serverEnvironment = (): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH ?? "",
  LC_ALL: "C",
  TZ: "UTC",
});

/** Waits until the server process is gone. @returns false if it is still there after `limitMs` */
async function waitGone(pid: number, data: string, limitMs: number): Promise<boolean> {
  const end = Date.now() + limitMs;
  while (isPostmasterOf(pid, data)) {
    if (Date.now() > end) return false;
    await pause(10);
  }
  return true;
}

/** Stops a server: fast shutdown, then immediate, then by force; each is safe, the later ones recover at start. */
export async function stopPostmaster(pid: number, data: string, fastMs = 60_000): Promise<void> {
  if (!isPostmasterOf(pid, data)) return;
  signal(pid, "SIGCONT");
  signal(pid, "SIGINT");
  if (await waitGone(pid, data, fastMs)) return;
  signal(pid, "SIGQUIT");
  if (await waitGone(pid, data, 10_000)) return;
  await killServer(pid, data);
}

/** SIGKILL for the whole server: held still first, so that no child can be born or finish meanwhile. */
export async function killServer(pid: number, data: string): Promise<void> {
  if (!isPostmasterOf(pid, data)) return;
  signal(pid, "SIGSTOP");
  const children = childrenOf(pid);
  for (const each of [...children, pid]) signal(each, "SIGKILL");
  const deadline = Date.now() + 10_000;
  while ([...children, pid].some(each => runningProcess(each) !== null) && Date.now() < deadline)
    await pause(5);
}

/** Stops the whole server in its tracks, or lets it go on: a machine that hangs without being dead. */
export function freezeServer(pid: number, data: string): void {
  if (!isPostmasterOf(pid, data)) return;
  signal(pid, "SIGSTOP");
  for (const child of childrenOf(pid)) signal(child, "SIGSTOP");
}

export function thawServer(pid: number, data: string): void {
  if (!isPostmasterOf(pid, data)) return;
  for (const child of childrenOf(pid)) signal(child, "SIGCONT");
  signal(pid, "SIGCONT");
}

const noteFile = (data: string): string => join(data, "postmaster.pid");
