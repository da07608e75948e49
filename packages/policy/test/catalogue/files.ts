/** The catalogue's source files, read once for the tests that judge them. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { LocalDate } from "@suanquan/china";
import {
  type Catalogue,
  compileCatalogue,
  loadCatalogue,
  readProgramme,
  readVocabulary,
} from "../../src/index.ts";

const folder = path.resolve(import.meta.dirname, "../../../../policies");

const texts = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter(name => name.endsWith(".yaml"))
  .map(name => name.split(path.sep).join("/"))
  .sort()
  .map(file => ({ file, text: readFileSync(path.join(folder, file), "utf8") }));

export const TODAY = "2025-05-20" as LocalDate;
export const vocabularyReading = readVocabulary(texts.filter(({ file }) => file.startsWith("vocabulary/")));
if (vocabularyReading.vocabulary === undefined) throw new Error("the vocabulary cannot be read");
export const vocabulary = vocabularyReading.vocabulary;

export const readings = texts
  .filter(({ file }) => !file.startsWith("vocabulary/"))
  .map(({ file, text }) => ({ file, text, ...readProgramme(text, file, vocabulary) }));

/** The catalogue as the browser gets it: compiled, then loaded. */
export async function compiled(): Promise<Catalogue> {
  const programmes = readings.flatMap(({ programme }) => (programme === undefined ? [] : [programme]));
  return loadCatalogue(await compileCatalogue(programmes, vocabulary));
}
