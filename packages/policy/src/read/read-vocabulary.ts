/** The vocabulary of facts, merged from its files. */
import type { Finding } from "../finding.ts";
import type { Yields } from "../language/shape.ts";
import { factShape, vocabularyShape } from "../language/vocabulary-shape.ts";
import { factTypeWords } from "../language/words.ts";
import type { FactDefinition, FactType, Span } from "../tree.ts";
import { type Vocabulary, vocabularyOf } from "../vocabulary.ts";
import { hasErrors, newPage, report } from "./page.ts";
import { conditionKeys } from "./read-condition.ts";
import { wordNamed } from "./read-leaf.ts";
import { readShape } from "./read-shape.ts";
import { readYaml } from "./read-yaml.ts";
import { newSheet, type Sheet } from "./sheet.ts";
import { childOf, type SourceMap } from "./source-node.ts";

export interface VocabularyFile {
  readonly file: string;
  readonly text: string | Uint8Array;
}

/**
 * Reads the vocabulary from its files. Names and Chinese names are unique across all of them; a fact may refer to one
 * in another file. No vocabulary comes out while there are errors.
 */
export function readVocabulary(files: readonly VocabularyFile[]): {
  readonly vocabulary?: Vocabulary;
  readonly findings: readonly Finding[];
} {
  const read = files.map(({ file, text }) => {
    const page = newPage(file);
    return { page, root: readYaml(text, page) };
  });
  const sketched = vocabularyOf(read.flatMap(({ root }) => (root === undefined ? [] : sketch(root))));
  const owners: Owners = new Map();
  const definitions: FactDefinition[] = [];
  const findings: Finding[] = [];
  for (const { page, root } of read) {
    const sheet = newSheet(page.file, { ...page, vocabulary: sketched });
    if (root !== undefined) definitions.push(...readFacts(root, owners, sheet));
    findings.push(...sheet.findings);
  }
  return hasErrors(findings) ? { findings } : { vocabulary: vocabularyOf(definitions), findings };
}

/** Names and types only, so that facts can refer to one another across files. */
function sketch(root: SourceMap): FactDefinition[] {
  const facts = childOf(root, "facts", "事实");
  if (facts?.kind !== "map") return [];
  return facts.entries.flatMap(({ key, value }) => {
    const zh = childOf(value, "zh", factShape.kind === "object" ? (factShape.fields.zh?.zh ?? "zh") : "zh");
    const type = childOf(value, "type", "类型");
    const word = type?.kind === "text" ? wordNamed(factTypeWords, type.text) : undefined;
    if (zh?.kind !== "text" || word === undefined) return [];
    return {
      name: key.text,
      zh: zh.text,
      type: word as FactType,
      of: "spend" as const,
      label: NOTHING,
      ask: NOTHING,
      knownBy: "applicant" as const,
      proof: [],
      choices: [],
    };
  });
}
const NOTHING = { zh: "", en: "" };

type Owners = Map<string, { readonly file: string; readonly span: Span }>;
type FactRead = Yields<typeof factShape>;

function readFacts(root: SourceMap, owners: Owners, sheet: Sheet): FactDefinition[] {
  const read = readShape(vocabularyShape, root, "", sheet);
  const facts = childOf(root, "facts", "事实");
  if (facts?.kind === "map") {
    for (const { key, value } of facts.entries) {
      const zh = childOf(value, "zh", "中文名");
      claim(key.text, key.span, `facts.${key.text}`, owners, sheet);
      if (zh?.kind === "text") claim(zh.text, zh.span, `facts.${key.text}.zh`, owners, sheet);
    }
  }
  return Object.entries(read?.facts ?? {}).map(([name, fact]) => define(name, fact, sheet));
}

/** A name belongs to one fact; the words of conditions belong to none. */
function claim(name: string, span: Span, path: string, owners: Owners, sheet: Sheet): void {
  const owner = owners.get(name);
  if (owner !== undefined) report(sheet, "duplicate-fact", path, span, { name, file: owner.file });
  else if (wordNamed(conditionKeys, name) !== undefined || !FACT_NAME.test(name)) {
    report(sheet, "bad-fact-name", path, span, { name });
  }
  owners.set(name, { file: sheet.file, span });
}
const FACT_NAME = /^[\p{L}\p{N}][\p{L}\p{N}.-]*$/u;

function define(name: string, fact: FactRead, sheet: Sheet): FactDefinition {
  const path = `facts.${name}`;
  const span = sheet.spans.get(path) ?? { line: 1, column: 1 };
  const choices = Object.entries(fact.choices ?? {}).map(([value, en]) => ({ value, en }));
  if (fact.type === "choice" && choices.length === 0) report(sheet, "choices-needed", path, span, { name });
  if (fact.type !== "choice" && choices.length > 0) report(sheet, "choices-unused", path, span, { name });
  const words = choices.flatMap(({ value, en }) => (value === en ? [value] : [value, en]));
  const repeated = words.find((word, index) => words.indexOf(word) !== index);
  if (repeated !== undefined) report(sheet, "duplicate-choice", path, span, { word: repeated });
  return {
    name,
    zh: fact.zh,
    type: fact.type,
    of: fact.of,
    label: fact.label,
    ask: fact.ask,
    knownBy: fact.knownBy,
    proof: fact.proof ?? [],
    choices,
    ...(fact.atMost === undefined ? {} : { atMost: fact.atMost }),
    ...(fact.atLeast === undefined ? {} : { atLeast: fact.atLeast }),
    ...(fact.notBefore === undefined ? {} : { notBefore: fact.notBefore }),
    ...(fact.presumedEqualTo === undefined ? {} : { presumedEqualTo: fact.presumedEqualTo }),
  };
}
