/** What the reader and the checker say about a file: where, what, why, and how to mend it, in both languages. */
import type { Bilingual, Span } from "./tree.ts";

/** `error`: the file cannot be used; `warning`: an author should look; `note`: a fact about the text itself. */
export type Severity = "error" | "warning" | "note";

/** One thing found, at its place in the file. */
export interface Finding extends Span {
  /** Stable name of the kind of finding, as in `tier-gap`. */
  readonly code: string;
  readonly severity: Severity;
  readonly file: string;
  /** Path of keys in the file, as in `benefits.discount.tiers`. */
  readonly path: string;
  readonly what: Bilingual;
  readonly why: Bilingual;
  readonly mend: Bilingual;
}

/** A row of a table of findings: everything but the place, with the figures filled in by the caller. */
export interface FindingKind<Values> {
  readonly severity: Severity;
  readonly what: (values: Values) => Bilingual;
  readonly why: Bilingual;
  readonly mend: Bilingual;
}
