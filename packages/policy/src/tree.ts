/**
 * The typed tree of a programme: what a policy file says, after reading and linking.
 *
 * One tree serves every back end: the evaluator, the checker, the explanation, the compiled catalogue, and later
 * the columns and the SQL. It is plain data; amounts are whole 分 and rates exact fractions. Keys are the English
 * keys of the file in camel case.
 */
import type { Fen, LocalDate } from "@suanquan/china";

/** The two languages of the product. */
export type Language = "zh" | "en";

/** A text in both languages. Where an author gave only one, both hold it. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** An exact rate, `num / den`; 30% is 3/10. */
export interface Rate {
  readonly num: bigint;
  readonly den: bigint;
}

/** A span of time as policies write it: `6个月`, `1年`, `30天`, `5个工作日`. */
export interface Duration {
  readonly count: number;
  readonly unit: "years" | "months" | "days" | "working-days";
}

/** One document and the place in it that a value rests on; `quote` only in a programme whose author holds the text. */
export interface Citation {
  readonly document: string;
  readonly place: string;
  readonly quote?: string;
}

/** Where a value stands in its source file, 1-based. */
export interface Span {
  readonly line: number;
  readonly column: number;
}

/**
 * A value that the text states, or leaves open. An open cell lists what each reading would put there; a reading
 * may lead to a further question. With `continuous` the two readings are the ends of an interval.
 */
export type Cell<T> = StatedCell<T> | OpenCell<T>;
export interface StatedCell<T> {
  readonly is: "stated";
  readonly value: T;
}
export interface OpenCell<T> {
  readonly is: "open";
  readonly question: string;
  readonly readings: readonly { readonly reading: string; readonly cell: Cell<T> }[];
  readonly continuous: boolean;
}

// ── values and conditions ────────────────────────────────────────────────────────────────────────

/** A bound of a range; `included` says whether the bound itself belongs to it. */
export interface RangeEnd<T> {
  readonly value: T;
  readonly included: boolean;
}
/** `10万元 < x ≤ 30万元`; a missing end is unbounded. */
export interface Range<T> {
  readonly low?: RangeEnd<T>;
  readonly high?: RangeEnd<T>;
}

/** What a fact is asked: each kind belongs to certain types of fact. */
export type Test =
  | { readonly is: "any" }
  | { readonly is: "boolean"; readonly value: boolean }
  | { readonly is: "one-of"; readonly values: readonly string[] }
  | { readonly is: "within"; readonly places: readonly string[] }
  | { readonly is: "money"; readonly range: Range<Fen> }
  | { readonly is: "number"; readonly range: Range<bigint> }
  | { readonly is: "date"; readonly range: Range<LocalDate> }
  | { readonly is: "rate"; readonly range: Range<Rate> }
  | { readonly is: "not"; readonly test: Test };

/** A condition on facts; an `open` one is decided by the reading of a question. */
export type Condition =
  | { readonly is: "fact"; readonly fact: string; readonly test: Cell<Test>; readonly at?: Citation }
  | { readonly is: "all"; readonly of: readonly Condition[]; readonly at?: Citation }
  | { readonly is: "any-of"; readonly of: readonly Condition[]; readonly at?: Citation }
  | { readonly is: "none-of"; readonly of: readonly Condition[]; readonly at?: Citation }
  | {
      readonly is: "open";
      readonly question: string;
      readonly readings: readonly { readonly reading: string; readonly condition: Condition }[];
      readonly at?: Citation;
    };

/** A decision table: the first matching row gives the value; the cells are tests of the columns' facts, in order. */
export interface Table<T> {
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly cells: readonly Test[];
    readonly value: Cell<T>;
    readonly at?: Citation;
  }[];
}

/** A rate or an amount as the text grants it; `atMost` is «not more than»: a ceiling, not an entitlement. */
export interface Granted<T> {
  readonly atMost: boolean;
  readonly by:
    | { readonly is: "cell"; readonly cell: Cell<T> }
    | { readonly is: "table"; readonly table: Table<T> };
  readonly at?: Citation;
}

// ── the amount of a benefit ──────────────────────────────────────────────────────────────────────

/** The amount that a rate multiplies. */
export interface Base {
  /** Facts of type money that are added up, or of which the lowest counts. */
  readonly of: Cell<readonly string[]>;
  /** The lowest of the facts counts, not their sum: 孰低. */
  readonly lowest?: true;
  /** What another benefit of the programme comes to on the same spend is the amount; `of` is empty then. */
  readonly awardOf?: string;
  /** Cost parts (facts of type money) that do not count. */
  readonly less: Cell<readonly string[]>;
  /** Only the share of the contract's days that falls into the range counts. */
  readonly days?: DayShare;
  /** The part of the base above this does not count. */
  readonly upTo?: Cell<Fen>;
  readonly at?: Citation;
}
export interface DayShare {
  readonly from: string;
  readonly to: string;
  readonly within: Range<LocalDate>;
  /** `difference`: a span counts as the difference of its dates; `inclusive`: both ends count. */
  readonly count: Cell<"difference" | "inclusive">;
  readonly at?: Citation;
}

/** What a tier's range is compared with: an amount, or what is left to pay of it after this very discount. */
export interface TierBasis {
  readonly fact: string;
  readonly afterDiscount: boolean;
}
export interface TierRow {
  readonly range: Range<Fen>;
  readonly rate?: Cell<Rate>;
  readonly flat?: Cell<Fen>;
  readonly at?: Citation;
}
export interface Tiers {
  readonly on: Cell<TierBasis>;
  /** `whole`: the row's rate applies to the whole base; `slice`: each row's rate to its own slice. */
  readonly applies: Cell<"whole" | "slice">;
  /** Rows give what is paid (4折) and not what is granted; rates in the rows are already turned into grants. */
  readonly atMost: boolean;
  readonly rows: readonly TierRow[];
  /** Which neighbour a bound belongs to that no row includes. */
  readonly edges: readonly { readonly amount: Fen; readonly row: Cell<"lower-row" | "upper-row"> }[];
  readonly at?: Citation;
}

export interface Minimum {
  readonly award: Cell<Fen>;
  /** What happens to an award below it: nothing is granted, it is lifted, or the figure is asked of the base instead. */
  readonly below: Cell<"refuse" | "lift" | "base">;
  /** Asked of what all spends of the group come to, with earlier awards of the period; of each spend when absent. */
  readonly per?: { readonly scope: readonly CapScope[]; readonly period: CapPeriod };
  readonly at?: Citation;
}

export type CapScope = "applicant" | "family" | "project" | "provider" | "contract" | "invoice" | "spend";
/** `each`: every award by itself; `total`: all awards ever; `round`: within one round. */
export type CapPeriod = "each" | "year" | "quarter" | "month" | "round" | "total";
export type Counted = "granted" | "redeemed" | "paid";

/** «Not more than … per …». Exactly one of `max` and `share`. */
export interface Cap {
  readonly max?: Granted<Fen>;
  /** A share of an amount, counting other public money already received for it. */
  readonly share?: { readonly rate: Cell<Rate>; readonly of: string; readonly counting: readonly string[] };
  /** Whom it limits; where that is open, what its first reading says. */
  readonly scope: readonly CapScope[];
  /** What each reading says of whom it limits, where that is open. */
  readonly openScope?: OpenCell<readonly CapScope[]>;
  /** Absent when the text names no period: an open question of its own once there are earlier awards. */
  readonly period?: Cell<CapPeriod>;
  readonly counts: Counted;
  /** The limit speaks only where this holds; always, when absent. */
  readonly when?: Condition;
  /** The benefits that share it; a benefit's own cap names that benefit alone. */
  readonly over: readonly string[];
  /** May be lifted at discretion, up to `to` where the text says how far: raises the ceiling, never the entitlement. */
  readonly relax?: { readonly when?: Condition; readonly to?: Cell<Fen>; readonly at?: Citation };
  readonly at?: Citation;
}

export interface Once {
  readonly scope: readonly CapScope[];
  /** How often; once when absent. */
  readonly times?: bigint;
  readonly period: Cell<CapPeriod>;
  /** Benefits whose earlier award uses it up; the benefit itself when empty. */
  readonly over: readonly string[];
  readonly at?: Citation;
}

export interface Denominations {
  readonly of: readonly Fen[];
  /** `one`: a single voucher of the largest face that fits; `many`: the largest sum of faces that fits. */
  readonly choose: "one" | "many";
  /** At most so many vouchers for one award. */
  readonly pieces?: bigint;
  readonly at?: Citation;
}

/** A rate added on a condition. */
export interface Bonus {
  readonly when: Condition;
  readonly rate: Cell<Rate>;
  /** With it the whole rate reaches no higher; the rate without a bonus is never lowered. */
  readonly upTo?: Cell<Rate>;
  readonly at?: Citation;
}

/** How a benefit reaches the applicant. `none`: a measure that grants nothing computable by itself. */
export type Form = "cash" | "price" | "in-kind" | "none";

/** How the amount arises. */
export type Amount =
  | { readonly is: "rate"; readonly base: Base; readonly rate: Granted<Rate> }
  | { readonly is: "tiers"; readonly base: Base; readonly tiers: Tiers }
  | { readonly is: "flat"; readonly flat: Granted<Fen> }
  | {
      readonly is: "each";
      readonly count: string;
      /** What is above this number does not count. */
      readonly upTo?: bigint;
      readonly each: Granted<Fen>;
      readonly at?: Citation;
    }
  /** The text names no formula; caps and pool, where there are any, are all that is known. */
  | { readonly is: "unstated"; readonly base?: Base };

export interface Benefit {
  readonly id: string;
  readonly title: Bilingual;
  /** Rows of the source list that this benefit covers. */
  readonly covers: readonly string[];
  readonly form: Form;
  readonly when: Condition;
  readonly amount: Amount;
  readonly bonus: readonly Bonus[];
  readonly minimum?: Minimum;
  readonly caps: readonly Cap[];
  readonly once?: Once;
  readonly denominations?: Denominations;
  readonly pool?: string;
  /** Granted only after review: the figure is a ceiling. */
  readonly review?: { readonly says: Bilingual; readonly at?: Citation };
  readonly payee: "applicant" | "provider" | "unstated";
  readonly evidence: readonly string[];
  readonly notes: readonly Bilingual[];
  readonly at: Citation;
}

// ── the programme ────────────────────────────────────────────────────────────────────────────────

export type Standing = "in-force" | "draft" | "framework" | "announced" | "mentioned";
export type CaseDate = "applied" | "signed" | "paid" | "used";
export type Grade = "A" | "B" | "C" | "D";
export type DeliveryMode =
  | "claim-after-spending"
  | "voucher-first"
  | "deducted-at-provider"
  | "discount-at-sale"
  | "unstated";
export type VoucherKind =
  | "computing"
  | "corpus"
  | "data"
  | "training"
  | "model"
  | "service"
  | "algorithm"
  | "transport"
  | "smart"
  | "innovation"
  | "other";
export type AllocationOrder = "submission" | "signing" | "review" | "pro-rata" | "score" | "unstated";

export interface PolicyDocument {
  readonly id: string;
  readonly title: string;
  readonly number?: string;
  readonly issuer: readonly string[];
  /** Day it was signed or issued; some are known to the month only. */
  readonly issued?: LocalDate;
  /** Day from which the public could know it, where that differs. */
  readonly published?: LocalDate;
  readonly effective?: LocalDate;
  readonly expires?: LocalDate;
  readonly grade: Grade;
  /** Where the content was seen, if not in the document itself. */
  readonly seenIn?: string;
  readonly replaces: readonly string[];
  readonly implements: readonly string[];
  readonly conflicts: readonly string[];
  readonly notes: readonly Bilingual[];
}

export interface Pool {
  readonly id: string;
  readonly title?: Bilingual;
  readonly max: Cell<Fen>;
  readonly period?: Cell<CapPeriod>;
  /** `up-to`: the text says at most; `firm`: it names the sum as such. */
  readonly firmness: "firm" | "up-to";
  /** A larger pool of which it is a part: what it pays counts there as well. */
  readonly partOf?: string;
  readonly order: Cell<AllocationOrder>;
  readonly funders: readonly { readonly who: Bilingual; readonly share: Cell<Rate> }[];
  readonly at?: Citation;
}

/** How benefits meet. */
export type Combination =
  | {
      readonly is: "overlap";
      readonly of: readonly string[];
      readonly on: Cell<"spend" | "contract" | "year" | "applicant">;
      readonly rule: Cell<"sum" | "highest">;
      readonly at?: Citation;
    }
  | {
      readonly is: "exclude";
      readonly groups: readonly (readonly string[])[];
      readonly within: Cell<"spend" | "contract" | "year" | "applicant">;
      readonly at?: Citation;
    }
  | {
      readonly is: "stack";
      readonly of: readonly string[];
      readonly total: Granted<Rate>;
      readonly base: Base;
      readonly at?: Citation;
    }
  | { readonly is: "cap"; readonly cap: Cap };

export interface OpenQuestion {
  readonly id: string;
  readonly ask: Bilingual;
  readonly readings: readonly { readonly id: string; readonly says: Bilingual }[];
  /** The documents whose texts disagree, when that is why it is open. */
  readonly between: readonly string[];
  /** `money` when an amount or a right turns on it; computed from the cells that use it. */
  readonly touches: "money" | "procedure";
  readonly at?: Citation;
}

export interface Window {
  readonly range: Range<LocalDate>;
  readonly at?: Citation;
}

export interface Programme {
  readonly id: string;
  readonly version: string;
  readonly title: Bilingual;
  readonly kinds: readonly VoucherKind[];
  readonly place: string;
  readonly issuer: readonly string[];
  readonly standing: Standing;
  readonly documents: readonly PolicyDocument[];
  /** The document that makes this version what it is: the last one listed as `governs`. */
  readonly governs: string;
  /** Which date of a case selects this version, and the dates it is for (both included). */
  readonly applies: {
    readonly by: Cell<CaseDate>;
    readonly from?: LocalDate;
    readonly to?: LocalDate;
    readonly at?: Citation;
  };
  readonly delivery: { readonly mode: DeliveryMode; readonly at?: Citation };
  readonly voucher?: {
    readonly lifetime?: Cell<Duration>;
    readonly from?: Cell<"issue" | "claim" | "grant">;
    readonly transferable?: boolean;
    /** How long after its end what is released or reversed may still be used; nothing, when absent. */
    readonly grace?: Duration;
    readonly settlement?: Duration;
    readonly at?: Citation;
  };
  readonly windows: { readonly claim?: Window; readonly use?: Window; readonly consultation?: Window };
  readonly pools: readonly Pool[];
  /** Conditions of every benefit. */
  readonly when: Condition;
  /** What the text does not ask and is presumed; a contradicting fact reopens it as a question. */
  readonly presumes: readonly {
    readonly id: string;
    readonly condition: Condition;
    readonly says: Bilingual;
  }[];
  readonly rounding?: {
    readonly unit: Fen;
    readonly direction: "down" | "half-up" | "up";
    readonly at?: Citation;
  };
  readonly benefits: readonly Benefit[];
  readonly combine: readonly Combination[];
  readonly open: readonly OpenQuestion[];
  readonly procedure: readonly Bilingual[];
  readonly notes: readonly Bilingual[];
  readonly cases: readonly PolicyCase[];
}

/** A worked example that stands in the file as its test. */
export interface PolicyCase {
  readonly name: string;
  readonly facts: FactsInput;
  readonly asOf?: LocalDate;
  readonly whatIf: boolean;
  readonly rulings: Readonly<Record<string, string>>;
  readonly expect: readonly Expectation[];
}
export interface Expectation {
  /** A benefit, or `together` for the programme. */
  readonly of: string;
  readonly decision?: Decision;
  readonly outcome?: Outcome;
  readonly entitled?: Range<Fen>;
  readonly ceiling?: Range<Fen>;
  readonly payable?: Range<Fen>;
  readonly needs?: readonly string[];
}

// ── facts ────────────────────────────────────────────────────────────────────────────────────────

export type FactType = "money" | "number" | "rate" | "boolean" | "choice" | "date" | "place" | "text";
export interface FactDefinition {
  readonly name: string;
  /** The exact Chinese counterpart of `name`. */
  readonly zh: string;
  readonly type: FactType;
  readonly of: "applicant" | "spend";
  readonly label: Bilingual;
  readonly ask: Bilingual;
  readonly knownBy: "applicant" | "provider" | "register" | "authority";
  readonly proof: readonly string[];
  /** For `choice`: the values, each with its English word. */
  readonly choices: readonly { readonly value: string; readonly en: string }[];
  /** Never more, never less than this other fact (both money). */
  readonly atMost?: string;
  readonly atLeast?: string;
  /** Never before this other fact (both dates). */
  readonly notBefore?: string;
  /** Unless stated, presumed equal to this other fact. */
  readonly presumedEqualTo?: string;
}

/** Facts as they come in, unvalidated: names of the vocabulary to scalars. */
export interface FactsInput {
  readonly applicant: Readonly<Record<string, unknown>>;
  readonly spends: readonly Readonly<Record<string, unknown>>[];
  readonly position?: {
    readonly awards?: readonly Readonly<Record<string, unknown>>[];
    readonly pools?: readonly Readonly<Record<string, unknown>>[];
  };
}

export type Decision = "eligible" | "ineligible" | "undetermined";
export type Outcome =
  | "computed"
  | "not-eligible"
  | "needs-facts"
  | "text-silent"
  | "discretion"
  | "nothing-computable"
  | "not-in-force"
  | "exhausted";
