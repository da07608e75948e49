/** The open questions that an answer turns on, and what it comes to under each of their readings. */
import type { Quantity, ReadingAnswer, Truth } from "../../assessment.ts";
import type { Span } from "../amounts/bounds.ts";
import { hullLanes, type Lanes, quantity } from "../item.ts";
import { BETWEEN, type ReadingTaken } from "./readings.ts";

/** What one completion says of an answer, and how it read the questions. */
export interface Sample {
  readonly taken: readonly ReadingTaken[];
  readonly truth: Truth;
  readonly lanes: Lanes;
}

export interface Turning {
  readonly questions: readonly string[];
  readonly readings: readonly ReadingAnswer[];
}

const NOTHING: Turning = { questions: [], readings: [] };

/** Questions on whose reading the decision or an amount turns. Cost: completions × questions met × readings. */
export function turningOf(samples: readonly Sample[]): Turning {
  const [first] = samples;
  if (first === undefined || samples.every(sample => isSame(sample, first))) return NOTHING;
  const all = questionsIn(samples);
  const alone = all.filter(({ readings }) => turnsOn(readings));
  // Where no question decides by itself, they decide together.
  const mattering = alone.length > 0 ? alone : all;
  const readings: ReadingAnswer[] = [];
  for (const { question, readings: taken } of mattering)
    for (const { reading, lanes } of taken)
      if (reading !== BETWEEN) readings.push({ ...quantity(lanes), question, reading });
  return { questions: mattering.map(each => each.question), readings };
}

/** What all completions with one reading of a question have in common. */
interface Reading {
  readonly reading: string;
  lanes: Lanes;
  /** Which truths occur: a bit for each. */
  truths: number;
}
interface Question {
  readonly question: string;
  readonly readings: Reading[];
}

/** The questions with every reading that was taken, in the order in which they were met. */
function questionsIn(samples: readonly Sample[]): readonly Question[] {
  const all: Question[] = [];
  for (const { taken, truth, lanes } of samples)
    for (const { question, reading } of taken) {
      let asked = all.find(each => each.question === question);
      if (asked === undefined) {
        asked = { question, readings: [] };
        all.push(asked);
      }
      const known = asked.readings.find(each => each.reading === reading);
      if (known === undefined) asked.readings.push({ reading, lanes, truths: 1 << truth });
      else {
        known.lanes = hullLanes(known.lanes, lanes);
        known.truths |= 1 << truth;
      }
    }
  return all;
}

/** Whether the readings of one question come to different amounts or decisions. */
function turnsOn([first, ...others]: readonly Reading[]): boolean {
  if (first === undefined) return false;
  const amount = quantity(first.lanes);
  return others.some(
    other => other.truths !== first.truths || !isSameQuantity(quantity(other.lanes), amount),
  );
}

const isSameSpan = (a: Span, b: Span): boolean => a.low === b.low && a.high === b.high;
const isSame = (a: Sample, b: Sample): boolean =>
  a.truth === b.truth &&
  (a.lanes === b.lanes ||
    (isSameSpan(a.lanes.entitled, b.lanes.entitled) && isSameSpan(a.lanes.ceiling, b.lanes.ceiling)));
const isSameQuantity = (a: Quantity, b: Quantity): boolean =>
  a.entitled.low === b.entitled.low &&
  a.entitled.high === b.entitled.high &&
  a.ceiling.low === b.ceiling.low &&
  a.ceiling.high === b.ceiling.high;
