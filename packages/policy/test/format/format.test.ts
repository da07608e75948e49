import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { format } from "../../src/format/format.ts";
import { LINE_COLUMNS_MAX, width } from "../../src/format/print.ts";
import { readProgramme } from "../../src/read/read-programme.ts";
import type { Language } from "../../src/tree.ts";
import { testVocabulary } from "../read/test-vocabulary.ts";

const good = (name: string) => readFileSync(path.join(import.meta.dirname, "../read/good", name), "utf8");
const english = good("everything.en.yaml");

function formatted(text: string, language: Language = "en"): string {
  const { text: written, findings } = format(text, "file.yaml", language, testVocabulary());
  if (written === undefined) throw new Error(JSON.stringify(findings));
  return written;
}
const commentsOf = (text: string) => (text.match(/#.*$/gm) ?? []).map(each => each.trim()).sort();

describe("a file has one form", () => {
  it.each<[string, string, string]>([
    [
      "keys stand in the order of the grammar",
      "version: '1'\nprogramme: cn/a\n",
      'programme: cn/a\nversion: "1"\n',
    ],
    [
      "ranges have one space around each sign",
      "windows: {claim: {range: '2025-01-01<=x<2025-12-31'}}\n",
      'windows: {claim: {range: "2025-01-01 ≤ x < 2025-12-31"}}\n',
    ],
    [
      "full-width figures become plain ones",
      "pools: {a: {max: １００万元}}\n",
      "pools: {a: {max: 100万元}}\n",
    ],
    [
      "texts of the author stay as they are",
      "notes: ['１００万元，全角（保留）']\n",
      'notes: ["１００万元，全角（保留）"]\n',
    ],
    [
      "Chinese keys and words become English ones",
      "状态: 征求意见稿\n名称: {英文: A, 中文: 甲}\n",
      "title: {zh: 甲, en: A}\nstanding: draft\n",
    ],
    [
      "what the grammar does not know stays, at the end",
      "colour: [red,  blue]\nversion: a\n",
      "version: a\ncolour: [red, blue]\n",
    ],
    [
      "a long text in several lines is a block",
      'notes:\n  - "one\\ntwo\\n"\n',
      "notes:\n  - |-\n    one\n    two\n",
    ],
    ["a missing value stays missing", "version:\ntitle: ~\n", "version:\ntitle:\n"],
    ["empty lists and maps stay", "documents: {}\nkinds: []\n", "kinds: []\ndocuments: {}\n"],
    [
      "blank lines between parts stay, one of them",
      "version: a\n\n\n\nplace: 贵州省\n",
      "version: a\n\nplace: 贵州省\n",
    ],
  ])("%s", (_, before, after) => {
    expect(formatted(before)).toBe(after);
    expect(formatted(after)).toBe(after);
  });

  it("braces that do not fit are opened, at the same place in both languages", () => {
    const before = `cases: [{name: 例, facts: {applicant.kind: 企业, applicant.core: true, contract.amount: 1000万元, signed.on: 2025-03-01}, expect: {}}]\n`;
    for (const language of ["zh", "en"] as const) {
      const lines = formatted(before, language).split("\n");
      expect(lines.map(line => line.search(/\S/))).toEqual([0, 2, 4, 6, 6, 6, 6, 4, -1]);
      expect(lines.every(line => width(line) <= LINE_COLUMNS_MAX)).toBe(true);
    }
  });

  it("texts that YAML would read otherwise are put in quotes", () => {
    const texts = [
      "a: b",
      "a #b",
      "- a",
      "[a",
      "a, b",
      "",
      "null",
      "'a'",
      '"a"',
      "a\\b",
      "@a",
      "a:",
      "?",
      "算力：券",
      " a ",
    ];
    const before = `notes: [${texts.map(text => JSON.stringify(text)).join(", ")}]\n`;
    expect(formatted(formatted(before))).toBe(formatted(before));
    const block = `notes:\n${texts.map(text => `  - ${JSON.stringify(text)}\n`).join("")}`;
    expect(formatted(formatted(block))).toBe(formatted(block));
  });
});

describe("comments stay where they stood", () => {
  it("above, behind and at the end", () => {
    const before = `# of the file

# of the programme
programme: cn/a # behind
# above the pools
pools: # behind the key
  # above the first
  b: {max: 100万元} # behind braces
  # above the second
  a:
    max: 200万元
    # at the end of a
procedure: [申请]

# of the file's end
`;
    const after = `# of the file

# of the programme
programme: cn/a # behind
# above the pools
pools:
  # behind the key
  # above the first
  b: {max: 100万元} # behind braces
  # above the second
  a:
    max: 200万元
    # at the end of a
procedure: [申请]

# of the file's end
`;
    expect(formatted(before)).toBe(after);
    expect(formatted(after)).toBe(after);
  });
  it("at the margin below a part that ends with a comment of its own", () => {
    const after = "pools:\n  a:\n    max: 100万元\n    # of a\n\n# of the file\n\n# of the file too\n";
    expect(formatted(after.replace("\n\n# of the file\n", "\n# of the file\n"))).toBe(after);
    expect(formatted(after)).toBe(after);
  });
  it("braces with comments inside are opened", () => {
    const after = "pools:\n  a:\n    max: 100万元 # why\n    period: year\n";
    expect(formatted("pools: {a: {max: 100万元, # why\n  period: year}}\n")).toBe(after);
    expect(formatted(after)).toBe(after);
  });
});

describe("however comments and blank lines are strewn over a file", () => {
  const lines = english.trimEnd().split("\n");
  const mark = fc.record({
    at: fc.nat(lines.length - 1),
    what: fc.constantFrom("above", "behind", "blank", "deep"),
  });
  const ends = fc.constantFrom("", "# end\n", "\n# end\n\n# very end\n");
  const strewn = fc.tuple(fc.array(mark, { maxLength: 30 }), ends).map(([marks, end]) => {
    const written = [...lines];
    for (const [index, { at, what }] of marks.entries()) {
      const line = written[at] ?? "";
      const indent = /^[ -]*/.exec(line)?.[0].replaceAll("-", " ") ?? "";
      if (what === "blank") written[at] = `\n${line}`;
      if (what === "above") written[at] = `${indent}# mark ${index}\n${line}`;
      if (what === "deep") written[at] = `${line}\n${indent}    # mark ${index}`;
      if (what === "behind") written[at] = `${line} # mark ${index}`;
    }
    return `${written.join("\n")}\n${end}`;
  });
  const tree = readProgramme(english, "file.yaml", testVocabulary()).programme;

  it("none is lost, formatting again changes nothing, and the programme is the same", () => {
    fc.assert(
      fc.property(strewn, text => {
        const once = formatted(text);
        expect(commentsOf(once)).toEqual(commentsOf(text));
        expect(formatted(once)).toBe(once);
        expect(formatted(formatted(once, "zh"), "en")).toBe(once);
        expect(readProgramme(once, "file.yaml", testVocabulary()).programme).toEqual(tree);
      }),
      { numRuns: 15 },
    );
  });
});

describe("any file that can be read can be formatted without loss", () => {
  const word = fc.constantFrom(
    "programme",
    "版本",
    "benefits",
    "待明确",
    "x",
    "rate",
    "30%",
    "a b",
    "10万元<x",
    "any",
    "- ",
    "#c",
  );
  const value: fc.Arbitrary<unknown> = fc.letrec(tie => ({
    node: fc.oneof(
      { maxDepth: 4 },
      word,
      fc.string(),
      fc.array(tie("node"), { maxLength: 4 }),
      fc.dictionary(word, tie("node"), { maxKeys: 4 }),
    ),
  })).node;

  it("in both languages, and back", () => {
    fc.assert(
      fc.property(fc.dictionary(word, value, { minKeys: 1, maxKeys: 5 }), json => {
        const { text: en } = format(JSON.stringify(json), "file.yaml", "en", testVocabulary());
        if (en === undefined) return;
        expect(formatted(en)).toBe(en);
        const zh = formatted(en, "zh");
        expect(formatted(zh, "zh")).toBe(zh);
        expect(formatted(zh, "en")).toBe(en);
      }),
      { numRuns: 200 },
    );
  });
});

it("a file that is not YAML is left alone and the reason told", () => {
  const { text, findings } = format("a: [", "file.yaml", "en", testVocabulary());
  expect(text).toBeUndefined();
  expect(findings.map(({ code }) => code)).toEqual(["yaml-syntax"]);
});
