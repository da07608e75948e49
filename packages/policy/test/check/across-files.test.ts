/** Findings across files: references between versions, doubles, and rows of a source list. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type CatalogueFile, checkCatalogue } from "../../src/check/check-catalogue.ts";
import { readProgramme } from "../../src/read/read-programme.ts";
import { readVocabulary } from "../../src/read/read-vocabulary.ts";

const HERE = import.meta.dirname;
const { vocabulary } = readVocabulary([
  { file: "vocabulary.yaml", text: readFileSync(join(HERE, "vocabulary.yaml")) },
]);
if (vocabulary === undefined) throw new Error("the vocabulary of the examples cannot be read");
const facts = vocabulary;

interface Draft {
  readonly id?: string;
  readonly version?: string;
  readonly replaces?: string;
  readonly covers?: string;
}
function file(
  name: string,
  { id = "cn-jiangsu/shili", version = "1", replaces, covers }: Draft,
): CatalogueFile {
  const text = `programme: ${id}
version: "${version}"
title: 示例券
kinds: computing
place: 江苏省
issuer: 示例机关
standing: in-force
documents:
  d:
    title: 示例办法
    issuer: 示例机关
    issued: 2025-01-01
    grade: A
${replaces === undefined ? "" : `    replaces: ${replaces}\n`}governs: d
benefits:
  rent:
    title: 租用算力
${covers === undefined ? "" : `    covers: ${covers}\n`}    form: in-kind
    at: d 标准
`;
  const { programme, spans, findings } = readProgramme(text, name, facts);
  expect(findings).toEqual([]);
  if (programme === undefined) throw new Error("no programme");
  return { file: name, programme, spans };
}

const rows = (...ids: string[]) => ({
  file: "rows.md",
  rows: new Map(ids.map((id, index) => [id, { line: index + 1, column: 1 }])),
});
const said = (files: readonly CatalogueFile[], sources?: ReturnType<typeof rows>): string[] =>
  checkCatalogue(files, sources).map(
    ({ file: name, line, code, what }) => `${name}:${line} ${code} ${what.en}`,
  );

describe("Versions", () => {
  test("a version may replace another that exists, named with its programme", () => {
    const files = [file("new.yaml", { version: "2", replaces: "cn-jiangsu/shili@1" }), file("old.yaml", {})];
    expect(said(files)).toEqual([]);
  });

  test("a version that does not exist cannot be replaced; those that exist are offered", () => {
    const files = [file("new.yaml", { version: "2", replaces: "cn-jiangsu/shili@0" }), file("old.yaml", {})];
    expect(said(files)).toEqual([
      "new.yaml:14 unknown-version there is no version `cn-jiangsu/shili@0`; the programme has cn-jiangsu/shili@2, cn-jiangsu/shili@1",
    ]);
  });

  test("a programme that does not exist has no versions to offer", () => {
    expect(said([file("new.yaml", { replaces: "cn-hebei/shili@1" })])).toEqual([
      "new.yaml:14 unknown-version there is no version `cn-hebei/shili@1`",
    ]);
  });

  test("two files cannot be the same version of one programme", () => {
    expect(said([file("a.yaml", {}), file("b.yaml", {}), file("c.yaml", { version: "2" })])).toEqual([
      "b.yaml:2 duplicate-version cn-jiangsu/shili@1 stands in a.yaml already",
    ]);
  });
});

describe("Rows of the source list", () => {
  test("every row is covered once; another version of the programme may cover it again", () => {
    const files = [
      file("old.yaml", { covers: "r1" }),
      file("new.yaml", { version: "2", covers: "[r1, r2]" }),
    ];
    expect(said(files, rows("r1", "r2"))).toEqual([]);
  });

  test("a row covered by two programmes is told at the second", () => {
    const files = [file("a.yaml", { covers: "r1" }), file("b.yaml", { id: "cn-hebei/shili", covers: "r1" })];
    expect(said(files, rows("r1"))).toEqual([
      "b.yaml:18 row-covered-twice the row r1 is covered by a.yaml rent already",
    ]);
  });

  test("a row that nobody covers is told at its place in the list", () => {
    expect(said([file("a.yaml", { covers: "r1" })], rows("r1", "r2"))).toEqual([
      "rows.md:2 row-not-covered no benefit covers the row r2",
    ]);
  });
});
