/**
 * What one benefit is asked about: the facts of one spend, and what the reckoning gathers on the way: needs,
 * presumptions, steps. A fact that is not known is looked up as bounds, and noted as needed by whoever asks.
 */
import type { Fen, LocalDate } from "@suanquan/china";
import type { CaseNeed, Presumption, Step } from "../../assessment.ts";
import type { Award, FactMap, FactValue } from "../../facts.ts";
import type { FactDefinition } from "../../tree.ts";
import { ANYTHING, exactly, least, most, type Span, UNBOUNDED, ZERO } from "../amounts/bounds.ts";
import type { Rounding } from "../amounts/multiply.ts";
import type { Readings } from "./readings.ts";

export type Definitions = ReadonlyMap<string, FactDefinition>;

/** What all scopes of one run over a programme share. */
export interface Run {
  readonly definitions: Definitions;
  readonly readings: Readings;
  readonly asOf: LocalDate;
  readonly rounding: Rounding;
  readonly awards: readonly Award[];
  readonly awardsStated: boolean;
  /** Takes the name of every fact that is looked up. */
  readonly reads: Set<string> | undefined;
  /** Steps are kept in the first completion only. */
  tracing: boolean;
}

/** Who is told of a fact that would narrow what is being reckoned. */
export interface Missing {
  need(fact: string): void;
}

/** For what turns on no fact that anyone could tell. */
export const NOBODY: Missing = { need: () => {} };

/** Facts of which it turns out later only whether they matter. */
export class Wanted implements Missing {
  private facts: string[] | undefined;

  need(fact: string): void {
    if (this.facts === undefined) this.facts = [fact];
    else this.facts.push(fact);
  }

  tell(missing: Missing): void {
    if (this.facts !== undefined) for (const fact of this.facts) missing.need(fact);
  }
}

const NONE: readonly never[] = [];

/** A list with one more entry; made at the first one, because most scopes gather nothing. */
function added<T>(list: T[] | undefined, entry: T): T[] {
  if (list === undefined) return [entry];
  list.push(entry);
  return list;
}

export class Scope implements Missing {
  readonly run: Run;
  private readonly applicant: FactMap;
  private readonly spend: FactMap;
  private readonly derived: FactMap;
  /** What the conditions common to all benefits found for the same spend. */
  readonly common: Scope | undefined;
  private missed: string[] | undefined;
  private undecided: CaseNeed[] | undefined;
  private unsaid: string[] | undefined;
  private presumed: Presumption[] | undefined;
  private said: Step[] | undefined;

  constructor(run: Run, applicant: FactMap, spend: FactMap, derived: FactMap, common?: Scope) {
    this.run = run;
    this.applicant = applicant;
    this.spend = spend;
    this.derived = derived;
    this.common = common;
    this.missed = undefined;
    this.undecided = undefined;
    this.unsaid = undefined;
    this.presumed = undefined;
    this.said = undefined;
  }

  /** Facts that would narrow the answer, as often as they were missed; whoever gathers them keeps each once. */
  get needs(): readonly string[] {
    return this.missed ?? NONE;
  }
  get caseNeeds(): readonly CaseNeed[] {
    return this.undecided ?? NONE;
  }
  get gaps(): readonly string[] {
    return this.unsaid ?? NONE;
  }
  get presumes(): readonly Presumption[] {
    return this.presumed ?? NONE;
  }
  get steps(): readonly Step[] {
    return this.said ?? NONE;
  }
  /** Whether nothing was found missing or presumed. */
  get isQuiet(): boolean {
    return (this.missed ?? this.undecided ?? this.unsaid ?? this.presumed) === undefined;
  }

  /** Its steps after those of the common conditions. */
  allSteps(): readonly Step[] {
    return this.common === undefined || this.common.steps.length === 0
      ? this.steps
      : [...this.common.steps, ...this.steps];
  }

  /** Takes over what another scope found missing or presumed. */
  take({ needs, caseNeeds, gaps, presumes }: Scope): void {
    for (const each of needs) this.need(each);
    for (const each of caseNeeds) this.needDecision(each);
    for (const each of gaps) this.needText(each);
    for (const each of presumes) this.presume(each);
  }

  /** Reckons something without leaving steps. */
  silently<T>(reckon: () => T): T {
    const { tracing } = this.run;
    this.run.tracing = false;
    const result = reckon();
    this.run.tracing = tracing;
    return result;
  }

  /** Leaves a step where steps are kept; `say` must meet no question that the reckoning has not met. */
  step(say: () => Step): void {
    if (this.run.tracing) this.said = added(this.said, say());
  }

  /** A fact that would narrow the answer. */
  need(fact: string): void {
    this.missed = added(this.missed, fact);
  }

  /** What an authority decides case by case. */
  needDecision(need: CaseNeed): void {
    this.undecided = added(this.undecided, need);
  }

  /** What the text does not say. */
  needText(gap: string): void {
    this.unsaid = added(this.unsaid, gap);
  }

  presume(presumption: Presumption): void {
    this.presumed = added(this.presumed, presumption);
  }

  value(fact: string): FactValue | undefined {
    this.run.reads?.add(fact);
    return this.spend.get(fact) ?? this.applicant.get(fact) ?? this.position(fact);
  }

  private position(fact: string): FactValue | undefined {
    const value = this.derived.get(fact);
    if (value !== undefined && !this.run.awardsStated) this.presume(NO_EARLIER_AWARD);
    return value;
  }

  /** Bounds of a money or number fact; `missing` is told the facts that would narrow them. */
  amount(fact: string, missing: Missing): Span {
    const known = this.value(fact);
    if (typeof known === "bigint") return exactly(known as Fen);
    const definition = this.run.definitions.get(fact);
    if (definition === undefined) return ANYTHING;
    if (definition.presumedEqualTo !== undefined) {
      this.presume({ is: "equal", fact, to: definition.presumedEqualTo });
      return this.amount(definition.presumedEqualTo, missing);
    }
    missing.need(fact);
    const low = definition.atLeast === undefined ? ZERO : this.amount(definition.atLeast, NOBODY).low;
    const high = definition.atMost === undefined ? UNBOUNDED : this.amount(definition.atMost, NOBODY).high;
    return { low: least(low, high), high: most(low, high) };
  }
}

export const NO_EARLIER_AWARD: Presumption = { is: "no-earlier-award" };
