import { createConnection, createServer, type Server, type Socket } from "node:net";

interface Pair {
  readonly near: Socket;
  readonly far: Socket;
  /** Answers that came to their end on this connection; the first is that of the sign-in. */
  answers: number;
}

/**
 * A wire between the ledger and PostgreSQL that a drill can cut, mend, and lead to another server. Cut in
 * front of an answer, the commit has happened and nobody was told.
 */
export class Wire {
  readonly #server: Server;
  readonly #pairs = new Set<Pair>();
  #target: number;
  #whole = true;
  #onAnswer: (() => void) | null = null;

  private constructor(server: Server, target: number) {
    this.#server = server;
    this.#target = target;
  }

  static async to(port: number): Promise<Wire> {
    const server = createServer();
    const wire = new Wire(server, port);
    server.on("connection", near => wire.#join(near));
    await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
    return wire;
  }

  /** A connection string that goes through the wire. */
  through(url: string): string {
    const through = new URL(url);
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("the wire is not up");
    through.port = String(address.port);
    return through.href;
  }

  /** From now on, new connections go to another server; the old ones are cut. */
  lead(port: number): void {
    this.#target = port;
    this.#endAll();
  }

  /** Cuts every connection now, whatever is on its way; none comes about until the wire is mended. */
  cut(): void {
    this.#whole = false;
    this.#endAll();
  }

  /**
   * Cuts the wire as soon as the server has answered a batch, instead of handing the answer on: PostgreSQL
   * says that it is ready for the next statement only after the commit of the last. Settles once that has happened.
   */
  async cutBeforeAnswer(): Promise<void> {
    await new Promise<void>(resolve => {
      this.#onAnswer = resolve;
    });
  }

  /** Lets connections come about again. */
  mend(): void {
    this.#whole = true;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise(resolve => this.#server.close(resolve));
  }

  #endAll(): void {
    for (const { near, far } of this.#pairs) {
      near.destroy();
      far.destroy();
    }
  }

  #join(near: Socket): void {
    if (!this.#whole) {
      near.destroy();
      return;
    }
    const far = createConnection(this.#target, "127.0.0.1");
    const pair: Pair = { near, far, answers: 0 };
    this.#pairs.add(pair);
    const end = (): void => {
      this.#pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) {
      socket.on("error", end);
      socket.on("close", end);
    }
    near.on("data", data => far.write(data));
    far.on("data", data => {
      if (endsAnswer(data)) pair.answers += 1;
      if (this.#onAnswer !== null && pair.answers > 1 && endsAnswer(data)) {
        this.cut();
        this.#onAnswer();
        this.#onAnswer = null;
      } else near.write(data);
    });
  }
}

/** ReadyForQuery, outside a transaction, is the last message of an answer: `Z`, length 5, `I`. */
const READY = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);
const endsAnswer = (data: Buffer): boolean => data.subarray(-READY.length).equals(READY);
