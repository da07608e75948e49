import type { Pool } from "pg";
import { PostgresRefusal } from "./refusal.ts";

/** The oldest major version that serves (design: PostgreSQL ≥ 15). */
const MAJOR_MIN = 15;

export interface ServableOptions {
  /** Schemas whose objects the application role may own, such as a job queue's; none holds money. */
  readonly mayOwn?: readonly string[];
}

/** Settings without which an acknowledged commit may be lost, and the values that will do. */
const DURABLE_VALUES: Readonly<Record<string, readonly string[]>> = {
  fsync: ["on"],
  full_page_writes: ["on"],
  // `local` and `remote_write` acknowledge before the standby has the commit on its disk.
  synchronous_commit: ["on", "remote_apply"],
};

/** Attributes that let a role step over grants, and what they are called to the reader. */
const POWERS: Readonly<Record<string, string>> = {
  rolsuper: "SUPERUSER",
  rolcreaterole: "CREATEROLE",
  rolcreatedb: "CREATEDB",
  rolreplication: "REPLICATION",
  rolbypassrls: "BYPASSRLS",
};

/** Built-in roles that write past grants, or reach the server's files and programs. */
const BUILT_IN_POWERS = [
  "pg_write_all_data",
  "pg_execute_server_program",
  "pg_read_server_files",
  "pg_write_server_files",
  "pg_create_subscription",
  "pg_maintain",
];

/**
 * Refuses to serve as a role that could get round the ledger, or from a server that may lose commits.
 * Membership counts as possession: a role that may `SET ROLE owner` is the owner.
 * @throws PostgresRefusal `server-too-old`, `server-is-standby`, `server-not-utf8`, `server-not-durable`, `role-too-powerful`
 */
export async function assertServable(pool: Pool, options: ServableOptions = {}): Promise<void> {
  await assertVersion(pool);
  const { rows } = await pool.query<Record<string, string>>(
    `SELECT current_setting('fsync') AS fsync,
            current_setting('full_page_writes') AS full_page_writes,
            current_setting('synchronous_commit') AS synchronous_commit,
            current_setting('server_encoding') AS encoding,
            pg_is_in_recovery()::text AS standby`,
  );
  const found = rows[0] ?? {};
  if (found.standby === "true") throw new PostgresRefusal("server-is-standby");
  if (found.encoding !== "UTF8")
    throw new PostgresRefusal("server-not-utf8", { found: found.encoding ?? "?" });
  for (const [setting, good] of Object.entries(DURABLE_VALUES)) {
    const value = found[setting] ?? "?";
    if (!good.includes(value))
      throw new PostgresRefusal("server-not-durable", { setting, found: value, need: good[0] ?? "on" });
  }
  await assertPlainRole(pool);
  await assertOwnsNothing(pool, options.mayOwn ?? []);
}

/** @throws PostgresRefusal `server-too-old` */
export async function assertVersion(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ number: number; name: string }>(
    `SELECT current_setting('server_version_num')::integer AS number, current_setting('server_version') AS name`,
  );
  const { number = 0, name = "?" } = rows[0] ?? {};
  if (Math.floor(number / 10_000) < MAJOR_MIN)
    throw new PostgresRefusal("server-too-old", { found: name, need: MAJOR_MIN });
}

async function assertPlainRole(pool: Pool): Promise<void> {
  const { rows } = await pool.query<Record<string, string | boolean>>(
    `SELECT session_user AS session, rolname, rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls
       FROM pg_roles
      WHERE pg_has_role(session_user, oid, 'MEMBER')
        AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls OR rolname = ANY ($1))
      ORDER BY rolname = session_user DESC, rolname LIMIT 1`,
    [BUILT_IN_POWERS],
  );
  const [power] = rows;
  if (power === undefined) return;
  const role = String(power.session);
  const attributes = Object.keys(POWERS)
    .filter(name => power[name] === true)
    .map(name => POWERS[name]);
  const held = power.rolname === role ? "" : `${power.rolname} `;
  throw new PostgresRefusal("role-too-powerful", { role, what: (held + attributes.join(" ")).trim() });
}

async function assertOwnsNothing(pool: Pool, mayOwn: readonly string[]): Promise<void> {
  const { rows } = await pool.query<{ role: string; what: string }>(
    `SELECT session_user AS role, 'OWNER ' || thing AS what FROM (
       SELECT 'database ' || datname AS thing, datdba AS owner, NULL AS schema
         FROM pg_database WHERE datname = current_database()
       UNION ALL
       SELECT 'schema ' || nspname, nspowner, nspname FROM pg_namespace
       UNION ALL
       SELECT 'table ' || nspname || '.' || relname, relowner, nspname
         FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
       UNION ALL
       SELECT 'function ' || nspname || '.' || proname, proowner, nspname
         FROM pg_proc JOIN pg_namespace n ON n.oid = pronamespace) AS owned
      WHERE pg_has_role(session_user, owner, 'MEMBER')
        AND coalesce(schema NOT LIKE 'pg\\_temp%' AND schema NOT LIKE 'pg\\_toast%' AND schema <> ALL ($1), true)
      ORDER BY schema NULLS FIRST LIMIT 1`,
    [mayOwn],
  );
  const [owned] = rows;
  if (owned !== undefined) throw new PostgresRefusal("role-too-powerful", owned);
}
