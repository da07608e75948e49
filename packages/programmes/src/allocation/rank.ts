/** How a pool is shared out between claims: pure decisions over a frozen list. Amounts in fen. */

/** One claim on the pool as it stood when the list was frozen. */
export interface Entry {
  readonly id: string;
  readonly asked: bigint;
  /** When it was submitted: ISO, to the millisecond. */
  readonly submitted: string;
  /** The provable day of signing; null where it is not known. */
  readonly signed: string | null;
  /** The mean score in hundredths; null where it has none. */
  readonly score: number | null;
  /** An appeal was upheld: it draws on what is kept for appeals. */
  readonly appealed: boolean;
}

/** What the texts leave open about a ranking, settled by a ruling. */
export interface RankingRules {
  /** Between equals: by submission, or none of them may be preferred (the run is refused). */
  readonly ties: "by-submission" | "refuse";
  /** The last row that does not fit in full gets what is left, is left out and smaller ones after it may pass, or ends the list. */
  readonly last: "partly" | "pass-over" | "stop";
}

export interface Share {
  readonly id: string;
  readonly asked: bigint;
  readonly granted: bigint;
  /** Its place, from 1. */
  readonly rank: number;
}

export type AllocationMethod = "submission" | "signing" | "pro-rata" | "score";

/** Entries that no rule puts in order: their ids. Thrown by `allocate` when ties are refused. */
export class TiedEntries extends Error {
  readonly ids: readonly string[];
  constructor(ids: readonly string[]) {
    super(`tied: ${ids.join(", ")}`);
    this.ids = ids;
  }
}

type Key = readonly (string | number)[];

/** What puts entries in order, smallest first. Unknown dates and scores come last. */
const KEYS: Readonly<Record<Exclude<AllocationMethod, "pro-rata">, (entry: Entry) => Key>> = {
  submission: entry => [entry.submitted],
  signing: entry => [entry.signed ?? "9999-12-31"],
  score: entry => [-(entry.score ?? -1)],
};

const compareKeys = (a: Key, b: Key): number => {
  for (const [index, one] of a.entries()) {
    const other = b[index] ?? 0;
    if (one !== other) return one < other ? -1 : 1;
  }
  return 0;
};

/**
 * Shares out at most `left` fen. The shares come in rank order and never add up to more than `left`; no share is
 * more than was asked. Deterministic: the same list gives the same shares in whatever order it comes in.
 * @throws TiedEntries when equals stand at the edge of the pool and the rules refuse to prefer one
 */
export function allocate(
  entries: readonly Entry[],
  left: bigint,
  method: AllocationMethod,
  rules: RankingRules,
): Share[] {
  const byId = [...entries].sort((a, b) => (a.id < b.id ? -1 : 1));
  return method === "pro-rata" ? proRata(byId, left) : inOrder(byId, left, KEYS[method], rules);
}

function inOrder(
  entries: readonly Entry[],
  left: bigint,
  keyOf: (entry: Entry) => Key,
  rules: RankingRules,
): Share[] {
  const ranked = [...entries].sort(
    (a, b) => compareKeys(keyOf(a), keyOf(b)) || compareKeys([a.submitted, a.id], [b.submitted, b.id]),
  );
  let rest = left;
  let ended = false;
  const shares = ranked.map((entry, index): Share => {
    const fits = entry.asked <= rest;
    const granted = ended ? 0n : fits ? entry.asked : rules.last === "partly" ? rest : 0n;
    if (!fits && rules.last !== "pass-over") ended = true;
    rest -= granted;
    return { id: entry.id, asked: entry.asked, granted, rank: index + 1 };
  });
  if (rules.ties === "refuse") refuseTies(ranked, shares, keyOf);
  return shares;
}

/** Equals must fare alike: all in full, or all with nothing. */
function refuseTies(ranked: readonly Entry[], shares: readonly Share[], keyOf: (entry: Entry) => Key): void {
  for (let from = 0; from < ranked.length; ) {
    const first = ranked[from];
    if (first === undefined) return;
    let to = from + 1;
    for (
      let next = ranked[to];
      next !== undefined && compareKeys(keyOf(first), keyOf(next)) === 0;
      next = ranked[to]
    )
      to += 1;
    const equals = shares.slice(from, to);
    const alike = equals.every(s => s.granted === s.asked) || equals.every(s => s.granted === 0n);
    if (equals.length > 1 && !alike) throw new TiedEntries(equals.map(share => share.id));
    from = to;
  }
}

/** By largest remainder: floors first, then one fen each to the largest remainders; equals by id. */
function proRata(entries: readonly Entry[], left: bigint): Share[] {
  const total = entries.reduce((sum, entry) => sum + entry.asked, 0n);
  const pot = left < total ? left : total;
  if (total === 0n) return entries.map((e, index) => ({ id: e.id, asked: 0n, granted: 0n, rank: index + 1 }));
  const floors = entries.map(entry => (entry.asked * pot) / total);
  let spare = pot - floors.reduce((sum, floor) => sum + floor, 0n);
  const order = entries
    .map((entry, index) => ({ index, remainder: (entry.asked * pot) % total }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  for (const { index } of order) {
    if (spare === 0n) break;
    floors[index] = (floors[index] ?? 0n) + 1n;
    spare -= 1n;
  }
  return entries.map((entry, index) => ({
    id: entry.id,
    asked: entry.asked,
    granted: floors[index] ?? 0n,
    rank: index + 1,
  }));
}
