/** The checker on the catalogue that ships: what it must find in the texts as encoded, and nothing that is not there. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { localDate } from "@suanquan/china";
import { describe, expect, test } from "vitest";
import { checkProgramme } from "../../src/check/check.ts";
import { checkCatalogue } from "../../src/check/check-catalogue.ts";
import type { Finding } from "../../src/finding.ts";
import { readProgramme } from "../../src/read/read-programme.ts";
import { readVocabulary } from "../../src/read/read-vocabulary.ts";

const POLICIES = join(import.meta.dirname, "../../../../policies");
const TODAY = localDate("2025-05-20");

const names = readdirSync(POLICIES, { recursive: true, encoding: "utf8" })
  .filter(name => name.endsWith(".yaml"))
  .sort();
const textOf = (name: string) => readFileSync(join(POLICIES, name));
const { vocabulary } = readVocabulary(
  names.filter(name => name.startsWith("vocabulary")).map(file => ({ file, text: textOf(file) })),
);
if (vocabulary === undefined) throw new Error("the vocabulary of the catalogue cannot be read");
const facts = vocabulary;

const files = names
  .filter(name => !name.startsWith("vocabulary"))
  .flatMap(file => {
    const { programme, spans } = readProgramme(textOf(file), file, facts);
    return programme === undefined ? [] : [{ file, programme, spans }];
  });
const versionsOf = (id: string) => files.flatMap(each => (each.programme.id === id ? [each.programme] : []));
const found = new Map<string, readonly Finding[]>(
  files.map(({ file, programme, spans }) => [
    file,
    checkProgramme(programme, spans, file, {
      vocabulary: facts,
      today: TODAY,
      versions: versionsOf(programme.id),
    }),
  ]),
);
const findingsIn = (file: string, code: string): readonly Finding[] =>
  (found.get(file) ?? []).filter(each => each.code === code);

describe("Every file of the catalogue", () => {
  test.each(files.map(each => each.file))("%s has no errors, and its cases give what they expect", file => {
    const errors = (found.get(file) ?? []).filter(each => each.severity === "error");
    expect(errors.map(each => `${each.line} ${each.code} ${each.what.en}`)).toEqual([]);
  });

  test("the files fit together", () => {
    expect(checkCatalogue(files).map(each => `${each.file} ${each.code} ${each.what.en}`)).toEqual([]);
  });
});

describe("姜堰", () => {
  const JIANGYAN = "jiangsu/taizhou/jiangyan/suanli.yaml";

  test("exactly 10万 and 30万 are the two amounts that no tier includes, in the tiers of either kind of firm", () => {
    const gaps = findingsIn(JIANGYAN, "tier-gap");
    expect(gaps.map(({ severity, what }) => `${severity}: ${what.zh}`)).toEqual(
      ["数字经济核心产业企业优惠", "其他企业优惠"].flatMap(benefit =>
        ["10", "30"].map(
          edge => `note: “${benefit}”的分档没有说明 ${edge}万元 归哪一档，已列为待明确问题 edge-${edge}`,
        ),
      ),
    );
  });

  test("an order of 285,714.29 to 300,000 costs a core firm more than a larger one, and so on for each tier", () => {
    const notches = findingsIn(JIANGYAN, "notch").map(each => each.what.en.replace(/^.*: orders of /, ""));
    expect(notches.map(each => each.replace(/ \(by the readings.*$/, ""))).toEqual([
      "95454.55元 to 10万元 cost more than one of 100000.01元 (4.4万元 at 10万元, 4.2万元 at 100000.01元)",
      "285714.29元 to 30万元 cost more than one of 300000.01元 (12.6万元 at 30万元, 12万元 at 300000.01元)",
      "96000.01元 to 10万元 cost more than one of 100000.01元 (5万元 at 10万元, 4.8万元 at 100000.01元)",
      "287500.01元 to 30万元 cost more than one of 300000.01元 (14.4万元 at 30万元, 13.8万元 at 300000.01元)",
    ]);
  });
});

describe("Open questions", () => {
  test.each([
    ["姜堰", "jiangsu/taizhou/jiangyan/suanli.yaml", ["order-or-total", "list-or-net", "edge-10", "edge-30"]],
    ["成都", "sichuan/chengdu/suanli.2025-01-02.yaml", ["minimum-meaning"]],
  ])("those of %s are told, each with the places that hang on it", (_, file, ids) => {
    const told = findingsIn(file, "question").map(each => each.path.replace(/^open\./, ""));
    expect([...told].sort()).toEqual([...ids].sort());
  });

  test("every question of every file is told once", () => {
    for (const { file, programme } of files)
      expect(findingsIn(file, "question").map(each => each.path)).toEqual(
        programme.open.map(each => `open.${each.id}`),
      );
  });
});
