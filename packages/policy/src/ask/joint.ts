/** Facts that move an answer only together, as the first and last day of a contract do. */
import type { FactValue } from "../facts.ts";
import type { LiveProgramme, Unknown } from "./live-programme.ts";
import { sameAnswers } from "./same-answers.ts";

/** Limits on the search: assessments of one programme. */
const PAIR_TRIALS_MAX = 800;
const SAMPLES_MAX = 200;

type Given = readonly (readonly [Unknown, FactValue])[];

/**
 * A smallest set of unknown facts of which some values together change the answer; empty when none was found.
 * Samples of all of them come first, and are then made smaller; then pairs, for values that are seldom drawn.
 */
export function jointMove(programme: LiveProgramme): readonly Unknown[] {
  if (programme.unknowns.length < 2) return [];
  const trials = programme.unknowns.map(unknown => ({ unknown, values: programme.trials(unknown) }));
  const given = sampleThatMoves(programme, trials) ?? pairThatMoves(programme, trials);
  return given === undefined ? [] : shrunk(programme, given).map(([unknown]) => unknown);
}

interface Trials {
  readonly unknown: Unknown;
  readonly values: readonly FactValue[];
}

const changes = (programme: LiveProgramme, given: Given): boolean =>
  !sameAnswers(programme.answers, programme.assess(given));

function pairThatMoves(programme: LiveProgramme, trials: readonly Trials[]): Given | undefined {
  let left = PAIR_TRIALS_MAX;
  for (const [index, first] of trials.entries())
    for (const second of trials.slice(index + 1))
      for (const a of first.values)
        for (const b of second.values) {
          left -= 1;
          if (left < 0) return undefined;
          const given: Given = [
            [first.unknown, a],
            [second.unknown, b],
          ];
          if (changes(programme, given)) return given;
        }
  return undefined;
}

/** All unknown facts at once, at values drawn by a fixed sequence, so that the same facts give the same question. */
function sampleThatMoves(programme: LiveProgramme, trials: readonly Trials[]): Given | undefined {
  let state = 1;
  const draw = (below: number): number => {
    // The «minimal standard» generator of Park and Miller (1988).
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
  for (let sample = 0; sample < SAMPLES_MAX; sample += 1) {
    const given = trials.flatMap(({ unknown, values }): Given => {
      const value = values[draw(Math.max(values.length, 1))];
      return value === undefined ? [] : [[unknown, value]];
    });
    if (changes(programme, given)) return given;
  }
  return undefined;
}

/** Leaves out every fact without which the rest still changes the answer. */
function shrunk(programme: LiveProgramme, given: Given): Given {
  let rest = given;
  for (const each of given) {
    const without = rest.filter(other => other !== each);
    if (without.length > 0 && changes(programme, without)) rest = without;
  }
  return rest;
}
