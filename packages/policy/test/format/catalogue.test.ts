import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { format } from "../../src/format/format.ts";
import { readProgramme } from "../../src/read/read-programme.ts";
import { readVocabulary } from "../../src/read/read-vocabulary.ts";
import type { Language } from "../../src/tree.ts";

const root = path.resolve(import.meta.dirname, "../../../../policies");
const files = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter(file => file.endsWith(".yaml"))
  .sort();
const text = (file: string) => readFileSync(path.join(root, file), "utf8");
const isVocabulary = (file: string) => file.startsWith(`vocabulary${path.sep}`);
const { vocabulary, findings } = readVocabulary(
  files.filter(isVocabulary).map(file => ({ file, text: text(file) })),
);

describe("the catalogue that ships", () => {
  it("has a vocabulary without a finding", () => {
    expect(findings).toEqual([]);
    expect(vocabulary).toBeDefined();
  });
  if (vocabulary === undefined) return;

  it.each(files)("%s is the same programme in Chinese and in English", file => {
    const written = text(file);
    const to = (source: string, language: Language) => format(source, file, language, vocabulary).text ?? "";
    const [en, zh] = [to(written, "en"), to(written, "zh")];
    expect(to(en, "zh")).toBe(zh);
    expect(to(zh, "en")).toBe(en);
    expect(to(zh, "zh")).toBe(zh);
    if (isVocabulary(file)) return;
    const { programme, findings: said } = readProgramme(written, file, vocabulary);
    expect(said).toEqual([]);
    expect(readProgramme(en, file, vocabulary).programme).toEqual(programme);
    expect(readProgramme(zh, file, vocabulary).programme).toEqual(programme);
  });
});
