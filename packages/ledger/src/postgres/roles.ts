import { type Client, escapeIdentifier, escapeLiteral } from "pg";
import type { Secrets } from "./embedded/folder.ts";

/**
 * The roles of an embedded server. Migrations run as the owner; the product serves as the application
 * role, which owns nothing and has only the rights that migrations grant to it by this name.
 */
export const ROLES = {
  superuser: "postgres",
  owner: "suanquan_owner",
  app: "suanquan_app",
  replica: "suanquan_replica",
} as const;

export type RoleKind = keyof typeof ROLES;

/** A connection string to one database of the embedded server. */
export const urlFor = (kind: RoleKind, secrets: Secrets, port: number, database: string): string =>
  `postgres://${ROLES[kind]}:${secrets[kind]}@127.0.0.1:${port}/${encodeURIComponent(database)}`;

const RIGHTS: Readonly<Record<Exclude<RoleKind, "superuser">, string>> = {
  owner: "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS",
  app: "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS",
  replica: "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE REPLICATION NOBYPASSRLS",
};

/** Makes the roles that are missing. */
export async function ensureRoles(admin: Client, secrets: Secrets): Promise<void> {
  for (const kind of ["owner", "app", "replica"] as const) {
    const { rowCount } = await admin.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [ROLES[kind]]);
    if (rowCount === 0)
      await admin.query(
        `CREATE ROLE ${ROLES[kind]} ${RIGHTS[kind]} PASSWORD ${escapeLiteral(secrets[kind])}`,
      );
  }
}

/** Makes a database that belongs to the owner and that only the two roles may enter. */
export async function ensureDatabase(admin: Client, database: string): Promise<void> {
  const { rowCount } = await admin.query("SELECT 1 FROM pg_database WHERE datname = $1", [database]);
  if (rowCount !== 0) return;
  const name = escapeIdentifier(database);
  await admin.query(`CREATE DATABASE ${name} OWNER ${ROLES.owner} TEMPLATE template0`);
  await admin.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
  await admin.query(`GRANT CONNECT ON DATABASE ${name} TO ${ROLES.app}`);
}
