/** Re-running the pinned rules on stored facts, the same way at every gate. */
import { type LocalDate, localDate } from "@suanquan/china";
import {
  assessVersion,
  type BenefitAnswer,
  type Facts,
  type Programme,
  type ProgrammeAnswer,
} from "@suanquan/policy";
import { canonical } from "../canonical.ts";
import { sha256 } from "../identifier.ts";
import { Refusal } from "../refusal.ts";
import type { Store } from "../store/store.ts";
import type { Pinned } from "../subjects/kinds.ts";
import { readCase } from "./case-facts.ts";
import { ENGINE, openRules, type Rules } from "./open-rules.ts";
import { settled } from "./questions.ts";

/** An earlier award as the evaluator is told of it; amounts in yuan as texts. */
export type EarlierAward = Readonly<Record<string, string | boolean>>;

export interface Question {
  readonly pinned: Pinned;
  /** As they came in: `{applicant, spends}` or the short form. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly awards: readonly EarlierAward[];
  readonly asOf: string;
  /**
   * It was handed in while that was open: what ends meanwhile, a window or the document itself, no longer ends it.
   * Years and months of limits are still those of `asOf`.
   */
  readonly handedIn?: boolean;
}

export interface Verdict {
  readonly answer: ProgrammeAnswer;
  /** The canonical text that is kept, and its hash. */
  readonly text: string;
  readonly hash: string;
  readonly rules: Rules;
  /** The facts as the rules read them. */
  readonly facts: Facts;
}

/** The facts with the office's own record of earlier awards, which goes before what the applicant says. */
function withPosition(question: Question): Record<string, unknown> {
  const given = question.facts.position;
  const stated = typeof given === "object" && given !== null && "awards" in given ? given.awards : [];
  const own = Array.isArray(stated) ? stated : [];
  return { ...question.facts, position: { awards: [...question.awards, ...own] } };
}

/** Reckons with rules that are open already. Pure. @throws Refusal `facts-faulty` */
export function reckon(rules: Rules, question: Question): Verdict {
  const { programme, vocabulary } = rules;
  const facts = readCase(rules, withPosition(question));
  const rulings = new Map(Object.entries(question.pinned.rulings));
  const handedIn = question.handedIn === true;
  const answer = assessVersion(
    handedIn ? onceHandedIn(programme, rulings) : programme,
    facts,
    facts.spends.map((_, index) => index),
    vocabulary.facts,
    { asOf: localDate(question.asOf), rulings: new Map([[programme.id, rulings]]), whatIf: handedIn },
  );
  const text = canonical({
    pinned: question.pinned,
    asOf: question.asOf,
    facts: question.facts,
    awards: question.awards,
    ...(handedIn ? { handedIn } : {}),
    answer: kept(answer),
  });
  return { answer, text, hash: sha256(text), rules, facts };
}

const handedInTo = new WeakMap<Programme, Programme>();

/** The version for a case that is in it already: where the day of application chose it, it is not chosen again. */
function onceHandedIn(programme: Programme, rulings: ReadonlyMap<string, string>): Programme {
  const { by, from, to, ...rest } = programme.applies;
  if (settled(by, rulings) !== "applied" || (from === undefined && to === undefined)) return programme;
  const known = handedInTo.get(programme) ?? { ...programme, applies: { by, ...rest } };
  handedInTo.set(programme, known);
  return known;
}

/** What must be the same whenever a decision is replayed: decision, amounts, needs and clauses. */
function kept(answer: ProgrammeAnswer): unknown {
  const one = (
    each: Pick<BenefitAnswer, "decision" | "outcome" | "amount" | "needs" | "because">,
  ): unknown => ({
    decision: each.decision,
    outcome: each.outcome,
    amount: each.amount,
    needs: each.needs,
    clauses: each.because.flatMap(step =>
      step.at === undefined ? [] : [`${step.at.document} ${step.at.place}`],
    ),
  });
  return {
    together: one(answer),
    benefits: Object.fromEntries(answer.benefits.map(b => [b.benefit, one(b)])),
  };
}

/** Reckons with the rules that are pinned. */
export async function assess(store: Store, question: Question): Promise<Verdict> {
  return reckon(await openRules(store, question.pinned.programme, question.pinned.vocabulary), question);
}

/** Reckons, and keeps what was asked and answered under its hash. */
export async function assessAndKeep(store: Store, question: Question): Promise<Verdict> {
  const verdict = await assess(store, question);
  await store.keep("assessment", verdict.text);
  return verdict;
}

/** The rules as they stand now: to be pinned on a decision. */
export const pin = (text: string, vocabulary: string, rulings: Readonly<Record<string, string>>): Pinned => ({
  programme: text,
  vocabulary,
  engine: ENGINE,
  rulings: { ...rulings },
});

export interface Figures {
  readonly decision: ProgrammeAnswer["decision"];
  readonly outcome: ProgrammeAnswer["outcome"];
  readonly entitledLow: bigint;
  /** Null: unbounded. */
  readonly entitledHigh: bigint | null;
  /** The lesser of the benefit's own ceiling and that of all benefits together. */
  readonly ceiling: bigint | null;
  readonly own: bigint | null;
  readonly together: bigint | null;
  readonly why: string;
}

const least = (a: bigint | null, b: bigint | null): bigint | null =>
  a === null ? b : b === null || a < b ? a : b;

/** The figures of one benefit, within what the programme grants together. @throws Refusal `not-found` */
export function figuresOf(answer: ProgrammeAnswer, benefit: string): Figures {
  const found = answer.benefits.find(each => each.benefit === benefit);
  if (found === undefined) throw new Refusal("not-found", { what: benefit });
  const own = found.amount;
  const together = answer.amount?.ceiling.high ?? null;
  const { needs } = found;
  const missing = [...needs.applicant, ...needs.provider, ...needs.register, ...needs.authority];
  const text = needs.text.length === 0 ? [] : [`text: ${needs.text.join(", ")}`];
  return {
    decision: found.decision,
    outcome: found.outcome,
    entitledLow: own?.entitled.low ?? 0n,
    entitledHigh: own === null ? 0n : least(own.entitled.high, together),
    ceiling: own === null ? 0n : least(own.ceiling.high, together),
    own: own === null ? 0n : own.ceiling.high,
    together,
    why: [found.outcome, ...missing, ...text, ...needs.case, ...failing(found)].join("; "),
  };
}

const failing = (found: BenefitAnswer): string[] =>
  found.because.flatMap(step => (step.is === "condition" && step.truth === 0 ? [step.fact] : []));

/** The facts that this benefit still needs, by name. */
export function missingFacts(answer: ProgrammeAnswer, benefit: string): string[] {
  const needs = answer.benefits.find(each => each.benefit === benefit)?.needs;
  return needs === undefined ? [] : [...needs.applicant, ...needs.provider];
}

export const dateOf = (text: string): LocalDate => localDate(text);
