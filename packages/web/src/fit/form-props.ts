/** What every part of the form is drawn from. */
import type { Catalogue, FactDefinition } from "@suanquan/policy";
import type { Change, Entries } from "../facts/entries.ts";
import type { ReadEntries } from "../facts/read-entries.ts";
import type { AskedQuestion } from "./questions/asked-questions.ts";
import type { Language } from "./words.ts";

export interface FormProps {
  readonly catalogue: Catalogue;
  readonly language: Language;
  readonly entries: Entries;
  readonly read: ReadEntries;
  /** What can still change an answer, by fact; the most useful first. */
  readonly questions: ReadonlyMap<string, AskedQuestion>;
  readonly change: (change: Change) => void;
}

/** Follows from the earlier awards and is not asked. */
const isDerived = ({ name }: FactDefinition): boolean => name.startsWith("position.");

/** The facts of one owner that can be filled in, in the order of the vocabulary. */
export const factsOf = (catalogue: Catalogue, owner: FactDefinition["of"]): readonly FactDefinition[] =>
  [...catalogue.vocabulary.facts.values()].filter(each => each.of === owner && !isDerived(each));
