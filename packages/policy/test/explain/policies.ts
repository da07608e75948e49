/** The catalogue that ships, read from its files. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { type Catalogue, catalogueOf } from "../../src/catalogue.ts";
import { readProgramme } from "../../src/read/read-programme.ts";
import { readVocabulary } from "../../src/read/read-vocabulary.ts";
import type { Programme } from "../../src/tree.ts";
import type { Vocabulary } from "../../src/vocabulary.ts";

const ROOT = fileURLToPath(new URL("../../../../policies", import.meta.url));
const VOCABULARY = "vocabulary";

const files = readdirSync(ROOT, { recursive: true, encoding: "utf8" })
  .filter(file => file.endsWith(".yaml"))
  .sort()
  .map(file => ({ file, text: readFileSync(join(ROOT, file), "utf8") }));
const isVocabulary = ({ file }: { readonly file: string }) =>
  relative(VOCABULARY, file).startsWith("..") === false;

function vocabularyOfFiles(): Vocabulary {
  const { vocabulary, findings } = readVocabulary(files.filter(isVocabulary));
  if (vocabulary === undefined) throw new Error(`the vocabulary cannot be read: ${findings[0]?.what.en}`);
  return vocabulary;
}

export const vocabulary: Vocabulary = vocabularyOfFiles();

export const programmes: readonly Programme[] = files
  .filter(file => !isVocabulary(file))
  .flatMap(({ file, text }) => readProgramme(text, file, vocabulary).programme ?? []);

export const catalogue: Catalogue = catalogueOf(programmes, vocabulary, "");
