/** A minimum that is asked of a total: of all spends of the application, with earlier awards of the period. */
import type { Benefit, Minimum } from "../../tree.ts";
import { outside, plus, type Span, ZERO } from "../amounts/bounds.ts";
import { moneyEnds } from "../amounts/ends.ts";
import type { BenefitItem, Lanes } from "../item.ts";
import { settle } from "../questions/readings.ts";
import { NO_EARLIER_AWARD, type Run } from "../questions/scope.ts";
import { YES } from "../truth/truth.ts";
import { earlierUse } from "./earlier-awards.ts";
import { grouped, inOrder } from "./sharing.ts";

/** Whatever the total of its group does not reach the minimum for is not granted. Comes before all limits. */
export function applyTotalMinimum(
  run: Run,
  items: readonly BenefitItem[],
  { id }: Benefit,
  minimum: Minimum,
): void {
  const { per } = minimum;
  const first = inOrder(items, [id]);
  if (per === undefined || first.length === 0) return;
  const award = moneyEnds(minimum.award, run.readings);
  const below = settle(minimum.below, run.readings);
  const awards = run.awards.filter(each => each.benefit === id);
  for (const group of grouped(first, per.scope) as BenefitItem[][]) {
    const reached = below === "base" ? sumOf(group, baseOf) : sumOf(group, item => item.own.ceiling);
    const [leading] = group;
    const before =
      leading === undefined || below === "base"
        ? { low: ZERO, high: ZERO }
        : earlierUse(run, awards, leading, { scope: per.scope, counts: "granted" }, per.period);
    const total: Span = { low: plus(reached.low, before.low), high: plus(reached.high, before.high) };
    for (const item of group) {
      if (!run.awardsStated && per.period !== "each") item.scope.presume(NO_EARLIER_AWARD);
      item.own = granted(item.own, total, award);
      item.lanes = granted(item.lanes, total, award);
      item.scope.step(() => ({
        is: "minimum",
        award: award.high,
        below,
        total: { scope: per.scope, period: per.period, reached: outside(total) },
        amount: outside(item.own.ceiling),
        at: minimum.at,
      }));
    }
  }
}

const baseOf = (item: BenefitItem): Span =>
  item.truth === YES ? item.base : { low: ZERO, high: item.base.high };

const sumOf = (items: readonly BenefitItem[], of: (item: BenefitItem) => Span): Span =>
  items.map(of).reduce((sum, each) => ({ low: plus(sum.low, each.low), high: plus(sum.high, each.high) }), {
    low: ZERO,
    high: ZERO,
  });

/** What is granted once the total is known by its bounds, and the minimum too. */
function granted(lanes: Lanes, total: Span, award: Span): Lanes {
  const kept = (span: Span, reached: Span): Span => ({
    low: reached.low < award.high ? ZERO : span.low,
    high: reached.high < award.low ? ZERO : span.high,
  });
  return { entitled: kept(lanes.entitled, total), ceiling: kept(lanes.ceiling, total) };
}
