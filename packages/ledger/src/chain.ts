import { createHash } from "node:crypto";

/**
 * The audit chain, reckoned without the database: the same texts that `migrations/0003-blocks.sql`
 * builds, so that a copy of the tables can be checked by somebody who trusts nobody.
 */

/** Names the form of the chain; a change of form starts a new name. */
const CHAIN = "suanquan-ledger-1";

const sha256 = (text: string): Buffer => createHash("sha256").update(text).digest();

/** The hash before the first block of a programme. */
export const genesisHash = (office: string, programme: string): Buffer =>
  sha256(`${CHAIN} ${office} ${programme}`);

/** What follows from the answer to one request; the request itself is in its fingerprint. */
export interface Entry {
  readonly position: number;
  readonly fingerprint: Buffer;
  readonly outcome: string;
  readonly leftFen: bigint | null;
  readonly detail: string | null;
  /** Posted, held out, held in after it: of the debit account, then of the credit account. */
  readonly after: readonly (bigint | null)[];
}

/** Words with single spaces between them; what is null is left out. */
const line = (words: readonly (string | number | bigint | null)[]): string =>
  words.filter(word => word !== null).join(" ");

/** An account as it was opened. */
export interface Opening {
  readonly code: string;
  readonly currency: string;
  readonly period: string | null;
  readonly owner: Buffer | null;
  readonly floorFen: bigint | null;
  readonly ceilingFen: bigint | null;
}

const openingLine = (o: Opening): string =>
  line([
    "open",
    o.code,
    o.currency,
    o.period ?? "-",
    o.owner?.toString("hex") ?? "-",
    o.floorFen ?? "-",
    o.ceilingFen ?? "-",
  ]);

/** The columns of a block's entries, each as a word. */
const COLUMNS: readonly ((e: Entry) => string | number | bigint | null)[] = [
  e => e.position,
  e => `\\x${e.fingerprint.toString("hex")}`,
  e => e.outcome,
  e => e.leftFen,
  e => e.detail,
  ...[0, 1, 2, 3, 4, 5].map(i => (e: Entry) => e.after[i] ?? null),
];

/** The digest of a block: its openings by line, then its entries by position, a line per column. */
export function blockDigest(openings: readonly Opening[], entries: readonly Entry[]): Buffer {
  // Byte order, as COLLATE "C" sorts; codes and ids are ASCII, for which the default order is that.
  const lines = openings.map(openingLine).sort();
  if (entries.length > 0)
    for (const of of COLUMNS) lines.push(entries.map(entry => of(entry) ?? "-").join(" "));
  return sha256(lines.join("\n"));
}

export interface BlockHeader {
  readonly height: bigint;
  readonly recordedAtMicros: bigint;
  readonly openings: number;
  readonly entries: number;
  readonly previous: Buffer;
  readonly digest: Buffer;
}

export const blockHash = (b: BlockHeader): Buffer =>
  sha256(
    line([
      b.height,
      b.recordedAtMicros,
      b.openings,
      b.entries,
      b.previous.toString("hex"),
      b.digest.toString("hex"),
    ]),
  );
