/** Random conditions, tables and tiers over few values, so that brute force can try every one of them. */
import type { Fen, LocalDate } from "@suanquan/china";
import fc from "fast-check";
import type { Benefit, Condition, FactDefinition, Programme, Range, Rate, Test } from "../../src/tree.ts";
import { vocabularyOf } from "../../src/vocabulary.ts";

const AT = { document: "d", place: "1" };
const text = (word: string) => ({ zh: word, en: word });
const KINDS = ["compute", "model", "data"];

const definition = (name: string, type: FactDefinition["type"]): FactDefinition => ({
  name,
  zh: name,
  type,
  of: "spend",
  label: text(name),
  ask: text(name),
  knownBy: "applicant",
  proof: [],
  choices: type === "choice" ? KINDS.map(value => ({ value, en: value })) : [],
});

export const VOCABULARY = vocabularyOf([
  definition("local", "boolean"),
  definition("kind", "choice"),
  definition("price", "money"),
  definition("staff", "number"),
  definition("share", "rate"),
]);

/** Every value of each fact: enough to stand on, beside and between all ends that a test may name. */
export const WORLD = {
  local: [true, false],
  kind: KINDS,
  price: Array.from({ length: 26 }, (_, amount) => BigInt(amount)),
  staff: Array.from({ length: 12 }, (_, number) => BigInt(number)),
  share: Array.from({ length: 13 }, (_, twelfths): Rate => ({ num: BigInt(twelfths), den: 24n })),
} as const;
export type FactName = keyof typeof WORLD;
export type World = Readonly<Partial<Record<FactName, boolean | string | bigint | Rate>>>;

function rangeOf<T>(ends: fc.Arbitrary<T>, order: (a: T, b: T) => number): fc.Arbitrary<Range<T>> {
  const end = fc.record({ value: ends, included: fc.boolean() });
  return fc
    .record({ low: fc.option(end, { nil: undefined }), high: fc.option(end, { nil: undefined }) })
    .filter(({ low, high }) => low === undefined || high === undefined || order(low.value, high.value) < 0)
    .map(({ low, high }) => ({
      ...(low === undefined ? {} : { low }),
      ...(high === undefined ? {} : { high }),
    }));
}
const whole = (a: bigint, b: bigint): number => Number(a - b);
const amounts = (max: number) => fc.integer({ min: 1, max }).map(amount => BigInt(amount));
export const priceRange = rangeOf<Fen>(
  amounts(20).map(amount => amount as Fen),
  whole,
);
const shares = fc.integer({ min: 1, max: 5 }).map((twelfths): Rate => ({ num: BigInt(twelfths), den: 12n }));

const plainTest: Readonly<Record<FactName, fc.Arbitrary<Test>>> = {
  local: fc.boolean().map(value => ({ is: "boolean", value })),
  kind: fc.subarray(KINDS, { minLength: 1 }).map(values => ({ is: "one-of", values })),
  price: priceRange.map(range => ({ is: "money", range })),
  staff: rangeOf(amounts(9), whole).map(range => ({ is: "number", range })),
  share: rangeOf(shares, (a, b) => Number(a.num - b.num)).map(range => ({ is: "rate", range })),
};
export const testOf = (fact: FactName): fc.Arbitrary<Test> =>
  fc.oneof(
    { weight: 5, arbitrary: plainTest[fact] },
    { weight: 1, arbitrary: plainTest[fact].map((test): Test => ({ is: "not", test })) },
    { weight: 2, arbitrary: fc.constant<Test>({ is: "any" }) },
  );

export const FACTS = Object.keys(WORLD) as FactName[];

const QUESTION_READINGS = ["a", "b"] as const;

/** Conditions up to two levels deep, with open tests and open conditions of two questions. */
export const { condition } = fc.letrec<{ condition: Condition; leaf: Condition }>(tie => ({
  leaf: fc.constantFrom(...FACTS).chain(fact =>
    fc.oneof(
      {
        weight: 4,
        arbitrary: testOf(fact).map(
          (test): Condition => ({ is: "fact", fact, test: { is: "stated", value: test } }),
        ),
      },
      {
        weight: 1,
        arbitrary: fc.tuple(fc.constantFrom("q", "r"), testOf(fact), testOf(fact)).map(
          ([question, ...tests]): Condition => ({
            is: "fact",
            fact,
            test: {
              is: "open",
              question,
              continuous: false,
              readings: QUESTION_READINGS.map((reading, index) => ({
                reading,
                cell: { is: "stated", value: tests[index] ?? { is: "any" } },
              })),
            },
          }),
        ),
      },
    ),
  ),
  condition: fc.oneof(
    { maxDepth: 2, depthSize: "small" },
    tie("leaf"),
    fc
      .tuple(
        fc.constantFrom("all" as const, "any-of" as const, "none-of" as const),
        fc.array(tie("condition"), { maxLength: 3 }),
      )
      .map(([is, of]): Condition => ({ is, of })),
    fc.tuple(fc.constantFrom("q", "r"), tie("condition"), tie("condition")).map(
      ([question, first, second]): Condition => ({
        is: "open",
        question,
        readings: [
          { reading: "a", condition: first },
          { reading: "b", condition: second },
        ],
      }),
    ),
  ),
}));

/** Every assignment of the named facts. */
export function worldsOf(facts: readonly FactName[]): World[] {
  return facts.reduce<World[]>(
    (worlds, fact) => worlds.flatMap(world => WORLD[fact].map(value => ({ ...world, [fact]: value }))),
    [{}],
  );
}

/** A programme of this one benefit, cited throughout. */
export function programmeOf(benefit: Partial<Benefit>): Programme {
  const always: Condition = { is: "all", of: [] };
  return {
    id: "cn/random",
    version: "1",
    title: text("random"),
    kinds: ["computing"],
    place: "江苏省",
    issuer: ["issuer"],
    standing: "in-force",
    documents: [
      {
        id: "d",
        title: "d",
        issuer: ["issuer"],
        issued: "2025-01-01" as LocalDate,
        grade: "A",
        replaces: [],
        implements: [],
        conflicts: [],
        notes: [],
      },
    ],
    governs: "d",
    applies: { by: { is: "stated", value: "applied" } },
    delivery: { mode: "unstated" },
    windows: {},
    pools: [],
    when: always,
    presumes: [],
    benefits: [
      {
        id: "b",
        title: text("b"),
        covers: [],
        form: "cash",
        when: always,
        amount: { is: "unstated" },
        bonus: [],
        caps: [],
        payee: "unstated",
        evidence: [],
        notes: [],
        at: AT,
        ...benefit,
      },
    ],
    combine: [],
    open: [],
    procedure: [],
    notes: [],
    cases: [],
  };
}
