/**
 * The readings of open questions, walked one completion at a time.
 *
 * A question is met only when the reckoning gets to it; the walk then visits each reading of every question met, and
 * no other. One question has one reading throughout a completion. Cost: the product of the readings of the questions
 * met, at most `COMPLETIONS_MAX`.
 */
import type { Cell } from "../../tree.ts";

export const COMPLETIONS_MAX = 4096;

export interface ReadingTaken {
  readonly question: string;
  readonly reading: string;
}

/** A question that was met, and how it was read. */
interface Asked extends ReadingTaken {
  readonly readings: readonly string[];
}

interface Fork {
  asked: Asked;
  index: number;
}

/** The reading that stands for every point of an interval at once; no reading of a file has a space in its name. */
export const BETWEEN = "low high";

const NONE: ReadonlySet<string> = new Set();

export class Readings {
  private readonly forks: Fork[] = [];
  /** How many of the forks this completion has come to; it comes to them in the order of the one before. */
  private reached = 0;
  /** The questions met in this completion, as often as they were met. */
  private readonly journal: Asked[] = [];
  private readonly rulings: ReadonlyMap<string, string>;
  /** Questions of an interval whose points between the ends are visited as well. */
  private readonly wide: ReadonlySet<string>;
  /** Rulings that were used, in the order in which they were met. */
  readonly ruled = new Map<string, string>();

  constructor(rulings: ReadonlyMap<string, string>, wide: ReadonlySet<string> = NONE) {
    this.rulings = rulings;
    this.wide = wide;
  }

  isWide(question: string): boolean {
    return this.wide.has(question);
  }

  /** The reading of a question in this completion. */
  take(question: string, readings: readonly string[]): string {
    const ruling = this.rulings.get(question);
    if (ruling !== undefined && readings.includes(ruling)) {
      this.ruled.set(question, ruling);
      return ruling;
    }
    const { asked } = this.forkOf(question, readings);
    this.journal.push(asked.readings === readings ? asked : { ...asked, readings });
    return asked.reading;
  }

  private forkOf(question: string, readings: readonly string[]): Fork {
    let at = 0;
    while (at < this.forks.length && this.forks[at]?.asked.question !== question) at += 1;
    const fork = this.forks[at] ?? { asked: { question, readings, reading: readings[0] ?? "" }, index: 0 };
    if (at === this.forks.length) this.forks.push(fork);
    if (at >= this.reached) this.reached = at + 1;
    return fork;
  }

  /** Whether a ruling says so of something that is not an open question, as `purchase.at-most` → `rate`. */
  isRuled(question: string, reading: string): boolean {
    if (this.rulings.get(question) !== reading) return false;
    this.ruled.set(question, reading);
    return true;
  }

  /** What a part of the reckoning comes to, and the questions that it meets, each once. */
  following<T>(reckon: () => T): { readonly value: T; readonly asked: readonly Asked[] } {
    const mark = this.journal.length;
    const value = reckon();
    const asked: Asked[] = [];
    for (let at = mark; at < this.journal.length; at += 1) {
      const each = this.journal[at];
      if (each !== undefined && !asked.some(({ question }) => question === each.question)) asked.push(each);
    }
    return { value, asked };
  }

  /** Goes on to the next completion; false when all have been visited. */
  next(): boolean {
    this.reached = 0;
    this.journal.length = 0;
    for (let last = this.forks.at(-1); last !== undefined; last = this.forks.at(-1)) {
      last.index += 1;
      const reading = last.asked.readings[last.index];
      if (reading !== undefined) {
        last.asked = { ...last.asked, reading };
        return true;
      }
      this.forks.pop();
    }
    return false;
  }

  /** The readings taken in this completion so far. */
  taken(): ReadingTaken[] {
    return this.forks.slice(0, this.reached).map(fork => fork.asked);
  }
}

type Branch<T> =
  | { readonly is: "value"; readonly value: T }
  | {
      readonly is: "question";
      readonly question: string;
      readonly readings: readonly string[];
      /** In the order of the readings. */
      readonly by: (Branch<T> | undefined)[];
    };

/**
 * A part of the reckoning that turns on some of the questions only. It is reckoned once for each way in which these are
 * read, not once for each completion; each time it meets them again in the same order, so that the walk is the same.
 */
export class ByReadings<T> {
  private root: Branch<T> | undefined;

  /** @param reckon must depend on nothing that changes between completions but the readings. */
  of(readings: Readings, reckon: () => T): T {
    let at = this.root;
    while (at?.is === "question") at = at.by[at.readings.indexOf(readings.take(at.question, at.readings))];
    if (at !== undefined) return at.value;
    const { value, asked } = readings.following(reckon);
    this.root = grown(this.root, asked, 0, value);
    return value;
  }
}

/** The tree with one more way through its questions, from the one at `from` on. */
function grown<T>(tree: Branch<T> | undefined, asked: readonly Asked[], from: number, value: T): Branch<T> {
  const next = asked[from];
  if (next === undefined) return { is: "value", value };
  const { question, readings, reading } = next;
  const by = tree?.is === "question" ? tree.by : readings.map(() => undefined);
  const at = readings.indexOf(reading);
  by[at] = grown(by[at], asked, from + 1, value);
  return tree?.is === "question" ? tree : { is: "question", question, readings, by };
}

const readingIds = new WeakMap<object, readonly string[]>();

/** The ids of a cell's readings; the same list each time. */
export function idsOf(readings: readonly { readonly reading: string }[]): readonly string[] {
  const known = readingIds.get(readings);
  if (known !== undefined) return known;
  const ids = readings.map(each => each.reading);
  readingIds.set(readings, ids);
  return ids;
}

const wideIds = new WeakMap<object, readonly string[]>();

function wideIdsOf(readings: readonly { readonly reading: string }[]): readonly string[] {
  const known = wideIds.get(readings) ?? [...idsOf(readings), BETWEEN];
  wideIds.set(readings, known);
  return known;
}

/** The value that a figure has in this completion, or the two ends of the interval that it lies in. */
export function settleEnds<T>(cell: Cell<T>, readings: Readings): readonly T[] {
  let at = cell;
  while (at.is === "open") {
    const wide = at.continuous && readings.isWide(at.question);
    const taken = readings.take(at.question, wide ? wideIdsOf(at.readings) : idsOf(at.readings));
    if (taken === BETWEEN) return at.readings.flatMap(each => settleEnds(each.cell, readings));
    const next = at.readings.find(each => each.reading === taken) ?? at.readings[0];
    if (next === undefined) throw new Error(`open question without readings: ${at.question}`);
    at = next.cell;
  }
  return [at.value];
}

/** The value that a cell has in this completion. */
export function settle<T>(cell: Cell<T>, readings: Readings): T {
  let at = cell;
  while (at.is === "open") {
    const taken = readings.take(at.question, idsOf(at.readings));
    const next = at.readings.find(each => each.reading === taken) ?? at.readings[0];
    if (next === undefined) throw new Error(`open question without readings: ${at.question}`);
    at = next.cell;
  }
  return at.value;
}
