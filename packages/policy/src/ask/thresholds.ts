/** The values at which the rules of a programme turn, by fact: ends of ranges, places named, days of a period. */
import type { LocalDate } from "@suanquan/china";
import { leavesOf } from "../check/leaves.ts";
import type { Benefit, Cap, Condition, Granted, Programme, Range, Rate, Table, Test } from "../tree.ts";

/** What a programme compares one fact with. */
export interface Thresholds {
  /** Of money in 分, of numbers as they are. */
  readonly amounts: Set<bigint>;
  readonly rates: Rate[];
  readonly dates: Set<LocalDate>;
  readonly places: Set<string>;
}

/** A fact that is compared with nothing. */
export const NO_THRESHOLDS: Thresholds = {
  amounts: new Set(),
  rates: [],
  dates: new Set(),
  places: new Set(),
};

const known = new WeakMap<Programme, ReadonlyMap<string, Thresholds>>();

/** By fact name; reckoned once for each programme, in one pass over its rules. */
export function thresholdsOf(programme: Programme): ReadonlyMap<string, Thresholds> {
  const before = known.get(programme);
  if (before !== undefined) return before;
  const walk = new Walk();
  walk.programme(programme);
  known.set(programme, walk.found);
  return walk.found;
}

class Walk {
  readonly found = new Map<string, Thresholds>();

  programme({ when, presumes, benefits, combine }: Programme): void {
    this.condition(when);
    for (const presumed of presumes) this.condition(presumed.condition);
    for (const benefit of benefits) this.benefit(benefit);
    for (const rule of combine) {
      if (rule.is === "cap") this.cap(rule.cap);
      if (rule.is === "stack") this.granted(rule.total);
    }
  }

  private benefit({ when, amount, bonus, caps }: Benefit): void {
    this.condition(when);
    for (const each of bonus) this.condition(each.when);
    for (const cap of caps) this.cap(cap);
    switch (amount.is) {
      case "rate":
        this.granted(amount.rate);
        break;
      case "tiers":
        for (const on of leavesOf(amount.tiers.on))
          for (const row of amount.tiers.rows) this.amounts(on.fact, row.range);
        break;
      case "flat":
        this.granted(amount.flat);
        break;
      case "each":
        this.granted(amount.each);
        if (amount.upTo !== undefined) this.of(amount.count).amounts.add(amount.upTo);
        break;
      case "unstated":
        break;
    }
    const days = "base" in amount ? amount.base?.days : undefined;
    if (days !== undefined) for (const fact of [days.from, days.to]) this.dates(fact, days.within);
  }

  private cap({ max, when, relax }: Cap): void {
    if (max !== undefined) this.granted(max);
    if (when !== undefined) this.condition(when);
    if (relax?.when !== undefined) this.condition(relax.when);
  }

  private granted<T>({ by }: Granted<T>): void {
    if (by.is === "table") this.table(by.table);
  }

  private table<T>({ columns, rows }: Table<T>): void {
    for (const row of rows)
      row.cells.forEach((test, column) => {
        const fact = columns[column];
        if (fact !== undefined) this.test(fact, test);
      });
  }

  private condition(condition: Condition): void {
    switch (condition.is) {
      case "fact":
        for (const test of leavesOf(condition.test)) this.test(condition.fact, test);
        break;
      case "open":
        for (const reading of condition.readings) this.condition(reading.condition);
        break;
      default:
        for (const each of condition.of) this.condition(each);
    }
  }

  private test(fact: string, test: Test): void {
    switch (test.is) {
      case "money":
      case "number":
        this.amounts(fact, test.range);
        break;
      case "rate":
        this.of(fact).rates.push(...ends(test.range));
        break;
      case "date":
        this.dates(fact, test.range);
        break;
      case "within":
        for (const place of test.places) this.of(fact).places.add(place);
        break;
      case "not":
        this.test(fact, test.test);
        break;
      default:
        break;
    }
  }

  private amounts(fact: string, range: Range<bigint>): void {
    for (const end of ends(range)) this.of(fact).amounts.add(end);
  }

  private dates(fact: string, range: Range<LocalDate>): void {
    for (const end of ends(range)) this.of(fact).dates.add(end);
  }

  private of(fact: string): Thresholds {
    const before = this.found.get(fact);
    if (before !== undefined) return before;
    const fresh: Thresholds = { amounts: new Set(), rates: [], dates: new Set(), places: new Set() };
    this.found.set(fact, fresh);
    return fresh;
  }
}

const ends = <T>({ low, high }: Range<T>): readonly T[] =>
  [low?.value, high?.value].filter(end => end !== undefined);

/** The amounts with which a programme compares a fact: ends of tiers, of rows and of conditions. */
export const amountsNamed = (programme: Programme, fact: string): readonly bigint[] => [
  ...(thresholdsOf(programme).get(fact)?.amounts ?? []),
];
