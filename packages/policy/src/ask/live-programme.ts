/** A programme whose answer may still move: what it misses, and how it answers once something is given. */
import type { BenefitAnswer, Needs, ProgrammeAnswer } from "../assessment.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AssessOptions } from "../evaluate/assess.ts";
import { assessProgramme } from "../evaluate/select.ts";
import type { FactMap, Facts, FactValue } from "../facts.ts";
import type { FactDefinition, Programme } from "../tree.ts";
import { NO_THRESHOLDS, thresholdsOf } from "./thresholds.ts";
import { type Limits, trialValues } from "./trial-values.ts";

export interface AskOptions extends AssessOptions {
  /** Only facts that these can tell; everyone when absent. */
  readonly knownBy?: readonly FactDefinition["knownBy"][];
}

/** A fact that nobody has stated, of the applicant or of one spend. */
export interface Unknown {
  readonly definition: FactDefinition;
  readonly spend: number | undefined;
}

/** A programme whose answer still misses facts, and which. */
export interface LiveProgramme {
  readonly id: string;
  readonly answers: readonly ProgrammeAnswer[];
  readonly unknowns: readonly Unknown[];
  /** Its answers once these values are given. */
  readonly assess: (given: readonly (readonly [Unknown, FactValue])[]) => readonly ProgrammeAnswer[];
  readonly trials: (unknown: Unknown) => readonly FactValue[];
}

/** The same for the same fact of the same spend. */
export const keyOf = ({ definition, spend }: Unknown): string => `${definition.name}#${spend ?? ""}`;

/** Assesses a programme and sees what it misses. @param versions of the programme, newest first. */
export function liveProgramme(
  catalogue: Catalogue,
  versions: readonly Programme[],
  facts: Facts,
  options: AskOptions,
): LiveProgramme {
  const definitions = catalogue.vocabulary.facts;
  // Answers are only compared: nobody reads their steps.
  const untraced = { ...options, trace: false };
  const answers = assessProgramme(versions, facts, definitions, untraced);
  return {
    id: versions[0]?.id ?? "",
    answers,
    unknowns: unknownsOf(answers, facts, definitions, options),
    assess: given => assessProgramme(versions, withValues(facts, given), definitions, untraced),
    trials: unknown => {
      const { definition } = unknown;
      const limits = limitsOf(unknown, facts, definitions, options.reads);
      const values = versions.flatMap(version =>
        trialValues(
          definition,
          thresholdsOf(version).get(definition.name) ?? NO_THRESHOLDS,
          limits,
          options.asOf,
        ),
      );
      return versions.length === 1 ? values : [...new Set(values)];
    },
  };
}

const namesIn = (needs: Needs): readonly string[] => [
  ...needs.applicant,
  ...needs.provider,
  ...needs.register,
  ...needs.authority,
];

/** What the answers miss, each fact once for each spend that misses it. */
function unknownsOf(
  answers: readonly ProgrammeAnswer[],
  facts: Facts,
  definitions: ReadonlyMap<string, FactDefinition>,
  { knownBy }: AskOptions,
): readonly Unknown[] {
  const found = new Map<string, Unknown>();
  const add = (names: readonly string[], spends: readonly number[]) => {
    for (const name of names) {
      const definition = definitions.get(name);
      if (definition === undefined || knownBy?.includes(definition.knownBy) === false) continue;
      for (const spend of definition.of === "applicant" ? [undefined] : spends) {
        const stated = spend === undefined ? facts.applicant.has(name) : facts.spends[spend]?.has(name);
        if (stated !== true) found.set(keyOf({ definition, spend }), { definition, spend });
      }
    }
  };
  for (const answer of answers) {
    const spends = answer.spendsAsked.length === 0 ? [0] : answer.spendsAsked;
    add(namesIn(answer.needs), spends);
    for (const benefit of answer.benefits) addBenefit(benefit, spends, add);
  }
  return [...found.values()];
}

function addBenefit(
  benefit: BenefitAnswer,
  spends: readonly number[],
  add: (names: readonly string[], spends: readonly number[]) => void,
): void {
  add(namesIn(benefit.needs), spends);
  for (const spend of benefit.spends) add(namesIn(spend.needs), [spend.spend]);
}

function withValues(facts: Facts, given: readonly (readonly [Unknown, FactValue])[]): Facts {
  const applicant = new Map(facts.applicant);
  const spends = facts.spends.map(spend => spend);
  for (const [{ definition, spend }, value] of given) {
    if (spend === undefined) applicant.set(definition.name, value);
    else spends[spend] = new Map(spends[spend] ?? NOTHING_KNOWN).set(definition.name, value);
  }
  return { applicant, spends, position: facts.position };
}
const NOTHING_KNOWN: FactMap = new Map();

/** What the other facts that are known say of an amount that is not. */
function limitsOf(
  { definition, spend }: Unknown,
  facts: Facts,
  definitions: ReadonlyMap<string, FactDefinition>,
  reads: Set<string> | undefined,
): Limits {
  const amount = (name: string | undefined): bigint | undefined => {
    if (name === undefined || !definitions.has(name)) return undefined;
    reads?.add(name);
    const value =
      (spend === undefined ? undefined : facts.spends[spend]?.get(name)) ?? facts.applicant.get(name);
    return typeof value === "bigint" ? value : undefined;
  };
  return { low: amount(definition.atLeast) ?? 0n, high: amount(definition.atMost) ?? null };
}
