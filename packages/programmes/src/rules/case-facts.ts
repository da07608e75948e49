/** The facts of a case: as they were stated, put together from several statements, and as the rules read them. */
import {
  type Bilingual,
  type FactDefinition,
  type Facts,
  factNamed,
  readFacts,
  type Vocabulary,
} from "@suanquan/policy";
import { canonical } from "../canonical.ts";
import { Refusal } from "../refusal.ts";
import type { Rules } from "./open-rules.ts";

/** Facts as they came in, in the long form or the short one, with Chinese or English names. */
export type Stated = Readonly<Record<string, unknown>>;

/** @throws Refusal `facts-faulty` with the first that is not understood */
export function readCase({ programme, vocabulary }: Rules, facts: Stated): Facts {
  const reading = readFacts(facts, vocabulary, { programme: programme.id });
  if (reading.facts !== undefined) return reading.facts;
  const [first] = reading.findings;
  throw new Refusal("facts-faulty", {
    what: `${first?.path ?? ""} ${first?.what.zh ?? ""} / ${first?.what.en ?? ""}`,
  });
}

/** What of a case's facts cannot be true together, as the applicant is told it too. @throws Refusal `facts-faulty` */
export function contradictionsIn({ programme, vocabulary }: Rules, facts: Stated): Bilingual[] {
  readCase({ programme, vocabulary }, facts);
  return readFacts(facts, vocabulary, { programme: programme.id })
    .findings.filter(each => each.severity === "warning")
    .map(each => each.what);
}

interface LongForm {
  readonly applicant: Stated;
  readonly spends: readonly Stated[];
  readonly position?: unknown;
}

const isObject = (value: unknown): value is Stated =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const named = (facts: Stated, ...names: readonly string[]): unknown =>
  names.map(name => facts[name]).find(value => value !== undefined);

/** One name for each fact, so that a Chinese and an English statement of it meet. */
const canonicalNames = (facts: Stated, vocabulary: Vocabulary): Stated =>
  Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [factNamed(vocabulary, name)?.name ?? name, value]),
  );

/** The long form of facts in either form; what is not understood is left for `readCase` to refuse. */
export function longForm(facts: Stated, vocabulary: Vocabulary): LongForm {
  const applicant = named(facts, "applicant", "申请主体");
  const spends = named(facts, "spends", "支出");
  const position = named(facts, "position", "既往");
  const more = position === undefined ? {} : { position };
  if (isObject(applicant) || Array.isArray(spends))
    return {
      applicant: canonicalNames(isObject(applicant) ? applicant : {}, vocabulary),
      spends: (Array.isArray(spends) ? spends : []).map(each =>
        isObject(each) ? canonicalNames(each, vocabulary) : {},
      ),
      ...more,
    };
  const rest = Object.entries(canonicalNames(facts, vocabulary)).filter(
    ([name]) => name !== "position" && name !== "既往",
  );
  const of = (owner: FactDefinition["of"]): Stated =>
    Object.fromEntries(rest.filter(([name]) => (factNamed(vocabulary, name)?.of ?? "spend") === owner));
  return { applicant: of("applicant"), spends: [of("spend")], ...more };
}

/**
 * A later statement over an earlier one. One spend adds to one spend; several take the place of all before.
 * @param may whose facts the later one may state
 * @throws Refusal `facts-not-yours`
 */
export function statedAfter(
  vocabulary: Vocabulary,
  before: Stated,
  later: Stated,
  may: "all" | "spend",
): Stated {
  if (Object.keys(later).length === 0) return before;
  const [first, second] = [longForm(before, vocabulary), longForm(later, vocabulary)];
  const foreign = may === "all" ? [] : Object.keys(second.applicant);
  if (foreign.length > 0) throw new Refusal("facts-not-yours", { what: foreign.join(", ") });
  const [ownSpend, ...ownMore] = first.spends;
  const [spend, ...more] = second.spends;
  const spends =
    spend === undefined || (more.length === 0 && Object.keys(spend).length === 0)
      ? first.spends
      : more.length === 0 && ownMore.length === 0
        ? [{ ...ownSpend, ...spend }]
        : second.spends;
  return { ...first, applicant: { ...first.applicant, ...second.applicant }, spends };
}

/**
 * As of which day each fact of a case is stated: today where its value is new, and as before where it is not.
 * @param dates those of the facts before
 */
export function statedOn(
  vocabulary: Vocabulary,
  before: { readonly facts: Stated; readonly dates: Readonly<Record<string, string>> },
  facts: Stated,
  today: string,
): Record<string, string> {
  const known = valuesOf(longForm(before.facts, vocabulary));
  return Object.fromEntries(
    [...valuesOf(longForm(facts, vocabulary))].map(([name, value]) => [
      name,
      known.get(name) === value ? (before.dates[name] ?? today) : today,
    ]),
  );
}

/** Every fact by its place: `applicant.…`, `spends.0.…`. */
const valuesOf = ({ applicant, spends }: LongForm): Map<string, string> =>
  new Map([
    ...Object.entries(applicant).map(([name, value]) => [name, canonical(value)] as const),
    ...spends.flatMap((spend, index) =>
      Object.entries(spend).map(([name, value]) => [`spends.${index}.${name}`, canonical(value)] as const),
    ),
  ]);

/** A text fact that all spends of a case share; undefined where they differ or none has it. */
export function sharedText(facts: Facts, name: string): string | undefined {
  const values = new Set(facts.spends.map(spend => spend.get(name)));
  const [value] = values;
  return values.size === 1 && typeof value === "string" ? value : undefined;
}

/** When the case was signed: the last of its contracts, so that a small early one brings no advantage. */
export function signedOn(facts: Facts): string | null {
  const dates = facts.spends.flatMap(spend => {
    const value = spend.get("contract.signed");
    return typeof value === "string" ? [value] : [];
  });
  return dates.length < facts.spends.length ? null : (dates.sort().at(-1) ?? null);
}
