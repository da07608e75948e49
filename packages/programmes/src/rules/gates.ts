/** At which gates each condition is asked, and how old a statement may be there. Pure, but for the tables. */
import type { LocalDate } from "@suanquan/china";
import type {
  Citation,
  Condition,
  DeliveryMode,
  FactDefinition,
  Programme,
  Vocabulary,
} from "@suanquan/policy";
import { longForm, type Stated } from "./case-facts.ts";

export const GATES = [
  "submission",
  "determination",
  "issue",
  "redemption",
  "sale",
  "claim",
  "payment",
] as const;
export type Gate = (typeof GATES)[number];

/**
 * By whose a fact is. What an applicant is can end at any time, so that it is asked as long as money is on its way;
 * what was bought is settled anew when it is redeemed or claimed, and is what it is in between.
 */
const ASKED: Readonly<Record<FactDefinition["of"], readonly Gate[]>> = {
  applicant: GATES,
  spend: ["submission", "determination", "redemption", "sale", "claim"],
};

/** The gates that a case passes. In the modes of providers their claims are on what was redeemed or sold already. */
const PASSED: Readonly<Record<DeliveryMode, readonly Gate[]>> = {
  "claim-after-spending": ["submission", "determination", "issue", "claim", "payment"],
  "voucher-first": ["submission", "determination", "issue", "claim", "payment"],
  "deducted-at-provider": ["submission", "determination", "issue", "redemption"],
  "discount-at-sale": ["sale"],
  unstated: [],
};

/** Settled here, where texts are silent: what an applicant said of itself is as good as new for so many days. */
export const FRESH_DAYS = 90;

export interface Asked {
  readonly benefit: string;
  readonly fact: string;
  readonly gates: readonly Gate[];
  readonly at: Citation | null;
}

interface Leaf {
  readonly fact: string;
  readonly at: Citation | undefined;
}

function leavesOf(condition: Condition, above?: Citation): Leaf[] {
  const at = condition.at ?? above;
  switch (condition.is) {
    case "fact":
      return [{ fact: condition.fact, at }];
    case "open":
      return condition.readings.flatMap(each => leavesOf(each.condition, at));
    default:
      return condition.of.flatMap(each => leavesOf(each, at));
  }
}

/** Every condition of a programme with the gates at which it is asked, each fact once for each benefit. */
export function conditionsAsked(programme: Programme, vocabulary: Vocabulary): Asked[] {
  const passed = PASSED[programme.delivery.mode];
  return programme.benefits.flatMap(({ id, when, at }) => {
    const leaves = [...leavesOf(programme.when), ...leavesOf(when, at)];
    const first = new Map(leaves.toReversed().map(leaf => [leaf.fact, leaf]));
    return [...first.values()].toReversed().map(leaf => {
      const asked = ASKED[vocabulary.facts.get(leaf.fact)?.of ?? "spend"];
      return {
        benefit: id,
        fact: leaf.fact,
        gates: passed.filter(gate => asked.includes(gate)),
        at: leaf.at ?? null,
      };
    });
  });
}

/** What was stated, by whom it does not matter, and as of which day. */
export interface Statement {
  readonly facts: Stated;
  /** By place, as `statedOn` gives them. */
  readonly dates: Readonly<Record<string, string>>;
  /** As of which day facts are that have no date of their own. */
  readonly otherwise: string;
}

/**
 * Facts of the applicant that are asked at a gate and were stated too long ago, with their days; empty when all are
 * fresh enough. What is stated again, or was noted by the office, is fresh.
 */
export function staleAt(
  gate: Gate,
  benefit: string,
  { programme, vocabulary }: { readonly programme: Programme; readonly vocabulary: Vocabulary },
  said: Statement,
  again: readonly string[],
  earliest: LocalDate,
): string[] {
  const known = longForm(said.facts, vocabulary).applicant;
  return conditionsAsked(programme, vocabulary).flatMap(({ benefit: of, fact, gates }) => {
    const isAsked = of === benefit && gates.includes(gate) && vocabulary.facts.get(fact)?.of === "applicant";
    if (!isAsked || known[fact] === undefined || again.includes(fact)) return [];
    const on = said.dates[`applicant.${fact}`] ?? said.otherwise;
    return on < earliest ? [`${fact} (${on})`] : [];
  });
}
