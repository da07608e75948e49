/** Whether two answers agree in what matters to a person: decisions and amounts, at all three levels. */
import type { Answer, Bounds, ProgrammeAnswer } from "../assessment.ts";

const sameBounds = (a: Bounds, b: Bounds): boolean => a.low === b.low && a.high === b.high;

function sameAmount(a: Answer["amount"], b: Answer["amount"]): boolean {
  if (a === null || b === null) return a === b;
  const payable =
    a.payable === null || b.payable === null ? a.payable === b.payable : sameBounds(a.payable, b.payable);
  return payable && sameBounds(a.entitled, b.entitled) && sameBounds(a.ceiling, b.ceiling);
}

const same = (a: Answer, b: Answer | undefined): boolean =>
  b !== undefined && a.decision === b.decision && sameAmount(a.amount, b.amount);

/** Answers of the versions of one programme, before and after a fact was given. */
export function sameAnswers(before: readonly ProgrammeAnswer[], after: readonly ProgrammeAnswer[]): boolean {
  return before.length === after.length && before.every((answer, index) => sameAnswer(answer, after[index]));
}

function sameAnswer(before: ProgrammeAnswer, after: ProgrammeAnswer | undefined): boolean {
  if (after === undefined || !same(before, after)) return false;
  return before.benefits.every((benefit, index) => {
    const other = after.benefits[index];
    if (other === undefined || !same(benefit, other)) return false;
    // Spends are compared where both name the same ones: a first spend may just have come into being.
    if (benefit.spends.length !== other.spends.length) return true;
    return benefit.spends.every((spend, at) => same(spend, other.spends[at]));
  });
}
