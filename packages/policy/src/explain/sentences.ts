/** Steps of the reckoning as sentences, generated from rule and values. */
import type { Fen } from "@suanquan/china";
import type { Answer, Step } from "../assessment.ts";
import type { Form } from "../tree.ts";
import { capitalised } from "./language.ts";
import type { Kind, StepOf, Told } from "./template.ts";
import { TEMPLATES } from "./templates.ts";
import type { Wording } from "./wording.ts";

function sentenceOf<K extends Kind>(step: StepOf<K>, kind: K, w: Wording, told: Told): string {
  const sentence = TEMPLATES[kind][w.language](step, w, told);
  return w.language === "en" ? capitalised(sentence) : sentence;
}

const NOTHING_TOLD: Told["base"] = { of: [], said: true, amount: { low: 0n as Fen, high: null } };

/** One step by itself. `told` is what the steps before it established. */
export const stepSentence = (
  step: Step,
  w: Wording,
  told: Told = { form: "cash", base: NOTHING_TOLD },
): string => sentenceOf(step as StepOf<typeof step.is>, step.is, w, told);

export interface Sentence {
  readonly step: Step;
  readonly says: string;
}

/** A plain base is not told by itself where the sentence of the rate or tier that follows names it. */
function isToldByNext(step: StepOf<"base">, following: readonly Step[]): boolean {
  if (step.of.length !== 1 || step.less.length > 0 || step.awardOf !== undefined) return false;
  const next = following.find(each => each.is !== "bonus");
  return next?.is === "rate" || (next?.is === "tier" && next.basis === step.of[0] && !next.afterDiscount);
}

/**
 * The steps that an answer tells. They follow one reading of each open question: the first; where the answer turns
 * on a question, that reading is named before everything else.
 */
export function stepsTold(answer: Answer): readonly Step[] {
  const named = new Map<string, Step>();
  for (const { question, reading } of answer.amount?.readings ?? [])
    if (!named.has(question)) named.set(question, { is: "reading", question, reading, ruled: false });
  return [...named.values(), ...answer.because];
}

/**
 * The steps of one answer as sentences, in order; what was said once is not said again.
 * @param form how the benefit is given: a price is told as 4.6折, anything else as a rate.
 */
export function sentencesOf(steps: readonly Step[], w: Wording, form: Form): readonly Sentence[] {
  const sentences: Sentence[] = [];
  let base = NOTHING_TOLD;
  for (const [index, step] of steps.entries()) {
    if (step.is === "base") {
      const quiet = isToldByNext(step, steps.slice(index + 1));
      base = { of: step.of, said: !quiet, amount: step.amount };
      if (quiet) continue;
    }
    const says = stepSentence(step, w, { form, base });
    if (!sentences.some(each => each.says === says)) sentences.push({ step, says });
    if (step.is === "days" || step.is === "up-to") base = { of: base.of, said: true, amount: step.amount };
  }
  return sentences;
}
