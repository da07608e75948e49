/**
 * Shapes: the grammar of a policy file as tables. One table serves four readers: the YAML reader, the JSON Schema
 * for editors, the formatter between the Chinese and the English rendering, and the reference for authors.
 *
 * A shape says what may stand at a place of the file; its type parameter is what the reader yields there.
 */

import type { Fen, LocalDate } from "@suanquan/china";
import type { Cell, Citation, Condition, Duration, Range, Rate, Test } from "../tree.ts";

/** The words of an enumeration: the English word, its exact Chinese counterpart, and what it means. */
export type WordTable = Readonly<
  Record<string, { readonly zh: string; readonly says: { readonly zh: string; readonly en: string } }>
>;

/** Literals and the values that they yield. */
export interface LiteralValues {
  /** `200万元` */
  money: Fen;
  /** `30%` */
  rate: Rate;
  /** `4.6折`: what is paid; yields the rate that is granted, 54%. */
  pay: Rate;
  /** `2025-03-14` */
  date: LocalDate;
  /** `6个月` */
  duration: Duration;
  /** `10万元 < x ≤ 30万元` */
  "money-range": Range<Fen>;
  /** `2025-03-01 ≤ x ≤ 2025-12-31` */
  "date-range": Range<LocalDate>;
  /** `30万元`, or a range of money: what a case expects. */
  "expected-money": Range<Fen>;
  boolean: boolean;
  /** `50`: a whole number, one or more. */
  count: bigint;
  text: string;
  /** A `programme` id: `cn-guizhou/suanli`. */
  "programme-id": string;
}
export type LiteralName = keyof LiteralValues;

/** Names that must exist elsewhere: in the vocabulary, in the table of places, or in the same file. */
export type ReferenceKind =
  | "fact"
  | "money-fact"
  | "number-fact"
  | "date-fact"
  | "place"
  | "benefit"
  | "pool"
  | "document"
  | "question";

/** What the keys of a map are: names of the author's own, or something that is read and linked. */
export type MapKeys =
  | "name"
  | "own-question"
  | "fact-name"
  | "text"
  | "money"
  | "question"
  | "benefit-or-together";

interface FieldNode {
  readonly zh: string;
  readonly shape: ShapeNode;
  readonly required: boolean;
  /** One sentence for hover and reference, in both languages. */
  readonly says: { readonly zh: string; readonly en: string };
}
export type FieldTable = Readonly<Record<string, FieldNode>>;

export type ShapeNode =
  | { readonly kind: "literal"; readonly literal: LiteralName }
  | { readonly kind: "word"; readonly words: WordTable }
  | { readonly kind: "reference"; readonly to: ReferenceKind }
  | { readonly kind: "object"; readonly fields: FieldTable }
  /** Keys are the author's own, of the kind that `keys` says. */
  | { readonly kind: "map"; readonly of: ShapeNode; readonly keys: MapKeys }
  /** A list; `orOne` also takes a single item without brackets. */
  | { readonly kind: "list"; readonly of: ShapeNode; readonly orOne: boolean }
  /** A value, or `{open: QUESTION}` whose readings are read with the inner shape. */
  | { readonly kind: "cell"; readonly of: ShapeNode }
  /** The branch is chosen by what stands there: a scalar, a list, or a map with or without a certain key. */
  | { readonly kind: "branch"; readonly branches: readonly BranchNode[] }
  | { readonly kind: "condition" }
  /** `b 算力券/贵州省/1`, or `{document, place, quote}`. */
  | { readonly kind: "citation" }
  /** What a reading puts into a cell: read later, with the shape of each cell that uses it. */
  | { readonly kind: "raw" }
  /** Two languages, `{zh: …, en: …}`, or one text for both. */
  | { readonly kind: "bilingual" }
  /** A map of facts, as in a case. */
  | { readonly kind: "facts" }
  /** Columns of facts with a value column last; rows are lists. */
  | { readonly kind: "table"; readonly value: string; readonly valueZh: string; readonly of: ShapeNode };

export interface BranchNode {
  /** `scalar`, `list`, `map`, or `key:NAME` for a map that has this key. */
  readonly when: "scalar" | "list" | "map" | `key:${string}`;
  readonly tag: string;
  readonly shape: ShapeNode;
}

export type Shape<T> = ShapeNode & { readonly yields?: T };
export type Yields<S> = S extends { readonly yields?: infer T } ? Exclude<T, undefined> : never;

export interface Field<T, Required extends boolean> extends FieldNode {
  readonly yields?: T;
  readonly required: Required;
}

type CamelCase<K extends string> = K extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : K;
type Fields = Readonly<Record<string, Field<unknown, boolean>>>;
type FieldType<F> = F extends { readonly yields?: infer T } ? Exclude<T, undefined> : never;
type ObjectOf<F extends Fields> = {
  readonly [K in keyof F & string as F[K]["required"] extends true ? CamelCase<K> : never]: FieldType<F[K]>;
} & {
  readonly [K in keyof F & string as F[K]["required"] extends true ? never : CamelCase<K>]?: FieldType<F[K]>;
};

/** A decision table as read: the value cells still open or stated. */
export interface TableRead<T> {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly cells: readonly Test[]; readonly value: Cell<T> }[];
  readonly at?: Citation;
}

export const literal = <L extends LiteralName>(name: L): Shape<LiteralValues[L]> => ({
  kind: "literal",
  literal: name,
});
export const word = <W extends WordTable>(words: W): Shape<keyof W & string> => ({ kind: "word", words });
export const reference = (to: ReferenceKind): Shape<string> => ({ kind: "reference", to });
export const list = <T>(of: Shape<T>): Shape<readonly T[]> => ({ kind: "list", of, orOne: false });
export const oneOrMany = <T>(of: Shape<T>): Shape<readonly T[]> => ({ kind: "list", of, orOne: true });
export const map = <T>(of: Shape<T>, keys: MapKeys = "name"): Shape<Readonly<Record<string, T>>> => ({
  kind: "map",
  of,
  keys,
});
export const cell = <T>(of: Shape<T>): Shape<Cell<T>> => ({ kind: "cell", of });
export const condition: Shape<Condition> = { kind: "condition" };
export const citation: Shape<Citation> = { kind: "citation" };
export const raw: Shape<unknown> = { kind: "raw" };
export const bilingual: Shape<{ readonly zh: string; readonly en: string }> = { kind: "bilingual" };
export const facts: Shape<Readonly<Record<string, unknown>>> = { kind: "facts" };
export const table = <T>(value: string, valueZh: string, of: Shape<T>): Shape<TableRead<T>> => ({
  kind: "table",
  value,
  valueZh,
  of,
});
export const object = <F extends Fields>(fields: F): Shape<ObjectOf<F>> => ({ kind: "object", fields });

/** A required field: Chinese key, shape, and what it says in Chinese and English. */
export const must = <T>(zh: string, shape: Shape<T>, saysZh: string, saysEn: string): Field<T, true> => ({
  zh,
  shape,
  required: true,
  says: { zh: saysZh, en: saysEn },
});
/** A field that may be left out. */
export const may = <T>(zh: string, shape: Shape<T>, saysZh: string, saysEn: string): Field<T, false> => ({
  zh,
  shape,
  required: false,
  says: { zh: saysZh, en: saysEn },
});

type Tagged<Tag extends string, T> = { readonly is: Tag; readonly read: T };
/** One of several shapes; the reader yields `{is: TAG, read: …}`. */
export const branch = <B extends readonly { when: BranchNode["when"]; tag: string; shape: Shape<unknown> }[]>(
  ...branches: B
): Shape<{ [I in keyof B]: Tagged<B[I]["tag"], Yields<B[I]["shape"]>> }[number]> => ({
  kind: "branch",
  branches,
});
export const on = <const Tag extends string, T>(when: BranchNode["when"], tag: Tag, shape: Shape<T>) => ({
  when,
  tag,
  shape,
});
