/** What the page asks of the reckoner beside it, and what comes back. Everything here can be posted between threads. */
import type { AssessOptions, Facts } from "@suanquan/policy";
import type { NextQuestion } from "@suanquan/policy/ask";
import type { NearestMiss } from "@suanquan/policy/nearest-miss";
import type { PlainFinding } from "../why/plain-findings.ts";
import type { PriceCurve } from "../why/price-curve.ts";

export type Order =
  | { readonly is: "catalogue"; readonly address: string }
  | ({ readonly is: "ask"; readonly turn: number } & Question)
  | { readonly is: "look"; readonly turn: number; readonly about: Looked };

/** What a person has filled in, put to all programmes or to one. */
export interface Question {
  readonly facts: Facts;
  readonly options: AssessOptions;
  readonly only: string | undefined;
}

/** One benefit that a person opened. */
export interface Looked {
  readonly programme: string;
  readonly version: string;
  readonly benefit: string;
  readonly facts: Facts;
  readonly options: AssessOptions;
}

/** What can still change an answer, and what a single changed fact would do. */
export interface Outlook {
  readonly questions: readonly NextQuestion[];
  readonly misses: readonly NearestMiss[];
}
/** What the checker says of the rules behind a benefit, and how its price runs with the amount bought. */
export interface Insight {
  readonly findings: readonly PlainFinding[];
  readonly curve: PriceCurve | undefined;
}

export type Report =
  | { readonly is: "outlook"; readonly turn: number; readonly outlook: Outlook }
  | { readonly is: "insight"; readonly turn: number; readonly insight: Insight };
