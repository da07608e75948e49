import { randomBytes } from "node:crypto";
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { PostgresRefusal } from "../refusal.ts";

/**
 * What a data folder holds:
 *
 *   suanquan-postgres    the mark that the folder is ours
 *   secrets.json         one password per role, mode 0600
 *   in-use.sock          there while a process holds the folder
 *   port                 the port last used, taken again if it is free
 *   data/                what PostgreSQL itself keeps, mode 0700
 *   postgres.log         its messages, and postgres.log.1 before them
 */
export interface Folder {
  readonly path: string;
  readonly data: string;
  readonly log: string;
}

/** The password of each role of an embedded server. */
export interface Secrets {
  readonly superuser: string;
  readonly owner: string;
  readonly app: string;
  readonly replica: string;
}

const MARK = "suanquan-postgres";
const LOG_BYTES_MAX = 16 * 1024 * 1024;

/** The parts of a folder, without touching the disk. */
export function folderAt(path: string): Folder {
  const full = resolve(path);
  return { path: full, data: join(full, "data"), log: join(full, "postgres.log") };
}

/**
 * Makes the folder ours, or finds that it is.
 * @throws PostgresRefusal `folder-foreign` if it holds other things, `folder-unreachable` if it cannot be written
 */
export function claimFolder(path: string): Folder {
  const folder = folderAt(path);
  try {
    mkdirSync(folder.path, { recursive: true });
    const held = readdirSync(folder.path);
    if (!held.includes(MARK)) {
      if (held.length > 0)
        throw new PostgresRefusal("folder-foreign", {
          folder: folder.path,
          what: held.slice(0, 3).join(", "),
        });
      writeFileSync(join(folder.path, MARK), "A PostgreSQL data folder of Suanquan. Do not edit.\n");
    }
    keepLogShort(folder.log);
  } catch (cause) {
    if (cause instanceof PostgresRefusal) throw cause;
    const what = cause instanceof Error ? cause.message : String(cause);
    throw new PostgresRefusal("folder-unreachable", { folder: folder.path, what }, cause);
  }
  return folder;
}

/** Where an upgrade puts the data of the major version before. */
export const dataBefore = (folder: Folder, major: number): string => `${folder.data}-${major}`;

/**
 * Major version of the data in the folder; null when there is no data yet.
 * @throws PostgresRefusal `folder-damaged`; `folder-half-upgraded`, lest an empty database be made beside the old one
 */
export function dataMajor(folder: Folder): number | null {
  if (!existsSync(folder.data)) {
    const before = readdirSync(folder.path).find(name => /^data-\d+$/.test(name));
    if (before === undefined) return null;
    throw new PostgresRefusal("folder-half-upgraded", { folder: folder.path, what: before });
  }
  return Number(readOwn(folder, join("data", "PG_VERSION")).trim());
}

/**
 * Reads the passwords, making them the first time. The file appears whole or not at all, and the
 * first of two processes wins, so both see the same passwords.
 * @throws PostgresRefusal `folder-damaged` when there is data but no password file
 */
export function secretsOf(folder: Folder): Secrets {
  const file = join(folder.path, "secrets.json");
  if (!existsSync(file)) {
    if (existsSync(folder.data))
      throw new PostgresRefusal("folder-damaged", { folder: folder.path, what: "secrets.json" });
    writeSecrets(folder, newSecrets());
  }
  return JSON.parse(readOwn(folder, "secrets.json")) as Secrets;
}

/** Reads a file of the folder, telling one that is missing from one that belongs to somebody else. */
function readOwn(folder: Folder, name: string): string {
  try {
    return readFileSync(join(folder.path, name), "utf8");
  } catch (cause) {
    const denied = cause instanceof Error && "code" in cause && cause.code === "EACCES";
    const what = denied ? cause.message : name;
    throw new PostgresRefusal(
      denied ? "folder-unreachable" : "folder-damaged",
      { folder: folder.path, what },
      cause,
    );
  }
}

/** Puts given passwords into a folder that has none (a standby shares those of its primary). */
export function writeSecrets(folder: Folder, secrets: Secrets): void {
  const draft = join(folder.path, `secrets.json.${process.pid}-${randomBytes(4).toString("hex")}`);
  writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flush: true });
  try {
    linkSync(draft, join(folder.path, "secrets.json"));
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    rmSync(draft);
  }
}

const newSecrets = (): Secrets => ({
  superuser: randomBytes(24).toString("hex"),
  owner: randomBytes(24).toString("hex"),
  app: randomBytes(24).toString("hex"),
  replica: randomBytes(24).toString("hex"),
});

/** The port used last; null the first time. */
export function lastPort(folder: Folder): number | null {
  const file = join(folder.path, "port");
  const port = existsSync(file) ? Number(readFileSync(file, "utf8").trim()) : Number.NaN;
  return Number.isInteger(port) ? port : null;
}

export const rememberPort = (folder: Folder, port: number): void =>
  writeFileSync(join(folder.path, "port"), `${port}\n`);

/**
 * @param needBytes what must be free on the folder's disk before a server may start
 * @throws PostgresRefusal `disk-full`
 */
export function requireSpace(folder: Folder, needBytes: number): void {
  const { bavail, bsize } = statfsSync(folder.path);
  const freeBytes = bavail * bsize;
  if (freeBytes >= needBytes) return;
  throw new PostgresRefusal("disk-full", {
    folder: folder.path,
    free: inMiB(freeBytes),
    need: inMiB(needBytes),
  });
}

/** Makes new, moved and removed names in a directory survive a power cut. */
export function flushNames(directory: string): void {
  const handle = openSync(directory, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Bytes of all files below a directory; files that vanish meanwhile do not count. */
export function bytesBelow(directory: string): number {
  let total = 0;
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true }))
    if (entry.isFile())
      total += statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0;
  return total;
}

const inMiB = (bytes: number): string => `${Math.floor(bytes / 1024 / 1024)} MiB`;

function keepLogShort(log: string): void {
  if (!existsSync(log)) return;
  chmodSync(log, 0o600);
  if (statSync(log).size > LOG_BYTES_MAX) renameSync(log, `${log}.1`);
}
