/** What the reader says: every kind of finding, by its stable code, worded in both languages. */
import { factFindings } from "./findings/facts.ts";
import { yamlFindings } from "./findings/file.ts";
import { questionFindings } from "./findings/questions.ts";
import { conditionFindings, linkFindings } from "./findings/rules.ts";
import { shapeFindings } from "./findings/shape.ts";
import type { ReadingFinding } from "./findings/wording.ts";

export const readingFindings = {
  ...yamlFindings,
  ...shapeFindings,
  ...questionFindings,
  ...conditionFindings,
  ...linkFindings,
  ...factFindings,
} as const;

export type ReadingCode = keyof typeof readingFindings;
type ValuesOf<K> = K extends ReadingFinding<infer Values> ? Values : never;
/** The figures that a kind of finding is filled in with. */
export type ReadingValues<K extends ReadingCode> = ValuesOf<(typeof readingFindings)[K]>;
