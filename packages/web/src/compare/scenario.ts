/** The facts of one spending, and of the same spending elsewhere. What is put in for comparing is said to be put in. */
import type { Fen } from "@suanquan/china";
import type { Catalogue, FactMap, Facts, FactValue, Programme } from "@suanquan/policy";
import { valuesIn } from "./brief.ts";

/** Where the applicant and the supply are taken to be. */
export type Where =
  | { readonly is: "as-filled-in" }
  /** Each programme is asked as though everything were in its own place. */
  | { readonly is: "each-own" }
  | { readonly is: "at"; readonly place: string };

export interface Scenario {
  /** Index in `facts.spends`. */
  readonly spend: number;
  readonly where: Where;
  /** One sum of the spending stands for those that were not given. */
  readonly oneSum: boolean;
}

const PLACES = ["applicant.place", "supply.place"] as const;
/** The sum that is compared, where several were given: the first of these. */
const SUMS = ["contract.amount", "paid.amount", "service.fee", "order.list"] as const;

/** Facts of type money that some programme takes as a base. */
export function baseFacts({ programmes }: Pick<Catalogue, "programmes">): readonly string[] {
  const names = new Set<string>();
  for (const programme of [...programmes.values()].flat())
    for (const { amount } of programme.benefits)
      if (
        amount.is === "rate" ||
        amount.is === "tiers" ||
        (amount.is === "unstated" && amount.base !== undefined)
      )
        for (const name of valuesIn(amount.base?.of ?? { is: "stated", value: [] }).flat()) names.add(name);
  return [...names];
}

export interface OneSum {
  readonly of: string;
  readonly amount: Fen;
  /** The facts for which it stands. */
  readonly standsFor: readonly string[];
}

/** The sum of a spending, and what it would stand for; undefined where none was given. */
export function oneSumOf(spend: FactMap, bases: readonly string[]): OneSum | undefined {
  const given = [...SUMS, ...bases].find(name => typeof spend.get(name) === "bigint");
  if (given === undefined) return undefined;
  return {
    of: given,
    amount: spend.get(given) as Fen,
    standsFor: bases.filter(name => !spend.has(name)),
  };
}

/** What a programme is asked under a scenario. */
export function factsUnder(
  facts: Facts,
  scenario: Scenario,
  programme: Pick<Programme, "place">,
  bases: readonly string[],
): Facts {
  const spend = new Map<string, FactValue>(facts.spends[scenario.spend] ?? []);
  const applicant = new Map<string, FactValue>(facts.applicant);
  const sum = scenario.oneSum ? oneSumOf(spend, bases) : undefined;
  for (const name of sum?.standsFor ?? []) spend.set(name, sum?.amount ?? (0n as Fen));
  const place =
    scenario.where.is === "at"
      ? scenario.where.place
      : scenario.where.is === "each-own"
        ? programme.place
        : undefined;
  if (place !== undefined) {
    const [registered, supplied] = PLACES;
    applicant.set(registered, place);
    spend.set(supplied, place);
  }
  return { applicant, spends: [spend], position: facts.position };
}
