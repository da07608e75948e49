import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { PostgresRefusal } from "../refusal.ts";

/** The system user that runs the server, when it is not the one that runs this program. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root. Started as root, the server runs as whoever owns the data
 * already, else as `postgres`, which is created if the machine has none.
 * @returns null when this program is not root and needs no other user
 * @throws PostgresRefusal `server-user-missing`
 */
export function serverUser(data: string): ServerUser | null {
  if (process.getuid?.() !== 0) return null;
  if (existsSync(data)) {
    const { uid, gid } = statSync(data);
    if (uid !== 0) return { uid, gid };
  }
  return namedUser("postgres") ?? createUser("postgres");
}

function namedUser(name: string): ServerUser | null {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find(entry => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(":") ?? [];
  return uid === undefined || gid === undefined ? null : { uid: Number(uid), gid: Number(gid) };
}

function createUser(name: string): ServerUser {
  try {
    execFileSync("useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/bin/false", name], {
      stdio: ["ignore", "ignore", "pipe"],
    });
  } catch (cause) {
    const what = cause instanceof Error ? cause.message : String(cause);
    throw new PostgresRefusal("server-user-missing", { what }, cause);
  }
  const made = namedUser(name);
  if (made === null) throw new PostgresRefusal("server-user-missing", { what: `no ${name} after useradd` });
  return made;
}

/** Whether the server's user can walk down to this path (a folder below /root usually cannot be reached). */
export const canReach = (user: ServerUser, path: string): boolean =>
  spawnSync("test", ["-x", path], { uid: user.uid, gid: user.gid, cwd: "/" }).status === 0;
