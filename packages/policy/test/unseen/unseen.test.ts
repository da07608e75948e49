/**
 * Policies that were written against the language and not for it, in the words of real voucher policies: each is said
 * without a line of code, its cases come out to the fen, and the checker finds in it what its first lines say and
 * nothing else.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { localDate } from "@suanquan/china";
import { describe, expect, it } from "vitest";
import { checkProgramme } from "../../src/check/check.ts";
import { explainProgramme } from "../../src/explain/programme.ts";
import type { Finding } from "../../src/finding.ts";
import { format } from "../../src/format/format.ts";
import { readProgramme } from "../../src/read/read-programme.ts";
import { readVocabulary } from "../../src/read/read-vocabulary.ts";
import type { Programme } from "../../src/tree.ts";

const HERE = import.meta.dirname;
const TODAY = localDate("2026-02-01");
const OWN_FACTS = "facts.yaml";

const SHARED = join(HERE, "../../../../policies/vocabulary");
const { vocabulary } = readVocabulary([
  ...readdirSync(SHARED).map(file => ({ file, text: readFileSync(join(SHARED, file)) })),
  { file: OWN_FACTS, text: readFileSync(join(HERE, OWN_FACTS)) },
]);
if (vocabulary === undefined) throw new Error("the vocabulary cannot be read");
const facts = vocabulary;

const policies = readdirSync(HERE)
  .filter(file => file.endsWith(".yaml") && file !== OWN_FACTS)
  .map(file => ({ file, text: readFileSync(join(HERE, file), "utf8") }));

function read(text: string, file: string): { programme: Programme; found: readonly Finding[] } {
  const { programme, spans, findings } = readProgramme(text, file, facts);
  expect(findings).toEqual([]);
  if (programme === undefined) throw new Error("no programme");
  return { programme, found: checkProgramme(programme, spans, file, { vocabulary: facts, today: TODAY }) };
}

const shown = ({ severity, code, line }: Finding): string => `${severity} ${code} ${line}`;
const expected = (text: string): readonly string[] =>
  [...text.matchAll(/^# finds: (.+)$/gm)].map(([, finding = ""]) => finding);

describe("A policy that nobody here has seen", () => {
  it.each(policies)("$file: its cases come out, and nothing is found that is not there", ({ file, text }) => {
    expect(read(text, file).found.map(shown)).toEqual(expected(text));
  });

  it.each(policies)("$file: reads the same in English", ({ file, text }) => {
    const { text: english } = format(text, file, "en", facts);
    expect(english).toBeDefined();
    const { text: back } = format(english ?? "", file, "zh", facts);
    const again = readProgramme(back ?? "", file, facts).programme;
    expect(again).toEqual(readProgramme(text, file, facts).programme);
    expect(readProgramme(english ?? "", file, facts).programme).toEqual(again);
  });

  it.each(policies)("$file: can be told in both languages", ({ file, text }) => {
    const { programme } = read(text, file);
    for (const language of ["zh", "en"] as const) {
      const told = JSON.stringify(explainProgramme({ programme, vocabulary: facts }, language));
      expect(told).not.toMatch(/undefined|\[object|NaN/);
      if (language === "en") expect(told).toMatch(/[a-z]{4} [a-z]{2}/);
    }
  });
});
