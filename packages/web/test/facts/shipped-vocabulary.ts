/** The vocabulary and the catalogue that ship, read from their sources. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import {
  type Catalogue,
  catalogueOf,
  readProgramme,
  readVocabulary,
  type Vocabulary,
} from "@suanquan/policy";

const policies = path.resolve(import.meta.dirname, "../../../../policies");

const filesUnder = (keep: (file: string) => boolean) =>
  readdirSync(policies, { recursive: true, encoding: "utf8" })
    .map(file => file.split(path.sep).join("/"))
    .filter(file => file.endsWith(".yaml") && keep(file))
    .sort()
    .map(file => ({ file, text: readFileSync(path.join(policies, file), "utf8") }));

export function shippedVocabulary(): Vocabulary {
  const { vocabulary, findings } = readVocabulary(filesUnder(file => file.startsWith("vocabulary/")));
  if (vocabulary === undefined) throw new Error(findings[0]?.what.en);
  return vocabulary;
}

/** @param keep chooses files below `policies/`; all of them when absent. */
export function shippedCatalogue(keep: (file: string) => boolean = () => true): Catalogue {
  const vocabulary = shippedVocabulary();
  const programmes = filesUnder(file => !file.startsWith("vocabulary/") && keep(file)).map(
    ({ file, text }) => {
      const { programme, findings } = readProgramme(text, file, vocabulary);
      if (programme === undefined) throw new Error(findings[0]?.what.en);
      return programme;
    },
  );
  return catalogueOf(programmes, vocabulary, "");
}
