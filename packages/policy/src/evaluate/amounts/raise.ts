/** Rates added on conditions, and how high the whole rate may reach with them. */
import type { Benefit, Bonus, Rate } from "../../tree.ts";
import type { Scope } from "../questions/scope.ts";
import { decide } from "../truth/condition.ts";
import { NO, UNKNOWN } from "../truth/truth.ts";
import { higherRate, lowerRate, type RateSpan, rateEnds } from "./ends.ts";
import { addRates, NO_RATE } from "./multiply.ts";

/** What some bonuses together add to a rate. */
export interface Raise {
  readonly rate: Rate;
  /** The whole rate reaches no higher with them, but is never lowered by them. */
  readonly upTo?: Rate;
}

/** A rate with a raise. */
export function raised(rate: Rate, { rate: added, upTo }: Raise): Rate {
  if (added === NO_RATE) return rate;
  const sum = addRates(rate, added);
  return upTo === undefined ? sum : higherRate(rate, lowerRate(sum, upTo));
}

const NOTHING: Raise = { rate: NO_RATE };
const NO_RAISE: readonly Raise[] = [NOTHING];
/** Beyond this many bonuses in doubt with an upper end of their own, all that is certain and all that is possible are taken. */
const DOUBTS_MAX = 8;

interface Met {
  readonly rate: RateSpan;
  readonly upTo: RateSpan | undefined;
  readonly certain: boolean;
}

/** What the bonuses may come to, so that the lowest and the highest rate are among them; never empty. */
export function possibleRaises(scope: Scope, benefit: Benefit): readonly Raise[] {
  if (benefit.bonus.length === 0) return NO_RAISE;
  const met = benefit.bonus.flatMap(bonus => meet(scope, bonus) ?? []);
  const sure = met.filter(each => each.certain);
  const doubts = met.filter(each => !each.certain);
  const bounded = met.some(each => each.upTo !== undefined);
  if (!bounded || doubts.length > DOUBTS_MAX) {
    const all = lastOf(met);
    return [firstOf(sure, met), { rate: all.rate, ...upToOf(sure, "high") }];
  }
  const raises: Raise[] = [];
  for (let subset = 0; subset < 1 << doubts.length; subset += 1) {
    const taken = [...sure, ...doubts.filter((_, index) => (subset >> index) & 1)];
    raises.push(firstOf(taken, taken), lastOf(taken));
  }
  return raises;
}

function meet(scope: Scope, bonus: Bonus): Met | undefined {
  const truth = decide(scope, bonus.when, scope);
  if (truth === NO) return undefined;
  const { readings } = scope.run;
  const rate = rateEnds(bonus.rate, readings);
  const upTo = bonus.upTo === undefined ? undefined : rateEnds(bonus.upTo, readings);
  scope.step(() => ({
    is: "bonus",
    rate: rate.high,
    upTo: upTo?.high,
    truth,
    at: bonus.at,
  }));
  return { rate, upTo, certain: truth !== UNKNOWN };
}

/** The least that these add, held down by the upper ends of those. */
const firstOf = (taken: readonly Met[], bounding: readonly Met[]): Raise => ({
  rate: taken.map(each => each.rate.low).reduce(addRates, NO_RATE),
  ...upToOf(bounding, "low"),
});
/** The most that these add. */
const lastOf = (taken: readonly Met[]): Raise => ({
  rate: taken.map(each => each.rate.high).reduce(addRates, NO_RATE),
  ...upToOf(taken, "high"),
});

function upToOf(met: readonly Met[], end: "low" | "high"): { readonly upTo?: Rate } {
  const ends = met.flatMap(({ upTo }) => (upTo === undefined ? [] : [upTo[end]]));
  return ends.length === 0 ? {} : { upTo: ends.reduce(lowerRate) };
}
