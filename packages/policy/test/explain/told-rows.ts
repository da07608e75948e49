/** Steps with the sentences that they are told in, in both languages: a table that is a test. */
import { describe, expect, it } from "vitest";
import type { Step } from "../../src/assessment.ts";
import { stepSentence } from "../../src/explain/sentences.ts";
import type { Told } from "../../src/explain/template.ts";
import { wordingOf } from "../../src/explain/wording.ts";
import { subject } from "./subject.ts";

export const zh = wordingOf(subject, "zh");
const en = wordingOf(subject, "en");

export type Row = readonly [step: Step, zh: string, en: string, told?: Told];

/** @param tables rows by what they tell of */
export function tells(tables: Readonly<Record<string, readonly Row[]>>): void {
  describe.each(Object.entries(tables))("%s", (_, rows) => {
    const cases = rows.map(([step, chinese, english, told]) => ({ step, chinese, english, told }));
    it.each(cases)("$step.is: $chinese", ({ step, chinese, english, told }) => {
      expect(stepSentence(step, zh, told)).toBe(chinese);
      expect(stepSentence(step, en, told)).toBe(english);
    });
  });
}
