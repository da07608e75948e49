/** A benefit: who has it, and how its amount arises. */
import type { Fen, LocalDate } from "@suanquan/china";
import type { Bilingual, Cell, Citation, Condition, Granted, OpenCell, Range, Rate } from "./values.ts";

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
/** A share of a span of days: the base is multiplied by the days that count ÷ all days of the span. */
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
/** One row of a table of tiers: amounts (分) in the range get the rate, or the flat sum (分). */
export interface TierRow {
  readonly range: Range<Fen>;
  readonly rate?: Cell<Rate>;
  readonly flat?: Cell<Fen>;
  readonly at?: Citation;
}
/** Rates or sums by tiers of an amount. */
export interface Tiers {
  readonly on: Cell<TierBasis>;
  /** `whole`: the row's rate applies to the whole base; `slice`: each row's rate to its own slice. */
  readonly applies: Cell<"whole" | "slice">;
  /** «Not more than»: the rows raise the ceiling only. Rates say what is granted, also where the file says what is paid (4折). */
  readonly atMost: boolean;
  readonly rows: readonly TierRow[];
  /** Which neighbour a bound belongs to that no row includes. */
  readonly edges: readonly { readonly amount: Fen; readonly row: Cell<"lower-row" | "upper-row"> }[];
  readonly at?: Citation;
}

/** 起点: an amount (分) that an award must reach; one that comes to exactly this has reached it. */
export interface Minimum {
  readonly award: Cell<Fen>;
  /** What happens to an award below it: nothing is granted, it is lifted, or the figure is asked of the base instead. */
  readonly below: Cell<"refuse" | "lift" | "base">;
  /** Asked of what all spends of the group come to, with earlier awards of the period; of each spend when absent. */
  readonly per?: { readonly scope: readonly CapScope[]; readonly period: CapPeriod };
  readonly at?: Citation;
}

/** Whose awards a limit adds up; `family`: an applicant with its related firms. */
export type CapScope = "applicant" | "family" | "project" | "provider" | "contract" | "invoice" | "spend";
/** `each`: every award by itself; `total`: all awards ever; `round`: within one round. */
export type CapPeriod = "each" | "year" | "quarter" | "month" | "round" | "total";
/** Which event counts on a limit, and by its day in Shanghai in which period. */
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

/** 限次: how often a benefit is given to the same one within a period. */
export interface Once {
  readonly scope: readonly CapScope[];
  /** How often; once when absent. */
  readonly times?: bigint;
  readonly period: Cell<CapPeriod>;
  /** Benefits whose earlier award uses it up; the benefit itself when empty. */
  readonly over: readonly string[];
  readonly at?: Citation;
}

/** 面额: the faces (分) of which an award is made up; what makes no whole voucher is not granted. */
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

/** One thing that a programme grants, with everything that decides who has it and how much. */
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
