/** The facts of the vocabulary, facts as they come in, and what is decided of them. */
import type { Bilingual } from "./values.ts";

/** `money` in 分, `number` a whole number, `rate` an exact fraction, `place` by name or code. */
export type FactType = "money" | "number" | "rate" | "boolean" | "choice" | "date" | "place" | "text";
/** A fact of the vocabulary: its names, its type, how it is asked, and who can tell it. */
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

/** Of the conditions alone: whether they hold. */
export type Decision = "eligible" | "ineligible" | "undetermined";
/** Why an answer is as it is: that an amount was computed, or what stands in the way of one. */
export type Outcome =
  | "computed"
  | "not-eligible"
  | "needs-facts"
  | "text-silent"
  | "discretion"
  | "nothing-computable"
  | "not-in-force"
  | "exhausted";
