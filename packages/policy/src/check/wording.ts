/** Figures, facts and lists as findings name them: literals exactly as a file would write them. */
import { type Fen, findPlace } from "@suanquan/china";
import { literals, printTestRange } from "../language/literals.ts";
import type { Bilingual, Cell, Condition, Rate, Test } from "../tree.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { rangeOfStretch, type Stretch } from "./analysis/line.ts";
import type { Figure } from "./survey-sites.ts";

const same = (text: string): Bilingual => ({ zh: text, en: text });

export const moneySaid = (amount: bigint): string => literals.money.print(amount as Fen);
export const rateSaid = (rate: Rate): string => literals.rate.print(rate);

/** A stretch of amounts: `10万元`, or `10万元 < x ≤ 30万元`. */
export const stretchSaid = (stretch: Stretch): string =>
  stretch.from === stretch.to ? moneySaid(stretch.from) : printTestRange.money(rangeOfStretch(stretch));

/** A figure as the file has it at this path; a rate under `pay` is written as what is paid. */
export const figureSaid = (figure: Figure, path: string): string => {
  switch (figure.is) {
    case "money":
      return moneySaid(figure.value);
    case "rate":
      return path.endsWith(".pay") ? literals.pay.print(figure.value) : rateSaid(figure.value);
    case "duration":
      return literals.duration.print(figure.value);
    case "whole":
      return figure.value.toString();
    case "date":
      return figure.value;
  }
};

/** A cell: its value, or what its readings put there. */
export function cellSaid<T>(cell: Cell<T>, say: (value: T) => string): string {
  if (cell.is === "stated") return say(cell.value);
  return cell.readings.map(each => cellSaid(each.cell, say)).join(" / ");
}

const JOINTS = {
  and: { zh: "、", en: ", " },
  or: { zh: "或", en: " or " },
  also: { zh: "，且", en: " and " },
  else: { zh: "；", en: "; " },
} as const;

/** Several sayings as one. */
export const joined = (parts: readonly Bilingual[], by: keyof typeof JOINTS): Bilingual => ({
  zh: parts.map(part => part.zh).join(JOINTS[by].zh),
  en: parts.map(part => part.en).join(JOINTS[by].en),
});

export const factSaid = (vocabulary: Vocabulary, fact: string): Bilingual =>
  vocabulary.facts.get(fact)?.label ?? same(fact);

export function placeSaid(place: string): Bilingual {
  const found = findPlace(place);
  return found.ok ? { zh: found.value.name, en: found.value.english } : same(place);
}

/** What a test lets through, as a file writes it. */
function testSaid(vocabulary: Vocabulary, fact: string, test: Test): Bilingual {
  switch (test.is) {
    case "any":
      return { zh: "任意", en: "anything" };
    case "boolean":
      return test.value ? { zh: "是", en: "yes" } : { zh: "否", en: "no" };
    case "one-of": {
      const choices = vocabulary.facts.get(fact)?.choices ?? [];
      const words = test.values.map(value => ({
        zh: value,
        en: choices.find(each => each.value === value)?.en ?? value,
      }));
      return joined(words, "or");
    }
    case "within": {
      const { zh, en } = joined(test.places.map(placeSaid), "or");
      return { zh: `位于${zh}`, en: `in ${en}` };
    }
    case "money":
      return same(printTestRange.money(test.range));
    case "number":
      return same(printTestRange.number(test.range));
    case "date":
      return same(printTestRange.date(test.range));
    case "rate":
      return same(printTestRange.rate(test.range));
    case "not": {
      const { zh, en } = testSaid(vocabulary, fact, test.test);
      return { zh: `不是 ${zh}`, en: `not ${en}` };
    }
  }
}

/** A condition in one line. */
export function conditionSaid(vocabulary: Vocabulary, condition: Condition): Bilingual {
  switch (condition.is) {
    case "fact": {
      const fact = factSaid(vocabulary, condition.fact);
      if (condition.test.is === "open") return { zh: `${fact.zh}（待明确）`, en: `${fact.en} (open)` };
      const test = testSaid(vocabulary, condition.fact, condition.test.value);
      return { zh: `${fact.zh}：${test.zh}`, en: `${fact.en}: ${test.en}` };
    }
    case "open":
      return { zh: `待明确 ${condition.question}`, en: `open \`${condition.question}\`` };
    case "any-of":
      return joined(
        condition.of.map(each => conditionSaid(vocabulary, each)),
        "or",
      );
    case "none-of": {
      const parts = joined(
        condition.of.map(each => conditionSaid(vocabulary, each)),
        "or",
      );
      return { zh: `不得有：${parts.zh}`, en: `none of: ${parts.en}` };
    }
    case "all":
      return joined(
        condition.of.map(each => conditionSaid(vocabulary, each)),
        "also",
      );
  }
}
