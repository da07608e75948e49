/** Conditions in words: what must hold, as a phrase that follows «须» and “must”. */
import type { Fen } from "@suanquan/china";
import type { Condition, Test } from "../tree.ts";
import { dateRangeIn, moneyIn, periodIn, quantityRangeIn, rateIn, wholeIn } from "./figures.ts";
import { han, type Language, listed } from "./language.ts";
import { type Wording, YES_NO } from "./wording.ts";

/** What a test asks, without its subject: `为“企业”`, `不低于 20万元`; `be “enterprise”`, `be at least ¥200,000`. */
function requirementIn(wording: Wording, fact: string, test: Test): string {
  const { language } = wording;
  const be = language === "zh" ? "" : "be ";
  switch (test.is) {
    case "any":
      return language === "zh" ? "不限" : "be anything";
    case "boolean":
      return language === "zh"
        ? `为${test.value ? YES_NO.zh.yes : YES_NO.zh.no}`
        : `be answered ${test.value ? YES_NO.en.yes : YES_NO.en.no}`;
    case "one-of": {
      const words = listed(
        test.values.map(value => wording.choice(fact, value)),
        "or",
        language,
      );
      return language === "zh" ? `为${words}` : `be ${words}`;
    }
    case "within": {
      const places = listed(test.places.map(wording.place), "or", language);
      return language === "zh" ? `位于${places}` : `lie in ${places}`;
    }
    case "money":
      return be + quantityRangeIn<Fen>(language, test.range, moneyIn);
    case "number":
      return be + quantityRangeIn(language, test.range, wholeIn);
    case "rate":
      return be + quantityRangeIn(language, test.range, rateIn);
    case "date":
      return test.range.low !== undefined && test.range.high !== undefined && language === "zh"
        ? han`在${periodIn(language, test.range)}之间`
        : be + dateRangeIn(language, test.range);
    case "not":
      return `${language === "zh" ? "不" : "not "}${requirementIn(wording, fact, test.test)}`;
  }
}

/** `must`: what is asked; `is`: a case that is described. */
export type Mood = "must" | "is";

const VERBS: Readonly<Record<Language, Readonly<Record<Mood, (requirement: string) => string>>>> = {
  zh: {
    must: requirement => `须${requirement}`,
    is: requirement => requirement,
  },
  en: {
    must: requirement => ` must ${requirement}`,
    is: requirement =>
      requirement
        .replace(/^not lie in /, " does not lie in ")
        .replace(/^lie in /, " lies in ")
        .replace(/^not be /, " is not ")
        .replace(/^be /, " is "),
  },
};
const ANYTHING: Readonly<Record<Language, string>> = { zh: "不限", en: " may be anything" };
const FORBIDDEN: Readonly<Record<Language, string>> = { zh: "不得", en: " must not " };

/** `资产入表金额须不低于 20万元`; `the sum entered must be at least ¥200,000`. */
export function clauseIn(wording: Wording, fact: string, test: Test, mood: Mood = "must"): string {
  const { language } = wording;
  const subject = wording.fact(fact);
  if (test.is === "any") return subject + ANYTHING[language];
  if (test.is === "not" && mood === "must") {
    return subject + FORBIDDEN[language] + requirementIn(wording, fact, test.test);
  }
  return subject + VERBS[language][mood](requirementIn(wording, fact, test));
}

interface Joints {
  readonly all: string;
  readonly "any-of": string;
  readonly none: (parts: readonly string[]) => string;
  readonly nothing: string;
  readonly open: (ask: string, readings: readonly string[]) => string;
  readonly bracket: (part: string) => string;
}
const JOINTS: Readonly<Record<Language, Joints>> = {
  zh: {
    all: "，且",
    "any-of": "，或者",
    none: parts => `下列情形均不得有：${parts.join("；")}`,
    nothing: "没有条件",
    open: (ask, readings) => `待明确（${ask}）：${readings.join("；")}`,
    bracket: part => `（${part}）`,
  },
  en: {
    all: ", and ",
    "any-of": ", or ",
    none: parts => `none of these may hold: ${parts.join("; ")}`,
    nothing: "there is no condition",
    open: (ask, readings) => `open (${ask}): ${readings.join("; ")}`,
    bracket: part => `(${part})`,
  },
};

/** A condition as one clause, without a full stop. */
export function conditionIn(wording: Wording, condition: Condition, mood: Mood = "must"): string {
  const joints = JOINTS[wording.language];
  switch (condition.is) {
    case "fact": {
      const { fact, test } = condition;
      if (test.is === "stated") return clauseIn(wording, fact, test.value, mood);
      const requirement = wording.cell(test, value => requirementIn(wording, fact, value));
      return wording.fact(fact) + VERBS[wording.language][mood](requirement);
    }
    case "all":
    case "any-of":
    case "none-of": {
      const within = condition.is === "none-of" ? "is" : mood;
      const single = condition.of.length === 1;
      const parts = condition.of.map(each => {
        const part = conditionIn(wording, each, within);
        return each.is === "fact" || single ? part : joints.bracket(part);
      });
      if (parts.length === 0) return joints.nothing;
      return condition.is === "none-of" ? joints.none(parts) : parts.join(joints[condition.is]);
    }
    case "open":
      return joints.open(
        wording.question(condition.question),
        condition.readings.map(
          each =>
            `${wording.reading(condition.question, each.reading)} → ${conditionIn(wording, each.condition, mood)}`,
        ),
      );
  }
}

/** The parts of a condition that must all hold, one clause each. */
export function clausesOf(condition: Condition): readonly Condition[] {
  return condition.is === "all" ? condition.of.flatMap(clausesOf) : [condition];
}
