import { type Answer, type OpeningAnswer, unwritten } from "./answer.ts";
import {
  type AccountOpening,
  type AccountRef,
  fingerprintOf,
  type Instruction,
  linkOf,
  type Request,
  requestOf,
} from "./instruction.ts";
import type { Outcome } from "./outcomes.ts";

/** A programme of an office. One object per programme, so that a batch can count them by identity. */
export interface Book {
  readonly office: string;
  readonly programme: string;
}

/** One request, ready to be sent: its stored fields and its fingerprint in hexadecimal. */
export interface Prepared {
  readonly book: Book;
  readonly request: Request;
  readonly fingerprint: string;
}

/** An account to be opened if it is not there. */
export interface PreparedOpening {
  readonly book: Book;
  readonly code: string;
  readonly currency: string;
  readonly period: string | null;
  readonly ownerHex: string | null;
  readonly floorFen: bigint | null;
  readonly ceilingFen: bigint | null;
}

/** What a unit is told when its batch has been answered. */
export interface UnitAnswer {
  readonly answers: readonly Answer[];
  readonly openings: readonly OpeningAnswer[];
}

/**
 * What stays together in the queue: one request, a linked group, or accounts to open. A batch is made of
 * whole units, and a poisoned batch is halved between units, never inside one.
 */
export interface Unit {
  readonly requests: readonly Prepared[];
  readonly openings: readonly PreparedOpening[];
  /** Milliseconds of the process's clock after which the caller no longer waits; Infinity: never. */
  readonly deadline: number;
  readonly settle: (answer: UnitAnswer) => void;
  /** Answered already, by its deadline; what comes later is dropped. */
  settled: boolean;
}

/** Rows that a unit adds to a batch. */
export const weightOf = (unit: Unit): number => unit.requests.length + unit.openings.length;

/** Tells a unit what became of it, once. */
export function settle(unit: Unit, answer: UnitAnswer): void {
  if (unit.settled) return;
  unit.settled = true;
  unit.settle(answer);
}

/** Tells a unit for which the database has given no answer; all its requests alike. */
export const settleAlike = (unit: Unit, outcome: Outcome, detail: string | null = null): void =>
  settle(unit, { answers: unit.requests.map(r => unwritten(r.request.key, outcome, detail)), openings: [] });

export function prepareOpening(book: Book, opening: AccountOpening): PreparedOpening {
  const { code, owner = null, period = null, currency = "CNY", floorFen = 0n, ceilingFen = null } = opening;
  const ownerHex = owner === null ? null : Buffer.from(owner).toString("hex");
  return { book, code, currency, period, ownerHex, floorFen, ceilingFen };
}

/** Prepares the requests of one unit: one alone, or a linked group. `bookOf` gives each its programme. */
export function prepare(
  bookOf: (programme: string) => Book,
  instructions: readonly Instruction[],
): Pick<Unit, "requests" | "openings"> {
  const keys = instructions.map(i => i.key);
  const openings: PreparedOpening[] = [];
  const requests = instructions.map((instruction, index) => {
    const book = bookOf(instruction.programme);
    const open = (ref: AccountRef): void => {
      if (typeof ref !== "string") openings.push(prepareOpening(book, ref));
    };
    if (instruction.kind === "transfer" || instruction.kind === "hold") {
      open(instruction.debit);
      open(instruction.credit);
    }
    const request = requestOf(book.office, instruction, linkOf(keys, index));
    return { book, request, fingerprint: fingerprintOf(request) };
  });
  return { requests, openings };
}
