/** Answers in the four groups in which a firm reads them, the same from the command line and in the browser. */
import type { BenefitAnswer } from "../assessment.ts";
import type { Bilingual } from "../tree.ts";

/** In the order in which they are shown. */
export const GROUPS = ["eligible", "possible", "ineligible", "unavailable"] as const;
export type Group = (typeof GROUPS)[number];

/** What stands above each group. */
export const GROUP_NAMES: Readonly<Record<Group, Bilingual>> = {
  eligible: { zh: "符合", en: "Eligible" },
  possible: { zh: "可能符合", en: "Possibly eligible" },
  ineligible: { zh: "不符合", en: "Not eligible" },
  unavailable: { zh: "暂不可用", en: "Not available now" },
};

/** Nothing can be had of these now, whatever the conditions say. */
const UNAVAILABLE: readonly BenefitAnswer["outcome"][] = ["not-in-force", "nothing-computable", "exhausted"];

/** The group of an answer. */
export function groupOf({ decision, outcome }: Pick<BenefitAnswer, "decision" | "outcome">): Group {
  if (decision === "ineligible") return "ineligible";
  if (UNAVAILABLE.includes(outcome)) return "unavailable";
  return decision === "eligible" ? "eligible" : "possible";
}

interface Rank {
  readonly due: bigint;
  readonly most: bigint | null;
}
const rankOf = ({ amount }: Pick<BenefitAnswer, "amount">): Rank =>
  amount === null ? { due: 0n, most: 0n } : { due: amount.entitled.low, most: amount.ceiling.high };

/** Order within a group: what is surely due first, then what could be; an unbounded ceiling before any figure. */
export function byAmount(a: Pick<BenefitAnswer, "amount">, b: Pick<BenefitAnswer, "amount">): number {
  const [left, right] = [rankOf(a), rankOf(b)];
  if (left.due !== right.due) return left.due > right.due ? -1 : 1;
  if (left.most === right.most) return 0;
  if (left.most === null || right.most === null) return left.most === null ? -1 : 1;
  return left.most > right.most ? -1 : 1;
}
