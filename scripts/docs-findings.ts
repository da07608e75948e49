/** The page of everything that the reader and the checker may say, each shown by a file that has it. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { localDate } from "@suanquan/china";
import {
  type Bilingual,
  checkProgramme,
  type Finding,
  type Language,
  readProgramme,
  readVocabulary,
  type Severity,
  type Vocabulary,
} from "@suanquan/policy";

const tests = path.resolve(import.meta.dirname, "../packages/policy/test");
const TODAY = localDate("2025-06-01");

const TITLE: Bilingual = { zh: "检查器会说什么", en: "What the checker says" };
const INTRODUCTION: Bilingual = {
  zh: "本页由程序生成。每种发现举一个例子：说了什么、为什么要紧、怎样改。错误：文件不能用；警告：作者应当看一看；提示：关于来源本身的事实，不影响退出码。",
  en: "This page is generated. Each finding is shown by one example: what is said, why it matters, how to mend it. Error: the file cannot be used. Warning: the author should look. Note: a fact about the text itself; it does not change the exit code.",
};
const PARTS: readonly { readonly heading: Bilingual; readonly findings: () => readonly Finding[] }[] = [
  { heading: { zh: "读文件时", en: "While a file is read" }, findings: readingFindings },
  { heading: { zh: "检查政策时", en: "While a policy is checked" }, findings: checkingFindings },
];
const SEVERITIES: Readonly<Record<Severity, Bilingual>> = {
  error: { zh: "错误", en: "error" },
  warning: { zh: "警告", en: "warning" },
  note: { zh: "提示", en: "note" },
};

/** @returns the page in one language; its examples are the files of the tests of `packages/policy`. */
export function findingsMarkdown(language: Language): string {
  const lines = [`# ${TITLE[language]}`, "", INTRODUCTION[language], ""];
  for (const { heading, findings } of PARTS) {
    lines.push(`## ${heading[language]}`, "");
    for (const finding of firstOfEach(findings())) lines.push(...section(finding, language));
  }
  return `${lines.join("\n").trimEnd()}\n`;
}

function section({ code, severity, what, why, mend }: Finding, language: Language): string[] {
  return [
    `### \`${code}\` · ${SEVERITIES[severity][language]}`,
    "",
    `> ${what[language]}`,
    "",
    why[language],
    "",
    `→ ${mend[language]}`,
    "",
  ];
}

/** One finding of each kind, in the order of their names. */
const firstOfEach = (findings: readonly Finding[]): Finding[] => {
  const byCode = new Map<string, Finding>();
  for (const finding of findings) if (!byCode.has(finding.code)) byCode.set(finding.code, finding);
  return [...byCode.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
};

const badFiles = (folder: string) =>
  readdirSync(path.join(tests, folder, "bad"))
    .sort()
    .map(name => ({ name, text: readFileSync(path.join(tests, folder, "bad", name), "utf8") }));

function vocabularyOf(folder: string): Vocabulary {
  const file = path.join(tests, folder, "vocabulary.yaml");
  const { vocabulary, findings } = readVocabulary([{ file, text: readFileSync(file) }]);
  if (vocabulary === undefined) throw new Error(JSON.stringify(findings));
  return vocabulary;
}

/** The lines that begin with `#!` tell the tests what is found; without them the file stands as an author has it. */
function readingFindings(): Finding[] {
  const vocabulary = vocabularyOf("read");
  return badFiles("read").flatMap(({ name, text }) => {
    const written = text
      .split("\n")
      .filter(line => !line.startsWith("#! "))
      .join("\n");
    return readProgramme(written, name, vocabulary).findings;
  });
}

/** Each file is named for the finding that it shows; what else is found in it is not its subject. */
function checkingFindings(): Finding[] {
  const vocabulary = vocabularyOf("check");
  const options = { vocabulary, today: TODAY, sourceRows: new Set(["shili-1"]) };
  return badFiles("check").flatMap(({ name, text }) => {
    const { programme, spans } = readProgramme(text, name, vocabulary);
    return programme === undefined
      ? []
      : checkProgramme(programme, spans, name, options).filter(each => name.startsWith(each.code));
  });
}
