/** The vocabulary of facts: one name, in English and in Chinese, for everything that a programme may ask. */
import type { FactDefinition } from "./tree.ts";

/** The definitions of all facts, by either of their names. */
export interface Vocabulary {
  /** By English name, as in `contract.amount`, in the order of the files. */
  readonly facts: ReadonlyMap<string, FactDefinition>;
  /** By Chinese name, as in `合同.金额`. */
  readonly byZh: ReadonlyMap<string, FactDefinition>;
}

/** A vocabulary of these definitions; names are taken to be unique. */
export function vocabularyOf(definitions: Iterable<FactDefinition>): Vocabulary {
  const all = [...definitions];
  return {
    facts: new Map(all.map(each => [each.name, each])),
    byZh: new Map(all.map(each => [each.zh, each])),
  };
}

/** The definition of a fact by either of its names. */
export function factNamed(vocabulary: Vocabulary, name: string): FactDefinition | undefined {
  return vocabulary.facts.get(name) ?? vocabulary.byZh.get(name);
}
