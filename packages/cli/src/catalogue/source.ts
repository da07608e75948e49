/** The source files of a catalogue: the fact vocabulary and the programmes, as they lie in a folder. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { say } from "../language.ts";
import { Refusal } from "../refusal.ts";

export interface SourceFile {
  /** Path from the folder in which the command was called, or from the product's: what a person would type. */
  readonly file: string;
  readonly bytes: Uint8Array;
}

export interface CatalogueSource {
  readonly folder: string;
  readonly vocabulary: readonly SourceFile[];
  readonly programmes: readonly SourceFile[];
}

const VOCABULARY_FOLDER = "vocabulary";

/** Reads every file of a catalogue folder, in the order of their paths. @throws Refusal when there is none. */
export function readSource(folder: string, calledFrom: string): CatalogueSource {
  const files = yamlFilesUnder(folder).map(each => ({
    inside: path.relative(folder, each),
    source: { file: shownPath(each, calledFrom), bytes: readFileSync(each) },
  }));
  const isVocabulary = (inside: string) => inside.startsWith(VOCABULARY_FOLDER + path.sep);
  const vocabulary = files.filter(each => isVocabulary(each.inside)).map(each => each.source);
  if (vocabulary.length === 0) throw noCatalogue(folder);
  return {
    folder,
    vocabulary,
    programmes: files.filter(each => !isVocabulary(each.inside)).map(each => each.source),
  };
}

function yamlFilesUnder(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter(entry => entry.isFile() && /\.ya?ml$/.test(entry.name))
      .map(entry => path.join(entry.parentPath, entry.name))
      .sort();
  } catch {
    throw noCatalogue(folder);
  }
}

const noCatalogue = (folder: string): Refusal =>
  new Refusal(
    say(`${folder} 不是政策目录`, `${folder} is no catalogue folder`),
    say(
      `政策目录含有 ${VOCABULARY_FOLDER}/*.yaml；用 --policies 指定`,
      `a catalogue folder holds ${VOCABULARY_FOLDER}/*.yaml; name it with --policies`,
    ),
  );

/** The shortest way to say where a file is. */
export function shownPath(file: string, calledFrom: string): string {
  const relative = path.relative(calledFrom, file);
  return relative.startsWith("..") || path.isAbsolute(relative) ? file : relative;
}
