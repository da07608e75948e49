import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { format } from "../../src/format/format.ts";
import { programmeShape } from "../../src/language/programme-shape.ts";
import type { ShapeNode } from "../../src/language/shape.ts";
import { readProgramme } from "../../src/read/read-programme.ts";
import { testVocabulary } from "./test-vocabulary.ts";

const good = (name: string) => readFileSync(path.join(import.meta.dirname, "good", name), "utf8");
const read = (text: string) => readProgramme(text, "file.yaml", testVocabulary());
const english = good("everything.en.yaml");
const chinese = good("everything.zh.yaml");

describe("a programme that uses every key", () => {
  it("is read without a finding, in English and in Chinese, to the same tree", () => {
    const [en, zh] = [read(english), read(chinese)];
    expect(en.findings).toEqual([]);
    expect(zh.findings).toEqual([]);
    expect(en.programme).toBeDefined();
    expect(zh.programme).toEqual(en.programme);
  });
  it("is written in either language from the other, to the letter", () => {
    const vocabulary = testVocabulary();
    expect(format(english, "file.yaml", "zh", vocabulary).text).toBe(chinese);
    expect(format(chinese, "file.yaml", "en", vocabulary).text).toBe(english);
    expect(format(english, "file.yaml", "en", vocabulary).text).toBe(english);
    expect(format(chinese, "file.yaml", "zh", vocabulary).text).toBe(chinese);
  });
  it("may mix the languages line by line", () => {
    const mixed = english
      .split("\n")
      .map((line, index) => (index % 2 === 0 ? line : (chinese.split("\n")[index] ?? "")))
      .join("\n");
    expect(read(mixed).findings).toEqual([]);
    expect(read(mixed).programme).toEqual(read(english).programme);
  });
  it("leaves out no key of the grammar", () => {
    const written = new Set([...english.matchAll(/[\w-]+(?=:)/g)].map(([key]) => key));
    expect([...keysOf(programmeShape)].filter(key => !written.has(key))).toEqual([]);
  });
  it("tells the place of every value by its path", () => {
    const { spans } = read(english);
    const lines = english.split("\n");
    const at = (place: string) => {
      const span = spans.get(place);
      return lines[(span?.line ?? 0) - 1]?.slice((span?.column ?? 0) - 1);
    };
    expect(at("version")).toBe('"2025-04-01"');
    expect(at("benefits.tiered.tiers.rows.0.pay")).toMatch(/^4折/);
    expect(at("benefits.tiered.caps.1.max.at-most")).toMatch(/^200万元/);
    expect(at("benefits.tiered.when.any.1.contract.amount")).toMatch(/^x ≥ 20万元/);
    expect(at("benefits.rated.rate.at-most.rows.1.2")).toMatch(/^{open: rate-unstated}/);
    expect(at("combine.0.rule")).toMatch(/^{open: overlap}/);
    expect(at("cases.0.expect.tiered")).toMatch(/decision: eligible/);
  });
});

function keysOf(shape: ShapeNode, seen = new Set<ShapeNode>()): ReadonlySet<string> {
  const keys = new Set<string>();
  if (seen.has(shape)) return keys;
  seen.add(shape);
  const inner: ShapeNode[] = [];
  if ("of" in shape) inner.push(shape.of);
  if (shape.kind === "branch") inner.push(...shape.branches.map(branch => branch.shape));
  if (shape.kind === "object") {
    for (const [key, field] of Object.entries(shape.fields)) {
      keys.add(key);
      inner.push(field.shape);
    }
  }
  return new Set([...keys, ...inner.flatMap(each => [...keysOf(each, seen)])]);
}
