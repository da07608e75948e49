import { createHash } from "node:crypto";
import { Client } from "pg";
import { type Applied, migrate, pendingOf, readSeries, type Series } from "../migrations.ts";
import { PostgresRefusal } from "../refusal.ts";
import { BackupReader, type BackupSummary, inspectBackup, type TableSum } from "./backup-file.ts";
import { copyIn, copyOut } from "./copy.ts";
import {
  copyInSql,
  copyOutSql,
  obstaclesOf,
  PLAIN_TEXT,
  quotedTable,
  schemasWithTables,
  setSequence,
  type Table,
  type TableShape,
  tableLabel,
  tablesOf,
} from "./tables.ts";

export interface RestoreOptions {
  /** The owner's connection string of an empty database. */
  readonly ownerUrl: string;
  readonly file: string;
  /** The migration folders, of the release that wrote the backup or a later one. */
  readonly series: readonly Series[];
}

/**
 * Fills an empty database from a backup: checks the whole file first, runs the migrations as far as the
 * backup had them, loads every table in one transaction, reads every table back and compares its hash,
 * and then runs the migrations that have come since. A restore that fails leaves no row behind.
 * @throws PostgresRefusal `backup-…`, `restore-not-empty`, `restore-mismatch`, `migration-…`
 */
export async function restore(options: RestoreOptions): Promise<BackupSummary> {
  const summary = await inspectBackup(options.file);
  assertMigrationsKnown(options.series, summary.header.migrations);
  const client = new Client({ connectionString: options.ownerUrl, application_name: "suanquan restore" });
  // The loss of the connection also fails the query in progress, which is where it is reported.
  client.on("error", () => undefined);
  await client.connect();
  try {
    await assertEmpty(client);
    await migrate(client, options.series, levelsOf(summary.header.migrations));
    await load(client, options.file, summary);
    await migrate(client, options.series);
  } finally {
    await client.end().catch(() => undefined);
  }
  return summary;
}

function assertMigrationsKnown(series: readonly Series[], applied: readonly Applied[]): void {
  const own = new Map(series.map(each => [each.name, readSeries(each)]));
  const names = new Set(applied.map(each => each.series));
  for (const name of names)
    pendingOf(
      own.get(name) ?? [],
      applied.filter(each => each.series === name),
    );
}

const levelsOf = (applied: readonly Applied[]): ReadonlyMap<string, number> => {
  const levels = new Map<string, number>();
  for (const { series, number } of applied) levels.set(series, Math.max(number, levels.get(series) ?? 0));
  return levels;
};

async function assertEmpty(client: Client): Promise<void> {
  const [schema] = await schemasWithTables(client);
  if (schema === undefined) return;
  const [table] = await tablesOf(client, [schema]);
  throw new PostgresRefusal("restore-not-empty", { what: table === undefined ? schema : tableLabel(table) });
}

async function load(client: Client, file: string, { header, end }: BackupSummary): Promise<void> {
  await client.query("BEGIN");
  try {
    await client.query(PLAIN_TEXT);
    const tables = matched(await tablesOf(client, header.schemas), header.tables);
    const obstacles = await obstaclesOf(client, header.schemas);
    for (const { remove } of obstacles) await client.query(remove);
    // Migrations may have put rows of their own in; the backup has them too.
    if (tables.length > 0) await client.query(`TRUNCATE ${tables.map(quotedTable).join(", ")}`);
    // Checks on rows may call functions that count on the usual search path.
    await client.query("SET LOCAL search_path = DEFAULT");
    await fill(client, file, tables);
    await client.query(PLAIN_TEXT);
    for (const { putBack } of obstacles) await client.query(putBack);
    for (const [index, table] of tables.entries()) await compare(client, table, end.sums[index]);
    for (const sequence of end.sequences) await setSequence(client, sequence);
    if (tables.length > 0) await client.query(`ANALYZE ${tables.map(quotedTable).join(", ")}`);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

/** The database's tables in the backup's order. */
function matched(present: readonly Table[], wanted: readonly TableShape[]): Table[] {
  const byLabel = new Map(present.map(table => [tableLabel(table), table]));
  const tables = wanted.map(shape => {
    const table = byLabel.get(tableLabel(shape));
    if (table === undefined)
      throw new PostgresRefusal("backup-shape", { what: `no table ${tableLabel(shape)}` });
    if (shape.columns.toSorted().join() !== table.columns.toSorted().join())
      throw new PostgresRefusal("backup-shape", { what: `columns of ${tableLabel(shape)}` });
    return { ...table, columns: shape.columns };
  });
  const extra = present.find(table => !wanted.some(shape => tableLabel(shape) === tableLabel(table)));
  if (extra !== undefined)
    throw new PostgresRefusal("backup-shape", { what: `table ${tableLabel(extra)} is new` });
  return tables;
}

async function fill(client: Client, file: string, tables: readonly Table[]): Promise<void> {
  const reader = new BackupReader(file);
  try {
    await reader.header();
    for (const table of tables) await copyIn(client, copyInSql(table), reader.table());
    await reader.end();
  } finally {
    await reader.close();
  }
}

/** Reads a table back: what is stored now must be, byte for byte, what the backup says. */
async function compare(client: Client, table: Table, need: TableSum | undefined): Promise<void> {
  const hash = createHash("sha256");
  const rows = copyOut(client, copyOutSql(table));
  for (;;) {
    const { value, done } = await rows.next();
    if (done !== true) {
      hash.update(value);
      continue;
    }
    const found: TableSum = { rows: value, sha256: hash.digest("hex") };
    if (found.rows === need?.rows && found.sha256 === need.sha256) return;
    throw new PostgresRefusal("restore-mismatch", {
      table: tableLabel(table),
      need: sumText(need),
      found: sumText(found),
    });
  }
}

const sumText = (sum: TableSum | undefined): string =>
  sum === undefined ? "—" : `${sum.rows} rows ${sum.sha256.slice(0, 12)}`;
