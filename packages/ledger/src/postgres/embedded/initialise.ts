import { execFile } from "node:child_process";
import { chownSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import type { PostgresRefusal } from "../refusal.ts";
import type { Binaries } from "./binaries.ts";
import { type Folder, flushNames, type Secrets } from "./folder.ts";
import { dataArgument, serverEnvironment } from "./postmaster.ts";
import { pidTaken } from "./process-table.ts";
import { refusalFromLog } from "./server-log.ts";
import type { ServerUser } from "./server-user.ts";

const run = promisify(execFile);

/**
 * Creates the data directory: UTF-8, page checksums, passwords for every connection. It is made under
 * another name and renamed when it is whole, so a crash leaves either no data or good data, and of
 * two processes at once one wins.
 * @throws PostgresRefusal `disk-full`, `start-failed` …
 */
export async function initialise(
  folder: Folder,
  binaries: Binaries,
  user: ServerUser | null,
  secrets: Secrets,
): Promise<void> {
  removeDrafts(folder);
  const draft = `${folder.data}.new-${process.pid}-${Date.now()}`;
  const passwordFile = `${draft}.password`;
  mkdirSync(draft, { mode: 0o700 });
  // initdb wants an empty directory and a password file, and its user may be unable to walk down to either:
  // so the file lies beside the directory and is named from there.
  writeFileSync(passwordFile, secrets.superuser, { mode: 0o600 });
  try {
    if (user !== null) for (const made of [draft, passwordFile]) chownSync(made, user.uid, user.gid);
    await run(
      binaries.initdb,
      initdbArguments(binaries, dataArgument(draft, user), join("..", basename(passwordFile))),
      {
        cwd: draft,
        env: serverEnvironment(),
        ...(user ?? {}),
      },
    );
    renameSync(draft, folder.data);
    flushNames(folder.path);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (isTaken(error)) return;
    throw refusalOf(error, folder);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function initdbArguments(binaries: Binaries, data: string, passwordFile: string): string[] {
  // The built-in provider cannot change under an index when the operating system's locale data does;
  // before PostgreSQL 17 the C locale has the same order.
  const builtIn = binaries.major >= 17 ? ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] : [];
  return [
    `--pgdata=${data}`,
    "--username=postgres",
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--data-checksums",
    "--locale=C",
    ...builtIn,
  ];
}

/** Another process has put its data in place first. */
const isTaken = (error: unknown): boolean =>
  error instanceof Error && "code" in error && (error.code === "ENOTEMPTY" || error.code === "EEXIST");

function refusalOf(error: unknown, folder: Folder): PostgresRefusal {
  const printed = error instanceof Error && "stderr" in error ? String(error.stderr) : String(error);
  return refusalFromLog(printed, { folder: folder.path, log: folder.log, port: 0 });
}

/** Unfinished directories of processes that are gone. */
function removeDrafts(folder: Folder): void {
  for (const name of readdirSync(folder.path)) {
    const maker = /^data\.new-(\d+)-/.exec(name)?.[1];
    if (maker !== undefined && !pidTaken(Number(maker)))
      rmSync(join(folder.path, name), { recursive: true, force: true });
  }
}
