import { Pool, type PoolConfig } from "pg";
import { PostgresRefusal } from "./refusal.ts";
import { assertServable, assertVersion, type ServableOptions } from "./serving.ts";

export interface PoolOptions {
  /** Shown to the administrator as the session's name. */
  readonly name?: string;
  /** Connections at most; 10 if not given. */
  readonly max?: number;
  /** Connections kept though nobody uses them, once they are made; none if not given. */
  readonly min?: number;
  /** Told when an idle connection is lost; the pool has replaced it already. */
  readonly onError?: (error: Error) => void;
}

/**
 * A pool that outlives a lost server. Without an `error` listener the loss of an idle connection would
 * end the whole process; with it the pool drops the connection and the next query opens another.
 */
export function openPool(connectionString: string, options: PoolOptions = {}): Pool {
  const config: PoolConfig = {
    connectionString,
    application_name: options.name ?? "suanquan",
    max: options.max ?? 10,
    min: options.min ?? 0,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  };
  const pool = new Pool(config);
  pool.on("error", error => options.onError?.(error));
  return pool;
}

/** The two connection strings of a server of one's own. */
export interface DatabaseUrls {
  readonly databaseUrl: string;
  /** For migrations, backup and restore; null where another hand runs those. */
  readonly ownerUrl: string | null;
}

/**
 * Reads `DATABASE_URL` and `DATABASE_OWNER_URL`.
 * @returns null when neither is set: the embedded server is meant
 * @throws PostgresRefusal `url-missing` when only the owner's is set
 */
export function urlsFromEnvironment(env: NodeJS.ProcessEnv): DatabaseUrls | null {
  const databaseUrl = env.DATABASE_URL ?? "";
  const ownerUrl = env.DATABASE_OWNER_URL ?? "";
  if (databaseUrl !== "") return { databaseUrl, ownerUrl: ownerUrl === "" ? null : ownerUrl };
  if (ownerUrl !== "") throw new PostgresRefusal("url-missing");
  return null;
}

export interface Connected {
  /** Serves; has passed `assertServable`. */
  readonly app: Pool;
  /** Migrates, backs up, restores. */
  readonly owner: Pool | null;
  readonly close: () => Promise<void>;
}

/**
 * Opens the pools for a server and refuses one that must not serve money.
 * @throws PostgresRefusal `server-too-old`, and everything that `assertServable` throws
 */
export async function connect(
  urls: DatabaseUrls,
  options: PoolOptions & ServableOptions = {},
): Promise<Connected> {
  const app = openPool(urls.databaseUrl, options);
  const owner =
    urls.ownerUrl === null ? null : openPool(urls.ownerUrl, { ...options, name: "suanquan owner", max: 2 });
  const close = async (): Promise<void> => {
    await Promise.all([app.end(), owner?.end()]);
  };
  try {
    await assertServable(app, options);
    if (owner !== null) await assertVersion(owner);
  } catch (error) {
    await close();
    throw error;
  }
  return { app, owner, close };
}
