/** The domain put together: what a process opens once, and the door through which commands are run. */
import { fileURLToPath } from "node:url";
import type { Ledger, OfficeLedger } from "@suanquan/ledger";
import { Pool } from "pg";
import type { Actor, Command, Context } from "./command.ts";
import { COMMANDS } from "./commands/index.ts";
import type { FileStore } from "./evidence/file-store.ts";
import { resumePlans } from "./money/plan.ts";
import { type Policies, readPolicies } from "./rules/policies.ts";
import type { Signer } from "./signer.ts";
import { Store } from "./store/store.ts";

export interface DomainOptions {
  /** The application role's connection string. */
  readonly databaseUrl: string;
  readonly ledger: Ledger;
  readonly files: FileStore;
  readonly signer: Signer;
  /** The catalogue of this release if not given. */
  readonly policies?: Policies;
  /** Connections at most; 8 if not given. */
  readonly connections?: number;
  /** Uses of vouchers waiting to be written at most; 16,384 if not given. */
  readonly usesWaitingMax?: number;
  readonly clock?: () => Date;
  readonly random?: (count: number) => Uint8Array;
}

function commandNamed(name: string): Command {
  const found = COMMANDS.find(each => each.name === name);
  if (found === undefined) throw new Error(`there is no command ${name}`);
  return found;
}

const CATALOGUE = fileURLToPath(new URL("../../../policies", import.meta.url));

/** The domain of one process; the same for every office. */
export class Domain {
  readonly store: Store;
  readonly #options: DomainOptions;
  readonly #pool: Pool;
  #policies: Policies | null = null;
  readonly #ledgers = new Map<string, OfficeLedger>();

  constructor(options: DomainOptions) {
    this.#options = options;
    this.#pool = new Pool({
      connectionString: options.databaseUrl,
      application_name: "suanquan programmes",
      max: options.connections ?? 8,
      connectionTimeoutMillis: 10_000,
    });
    // An idle connection that is lost is replaced by the pool; without a listener it would end the process.
    this.#pool.on("error", () => undefined);
    this.store = new Store(this.#pool, options.usesWaitingMax);
  }

  /** What a command of this actor may touch. `key`: the idempotency key, scoped to its sender. */
  contextFor(actor: Actor, key: string): Context {
    const { files, signer, clock, random } = this.#options;
    this.#policies ??= this.#options.policies ?? readPolicies(CATALOGUE);
    return {
      actor,
      key,
      store: this.store,
      ledger: this.ledgerOf(actor.office),
      files,
      signer,
      policies: this.#policies,
      clock: clock ?? (() => new Date()),
      random: random ?? (count => crypto.getRandomValues(new Uint8Array(count))),
    };
  }

  /** Runs a command. @throws Refusal */
  run(command: Command, actor: Actor, input: unknown, key: string): Promise<unknown> {
    return command.run(this.contextFor(actor, key), input);
  }

  /** The books of an office; one object each, because it remembers which programmes have books. */
  ledgerOf(office: string): OfficeLedger {
    let found = this.#ledgers.get(office);
    if (found === undefined) {
      found = this.#options.ledger.office(office);
      this.#ledgers.set(office, found);
    }
    return found;
  }

  /**
   * Takes up commands that were begun before a moment of the domain's clock and never ended: movements of money, and
   * commands of several steps. To be called when a process starts and every minute or so after.
   * @returns how many were carried to their end
   */
  resume(before: Date): Promise<number> {
    return resumePlans(
      {
        shellOf: office => ({ store: this.store, ledger: this.ledgerOf(office) }),
        ask: async (actor, { command, input, key }) => this.run(commandNamed(command), actor, input, key),
      },
      this.store,
      before,
    );
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}
