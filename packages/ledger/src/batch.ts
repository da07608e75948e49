import type { Answer, OpeningAnswer } from "./answer.ts";
import { OUTCOMES, outcomeFrom } from "./outcomes.ts";
import type { Book, Prepared, PreparedOpening, Unit, UnitAnswer } from "./unit.ts";

/** A request or an opening with the numbers of its programme and accounts within the batch, from 1. */
interface Numbered<T> {
  readonly of: T;
  readonly programme: number;
  readonly debit: number | null;
  readonly credit: number | null;
  readonly group: number | null;
}

/** The lists of a batch that its arrays are made from. */
interface Lists {
  readonly books: readonly Book[];
  readonly accounts: readonly { readonly programme: number; readonly code: string }[];
  readonly openings: readonly Numbered<PreparedOpening>[];
  readonly requests: readonly Numbered<Prepared>[];
}

function number(units: readonly Unit[]): Lists {
  const books: Book[] = [];
  const accounts: { programme: number; code: string }[] = [];
  const numbers = new Map<Book, { programme: number; accounts: Map<string, number> }>();
  const requests: Numbered<Prepared>[] = [];
  const openings: Numbered<PreparedOpening>[] = [];
  const bookOf = (book: Book): { programme: number; accounts: Map<string, number> } => {
    let known = numbers.get(book);
    if (known === undefined) {
      known = { programme: books.push(book), accounts: new Map() };
      numbers.set(book, known);
    }
    return known;
  };
  const accountOf = (book: Book, code: string | null): number | null => {
    if (code === null) return null;
    const { programme, accounts: known } = bookOf(book);
    let account = known.get(code);
    if (account === undefined) {
      account = accounts.push({ programme, code });
      known.set(code, account);
    }
    return account;
  };
  units.forEach((unit, index) => {
    const group = unit.requests.length > 1 ? index + 1 : null;
    for (const of of unit.openings)
      openings.push({
        of,
        programme: bookOf(of.book).programme,
        debit: accountOf(of.book, of.code),
        credit: null,
        group,
      });
    for (const of of unit.requests)
      requests.push({
        of,
        programme: bookOf(of.book).programme,
        debit: accountOf(of.book, of.request.debit),
        credit: accountOf(of.book, of.request.credit),
        group,
      });
  });
  return { books, accounts, openings, requests };
}

type Cell = string | number | bigint | null;
type Column<Row> = readonly [name: string, of: (row: Row) => Cell];

const hex = (digits: string | null): string | null => (digits === null ? null : `\\\\x${digits}`);
const moment = (date: Date | null): string | null => date?.toISOString() ?? null;

// The arrays of `ledger.apply`, in four tables that begin alike there as here.
const PROGRAMME_COLUMNS: readonly Column<Book>[] = [
  ["p_programme_office", book => book.office],
  ["p_programme_code", book => book.programme],
];
const ACCOUNT_COLUMNS: readonly Column<Lists["accounts"][number]>[] = [
  ["p_account_programme", account => account.programme],
  ["p_account_code", account => account.code],
];
const OPENING_COLUMNS: readonly Column<Numbered<PreparedOpening>>[] = [
  ["p_open_account", row => row.debit],
  ["p_open_currency", row => row.of.currency],
  ["p_open_period", row => row.of.period],
  ["p_open_owner", row => hex(row.of.ownerHex)],
  ["p_open_floor", row => row.of.floorFen],
  ["p_open_ceiling", row => row.of.ceilingFen],
];
const REQUEST_COLUMNS: readonly Column<Numbered<Prepared>>[] = [
  ["p_programme", row => row.programme],
  ["p_key", row => row.of.request.key],
  ["p_fingerprint", row => hex(row.of.fingerprint)],
  ["p_kind", row => row.of.request.kind],
  ["p_debit", row => row.debit],
  ["p_credit", row => row.credit],
  ["p_amount", row => row.of.request.amountFen],
  ["p_target", row => row.of.request.target],
  ["p_group", row => row.group],
  ["p_link", row => row.of.request.link],
  ["p_expires", row => moment(row.of.request.expiresAt)],
  ["p_floor", row => row.of.request.floorFen],
  ["p_ceiling", row => row.of.request.ceilingFen],
  ["p_state", row => row.of.request.state],
  ["p_reference", row => row.of.request.reference],
  ["p_reason", row => row.of.request.reason],
  ["p_actor", row => row.of.request.actor],
  ["p_event", row => moment(row.of.request.eventAt)],
];

const NAMES = [PROGRAMME_COLUMNS, ACCOUNT_COLUMNS, OPENING_COLUMNS, REQUEST_COLUMNS].flatMap(columns =>
  columns.map(([name]) => name),
);

/** The one statement of a batch. */
export const APPLY = `SELECT floor(extract(epoch FROM recorded_at) * 1000)::bigint, height, opened,
  outcome, left_fen, detail, replayed_height, replayed_position
  FROM ledger.apply(p_careful => $1, ${NAMES.map((name, i) => `${name} => $${i + 2}`).join(", ")})`;

/**
 * Writes columns as PostgreSQL arrays. Texts are quoted, so that a code `null` is not taken for nothing;
 * they need no escaping, because codes hold neither quotes nor backslashes (see `instruction.ts`).
 */
function arrays<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): (string | null)[] {
  return columns.map(([, of]) => {
    let text = "{";
    let filled = false;
    for (let i = 0; i < rows.length; i += 1) {
      const row = rows[i];
      const cell = row === undefined ? null : of(row);
      if (i > 0) text += ",";
      if (cell === null) text += "NULL";
      else {
        filled = true;
        text += typeof cell === "string" ? `"${cell}"` : cell;
      }
    }
    return filled ? `${text}}` : null;
  });
}

/** The parameters of `APPLY` for a batch of units, after the first. */
export function encodeBatch(units: readonly Unit[]): (string | null)[] {
  const lists = number(units);
  return [
    ...arrays(PROGRAMME_COLUMNS, lists.books),
    ...arrays(ACCOUNT_COLUMNS, lists.accounts),
    ...arrays(OPENING_COLUMNS, lists.openings),
    ...arrays(REQUEST_COLUMNS, lists.requests),
  ];
}

/** An array of plain words as PostgreSQL prints it; null stays null. */
function words(text: string | null | undefined): (string | null)[] {
  if (text === null || text === undefined || text === "{}") return [];
  return text
    .slice(1, -1)
    .split(",")
    .map(word => (word === "NULL" ? null : word.startsWith('"') ? word.slice(1, -1) : word));
}

const wide = (word: string | null | undefined): bigint | null =>
  word === null || word === undefined ? null : BigInt(word);

const isOpeningAnswer = (word: string | null | undefined): word is OpeningAnswer =>
  word === "opened" || word === "exists" || word === "differs";

/** Reads the row that `APPLY` gave back into one answer per unit, in the order of the units. */
export function decodeBatch(units: readonly Unit[], row: readonly (string | null)[]): UnitAnswer[] {
  const [moment, height, opened, outcome, left, detail, replayedHeight, replayedPosition] = row;
  const recordedAt = new Date(Number(moment));
  const heights = words(height).map(wide);
  const columns = [outcome, left, detail, replayedHeight, replayedPosition].map(words);
  const openings = words(opened);
  const programmes = new Map<Book, number>();
  let position = 0;
  let opening = 0;
  return units.map(unit => {
    for (const { book } of [...unit.openings, ...unit.requests])
      if (!programmes.has(book)) programmes.set(book, programmes.size);
    const answers = unit.requests.map(({ book, request }): Answer => {
      const [word, leftFen, note, oldHeight, oldPosition] = columns.map(column => column[position]);
      position += 1;
      const replayed = (oldHeight ?? null) !== null;
      return {
        key: request.key,
        outcome: outcomeFrom(word ?? "done"),
        replayed,
        height: replayed ? wide(oldHeight) : (heights[programmes.get(book) ?? 0] ?? null),
        position: replayed ? Number(oldPosition) : position,
        recordedAt: replayed ? null : recordedAt,
        leftFen: wide(leftFen),
        detail: note ?? null,
      };
    });
    const openingAnswers = unit.openings.map(() => {
      const word = openings[opening];
      opening += 1;
      if (!isOpeningAnswer(word)) throw new Error(`ledger.apply answered an opening with ${word}`);
      return word;
    });
    // A group is written as a whole or not at all: one unwritten member speaks for the others.
    const written = answers.every(answer => OUTCOMES[answer.outcome].kept);
    return {
      answers: written
        ? answers
        : answers.map(a => ({ ...a, height: null, position: null, recordedAt: null })),
      openings: openingAnswers,
    };
  });
}
