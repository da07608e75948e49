import { Client, type QueryArrayConfig } from "pg";
import { APPLY, decodeBatch, encodeBatch } from "./batch.ts";
import { BatchTrouble, type Reply, type Transport, type Trouble } from "./lane.ts";
import type { Unit } from "./unit.ts";

export interface TransportOptions {
  readonly connectionString: string;
  /** Shown to the administrator as the session's name. */
  readonly name: string;
  /** A statement without an answer for this long counts as lost: the server may be frozen or cut off. */
  readonly batchTimeoutMs: number;
}

/**
 * What an SQLSTATE (or its class, the first two characters) says about a batch.
 * Sources: PostgreSQL, appendix A "Error codes"; LG… are our own, raised in `migrations/`.
 */
const TROUBLES: Readonly<Record<string, Trouble>> = {
  "23505": "known-key",
  "40001": "again",
  "40P01": "again",
  "55P03": "again",
  "57014": "again",
  // A transaction whose session was ended or whose server went: written or not, nobody said.
  "08": "lost",
  "57P01": "lost",
  "57P02": "lost",
  "57P03": "lost",
  "57P05": "lost",
  // A former primary, or a standby not yet promoted: another server will take it.
  "25006": "lost",
  "53": "no-room",
  // Too many connections is not a matter of room but of time.
  "53300": "lost",
};

/** Units, and the parameters of the statement that applies them. */
interface PackedBatch {
  readonly units: readonly Unit[];
  readonly parameters: readonly (string | null)[];
}

/** Sends batches over one connection of its own, and opens a new one after each loss. */
export class PostgresTransport implements Transport<PackedBatch> {
  readonly #options: TransportOptions;
  #client: Client | null = null;
  #inDoubt = false;
  #closed = false;

  constructor(options: TransportOptions) {
    this.#options = options;
  }

  pack(units: readonly Unit[]): PackedBatch {
    return { units, parameters: encodeBatch(units) };
  }

  async send({ units, parameters }: PackedBatch, careful: boolean): Promise<Reply> {
    if (this.#closed) throw new BatchTrouble("lost", "closed");
    const client = this.#client ?? (await this.#connect());
    const query: QueryArrayConfig = {
      name: "apply",
      text: APPLY,
      values: [careful ? "t" : "f", ...parameters],
      rowMode: "array",
      types: { getTypeParser: () => (value: string) => value },
    };
    this.#inDoubt = false;
    const timer = setTimeout(() => this.#drop(client), this.#options.batchTimeoutMs);
    try {
      const { rows } = await client.query<(string | null)[]>(query);
      const [row] = rows;
      // A wait for the standby that was cancelled ends in a warning, not in an error: the commit is here
      // but perhaps nowhere else, so it is not yet an answer.
      if (this.#inDoubt || row === undefined) {
        this.#drop(client);
        throw new BatchTrouble("lost", "the wait for the standby was cancelled");
      }
      return () => decodeBatch(units, row);
    } catch (error) {
      throw this.#troubleOf(client, error);
    } finally {
      clearTimeout(timer);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    const client = this.#client;
    this.#client = null;
    await client?.end().catch(() => undefined);
  }

  async #connect(): Promise<Client> {
    const client = new Client({
      connectionString: this.#options.connectionString,
      application_name: this.#options.name,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    client.on("error", () => this.#drop(client));
    client.on("end", () => this.#drop(client));
    client.on("notice", notice => {
      if (notice.severity === "WARNING") this.#inDoubt = true;
    });
    try {
      await client.connect();
    } catch (error) {
      this.#drop(client);
      throw new BatchTrouble("lost", String(error));
    }
    this.#client = client;
    return client;
  }

  /** Cuts a connection off without waiting for the other side. */
  #drop(client: Client): void {
    if (this.#client === client) this.#client = null;
    client.connection?.stream?.destroy();
  }

  #troubleOf(client: Client, error: unknown): BatchTrouble {
    if (error instanceof BatchTrouble) return error;
    const message = error instanceof Error ? error.message : String(error);
    const state = error instanceof Error && "code" in error ? String(error.code) : "";
    const trouble = TROUBLES[state] ?? TROUBLES[state.slice(0, 2)];
    // An error with an SQLSTATE came from the server in answer to this statement; any other is a broken line.
    if (trouble === undefined && /^[0-9A-Z]{5}$/.test(state)) return new BatchTrouble("refused", message);
    if (trouble === undefined || trouble === "lost") {
      this.#drop(client);
      return new BatchTrouble("lost", message);
    }
    return new BatchTrouble(trouble, message);
  }
}
