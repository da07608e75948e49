/** The worked cases of a file, run through the evaluator. */
import { addDays, type LocalDate } from "@suanquan/china";
import type { Answer, ProgrammeAnswer } from "../assessment.ts";
import { assessVersion } from "../evaluate/assess.ts";
import { governing, knownFrom } from "../evaluate/standing.ts";
import type { Facts } from "../facts.ts";
import type { Finding } from "../finding.ts";
import { readFacts } from "../read/read-facts.ts";
import type { PolicyCase, Programme } from "../tree.ts";
import type { Vocabulary } from "../vocabulary.ts";

export interface CaseRun {
  /** Place in the list of cases, from 0. */
  readonly index: number;
  readonly case: PolicyCase;
  /** Absent when its facts cannot be read. */
  readonly reckoned?: { readonly facts: Facts; readonly answer: ProgrammeAnswer };
  /** What the reader says of its facts. */
  readonly problems: readonly Finding[];
}

interface RunOptions {
  readonly vocabulary: Vocabulary;
  readonly today: LocalDate;
}

/** Runs every case of a version against that version. */
export function runCases(programme: Programme, { vocabulary, today }: RunOptions): CaseRun[] {
  const usual = usualDay(programme) ?? today;
  return programme.cases.map((each, index) => {
    const { facts, findings } = readFacts(each.facts, vocabulary, {
      programme: programme.id,
      programmes: new Map([[programme.id, [programme]]]),
    });
    if (facts === undefined) return { index, case: each, problems: findings };
    const answer = assessVersion(
      programme,
      facts,
      facts.spends.map((_, spend) => spend),
      vocabulary.facts,
      {
        asOf: each.asOf ?? usual,
        whatIf: each.whatIf,
        rulings: new Map([[programme.id, new Map(Object.entries(each.rulings))]]),
        version: programme.version,
      },
    );
    return { index, case: each, reckoned: { facts, answer }, problems: findings };
  });
}

/** The day of a case that names none: the day after the version was issued, or its first day if that is later. */
function usualDay(programme: Programme): LocalDate | undefined {
  const known = knownFrom(programme);
  const days = [
    known === undefined ? undefined : addDays(known, 1),
    programme.applies.from,
    governing(programme)?.effective,
  ].filter(day => day !== undefined);
  return days.sort().at(-1);
}

/** The answer of one benefit, or of the programme together. */
export function answerOf({ reckoned }: CaseRun, of: string): Answer | undefined {
  return of === "together" ? reckoned?.answer : reckoned?.answer.benefits.find(each => each.benefit === of);
}

/** Whether a case says something of a benefit, alone or together with others, and its facts can meet the conditions. */
export function isAbout(run: CaseRun, benefit: string): boolean {
  const expected = run.case.expect.map(({ of }) => of);
  if (expected.includes(benefit)) return true;
  const decision = answerOf(run, benefit)?.decision;
  return expected.includes("together") && decision !== undefined && decision !== "ineligible";
}
