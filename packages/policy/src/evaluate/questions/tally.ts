/** Gathers one answer over all completions: the hull of the amounts, what was missing, which readings matter. */
import type { Fen } from "@suanquan/china";
import type {
  AmountAnswer,
  Answer,
  CaseNeed,
  Decision,
  Needs,
  Outcome,
  Presumption,
  ReadingAnswer,
  Step,
  Truth,
} from "../../assessment.ts";
import type { FactDefinition } from "../../tree.ts";
import { hull, minus, outside, type Span } from "../amounts/bounds.ts";
import { hullLanes, type Item, type Lanes, laneSum, quantity, upTo } from "../item.ts";
import { either, NO, UNKNOWN, YES } from "../truth/truth.ts";
import type { ReadingTaken } from "./readings.ts";
import type { Definitions, Scope } from "./scope.ts";
import { type Sample, turningOf } from "./turning.ts";

/** What one completion says of one answer. */
export interface Finding {
  readonly truth: Truth;
  readonly lanes: Lanes;
  readonly exhausted: boolean;
  readonly computable: boolean;
  /** What was bought, for a benefit that lowers its price. */
  readonly price?: Span | undefined;
}

/** What was missing and presumed in some completion, each once. */
interface Gathered {
  readonly facts: ReadonlySet<string>;
  readonly cases: readonly CaseNeed[];
  readonly gaps: readonly string[];
  readonly presumes: readonly Presumption[];
}

export class Tally {
  private readonly samples: Sample[] = [];
  private payable: Span | undefined;
  private alwaysHolds = true;
  private neverHolds = true;
  private onlyExhausted = true;
  private computable = false;
  private approximate = false;
  /** Made when there is something to gather: most benefits are not for most applicants. */
  private scopes: Set<Scope> | undefined;
  private known: Gathered | undefined;

  add(finding: Finding, taken: readonly ReadingTaken[]): void {
    const { price } = finding;
    this.samples.push({ taken, truth: finding.truth, lanes: finding.lanes });
    if (finding.truth !== YES) this.alwaysHolds = false;
    if (finding.computable) this.computable = true;
    if (finding.truth === NO) return;
    this.neverHolds = false;
    if (!finding.exhausted) this.onlyExhausted = false;
    if (price !== undefined) {
      const left: Span = {
        low: minus(price.low, finding.lanes.ceiling.high),
        high: minus(price.high, finding.lanes.entitled.low),
      };
      this.payable = this.payable === undefined ? left : hull(this.payable, left);
    }
  }

  /** The completions that are not visited may give nothing, or anything up to a limit. */
  widen(limit: Fen, taken: readonly ReadingTaken[]): void {
    this.approximate = true;
    this.add({ truth: UNKNOWN, lanes: upTo(limit), exhausted: false, computable: true }, taken);
  }

  /** Remembers a scope, to take over what it found missing or presumed when the walk is over. */
  gather(scope: Scope): void {
    if (scope.common !== undefined) this.gather(scope.common);
    if (scope.isQuiet) return;
    this.scopes ??= new Set();
    this.scopes.add(scope);
  }

  get presumes(): readonly Presumption[] {
    return this.gathered.presumes;
  }

  private get gathered(): Gathered {
    if (this.scopes === undefined) return NOTHING_GATHERED;
    this.known ??= gatheredFrom(this.scopes);
    return this.known;
  }

  private get decision(): Decision {
    return this.alwaysHolds ? "eligible" : this.neverHolds ? "ineligible" : "undetermined";
  }

  /** The answer over all completions that were added. */
  conclude(definitions: Definitions, because: readonly Step[]): Answer {
    const { decision } = this;
    const turning = turningOf(this.samples);
    const needs = decision === "ineligible" ? NO_NEEDS : this.needs(definitions, turning.questions);
    // A measure with nothing computable promises nothing: its conditions may hold, but it is not decided.
    const shown = this.computable || decision === "ineligible" ? decision : "undetermined";
    return {
      decision: shown,
      outcome: this.outcome(needs),
      amount: this.amount(turning.readings),
      needs,
      because,
    };
  }

  /** Null where nothing can be computed. */
  private amount(readings: readonly ReadingAnswer[]): AmountAnswer | null {
    const [first] = this.samples;
    if (first === undefined || (!this.computable && !this.neverHolds)) return null;
    const lanes = this.samples.reduce((all, sample) => hullLanes(all, sample.lanes), first.lanes);
    return {
      ...quantity(lanes),
      payable: this.payable === undefined ? null : outside(this.payable),
      readings,
      approximate: this.approximate,
    };
  }

  private needs(definitions: Definitions, questions: readonly string[]): Needs {
    const { facts, cases, gaps } = this.gathered;
    const needs: Needs & Record<FactDefinition["knownBy"], string[]> = {
      applicant: [],
      provider: [],
      register: [],
      authority: [],
      case: cases,
      text: [...questions, ...gaps],
    };
    for (const fact of facts) needs[definitions.get(fact)?.knownBy ?? "applicant"].push(fact);
    return needs;
  }

  private outcome(needs: Needs): Outcome {
    if (this.decision === "ineligible") return "not-eligible";
    if (!this.computable) return "nothing-computable";
    if (this.onlyExhausted) return "exhausted";
    const facts =
      needs.applicant.length + needs.provider.length + needs.register.length + needs.authority.length;
    if (facts > 0) return "needs-facts";
    if (needs.text.length > 0) return "text-silent";
    return needs.case.length > 0 ? "discretion" : "computed";
  }
}

/** What several scopes found missing and presumed, each once. */
function gatheredFrom(scopes: Iterable<Scope>): Gathered {
  const facts = new Set<string>();
  const cases: CaseNeed[] = [];
  const gaps: string[] = [];
  const presumes: Presumption[] = [];
  for (const scope of scopes) {
    for (const fact of scope.needs) facts.add(fact);
    for (const each of scope.caseNeeds) if (!cases.includes(each)) cases.push(each);
    for (const each of scope.gaps) if (!gaps.includes(each)) gaps.push(each);
    for (const each of scope.presumes)
      if (!presumes.some(known => isSamePresumption(known, each))) presumes.push(each);
  }
  return { facts, cases, gaps, presumes };
}

const NOTHING_GATHERED: Gathered = { facts: new Set(), cases: [], gaps: [], presumes: [] };

const isSamePresumption = (a: Presumption, b: Presumption): boolean => {
  if (a === b) return true;
  if (a.is === "not-asked") return b.is === a.is && b.id === a.id;
  if (a.is === "pool-not-exhausted") return b.is === a.is && b.pool === a.pool;
  if (a.is === "no-earlier-award") return b.is === a.is;
  return b.is === a.is && b.fact === a.fact;
};

export const NO_NEEDS: Needs = {
  applicant: [],
  provider: [],
  register: [],
  authority: [],
  case: [],
  text: [],
};

/** What one completion says of several items together. */
export function totalOf(items: readonly Item[]): Finding {
  const live = items.filter(item => item.truth !== NO);
  return {
    truth: live.reduce<Truth>((truth, item) => either(truth, item.truth), NO),
    lanes: laneSum(live),
    exhausted: live.length > 0 && live.every(item => item.exhausted),
    computable: (live.length > 0 ? live : items).some(item => item.computable),
  };
}
