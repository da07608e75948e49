import type { ChildProcess } from "node:child_process";
import { chownSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import type { Client } from "pg";
import { PostgresRefusal } from "../refusal.ts";
import { ensureDatabase, ensureRoles } from "../roles.ts";
import { serverSettings } from "../settings.ts";
import type { Binaries } from "./binaries.ts";
import { dataMajor, type Folder, rememberPort, requireSpace, type Secrets } from "./folder.ts";
import { initialise } from "./initialise.ts";
import { keepServer } from "./keeper.ts";
import { choosePort } from "./port.ts";
import {
  clearStrangersNote,
  type Launch,
  launchArguments,
  launchPostmaster,
  readNote,
  runningPostmaster,
  stopPostmaster,
} from "./postmaster.ts";
import { runningProcess } from "./process-table.ts";
import { logEnd, logSince, refusalFromLog } from "./server-log.ts";
import type { ServerUser } from "./server-user.ts";

export interface EmbeddedOptions {
  /** Where everything is kept; made if missing. */
  readonly folder: string;
  /** Port on 127.0.0.1; the folder's last one or any free one if not given. */
  readonly port?: number;
  /** Name of the database; `suanquan` if not given. */
  readonly database?: string;
  /** Server settings over those of this package (sizes in production, a broken one in a drill). */
  readonly settings?: Readonly<Record<string, string>>;
  /** Other server programs than the embedded ones (upgrades). */
  readonly binaries?: Binaries;
  /** How long recovery after a crash may take before the start is given up; two minutes if not given. */
  readonly startLimitMs?: number;
  /** What must be free on the disk. */
  readonly freeBytesMin?: number;
  /** Called when the server is lost without having been stopped. `restart()` brings it back. */
  readonly onLost?: () => void;
}

/** Everything about a folder's server that does not change between its starts. */
export interface Parts {
  readonly options: EmbeddedOptions;
  readonly binaries: Binaries;
  readonly folder: Folder;
  readonly user: ServerUser | null;
  readonly secrets: Secrets;
}

interface Server {
  readonly pid: number;
  readonly port: number;
}

/** A server that answers and that this process keeps. */
export interface Running extends Server {
  readonly keeper: Client;
  readonly adopted: boolean;
}

/** A new data directory takes 40 MB and its first log segments 32 MB more. */
const NEW_BYTES_MIN = 128 * 1024 * 1024;
const START_BYTES_MIN = 64 * 1024 * 1024;

/**
 * Brings the folder's server up: takes over one that is running, else makes the data if there is none
 * and launches. Ends with a server that answers and is kept, or with a refusal and nothing left running.
 * @throws PostgresRefusal
 */
export async function bringUp(parts: Parts, asked: number | undefined): Promise<Running> {
  const { folder, options, binaries, user } = parts;
  const limitMs = options.startLimitMs ?? 120_000;
  const end = Date.now() + limitMs;
  for (;;) {
    const leftover = runningPostmaster(folder.data);
    if (leftover !== null) {
      const running = await takeOver(parts, leftover, asked, limitMs);
      if (running !== null) return running;
      continue;
    }
    const port = await choosePort(folder, asked);
    await prepareData(parts);
    const launch: Launch = {
      binaries,
      data: folder.data,
      log: folder.log,
      port,
      user,
      settings: serverSettings(options.settings),
    };
    const from = logEnd(folder.log);
    const child = launchPostmaster(launch);
    if (await becomesReady(child, folder, limitMs)) {
      const running = await keepOwn(parts, { pid: child.pid ?? 0, port }, limitMs);
      if (running !== null) return running;
    }
    const refusal = refusalFromLog(logSince(folder.log, from), {
      folder: folder.path,
      log: folder.log,
      port,
    });
    // Another process was quicker, or the last children of a killed server still have its memory.
    const passing =
      refusal.code === "folder-locked" || (refusal.code === "port-in-use" && asked === undefined);
    if (!passing || Date.now() > end) throw refusal;
    await pause(50);
  }
}

async function prepareData(parts: Parts): Promise<void> {
  const { folder, options, binaries, user, secrets } = parts;
  const isNew = dataMajor(folder) === null;
  requireSpace(folder, options.freeBytesMin ?? (isNew ? NEW_BYTES_MIN : START_BYTES_MIN));
  if (isNew) await initialise(folder, binaries, user, secrets);
  if (user !== null) chownSync(folder.data, user.uid, user.gid);
  clearStrangersNote(folder.data);
}

/** Keeps the server just launched; one that cannot be kept is not left behind, unless another process has it. */
async function keepOwn(parts: Parts, server: Server, limitMs: number): Promise<Running | null> {
  try {
    const keeper = await keepServer(parts.folder, parts.secrets, server, limitMs);
    return keeper === null ? null : await settle(parts, server, keeper, false);
  } catch (error) {
    if (error instanceof PostgresRefusal && error.code === "folder-locked") throw error;
    await stopPostmaster(server.pid, parts.folder.data);
    throw error;
  }
}

/** Adopts a server left running if it was started as this one would be; otherwise stops it in order. */
async function takeOver(
  parts: Parts,
  leftover: Server,
  asked: number | undefined,
  limitMs: number,
): Promise<Running | null> {
  const { folder, secrets, binaries, options, user } = parts;
  const keeper = await keepServer(folder, secrets, leftover, limitMs);
  if (keeper === null) return null;
  const settings = serverSettings(options.settings);
  const wanted = launchArguments({
    binaries,
    data: folder.data,
    log: folder.log,
    port: asked ?? leftover.port,
    settings,
    user,
  });
  const same = runningProcess(leftover.pid)?.command === [binaries.postgres, ...wanted].join(" ").trim();
  if (same) return settle(parts, leftover, keeper, true);
  await keeper.end();
  await stopPostmaster(leftover.pid, folder.data);
  return null;
}

/** The last steps of every start: remember the port, see that roles and database are there. */
async function settle(parts: Parts, server: Server, keeper: Client, adopted: boolean): Promise<Running> {
  const { folder, secrets, options } = parts;
  try {
    rememberPort(folder, server.port);
    const { rows } = await keeper.query<{ standby: boolean }>("SELECT pg_is_in_recovery() AS standby");
    if (rows[0]?.standby !== true) {
      await ensureRoles(keeper, secrets);
      await ensureDatabase(keeper, options.database ?? "suanquan");
    }
    return { pid: server.pid, port: server.port, keeper, adopted };
  } catch (error) {
    await keeper.end().catch(() => undefined);
    throw error;
  }
}

/** @returns false if the process ended first; a server still recovering at the limit is left to recover */
async function becomesReady(child: ChildProcess, folder: Folder, limitMs: number): Promise<boolean> {
  const end = Date.now() + limitMs;
  let ended = child.pid === undefined;
  child.once("exit", () => {
    ended = true;
  });
  while (!ended) {
    const note = readNote(folder.data);
    if (note?.pid === child.pid && note?.ready === true) return true;
    if (Date.now() > end)
      throw new PostgresRefusal("server-silent", {
        pid: child.pid ?? 0,
        seconds: Math.ceil(limitMs / 1000),
        what: "still recovering",
        log: folder.log,
      });
    await pause(10);
  }
  return false;
}
