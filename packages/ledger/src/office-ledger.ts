import { type KeyObject, randomInt } from "node:crypto";
import type { Pool } from "pg";
import { type Answer, type OpeningAnswer, unwritten } from "./answer.ts";
import { type Checkpoint, makeCheckpoint } from "./checkpoint.ts";
import { commitment, destroyPersonKey, personKey } from "./commitments.ts";
import { CSV_START, csvRow, STATEMENT_HEADINGS, statementCells } from "./csv.ts";
import {
  type AccountOpening,
  faultOf,
  faultOfOpening,
  type Instruction,
  isShortCode,
  type Movement,
} from "./instruction.ts";
import type { Lane } from "./lane.ts";
import {
  type Balance,
  type OpenHold,
  type PastBalance,
  readAnswer,
  readBalanceAt,
  readBalances,
  readHolds,
  readStatement,
  type StatementPage,
  type StatementRange,
} from "./reading.ts";
import { type PoolStatement, readPoolStatement, readTrialBalance, type TrialBalance } from "./reports.ts";
import { type Book, prepare, prepareOpening, type Unit, type UnitAnswer } from "./unit.ts";
import { type Verdict, type VerifyOptions, verifyOffice } from "./verify.ts";

/** How a request is waited for. */
export interface SubmitOptions {
  /** How long the caller waits, in milliseconds; then the answer is `unknown`, or `busy` if it was never sent. */
  readonly waitMs?: number;
}

/** Accounts opened by one statement at most; more are split. */
const OPENINGS_MAX = 1_000;
const PROGRAMME_ID_MAX = 2 ** 31 - 1;
/** Members of a linked group at most. */
export const LINKED_MAX = 64;

interface BookAndLane {
  readonly book: Book;
  readonly lane: Lane;
}

/** Accounts, instructions and reports of one office. */
export class OfficeLedger {
  readonly office: string;
  readonly #pool: Pool;
  readonly #laneOf: (book: Book) => Lane;
  readonly #books = new Map<string, Promise<BookAndLane | null>>();

  constructor(office: string, pool: Pool, laneOf: (book: Book) => Lane) {
    this.office = office;
    this.#pool = pool;
    this.#laneOf = laneOf;
  }

  /** Opens a programme's books; safe to repeat. Nothing can be booked on a programme before. */
  async openProgramme(programme: string): Promise<void> {
    if (!isShortCode(programme)) throw new RangeError(`不是项目代码 / not a programme code: ${programme}`);
    for (;;) {
      try {
        const id = randomInt(1, PROGRAMME_ID_MAX);
        await this.#pool.query("SELECT ledger.open_programme($1, $2, $3)", [id, this.office, programme]);
        break;
      } catch (error) {
        // Another programme has the number that was drawn: draw again.
        if (!(error instanceof Error && "code" in error && error.code === "23505")) throw error;
      }
    }
    this.#books.delete(programme);
  }

  /**
   * Opens accounts that are not there yet.
   * @returns per account whether it was opened, was there, or is there with another currency, period or owner
   * @throws RangeError when a definition is out of form or the programme has no books
   */
  async createAccounts(programme: string, openings: readonly AccountOpening[]): Promise<OpeningAnswer[]> {
    for (const opening of openings) {
      const fault = faultOfOpening(opening);
      if (fault !== null)
        throw new RangeError(`账户定义有误 / wrong in an account: ${fault} (${opening.code})`);
    }
    const known = await this.#bookOf(programme);
    if (known === null) throw new RangeError(`项目尚未开账 / the programme has no books yet: ${programme}`);
    const all: OpeningAnswer[] = [];
    for (let i = 0; i < openings.length; i += OPENINGS_MAX) {
      const part = openings.slice(i, i + OPENINGS_MAX).map(o => prepareOpening(known.book, o));
      const answer = await this.#queue(known.lane, { requests: [], openings: part }, {});
      if (answer.openings.length !== part.length)
        throw new Error("账户未能开立，请重试 / accounts could not be opened; try again");
      all.push(...answer.openings);
    }
    return all;
  }

  /** Submits one instruction. The promise is always kept: every end has its outcome. */
  async submit(instruction: Instruction, options: SubmitOptions = {}): Promise<Answer> {
    const [answer] = await this.#submit([instruction], options);
    return answer ?? unwritten(instruction.key, "failed");
  }

  /**
   * Submits movements of one programme that are recorded all together or not at all.
   * @returns their answers in order: all `done`, or one with its reason and the others `linked`
   */
  async submitLinked(
    movements: readonly Movement[],
    options: SubmitOptions = {},
  ): Promise<readonly Answer[]> {
    return this.#submit(movements, options);
  }

  async #submit(instructions: readonly Instruction[], options: SubmitOptions): Promise<readonly Answer[]> {
    const faulty = faultyOf(instructions);
    if (faulty !== null) return faulty;
    const programme = instructions[0]?.programme ?? "";
    const known = await this.#bookOf(programme).catch((error: unknown) => String(error));
    if (typeof known === "string") return instructions.map(i => unwritten(i.key, "busy", known));
    if (known === null) return instructions.map(i => unwritten(i.key, "unknown-programme", programme));
    const { answers } = await this.#queue(
      known.lane,
      prepare(() => known.book, instructions),
      options,
    );
    return answers;
  }

  #queue(
    lane: Lane,
    parts: Pick<Unit, "requests" | "openings">,
    options: SubmitOptions,
  ): Promise<UnitAnswer> {
    const deadline = options.waitMs === undefined ? Number.POSITIVE_INFINITY : Date.now() + options.waitMs;
    return new Promise(settle => {
      lane.push({ ...parts, deadline, settle, settled: false });
    });
  }

  /**
   * The same promise for everybody who asks, so that requests submitted one after the other are queued one
   * after the other, also while the first answer is still out.
   */
  #bookOf(programme: string): Promise<BookAndLane | null> {
    const known = this.#books.get(programme);
    if (known !== undefined) return known;
    const asked = this.#findBook(programme);
    this.#books.set(programme, asked);
    const forget = (): boolean => this.#books.delete(programme);
    asked.then(found => found === null && forget(), forget);
    return asked;
  }

  async #findBook(programme: string): Promise<BookAndLane | null> {
    const { rowCount } = await this.#pool.query(
      "SELECT 1 FROM ledger.programme WHERE office = $1 AND code = $2",
      [this.office, programme],
    );
    if (rowCount === 0) return null;
    const book: Book = { office: this.office, programme };
    return { book, lane: this.#laneOf(book) };
  }

  /** Where accounts stand now; those that do not exist are left out. All of the programme if none are named. */
  balances(programme: string, accounts: readonly string[] | null = null): Promise<Balance[]> {
    return readBalances(this.#pool, this.office, programme, accounts);
  }

  /** Where an account stands now; null: no such account. */
  async balance(programme: string, account: string): Promise<Balance | null> {
    const [found] = await readBalances(this.#pool, this.office, programme, [account]);
    return found ?? null;
  }

  /** The open holds on an account, the first to expire first. */
  holds(programme: string, account: string): Promise<OpenHold[]> {
    return readHolds(this.#pool, this.office, programme, account);
  }

  /**
   * What was answered under a key, for somebody who no longer has the request. Null: nothing has been written
   * under it *so far*; after `unknown`, only the same request with the same key gives a definite answer.
   */
  answerTo(key: string): Promise<Answer | null> {
    return readAnswer(this.#pool, this.office, key);
  }

  /** Where an account stood at a moment; null: no such account. */
  balanceAt(programme: string, account: string, at: Date): Promise<PastBalance | null> {
    return readBalanceAt(this.#pool, this.office, programme, account, at);
  }

  /** A page of what moved on an account, oldest first; null: no such account. */
  statement(programme: string, account: string, range: StatementRange = {}): Promise<StatementPage | null> {
    return readStatement(this.#pool, this.office, programme, account, range);
  }

  /** Every account's balance at a moment (as it stands if not given), in two columns that come to the same. */
  trialBalance(at: Date | null = null): Promise<TrialBalance> {
    return readTrialBalance(this.#pool, this.office, at);
  }

  /**
   * What a pool had, got, gave and has, with reasons.
   * @param from inclusive
   * @param to exclusive
   * @returns null: no such account
   */
  poolStatement(programme: string, account: string, from: Date, to: Date): Promise<PoolStatement | null> {
    return readPoolStatement(this.#pool, this.office, programme, account, from, to);
  }

  /** An account's statement as CSV, piece by piece; see `csv.ts`. Nothing: no such account. */
  async *statementCsv(
    programme: string,
    account: string,
    range: StatementRange = {},
  ): AsyncGenerator<string> {
    let page = await this.statement(programme, account, range);
    if (page === null) return;
    yield CSV_START + csvRow(STATEMENT_HEADINGS);
    for (;;) {
      const { currency } = page;
      yield page.lines.map(line => csvRow(statementCells(line, currency))).join("");
      if (page.next === null) return;
      const next: StatementPage | null = await this.statement(programme, account, {
        ...range,
        after: page.next,
      });
      if (next === null) return;
      page = next;
    }
  }

  /** Frees the holds of a programme that are past their time. Each is also freed by the programme's next batch. */
  async expireDue(programme: string): Promise<number> {
    const { rows } = await this.#pool.query<{ count: number }>("SELECT ledger.expire_due($1, $2) AS count", [
      this.office,
      programme,
    ]);
    return rows[0]?.count ?? 0;
  }

  /**
   * Goes through all books of the office and reckons everything again: hashes, fingerprints, balances, limits,
   * holds, reversals, checkpoints.
   * @returns the first thing that is wrong, or null for it, and how much was gone through
   */
  verify(options: VerifyOptions = {}): Promise<Verdict> {
    return verifyOffice(this.#pool, this.office, options);
  }

  /**
   * Joins the heads of all chains of the office into a checkpoint, to be kept where the database's keeper
   * cannot reach it.
   * @param signingKey an Ed25519 private key; without it the checkpoint is not signed
   */
  checkpoint(signingKey: KeyObject | null = null): Promise<Checkpoint> {
    return makeCheckpoint(this.#pool, this.office, new Date(), signingKey);
  }

  /**
   * A commitment to who somebody is, for an account's `owner`.
   * @param person the office's own opaque number for somebody; the key is kept under it
   * @param identity what is committed to, such as a credit code; it is not stored
   * @returns null when the person's key has been destroyed
   */
  async commitment(person: string, identity: string): Promise<Buffer | null> {
    const key = await personKey(this.#pool, this.office, person);
    return key === null ? null : commitment(key, identity);
  }

  /** Destroys a person's key for good; their commitments mean nothing from then on. @returns whether there was one */
  forget(person: string): Promise<boolean> {
    return destroyPersonKey(this.#pool, this.office, person);
  }
}

/** Answers for instructions that cannot be sent as they are; null when all are well formed. */
function faultyOf(instructions: readonly Instruction[]): Answer[] | null {
  const first = instructions[0];
  if (first === undefined) return [];
  const faults = instructions.map((instruction, index) => {
    const fault = faultOf(instruction);
    if (fault !== null || instructions.length === 1) return fault;
    if (instruction.kind === "limit" || instruction.kind === "state") return "kind";
    if (instruction.programme !== first.programme) return "programme";
    if (index >= LINKED_MAX) return "key";
    return instructions.findIndex(other => other.key === instruction.key) < index ? "key" : null;
  });
  const broken = faults.findIndex(fault => fault !== null);
  if (broken === -1) return null;
  return instructions.map((instruction, index) => {
    const fault = faults[index] ?? null;
    return fault === null
      ? unwritten(instruction.key, "linked", instructions[broken]?.key ?? null)
      : unwritten(instruction.key, "malformed", fault);
  });
}
