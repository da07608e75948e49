/** From source files to the compiled text of a catalogue. */
import {
  compileCatalogue,
  type Finding,
  type Programme,
  type ProgrammeReading,
  readProgramme,
  readVocabulary,
  type Vocabulary,
} from "@suanquan/policy";
import { say } from "../language.ts";
import { FINDINGS, Refusal } from "../refusal.ts";
import type { CatalogueSource, SourceFile } from "./source.ts";

export interface ReadFile extends ProgrammeReading {
  readonly file: string;
}

/** The vocabulary of these files. @throws Refusal with the first finding, since nothing can be read without it. */
export function vocabularyOfFiles(files: readonly SourceFile[]): Vocabulary {
  const { vocabulary, findings } = readVocabulary(files.map(({ file, bytes }) => ({ file, text: bytes })));
  if (vocabulary !== undefined) return vocabulary;
  throw vocabularyRefusal(findings);
}

function vocabularyRefusal(findings: readonly Finding[]): Refusal {
  const [first] = findings.filter(each => each.severity === "error");
  const place = first === undefined ? "" : `${first.file}:${first.line}:${first.column} `;
  return new Refusal(
    say(
      `事实词汇有误：${place}${first?.what.zh ?? ""}`,
      `the fact vocabulary is faulty: ${place}${first?.what.en ?? ""}`,
    ),
    first?.mend ?? say("请检查词汇文件", "look at the vocabulary files"),
    FINDINGS,
  );
}

/** Reads every programme file of a catalogue. */
export function readProgrammes(files: readonly SourceFile[], vocabulary: Vocabulary): ReadFile[] {
  return files.map(({ file, bytes }) => ({ file, ...readProgramme(bytes, file, vocabulary) }));
}

/** Compiles a catalogue; files with errors are left out, and named. */
export async function compileSource(
  source: CatalogueSource,
): Promise<{ readonly text: string; readonly leftOut: readonly string[] }> {
  const vocabulary = vocabularyOfFiles(source.vocabulary);
  const programmes: Programme[] = [];
  const leftOut: string[] = [];
  for (const { file, programme } of readProgrammes(source.programmes, vocabulary)) {
    if (programme === undefined) leftOut.push(file);
    else programmes.push(programme);
  }
  return { text: await compileCatalogue(programmes, vocabulary), leftOut };
}
