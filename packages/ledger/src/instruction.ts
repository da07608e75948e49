import { hash } from "node:crypto";

/** What an account is, told when it is opened. A credit raises its balance, a debit lowers it. */
export interface AccountOpening {
  /** Its name within the programme, such as `pool:2025` or `voucher:0198…`. */
  readonly code: string;
  /** `CNY`, or a unit of what is granted in kind, such as `GPU-HOUR`. `CNY` if not given. */
  readonly currency?: string;
  /** The time it is about, such as `2025` or `2025-Q3`. */
  readonly period?: string | null;
  /** A commitment to the owner (32 bytes, see `commitments.ts`); never a name or a number. */
  readonly owner?: Uint8Array | null;
  /** The balance never falls below this, whatever becomes of open holds; null: no such limit. 0 if not given. */
  readonly floorFen?: bigint | null;
  /** The balance never rises above this, whatever becomes of open holds; null (as when not given): no such limit. */
  readonly ceilingFen?: bigint | null;
}

/** An account by its code, or with what it takes to open it if it is not there yet. */
export type AccountRef = string | AccountOpening;

interface Named {
  /** Idempotency key, one per office. Same key and content: same answer. */
  readonly key: string;
  readonly programme: string;
  /** What it is about: a contract, an order, a claim. A code, never a name. */
  readonly reference?: string | null;
  /** Why: a reason code. */
  readonly reason?: string | null;
  /** Who asked: an opaque number of a member or service. */
  readonly actor?: string | null;
  /** When it happened outside; to the millisecond. When it was recorded, the ledger says itself. */
  readonly eventAt?: Date | null;
}

/** Moves money from the debit account to the credit account at once. */
export interface Transfer extends Named {
  readonly kind: "transfer";
  readonly debit: AccountRef;
  readonly credit: AccountRef;
  readonly amountFen: bigint;
}

/** Sets money aside on its way from debit to credit, until it is captured, released or runs out of time. */
export interface Hold extends Named {
  readonly kind: "hold";
  readonly debit: AccountRef;
  readonly credit: AccountRef;
  readonly amountFen: bigint;
  /** At this moment of the database's clock it has expired. No limit if not given. */
  readonly expiresAt?: Date | null;
}

/** Moves what was held, in full or in part; the rest is freed. */
export interface Capture extends Named {
  readonly kind: "capture";
  /** The hold's key. */
  readonly target: string;
  /** All that was held if not given. */
  readonly amountFen?: bigint | null;
}

/** Frees what was held. */
export interface Release extends Named {
  readonly kind: "release";
  readonly target: string;
}

/** Moves a transfer or a capture back, in full or in part, as often as its rest allows. */
export interface Reverse extends Named {
  readonly kind: "reverse";
  /** The key of the transfer or capture. */
  readonly target: string;
  /** All that is left to reverse if not given. */
  readonly amountFen?: bigint | null;
}

/** Sets both limits of an account anew; null takes a limit away. */
export interface Limit extends Named {
  readonly kind: "limit";
  readonly account: string;
  readonly floorFen: bigint | null;
  readonly ceilingFen: bigint | null;
}

/** Freezes an account (nothing moves, holds may be released), opens it again, or closes it for good. */
export interface State extends Named {
  readonly kind: "state";
  readonly account: string;
  readonly state: AccountState;
}

export type AccountState = "open" | "frozen" | "closed";
export type Movement = Transfer | Hold | Capture | Release | Reverse;
export type Instruction = Movement | Limit | State;

/** The largest amount of one instruction, inclusive: ten million million yuan. */
export const AMOUNT_FEN_MAX = 10n ** 15n;
/** The largest limit, either way, inclusive. */
export const LIMIT_FEN_MAX = 4n * 10n ** 18n;

/**
 * Codes are plain words, so that no free text (and with it no name) slips into what can never be erased,
 * and so that they need no escaping anywhere.
 */
const CODE = /^[A-Za-z0-9][A-Za-z0-9._:/@+=~-]{0,127}$/;
const SHORT_CODE = /^[A-Za-z0-9][A-Za-z0-9._:/@+=~-]{0,63}$/;
const PERIOD = /^[A-Za-z0-9][A-Za-z0-9._:/@+=~-]{0,31}$/;
const CURRENCY = /^[A-Z][A-Z0-9-]{2,15}$/;

/** A resident's identity number (with a date of birth inside) or a mobile number, standing by itself. */
const PERSONAL =
  /(?<![0-9A-Za-z])(?:[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]|1[3-9]\d{9})(?![0-9A-Za-z])/;

const isCode = (text: unknown): text is string => typeof text === "string" && CODE.test(text);
export const isShortCode = (text: unknown): text is string =>
  typeof text === "string" && SHORT_CODE.test(text);
const isNote = (text: string | null | undefined): boolean =>
  text === null || text === undefined || (isCode(text) && !PERSONAL.test(text));
const isAmount = (amount: unknown): boolean =>
  typeof amount === "bigint" && amount >= 1n && amount <= AMOUNT_FEN_MAX;
const isLimit = (limit: unknown): boolean =>
  limit === null ||
  limit === undefined ||
  (typeof limit === "bigint" && limit >= -LIMIT_FEN_MAX && limit <= LIMIT_FEN_MAX);
const isMoment = (moment: Date | null | undefined): boolean =>
  moment === null || moment === undefined || isYearOfFourDigits(moment);
const isYearOfFourDigits = (moment: Date): boolean => {
  const year = moment instanceof Date ? moment.getUTCFullYear() : Number.NaN;
  return year >= 1900 && year <= 9999;
};

/** The first field of an opening that is out of form, or null. */
export function faultOfOpening(opening: AccountOpening): string | null {
  if (!isCode(opening.code) || PERSONAL.test(opening.code)) return "code";
  if (opening.currency !== undefined && !CURRENCY.test(opening.currency)) return "currency";
  if (opening.period !== undefined && opening.period !== null && !PERIOD.test(opening.period))
    return "period";
  if (opening.owner !== undefined && opening.owner !== null && opening.owner.length !== 32) return "owner";
  if (!isLimit(opening.floorFen) || (opening.floorFen ?? 0n) > 0n) return "floorFen";
  if (!isLimit(opening.ceilingFen) || (opening.ceilingFen ?? 0n) < 0n) return "ceilingFen";
  return null;
}

const faultOfRef = (ref: AccountRef): boolean =>
  typeof ref === "string" ? !isCode(ref) : faultOfOpening(ref) !== null;

const codeOf = (ref: AccountRef): string => (typeof ref === "string" ? ref : ref.code);

/**
 * The first field of an instruction that is out of form, or null. Depends on nothing but the instruction,
 * so the same malformed request is always refused alike.
 */
export function faultOf(instruction: Instruction): string | null {
  if (!isCode(instruction.key)) return "key";
  if (!isShortCode(instruction.programme)) return "programme";
  if (!isNote(instruction.reference)) return "reference";
  if (!isNote(instruction.reason)) return "reason";
  if (!isNote(instruction.actor)) return "actor";
  if (!isMoment(instruction.eventAt)) return "eventAt";
  switch (instruction.kind) {
    case "transfer":
    case "hold":
      if (faultOfRef(instruction.debit)) return "debit";
      if (faultOfRef(instruction.credit)) return "credit";
      if (codeOf(instruction.debit) === codeOf(instruction.credit)) return "credit";
      if (!isAmount(instruction.amountFen)) return "amountFen";
      return instruction.kind === "hold" && !isMoment(instruction.expiresAt) ? "expiresAt" : null;
    case "capture":
    case "reverse":
      if (!isCode(instruction.target)) return "target";
      return (instruction.amountFen ?? null) === null || isAmount(instruction.amountFen) ? null : "amountFen";
    case "release":
      return isCode(instruction.target) ? null : "target";
    case "limit":
      if (!isCode(instruction.account)) return "account";
      if (instruction.floorFen === undefined || !isLimit(instruction.floorFen)) return "floorFen";
      return instruction.ceilingFen === undefined || !isLimit(instruction.ceilingFen) ? "ceilingFen" : null;
    case "state":
      if (!isCode(instruction.account)) return "account";
      return ["open", "frozen", "closed"].includes(instruction.state) ? null : "state";
    default:
      return "kind";
  }
}

/** The fields of a request in the order of its canonical text. Absent ones are null. */
export interface Request {
  readonly office: string;
  readonly programme: string;
  readonly key: string;
  readonly kind: string;
  readonly debit: string | null;
  readonly credit: string | null;
  readonly amountFen: bigint | null;
  readonly target: string | null;
  readonly link: string | null;
  readonly expiresAt: Date | null;
  readonly floorFen: bigint | null;
  readonly ceilingFen: bigint | null;
  readonly state: string | null;
  readonly reference: string | null;
  readonly reason: string | null;
  readonly actor: string | null;
  readonly eventAt: Date | null;
}

/** Where an instruction stands in its linked group, and a digest of the group's keys; null when it stands alone. */
export function linkOf(keys: readonly string[], index: number): string | null {
  if (keys.length < 2) return null;
  return `${index + 1}/${keys.length} ${hash("sha256", keys.join("\n"), "hex").slice(0, 32)}`;
}

/** Spreads an instruction out into the fields that are stored. */
export function requestOf(office: string, instruction: Instruction, link: string | null): Request {
  const movement = "debit" in instruction ? instruction : null;
  const limit = instruction.kind === "limit" ? instruction : null;
  return {
    office,
    programme: instruction.programme,
    key: instruction.key,
    kind: instruction.kind,
    debit: movement !== null ? codeOf(movement.debit) : "account" in instruction ? instruction.account : null,
    credit: movement !== null ? codeOf(movement.credit) : null,
    amountFen: "amountFen" in instruction ? (instruction.amountFen ?? null) : null,
    target: "target" in instruction ? instruction.target : null,
    link,
    expiresAt: instruction.kind === "hold" ? (instruction.expiresAt ?? null) : null,
    floorFen: limit?.floorFen ?? null,
    ceilingFen: limit?.ceilingFen ?? null,
    state: instruction.kind === "state" ? instruction.state : null,
    reference: instruction.reference ?? null,
    reason: instruction.reason ?? null,
    actor: instruction.actor ?? null,
    eventAt: instruction.eventAt ?? null,
  };
}

const milliseconds = (moment: Date | null): number | null => moment?.getTime() ?? null;
const decimal = (fen: bigint | null): string | null => fen?.toString() ?? null;

/**
 * The canonical text of a request: a JSON array without spaces, amounts as decimal strings, moments as
 * milliseconds. Its SHA-256 is the request's fingerprint.
 */
function canonicalRequest(r: Request): string {
  return JSON.stringify([
    r.office,
    r.programme,
    r.key,
    r.kind,
    r.debit,
    r.credit,
    decimal(r.amountFen),
    r.target,
    r.link,
    milliseconds(r.expiresAt),
    decimal(r.floorFen),
    decimal(r.ceilingFen),
    r.state,
    r.reference,
    r.reason,
    r.actor,
    milliseconds(r.eventAt),
  ]);
}

/** SHA-256 of the canonical text, as 64 hexadecimal digits. */
export const fingerprintOf = (request: Request): string => hash("sha256", canonicalRequest(request), "hex");
