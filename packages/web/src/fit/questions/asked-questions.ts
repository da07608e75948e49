/** The questions that can still change an answer, each fact once, whatever number of spends it is asked of. */
import type { NextQuestion } from "@suanquan/policy/ask";
import { DONT_KNOW, type Entries } from "../../facts/entries.ts";

export interface AskedQuestion {
  readonly fact: string;
  /** Ids of the spends that it is asked of; empty for facts of the applicant. */
  readonly spends: readonly number[];
  /** Programmes whose answer it can move. */
  readonly programmes: readonly string[];
  readonly jointlyWith: readonly string[];
}

/**
 * By fact, best first. A question counts for more in a programme that asks little else, so that one which is nearly
 * answered gets its last question before others get their first. What was answered with «don't know» is left out.
 */
export function askedQuestions(
  questions: readonly NextQuestion[],
  { applicant, spends }: Entries,
): ReadonlyMap<string, AskedQuestion> {
  const byFact = new Map<
    string,
    { spends: Set<number>; programmes: Set<string>; jointlyWith: readonly string[] }
  >();
  for (const { fact, spend, programmes, jointlyWith } of questions) {
    const entry = spend === undefined ? undefined : spends[spend];
    const text = spend === undefined ? applicant[fact] : entry?.written[fact];
    if (text === DONT_KNOW || (spend !== undefined && entry === undefined)) continue;
    const asked = byFact.get(fact) ?? { spends: new Set(), programmes: new Set(), jointlyWith };
    if (entry !== undefined) asked.spends.add(entry.id);
    for (const programme of programmes) asked.programmes.add(programme);
    byFact.set(fact, asked);
  }
  const askedBy = new Map<string, number>();
  for (const { programmes } of byFact.values())
    for (const programme of programmes) askedBy.set(programme, (askedBy.get(programme) ?? 0) + 1);
  const useOf = (programmes: ReadonlySet<string>) =>
    [...programmes].reduce((use, programme) => use + 1 / (askedBy.get(programme) ?? 1), 0);
  return new Map(
    [...byFact]
      .sort(([, a], [, b]) => useOf(b.programmes) - useOf(a.programmes))
      .map(([fact, asked]) => [
        fact,
        {
          fact,
          spends: [...asked.spends],
          programmes: [...asked.programmes],
          jointlyWith: asked.jointlyWith,
        },
      ]),
  );
}

/** How many unanswered questions stand open at a time, until more are wanted. */
export const OPEN_MAX = 3;

/**
 * The facts that the list of questions shows, after what can still be asked has changed. Answered ones keep their place;
 * new ones come at the end; one that no longer matters goes only while nobody is in the list.
 */
export function shownQuestions(
  shown: readonly string[],
  asked: ReadonlyMap<string, AskedQuestion>,
  how: {
    /** Facts that have a field elsewhere on the form. */
    readonly elsewhere: ReadonlySet<string>;
    readonly isAnswered: (fact: string) => boolean;
    /** Facts that the person put there: they stay. */
    readonly wanted: ReadonlySet<string>;
    /** Whether somebody is in the list. */
    readonly inUse: boolean;
    readonly open: number;
  },
): readonly string[] {
  const kept = how.inUse
    ? shown
    : shown.filter(fact => asked.has(fact) || how.isAnswered(fact) || how.wanted.has(fact));
  const unanswered = kept.filter(fact => asked.has(fact) && !how.isAnswered(fact)).length;
  const next = [...asked.keys()]
    .filter(fact => !kept.includes(fact) && !how.elsewhere.has(fact) && !how.isAnswered(fact))
    .slice(0, Math.max(0, how.open - unanswered));
  return next.length === 0 && kept.length === shown.length ? shown : [...kept, ...next];
}
