/** The one thing that would settle an answer: a fact that somebody knows, an open question of the text, or a decision. */
import type { CaseNeed } from "@suanquan/policy";
import type { NextQuestion } from "@suanquan/policy/ask";
import { factsNeeded } from "@suanquan/policy/verdict";
import type { Entry } from "./assessment.ts";

export type Settling =
  /** `others`: how many further facts are missing beside it. */
  | {
      readonly is: "fact";
      readonly fact: string;
      readonly spend: number | undefined;
      readonly others: number;
    }
  | { readonly is: "text"; readonly question: string; readonly others: number }
  | { readonly is: "case"; readonly need: CaseNeed };

/**
 * What comes first. Facts before open questions, since they are had for the asking; of facts the one that moves most.
 * @param questions in the order of their use, as far as they are known yet.
 */
export function settlingOf(
  { programme, answer }: Entry,
  questions: readonly NextQuestion[],
): Settling | undefined {
  const missing = factsNeeded(answer.needs);
  const asked = questions.find(each => missing.includes(each.fact) && each.programmes.includes(programme.id));
  const [first] = missing;
  if (first !== undefined)
    return { is: "fact", fact: asked?.fact ?? first, spend: asked?.spend, others: missing.length - 1 };
  const [question, ...questionsLeft] = answer.needs.text;
  if (question !== undefined) return { is: "text", question, others: questionsLeft.length };
  const [need] = answer.needs.case;
  return need === undefined ? undefined : { is: "case", need };
}
