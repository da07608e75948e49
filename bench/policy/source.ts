/** The catalogue that ships: its source files, and what they compile to. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import {
  compileCatalogue,
  type Programme,
  readProgramme,
  readVocabulary,
  type Vocabulary,
} from "../../packages/policy/src/index.ts";

const FOLDER = path.resolve(import.meta.dirname, "../../policies");

interface SourceFile {
  readonly file: string;
  readonly text: Uint8Array;
}

const files: readonly SourceFile[] = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
  .filter(file => file.endsWith(".yaml"))
  .sort()
  .map(file => ({ file, text: readFileSync(path.join(FOLDER, file)) }));
const isVocabulary = ({ file }: SourceFile): boolean => file.startsWith(`vocabulary${path.sep}`);

function vocabularyOfFiles(): Vocabulary {
  const { vocabulary, findings } = readVocabulary(files.filter(isVocabulary));
  if (vocabulary === undefined) throw new Error(`the vocabulary cannot be read: ${findings[0]?.what.en}`);
  return vocabulary;
}

/** The text that browsers and the fast paths load. */
export async function compiledText(): Promise<string> {
  const vocabulary = vocabularyOfFiles();
  const programmes = files
    .filter(each => !isVocabulary(each))
    .map(({ file, text }): Programme => {
      const { programme, findings } = readProgramme(text, file, vocabulary);
      if (programme === undefined) throw new Error(`${file} cannot be read: ${findings[0]?.what.en}`);
      return programme;
    });
  return await compileCatalogue(programmes, vocabulary);
}
