/** Values, cells, conditions and tables: what every part of a programme is made of. */
import type { Fen, LocalDate } from "@suanquan/china";

/** The two languages of the product. */
export type Language = "zh" | "en";

/** A text in both languages. Where an author gave only one, both hold it. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** An exact rate, `num / den`; 30% is 3/10. */
export interface Rate {
  readonly num: bigint;
  readonly den: bigint;
}

/** A span of time as policies write it: `6个月`, `1年`, `30天`, `5个工作日`. */
export interface Duration {
  readonly count: number;
  readonly unit: "years" | "months" | "days" | "working-days";
}

/** One document and the place in it that a value rests on; `quote` only in a programme whose author holds the text. */
export interface Citation {
  readonly document: string;
  readonly place: string;
  readonly quote?: string;
}

/** Where a value stands in its source file, 1-based. */
export interface Span {
  readonly line: number;
  readonly column: number;
}

/**
 * A value that the text states, or leaves open. An open cell lists what each reading would put there; a reading
 * may lead to a further question. With `continuous` the two readings are the ends of an interval.
 */
export type Cell<T> = StatedCell<T> | OpenCell<T>;
/** A value that the text states. */
export interface StatedCell<T> {
  readonly is: "stated";
  readonly value: T;
}
/** A value that a question leaves open, with what each of its readings puts there. */
export interface OpenCell<T> {
  readonly is: "open";
  readonly question: string;
  readonly readings: readonly { readonly reading: string; readonly cell: Cell<T> }[];
  readonly continuous: boolean;
}

/** A bound of a range; `included` says whether the bound itself belongs to it. */
export interface RangeEnd<T> {
  readonly value: T;
  readonly included: boolean;
}
/** `10万元 < x ≤ 30万元`; a missing end is unbounded. */
export interface Range<T> {
  readonly low?: RangeEnd<T>;
  readonly high?: RangeEnd<T>;
}

/** What a fact is asked: each kind belongs to certain types of fact. */
export type Test =
  | { readonly is: "any" }
  | { readonly is: "boolean"; readonly value: boolean }
  | { readonly is: "one-of"; readonly values: readonly string[] }
  | { readonly is: "within"; readonly places: readonly string[] }
  | { readonly is: "money"; readonly range: Range<Fen> }
  | { readonly is: "number"; readonly range: Range<bigint> }
  | { readonly is: "date"; readonly range: Range<LocalDate> }
  | { readonly is: "rate"; readonly range: Range<Rate> }
  | { readonly is: "not"; readonly test: Test };

/** A condition on facts; an `open` one is decided by the reading of a question. */
export type Condition =
  | { readonly is: "fact"; readonly fact: string; readonly test: Cell<Test>; readonly at?: Citation }
  | { readonly is: "all"; readonly of: readonly Condition[]; readonly at?: Citation }
  | { readonly is: "any-of"; readonly of: readonly Condition[]; readonly at?: Citation }
  | { readonly is: "none-of"; readonly of: readonly Condition[]; readonly at?: Citation }
  | {
      readonly is: "open";
      readonly question: string;
      readonly readings: readonly { readonly reading: string; readonly condition: Condition }[];
      readonly at?: Citation;
    };

/** A decision table: the first matching row gives the value; the cells are tests of the columns' facts, in order. */
export interface Table<T> {
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly cells: readonly Test[];
    readonly value: Cell<T>;
    readonly at?: Citation;
  }[];
}

/** A rate or an amount as the text grants it; `atMost` is «not more than»: a ceiling, not an entitlement. */
export interface Granted<T> {
  readonly atMost: boolean;
  readonly by:
    | { readonly is: "cell"; readonly cell: Cell<T> }
    | { readonly is: "table"; readonly table: Table<T> };
  readonly at?: Citation;
}
