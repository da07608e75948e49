/** What an office has found out about an applicant since: it goes before what was stated, from its day on. */
import type { Vocabulary } from "@suanquan/policy";
import { type Stated, statedAfter } from "./case-facts.ts";

/** A fact of an organisation that holds from a day on, as an officer has noted it. */
export interface Noted {
  readonly fact: string;
  readonly value: string | number | boolean;
  readonly from: string;
}

/** The facts of a case as they are on a day: those noted until then in the place of those stated. */
export function notedBy(vocabulary: Vocabulary, facts: Stated, noted: readonly Noted[], day: string): Stated {
  const holding = noted.filter(({ from }) => from <= day);
  if (holding.length === 0) return facts;
  const latest = [...holding].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  return statedAfter(
    vocabulary,
    facts,
    { applicant: Object.fromEntries(latest.map(({ fact, value }) => [fact, value])) },
    "all",
  );
}
