import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { backup } from "../backup/backup.ts";
import { restore } from "../backup/restore.ts";
import type { Series } from "../migrations.ts";
import { PostgresRefusal } from "../refusal.ts";
import { type Binaries, embeddedBinaries } from "./binaries.ts";
import { type EmbeddedPostgres, startEmbedded } from "./embedded.ts";
import {
  bytesBelow,
  claimFolder,
  dataBefore,
  dataMajor,
  type Folder,
  flushNames,
  folderAt,
  requireSpace,
  writeSecrets,
} from "./folder.ts";
import { runningPostmaster, stopPostmaster } from "./postmaster.ts";

export interface UpgradeOptions {
  readonly folder: string;
  /** The programs that wrote the data. */
  readonly from: Binaries;
  /** The programs to go on with; the embedded ones if not given. */
  readonly to?: Binaries;
  readonly series: readonly Series[];
  /** Name of the database; `suanquan` if not given. */
  readonly database?: string;
}

export interface Upgraded {
  /** The backup that the new data was made from. */
  readonly backupFile: string;
  /** The data as it was, to be deleted by hand once the new one has proved itself. */
  readonly dataBefore: string;
}

/** The new data grows in a folder of its own inside the old one. */
const NEXT = "next";

/**
 * Carries a data folder from one major version to the next: backup with the old programs, restore with
 * the new, then two renames. Passwords and port stay. Until the renames the old data serves as before;
 * an upgrade interrupted anywhere is finished, or begun again, by a second call.
 * @throws PostgresRefusal `upgrade-…`, `folder-locked`, `disk-full`, and those of backup and restore
 */
export async function upgradeFolder(options: UpgradeOptions): Promise<Upgraded> {
  const to = options.to ?? embeddedBinaries();
  const folder = claimFolder(options.folder);
  const old = dataBefore(folder, options.from.major);
  const next = folderAt(join(folder.path, NEXT));
  const backupFile = join(folder.path, `upgrade-${options.from.major}-${to.major}.backup`);
  if (existsSync(folder.data) || !existsSync(old)) {
    assertDirection(folder, options.from, to);
    requireSpace(folder, bytesBelow(folder.data));
    await using before = await startEmbedded({
      folder: folder.path,
      binaries: options.from,
      ...named(options),
    });
    await clearEarlierTry(next, backupFile);
    await assertOnlyDatabase(before, options.database ?? "suanquan");
    await backup({ ownerUrl: before.ownerUrl, file: backupFile });
    await fillNext(next, backupFile, before, to, options);
    // Stopping the old server only now keeps every other process out of the folder until here.
    await before.stop();
    renameSync(folder.data, old);
  }
  renameSync(next.data, folder.data);
  flushNames(folder.path);
  rmSync(next.path, { recursive: true });
  return { backupFile, dataBefore: old };
}

function assertDirection(folder: Folder, from: Binaries, to: Binaries): void {
  const found = dataMajor(folder);
  if (found === from.major && to.major > from.major) return;
  throw new PostgresRefusal("upgrade-direction", { from: from.major, to: to.major, found: found ?? "—" });
}

async function clearEarlierTry(next: Folder, backupFile: string): Promise<void> {
  const orphan = existsSync(next.data) ? runningPostmaster(next.data) : null;
  if (orphan !== null) await stopPostmaster(orphan.pid, next.data);
  rmSync(next.path, { recursive: true, force: true });
  rmSync(backupFile, { force: true });
}

async function assertOnlyDatabase(server: EmbeddedPostgres, database: string): Promise<void> {
  const client = new Client({ connectionString: server.url("superuser", "postgres") });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      "SELECT datname AS name FROM pg_database WHERE NOT datistemplate AND datname NOT IN ('postgres', $1) ORDER BY 1",
      [database],
    );
    if (rows.length > 0)
      throw new PostgresRefusal("upgrade-databases", {
        database,
        what: rows.map(row => row.name).join(", "),
      });
  } finally {
    await client.end();
  }
}

async function fillNext(
  next: Folder,
  backupFile: string,
  before: EmbeddedPostgres,
  to: Binaries,
  options: UpgradeOptions,
): Promise<void> {
  mkdirSync(next.path);
  claimFolder(next.path);
  writeSecrets(next, before.secrets);
  await using after = await startEmbedded({ folder: next.path, binaries: to, ...named(options) });
  await restore({ ownerUrl: after.ownerUrl, file: backupFile, series: options.series });
}

const named = ({ database }: UpgradeOptions): { readonly database?: string } =>
  database === undefined ? {} : { database };
