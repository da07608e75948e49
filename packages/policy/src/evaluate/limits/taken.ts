/** What the items before have taken of a limit: paidᵢ = min(C, Sᵢ) − min(C, Sᵢ₋₁), at each end. */
import { least, minus, type Span, ZERO } from "../amounts/bounds.ts";
import { addLanes, type Item, type Lanes, NO_LANES, perhaps } from "../item.ts";

export class Taken {
  private lanes: Lanes = NO_LANES;
  private own: Lanes = NO_LANES;

  /** What this item gets of what is left; `left.low` is what is left for certain. */
  fill(item: Item, left: Span, counts = true): { readonly lanes: Lanes; readonly own: Lanes } {
    const lanes: Lanes = {
      entitled: fillSpan(item.lanes.entitled, left, this.lanes.entitled),
      ceiling: fillSpan(item.lanes.ceiling, left, this.lanes.ceiling),
    };
    // The first of several, and the only one, gets the same in both.
    const isFirst = this.lanes === NO_LANES && item.own === item.lanes;
    const own: Lanes = isFirst
      ? lanes
      : {
          entitled: fillSpan(item.own.entitled, left, swapped(this.own.entitled)),
          ceiling: fillSpan(item.own.ceiling, left, swapped(this.own.ceiling)),
        };
    // What may not count against the limit leaves all of it to the next where they get most.
    this.lanes = addLanes(this.lanes, counts ? lanes : lowEnds(lanes));
    this.own = addLanes(this.own, counts ? own : perhaps(own));
    return { lanes, own };
  }
}

const fillSpan = (wanted: Span, left: Span, taken: Span): Span => ({
  low: least(wanted.low, minus(left.low, taken.low)),
  high: least(wanted.high, minus(left.high, taken.high)),
});
/** An item gets least when the others took most. */
const swapped = (span: Span): Span => ({ low: span.high, high: span.low });

const lowEnds = ({ entitled, ceiling }: Lanes): Lanes => ({
  entitled: { low: entitled.low, high: ZERO },
  ceiling: { low: ceiling.low, high: ZERO },
});
