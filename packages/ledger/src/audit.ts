import { type BlockHeader, blockDigest, blockHash, type Entry, genesisHash, type Opening } from "./chain.ts";
import { type Fault, type FaultCode, fault, type Where } from "./faults.ts";
import { fingerprintOf, type Request } from "./instruction.ts";

/** A block as it is stored. */
export interface StoredBlock extends BlockHeader {
  readonly hash: Buffer;
}

/** A row of the journal as it is stored, its accounts by id. */
export interface StoredEntry extends Entry, Omit<Request, "office" | "programme" | "debit" | "credit"> {
  readonly height: bigint;
  readonly debitAccount: string | null;
  readonly creditAccount: string | null;
}

/** An account as it stands in its table. */
export interface StoredAccount extends Opening {
  readonly id: string;
  readonly openedHeight: bigint;
  readonly nowFloorFen: bigint | null;
  readonly nowCeilingFen: bigint | null;
  readonly state: string;
  /** Debits and credits posted, debits and credits pending. */
  readonly totals: readonly [bigint, bigint, bigint, bigint];
}

export interface StoredHold {
  readonly key: string;
  readonly state: string;
  readonly capturedFen: bigint;
}

interface Reckoned {
  readonly stored: StoredAccount;
  floor: bigint | null;
  ceiling: bigint | null;
  state: string;
  debits: bigint;
  credits: bigint;
  out: bigint;
  in: bigint;
}

interface OpenHold {
  readonly debit: Reckoned;
  readonly credit: Reckoned;
  readonly amount: bigint;
  readonly expiresAt: Date | null;
}

/** Thrown inside, so that the first fault ends the audit wherever it is met. */
class Found extends Error {
  readonly fault: Fault;
  constructor(found: Fault) {
    super(found.code);
    this.fault = found;
  }
}

/** Runs a step of an audit and gives back the fault that ended it. */
export function faultIn(step: () => void): Fault | null {
  try {
    step();
    return null;
  } catch (error) {
    if (error instanceof Found) return error.fault;
    throw error;
  }
}

/**
 * Goes through one programme's books from the first block to the last and reckons everything again: hashes,
 * fingerprints, balances, limits, holds. Uses nothing of the database but the rows.
 */
export class ProgrammeAudit {
  readonly #office: string;
  readonly #programme: string;
  readonly #accounts: ReadonlyMap<string, Reckoned>;
  readonly #opened = new Set<string>();
  readonly #holds = new Map<string, OpenHold>();
  readonly #ended = new Map<string, StoredHold>();
  #height = 0n;
  #hash: Buffer;
  #recordedAt = -(2n ** 62n);
  blocks = 0;
  entries = 0;

  constructor(office: string, programme: string, accounts: readonly StoredAccount[]) {
    this.#office = office;
    this.#programme = programme;
    this.#hash = genesisHash(office, programme);
    this.#accounts = new Map(
      accounts.map(stored => [
        stored.id,
        {
          stored,
          floor: stored.floorFen,
          ceiling: stored.ceilingFen,
          state: "open",
          debits: 0n,
          credits: 0n,
          out: 0n,
          in: 0n,
        },
      ]),
    );
  }

  /** Checks the next block with the accounts that it opened and its rows in order. @throws Found */
  block(block: StoredBlock, openings: readonly StoredAccount[], rows: readonly StoredEntry[]): void {
    const where = { height: block.height };
    this.#must(block.height === this.#height + 1n, "block-missing", { height: this.#height + 1n });
    this.#must(
      block.previous.equals(this.#hash),
      "chain-broken",
      where,
      this.#hash.toString("hex"),
      block.previous.toString("hex"),
    );
    this.#must(block.recordedAtMicros >= this.#recordedAt, "time-runs-back", where);
    for (const { id } of openings) this.#opened.add(id);
    for (const row of rows) this.#row(row, block.recordedAtMicros);
    this.#must(block.openings === openings.length, "count-differs", where, block.openings, openings.length);
    this.#must(block.entries === rows.length, "count-differs", where, block.entries, rows.length);
    const digest = blockDigest(openings, rows);
    this.#must(
      block.digest.equals(digest),
      "digest-differs",
      where,
      digest.toString("hex"),
      block.digest.toString("hex"),
    );
    const hash = blockHash(block);
    this.#must(
      block.hash.equals(hash),
      "hash-differs",
      where,
      hash.toString("hex"),
      block.hash.toString("hex"),
    );
    this.#height = block.height;
    this.#hash = block.hash;
    this.#recordedAt = block.recordedAtMicros;
    this.blocks += 1;
    this.entries += rows.length;
  }

  /** After the last block: do head, accounts and holds stand where the rows lead? @throws Found */
  end(head: { readonly height: bigint; readonly hash: Buffer }, holds: readonly StoredHold[]): void {
    this.#must(head.height === this.#height, "head-differs", {}, this.#height, head.height);
    this.#must(
      head.hash.equals(this.#hash),
      "head-differs",
      {},
      this.#hash.toString("hex"),
      head.hash.toString("hex"),
    );
    for (const a of this.#accounts.values()) {
      const subject = a.stored.code;
      this.#must(this.#opened.has(a.stored.id), "rows-beyond", { subject, height: a.stored.openedHeight });
      const reckoned = [a.debits, a.credits, a.out, a.in, a.floor, a.ceiling, a.state].join(" ");
      const { totals, nowFloorFen, nowCeilingFen, state } = a.stored;
      const stands = [...totals, nowFloorFen, nowCeilingFen, state].join(" ");
      this.#must(reckoned === stands, "totals-differ", { subject }, reckoned, stands);
    }
    const seen = new Set<string>();
    for (const { key, state, capturedFen } of holds) {
      seen.add(key);
      const ended = this.#ended.get(key);
      const right = ended ?? { state: this.#holds.has(key) ? "open" : "none", capturedFen: 0n };
      const [expected, found] = [`${right.state} ${right.capturedFen}`, `${state} ${capturedFen}`];
      this.#must(expected === found, "hold-differs", { subject: key }, expected, found);
    }
    for (const key of [...this.#holds.keys(), ...this.#ended.keys()])
      this.#must(seen.has(key), "hold-differs", { subject: key }, "a row", "none");
  }

  #must(holds: boolean, code: FaultCode, where: Partial<Where>, expected?: unknown, found?: unknown): void {
    if (!holds) throw this.#found(code, where, expected, found);
  }

  #found(code: FaultCode, where: Partial<Where>, expected?: unknown, found?: unknown): Found {
    return new Found(
      fault(code, { office: this.#office, programme: this.#programme, ...where }, { expected, found }),
    );
  }

  #row(row: StoredEntry, recordedAtMicros: bigint): void {
    const where = { height: row.height, position: row.position, subject: row.key };
    this.#must(this.#fingerprintFits(row), "fingerprint-differs", where);
    if (row.outcome !== "done") return;
    if (row.kind === "limit" || row.kind === "state") this.#change(row, where);
    else this.#move(row, where, recordedAtMicros);
  }

  /**
   * The request is built again from the row. What acts on a target names neither accounts nor, perhaps, an
   * amount; a refusal for want of an account keeps that account's name in its detail.
   */
  #fingerprintFits(row: StoredEntry): boolean {
    const acts = row.kind === "capture" || row.kind === "release" || row.kind === "reverse";
    const code = (id: string | null): string | null =>
      id === null ? null : (this.#accounts.get(id)?.stored.code ?? null);
    const [debit, credit] = acts ? [null, null] : [code(row.debitAccount), code(row.creditAccount)];
    const request: Request = { ...row, office: this.#office, programme: this.#programme, debit, credit };
    const found = row.fingerprint.toString("hex");
    if (fingerprintOf(request) === found) return true;
    if (acts) return fingerprintOf({ ...request, amountFen: null }) === found;
    if (row.outcome !== "unknown-account") return false;
    // Both accounts unknown: only the first is named, so the request cannot be built again.
    if (debit === null && credit === null && row.kind !== "limit" && row.kind !== "state") return true;
    const named = { ...request, debit: debit ?? row.detail, credit: debit === null ? credit : row.detail };
    return (
      fingerprintOf(row.kind === "limit" || row.kind === "state" ? { ...named, credit: null } : named) ===
      found
    );
  }

  #change(row: StoredEntry, where: Partial<Where>): void {
    const account = this.#account(row.debitAccount, where);
    this.#must(account.state !== "closed", "state-broken", where);
    if (row.kind === "state") account.state = row.state ?? "";
    else {
      account.floor = row.floorFen;
      account.ceiling = row.ceilingFen;
    }
    this.#within(account, where);
    this.#after(row, [account], where);
  }

  #move(row: StoredEntry, where: Partial<Where>, recordedAtMicros: bigint): void {
    const debit = this.#account(row.debitAccount, where);
    const credit = this.#account(row.creditAccount, where);
    const amount = row.amountFen ?? 0n;
    const ends = row.kind === "capture" || row.kind === "release" || row.kind === "expire";
    if (row.kind !== "release" && row.kind !== "expire")
      this.#must(debit.state === "open" && credit.state === "open", "state-broken", where);
    if (ends) this.#endHold(row, debit, credit, where, recordedAtMicros);
    if (row.kind === "hold") {
      this.#holds.set(row.key, { debit, credit, amount, expiresAt: row.expiresAt });
      debit.out += amount;
      credit.in += amount;
    } else if (row.kind === "transfer" || row.kind === "capture" || row.kind === "reverse") {
      debit.debits += amount;
      credit.credits += amount;
    }
    this.#within(debit, where);
    this.#within(credit, where);
    this.#after(row, [debit, credit], where);
  }

  #endHold(
    row: StoredEntry,
    debit: Reckoned,
    credit: Reckoned,
    where: Partial<Where>,
    atMicros: bigint,
  ): void {
    const key = row.target ?? "";
    const hold = this.#holds.get(key);
    if (hold === undefined) throw this.#found("target-wrong", where, undefined, key);
    const amount = row.amountFen ?? 0n;
    const amountFits = row.kind === "capture" ? amount <= hold.amount : amount === hold.amount;
    const timeFits =
      row.kind !== "expire" ||
      (hold.expiresAt !== null && BigInt(hold.expiresAt.getTime()) * 1_000n <= atMicros);
    this.#must(
      hold.debit === debit && hold.credit === credit && amountFits && timeFits,
      "target-wrong",
      where,
    );
    this.#holds.delete(key);
    const state = row.kind === "capture" ? "captured" : row.kind === "release" ? "released" : "expired";
    this.#ended.set(key, { key, state, capturedFen: row.kind === "capture" ? amount : 0n });
    debit.out -= hold.amount;
    credit.in -= hold.amount;
  }

  #account(id: string | null, where: Partial<Where>): Reckoned {
    const account = id === null ? undefined : this.#accounts.get(id);
    if (account === undefined || !this.#opened.has(account.stored.id))
      throw this.#found("account-unknown", where, undefined, id);
    return account;
  }

  #within(a: Reckoned, where: Partial<Where>): void {
    const low = a.credits - a.debits - a.out;
    const high = a.credits + a.in - a.debits;
    this.#must(a.floor === null || low >= a.floor, "limit-broken", where, a.floor, low);
    this.#must(a.ceiling === null || high <= a.ceiling, "limit-broken", where, a.ceiling, high);
  }

  #after(row: StoredEntry, accounts: readonly Reckoned[], where: Partial<Where>): void {
    const expected = accounts.flatMap(a => [a.credits - a.debits, a.out, a.in]).join(" ");
    const found = row.after.slice(0, accounts.length * 3).join(" ");
    this.#must(expected === found, "balance-differs", where, expected, found);
  }
}
