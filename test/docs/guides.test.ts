/** The guides show nothing that the program does not do: excerpts, commands, links and messages are held against it. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { LocalDate } from "@suanquan/china";
import { catalogueOf, checkProgramme, type Language, readFacts, readProgramme } from "@suanquan/policy";
import { decisionWords, outcomeWords, standingWords } from "@suanquan/policy/words";
import { describe, expect, test } from "vitest";
import { COMMANDS, isCommandName } from "../../packages/cli/src/commands.ts";
import { readRulings } from "../../packages/cli/src/rulings.ts";
import { exampleVocabulary, programmeIn } from "../../scripts/docs.ts";

const root = path.resolve(import.meta.dirname, "../..");
const docs = path.join(root, "docs");
const vocabulary = exampleVocabulary();
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");

const pages = readdirSync(docs, { recursive: true, encoding: "utf8" })
  .filter(name => name.endsWith(".md") && !name.startsWith("coverage"))
  .map(name => `docs/${name.split(path.sep).join("/")}`);
const blocksIn = (text: string, kind: string): string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${kind}\\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map(
    ([, block = ""]) => block,
  );

/** Lines without the spaces that all of them begin with. */
function flush(lines: readonly string[]): string {
  const indents = lines.filter(line => line.trim() !== "").map(line => line.search(/\S/));
  const least = Math.min(...indents);
  return lines.map(line => line.slice(least)).join("\n");
}

function isExcerptOf(block: string, file: string): boolean {
  const wanted = block.trimEnd().split("\n");
  const lines = file.split("\n");
  const text = wanted.join("\n");
  return lines.some((_, at) => flush(lines.slice(at, at + wanted.length)) === text);
}

const FOLDERS: Readonly<Record<Language, string>> = { zh: "docs/examples/zh", en: "docs/examples" };
const filesFor = (language: Language): string[] => {
  const folder = path.join(root, FOLDERS[language]);
  const own = readdirSync(folder).filter(name => name.endsWith(".yaml"));
  return [...own.map(name => `${FOLDERS[language]}/${name}`), "docs/examples/rulings/model-voucher.yaml"];
};

describe.each(["zh", "en"] as const)("The guide for authors (%s)", language => {
  const guide = read(`docs/authors.${language}.md`);
  const files = filesFor(language).map(read);

  test("shows only what stands in an example", () => {
    const foreign = blocksIn(guide, "yaml").filter(block => !files.some(file => isExcerptOf(block, file)));
    expect(foreign).toEqual([]);
  });

  const slips: readonly { readonly zh: readonly [string, string]; readonly en: readonly [string, string] }[] =
    [
      { zh: ["最高: 20万元", "最高: 20"], en: ["max: 20万元", "max: 20"] },
      { zh: ["基数: 合同.金额", "基数: 合同.金颜"], en: ["base: contract.amount", "base: contract.amuont"] },
      {
        zh: ["    出处: {文件: rules, 位置: 第四条, 引文: 按合同金额的30%给予补助}\n", ""],
        en: ["    at: {document: rules, place: 第四条, quote: 按合同金额的30%给予补助}\n", ""],
      },
      { zh: ["比例: 30%", "比例: 35%"], en: ["rate: 30%", "rate: 35%"] },
      { zh: ["        周期: 年度\n", ""], en: ["        period: year\n", ""] },
      { zh: ["{rent: 3万元}", "{rent: 3.3万元}"], en: ["{rent: 3万元}", "{rent: 3.3万元}"] },
      {
        zh: ["舍入: {单位: 分, 方向: 舍去, 出处: rules 第六条}\n", ""],
        en: ["rounding: {unit: fen, direction: down, at: rules 第六条}\n", ""],
      },
    ];
  test.each(slips)(`tells what the checker says of the slip $${language}`, slip => {
    const [right, wrong] = slip[language];
    const file = `${FOLDERS[language]}/first.yaml`;
    const text = read(file);
    expect(text).toContain(right);
    const { programme, spans, findings } = readProgramme(text.replace(right, wrong), file, vocabulary);
    const all =
      programme === undefined
        ? findings
        : checkProgramme(programme, spans, file, { vocabulary, today: "2026-06-01" as LocalDate });
    const told = all.filter(({ what }) => guide.includes(what[language].replace("rent：", "")));
    expect(told.map(({ code }) => code)).not.toEqual([]);
  });
});

describe.each(["zh", "en"] as const)("The guide for integrators (%s)", language => {
  const guide = read(`docs/integrators.${language}.md`);

  test("tells every field of an assessment", () => {
    const shown = JSON.parse(read(`docs/examples/assessment.${language}.json`));
    const fields = [
      ...Object.keys(shown),
      ...Object.keys(shown.amount).map(field => `amount.${field}`),
      ...Object.keys(shown.needs),
      ...Object.keys(shown.because[0]),
    ];
    expect(fields.filter(field => !guide.includes(`\`${field}\``))).toEqual([]);
  });
  test("tells every decision, outcome and standing", () => {
    const words = [
      ...Object.keys(decisionWords),
      ...Object.keys(outcomeWords),
      ...Object.keys(standingWords),
    ];
    expect(words.filter(word => !guide.includes(`\`${word}\``))).toEqual([]);
  });
  test("shows facts that can be read", () => {
    const [facts = ""] = blocksIn(guide, "json");
    const programme = "cn-hainan/shili-suanli";
    expect(readFacts(JSON.parse(facts), vocabulary, { programme }).findings).toEqual([]);
  });
});

test("the rulings of the example answer questions of the example", () => {
  const programme = programmeIn("docs/examples/open-questions.yaml", vocabulary);
  const catalogue = catalogueOf([programme], vocabulary, "");
  const rulings = readRulings("docs/examples/rulings/model-voucher.yaml", root, catalogue);
  expect(rulings.map(({ question, reading, invented }) => [question, reading, invented])).toEqual([
    ["base", "paid", true],
  ]);
});

describe.each(pages)("%s", page => {
  const text = read(page);

  test("leads nowhere that does not exist", () => {
    const targets = [...text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, target = ""]) => target);
    const local = targets.filter(target => !/^https?:/.test(target));
    expect(local.filter(target => !existsSync(path.resolve(root, path.dirname(page), target)))).toEqual([]);
  });

  test("calls commands and options that exist", () => {
    const calls = blocksIn(text, "sh")
      .flatMap(block => block.split("\n"))
      .filter(line => line.startsWith("npx suanquan "));
    for (const call of calls) {
      const [name = "", ...words] = call.slice("npx suanquan ".length).split(/\s+/);
      if (!isCommandName(name)) throw new Error(`no command ${name}`);
      const options = words
        .filter(word => word.startsWith("--"))
        .map(word => word.slice(2).split("=")[0] ?? "");
      const known = ["json", "lang", "help", ...COMMANDS[name].options] as readonly string[];
      expect(
        options.filter(option => !known.includes(option)),
        call,
      ).toEqual([]);
    }
  });
});
