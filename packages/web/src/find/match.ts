/** Finding: does a query name this entry, and where. Pure; cost grows with the phrases times the query's words. */
import { type Entry, PHRASE_KINDS, type Phrase } from "./entry.ts";

/** Full-width letters and digits become plain ones, capitals small ones. */
const plain = (text: string): string => text.normalize("NFKC").toLowerCase();

/** The words of a query; each must be found. */
export const wordsOfQuery = (query: string): readonly string[] =>
  plain(query)
    .split(/[\s,，、。;；]+/u)
    .filter(word => word !== "");

const LATIN = /^[a-z']+$/;

/** How well an entry answers a query: the smaller, the better; undefined where a word of it is not found. */
export function rankOf(entry: Entry, words: readonly string[]): number | undefined {
  let rank = 0;
  for (const word of words) {
    const kinds = entry.phrases.flatMap(phrase =>
      finds(phrase, word) ? [PHRASE_KINDS.indexOf(phrase.of)] : [],
    );
    if (kinds.length === 0) return undefined;
    rank += Math.min(...kinds);
  }
  return rank;
}

/** The phrase that the query was found in, where that is not plain from the title. */
export function foundIn(entry: Entry, words: readonly string[]): Phrase | undefined {
  const hidden = words.flatMap(word => {
    const found = entry.phrases.filter(phrase => finds(phrase, word));
    return found.some(each => each.of === "title" || each.of === "place" || each.of === "kind") ? [] : found;
  });
  return hidden[0];
}

function finds(phrase: Phrase, word: string): boolean {
  return plain(phrase.says).includes(word) || (LATIN.test(word) && readsAs(phrase.pinyin, word));
}

/** Whether letters spell syllables in a row, each in full or by its beginning: `gzslq`, `guizhousuanli`, `guizslq`. */
function readsAs(pinyin: string, word: string): boolean {
  if (pinyin === "") return false;
  const syllables = pinyin.split(" ");
  const letters = word.replaceAll("'", "");
  if (letters.length < 2) return false;
  return syllables.some((_, index) => spells(syllables, index, letters));
}

function spells(syllables: readonly string[], index: number, letters: string): boolean {
  if (letters === "") return true;
  const syllable = syllables[index];
  if (syllable === undefined) return false;
  let taken = 0;
  while (taken < syllable.length && syllable[taken] === letters[taken]) taken += 1;
  // a syllable may be cut short only to its beginning, so the longest way is tried first
  for (; taken > 0; taken -= 1) if (spells(syllables, index + 1, letters.slice(taken))) return true;
  return false;
}
