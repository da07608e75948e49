/** What was paid bounds what all subsidies on one spend come to. */
import { most, NOTHING, outside, type Span } from "../amounts/bounds.ts";
import type { Item } from "../item.ts";
import { NO } from "../truth/truth.ts";
import { Taken } from "./taken.ts";

/** No subsidy on a spend exceeds what was paid for it. */
export function limitToPrice(items: readonly Item[]): void {
  const spends = new Map<number, Item[]>();
  for (const item of items) {
    if (item.truth === NO || item.price === undefined || item.spend < 0) continue;
    const group = spends.get(item.spend);
    if (group === undefined) spends.set(item.spend, [item]);
    else group.push(item);
  }
  for (const group of spends.values()) {
    if (group.length < 2) continue;
    const price = group.reduce<Span>((highest, item) => {
      const own = item.price ?? NOTHING;
      return { low: most(highest.low, own.low), high: most(highest.high, own.high) };
    }, NOTHING);
    const taken = new Taken();
    const filled = group.map(item => taken.fill(item, price).own);
    group.forEach((item, index) => {
      const own = filled[index] ?? item.own;
      if (own.ceiling.high === item.own.ceiling.high && own.ceiling.low === item.own.ceiling.low) return;
      item.own = own;
      item.lanes = own;
      item.scope.step(() => ({ is: "price", amount: outside(own.ceiling) }));
    });
  }
}
