import { createHash, randomBytes } from "node:crypto";
import { createWriteStream, existsSync, linkSync, rmSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { Client } from "pg";
import { flushNames } from "../embedded/folder.ts";
import { appliedMigrations } from "../migrations.ts";
import { PostgresRefusal } from "../refusal.ts";
import {
  type BackupEnd,
  type BackupHeader,
  type BackupSummary,
  FORMAT,
  FORMAT_VERSION,
  frameBytes,
  jsonFrame,
  type TableSum,
} from "./backup-file.ts";
import { copyOut } from "./copy.ts";
import { copyOutSql, PLAIN_TEXT, schemasWithTables, sequencesOf, type Table, tablesOf } from "./tables.ts";

export interface BackupOptions {
  /** The owner's connection string. */
  readonly ownerUrl: string;
  /** The file to write; must not exist. */
  readonly file: string;
  /** Only these schemas; all that hold tables if not given. */
  readonly schemas?: readonly string[];
  /** gzip level 1…9; 3 if not given, as 6 takes 40% longer for 1% less. */
  readonly level?: number;
}

/**
 * Writes all tables, as they stood at one moment, into one file, while the database goes on working.
 * The file appears under its name only when it is complete and on the disk.
 * @throws PostgresRefusal `backup-exists`, `schema-missing`
 */
export async function backup(options: BackupOptions): Promise<BackupSummary> {
  const file = resolve(options.file);
  if (existsSync(file)) throw new PostgresRefusal("backup-exists", { file });
  const draft = `${file}.partial-${randomBytes(4).toString("hex")}`;
  const client = new Client({ connectionString: options.ownerUrl, application_name: "suanquan backup" });
  // The loss of the connection also fails the query in progress, which is where it is reported.
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    await client.query(PLAIN_TEXT);
    const writing = new BackupWriter(client, options.schemas ?? (await schemasWithTables(client)));
    await pipeline(
      Readable.from(writing.frames(), { objectMode: false }),
      createGzip({ level: options.level ?? 3 }),
      createWriteStream(draft, { mode: 0o600, flush: true }),
    );
    await client.query("COMMIT");
    linkSync(draft, file);
    flushNames(dirname(file));
    return writing.summary();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST")
      throw new PostgresRefusal("backup-exists", { file }, error);
    throw error;
  } finally {
    rmSync(draft, { force: true });
    await client.end().catch(() => undefined);
  }
}

class BackupWriter {
  readonly #client: Client;
  readonly #schemas: readonly string[];
  readonly #hash = createHash("sha256");
  #header: BackupHeader | null = null;
  #end: BackupEnd | null = null;

  constructor(client: Client, schemas: readonly string[]) {
    this.#client = client;
    this.#schemas = schemas;
  }

  async *frames(): AsyncGenerator<Buffer> {
    const tables = await tablesOf(this.#client, this.#schemas);
    this.#header = await this.#describe(tables);
    yield this.#counted(jsonFrame("H", this.#header));
    const sums: TableSum[] = [];
    for (const table of tables) {
      const sum = yield* this.#table(table);
      yield this.#counted(jsonFrame("E", sum));
      sums.push(sum);
    }
    // Sequences stand outside snapshots. Read last, none is behind the rows above.
    const sequences = await sequencesOf(this.#client, this.#schemas);
    this.#end = { sums, sequences, sha256: this.#hash.digest("hex") };
    yield jsonFrame("Z", this.#end);
  }

  summary(): BackupSummary {
    if (this.#header === null || this.#end === null)
      throw new Error("The backup is not finished. 备份尚未完成。");
    return { header: this.#header, end: this.#end };
  }

  async *#table(table: Table): AsyncGenerator<Buffer, TableSum> {
    const hash = createHash("sha256");
    const rows = copyOut(this.#client, copyOutSql(table));
    try {
      for (;;) {
        const { value, done } = await rows.next();
        if (done === true) return { rows: value, sha256: hash.digest("hex") };
        hash.update(value);
        yield this.#counted(frameBytes("D", value));
      }
    } finally {
      // When the file cannot be written, the answer under way is let run out before the session ends.
      await rows.return(0);
    }
  }

  async #describe(tables: readonly Table[]): Promise<BackupHeader> {
    const { rows } = await this.#client.query<{ version: string }>(
      "SELECT current_setting('server_version') AS version",
    );
    return {
      format: FORMAT,
      formatVersion: FORMAT_VERSION,
      createdAt: new Date().toISOString(),
      serverVersion: rows[0]?.version ?? "?",
      schemas: this.#schemas,
      migrations: await appliedMigrations(this.#client),
      tables: tables.map(({ schema, name, columns }) => ({ schema, name, columns })),
    };
  }

  #counted(frame: Buffer): Buffer {
    this.#hash.update(frame);
    return frame;
  }
}
