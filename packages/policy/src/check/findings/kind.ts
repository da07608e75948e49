/** What a row of the tables of findings is made of. */
import type { FindingKind, Severity } from "../../finding.ts";
import type { Bilingual } from "../../tree.ts";

/** A row of a table; `code` where several rows share one, because they differ in severity or in wording. */
export interface CheckKind<Values> extends FindingKind<Values> {
  readonly code?: string;
}

export const say = (zh: string, en: string): Bilingual => ({ zh, en });

const kindOf =
  (severity: Severity) =>
  <Values>(what: (values: Values) => Bilingual, why: Bilingual, mend: Bilingual): CheckKind<Values> => ({
    severity,
    what,
    why,
    mend,
  });

/** The file says something that cannot be meant. */
export const error = kindOf("error");
/** An author should look. */
export const warning = kindOf("warning");
/** A fact about the text itself. */
export const note = kindOf("note");

/** The same finding under another severity or wording. */
export const alias = <Values>(code: string, kind: CheckKind<Values>): CheckKind<Values> => ({
  ...kind,
  code,
});
