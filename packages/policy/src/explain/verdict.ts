/** The answer in words: decision, outcome, presumptions, what is missing, and a closing sentence with the amounts. */
import type {
  AmountAnswer,
  Answer,
  CaseNeed,
  Decision,
  Needs,
  Outcome,
  Presumption,
  Quantity,
  Step,
} from "../assessment.ts";
import { decisionWords, outcomeWords } from "../language/words.ts";
import type { Bilingual, Form } from "../tree.ts";
import { isUnknown } from "./amounts.ts";
import { capitalised, han, inLanguage, type Language, listed, quoted } from "./language.ts";
import { stepSentence } from "./sentences.ts";
import type { Wording } from "./wording.ts";

/** A decision in a word or two: `符合`; `eligible`. */
export const decisionIn = (language: Language, decision: Decision): string =>
  language === "zh" ? decisionWords[decision].zh : decision;

const OUTCOME_NAMES_EN: Readonly<Record<Outcome, string>> = {
  computed: "computed",
  "not-eligible": "not eligible",
  "needs-facts": "facts are missing",
  "text-silent": "the text is silent",
  discretion: "decided by the office",
  "nothing-computable": "nothing computable",
  "not-in-force": "not in force",
  exhausted: "used up",
};
/** An outcome in a few words: `政策未载明`; `the text is silent`. */
export const outcomeIn = (language: Language, outcome: Outcome): string =>
  language === "zh" ? outcomeWords[outcome].zh : OUTCOME_NAMES_EN[outcome];

// ── presumptions and needs ───────────────────────────────────────────────────────────────────────

/** One presumption as a sentence. */
export function presumptionIn(w: Wording, presumption: Presumption): string {
  const zh = w.language === "zh";
  switch (presumption.is) {
    case "no-earlier-award":
      return zh
        ? "推定此前没有获得过本项目的补助。"
        : "It is presumed that there was no earlier award of this programme.";
    case "pool-not-exhausted":
      return zh
        ? `推定${w.pool(presumption.pool)}尚未用尽。`
        : `It is presumed that ${w.pool(presumption.pool)} is not exhausted.`;
    case "not-asked":
      return zh ? `推定：${w.text(presumption.says)}。` : `Presumed: ${w.text(presumption.says)}.`;
    case "equal":
      return zh
        ? `没有填写${w.fact(presumption.fact)}，推定等于${w.fact(presumption.to)}。`
        : capitalised(
            `${w.fact(presumption.fact)} was not given; it is presumed equal to ${w.fact(presumption.to)}.`,
          );
    case "date":
      return zh
        ? `没有填写${w.fact(presumption.fact)}，推定在本版本的适用期间内。`
        : capitalised(
            `${w.fact(presumption.fact)} was not given; it is presumed to fall under this version.`,
          );
    case "own-contract":
      return zh
        ? `没有填写${w.fact(presumption.fact)}，推定每笔支出各不相同。`
        : capitalised(`${w.fact(presumption.fact)} was not given; each spend is presumed to have its own.`);
  }
}

const CASE_NEEDS: Readonly<Record<CaseNeed, Bilingual>> = {
  review: {
    zh: "须由主管部门评审或认定后才能确定金额。",
    en: "The office decides the amount after a review.",
  },
  "at-most": {
    zh: "来源只规定“不超过”，具体给多少由主管部门决定。",
    en: "The text only says “not more than”; the office decides how much is granted.",
  },
  relaxation: {
    zh: "限额能否放宽由主管部门酌情决定。",
    en: "Whether the limit is relaxed is at the discretion of the office.",
  },
};
/** As a sentence, what the office decides. */
export const caseNeedIn = (language: Language, need: CaseNeed): string =>
  inLanguage(CASE_NEEDS[need], language);

/** Facts that somebody can tell, whoever it is. */
export const factsNeeded = (needs: Needs): readonly string[] => [
  ...needs.applicant,
  ...needs.provider,
  ...needs.register,
  ...needs.authority,
];

// ── the closing sentence ─────────────────────────────────────────────────────────────────────────

const sameBounds = (a: Quantity["entitled"], b: Quantity["entitled"]): boolean =>
  a.low === b.low && a.high === b.high;

/** `应得 30万元`; `应得 0元，最高可达 100万元到 150万元`. */
export function quantityIn(w: Wording, quantity: Quantity, form: Form): string {
  const { entitled, ceiling } = quantity;
  const zh = w.language === "zh";
  const due = zh ? (form === "price" ? "减免" : "应得") : form === "price" ? "taken off" : "due";
  const dueIn = isUnknown(entitled)
    ? zh
      ? `${due}金额尚不能确定`
      : `the amount ${due} is not yet known`
    : zh
      ? han`${due}${w.bounds(entitled)}`
      : `${w.bounds(entitled)} is ${due}`;
  if (sameBounds(entitled, ceiling)) return dueIn;
  if (isUnknown(ceiling)) return zh ? `${dueIn}，上限尚不能确定` : `${dueIn}; the ceiling is not yet known`;
  return zh
    ? han`${dueIn}，最高可达${w.bounds(ceiling)}`
    : `${dueIn}, and it can be ${w.bounds(ceiling)} at the most`;
}

function payableIn(w: Wording, amount: AmountAnswer): string {
  if (amount.payable === null || isUnknown(amount.payable)) return "";
  const payable = w.bounds(amount.payable);
  return w.language === "zh" ? han`，优惠后应付${payable}` : `; ${payable} is left to pay`;
}

/** The steps that turned the answer down: conditions that fail, with their limit and the value given. */
export const failingSteps = (because: readonly Step[]): readonly Step[] =>
  because.filter(step => "truth" in step && step.truth === 0 && step.is !== "bonus" && step.is !== "relax");

interface Closing {
  readonly w: Wording;
  readonly answer: Answer;
  /** The amounts, or nothing where there are none. */
  readonly amounts: string;
}

const CLOSINGS: Readonly<Record<Outcome, Readonly<Record<Language, (closing: Closing) => string>>>> = {
  computed: {
    zh: ({ amounts }) => `据此，${amounts}。`,
    en: ({ amounts }) => `Accordingly ${amounts}.`,
  },
  "not-eligible": {
    zh: ({ w, answer }) => `不符合条件：${failuresIn(w, answer) || "各项的条件都不满足，原因见各项。"}`,
    en: ({ w, answer }) =>
      `Not eligible: ${failuresIn(w, answer) || "no benefit has its conditions met; see each for the reason."}`,
  },
  "needs-facts": {
    zh: ({ w, answer, amounts }) => {
      const missing = w.facts(factsNeeded(answer.needs));
      return han`还需知道${missing}；就已知事实，${amounts}。`;
    },
    en: ({ w, answer, amounts }) => {
      const missing = w.facts(factsNeeded(answer.needs));
      return `Still to be known: ${missing}. From what is known, ${amounts}.`;
    },
  },
  "text-silent": {
    zh: ({ w, answer, amounts }) =>
      `来源没有写明${questionsIn(w, answer)}；视其明确结果，${amounts}。${caseNeedsIn(w, answer)}`,
    en: ({ w, answer, amounts }) =>
      `The text does not settle ${questionsIn(w, answer)}; depending on that, ${amounts}.${caseNeedsIn(w, answer)}`,
  },
  discretion: {
    zh: ({ w, answer, amounts }) => `${amounts}。${caseNeedsIn(w, answer)}`,
    en: ({ w, answer, amounts }) => `As the text stands ${amounts}.${caseNeedsIn(w, answer)}`,
  },
  "nothing-computable": {
    zh: () => "来源没有给出可以计算的金额，不等于金额为零。",
    en: () =>
      "The source gives nothing from which an amount could be computed; that is not the same as zero.",
  },
  "not-in-force": {
    zh: ({ w, answer }) => `${standingSentence(w, answer)}因此不作计算。`,
    en: ({ w, answer }) => `${standingSentence(w, answer)} Nothing was reckoned.`,
  },
  exhausted: {
    zh: () => "额度或次数已经用尽，本次不再给付。",
    en: () => "The limit is used up, so nothing more is granted.",
  },
};

/** What the office decides case by case, after the sentence before. */
const caseNeedsIn = (w: Wording, answer: Answer): string =>
  answer.needs.case.map(need => `${w.say("", " ")}${caseNeedIn(w.language, need)}`).join("");

function standingSentence(w: Wording, answer: Answer): string {
  const step = answer.because.find(each => each.is === "standing");
  return step === undefined ? "" : stepSentence(step, w);
}

const failuresIn = (w: Wording, answer: Answer): string =>
  failingSteps(answer.because)
    .map(step => stepSentence(step, w))
    .filter((sentence, index, all) => all.indexOf(sentence) === index)
    .join(w.language === "zh" ? "" : " ");

const questionsIn = (w: Wording, answer: Answer): string =>
  listed(
    answer.needs.text.map(question => quoted(w.question(question))),
    "and",
    w.language,
  );

/** The answer in one or two sentences: what comes out, or what stands in the way. */
export function closingSentence(answer: Answer, w: Wording, form: Form): string {
  const { amount } = answer;
  const none = w.language === "zh" ? "金额尚不能确定" : "the amount is not yet known";
  const amounts = amount === null ? none : quantityIn(w, amount, form) + payableIn(w, amount);
  return CLOSINGS[answer.outcome][w.language]({ w, answer, amounts });
}
