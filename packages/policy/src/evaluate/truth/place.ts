/** Whether places lie in one another, as the table of places knows it. */
import { type LocalDate, placeWithin } from "@suanquan/china";
import type { Truth } from "../../assessment.ts";
import { either, NO, truthOf, UNKNOWN } from "./truth.ts";

/** What was found of a list of places on one day, by the place asked about. */
interface Found {
  readonly on: LocalDate;
  readonly truths: Map<string, Truth>;
}

/** More places than any table has are not remembered: they come from a caller who makes them up. */
const PLACES_MAX = 5_000;

const found = new WeakMap<readonly string[], Found>();

/**
 * Whether a place lies in one of several; unknown where the table of places cannot tell. To find out takes 4 µs for
 * each pair, and a catalogue asks the same few pairs of every applicant, so that the answers are remembered.
 */
export function placeInOne(place: string, places: readonly string[], on: LocalDate): Truth {
  let known = found.get(places);
  if (known === undefined || known.on !== on || known.truths.size > PLACES_MAX) {
    known = { on, truths: new Map() };
    found.set(places, known);
  }
  const before = known.truths.get(place);
  if (before !== undefined) return before;
  const truth = findInOne(place, places, on);
  known.truths.set(place, truth);
  return truth;
}

function findInOne(place: string, places: readonly string[], on: LocalDate): Truth {
  let truth: Truth = NO;
  for (const outer of places) {
    const within = placeWithin(place, outer, on);
    truth = either(truth, within === undefined ? UNKNOWN : truthOf(within));
  }
  return truth;
}
