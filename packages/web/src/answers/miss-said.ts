/** The nearest miss in a sentence: what would have to be otherwise, and what would then be given. */
import type { Catalogue, Programme } from "@suanquan/policy";
import type { NearestMiss } from "@suanquan/policy/nearest-miss";
import { quantityIn } from "@suanquan/policy/verdict";
import { wordingOf } from "@suanquan/policy/wording";
import type { Language } from "../language.ts";
import { word } from "./words.ts";

export function missSaid(
  { fact, spend, given, value, answer }: NearestMiss,
  about: { readonly programme: Programme; readonly catalogue: Catalogue; readonly language: Language },
): string {
  const { programme, catalogue, language } = about;
  const w = wordingOf({ programme, vocabulary: catalogue.vocabulary }, language);
  const form = programme.benefits.find(each => each.id === answer.benefit)?.form ?? "cash";
  const name = w.label(fact);
  const of = spend === undefined || spend === 0 ? "" : ` (${word("missOfSpend", language)} ${spend + 1})`;
  const fits = word(answer.decision === "eligible" ? "missFits" : "missCould", language);
  const gives =
    answer.amount === null ? "" : `${language === "zh" ? "，" : ", "}${quantityIn(w, answer.amount, form)}`;
  const would = language === "zh" ? `“${name}”${of}为` : ` ${name}${of} were `;
  const was = `${word("missInsteadOf", language)}${language === "zh" ? "" : " "}${w.value(fact, given)}${word("missEnd", language)}`;
  const end = language === "zh" ? "。" : ".";
  return `${word("miss", language)}${would}${w.value(fact, value)}${was}${word("missThen", language)}${language === "zh" ? "" : " "}${fits}${gives}${end}`;
}
