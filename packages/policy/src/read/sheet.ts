/** What the reader of one file knows while it reads: the names that exist, the open questions, and the page of notes. */
import type { Bilingual, Span } from "../tree.ts";
import { type Vocabulary, vocabularyOf } from "../vocabulary.ts";
import { newPage, type Page } from "./page.ts";
import type { SourceNode } from "./source-node.ts";

/** What an open question offers, before any cell reads it. */
export interface QuestionSource {
  readonly span: Span;
  readonly readings: readonly ReadingSource[];
  /** `0% ≤ x ≤ 100%`, for a figure that is not stated at all. */
  readonly between?: SourceNode;
}
export interface ReadingSource {
  readonly id: string;
  readonly span: Span;
  readonly path: string;
  /** Absent when the reading says only what it means; each cell then says what it puts there. */
  readonly value?: SourceNode;
}

export type NamedInFile = "benefit" | "pool" | "document" | "question";

/** A cell, or a condition, that a question decides. */
interface QuestionUse {
  readonly question: string;
  /** Path of the outermost cell, also when the question is met inside a reading of another. */
  readonly path: string;
}

export interface Sheet extends Page {
  readonly vocabulary: Vocabulary;
  readonly names: Readonly<Record<NamedInFile, ReadonlySet<string>>>;
  readonly questions: ReadonlyMap<string, QuestionSource>;
  /** A bare number of money is yuan in facts that come from programs; in a file the unit is written. */
  readonly bareMoneyIsYuan: boolean;
  /** The questions whose readings are being read, the outermost first. */
  readonly trail: QuestionUse[];
  readonly uses: QuestionUse[];
  /** What a bare word or name in a reading means, for those that say nothing else. */
  readonly meanings: Map<SourceNode, Bilingual>;
  /** How many values the readings may still unfold into. */
  unfoldingsLeft: number;
}

export const UNFOLDINGS_MAX = 20_000;

/** A sheet that knows nothing but the vocabulary. */
export function newSheet(file: string, known: Partial<Sheet> = {}): Sheet {
  const none: ReadonlySet<string> = new Set();
  return {
    ...newPage(file),
    vocabulary: vocabularyOf([]),
    names: { benefit: none, pool: none, document: none, question: none },
    questions: new Map(),
    bareMoneyIsYuan: false,
    trail: [],
    uses: [],
    meanings: new Map(),
    unfoldingsLeft: UNFOLDINGS_MAX,
    ...known,
  };
}
