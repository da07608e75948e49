import type { Fen } from "@suanquan/china";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Answer, Bounds, ProgrammeAnswer } from "../../src/assessment.ts";
import { least, plus } from "../../src/evaluate/amounts/bounds.ts";
import { assessVersion } from "../../src/evaluate/assess.ts";
import type { Facts } from "../../src/facts.ts";
import type { Cell, Programme } from "../../src/tree.ts";
import { DEFINITIONS, facts, fen, VALUES } from "./random-facts.ts";
import { AS_OF, capOver, INTERVALS, programme } from "./random-programme.ts";

/** `PROPERTY_RUNS=30000 npx vitest run packages/policy/test/evaluate --testTimeout=7200000` searches longer. */
const RUNS = { numRuns: Number(process.env.PROPERTY_RUNS ?? 3_000) };

const assess = (rules: Programme, of: Facts): ProgrammeAnswer =>
  assessVersion(
    rules,
    of,
    of.spends.map((_, index) => index),
    DEFINITIONS,
    { asOf: AS_OF },
  );

/** Every answer of the three levels, each under its own name. */
function answers(of: ProgrammeAnswer): Map<string, Answer> {
  const all = new Map<string, Answer>([["together", of]]);
  for (const benefit of of.benefits) {
    all.set(benefit.benefit, benefit);
    for (const spend of benefit.spends) all.set(`${benefit.benefit} on spend ${spend.spend}`, spend);
  }
  return all;
}

const high = (bounds: Bounds): bigint => bounds.high ?? 10n ** 40n;
const inside = (inner: Bounds, outer: Bounds): boolean =>
  inner.low >= outer.low && high(inner) <= high(outer);

function expectNarrower(inner: ProgrammeAnswer, outer: ProgrammeAnswer): void {
  const wide = answers(outer);
  for (const [name, narrow] of answers(inner)) {
    const before = wide.get(name);
    if (before === undefined) throw new Error(`no answer ${name}`);
    if (before.decision !== "undetermined") expect(narrow.decision, name).toBe(before.decision);
    if (narrow.amount === null || before.amount === null) continue;
    expect(inside(narrow.amount.entitled, before.amount.entitled), `${name}: entitled`).toBe(true);
    expect(inside(narrow.amount.ceiling, before.amount.ceiling), `${name}: ceiling`).toBe(true);
  }
}

describe("What is learned later", () => {
  test("adding a fact never widens a range and never turns a decided answer", () => {
    const unknown = fc.constantFrom(...DEFINITIONS.values());
    fc.assert(
      fc.property(programme, facts, unknown, fc.nat(), (rules, known, fact, pick) => {
        const values = VALUES[fact.name] ?? [];
        const value = values[pick % values.length];
        if (value === undefined) return;
        const withFact = (map: Facts["applicant"]) =>
          map.has(fact.name) ? map : new Map([...map, [fact.name, value]]);
        const more: Facts =
          fact.of === "applicant"
            ? { ...known, applicant: withFact(known.applicant) }
            : {
                ...known,
                spends: known.spends.map((spend, index) => (index === 0 ? withFact(spend) : spend)),
              };
        expectNarrower(assess(rules, more), assess(rules, known));
      }),
      RUNS,
    );
  });

  test("every completion of the open questions lies in the range", () => {
    fc.assert(
      fc.property(
        programme,
        facts,
        fc.array(fc.constantFrom("a", "b"), { minLength: 4, maxLength: 4 }),
        fc.constantFrom(...pointsOf(INTERVALS.sums)),
        fc.constantFrom(...pointsOf(INTERVALS.rates)),
        (rules, known, taken, sum, rate) => {
          const readings: Readings = {
            q1: taken[0] ?? "a",
            q2: taken[1] ?? "a",
            q3: taken[2] ?? "a",
            edge: taken[3] ?? "a",
            [INTERVALS.sums.question]: { value: sum },
            [INTERVALS.rates.question]: { value: rate },
          };
          expectNarrower(assess(closed(rules, readings), known), assess(rules, known));
        },
      ),
      RUNS,
    );
  });
});

/** What each question is read as: one of its readings, or a point of its interval. */
type Readings = Readonly<Record<string, string | { readonly value: unknown }>>;

/** The ends of an interval and some points between them. */
const pointsOf = ({
  low,
  inside,
  high,
}: {
  readonly low: unknown;
  readonly inside: readonly unknown[];
  readonly high: unknown;
}): readonly unknown[] => [low, ...inside, high];

/** The same programme with every open cell replaced by one reading: built from the tree, not by the evaluator. */
function closed<T>(node: T, readings: Readings): T {
  if (Array.isArray(node)) return node.map(each => closed<unknown>(each, readings)) as T;
  if (typeof node !== "object" || node === null) return node;
  const cell = node as Partial<Cell<unknown>>;
  if (cell.is === "open" && cell.readings !== undefined && cell.question !== undefined) {
    const read = readings[cell.question];
    if (typeof read === "object") return { is: "stated", value: read.value } as T;
    const taken = cell.readings.find(each => each.reading === read);
    if (taken !== undefined) return closed(taken.cell, readings) as T;
  }
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, closed<unknown>(value, readings)]),
  ) as T;
}

describe("Order never matters", () => {
  const withoutTrace = (answer: ProgrammeAnswer) =>
    [...answers(answer)].map(([name, each]) => [
      name,
      each.decision,
      each.outcome,
      each.amount?.entitled,
      each.amount?.ceiling,
      Object.values(each.needs).map(list => [...list].sort()),
    ]);

  test("conditions, facts and rules of combination may stand in any order", () => {
    fc.assert(
      fc.property(programme, facts, (rules, known) => {
        const turned: Facts = {
          ...known,
          applicant: new Map([...known.applicant].reverse()),
          spends: known.spends.map(spend => new Map([...spend].reverse())),
        };
        expect(withoutTrace(assess(reversed(rules), turned))).toEqual(withoutTrace(assess(rules, known)));
      }),
      RUNS,
    );
  });

  const reversed = (rules: Programme): Programme => ({
    ...rules,
    when: turn(rules.when),
    benefits: rules.benefits.map(benefit => ({ ...benefit, when: turn(benefit.when) })),
  });
  const turn = (condition: Programme["when"]): Programme["when"] =>
    condition.is === "fact" || condition.is === "open"
      ? condition
      : { ...condition, of: [...condition.of].reverse().map(turn) };
});

describe("Limits", () => {
  test("what is due is never above the ceiling, and the ceiling never above base, cap and pool", () => {
    fc.assert(
      fc.property(programme, facts, (rules, known) => {
        const answer = assess(rules, known);
        for (const [name, each] of answers(answer)) {
          if (each.amount === null) continue;
          const { entitled, ceiling } = each.amount;
          expect(entitled.low <= ceiling.low && high(entitled) <= high(ceiling), name).toBe(true);
          expect(entitled.low >= 0n && entitled.low <= high(entitled), name).toBe(true);
        }
        for (const benefit of rules.benefits) {
          const own = answer.benefits.find(each => each.benefit === benefit.id);
          if (own?.amount == null) continue;
          const limits = benefit.caps.flatMap(cap =>
            cap.when === undefined &&
            cap.openScope === undefined &&
            cap.scope.includes("applicant") &&
            cap.max?.by.is === "cell" &&
            cap.max.by.cell.is === "stated"
              ? [cap.max.by.cell.value]
              : [],
          );
          const pool = rules.pools.find(each => each.id === benefit.pool);
          if (pool?.max.is === "stated") limits.push(pool.max.value);
          for (const limit of limits) expect(high(own.amount.ceiling) <= limit).toBe(true);
          if (benefit.amount.is === "rate" && benefit.amount.base.of.is === "stated")
            for (const spend of own.spends) {
              const of = known.spends[spend.spend];
              const { lowest, awardOf } = benefit.amount.base;
              const parts = benefit.amount.base.of.value.map(fact => of?.get(fact));
              if (spend.amount === null || awardOf !== undefined) continue;
              if (parts.some(part => typeof part !== "bigint")) continue;
              const price = (parts as Fen[]).reduce(lowest === true ? least : plus);
              expect(high(spend.amount.ceiling) <= price, `${benefit.id} within its base`).toBe(true);
            }
        }
      }),
      RUNS,
    );
  });

  test("a cap never raises an amount", () => {
    fc.assert(
      fc.property(programme, facts, capOver(["x"]), (rules, known, cap) => {
        // Faces are lumps: what a cap takes from one spend may be just what another needs for a larger face.
        if (rules.benefits[0]?.denominations !== undefined && known.spends.length > 1) return;
        const capped = {
          ...rules,
          benefits: rules.benefits.map(each =>
            each.id === "x" ? { ...each, caps: [...each.caps, cap] } : each,
          ),
        };
        const before = assess(rules, known).benefits[0]?.amount;
        const after = assess(capped, known).benefits[0]?.amount;
        if (before == null || after == null) return;
        expect(after.entitled.low <= before.entitled.low).toBe(true);
        expect(high(after.entitled) <= high(before.entitled)).toBe(true);
        expect(after.ceiling.low <= before.ceiling.low).toBe(true);
        expect(high(after.ceiling) <= high(before.ceiling)).toBe(true);
      }),
      RUNS,
    );
  });

  test.each([1n, 2n, 3n, 4n])(
    "what may be given %d times only stays within the limit that all of it shares",
    times => {
      const limit = fen(5_000n);
      const rules = simple(limit);
      const inDoubt: Programme = {
        ...rules,
        when: {
          is: "fact",
          fact: "staff",
          test: { is: "stated", value: { is: "number", range: { low: { value: 10n, included: true } } } },
        },
        benefits: rules.benefits.map(benefit => ({
          ...benefit,
          once: { scope: ["applicant"], period: { is: "stated", value: "total" }, times, over: [] },
        })),
      };
      const known: Facts = {
        applicant: new Map(),
        spends: [4_000n, 4_000n, 4_000n].map(each => new Map([["contract", each]])),
        position: { awards: [], pools: [] },
      };
      const most = times === 1n ? 4_000n : limit;
      expect(assess(inDoubt, known).benefits[0]?.amount?.ceiling).toEqual({ low: 0n, high: most });
    },
  );

  test("one cap over several spends gives min(C, S) at each spend in turn, and the parts add up", () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt(0n, 5_000n), { minLength: 1, maxLength: 8 }),
        fc.bigInt(0n, 10_000n),
        (amounts, limit) => {
          const rules = simple(limit);
          const known: Facts = {
            applicant: new Map(),
            spends: amounts.map(each => new Map([["contract", each]])),
            position: { awards: [], pools: [] },
          };
          const answer = assess(rules, known).benefits[0];
          let sum = 0n;
          answer?.spends.forEach((spend, index) => {
            const before = sum < limit ? sum : limit;
            sum += amounts[index] ?? 0n;
            expect(spend.amount?.entitled.low).toBe((sum < limit ? sum : limit) - before);
          });
          expect(answer?.amount?.entitled).toEqual({
            low: sum < limit ? sum : limit,
            high: sum < limit ? sum : limit,
          });
        },
      ),
    );
  });
});

function simple(limit: bigint): Programme {
  const [first] = fc.sample(programme, 1);
  if (first === undefined) throw new Error("no programme");
  const [benefit] = first.benefits;
  if (benefit === undefined) throw new Error("no benefit");
  const stated = <T>(value: T): Cell<T> => ({ is: "stated", value });
  return {
    ...first,
    when: { is: "all", of: [] },
    combine: [],
    benefits: [
      {
        id: "x",
        title: benefit.title,
        covers: [],
        form: "cash",
        when: { is: "all", of: [] },
        amount: {
          is: "rate",
          base: { of: stated(["contract"]), less: stated([]) },
          rate: { atMost: false, by: { is: "cell", cell: stated({ num: 1n, den: 1n }) } },
        },
        bonus: [],
        caps: [
          {
            max: { atMost: false, by: { is: "cell", cell: stated(fen(limit)) } },
            scope: ["applicant"],
            period: stated("year" as const),
            counts: "granted",
            over: ["x"],
          },
        ],
        payee: "applicant",
        evidence: [],
        notes: [],
        at: benefit.at,
      },
    ],
  };
}
