import { readFileSync } from "node:fs";
import path from "node:path";
import { readVocabulary } from "../../src/read/read-vocabulary.ts";
import type { Vocabulary } from "../../src/vocabulary.ts";

let read: Vocabulary | undefined;

/** The small vocabulary that the tests of the reader speak. */
export function testVocabulary(): Vocabulary {
  if (read !== undefined) return read;
  const file = path.join(import.meta.dirname, "vocabulary.yaml");
  const { vocabulary, findings } = readVocabulary([{ file, text: readFileSync(file) }]);
  if (vocabulary === undefined) throw new Error(JSON.stringify(findings));
  read = vocabulary;
  return vocabulary;
}
