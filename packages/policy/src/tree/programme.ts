/** A version of a programme: its documents, pools, benefits, open questions and worked cases. */
import type { Fen, LocalDate } from "@suanquan/china";
import type { Base, Benefit, Cap, CapPeriod } from "./benefit.ts";
import type { Decision, FactsInput, Outcome } from "./facts.ts";
import type { Bilingual, Cell, Citation, Condition, Duration, Granted, Range, Rate } from "./values.ts";

/** What a version is: only `in-force` grants; a `draft` is reckoned as what-if only, the others never. */
export type Standing = "in-force" | "draft" | "framework" | "announced" | "mentioned";
/** Which date of a case: of the application, the contract, the payment or the use. */
export type CaseDate = "applied" | "signed" | "paid" | "used";
/** How good a source is. A: the text on a government site; B: the full text elsewhere; C: a report; D: an excerpt. */
export type Grade = "A" | "B" | "C" | "D";
/** How the money reaches who is to have it. */
export type DeliveryMode =
  | "claim-after-spending"
  | "voucher-first"
  | "deducted-at-provider"
  | "discount-at-sale"
  | "unstated";
/** What a voucher is for. */
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
/** In which order a pool is given out. */
export type AllocationOrder = "submission" | "signing" | "review" | "pro-rata" | "score" | "unstated";

/** A document that a programme rests on. */
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

/** 资金池: the most (分) that all awards on it come to in a period, and who bears it. Shares add up to 100%. */
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

/** 待明确: what the text does not settle, with the readings that it allows. */
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

/** A span of days; each end says whether it is included. */
export interface Window {
  readonly range: Range<LocalDate>;
  readonly at?: Citation;
}

/** One version of one programme, whole. */
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
/** What a worked case must come to; what is absent is not asked. Amounts in 分. */
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
