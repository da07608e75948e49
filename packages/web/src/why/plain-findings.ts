/** What the checker finds in the rules behind one benefit, for those whom the rules are for: gaps, notches, silences. */
import type { AssessOptions, Bilingual, Programme, Vocabulary } from "@suanquan/policy";
import { checkProgramme } from "@suanquan/policy/check";
import { amountsInEnglish } from "../naming/amounts.ts";
import { withQuestionsSaid } from "../programme/named-questions.ts";

export interface PlainFinding {
  /** Stable name of the kind of finding, as in `tier-gap`. */
  readonly code: string;
  readonly what: Bilingual;
  readonly why: Bilingual;
}

/** Findings that say something of the rules themselves, weightiest first; the others are for whoever writes the file. */
const OF_THE_RULES: readonly string[] = [
  "tier-gap",
  "discount-gap",
  "notch",
  "falling-award",
  "cliff",
  "tier-overlap",
  "incomplete-table",
  "cap-without-period",
  "pool-without-period",
  "once-without-scope",
  "assumed-rounding",
  "minimum-above-cap",
  "stacking-above-100",
  "rate-above-100",
  "share-sum",
  "conflict-without-question",
  "secondary-source",
];

/** Findings of the benefit itself and of what it shares with the whole programme. */
export function plainFindings(
  programme: Programme,
  versions: readonly Programme[],
  vocabulary: Vocabulary,
  { benefit, options }: { readonly benefit: string; readonly options: AssessOptions },
): readonly PlainFinding[] {
  const found = checkProgramme(programme, new Map(), programme.id, {
    vocabulary,
    today: options.asOf,
    versions,
  });
  const others = programme.benefits
    .map(({ id }) => `benefits.${id}`)
    .filter(path => path !== `benefits.${benefit}`);
  const elsewhere = (path: string) => others.some(other => path === other || path.startsWith(`${other}.`));
  const rank = (code: string) => OF_THE_RULES.indexOf(code);
  return found
    .filter(({ code, path }) => rank(code) >= 0 && !elsewhere(path))
    .sort((a, b) => rank(a.code) - rank(b.code))
    .map(({ code, what, why }) => ({ code, what: inWords(what, programme), why: inWords(why, programme) }));
}

/** Open questions by their own words, and English amounts in English. */
const inWords = (text: Bilingual, programme: Programme): Bilingual => ({
  zh: withQuestionsSaid(text.zh, programme, index => `“${programme.open[index]?.ask.zh ?? ""}”`),
  en: amountsInEnglish(
    withQuestionsSaid(text.en, programme, index => `“${programme.open[index]?.ask.en ?? ""}”`),
  ),
});
