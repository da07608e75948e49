/** Every finding of the checker: one table, worded in both languages. */
import { amountFindings } from "./findings/amounts.ts";
import { caseFindings } from "./findings/cases.ts";
import { catalogueFindings } from "./findings/catalogue.ts";
import { conditionFindings } from "./findings/conditions.ts";
import type { CheckKind } from "./findings/kind.ts";
import { limitFindings } from "./findings/limits.ts";
import { questionFindings } from "./findings/questions.ts";
import { sourceFindings } from "./findings/sources.ts";

export const checkFindings = {
  ...amountFindings,
  ...limitFindings,
  ...conditionFindings,
  ...sourceFindings,
  ...questionFindings,
  ...caseFindings,
  ...catalogueFindings,
} as const;

export type FindingName = keyof typeof checkFindings;
export type ValuesOf<N extends FindingName> =
  (typeof checkFindings)[N] extends CheckKind<infer Values> ? Values : never;
