import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ClientBase } from "pg";
import { PostgresRefusal } from "./refusal.ts";
import { ROLES } from "./roles.ts";

/** A folder of numbered SQL files that belong together; each package with tables has one. */
export interface Series {
  /** Such as `ledger`. Recorded, so it must never change. */
  readonly name: string;
  readonly folder: string;
}

export interface Migration {
  readonly series: string;
  readonly number: number;
  /** `0001-accounts.sql` */
  readonly file: string;
  /** Of the text with line ends as \n, so that a checkout on Windows counts as the same. */
  readonly sha256: string;
  readonly sql: string;
}

/** What the database remembers of a migration. */
export type Applied = Pick<Migration, "series" | "number" | "file" | "sha256">;

/**
 * Reads a series.
 * @throws PostgresRefusal `migration-name`, `migration-transaction`
 */
export function readSeries({ name, folder }: Series): Migration[] {
  const files = readdirSync(folder)
    .filter(file => file.endsWith(".sql"))
    .sort();
  return files.map((file, index) => {
    const number = index + 1;
    const digits = String(number).padStart(4, "0");
    if (!/^\d{4}-[a-z0-9]+(-[a-z0-9]+)*\.sql$/.test(file) || !file.startsWith(digits))
      throw new PostgresRefusal("migration-name", { file: `${name}/${file}`, need: `${digits}-….sql` });
    const sql = readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n");
    refuseTransactionControl(`${name}/${file}`, sql);
    return { series: name, number, file, sha256: createHash("sha256").update(sql).digest("hex"), sql };
  });
}

/** Comments, strings, quoted names and function bodies: places where COMMIT and BEGIN are only words. */
const OPAQUE = new RegExp(
  [
    /--[^\n]*/,
    /\/\*[\s\S]*?\*\//,
    /\be'(?:[^'\\]|\\.|'')*'/,
    /'(?:[^']|'')*'/,
    /"[^"]*"/,
    /(\$\w*\$)[\s\S]*?\1/,
    /\bbegin\s+atomic\b[\s\S]*?\bend\s*;/,
  ]
    .map(part => part.source)
    .join("|"),
  "gi",
);
const CONTROL =
  /(?:^|;)\s*(begin|start\s+transaction|commit|end|rollback|abort|savepoint|prepare\s+transaction)\b/i;

/** A COMMIT in the middle of a file would make the first half stay when the second fails. */
function refuseTransactionControl(file: string, sql: string): void {
  const bare = sql.replaceAll(OPAQUE, text => text.replaceAll(/[^\n]/g, " "));
  const found = CONTROL.exec(bare);
  if (found === null) return;
  const line = lineAt(bare, found.index + found[0].length);
  throw new PostgresRefusal("migration-transaction", { file, line, what: (found[1] ?? "").toUpperCase() });
}

/**
 * Applies what is missing, series after series, each file in its own transaction. Safe when several
 * processes do so at once: whoever holds the row in `migrations.turn` looks again and takes the next file.
 * @param client an owner's session, outside any transaction
 * @param through per series, the last number wanted (a restore stops where the backup stood); all if not given
 * @returns the migrations that this call applied
 * @throws PostgresRefusal `role-missing`, `migration-changed`, `migration-missing`, `migration-failed`
 */
export async function migrate(
  client: ClientBase,
  series: readonly Series[],
  through?: ReadonlyMap<string, number>,
): Promise<Applied[]> {
  const wanted = series.map(readSeries);
  await prepareRecord(client);
  const done: Applied[] = [];
  for (const migrations of wanted) {
    const last =
      through === undefined ? Number.POSITIVE_INFINITY : (through.get(migrations[0]?.series ?? "") ?? 0);
    for (;;) {
      const applied = await applyNext(client, migrations, last);
      if (applied === null) break;
      done.push(applied);
    }
  }
  return done;
}

/** All migrations that the database has had, in order; none if it was never migrated. The application role may ask too. */
export async function appliedMigrations(client: Pick<ClientBase, "query">): Promise<Applied[]> {
  const { rows: record } = await client.query<{ exists: boolean }>(
    "SELECT to_regclass('migrations.applied') IS NOT NULL AS exists",
  );
  if (record[0]?.exists !== true) return [];
  const { rows } = await client.query<Applied>(
    "SELECT series, number, file, sha256 FROM migrations.applied ORDER BY series, number",
  );
  return rows;
}

/**
 * For serving without the owner: refuses a database that is behind, ahead of or beside this program.
 * @throws PostgresRefusal `migration-pending`, `migration-changed`, `migration-missing`
 */
export async function assertMigrated(
  client: Pick<ClientBase, "query">,
  series: readonly Series[],
): Promise<void> {
  const migrations = series.flatMap(readSeries);
  const applied = await appliedMigrations(client);
  const pending = series.flatMap(({ name }) =>
    pendingOf(
      migrations.filter(each => each.series === name),
      applied.filter(each => each.series === name),
    ),
  );
  const [first] = pending;
  if (first !== undefined)
    throw new PostgresRefusal("migration-pending", { count: pending.length, file: labelOf(first) });
}

/**
 * The migrations still to be applied. Pure.
 * @throws PostgresRefusal `migration-changed`, `migration-missing`
 */
export function pendingOf(migrations: readonly Migration[], applied: readonly Applied[]): Migration[] {
  for (const past of applied) {
    const present = migrations[past.number - 1];
    if (present === undefined || present.file !== past.file)
      throw new PostgresRefusal("migration-missing", { file: labelOf(past) });
    if (present.sha256 !== past.sha256)
      throw new PostgresRefusal("migration-changed", {
        file: labelOf(past),
        applied: past.sha256.slice(0, 12),
        found: present.sha256.slice(0, 12),
      });
  }
  return migrations.slice(applied.length);
}

const labelOf = (migration: Applied): string => `${migration.series}/${migration.file}`;

async function applyNext(
  client: ClientBase,
  migrations: readonly Migration[],
  last: number,
): Promise<Applied | null> {
  const name = migrations[0]?.series;
  if (name === undefined) return null;
  await client.query("BEGIN");
  try {
    await client.query("SELECT 1 FROM migrations.turn FOR UPDATE");
    const applied = (await appliedMigrations(client)).filter(each => each.series === name);
    const [next] = pendingOf(migrations, applied);
    if (next === undefined || next.number > last) {
      await client.query("ROLLBACK");
      return null;
    }
    // Behind a long report, give up rather than make every claim queue behind this file.
    await client.query("SET LOCAL lock_timeout = '60s'");
    await client.query(next.sql).catch(error => {
      throw failureOf(next, error);
    });
    await client.query(
      "INSERT INTO migrations.applied (series, number, file, sha256) VALUES ($1, $2, $3, $4)",
      [name, next.number, next.file, next.sha256],
    );
    await client.query("COMMIT");
    const { series, number, file, sha256 } = next;
    return { series, number, file, sha256 };
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

/** Two processes that both find nothing would both create it: a lock that needs no table stands before it. */
async function prepareRecord(client: ClientBase): Promise<void> {
  const role = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [ROLES.app]);
  if (role.rowCount === 0) throw new PostgresRefusal("role-missing", { role: ROLES.app });
  await client.query("BEGIN");
  try {
    await client.query("SELECT pg_advisory_xact_lock(5370861734)");
    await client.query(RECORD);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

const RECORD = `
  CREATE SCHEMA IF NOT EXISTS migrations;
  CREATE TABLE IF NOT EXISTS migrations.turn (only_one integer PRIMARY KEY CHECK (only_one = 1));
  INSERT INTO migrations.turn (only_one) VALUES (1) ON CONFLICT (only_one) DO NOTHING;
  CREATE TABLE IF NOT EXISTS migrations.applied (
    series text NOT NULL,
    number integer NOT NULL CHECK (number > 0),
    file text NOT NULL,
    sha256 text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (series, number));
  GRANT USAGE ON SCHEMA migrations TO ${ROLES.app};
  GRANT SELECT ON migrations.applied TO ${ROLES.app};`;

function failureOf(migration: Migration, error: unknown): PostgresRefusal {
  const position = error instanceof Error && "position" in error ? Number(error.position) : Number.NaN;
  return new PostgresRefusal(
    "migration-failed",
    {
      file: labelOf(migration),
      line: Number.isInteger(position) ? lineAt(migration.sql, position) : "?",
      what: error instanceof Error ? error.message : String(error),
    },
    error,
  );
}

const lineAt = (text: string, position: number): number => text.slice(0, position).split("\n").length;
