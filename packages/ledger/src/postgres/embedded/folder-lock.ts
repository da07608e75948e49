import { closeSync, linkSync, openSync, renameSync, rmSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { PostgresRefusal } from "../refusal.ts";
import type { Folder } from "./folder.ts";

/**
 * A folder is held by listening on a socket in it. Unlike a pid, a socket can be tried from another
 * container that shares the folder. There PostgreSQL's own check sees neither process nor memory of the
 * first server: measured without this lock, two servers wrote the same files for a minute before one
 * noticed. The system closes the socket when its process dies.
 */
export interface FolderLock {
  readonly release: () => Promise<void>;
}

const SOCKET = "in-use.sock";
/** Socket paths longer than about 100 bytes are cut off by the system; Linux can name the folder by a descriptor. */
const PATH_BYTES_MAX = 100;
/** File systems that have no sockets (some network and desktop mounts); the lock in the server still holds there. */
const UNSUPPORTED = new Set(["EPERM", "EOPNOTSUPP", "ENOTSUP", "EINVAL", "ENAMETOOLONG"]);

/** @throws PostgresRefusal `folder-locked`, naming the process and machine that hold it */
export async function lockFolder(folder: Folder): Promise<FolderLock> {
  const directory = openSync(folder.path, "r");
  const prefix = process.platform === "linux" ? `/proc/self/fd/${directory}` : folder.path;
  const path = join(prefix, SOCKET);
  try {
    for (let tries = 0; tries < 5; tries += 1) {
      const server = await listenOn(path);
      if (server !== "taken") return lockWith(server, directory);
      const holder = await askHolder(path);
      if (holder !== null) throw new PostgresRefusal("folder-locked", { folder: folder.path, holder });
      await removeStale(path);
    }
    throw new PostgresRefusal("folder-locked", { folder: folder.path, holder: "?" });
  } catch (error) {
    closeSync(directory);
    throw error;
  }
}

const lockWith = (server: Server | null, directory: number): FolderLock => ({
  release: async () => {
    if (server !== null) await new Promise<void>(resolve => server.close(() => resolve()));
    closeSync(directory);
  },
});

/** @returns the listening server; null where sockets do not work; `taken` when the file is there already */
function listenOn(path: string): Promise<Server | null | "taken"> {
  if (Buffer.byteLength(path) > PATH_BYTES_MAX) return Promise.resolve(null);
  return new Promise((resolve, reject) => {
    const server = createServer(visitor => {
      visitor.on("error", () => undefined);
      visitor.end(`pid ${process.pid} on ${hostname()}`);
    });
    server.unref();
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve("taken");
      else if (UNSUPPORTED.has(error.code ?? "")) resolve(null);
      else reject(error);
    });
    server.listen(path, () => resolve(server));
  });
}

/** Who listens; null when nobody does. Asked twice, as the file is there a moment before anyone listens. */
async function askHolder(path: string): Promise<string | null> {
  const first = await callAt(path);
  if (first !== null) return first;
  await pause(50);
  return callAt(path);
}

function callAt(path: string): Promise<string | null> {
  return new Promise(resolve => {
    let heard = "";
    const call = connect(path);
    // A suspended holder takes the call without answering: it holds the folder all the same.
    call.setTimeout(500, () => call.destroy());
    call.on("data", bytes => {
      heard += bytes.toString("utf8");
    });
    call.on("close", () => resolve(heard === "" ? "?" : heard));
    call.on("error", (error: NodeJS.ErrnoException) =>
      resolve(error.code === "ECONNREFUSED" || error.code === "ENOENT" ? null : "?"),
    );
  });
}

/** Takes a dead socket away; one that has come alive meanwhile is put back. */
async function removeStale(path: string): Promise<void> {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
    if ((await callAt(aside)) !== null) linkSync(aside, path);
    rmSync(aside, { force: true });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code !== "ENOENT" && code !== "EEXIST") throw error;
  }
}
