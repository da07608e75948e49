/** What follows from a programme alone, and is the same for every applicant: worked out at the first one. */
import type { Benefit, OpenCell, Pool, Programme } from "../tree.ts";
import { type Limits, limitsOf } from "./limits/limits.ts";

export interface Prepared {
  /** By benefit: its own limits and those it shares. */
  readonly limits: ReadonlyMap<string, Limits>;
  /** By pool: the benefits that it pays, those of the pools that are a part of it included. */
  readonly drawing: ReadonlyMap<string, readonly string[]>;
  /** The pools, each before the one of which it is a part. */
  readonly pools: readonly Pool[];
  /** Where the benefits stand in the file, each after the one that it is reckoned on. */
  readonly order: readonly number[];
  /** By place in the file: where the benefit stands that this one is reckoned on. */
  readonly foundations: readonly (number | undefined)[];
  /** Limits that benefits share. */
  readonly shared: Limits;
  /** Whether all that can be said of its benefits together follows from one benefit alone. */
  readonly single: boolean;
  /** Questions of an interval, with the number of places that use each. */
  readonly intervals: ReadonlyMap<string, number>;
}

const prepared = new WeakMap<Programme, Prepared>();

export function preparedOf(programme: Programme): Prepared {
  let known = prepared.get(programme);
  if (known === undefined) {
    known = prepare(programme);
    prepared.set(programme, known);
  }
  return known;
}

function prepare({ benefits, combine, pools }: Programme): Prepared {
  const shared = combine.flatMap(rule => (rule.is === "cap" ? [rule.cap] : []));
  return {
    limits: new Map(
      benefits.map(({ id, caps }) => [
        id,
        limitsOf([...caps, ...shared.filter(({ over }) => over.includes(id))]),
      ]),
    ),
    drawing: new Map(
      pools.map(pool => [
        pool.id,
        benefits
          .filter(each => wholesOf(pools, each.pool).some(({ id }) => id === pool.id))
          .map(each => each.id),
      ]),
    ),
    pools: [...pools].sort((a, b) => wholesOf(pools, b.id).length - wholesOf(pools, a.id).length),
    order: benefits
      .map((benefit, index) => ({ index, depth: depthOf(benefits, benefit) }))
      .sort((a, b) => a.depth - b.depth)
      .map(({ index }) => index),
    foundations: benefits.map(benefit => {
      const below = benefits.findIndex(({ id }) => id === foundationOf(benefit));
      return below < 0 ? undefined : below;
    }),
    shared: limitsOf(shared),
    single: benefits.length === 1 && combine.length === 0,
    intervals: intervalsIn([benefits, combine, pools]),
  };
}

/** A pool and every pool of which it is a part, the nearest first. Reading refuses circles. */
export function wholesOf(pools: readonly Pool[], id: string | undefined): readonly Pool[] {
  const found: Pool[] = [];
  for (let at = id; at !== undefined && found.length <= pools.length; ) {
    const pool = pools.find(each => each.id === at);
    if (pool === undefined) break;
    found.push(pool);
    at = pool.partOf;
  }
  return found;
}

/** The benefit that an amount is reckoned on. */
const foundationOf = ({ amount }: Benefit): string | undefined =>
  "base" in amount ? amount.base?.awardOf : undefined;

/** On how many other benefits, one upon the other, this one is reckoned. */
function depthOf(benefits: readonly Benefit[], benefit: Benefit): number {
  let depth = 0;
  let at = foundationOf(benefit);
  while (at !== undefined && depth <= benefits.length) {
    depth += 1;
    const next = benefits.find(each => each.id === at);
    at = next === undefined ? undefined : foundationOf(next);
  }
  return depth;
}

/** Counts the cells that leave a figure open within an interval. */
function intervalsIn(tree: unknown): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const walk = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    const { is, continuous, question } = node as Partial<OpenCell<unknown>>;
    if (is === "open" && continuous === true && question !== undefined)
      found.set(question, (found.get(question) ?? 0) + 1);
    for (const child of Object.values(node)) walk(child);
  };
  walk(tree);
  return found;
}
