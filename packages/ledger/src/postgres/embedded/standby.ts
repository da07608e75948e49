import {
  chownSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Client, escapeIdentifier, escapeLiteral } from "pg";
import { PostgresRefusal } from "../refusal.ts";
import { ROLES } from "../roles.ts";
import { type EmbeddedPostgres, startEmbedded } from "./embedded.ts";
import { claimFolder, flushNames, writeSecrets } from "./folder.ts";
import type { ServerUser } from "./server-user.ts";

export interface StandbyOptions {
  /** An empty folder, on another disk than the primary's if it is to help. */
  readonly folder: string;
  readonly port?: number;
  /** By which the primary knows it: small letters, digits and underscores; `standby` if not given. */
  readonly name?: string;
}

/**
 * Makes a standby that follows the primary, asynchronously at first: `acknowledgeWith` makes the primary
 * wait for it. The package brings no pg_basebackup, so the data directory is copied here by the same
 * protocol: announce a backup, copy, end it, and let the standby replay the log from the announcement.
 * The primary keeps serving meanwhile.
 * @throws PostgresRefusal `standby-not-empty`, and those of `startEmbedded`
 */
export async function makeStandby(
  primary: EmbeddedPostgres,
  options: StandbyOptions,
): Promise<EmbeddedPostgres> {
  const name = options.name ?? "standby";
  const folder = claimFolder(options.folder);
  if (existsSync(folder.data)) throw new PostgresRefusal("standby-not-empty", { folder: folder.path });
  const draft = `${folder.data}.new-${process.pid}-${Date.now()}`;
  try {
    await withAdmin(primary, async admin => {
      // The slot keeps the log that the copy will need, however long the copy takes.
      await admin.query(
        `SELECT pg_create_physical_replication_slot($1, true)
          WHERE NOT EXISTS (SELECT 1 FROM pg_replication_slots WHERE slot_name = $1)`,
        [name],
      );
      await admin.query("SELECT pg_backup_start('standby', true)");
      copyData(primary.folder.data, draft);
      const { rows } = await admin.query<{ label: string }>(
        "SELECT labelfile AS label FROM pg_backup_stop(false)",
      );
      writeFileSync(join(draft, "backup_label"), rows[0]?.label ?? "");
    });
    follow(draft, primary, name);
    if (primary.user !== null) giveTo(primary.user, draft);
    writeSecrets(folder, primary.secrets);
    renameSync(draft, folder.data);
    flushNames(folder.path);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  // A standby must allow as many connections as its primary, hence the same settings.
  const { settings, binaries } = primary;
  return startEmbedded({
    folder: folder.path,
    settings,
    binaries,
    ...(options.port === undefined ? {} : { port: options.port }),
  });
}

/**
 * From the return of this call on, the primary acknowledges a commit only when this standby has it on its
 * disk too; if the standby is away, commits wait. `null` goes back to the primary's own disk alone.
 * @throws PostgresRefusal `standby-not-following`; nothing is changed then
 */
export async function acknowledgeWith(
  primary: EmbeddedPostgres,
  standby: EmbeddedPostgres | null,
  limitMs = 30_000,
): Promise<void> {
  const name = standby === null ? "" : nameOf(standby);
  await withAdmin(primary, async admin => {
    const until = async (state: string): Promise<boolean> => {
      const end = Date.now() + limitMs;
      do {
        const { rowCount } = await admin.query(
          `SELECT 1 FROM pg_stat_replication
            WHERE application_name = $1 AND state = 'streaming' AND ($2 = 'any' OR sync_state = $2)`,
          [name, state],
        );
        if (rowCount !== 0) return true;
        await pause(20);
      } while (Date.now() < end);
      return false;
    };
    const names = async (value: string): Promise<void> => {
      await admin.query(`ALTER SYSTEM SET synchronous_standby_names = ${escapeLiteral(value)}`);
      await admin.query("SELECT pg_reload_conf()");
    };
    if (standby === null) return names("");
    const refusal = new PostgresRefusal("standby-not-following", {
      name,
      seconds: Math.ceil(limitMs / 1000),
      log: standby.folder.log,
    });
    if (!(await until("any"))) throw refusal;
    await names(escapeIdentifier(name));
    if (await until("sync")) return;
    await names("");
    throw refusal;
  });
}

/**
 * Makes a standby the primary. The former primary must not come back as it was: it may hold commits that
 * nobody was told of. Delete its folder and make it a standby of the new primary.
 */
export async function promote(standby: EmbeddedPostgres): Promise<void> {
  await withAdmin(standby, async admin => {
    const { rows } = await admin.query<{ done: boolean }>("SELECT pg_promote(true, 60) AS done");
    if (rows[0]?.done !== true)
      throw new PostgresRefusal("start-failed", {
        what: "promotion took longer than 60 s",
        log: standby.folder.log,
      });
  });
}

async function withAdmin(server: EmbeddedPostgres, work: (admin: Client) => Promise<void>): Promise<void> {
  const admin = new Client({ connectionString: server.url("superuser", "postgres") });
  // The loss of the connection also fails the query in progress, which is where it is reported.
  admin.on("error", () => undefined);
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end().catch(() => undefined);
  }
}

/** Directories whose content belongs to the running primary only (PostgreSQL manual, low-level backup). */
const EMPTIED = new Set([
  "pg_dynshmem",
  "pg_notify",
  "pg_replslot",
  "pg_serial",
  "pg_snapshots",
  "pg_stat_tmp",
  "pg_subtrans",
  "pg_wal",
]);
const LEFT_OUT =
  /^(postmaster\.(pid|opts).*|backup_label.*|tablespace_map.*|standby\.signal|pg_internal\.init.*|pgsql_tmp.*)$/;

/**
 * Copies a data directory that is in use. Pages caught half-written are put right by the log; the server
 * flushes every file itself before it recovers. The control file comes last: it says where to begin.
 */
function copyData(from: string, to: string): void {
  copyDirectory(from, to, name => !LEFT_OUT.test(name) && name !== "pg_control");
  for (const name of ["archive_status", "summaries"]) mkdirSync(join(to, "pg_wal", name), { mode: 0o700 });
  const control = join("global", "pg_control");
  copyFileSync(join(from, control), join(to, control));
}

function copyDirectory(from: string, to: string, wanted: (name: string) => boolean): void {
  mkdirSync(to, { mode: 0o700 });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (!wanted(entry.name)) continue;
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) copyDirectory(source, target, EMPTIED.has(entry.name) ? () => false : wanted);
    else copyIfThere(source, target);
  }
}

/** A table dropped during the copy takes its file along; the log says that it was dropped. */
function copyIfThere(source: string, target: string): void {
  try {
    copyFileSync(source, target, constants.COPYFILE_FICLONE);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
}

/** Tells the copy to be a standby of the primary, and not to wait for one of its own once promoted. */
function follow(data: string, primary: EmbeddedPostgres, name: string): void {
  const settings = {
    primary_conninfo: [
      "host=127.0.0.1",
      `port=${primary.port}`,
      `user=${ROLES.replica}`,
      `password=${primary.secrets.replica}`,
      `application_name=${name}`,
    ].join(" "),
    primary_slot_name: name,
    synchronous_standby_names: "",
  };
  const file = join(data, "postgresql.auto.conf");
  const lines = Object.entries(settings).map(([setting, value]) => `${setting} = ${escapeLiteral(value)}\n`);
  // The last word on a setting counts.
  writeFileSync(file, readFileSync(file, "utf8") + lines.join(""), { mode: 0o600 });
  writeFileSync(join(data, "standby.signal"), "", { mode: 0o600 });
}

/** The name that a standby was made with. */
function nameOf(standby: EmbeddedPostgres): string {
  const text = readFileSync(join(standby.folder.data, "postgresql.auto.conf"), "utf8");
  return [...text.matchAll(/^primary_slot_name = '(.*)'$/gm)].at(-1)?.[1] ?? "standby";
}

function giveTo(user: ServerUser, directory: string): void {
  chownSync(directory, user.uid, user.gid);
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true }))
    chownSync(join(entry.parentPath, entry.name), user.uid, user.gid);
}
