/**
 * The nearest miss of a benefit that is refused: one stated fact which, changed alone, would no longer let it fail. Found
 * by trying values and assessing again, never guessed; where no single fact will do, nothing is said.
 *
 * Cost: for each refused benefit with one failing fact, the values tried × one assessment of its programme.
 */
import type { BenefitAnswer, ProgrammeAnswer, Step } from "../assessment.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AssessOptions } from "../evaluate/assess.ts";
import { Kept } from "../evaluate/assessor.ts";
import type { Definitions } from "../evaluate/questions/scope.ts";
import { assessProgramme } from "../evaluate/select.ts";
import type { FactMap, Facts, FactValue } from "../facts.ts";
import type { Condition, FactDefinition, Programme } from "../tree.ts";
import { NO_THRESHOLDS, thresholdsOf } from "./thresholds.ts";
import { trialValues } from "./trial-values.ts";

export interface NearestMiss {
  readonly programme: string;
  readonly version: string;
  readonly benefit: string;
  readonly fact: string;
  /** The spend whose fact it is, as an index; absent for facts of the applicant. */
  readonly spend?: number;
  readonly given: FactValue;
  /** The value nearest to the one given with which the benefit is no longer refused. */
  readonly value: FactValue;
  /** The benefit's answer with that value. */
  readonly answer: BenefitAnswer;
}

/** Of many spends only so many are tried: a person reads one line, and each costs an assessment. */
const SPENDS_TRIED_MAX = 3;

/** The nearest miss of every refused benefit that has one, in the order of the catalogue, found once. */
export const nearestMisses = (
  catalogue: Catalogue,
  facts: Facts,
  options: AssessOptions,
): readonly NearestMiss[] => new MissFinder(catalogue).find(facts, options);

/** Finds nearest misses again and again as facts are filled in: only of programmes that read what has changed. */
export class MissFinder {
  private readonly kept: Kept<readonly NearestMiss[], AssessOptions>;

  constructor(catalogue: Catalogue) {
    const definitions = catalogue.vocabulary.facts;
    this.kept = new Kept(catalogue, (versions, facts, options) =>
      missesOf(versions, facts, definitions, options),
    );
  }

  /** The misses of all programmes, as `nearestMisses` gives them. */
  find(facts: Facts, options: AssessOptions): readonly NearestMiss[] {
    return this.kept.of(facts, options).flat();
  }
}

/** How a programme answers when one fact is another; each asked once, however many of its benefits are refused. */
type Changed = (fact: string, spend: number | undefined, value: FactValue) => readonly ProgrammeAnswer[];

interface Trial {
  readonly versions: readonly Programme[];
  readonly facts: Facts;
  readonly definitions: Definitions;
  readonly options: AssessOptions;
  readonly changed: Changed;
  readonly answer: ProgrammeAnswer;
  readonly benefit: BenefitAnswer;
}

function missesOf(
  versions: readonly Programme[],
  facts: Facts,
  definitions: Definitions,
  options: AssessOptions,
): readonly NearestMiss[] {
  const known = new Map<string, readonly ProgrammeAnswer[]>();
  const changed: Changed = (fact, spend, value) => {
    const key = `${fact}#${spend ?? ""}#${typeof value === "object" ? `${value.num}/${value.den}` : value}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const other = changedFacts(facts, fact, spend, value);
    const answers = assessProgramme(versions, other, definitions, { ...options, trace: false });
    known.set(key, answers);
    return answers;
  };
  return assessProgramme(versions, facts, definitions, options).flatMap(answer =>
    answer.benefits.flatMap(benefit => {
      if (benefit.decision !== "ineligible") return [];
      return missOf({ versions, facts, definitions, options, changed, answer, benefit }) ?? [];
    }),
  );
}

function missOf(trial: Trial): NearestMiss | undefined {
  const { facts, definitions, answer, benefit } = trial;
  const misses: NearestMiss[] = [];
  for (const fact of factsToChange(benefit.because)) {
    const definition = definitions.get(fact);
    if (definition === undefined) continue;
    const spends = answer.spendsAsked.slice(0, SPENDS_TRIED_MAX);
    for (const spend of definition.of === "applicant" ? [undefined] : spends) {
      const given = (spend === undefined ? facts.applicant : facts.spends[spend])?.get(fact);
      if (given !== undefined) misses.push(...(withValue(trial, definition, spend, given) ?? []));
    }
  }
  return best(misses);
}

/**
 * Facts of which one might save the benefit. Several conditions that fail on different facts cannot all be met by
 * changing one; alternatives inside one condition can.
 */
function factsToChange(because: readonly Step[]): readonly string[] {
  const failing = because.flatMap(step => {
    if (step.is === "condition" && step.truth === 0) return [new Set([step.fact])];
    return step.is === "compound" && step.truth === 0 ? [factsIn(step.condition)] : [];
  });
  const [first, ...others] = failing;
  return [...(first ?? [])].filter(fact => others.every(facts => facts.has(fact)));
}

function factsIn(condition: Condition, found = new Set<string>()): Set<string> {
  if (condition.is === "fact") found.add(condition.fact);
  else if (condition.is === "open") for (const each of condition.readings) factsIn(each.condition, found);
  else for (const each of condition.of) factsIn(each, found);
  return found;
}

function withValue(
  trial: Trial,
  definition: FactDefinition,
  spend: number | undefined,
  given: FactValue,
): readonly NearestMiss[] {
  const { versions, options, changed, answer, benefit } = trial;
  const thresholds = versions.flatMap(each => thresholdsOf(each).get(definition.name) ?? []);
  const values = new Set(
    (thresholds.length === 0 ? [NO_THRESHOLDS] : thresholds).flatMap(each =>
      trialValues(definition, each, { low: 0n, high: null }, options.asOf),
    ),
  );
  return [...values].flatMap(value => {
    if (value === given) return [];
    const after = changed(definition.name, spend, value)
      .find(each => each.version === answer.version)
      ?.benefits.find(each => each.benefit === benefit.benefit);
    if (after === undefined || after.decision === "ineligible") return [];
    return [
      {
        programme: answer.programme,
        version: answer.version,
        benefit: benefit.benefit,
        fact: definition.name,
        ...(spend === undefined ? {} : { spend }),
        given,
        value,
        answer: after,
      },
    ];
  });
}

function changedFacts(facts: Facts, fact: string, spend: number | undefined, value: FactValue): Facts {
  const changed = (map: FactMap): FactMap => new Map(map).set(fact, value);
  if (spend === undefined) return { ...facts, applicant: changed(facts.applicant) };
  return { ...facts, spends: facts.spends.map((each, index) => (index === spend ? changed(each) : each)) };
}

/** What decides comes first, then what gives more for sure, then the smaller change. */
function best(misses: readonly NearestMiss[]): NearestMiss | undefined {
  return misses.reduce<NearestMiss | undefined>(
    (chosen, miss) => (chosen === undefined || better(miss, chosen) ? miss : chosen),
    undefined,
  );
}

function better(a: NearestMiss, b: NearestMiss): boolean {
  const decided = (miss: NearestMiss) => (miss.answer.decision === "eligible" ? 1 : 0);
  if (decided(a) !== decided(b)) return decided(a) > decided(b);
  if (a.fact === b.fact && typeof a.value === "bigint" && typeof b.value === "bigint")
    return distance(a) < distance(b);
  return sure(a) > sure(b);
}

const distance = ({ given, value }: NearestMiss): bigint => {
  if (typeof given !== "bigint" || typeof value !== "bigint") return 0n;
  return given > value ? given - value : value - given;
};
const sure = ({ answer }: NearestMiss): bigint => answer.amount?.entitled.low ?? 0n;
