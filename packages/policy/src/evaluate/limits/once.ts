/** What is given once only, or so many times. */
import type { Fen } from "@suanquan/china";
import type { Truth } from "../../assessment.ts";
import type { Once } from "../../tree.ts";
import { plus, ZERO } from "../amounts/bounds.ts";
import { bookTotal, type Item, type Lanes, laneSum, lowestLanes, NO_LANES, perhaps } from "../item.ts";
import { settle } from "../questions/readings.ts";
import { NO_EARLIER_AWARD, type Run } from "../questions/scope.ts";
import { NO, UNKNOWN, YES } from "../truth/truth.ts";
import { counts } from "./earlier-awards.ts";
import { grouped, inOrder } from "./sharing.ts";

/** Whether an item takes something: for certain, perhaps, or not. */
const takes = (item: Item): Truth => {
  if (item.truth === NO || item.own.ceiling.high === ZERO) return NO;
  return item.own.ceiling.low > ZERO ? YES : UNKNOWN;
};

/**
 * Of what is given so many times only, the total reaches no higher than that many of the highest, nor than a limit that
 * they share leaves of all together. To be called when every limit on items has been applied.
 */
export function totalOnce(items: readonly Item[], benefit: string, once: Once): void {
  const times = Number(once.times ?? 1n);
  for (const group of grouped(inOrder(items, once.over.length > 0 ? once.over : [benefit]), once.scope)) {
    if (group.length <= times) continue;
    const highest = (of: (lanes: Lanes) => Fen): Fen =>
      group
        .map(item => of(item.own))
        .sort((a, b) => (a < b ? 1 : a > b ? -1 : 0))
        .slice(0, times)
        .reduce(plus, ZERO);
    const most: Lanes = {
      entitled: { low: ZERO, high: highest(lanes => lanes.entitled.high) },
      ceiling: { low: ZERO, high: highest(lanes => lanes.ceiling.high) },
    };
    bookTotal(group, lowestLanes(laneSum(group), most));
  }
}

/** How many have been taken, at least and at most. */
interface Count {
  readonly sure: bigint;
  readonly possible: bigint;
}
const more = ({ sure, possible }: Count, truth: Truth): Count => ({
  sure: truth === YES ? sure + 1n : sure,
  possible: truth === NO ? possible : possible + 1n,
});
const NONE: Count = { sure: 0n, possible: 0n };

/** So many times only: earlier awards use it up, and of several spends the first ones take it. Comes before all caps. */
export function applyOnce(run: Run, items: readonly Item[], benefit: string, once: Once): void {
  const over = once.over.length > 0 ? once.over : [benefit];
  const times = once.times ?? 1n;
  const live = inOrder(items, over);
  if (live.length === 0) return;
  const period = settle(once.period, run.readings);
  const earlier = run.awards.filter(award => over.includes(award.benefit));
  for (const group of grouped(live, once.scope)) {
    let taken = NONE;
    for (const item of group) {
      if (!run.awardsStated) item.scope.presume(NO_EARLIER_AWARD);
      const before = earlier.reduce(
        (number, award) => more(number, counts(award, item, once.scope, period, run.asOf)),
        taken,
      );
      if (before.sure >= times) {
        item.lanes = NO_LANES;
        item.own = NO_LANES;
        item.exhausted = true;
      } else if (before.possible >= times) {
        item.lanes = perhaps(item.lanes);
        item.own = perhaps(item.own);
      }
      item.scope.step(() => ({
        is: "once",
        period,
        scope: once.scope,
        times: times === 1n ? undefined : times,
        used: before.sure >= times,
        at: once.at,
      }));
      taken = more(taken, takes(item));
    }
  }
}
