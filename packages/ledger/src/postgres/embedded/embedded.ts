import { PostgresRefusal } from "../refusal.ts";
import { ensureDatabase, type RoleKind, urlFor } from "../roles.ts";
import { type Binaries, embeddedBinaries, reachableBinaries } from "./binaries.ts";
import { bringUp, type EmbeddedOptions, type Parts, type Running } from "./bring-up.ts";
import { claimFolder, dataMajor, type Folder, type Secrets, secretsOf } from "./folder.ts";
import { type FolderLock, lockFolder } from "./folder-lock.ts";
import { freezeServer, killServer, runningPostmaster, stopPostmaster, thawServer } from "./postmaster.ts";
import { type ServerUser, serverUser } from "./server-user.ts";

/**
 * Starts PostgreSQL in a folder, or takes over the server that a killed process has left running there.
 * @throws PostgresRefusal — every case is in the table of `refusal.ts`
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const given = options.binaries ?? embeddedBinaries();
  const folder = claimFolder(options.folder);
  requireMajor(folder, given);
  const user = serverUser(folder.data);
  const binaries = user === null ? given : reachableBinaries(given, user);
  const secrets = secretsOf(folder);
  const server = new EmbeddedPostgres({ options, binaries, folder, user, secrets });
  await server.restart();
  return server;
}

function requireMajor(folder: Folder, binaries: Binaries): void {
  const found = dataMajor(folder);
  if (found === null || found === binaries.major) return;
  throw new PostgresRefusal(found > binaries.major ? "folder-newer" : "folder-older", {
    folder: folder.path,
    found,
    own: binaries.major,
  });
}

/** A running embedded server. */
export class EmbeddedPostgres {
  readonly #parts: Parts;
  readonly #database: string;
  #running: Running | null = null;
  #port: number | undefined;
  #lock: FolderLock | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#database = parts.options.database ?? "suanquan";
    this.#port = parts.options.port;
  }

  get folder(): Folder {
    return this.#parts.folder;
  }
  get secrets(): Secrets {
    return this.#parts.secrets;
  }
  /** Server settings that were asked for over those of this package. */
  get settings(): Readonly<Record<string, string>> {
    return this.#parts.options.settings ?? {};
  }
  get binaries(): Binaries {
    return this.#parts.binaries;
  }
  /** The server's system user; null when it is the caller's own. */
  get user(): ServerUser | null {
    return this.#parts.user;
  }
  /** Server version, such as `18.4`. */
  get version(): string {
    return this.#parts.binaries.version;
  }
  get pid(): number {
    return this.#up().pid;
  }
  get port(): number {
    return this.#up().port;
  }
  /** Whether this start took over a server that was already running. */
  get adopted(): boolean {
    return this.#up().adopted;
  }
  /** For migrations, backup and restore. */
  get ownerUrl(): string {
    return this.url("owner");
  }
  /** For serving. */
  get appUrl(): string {
    return this.url("app");
  }

  /** A connection string for a role, to the main database or another one of this server. */
  url(kind: RoleKind, database = this.#database): string {
    return urlFor(kind, this.#parts.secrets, this.port, database);
  }

  /** Makes a further database, owned by the owner and closed to all but the application role. */
  async createDatabase(database: string): Promise<{ readonly ownerUrl: string; readonly appUrl: string }> {
    await ensureDatabase(this.#up().keeper, database);
    return { ownerUrl: this.url("owner", database), appUrl: this.url("app", database) };
  }

  /** Whether the server process is there. */
  isRunning(): boolean {
    return this.#running !== null && runningPostmaster(this.folder.data)?.pid === this.#running.pid;
  }

  /** Starts the server again, on the same port, after a stop or a crash; a running one is stopped first. */
  async restart(): Promise<void> {
    this.#lock ??= await lockFolder(this.folder);
    await this.#halt();
    try {
      const running = await bringUp(this.#parts, this.#port);
      this.#running = running;
      this.#port = running.port;
      running.keeper.once("end", () => this.#lost(running));
    } catch (error) {
      await this.#unlock();
      throw error;
    }
  }

  /** Stops in order; transactions in progress are rolled back, committed ones are kept. Safe to call twice. */
  async stop(): Promise<void> {
    await this.#halt();
    await this.#unlock();
  }

  /** Lets go of the server without stopping it: the next `startEmbedded` on the folder takes it over. */
  async release(): Promise<void> {
    const running = this.#running;
    this.#running = null;
    await running?.keeper.end().catch(() => undefined);
    await this.#unlock();
  }

  /** Drill: every process of the server is killed at once, as by a power cut. */
  async kill(): Promise<void> {
    await killServer(this.pid, this.folder.data);
  }

  /** Drill: the server hangs without being dead, until `thaw()`. */
  freeze(): void {
    freezeServer(this.pid, this.folder.data);
  }

  /** Drill: ends `freeze`. */
  thaw(): void {
    thawServer(this.pid, this.folder.data);
  }

  /** Stops the server, for `await using`. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  async #halt(): Promise<void> {
    const running = this.#running;
    this.#running = null;
    if (running === null) return;
    await running.keeper.end().catch(() => undefined);
    await stopPostmaster(running.pid, this.folder.data);
  }

  async #unlock(): Promise<void> {
    const lock = this.#lock;
    this.#lock = null;
    await lock?.release();
  }

  #up(): Running {
    if (this.#running === null)
      throw new Error("The embedded PostgreSQL is not running. 内置 PostgreSQL 未在运行。");
    return this.#running;
  }

  #lost(running: Running): void {
    if (this.#running === running) this.#parts.options.onLost?.();
  }
}
