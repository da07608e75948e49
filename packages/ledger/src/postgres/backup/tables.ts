import { type Client, escapeIdentifier } from "pg";
import { PostgresRefusal } from "../refusal.ts";

/** A table as a backup needs to know it. */
export interface TableShape {
  readonly schema: string;
  readonly name: string;
  /** Columns that hold data; computed ones are left out. */
  readonly columns: readonly string[];
}

/** A table in the database, with the expressions that put its rows in one order everywhere. */
export interface Table extends TableShape {
  readonly orderBy: string;
}

export const tableLabel = ({ schema, name }: TableShape): string => `${schema}.${name}`;

export const quotedTable = ({ schema, name }: TableShape): string =>
  `${escapeIdentifier(schema)}.${escapeIdentifier(name)}`;

const quotedColumns = ({ columns }: TableShape): string => columns.map(escapeIdentifier).join(", ");

/** All rows in key order: the same data gives the same bytes, whichever server holds it. */
export const copyOutSql = (table: Table): string =>
  `COPY (SELECT ${quotedColumns(table)} FROM ${quotedTable(table)} AS t ORDER BY ${table.orderBy}) TO STDOUT`;

export const copyInSql = (table: TableShape): string =>
  `COPY ${quotedTable(table)} (${quotedColumns(table)}) FROM STDIN`;

/**
 * For the length of one transaction: every value is written in one way, no row is hidden by row
 * security (it fails instead), and nothing times out.
 */
export const PLAIN_TEXT = `
  SET LOCAL search_path = pg_catalog;
  SET LOCAL DateStyle = 'ISO, YMD';
  SET LOCAL IntervalStyle = 'postgres';
  SET LOCAL TimeZone = 'UTC';
  SET LOCAL extra_float_digits = 1;
  SET LOCAL bytea_output = 'hex';
  SET LOCAL row_security = off;
  SET LOCAL statement_timeout = 0;
  SET LOCAL idle_in_transaction_session_timeout = 0`;

/** The record of migrations; restoring runs the migrations instead of copying it. */
const RECORD_SCHEMA = "migrations";

/** Schemas that hold tables, but for PostgreSQL's own and the record of migrations. */
export async function schemasWithTables(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ schema: string }>(
    `SELECT DISTINCT n.nspname AS schema FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', $1)
      ORDER BY 1`,
    [RECORD_SCHEMA],
  );
  return rows.map(row => row.schema);
}

/**
 * The tables of these schemas. A partitioned table counts once, with its partitions' rows.
 * @throws PostgresRefusal `schema-missing`
 */
export async function tablesOf(client: Client, schemas: readonly string[]): Promise<Table[]> {
  for (const schema of schemas) {
    const { rowCount } = await client.query("SELECT 1 FROM pg_namespace WHERE nspname = $1", [schema]);
    if (rowCount === 0) throw new PostgresRefusal("schema-missing", { schema });
  }
  const { rows } = await client.query<TableShape & { keys: { name: string; text: boolean }[] | null }>(
    `SELECT n.nspname AS schema, c.relname AS name,
            ARRAY(SELECT a.attname::text FROM pg_attribute a
                   WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
                   ORDER BY a.attnum) AS columns,
            (SELECT json_agg(json_build_object('name', a.attname, 'text', a.attcollation <> 0) ORDER BY k.place)
               FROM pg_index i
               CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k (attnum, place)
               JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
              WHERE i.indrelid = c.oid AND i.indisprimary) AS keys
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname = ANY ($1)
      ORDER BY n.nspname, c.relname`,
    [schemas],
  );
  return rows.map(({ schema, name, columns, keys }) => ({ schema, name, columns, orderBy: orderOf(keys) }));
}

/** By the primary key; text by code point, as collations differ between servers. Without a key, by the whole row. */
function orderOf(keys: readonly { name: string; text: boolean }[] | null): string {
  if (keys === null) return `ROW(t.*)::text COLLATE "C"`;
  return keys.map(({ name, text }) => `t.${escapeIdentifier(name)}${text ? ' COLLATE "C"' : ""}`).join(", ");
}

/** What stands in the way of filling tables in any order: SQL that takes it away, and SQL that puts it back. */
export interface Obstacle {
  readonly remove: string;
  readonly putBack: string;
}

/**
 * Foreign keys and triggers of the tables. The owner may lift both inside a transaction, in which
 * nobody else sees them gone; no superuser is needed. Putting a foreign key back checks every row.
 */
export async function obstaclesOf(client: Client, schemas: readonly string[]): Promise<Obstacle[]> {
  const { rows } = await client.query<Obstacle>(
    `SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', k.conrelid::regclass, k.conname) AS remove,
            format('ALTER TABLE %s ADD CONSTRAINT %I %s', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid))
            || coalesce(format('; COMMENT ON CONSTRAINT %I ON %s IS %L', k.conname, k.conrelid::regclass,
                               obj_description(k.oid, 'pg_constraint')), '') AS "putBack"
       FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE k.contype = 'f' AND k.conparentid = 0 AND n.nspname = ANY ($1)
     UNION ALL
     SELECT format('ALTER TABLE %s DISABLE TRIGGER %I', t.tgrelid::regclass, t.tgname),
            format('ALTER TABLE %s ENABLE %s TRIGGER %I', t.tgrelid::regclass,
                   CASE t.tgenabled WHEN 'A' THEN 'ALWAYS' WHEN 'R' THEN 'REPLICA' ELSE '' END, t.tgname)
       FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND t.tgenabled <> 'D' AND n.nspname = ANY ($1)`,
    [schemas],
  );
  return rows;
}

/** Where a sequence stands. */
export interface SequencePosition {
  readonly schema: string;
  readonly name: string;
  /** As text: a bigint does not fit a number. */
  readonly value: string;
  readonly called: boolean;
}

export async function sequencesOf(client: Client, schemas: readonly string[]): Promise<SequencePosition[]> {
  const { rows } = await client.query<{ schema: string; name: string }>(
    `SELECT n.nspname AS schema, c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'S' AND n.nspname = ANY ($1) ORDER BY 1, 2`,
    [schemas],
  );
  const positions: SequencePosition[] = [];
  for (const { schema, name } of rows) {
    const { rows: found } = await client.query<{ value: string; called: boolean }>(
      `SELECT last_value::text AS value, is_called AS called FROM ${escapeIdentifier(schema)}.${escapeIdentifier(name)}`,
    );
    for (const position of found) positions.push({ schema, name, ...position });
  }
  return positions;
}

export const setSequence = async (
  client: Client,
  { schema, name, value, called }: SequencePosition,
): Promise<void> => {
  await client.query("SELECT setval(format('%I.%I', $1::text, $2::text)::regclass, $3::bigint, $4)", [
    schema,
    name,
    value,
    called,
  ]);
};
