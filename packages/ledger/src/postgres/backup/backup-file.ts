import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import type { Applied } from "../migrations.ts";
import { PostgresRefusal } from "../refusal.ts";
import type { SequencePosition, TableShape } from "./tables.ts";

/**
 * A backup is one gzip file of frames: a kind (one byte), a length (four bytes, big-endian), the bytes.
 *
 *   H  header: format, time, server version, schemas, migrations, tables with their columns
 *   D  rows of the table in turn, as COPY text in key order
 *   E  end of that table: rows and sha256
 *   Z  end: the same for every table again, sequences, sha256 of all frames before
 *
 * Counts and hashes follow the data, because it is written in one pass; the last frame gathers them.
 */
export const FORMAT = "suanquan-backup";
export const FORMAT_VERSION = 1;

export interface BackupHeader {
  readonly format: string;
  readonly formatVersion: number;
  readonly createdAt: string;
  readonly serverVersion: string;
  readonly schemas: readonly string[];
  readonly migrations: readonly Applied[];
  readonly tables: readonly TableShape[];
}

/** What one table came to. */
export interface TableSum {
  readonly rows: number;
  /** Of the rows as COPY text in key order, hexadecimal. */
  readonly sha256: string;
}

export interface BackupEnd {
  /** In the order of the header's tables. */
  readonly sums: readonly TableSum[];
  readonly sequences: readonly SequencePosition[];
  /** Of all frames before this one, hexadecimal. */
  readonly sha256: string;
}

export type FrameKind = "H" | "D" | "E" | "Z";

export interface Frame {
  readonly kind: FrameKind;
  readonly body: Buffer;
}

const HEAD_BYTES = 5;
/** Data frames are 64 KiB and a header of thousands of tables stays below this; more means damage. */
const BODY_BYTES_MAX = 64 * 1024 * 1024;

export function frameBytes(kind: FrameKind, body: Uint8Array): Buffer {
  const bytes = Buffer.allocUnsafe(HEAD_BYTES + body.length);
  bytes.write(kind, 0, "latin1");
  bytes.writeUInt32BE(body.length, 1);
  bytes.set(body, HEAD_BYTES);
  return bytes;
}

export const jsonFrame = (kind: FrameKind, value: BackupHeader | TableSum | BackupEnd): Buffer =>
  frameBytes(kind, Buffer.from(JSON.stringify(value)));

/** Splits the unpacked bytes into frames and feeds every frame before the last into `hash`. */
async function* framesOf(bytes: AsyncIterable<Buffer>, hash: Hash): AsyncGenerator<Frame> {
  let held: Buffer = Buffer.alloc(0);
  for await (const chunk of bytes) {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    while (held.length >= HEAD_BYTES) {
      const length = held.readUInt32BE(1);
      const kind = held.toString("latin1", 0, 1);
      if (!isKind(kind) || length > BODY_BYTES_MAX) throw new Error("unknown frame");
      if (held.length < HEAD_BYTES + length) break;
      if (kind !== "Z") hash.update(held.subarray(0, HEAD_BYTES + length));
      yield { kind, body: held.subarray(HEAD_BYTES, HEAD_BYTES + length) };
      held = held.subarray(HEAD_BYTES + length);
    }
  }
  if (held.length > 0) throw new Error("cut off in the middle of a frame");
}

const isKind = (kind: string): kind is FrameKind => "HDEZ".includes(kind);

/** Reads one backup from front to end, checking as it goes. */
export class BackupReader {
  readonly #file: string;
  readonly #frames: AsyncGenerator<Frame>;
  readonly #hash = createHash("sha256");

  constructor(file: string) {
    this.#file = file;
    const packed = createReadStream(file);
    const unpacked = createGunzip({ chunkSize: 256 * 1024 });
    packed.on("error", error => unpacked.destroy(error));
    packed.pipe(unpacked);
    this.#frames = framesOf(unpacked, this.#hash);
  }

  /** @throws PostgresRefusal `backup-unreadable`, `backup-foreign`, `backup-newer` */
  async header(): Promise<BackupHeader> {
    let header: Partial<BackupHeader>;
    try {
      const { value } = await this.#frames.next();
      header = value?.kind === "H" ? JSON.parse(value.body.toString("utf8")) : {};
    } catch (cause) {
      const unreadable = cause instanceof Error && "syscall" in cause;
      const what = unreadable ? cause.message : "";
      throw new PostgresRefusal(
        unreadable ? "backup-unreadable" : "backup-foreign",
        { file: this.#file, what },
        cause,
      );
    }
    if (header.format !== FORMAT) throw new PostgresRefusal("backup-foreign", { file: this.#file });
    const found = header.formatVersion ?? 0;
    if (found > FORMAT_VERSION)
      throw new PostgresRefusal("backup-newer", { file: this.#file, found, own: FORMAT_VERSION });
    return header as BackupHeader;
  }

  /**
   * The rows of the next table, to be read to the end.
   * @returns what the table came to, checked against what the file says
   * @throws PostgresRefusal `backup-damaged`
   */
  async *table(): AsyncGenerator<Buffer, TableSum> {
    const hash = createHash("sha256");
    for (;;) {
      const { kind, body } = await this.#next();
      if (kind === "D") {
        hash.update(body);
        yield body;
      } else if (kind === "E") {
        const sum = this.#parse<TableSum>(body);
        if (sum.sha256 !== hash.digest("hex")) throw this.#damaged("a table's sha256 does not agree");
        return sum;
      } else throw this.#damaged(`frame ${kind} out of place`);
    }
  }

  /** @throws PostgresRefusal `backup-damaged` */
  async end(): Promise<BackupEnd> {
    const { kind, body } = await this.#next();
    if (kind !== "Z") throw this.#damaged(`frame ${kind} out of place`);
    const end = this.#parse<BackupEnd>(body);
    const more = await this.#frames.next().catch(cause => {
      throw this.#damaged("the compressed data does not agree with its own check", cause);
    });
    if (more.done !== true) throw this.#damaged("something follows the end");
    if (end.sha256 !== this.#hash.digest("hex")) throw this.#damaged("sha256 of the whole does not agree");
    return end;
  }

  async close(): Promise<void> {
    await this.#frames.return(undefined);
  }

  async #next(): Promise<Frame> {
    try {
      const { value, done } = await this.#frames.next();
      if (done !== true) return value;
    } catch (cause) {
      throw this.#damaged(cause instanceof Error ? cause.message : String(cause), cause);
    }
    throw this.#damaged("cut off before its end");
  }

  #parse<T>(body: Buffer): T {
    try {
      return JSON.parse(body.toString("utf8"));
    } catch (cause) {
      throw this.#damaged("unreadable frame", cause);
    }
  }

  #damaged(what: string, cause?: unknown): PostgresRefusal {
    return new PostgresRefusal("backup-damaged", { file: this.#file, what }, cause);
  }
}

/** What a backup holds. */
export interface BackupSummary {
  readonly header: BackupHeader;
  readonly end: BackupEnd;
}

/**
 * Reads a backup to its end and checks every count and hash, without a database.
 * @throws PostgresRefusal `backup-unreadable`, `backup-foreign`, `backup-newer`, `backup-damaged`
 */
export async function inspectBackup(file: string): Promise<BackupSummary> {
  const reader = new BackupReader(file);
  try {
    const header = await reader.header();
    for (const _ of header.tables) {
      const rows = reader.table();
      while ((await rows.next()).done !== true);
    }
    return { header, end: await reader.end() };
  } finally {
    await reader.close();
  }
}
