/**
 * How benefits meet: exclusion, overlap, stacking to a stated total, limits they share. The order of the rules in the
 * file does not matter: meetings come first, then limits.
 */
import type { LocalDate } from "@suanquan/china";
import type { Truth } from "../assessment.ts";
import type { Combination, Programme } from "../tree.ts";
import { reckonBase } from "./amounts/base.ts";
import { isUnbounded, least, minus, most, NOTHING, outside, type Span, UNBOUNDED } from "./amounts/bounds.ts";
import { possibleValues } from "./amounts/granted.ts";
import { compareRates, multiply, NO_RATE } from "./amounts/multiply.ts";
import { addLanes, highestLanes, type Item, type Lanes, laneSum, lowerLanes, NO_LANES } from "./item.ts";
import { applyCap } from "./limits/caps.ts";
import { asRead, isNarrow } from "./limits/limits.ts";
import { preparedOf } from "./prepared.ts";
import { settle } from "./questions/readings.ts";
import type { Run } from "./questions/scope.ts";
import { both, either, NO, YES } from "./truth/truth.ts";

type Meeting = "spend" | "contract" | "year" | "applicant";

/**
 * The items of a programme after its benefits have met: totals are sums over these. What an earlier award rules out
 * goes first; then stated totals, then overlaps, so that groups which exclude each other are compared whole.
 */
export function combine(run: Run, programme: Programme, items: readonly Item[]): Item[] {
  let joined = [...items];
  // Lanes add up over all spends only; where single spends are joined, each item goes by its own bounds.
  if (items.some(item => item.spend !== items[0]?.spend) && programme.combine.some(meetsOnSpends))
    for (const item of items) item.lanes = item.own;
  for (const rule of programme.combine) if (rule.is === "exclude") ruleOut(run, rule, joined);
  for (const rule of programme.combine) if (rule.is === "stack") joined = stack(run, rule, joined);
  for (const rule of programme.combine) if (rule.is === "overlap") joined = overlap(run, rule, joined);
  for (const rule of programme.combine) if (rule.is === "exclude") joined = exclude(run, rule, joined);
  for (const cap of asRead(preparedOf(programme).shared, run.readings).caps) {
    // Lanes add up over all spends only; a limit on single spends has to go by each item's own bounds.
    if (isNarrow(cap)) for (const item of joined) item.lanes = item.own;
    applyCap(run, joined, cap);
  }
  return joined;
}

/**
 * What the items come to together. It never exceeds the sum of what each benefit comes to by itself, except where a
 * stated total takes the place of the sum.
 * @param each the items before they met.
 */
export function total(programme: Programme, joined: readonly Item[], each: Lanes): Lanes {
  const lanes = laneSum(joined);
  return programme.combine.some(rule => rule.is === "stack")
    ? lanes
    : {
        entitled: { low: lanes.entitled.low, high: least(lanes.entitled.high, each.entitled.high) },
        ceiling: { low: lanes.ceiling.low, high: least(lanes.ceiling.high, each.ceiling.high) },
      };
}

/** Whether a rule may join benefits on a single spend or contract. */
function meetsOnSpends(rule: Combination): boolean {
  if (rule.is === "stack") return true;
  if (rule.is === "cap") return false;
  const at = rule.is === "exclude" ? rule.within : rule.on;
  return at.is === "open" || at.value === "spend" || at.value === "contract";
}

/** Items that meet: on the same spend or contract, or of the same applicant (in the year of the answer). */
function meeting(items: readonly Item[], at: Meeting): Item[][] {
  if (at === "applicant" || at === "year") return items.length === 0 ? [] : [[...items]];
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const contract = at === "contract" ? item.scope.value("contract.id") : undefined;
    const key = typeof contract === "string" ? contract : `#${item.spend}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

const concerns = (item: Item, benefits: readonly string[]): boolean =>
  item.benefits.some(each => benefits.includes(each));
/** Whether these are items of more than one benefit. */
const areOfSeveral = (items: readonly Item[]): boolean =>
  items.some(item => item.benefits.length > 1 || item.benefits[0] !== items[0]?.benefits[0]);
const ownSum = (items: readonly Item[]): Lanes =>
  items.reduce((sum, item) => addLanes(sum, item.own), NO_LANES);

/** Lanes add up only over all spends of an applicant; on a single spend the item's own bounds speak. */
const sumOver = (at: Meeting) => (at === "applicant" || at === "year" ? laneSum : ownSum);

/** One item in the place of several; its price is the highest of theirs, because they were bought once. */
function join(items: readonly Item[], amount: Lanes): Item | undefined {
  const first = items[0];
  if (first === undefined) return undefined;
  const prices = items.map(item => item.price).filter(price => price !== undefined);
  const sameSpend = items.every(item => item.spend === first.spend);
  return {
    benefits: benefitsOf(items),
    spend: sameSpend ? first.spend : -1,
    scope: first.scope,
    truth: items.reduce<Truth>((truth, item) => either(truth, item.truth), NO),
    lanes: amount,
    own: amount,
    base: NOTHING,
    price: sameSpend
      ? prices.reduce<Span | undefined>((a, b) => (a === undefined || b.high > a.high ? b : a), undefined)
      : undefined,
    exhausted: items.every(item => item.exhausted),
    computable: items.some(item => item.computable),
  };
}

/** The benefits of several items, each once. */
function benefitsOf(items: readonly Item[]): readonly string[] {
  const found: string[] = [];
  for (const { benefits } of items)
    for (const benefit of benefits) if (!found.includes(benefit)) found.push(benefit);
  return found;
}

function replace(items: readonly Item[], gone: readonly Item[], by: Item | undefined): Item[] {
  const rest = items.filter(item => !gone.includes(item));
  if (by !== undefined) rest.push(by);
  return rest;
}

/** An earlier award of one group rules the items of the others out. */
function ruleOut(run: Run, rule: Extract<Combination, { is: "exclude" }>, items: readonly Item[]): void {
  const concerned = concernedBy(rule, items);
  if (concerned.length === 0 || !run.awards.some(award => rule.groups.flat().includes(award.benefit))) return;
  const within = settle(rule.within, run.readings);
  for (const item of concerned) {
    const earlier = ruledOut(run, rule.groups, item, within);
    if (earlier === undefined) continue;
    item.truth = NO;
    item.lanes = NO_LANES;
    item.own = NO_LANES;
    item.scope.step(() => ({
      is: "exclude",
      groups: rule.groups,
      earlier,
      at: rule.at,
    }));
  }
}

/** The items that may be given and that one of the groups names. */
const concernedBy = (rule: Extract<Combination, { is: "exclude" }>, items: readonly Item[]): Item[] =>
  items.filter(item => item.truth !== NO && rule.groups.some(group => concerns(item, group)));

/** Of groups that exclude each other the applicant takes the best. */
function exclude(run: Run, rule: Extract<Combination, { is: "exclude" }>, items: readonly Item[]): Item[] {
  const concerned = concernedBy(rule, items);
  let result = [...items];
  if (rule.groups.filter(group => concerned.some(item => concerns(item, group))).length < 2) return result;
  const within = settle(rule.within, run.readings);
  for (const together of meeting(concerned, within)) {
    const groups = rule.groups
      .map(group => together.filter(item => concerns(item, group)))
      .filter(each => each.length > 0);
    if (groups.length < 2) continue;
    const best = groups.map(sumOver(within)).reduce(highestLanes, NO_LANES);
    result = replace(result, together, join(together, best));
    together[0]?.scope.step(() => ({
      is: "exclude",
      groups: rule.groups,
      amount: outside(best.ceiling),
      at: rule.at,
    }));
  }
  return result;
}

/** The benefit of an earlier award that rules this item out. */
function ruledOut(
  run: Run,
  groups: readonly (readonly string[])[],
  item: Item,
  within: Meeting,
): string | undefined {
  const others = groups.filter(group => !concerns(item, group)).flat();
  return run.awards.find(
    award =>
      award.family !== true && others.includes(award.benefit) && sameMeeting(run.asOf, award, item, within),
  )?.benefit;
}

function sameMeeting(
  asOf: LocalDate,
  award: { readonly on?: LocalDate; readonly contract?: string },
  item: Item,
  within: Meeting,
): boolean {
  switch (within) {
    case "applicant":
      return true;
    case "year":
      return award.on === undefined || award.on.slice(0, 4) === asOf.slice(0, 4);
    default:
      return award.contract !== undefined && award.contract === item.scope.value("contract.id");
  }
}

function overlap(run: Run, rule: Extract<Combination, { is: "overlap" }>, items: readonly Item[]): Item[] {
  const concerned = items.filter(item => item.truth !== NO && concerns(item, rule.of));
  let result = [...items];
  if (!areOfSeveral(concerned)) return result;
  const at = settle(rule.on, run.readings);
  const sum = sumOver(at);
  for (const together of meeting(concerned, at)) {
    if (!areOfSeveral(together)) continue;
    const taken = settle(rule.rule, run.readings);
    let amount = sum(together);
    if (taken === "highest") {
      amount = rule.of
        .map(benefit => sum(together.filter(item => item.benefits.includes(benefit))))
        .reduce(highestLanes, NO_LANES);
      result = replace(result, together, join(together, amount));
    }
    together[0]?.scope.step(() => ({
      is: "overlap",
      benefits: rule.of,
      rule: taken,
      amount: outside(amount.ceiling),
      at: rule.at,
    }));
  }
  return result;
}

/**
 * When every benefit of the rule applies to a spend, the stated total takes the place of the sum. Where that is not
 * known yet, the range holds both.
 */
function stack(run: Run, rule: Extract<Combination, { is: "stack" }>, items: readonly Item[]): Item[] {
  let result = [...items];
  for (const together of meeting(
    items.filter(item => concerns(item, rule.of)),
    "spend",
  )) {
    const all = rule.of.reduce<Truth>((truth, benefit) => {
      // A benefit that another rule has joined already has its total.
      const item = together.find(each => each.benefits.length === 1 && each.benefits[0] === benefit);
      return both(truth, item === undefined ? NO : item.truth);
    }, YES);
    const scope = together[0]?.scope;
    if (all === NO || scope === undefined) continue;
    const { values } = possibleValues(scope, rule.total, (a, b) => compareRates(a, b) === 0);
    const first = values[0] ?? NO_RATE;
    const lowRate = values.reduce((a, b) => (compareRates(b, a) < 0 ? b : a), first);
    const highRate = values.reduce((a, b) => (compareRates(b, a) > 0 ? b : a), first);
    const base = reckonBase(scope, rule.base).amount;
    const total: Span = {
      low: multiply(base.low, lowRate, run.rounding),
      high: multiply(base.high, highRate, run.rounding),
    };
    const live = together.filter(item => item.truth !== NO);
    const stacked: Lanes = {
      entitled: rule.total.atMost ? lowerLanes(ownSum(live), total).entitled : total,
      ceiling: total,
    };
    const amount = all === YES ? stacked : eitherWay(stacked, live);
    result = replace(result, together, join(live, amount));
    if (rule.total.atMost) scope.needDecision("at-most");
    scope.step(() => ({
      is: "stack",
      benefits: rule.of,
      rate: highRate,
      atMost: rule.total.atMost,
      amount: outside(amount.ceiling),
      truth: all,
      at: rule.at,
    }));
  }
  return result;
}

/** The hull of «all apply» and «not all apply»; in the latter at least one of the uncertain benefits is not given. */
function eitherWay(stacked: Lanes, items: readonly Item[]): Lanes {
  const certain = items.filter(item => item.truth === YES);
  const uncertain = items.filter(item => item.truth !== YES);
  const sure = ownSum(certain);
  const all = ownSum(items);
  const without = (of: (lanes: Lanes) => Span): Span => {
    const smallest = uncertain.map(item => of(item.own).high).reduce(least, UNBOUNDED);
    return { low: of(sure).low, high: isUnbounded(of(all).high) ? UNBOUNDED : minus(of(all).high, smallest) };
  };
  const both = (of: (lanes: Lanes) => Span): Span => ({
    low: least(of(stacked).low, without(of).low),
    high: most(of(stacked).high, without(of).high),
  });
  return { entitled: both(lanes => lanes.entitled), ceiling: both(lanes => lanes.ceiling) };
}
