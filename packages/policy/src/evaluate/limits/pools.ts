/** Pools: what they have left bounds what all that draw on them come to, in the order in which limits are filled. */
import type { PoolLeft } from "../../facts.ts";
import type { Pool, Programme } from "../../tree.ts";
import { least, outside, type Span, ZERO } from "../amounts/bounds.ts";
import { moneyEnds } from "../amounts/ends.ts";
import type { Item } from "../item.ts";
import { preparedOf } from "../prepared.ts";
import type { Run } from "../questions/scope.ts";
import { inOrder, loosenMixed } from "./sharing.ts";
import { Taken } from "./taken.ts";

/** A pool gives no more than it has left; when nobody said what is left, that it lasts is a presumption. */
export function applyPools(
  run: Run,
  programme: Programme,
  items: readonly Item[],
  left: readonly PoolLeft[],
): void {
  for (const pool of preparedOf(programme).pools) {
    const drawing = preparedOf(programme).drawing.get(pool.id) ?? [];
    const sharing = inOrder(items, drawing);
    loosenMixed(items, drawing, sharing.length);
    const stated = left.find(each => each.pool === pool.id);
    applyPool(run, pool, sharing, stated);
  }
}

function applyPool(run: Run, pool: Pool, items: readonly Item[], stated: PoolLeft | undefined): void {
  if (items.length === 0) return;
  const max = moneyEnds(pool.max, run.readings);
  const limit: Span =
    stated === undefined ? max : { low: least(stated.left, max.low), high: least(stated.left, max.high) };
  const taken = new Taken();
  for (const item of items) {
    if (stated === undefined) item.scope.presume({ is: "pool-not-exhausted", pool: pool.id });
    const filled = taken.fill(item, limit);
    item.lanes = filled.lanes;
    item.own = filled.own;
    if (limit.high === ZERO) item.exhausted = true;
    item.scope.step(() => ({
      is: "pool",
      pool: pool.id,
      left: stated === undefined ? null : stated.left,
      amount: outside(filled.own.ceiling),
      at: pool.at,
    }));
  }
}
