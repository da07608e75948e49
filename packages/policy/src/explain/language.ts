/** The two languages of every sentence, and how each is put together. */
import type { Bilingual } from "../tree.ts";

export type Language = "zh" | "en";

/** What chooses between the languages for whoever writes a sentence. */
export interface Voice {
  readonly text: (text: Bilingual) => string;
  /** Whichever of the two the language asks for. */
  readonly say: (zh: string, en: string) => string;
}

export const inLanguage = (text: Bilingual, language: Language): string => text[language];

/** Something that ends like a figure: `30%`, `200万元`, `6个月`, a date, a Latin word. */
const ENDS_AS_FIGURE = /(?:[\dA-Za-z%‰]|\d ?(?:元|万元|亿元|折|年|个月|个季度|日|天|个工作日))$/u;
const STARTS_AS_FIGURE = /^[\dA-Za-z¥−-]/u;
const ENDS_AS_HAN = /\p{Script=Han}$/u;
const STARTS_AS_HAN = /^\p{Script=Han}/u;

/**
 * A Chinese sentence with figures in it: a space stands between a figure and the characters beside it, and none
 * beside punctuation.
 */
export function han(texts: TemplateStringsArray, ...values: readonly string[]): string {
  let sentence = texts[0] ?? "";
  for (const [index, value] of values.entries()) {
    const after = texts[index + 1] ?? "";
    const before = STARTS_AS_FIGURE.test(value) && ENDS_AS_HAN.test(sentence) ? " " : "";
    const behind = ENDS_AS_FIGURE.test(value) && STARTS_AS_HAN.test(after) ? " " : "";
    sentence += `${before}${value}${behind}${after}`;
  }
  return sentence;
}

/** A sentence begins with a capital. */
export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** In quotation marks; quotes inside become single ones, as GB/T 15834 has it. */
export const quoted = (text: string): string => `“${text.replaceAll("“", "‘").replaceAll("”", "’")}”`;

/**
 * A label inside an English sentence: `the contract sum`. Lower case, unless its first word is an abbreviation or a
 * name of its own; a label that is a question of its own is quoted.
 */
export function withArticle(label: string): string {
  if (/^(?:What|Where|Whether|Who|How|Which|When|Has|Is) /.test(label)) return quoted(label);
  const common = /^[A-Z][a-z]+(?:[ '’-][^A-Z]|[,.]|$)/.test(label);
  return `the ${common ? label.charAt(0).toLowerCase() + label.slice(1) : label}`;
}

/** `甲、乙和丙`; `a, b and c`. */
export function listed(items: readonly string[], last: "and" | "or", language: Language): string {
  if (items.length < 2) return items[0] ?? "";
  const before = items.slice(0, -1).join(language === "zh" ? "、" : ", ");
  const end = items.at(-1) ?? "";
  if (language === "en") return `${before} ${last} ${end}`;
  return last === "and" ? han`${before}和${end}` : han`${before}或${end}`;
}
