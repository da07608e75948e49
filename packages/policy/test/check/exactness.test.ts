/** What the checker says of tables, tiers, conditions and notches, against brute force over every value. */
import type { Fen } from "@suanquan/china";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { curvesOf } from "../../src/check/analysis/benefit-curve.ts";
import { leftToPay } from "../../src/check/analysis/curve.ts";
import { dipsOf } from "../../src/check/analysis/dips.ts";
import { type Stretch, without } from "../../src/check/analysis/line.ts";
import { checkProgramme } from "../../src/check/check.ts";
import { Subject } from "../../src/check/rule.ts";
import { stretchSaid } from "../../src/check/wording.ts";
import { inRange, testValue } from "../../src/evaluate/truth/condition.ts";
import type { Finding } from "../../src/finding.ts";
import type { Benefit, Condition, Programme, Range, Rate, Table, TierRow } from "../../src/tree.ts";
import {
  condition,
  type FactName,
  priceRange,
  programmeOf,
  testOf,
  VOCABULARY,
  type World,
  worldsOf,
} from "./random-rules.ts";

/** `PROPERTY_RUNS=20000 npx vitest run packages/policy/test/check` searches longer. */
const RUNS = { numRuns: Number(process.env.PROPERTY_RUNS ?? 400) };
const OPTIONS = { vocabulary: VOCABULARY, today: "2025-06-01" as never };

const subjectOf = (programme: Programme): Subject => new Subject(programme, new Map(), OPTIONS);
const findingsOf = (programme: Programme, code: string): Finding[] =>
  checkProgramme(programme, new Map(), "random", OPTIONS).filter(each => each.code === code);

// ── truth by trying ──────────────────────────────────────────────────────────────────────────────

type Readings = Readonly<Record<string, string>>;
const ALL_READINGS: readonly Readings[] = ["a", "b"].flatMap(q => ["a", "b"].map(r => ({ q, r })));

function holds(of: Condition, world: World, readings: Readings): boolean {
  switch (of.is) {
    case "fact": {
      let cell = of.test;
      while (cell.is === "open") {
        const open = cell;
        cell = open.readings.find(each => each.reading === readings[open.question])?.cell ?? {
          is: "stated",
          value: { is: "any" },
        };
      }
      const value = world[of.fact as FactName];
      return value === undefined || testValue(cell.value, value, OPTIONS.today) === 2;
    }
    case "all":
      return of.of.every(each => holds(each, world, readings));
    case "any-of":
      return of.of.some(each => holds(each, world, readings));
    case "none-of":
      return !of.of.some(each => holds(each, world, readings));
    case "open":
      return of.readings.some(
        each => each.reading === readings[of.question] && holds(each.condition, world, readings),
      );
  }
}

const factsIn = (of: Condition): FactName[] =>
  of.is === "fact"
    ? [of.fact as FactName]
    : of.is === "open"
      ? of.readings.flatMap(each => factsIn(each.condition))
      : of.of.flatMap(factsIn);

const few = (of: Condition): boolean => new Set(factsIn(of)).size <= 3;

describe("Conditions", () => {
  test("what is held to be satisfiable is so for some facts and readings, and nothing else is", () => {
    fc.assert(
      fc.property(condition.filter(few), when => {
        const found = subjectOf(programmeOf({ when })).space.canHold([when]);
        const worlds = worldsOf([...new Set(factsIn(when))]);
        const tried = ALL_READINGS.some(readings => worlds.some(world => holds(when, world, readings)));
        expect(found).toBe(tried);
      }),
      RUNS,
    );
  });

  test("a condition is reported as unreachable exactly when nobody meets it as a whole, or some branch of it", () => {
    fc.assert(
      fc.property(condition.filter(few), when => {
        const worlds = worldsOf([...new Set(factsIn(when))]);
        const met = ALL_READINGS.some(readings => worlds.some(world => holds(when, world, readings)));
        const reported = findingsOf(programmeOf({ when }), "unreachable-condition");
        if (!met) expect(reported.length).toBeGreaterThan(0);
        else expect(reported.length === 0 || hasBranches(when)).toBe(true);
      }),
      RUNS,
    );
  });
});

const hasBranches = (of: Condition): boolean =>
  of.is === "any-of" || of.is === "open" || (of.is === "all" && of.of.some(hasBranches));

// ── tables ───────────────────────────────────────────────────────────────────────────────────────

const table: fc.Arbitrary<Table<Rate>> = fc
  .subarray(["local", "kind", "staff", "share"] as FactName[], { minLength: 1, maxLength: 3 })
  .chain(columns =>
    fc.array(fc.tuple(...columns.map(testOf)), { minLength: 1, maxLength: 6 }).map(rows => ({
      columns,
      rows: rows.map(cells => ({ cells, value: { is: "stated", value: { num: 1n, den: 10n } } as const })),
    })),
  );

const base = { of: { is: "stated", value: ["price"] }, less: { is: "stated", value: [] } } as const;

describe("Tables", () => {
  const rowOf = (of: Table<Rate>, world: World): number =>
    of.rows.findIndex(row =>
      row.cells.every((cell, column) => {
        const value = world[of.columns[column] as FactName];
        return value === undefined || testValue(cell, value, OPTIONS.today) === 2;
      }),
    );

  test("a table is incomplete exactly when some input that meets the conditions has no row; rows without input are dead", () => {
    fc.assert(
      fc.property(table, condition.filter(few), (by, when) => {
        const facts = [...new Set([...(by.columns as FactName[]), ...factsIn(when)])];
        if (facts.length > 4) return;
        const worlds = worldsOf(facts).filter(world => ALL_READINGS.some(each => holds(when, world, each)));
        if (worlds.length === 0) return;
        const rows = worlds.map(world => rowOf(by, world));
        const dead = by.rows.flatMap((_, row) => (rows.includes(row) ? [] : [`benefits.b.rate.rows.${row}`]));
        const programme = programmeOf({
          when,
          amount: { is: "rate", base, rate: { atMost: false, by: { is: "table", table: by } } },
        });
        expect(findingsOf(programme, "incomplete-table").length).toBe(rows.includes(-1) ? 1 : 0);
        expect(findingsOf(programme, "dead-row").map(each => each.path)).toEqual(dead);
      }),
      RUNS,
    );
  });
});

// ── tiers ────────────────────────────────────────────────────────────────────────────────────────

/** Nothing, or enough for any minimum to be reached within the amounts that are tried. */
const percent = fc
  .oneof(fc.constant(0), fc.integer({ min: 20, max: 100 }))
  .map((rate): Rate => ({ num: BigInt(rate), den: 100n }));
const tierRow = fc
  .record({ range: priceRange, rate: percent })
  .map(({ range, rate }): TierRow => ({ range, rate: { is: "stated", value: rate } }));

const tiered = (rows: readonly TierRow[], rest: Partial<Benefit> = {}): Partial<Benefit> => ({
  amount: {
    is: "tiers",
    base,
    tiers: {
      on: { is: "stated", value: { fact: "price", afterDiscount: false } },
      applies: { is: "stated", value: "whole" },
      atMost: false,
      rows,
      edges: [],
    },
  },
  ...rest,
});

const AMOUNTS = Array.from({ length: 60 }, (_, index) => BigInt(index + 1) as Fen);
const order = (a: bigint, b: bigint): number => Number(a - b);
const lies = (amount: Fen, range: Range<Fen>): boolean => inRange<bigint>(amount, range, order);

/** Amounts as stretches; one that reaches the greatest amount tried goes on without end. */
function stretchesOf(amounts: readonly bigint[]): Stretch[] {
  const stretches: { from: bigint; to: bigint | null }[] = [];
  for (const amount of amounts) {
    const last = stretches.at(-1);
    if (last?.to === amount - 1n) last.to = amount;
    else stretches.push({ from: amount, to: amount });
  }
  return stretches.map(each => (each.to === AMOUNTS.at(-1) ? { ...each, to: null } : each));
}

describe("Tiers", () => {
  test("the gaps are exactly the amounts that no row includes", () => {
    fc.assert(
      fc.property(fc.array(tierRow, { minLength: 1, maxLength: 5 }), rows => {
        const left = AMOUNTS.filter(amount => !rows.some(row => lies(amount, row.range)));
        const said = findingsOf(programmeOf(tiered(rows)), "tier-gap").map(each => each.what.en);
        expect(said).toEqual(stretchesOf(left).map(gap => `the tiers of “b” leave out ${stretchSaid(gap)}`));
      }),
      RUNS,
    );
  });

  test("the overlaps of two rows are exactly the amounts that both include", () => {
    fc.assert(
      fc.property(tierRow, tierRow, (first, second) => {
        const both = AMOUNTS.filter(amount => lies(amount, first.range) && lies(amount, second.range));
        const said = findingsOf(programmeOf(tiered([first, second])), "tier-overlap").map(
          each => each.what.en,
        );
        const [overlap] = stretchesOf(both);
        expect(said).toEqual(
          overlap === undefined
            ? []
            : [`rows 1 and 2 of the tiers of “b” both include ${stretchSaid(overlap)}`],
        );
      }),
      RUNS,
    );
  });

  test("taking stretches out of a stretch leaves what is in none of them", () => {
    const stretch = fc
      .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 12 }), fc.boolean())
      .map(
        ([from, length, open]): Stretch => ({ from: BigInt(from), to: open ? null : BigInt(from + length) }),
      );
    const within = (amount: bigint, { from, to }: Stretch) => from <= amount && (to === null || amount <= to);
    fc.assert(
      fc.property(stretch, fc.array(stretch, { maxLength: 4 }), (whole, taken) => {
        const left = without(whole, taken);
        for (const amount of AMOUNTS)
          expect(left.some(each => within(amount, each))).toBe(
            within(amount, whole) && !taken.some(each => within(amount, each)),
          );
      }),
      RUNS,
    );
  });
});

// ── notches ──────────────────────────────────────────────────────────────────────────────────────

describe("Notches", () => {
  interface Sum {
    readonly num: bigint;
    readonly den: bigint;
  }
  const less = (a: Sum, b: Sum): boolean => a.num * b.den < b.num * a.den;

  /** Rows that meet at cuts, so that every amount has one; a limit; a minimum. */
  const rules = fc.record({
    cuts: fc.uniqueArray(fc.integer({ min: 2, max: 18 }), { maxLength: 4 }),
    rates: fc.array(percent, { minLength: 5, maxLength: 5 }),
    limit: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
    minimum: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
    below: fc.constantFrom("refuse" as const, "lift" as const, "base" as const),
  });

  function rowsOf(cuts: readonly number[], rates: readonly Rate[]): TierRow[] {
    const ends = [...cuts].sort((a, b) => a - b).map(cut => BigInt(cut) as Fen);
    return [...ends, undefined].map((end, index) => {
      const start = ends[index - 1];
      return {
        range: {
          ...(start === undefined ? {} : { low: { value: start, included: false } }),
          ...(end === undefined ? {} : { high: { value: end, included: true } }),
        },
        rate: { is: "stated", value: rates[index] ?? { num: 0n, den: 1n } },
      };
    });
  }

  test("what is left to pay falls exactly where trying every pair of amounts finds it to fall", () => {
    fc.assert(
      fc.property(rules, ({ cuts, rates, limit, minimum, below }) => {
        const rows = rowsOf(cuts, rates);
        const benefit = programmeOf(
          tiered(rows, {
            ...(minimum === undefined
              ? {}
              : {
                  minimum: {
                    award: { is: "stated", value: BigInt(minimum) as Fen },
                    below: { is: "stated", value: below },
                  },
                }),
            caps:
              limit === undefined
                ? []
                : [
                    {
                      max: {
                        atMost: false,
                        by: { is: "cell", cell: { is: "stated", value: BigInt(limit) as Fen } },
                      },
                      scope: ["applicant"],
                      counts: "granted",
                      over: ["b"],
                    },
                  ],
          }),
        ).benefits[0] as Benefit;

        const grant = (amount: bigint): Sum => {
          const rate = rows.find(row => lies(amount as Fen, row.range))?.rate;
          if (rate?.is !== "stated") throw new Error("no row");
          let sum: Sum = { num: amount * rate.value.num, den: rate.value.den };
          const least: Sum = { num: BigInt(minimum ?? 0), den: 1n };
          const falls = below === "base" ? amount < least.num : less(sum, least);
          if (minimum !== undefined && falls) sum = below === "lift" ? least : { num: 0n, den: 1n };
          for (const bound of [amount, ...(limit === undefined ? [] : [BigInt(limit)])])
            if (less({ num: bound, den: 1n }, sum)) sum = { num: bound, den: 1n };
          return sum;
        };
        const pay = (amount: bigint): Sum => {
          const sum = grant(amount);
          return { num: amount * sum.den - sum.num, den: sum.den };
        };
        const worse = (of: (amount: bigint) => Sum) =>
          AMOUNTS.filter((amount, index) =>
            AMOUNTS.slice(index + 1).some(more => less(of(more), of(amount))),
          );

        const [curve] = curvesOf(benefit, [], subjectOf(programmeOf({})).space);
        if (curve === undefined) throw new Error("no curve");
        const spread = (dips: readonly Stretch[]): bigint[] =>
          dips.flatMap(({ from, to }) =>
            AMOUNTS.filter(amount => from <= amount && (to === null || amount <= to)),
          );
        expect(spread(dipsOf(leftToPay(curve.granted)))).toEqual(worse(pay));
        expect(spread(dipsOf(curve.granted))).toEqual(worse(grant));
      }),
      RUNS,
    );
  });
});
