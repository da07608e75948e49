/**
 * What the evaluator answers, at three levels: benefit × spend, benefit, and programme together.
 * Amounts are 分; `high: null` is unbounded. The outside form with yuan strings and sentences is made by `present`.
 */
import type { Fen, LocalDate } from "@suanquan/china";
import type { FactValue } from "./facts.ts";
import type {
  Bilingual,
  CapPeriod,
  CapScope,
  Citation,
  Condition,
  Counted,
  Decision,
  Outcome,
  Range,
  Rate,
  Test,
} from "./tree.ts";

export type { Decision, Outcome };

/** The least and the most that an amount can be, in 分, both included; `high: null` is unbounded. */
export interface Bounds {
  readonly low: Fen;
  readonly high: Fen | null;
}

/** entitled ≤ ceiling, end by end. */
export interface Quantity {
  readonly entitled: Bounds;
  readonly ceiling: Bounds;
}

/** What an amount comes to under one reading of an open question. */
export interface ReadingAnswer extends Quantity {
  readonly question: string;
  readonly reading: string;
}

/** An amount over all readings of the open questions, and what it comes to under each. */
export interface AmountAnswer extends Quantity {
  /** What is left to pay after a discount at the sale. */
  readonly payable: Bounds | null;
  readonly readings: readonly ReadingAnswer[];
  /** True when there were too many completions to enumerate and the range is a sound wider one. */
  readonly approximate: boolean;
}

/** What is missing, by who can tell. Fact names, question ids, and names of reviews. */
export interface Needs {
  readonly applicant: readonly string[];
  readonly provider: readonly string[];
  readonly register: readonly string[];
  readonly authority: readonly string[];
  /** Decisions that an authority makes case by case. */
  readonly case: readonly CaseNeed[];
  /** Open questions: ids of the programme, or one of the built-in gaps. */
  readonly text: readonly string[];
}
/** What an office decides case by case. */
export type CaseNeed = "review" | "at-most" | "relaxation";

/** The standing of a version on a day. */
export type StandingOnDay =
  | "in-force"
  | "draft"
  | "framework"
  | "announced"
  | "mentioned"
  | "not-yet-issued"
  | "not-yet-effective"
  | "ended"
  | "replaced"
  | "window-not-open"
  | "window-closed";

/** One presumption that the answer rests on. */
export type Presumption =
  | { readonly is: "no-earlier-award" }
  | { readonly is: "pool-not-exhausted"; readonly pool: string }
  | { readonly is: "not-asked"; readonly id: string; readonly says: Bilingual }
  | { readonly is: "equal"; readonly fact: string; readonly to: string }
  | { readonly is: "date"; readonly fact: string }
  | { readonly is: "own-contract"; readonly fact: string };

export type Truth = 0 | 1 | 2;

/** One step of the reckoning; sentences are generated from it, never stored. `at` is the clause it rests on. */
export type Step = { readonly at?: Citation | undefined } & (
  | {
      readonly is: "standing";
      readonly standing: StandingOnDay;
      readonly on: LocalDate;
      readonly window?: Range<LocalDate> | undefined;
    }
  | {
      readonly is: "version-date";
      readonly by: string;
      readonly value: LocalDate;
      readonly range: Range<LocalDate>;
      readonly truth: Truth;
    }
  | {
      readonly is: "condition";
      readonly fact: string;
      readonly test: Test;
      readonly value?: FactValue | undefined;
      readonly truth: Truth;
    }
  | { readonly is: "compound"; readonly condition: Condition; readonly truth: Truth }
  | { readonly is: "contradicted"; readonly presumption: string; readonly says: Bilingual }
  | { readonly is: "reading"; readonly question: string; readonly reading: string; readonly ruled: boolean }
  | {
      readonly is: "base";
      readonly of: readonly string[];
      /** The lowest of them counts. */
      readonly lowest?: boolean | undefined;
      /** What another benefit comes to is the base. */
      readonly awardOf?: string | undefined;
      readonly less: readonly string[];
      readonly amount: Bounds;
    }
  | { readonly is: "days"; readonly counted: bigint; readonly of: bigint; readonly amount: Bounds }
  | { readonly is: "up-to"; readonly limit: Fen; readonly amount: Bounds }
  | {
      readonly is: "rate";
      readonly rate: { readonly low: Rate; readonly high: Rate };
      readonly atMost: boolean;
      readonly amount: Bounds;
    }
  | { readonly is: "bonus"; readonly rate: Rate; readonly upTo?: Rate | undefined; readonly truth: Truth }
  | {
      readonly is: "tier";
      readonly basis: string;
      readonly afterDiscount: boolean;
      readonly value: Bounds;
      readonly range: Range<Fen>;
      readonly rate?: Rate | undefined;
      readonly flat?: Fen | undefined;
      readonly atMost: boolean;
    }
  | { readonly is: "gap"; readonly where: "tiers" | "table" }
  | { readonly is: "flat"; readonly atMost: boolean; readonly amount: Bounds }
  | {
      readonly is: "each";
      readonly count: string;
      readonly number: Bounds;
      /** What is above it does not count. */
      readonly upTo?: bigint | undefined;
      readonly each: Bounds;
      readonly amount: Bounds;
    }
  | {
      readonly is: "rounding";
      readonly unit: Fen;
      readonly direction: "down" | "half-up" | "up";
      readonly assumed: boolean;
    }
  | { readonly is: "denominations"; readonly amount: Bounds }
  | {
      readonly is: "minimum";
      readonly award: Fen;
      readonly below: "refuse" | "lift" | "base";
      /** What it is asked of, when that is not the spend alone. */
      readonly total?: {
        readonly scope: readonly CapScope[];
        readonly period: CapPeriod;
        readonly reached: Bounds;
      };
      readonly amount: Bounds;
    }
  | {
      readonly is: "cap";
      readonly limit: Bounds;
      readonly scope: readonly CapScope[];
      readonly period?: CapPeriod | undefined;
      readonly counts: Counted;
      readonly share?: { readonly rate: Rate; readonly of: string } | undefined;
      readonly used: Bounds;
      readonly over: readonly string[];
      /** Whether it took anything away. */
      readonly bites: boolean;
      readonly amount: Bounds;
    }
  | { readonly is: "relax"; readonly to: Fen | null; readonly truth: Truth }
  | {
      readonly is: "once";
      readonly period: CapPeriod;
      readonly scope: readonly CapScope[];
      readonly times?: bigint | undefined;
      readonly used: boolean;
    }
  | { readonly is: "pool"; readonly pool: string; readonly left: Fen | null; readonly amount: Bounds }
  | { readonly is: "review"; readonly says: Bilingual }
  | { readonly is: "unstated" }
  | { readonly is: "in-kind" }
  | {
      readonly is: "overlap";
      readonly benefits: readonly string[];
      readonly rule: "sum" | "highest";
      readonly amount: Bounds;
    }
  | {
      readonly is: "exclude";
      readonly groups: readonly (readonly string[])[];
      readonly earlier?: string | undefined;
      readonly amount?: Bounds | undefined;
    }
  | {
      readonly is: "stack";
      readonly benefits: readonly string[];
      readonly rate: Rate;
      readonly atMost: boolean;
      readonly amount: Bounds;
      readonly truth: Truth;
    }
  | { readonly is: "price"; readonly amount: Bounds }
);

/** What every answer has, at each of the three levels. */
export interface Answer {
  readonly decision: Decision;
  readonly outcome: Outcome;
  /** Null where nothing can be computed: never a zero that the text does not say. */
  readonly amount: AmountAnswer | null;
  readonly needs: Needs;
  readonly because: readonly Step[];
}

/** A funder's part of an amount: the split of the low and of the high end, each adding up to its end exactly. */
export interface FunderShare extends Quantity {
  readonly funder: Bilingual;
}

/** One benefit on one spend. */
export interface SpendAnswer extends Answer {
  /** Index in `facts.spends`. */
  readonly spend: number;
}

/** One benefit over all spends. */
export interface BenefitAnswer extends Answer {
  readonly benefit: string;
  readonly rows: readonly string[];
  readonly shares: readonly FunderShare[];
  readonly presumes: readonly Presumption[];
  readonly spends: readonly SpendAnswer[];
}

/** One version of a programme, over all its benefits and the spends that it speaks of. */
export interface ProgrammeAnswer extends Answer {
  readonly programme: string;
  readonly version: string;
  readonly standing: StandingOnDay;
  readonly whatIf: boolean;
  readonly asOf: LocalDate;
  /** Indices of the spends that this version was asked about. */
  readonly spendsAsked: readonly number[];
  readonly shares: readonly FunderShare[];
  readonly presumes: readonly Presumption[];
  readonly benefits: readonly BenefitAnswer[];
}
