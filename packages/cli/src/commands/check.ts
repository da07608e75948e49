/** `suanquan check`: every finding of the reader and the checker, for the files named or for the whole catalogue. */
import { lstatSync, readdirSync } from "node:fs";
import path from "node:path";
import type { Finding, Programme, Vocabulary } from "@suanquan/policy";
import { readVocabulary } from "@suanquan/policy";
import { checkProgramme } from "@suanquan/policy/check";
import { type CatalogueFile, checkCatalogue } from "@suanquan/policy/check-catalogue";
import { dayOfCall } from "../assessment/run-assessment.ts";
import type { Call, Run } from "../call.ts";
import { type ReadFile, readProgrammes } from "../catalogue/compile.ts";
import { policiesFolder } from "../catalogue/compiled.ts";
import { POLICY_BYTES_MAX, vocabularyFiles } from "../catalogue/selection.ts";
import { type CatalogueSource, readSource, type SourceFile, shownPath } from "../catalogue/source.ts";
import { sourceList, sourceRows } from "../catalogue/source-rows.ts";
import { countsIn, presentFinding, printFindings, SEVERITIES } from "../findings.ts";
import { fileRefusal, readBytes } from "../input.ts";
import { say } from "../language.ts";
import { shippedPolicies } from "../product.ts";
import { FaultyInput, FINDINGS, FINE } from "../refusal.ts";

export const run: Run = async call => {
  const least = call.options.oneOf("severity", SEVERITIES) ?? "note";
  const source = readSource(policiesFolder(call), call.terminal.folder);
  const added = vocabularyFiles(call, source.vocabulary);
  const files = call.operands.length === 0 ? undefined : operandFiles(call, source);
  const { vocabulary, findings: ofVocabulary } = readVocabulary(
    added.map(({ file, bytes }) => ({ file, text: bytes })),
  );
  if (vocabulary === undefined) throw new FaultyInput(ofVocabulary, false);
  const checked =
    files === undefined ? checkAll(source, vocabulary, call) : checkSome(files, source, vocabulary, call);
  const findings = [...ofVocabulary, ...checked.findings].filter(
    each => SEVERITIES.indexOf(each.severity) <= SEVERITIES.indexOf(least),
  );
  if (call.options.flag("json"))
    call.terminal.print(JSON.stringify(presented(checked.files, findings, call), null, 2));
  else report(checked.files, findings, call);
  return findings.some(each => each.severity !== "note") ? FINDINGS : FINE;
};

interface Checked {
  readonly files: number;
  readonly findings: readonly Finding[];
}

/** The whole catalogue, its files against each other, and the shipped one against the list of rows. */
function checkAll(source: CatalogueSource, vocabulary: Vocabulary, call: Call): Checked {
  const read = readProgrammes(source.programmes, vocabulary);
  const usable = usableOf(read);
  const rows = source.folder === shippedPolicies ? sourceRows() : undefined;
  const list = rows === undefined ? undefined : sourceList(rows, call.terminal.folder);
  return {
    files: source.programmes.length + source.vocabulary.length,
    findings: [
      ...read.flatMap(each => findingsOf(each, usable, vocabulary, call)),
      ...checkCatalogue(usable, list),
    ],
  };
}

/** Some files, each among the versions of its programme in the catalogue. */
function checkSome(
  files: readonly SourceFile[],
  source: CatalogueSource,
  vocabulary: Vocabulary,
  call: Call,
): Checked {
  const read = readProgrammes(files, vocabulary);
  const ids = new Set(read.flatMap(({ programme }) => programme?.id ?? []));
  const named = new Set(files.map(each => path.resolve(call.terminal.folder, each.file)));
  const others = usableOf(
    readProgrammes(
      source.programmes.filter(
        each => !named.has(path.resolve(call.terminal.folder, each.file)) && mayHold(each, ids),
      ),
      vocabulary,
    ),
  );
  const usable = usableOf(read);
  const across = checkCatalogue([...usable, ...others]).filter(({ file }) =>
    files.some(each => each.file === file),
  );
  return {
    files: files.length,
    findings: [
      ...read.flatMap(each => findingsOf(each, [...usable, ...others], vocabulary, call)),
      ...across,
    ],
  };
}

/** A cheap look before reading: a file that does not even hold the id is no version of the programme. */
function mayHold({ bytes }: SourceFile, ids: ReadonlySet<string>): boolean {
  const text = new TextDecoder().decode(bytes);
  return [...ids].some(id => text.includes(id));
}

const usableOf = (read: readonly ReadFile[]): CatalogueFile[] =>
  read.flatMap(({ file, programme, spans }) => (programme === undefined ? [] : [{ file, programme, spans }]));

function findingsOf(
  { file, programme, spans, findings }: ReadFile,
  catalogue: readonly CatalogueFile[],
  vocabulary: Vocabulary,
  call: Call,
): readonly Finding[] {
  if (programme === undefined) return findings;
  const versions = catalogue
    .map(each => each.programme)
    .filter((each: Programme) => each.id === programme.id);
  return [
    ...findings,
    ...checkProgramme(programme, spans, file, { vocabulary, today: dayOfCall(call), versions }),
  ];
}

/** The files named; a folder stands for every policy file in it. */
function operandFiles(call: Call, source: CatalogueSource): SourceFile[] {
  const { folder } = call.terminal;
  const isVocabulary = new Set(source.vocabulary.map(each => path.resolve(folder, each.file)));
  return call.operands
    .flatMap(operand => filesAt(operand, folder))
    .filter(file => !isVocabulary.has(path.resolve(folder, file)))
    .map(file => ({ file, bytes: readBytes(file, folder, POLICY_BYTES_MAX) }));
}

function filesAt(operand: string, folder: string): string[] {
  const full = path.resolve(folder, operand);
  try {
    if (!lstatSync(full).isDirectory()) return [operand];
    return readdirSync(full, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && /\.ya?ml$/.test(entry.name))
      .map(entry => shownPath(path.join(entry.parentPath, entry.name), folder))
      .sort();
  } catch (error) {
    throw fileRefusal(operand, error);
  }
}

const presented = (files: number, findings: readonly Finding[], { language }: Call) => ({
  files,
  findings: findings.map(each => presentFinding(each, language)),
});

function report(files: number, findings: readonly Finding[], { language, terminal }: Call): void {
  printFindings(findings, false, language, terminal);
  const counts = countsIn(language, findings);
  const summary =
    counts === ""
      ? say(`检查了 ${files} 个文件，没有发现。`, `${checked(files)} checked, nothing found.`)
      : say(`检查了 ${files} 个文件：${counts}。`, `${checked(files)} checked: ${counts}.`);
  terminal.print(summary[language]);
}

const checked = (files: number): string => `${files} ${files === 1 ? "file" : "files"}`;
