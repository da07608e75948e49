import { once } from "node:events";
import type { Client, Connection, Submittable } from "pg";

/**
 * COPY in both directions over a `pg` client. `pg` leaves the COPY messages to whoever submits the
 * query; these two do it with back-pressure, so a table of any size passes through in little memory.
 */

/** The part of `pg`'s connection that its type declarations leave out. */
interface CopyConnection extends Connection {
  sendCopyFromChunk(chunk: Uint8Array): void;
  endCopyFrom(): void;
  sendCopyFail(reason: string): void;
}

const BLOCK_BYTES = 64 * 1024;
const BLOCKS_WAITING_MAX = 16;

/**
 * Runs `COPY … TO STDOUT`.
 * @returns the bytes in blocks of about 64 KiB; the generator's return value is the number of rows
 */
export async function* copyOut(client: Client, sql: string): AsyncGenerator<Buffer, number> {
  const query = client.query(new CopyOut(sql));
  try {
    for (;;) {
      const block = await query.next();
      if (block === null) return query.rows;
      yield block;
    }
  } finally {
    await query.abandon();
  }
}

/**
 * Runs `COPY … FROM STDIN` with the given bytes.
 * @returns the number of rows that the server has taken
 * @throws what the source throws, or what the server says
 */
export function copyIn(client: Client, sql: string, source: AsyncIterable<Uint8Array>): Promise<number> {
  return client.query(new CopyIn(sql, source)).done;
}

/** `COPY 12` → 12 */
const rowsIn = (tag: { readonly text: string }): number => Number(/^COPY (\d+)/.exec(tag.text)?.[1] ?? 0);

class CopyOut implements Submittable {
  rows = 0;
  readonly #sql: string;
  readonly #blocks: Buffer[] = [];
  #block = Buffer.allocUnsafe(BLOCK_BYTES);
  #used = 0;
  #connection: Connection | null = null;
  #ended = false;
  #abandoned = false;
  #error: unknown = null;
  #wake: () => void = () => undefined;

  constructor(sql: string) {
    this.#sql = sql;
  }

  submit(connection: Connection): void {
    this.#connection = connection;
    connection.query(this.#sql);
  }

  /** The next block; null at the end. */
  async next(): Promise<Buffer | null> {
    for (;;) {
      const block = this.#blocks.shift();
      if (block !== undefined) {
        if (this.#blocks.length === 0) this.#connection?.stream.resume();
        return block;
      }
      if (this.#error !== null) throw this.#error;
      if (this.#ended) return null;
      await new Promise<void>(resolve => {
        this.#wake = resolve;
      });
    }
  }

  /** Lets the rest of an unwanted answer run out, so that the client can be used again. */
  async abandon(): Promise<void> {
    this.#abandoned = true;
    this.#blocks.length = 0;
    this.#connection?.stream.resume();
    while (!this.#ended && this.#error === null)
      await new Promise<void>(resolve => {
        this.#wake = resolve;
      });
  }

  handleCopyData({ chunk }: { readonly chunk: Buffer }): void {
    if (this.#abandoned) return;
    // The parser reuses its buffer: the row must be copied before this returns.
    for (let from = 0; from < chunk.length; ) {
      const copied = chunk.copy(this.#block, this.#used, from);
      from += copied;
      this.#used += copied;
      if (this.#used === BLOCK_BYTES) this.#push();
    }
    if (this.#blocks.length >= BLOCKS_WAITING_MAX) this.#connection?.stream.pause();
  }

  handleCommandComplete(tag: { readonly text: string }): void {
    this.rows = rowsIn(tag);
    if (this.#used > 0) this.#push();
  }

  handleReadyForQuery(): void {
    this.#ended = true;
    this.#wake();
  }

  handleError(error: unknown): void {
    this.#error = error;
    this.#wake();
  }

  #push(): void {
    this.#blocks.push(this.#block.subarray(0, this.#used));
    this.#block = Buffer.allocUnsafe(BLOCK_BYTES);
    this.#used = 0;
    this.#wake();
  }
}

class CopyIn implements Submittable {
  readonly done: Promise<number>;
  readonly #sql: string;
  readonly #source: AsyncIterable<Uint8Array>;
  readonly #resolve: (rows: number) => void;
  readonly #reject: (error: unknown) => void;
  readonly #over = new AbortController();
  #rows = 0;
  #cause: unknown = null;

  constructor(sql: string, source: AsyncIterable<Uint8Array>) {
    this.#sql = sql;
    this.#source = source;
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    this.done = promise;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  submit(connection: Connection): void {
    connection.query(this.#sql);
  }

  handleCopyInResponse(connection: CopyConnection): void {
    void this.#feed(connection);
  }

  handleCommandComplete(tag: { readonly text: string }): void {
    this.#rows = rowsIn(tag);
  }

  handleReadyForQuery(): void {
    this.#over.abort();
    this.#resolve(this.#rows);
  }

  handleError(error: unknown): void {
    this.#over.abort();
    this.#reject(this.#cause ?? error);
  }

  async #feed(connection: CopyConnection): Promise<void> {
    const { signal } = this.#over;
    try {
      for await (const chunk of this.#source) {
        if (signal.aborted) return;
        connection.sendCopyFromChunk(chunk);
        if (connection.stream.writableNeedDrain) await once(connection.stream, "drain", { signal });
      }
      if (!signal.aborted) connection.endCopyFrom();
    } catch (error) {
      if (signal.aborted) return;
      // The server answers this with an error of its own, which ends the query; the cause is what counts.
      this.#cause = error;
      connection.sendCopyFail("the source failed");
    }
  }
}
