import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import { PostgresRefusal } from "../refusal.ts";
import { urlFor } from "../roles.ts";
import type { Folder, Secrets } from "./folder.ts";
import { isPostmasterOf } from "./postmaster.ts";
import { pidTaken } from "./process-table.ts";

/**
 * One session per server holds this lock for as long as its process lives: it guards an orphaned server
 * against two takers where the folder has no sockets, and its end is how the loss of a server is noticed.
 */
const KEEPER_LOCK = 5_370_861_733;
/** A holder whose process has just been killed loses the lock as soon as the server notices. */
const DEAD_HOLDER_MS = 5000;
const KEEPER_NAME = "suanquan keeper";

/**
 * Becomes the keeper of a running server.
 * @returns the session that holds the lock, or null when the server went away meanwhile
 * @throws PostgresRefusal `folder-locked` when another live process keeps it, `server-silent` when it does not answer
 */
export async function keepServer(
  folder: Folder,
  secrets: Secrets,
  server: { readonly pid: number; readonly port: number },
  limitMs: number,
): Promise<Client | null> {
  const end = Date.now() + limitMs;
  let last = "";
  while (Date.now() < end) {
    if (!isPostmasterOf(server.pid, folder.data)) return null;
    const client = new Client({
      connectionString: urlFor("superuser", secrets, server.port, "postgres"),
      application_name: `${KEEPER_NAME} ${process.pid}`,
      connectionTimeoutMillis: Math.max(1, end - Date.now()),
      keepAlive: true,
    });
    // Without a listener a lost connection would end the process; the loss itself shows at the next use.
    client.on("error", () => undefined);
    try {
      await client.connect();
      await takeLock(client, folder);
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      if (error instanceof PostgresRefusal) throw error;
      if (isWrongPassword(error))
        throw new PostgresRefusal("folder-damaged", { folder: folder.path, what: "secrets.json" }, error);
      last = error instanceof Error ? error.message : String(error);
      await pause(25);
    }
  }
  throw new PostgresRefusal("server-silent", {
    pid: server.pid,
    seconds: Math.ceil(limitMs / 1000),
    what: last,
    log: folder.log,
  });
}

async function takeLock(client: Client, folder: Folder): Promise<void> {
  const end = Date.now() + DEAD_HOLDER_MS;
  for (;;) {
    const { rows } = await client.query<{ taken: boolean }>("SELECT pg_try_advisory_lock($1) AS taken", [
      KEEPER_LOCK,
    ]);
    if (rows[0]?.taken === true) return;
    const holder = await holderOf(client);
    const holderLives = holder !== null && pidTaken(holder);
    if (holderLives || Date.now() > end)
      throw new PostgresRefusal("folder-locked", { folder: folder.path, holder: `pid ${holder ?? "?"}` });
    await pause(25);
  }
}

async function holderOf(client: Client): Promise<number | null> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT a.application_name AS name FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
      WHERE l.locktype = 'advisory' AND l.granted
        AND (l.classid::bigint << 32) + l.objid::bigint = $1`,
    [KEEPER_LOCK],
  );
  const pid = Number(rows[0]?.name.replace(KEEPER_NAME, ""));
  return Number.isInteger(pid) && pid > 0 ? pid : null;
}

const isWrongPassword = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "28P01";
