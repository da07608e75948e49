/** Titles that a certificate proves for a time: which facts they are, and which of their answers need one. */
import type { Written } from "./entries.ts";

interface Qualification {
  readonly fact: string;
  /** Answers that say that the title is not held: nothing has to prove them. */
  readonly without: readonly string[];
}

export const QUALIFICATIONS: readonly Qualification[] = [
  { fact: "applicant.srdi-grade", without: ["无称号", "?"] },
  { fact: "applicant.big-data-grade", without: ["未认定", "?"] },
  { fact: "applicant.digital-core", without: ["false", "否", "?"] },
  { fact: "applicant.new-national-title", without: ["false", "否", "?"] },
];

/** Whether the title is said to be held, so that its certificate can be given. */
export function isHeld({ fact, without }: Qualification, applicant: Written): boolean {
  const text = (applicant[fact] ?? "").trim();
  return text !== "" && !without.includes(text);
}
