/** The value of a fact, by its type: what people and programs may write, and the one form in which it travels. */
import { type Fen, fen, formatYuan, parseAmount, type Reading } from "@suanquan/china";
import type { FactValue } from "../facts.ts";
import { literals, parseWhole } from "../language/literals.ts";
import type { Bilingual, FactDefinition, FactType } from "../tree.ts";
import { nearestOf } from "./nearest.ts";
import { parsePlace } from "./place.ts";

/** Where a value was written: in a file money names its unit; from a program a bare number is yuan. */
export type FactSource = "file" | "program";
export type FactReading = Reading<FactValue, string>;

const refuse = (code: string, zh: string, en: string): FactReading => ({
  ok: false,
  error: { code, zh, en },
});

/** Reads a written value of a fact. Money in 分; a place by its code; a choice by its Chinese value. */
export function parseFact(fact: FactDefinition, text: string, source: FactSource): FactReading {
  return parsers[fact.type](text, fact, source);
}

type Parser = (text: string, fact: FactDefinition, source: FactSource) => FactReading;

const parsers: Readonly<Record<FactType, Parser>> = {
  money: (text, _fact, source) => (source === "file" ? literals.money.parse(text) : parseAmount(text)),
  number: text => parseWhole(text),
  rate: text => literals.rate.parse(text),
  boolean: text => literals.boolean.parse(text),
  date: text => literals.date.parse(text),
  text: text => literals.text.parse(text),
  place: text => {
    const place = parsePlace(text);
    return place.ok
      ? { ok: true, value: place.code }
      : refuse("unknown-place", place.error.zh, place.error.en);
  },
  choice: (text, fact) => {
    const choice = fact.choices.find(({ value, en }) => value === text || en === text);
    if (choice !== undefined) return { ok: true, value: choice.value };
    const nearest = nearestOf(
      text,
      fact.choices.flatMap(({ value, en }) => [value, en]),
    );
    const { zh, en } = choicesSaid(fact, nearest);
    return refuse("unknown-choice", `没有选项“${text}”${zh}`, `there is no choice "${text}"${en}`);
  },
};

function choicesSaid(fact: FactDefinition, nearest: string | undefined): Bilingual {
  return nearest === undefined
    ? { zh: `，共有 ${fact.choices.length} 项`, en: ` (there are ${fact.choices.length})` }
    : { zh: `，是否要写“${nearest}”`, en: `; did you mean \`${nearest}\`?` };
}

/** What would be right for a fact, as advice. */
export function factAdvice(fact: FactDefinition, source: FactSource): Bilingual {
  if (fact.type === "money" && source === "file") return { zh: "应写作 100万元", en: "write 100万元" };
  if (fact.type === "choice") {
    return {
      zh: `可以写：${fact.choices.map(each => each.value).join("、")}`,
      en: `write one of: ${fact.choices.map(each => each.en).join(", ")}`,
    };
  }
  return ADVICE[fact.type];
}

const ADVICE: Readonly<Record<Exclude<FactType, "choice">, Bilingual>> = {
  money: { zh: '应写作 "100万元" 或 "1000000.00"（元）', en: 'write "100万元" or "1000000.00" (yuan)' },
  number: { zh: "应写非负整数，如 12", en: "write a whole number, zero or above, as in 12" },
  rate: { zh: '应写作 "30%"', en: 'write "30%"' },
  boolean: { zh: "应写 true 或 false", en: "write true or false" },
  date: { zh: '应写作 "2025-03-14"', en: 'write "2025-03-14"' },
  place: { zh: '应写作 "贵州省" 或 "520000"', en: 'write "贵州省" or "520000"' },
  text: { zh: "应写文字", en: "write a text" },
};

/** The form in which a value of a case travels: yuan with two decimals, `30%`, `2025-03-14`. */
export function writeFact(fact: FactDefinition, value: FactValue): string | boolean {
  if (typeof value === "boolean") return value;
  if (typeof value === "bigint")
    return fact.type === "money" ? formatYuan(fen(value) as Fen) : value.toString();
  return typeof value === "object" ? literals.rate.print(value) : value;
}
