/** One version of a programme, put to one applicant: the facts, the position, and what every benefit asks of a spend. */
import type { LocalDate } from "@suanquan/china";
import type { Presumption, Truth } from "../assessment.ts";
import type { Award, FactMap, Facts, FactValue, PoolLeft } from "../facts.ts";
import type { Programme } from "../tree.ts";
import { ASSUMED_ROUNDING } from "./amounts/multiply.ts";
import { type Prepared, preparedOf } from "./prepared.ts";
import { ByReadings, Readings } from "./questions/readings.ts";
import { type Definitions, NOBODY, type Run, Scope } from "./questions/scope.ts";
import { coversCase } from "./standing.ts";
import { decide, decideAloud } from "./truth/condition.ts";
import { both, NO, YES } from "./truth/truth.ts";

/** Answers to open questions, by programme id: question → reading. */
export type Rulings = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** How facts are put to programmes. */
export interface AssessOptions {
  readonly asOf: LocalDate;
  /** Reckon drafts and ended programmes as if they were usable. */
  readonly whatIf?: boolean;
  readonly rulings?: Rulings;
  /** Only this version, whatever the dates say. */
  readonly version?: string;
  /** Whether the steps of the reckoning are kept; true unless stated. For many applicants the figures alone will do. */
  readonly trace?: boolean;
  /** Takes the name of every fact that is looked up: where none of these changes, the answer does not. */
  readonly reads?: Set<string>;
}

/** What the choice of a version presumes of the date of each spend, by its index in the facts. */
export type PresumedDates = ReadonlyMap<number, readonly Presumption[]>;

export const NOTHING_PRESUMED: PresumedDates = new Map();

const NOWHERE: FactMap = new Map();
const NO_RULINGS: ReadonlyMap<string, string> = new Map();
const NONE: readonly Award[] = [];
const CONTRADICTED = ["not-required", "required"] as const;

/** What holds of a spend for all benefits alike. */
export interface Common {
  readonly truth: Truth;
  readonly scope: Scope;
}

/** The same before it is read whether the presumptions that a fact contradicts were required at all. */
interface Decided extends Common {
  readonly contradicted: readonly string[];
}

export class Case {
  readonly programme: Programme;
  readonly prepared: Prepared;
  readonly definitions: Definitions;
  readonly run: Run;
  readonly pools: readonly PoolLeft[];
  readonly whatIf: boolean;
  readonly traced: boolean;
  /** Indices in the facts; a single 0, of which nothing is known, when no spend was stated. */
  readonly spends: readonly number[];
  readonly spendsStated: readonly number[];
  private readonly facts: Facts;
  private readonly presumed: PresumedDates;
  private readonly derived: FactMap;
  private readonly decided: readonly ByReadings<Decided>[];

  constructor(
    programme: Programme,
    facts: Facts,
    spends: readonly number[],
    definitions: Definitions,
    options: AssessOptions,
    presumed: PresumedDates,
  ) {
    const { awards, pools } = facts.position;
    const own = awards?.filter(award => award.programme === programme.id) ?? NONE;
    this.programme = programme;
    this.prepared = preparedOf(programme);
    this.definitions = definitions;
    this.facts = facts;
    this.presumed = presumed;
    this.whatIf = options.whatIf === true;
    this.traced = options.trace !== false;
    this.spends = spends.length > 0 ? spends : [0];
    this.spendsStated = facts.spends.length > 0 ? this.spends : [];
    this.pools = pools.filter(pool => pool.programme === programme.id);
    this.derived = derivedFacts(own, options.asOf);
    this.decided = this.spends.map(() => new ByReadings());
    this.run = {
      definitions,
      readings: new Readings(
        options.rulings?.get(programme.id) ?? NO_RULINGS,
        wideQuestions(this.prepared, this.spends.length),
      ),
      asOf: options.asOf,
      rounding:
        programme.rounding === undefined ? ASSUMED_ROUNDING : { ...programme.rounding, assumed: false },
      awards: own,
      awardsStated: awards !== undefined,
      reads: options.reads,
      tracing: true,
    };
  }

  scope(spend: number, common?: Scope): Scope {
    return new Scope(
      this.run,
      this.facts.applicant,
      this.facts.spends[spend] ?? NOWHERE,
      this.derived,
      common,
    );
  }

  /** Whether what all benefits ask may hold of some spend. Meets their questions before those of any one benefit. */
  mayHold(): boolean {
    let holds = false;
    for (let index = 0; index < this.spends.length; index += 1)
      if (this.common(index)?.truth !== NO) holds = true;
    return holds;
  }

  /** What every benefit asks of a spend: the version's dates, common conditions, presumptions. */
  common(index: number): Common | undefined {
    const { readings } = this.run;
    const decided = this.decided[index]?.of(readings, () => this.decide(this.spends[index] ?? 0));
    if (decided === undefined || decided.contradicted.length === 0) return decided;
    let { truth } = decided;
    // Every one is read, whatever the others say, so that their order does not matter.
    for (const presumption of decided.contradicted)
      if (readings.take(presumption, CONTRADICTED) === "required") truth = NO;
    return { truth, scope: decided.scope };
  }

  private decide(spend: number): Decided {
    const scope = this.scope(spend);
    const { when, presumes } = this.programme;
    for (const each of this.presumed.get(spend) ?? []) scope.presume(each);
    const truth = both(coversCase(scope, this.programme), decideAloud(scope, when, scope));
    const contradicted: string[] = [];
    if (truth !== NO)
      for (const presumed of presumes) if (isContradicted(scope, presumed)) contradicted.push(presumed.id);
    return { truth, scope, contradicted };
  }
}

/** Questions of an interval used in one place and asked of one spend are settled by their ends. */
function wideQuestions({ intervals }: Prepared, spends: number): ReadonlySet<string> | undefined {
  if (intervals.size === 0) return undefined;
  return new Set([...intervals].flatMap(([question, uses]) => (uses > 1 || spends > 1 ? [question] : [])));
}

/** What is presumed holds unless a fact contradicts it; then whether it was required at all is an open question. */
function isContradicted(scope: Scope, { id, condition, says }: Programme["presumes"][number]): boolean {
  const truth = decide(scope, condition, NOBODY);
  if (truth !== NO) {
    if (truth !== YES) scope.presume({ is: "not-asked", id, says });
    return false;
  }
  scope.step(() => ({ is: "contradicted", presumption: id, says }));
  return true;
}

const NO_AWARDS: FactMap = new Map([
  ["position.awards", 0n],
  ["position.years", 0n],
]);

/** Facts that follow from the awards of one programme: how often, and in how many earlier years, there were any. */
export function derivedFacts(all: readonly Award[], asOf: LocalDate): FactMap {
  const awards = all.filter(award => award.family !== true);
  if (awards.length === 0) return NO_AWARDS;
  const year = asOf.slice(0, 4);
  const number: [string, FactValue] = ["position.awards", BigInt(awards.length)];
  // An award without a day may be of any year.
  if (awards.some(award => award.on === undefined)) return new Map([number]);
  const years = new Set(awards.map(award => award.on?.slice(0, 4)).filter(each => (each ?? year) < year));
  return new Map([number, ["position.years", BigInt(years.size)]]);
}
