/**
 * The examples of the checker: one finding, one file in `good` that has none of it and one in `bad` that has it.
 * Comment lines at the top say what is found, all of it: `# finds: CODE LINE WORDS`; line and words may be left out.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { localDate } from "@suanquan/china";
import { describe, expect, test } from "vitest";
import { checkProgramme } from "../../src/check/check.ts";
import { checkFindings } from "../../src/check/findings.ts";
import type { Finding } from "../../src/finding.ts";
import { readProgramme } from "../../src/read/read-programme.ts";
import { readVocabulary } from "../../src/read/read-vocabulary.ts";

const HERE = import.meta.dirname;
const TODAY = localDate("2025-06-01");
const SOURCE_ROWS = new Set(["shili-1"]);

/** Whether a benefit has cases enough is the subject of its own files; the others are kept short. */
const OF_THEIR_OWN = ["untested-benefit", "untested-row"];

const { vocabulary } = readVocabulary([
  { file: "vocabulary.yaml", text: readFileSync(join(HERE, "vocabulary.yaml")) },
]);
if (vocabulary === undefined) throw new Error("the vocabulary of the examples cannot be read");
const facts = vocabulary;

interface Example {
  readonly name: string;
  readonly text: string;
}
const examplesIn = (folder: "good" | "bad"): Example[] =>
  readdirSync(join(HERE, folder)).map(file => ({
    name: file.replace(/\.yaml$/, ""),
    text: readFileSync(join(HERE, folder, file), "utf8"),
  }));

function findingsOf({ name, text }: Example): Finding[] {
  const { programme, spans, findings } = readProgramme(text, name, facts);
  expect(findings, "what the reader says").toEqual([]);
  if (programme === undefined) throw new Error("no programme");
  return checkProgramme(programme, spans, name, {
    vocabulary: facts,
    today: TODAY,
    sourceRows: SOURCE_ROWS,
  }).filter(each => name.startsWith(each.code) || !OF_THEIR_OWN.includes(each.code));
}

interface Expected {
  readonly code: string;
  readonly line: number;
  readonly words: string;
}
const expectedIn = ({ text }: Example): Expected[] =>
  [...text.matchAll(/^# finds: (\S+)(?: (\d+))?(?: (.+))?$/gm)].map(
    ([, code = "", line = "0", words = ""]) => ({
      code,
      line: Number(line),
      words,
    }),
  );

/** As an example writes it: line and words only where it gives them. */
const asWritten = (finding: Finding, expected: Expected | undefined): Expected => ({
  code: finding.code,
  line: expected?.line === 0 ? 0 : finding.line,
  words:
    expected !== undefined && finding.what.en.includes(expected.words) ? expected.words : finding.what.en,
});

function expectFindings(example: Example): void {
  const expected = expectedIn(example);
  expect(findingsOf(example).map((finding, index) => asWritten(finding, expected[index]))).toEqual(expected);
}

const [good, bad] = [examplesIn("good"), examplesIn("bad")];
const codes = [
  ...new Set(Object.entries(checkFindings).map(([name, kind]) => ("code" in kind ? kind.code : name))),
];
const codeOf = (name: string): string | undefined =>
  codes.filter(code => name === code || name.startsWith(`${code}-`)).sort((a, b) => b.length - a.length)[0];

describe("Good examples", () => {
  test.each(good)("$name: nothing is found that is not there", example => {
    expectFindings(example);
    expect(findingsOf(example).map(each => each.code)).not.toContain(codeOf(example.name));
  });
});

describe("Bad examples", () => {
  test.each(bad)("$name: it is found, at its line, with its figures", example => {
    expectFindings(example);
    expect(findingsOf(example).map(each => each.code)).toContain(codeOf(example.name));
  });
});

/** Found across files, in files that are too long to show, or only in trees that the reader refuses to make. */
const WITHOUT_FILES = [
  "table-too-long",
  "unknown-fact",
  "missing-reading",
  "case-unreadable",
  "unknown-version",
  "duplicate-version",
  "row-covered-twice",
  "row-not-covered",
];

describe("The table of findings", () => {
  test.each(codes.filter(code => !WITHOUT_FILES.includes(code)))("%s has a good and a bad example", code => {
    expect(good.map(each => codeOf(each.name))).toContain(code);
    expect(bad.map(each => codeOf(each.name))).toContain(code);
  });
});
