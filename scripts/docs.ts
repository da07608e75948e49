/**
 * Writes the pages of `docs/` that are made by the program, so that they cannot disagree with it: the reference of the
 * language, what the checker says, the examples in Chinese, and the assessment that the guide for integrators explains.
 *
 * node scripts/run.mjs scripts/docs.ts
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { LocalDate } from "@suanquan/china";
import {
  assessVersion,
  format,
  type Language,
  type Programme,
  readFacts,
  readProgramme,
  readVocabulary,
  referenceMarkdown,
  type Vocabulary,
} from "@suanquan/policy";
import { presentProgramme } from "@suanquan/policy/present";
import { findingsMarkdown } from "./docs-findings.ts";

const root = path.resolve(import.meta.dirname, "..");
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");
const yamlIn = (folder: string): string[] =>
  readdirSync(path.join(root, folder))
    .filter(name => name.endsWith(".yaml"))
    .sort()
    .map(name => `${folder}/${name}`);

/** Definitions of the facts that the examples ask and the shared vocabulary does not have. */
export const OWN_FACTS = "docs/examples/facts.yaml";
const EXAMPLES = "docs/examples";
const LANGUAGES: readonly Language[] = ["zh", "en"];

/** The shared vocabulary together with the facts of the examples. @throws Error when it cannot be read. */
export function exampleVocabulary(): Vocabulary {
  const files = [...yamlIn("policies/vocabulary"), OWN_FACTS];
  const { vocabulary, findings } = readVocabulary(files.map(file => ({ file, text: read(file) })));
  if (vocabulary === undefined) throw new Error(JSON.stringify(findings));
  return vocabulary;
}

/** The example policies with English keys, by their path. */
export const exampleFiles = (): string[] => yamlIn(EXAMPLES).filter(file => file !== OWN_FACTS);

/** Every generated page: path from the root of the project → text. */
export function generatedPages(): ReadonlyMap<string, string> {
  const vocabulary = exampleVocabulary();
  const pages = new Map<string, string>();
  for (const language of LANGUAGES) {
    pages.set(`docs/reference.${language}.md`, referenceMarkdown(language));
    pages.set(`docs/findings.${language}.md`, findingsMarkdown(language));
    pages.set(`${EXAMPLES}/assessment.${language}.json`, assessmentOfFunders(language, vocabulary));
  }
  for (const file of [...exampleFiles(), OWN_FACTS])
    pages.set(`${EXAMPLES}/zh/${path.basename(file)}`, inChinese(file, vocabulary));
  return pages;
}

function inChinese(file: string, vocabulary: Vocabulary): string {
  const { text, findings } = format(read(file), file, "zh", vocabulary);
  if (text === undefined) throw new Error(JSON.stringify(findings));
  return text;
}

/** What `docs/examples/funders.yaml` gives for `docs/examples/facts.json`, as an integrator receives it. */
function assessmentOfFunders(language: Language, vocabulary: Vocabulary): string {
  const programme = programmeIn(`${EXAMPLES}/funders.yaml`, vocabulary);
  const { facts, findings } = readFacts(JSON.parse(read(`${EXAMPLES}/facts.json`)), vocabulary, {
    programme: programme.id,
  });
  if (facts === undefined) throw new Error(JSON.stringify(findings));
  const spends = facts.spends.map((_, index) => index);
  const answer = assessVersion(programme, facts, spends, vocabulary.facts, {
    asOf: "2026-06-01" as LocalDate,
  });
  const [benefit] = presentProgramme(answer, { programme, vocabulary }, language).benefits;
  return `${JSON.stringify(benefit, null, 2)}\n`;
}

/** One example, read. @throws Error when it cannot be. */
export function programmeIn(file: string, vocabulary: Vocabulary): Programme {
  const { programme, findings } = readProgramme(read(file), file, vocabulary);
  if (programme === undefined) throw new Error(JSON.stringify(findings));
  return programme;
}

if (import.meta.main)
  for (const [file, text] of generatedPages()) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
