/** Where the tables are: a PostgreSQL of one's own, or the embedded one of the data folder. */
import path from "node:path";
import { runningEmbedded, startEmbedded, urlsFromEnvironment } from "@suanquan/ledger";

export interface DatabasePlace {
  readonly databaseUrl: string;
  /** Null where another hand migrates and backs up. */
  readonly ownerUrl: string | null;
  /** The version of the embedded server; null for a server of one's own. */
  readonly embedded: string | null;
  /** Stops what was started for this. */
  stop(): Promise<void>;
}

const folderOf = (data: string): string => path.join(data, "pg");

/**
 * The database to serve from: nobody else serves from the embedded one.
 * @throws PostgresRefusal
 */
export async function openDatabase(env: NodeJS.ProcessEnv, data: string): Promise<DatabasePlace> {
  const urls = urlsFromEnvironment(env);
  if (urls !== null) return { ...urls, embedded: null, stop: async () => undefined };
  const server = await startEmbedded({ folder: folderOf(data) });
  return {
    databaseUrl: server.appUrl,
    ownerUrl: server.ownerUrl,
    embedded: server.version,
    stop: () => server.stop(),
  };
}

/**
 * The same for an errand beside a server that may be running: its embedded database is used and left running.
 * @throws PostgresRefusal
 */
export async function joinDatabase(env: NodeJS.ProcessEnv, data: string): Promise<DatabasePlace> {
  const running = urlsFromEnvironment(env) === null ? runningEmbedded(folderOf(data)) : null;
  if (running === null) return openDatabase(env, data);
  return {
    databaseUrl: running.appUrl,
    ownerUrl: running.ownerUrl,
    embedded: "",
    stop: async () => undefined,
  };
}
