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

/** A part of the form that draws only some of the entries is drawn again only with these: what was read follows from them. */
export const drawnFrom =
  <Props extends FormProps>(...parts: readonly (keyof Entries)[]) =>
  (before: Props, after: Props): boolean => {
    const { entries: was, read: _, ...rest } = before;
    return (
      parts.every(part => was[part] === after.entries[part]) &&
      Object.entries(rest).every(([name, value]) => value === after[name as keyof Props])
    );
  };

/** Follows from the earlier awards and is not asked. */
const isDerived = ({ name }: FactDefinition): boolean => name.startsWith("position.");

/** The facts of one owner that can be filled in, in the order of the vocabulary. */
export const factsOf = (catalogue: Catalogue, owner: FactDefinition["of"]): readonly FactDefinition[] =>
  [...catalogue.vocabulary.facts.values()].filter(each => each.of === owner && !isDerived(each));
