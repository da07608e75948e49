/** Random programmes for properties: small, but with every kind of rule and of open cell. */
import type { Fen, LocalDate } from "@suanquan/china";
import fc from "fast-check";
import type {
  Amount,
  Base,
  Benefit,
  Cap,
  Cell,
  Combination,
  Condition,
  Granted,
  OpenCell,
  Programme,
  Rate,
  Test,
} from "../../src/tree.ts";
import { DEFINITIONS, fen, sum, text } from "./random-facts.ts";

export const AS_OF = "2025-06-01" as LocalDate;
const AT = { document: "d", place: "1" };
const rate: fc.Arbitrary<Rate> = fc.record({ num: fc.bigInt(0n, 7n), den: fc.constantFrom(7n, 10n, 100n) });

/** A cell: mostly stated; sometimes open, with one of three questions that cells share. */
function cell<T>(value: fc.Arbitrary<T>): fc.Arbitrary<Cell<T>> {
  const stated = value.map((each): Cell<T> => ({ is: "stated", value: each }));
  const open = fc.record({ question: fc.constantFrom("q1", "q2", "q3"), a: stated, b: stated }).map(
    ({ question, a, b }): Cell<T> => ({
      is: "open",
      question,
      continuous: false,
      readings: [
        { reading: "a", cell: a },
        { reading: "b", cell: b },
      ],
    }),
  );
  return fc.oneof({ weight: 4, arbitrary: stated }, { weight: 1, arbitrary: open });
}

/** What the text leaves open within an interval; every cell of the question has the same one. */
export const INTERVALS = {
  sums: { question: "between sums", low: fen(100), inside: [fen(101), fen(7_777)], high: fen(30_000) },
  rates: {
    question: "between rates",
    low: { num: 1n, den: 10n },
    inside: [{ num: 1n, den: 7n }],
    high: { num: 1n, den: 2n },
  },
} as const;

const between = <T>(question: string, low: T, high: T): fc.Arbitrary<Cell<T>> =>
  fc.constant({
    is: "open",
    question,
    continuous: true,
    readings: [
      { reading: "low", cell: { is: "stated", value: low } },
      { reading: "high", cell: { is: "stated", value: high } },
    ],
  });
const sumCell: fc.Arbitrary<Cell<Fen>> = fc.oneof(
  { weight: 6, arbitrary: cell(sum) },
  { weight: 1, arbitrary: between(INTERVALS.sums.question, INTERVALS.sums.low, INTERVALS.sums.high) },
);
const rateCell: fc.Arbitrary<Cell<Rate>> = fc.oneof(
  { weight: 6, arbitrary: cell(rate) },
  {
    weight: 1,
    arbitrary: between<Rate>(INTERVALS.rates.question, INTERVALS.rates.low, INTERVALS.rates.high),
  },
);

const test = (fact: string): fc.Arbitrary<Test> => {
  switch (DEFINITIONS.get(fact)?.type) {
    case "boolean":
      return fc.boolean().map((value): Test => ({ is: "boolean", value }));
    case "choice":
      return fc
        .subarray(["firm", "school", "lab"], { minLength: 1 })
        .map((values): Test => ({ is: "one-of", values }));
    case "number":
      return fc
        .boolean()
        .map((included): Test => ({ is: "number", range: { low: { value: 10n, included } } }));
    default:
      return fc
        .boolean()
        .map((included): Test => ({ is: "money", range: { high: { value: fen(100), included } } }));
  }
};

const factTest: fc.Arbitrary<Condition> = fc
  .constantFrom("kind", "local", "tested", "staff", "contract")
  .chain(fact => cell(test(fact)).map((each): Condition => ({ is: "fact", fact, test: each })));

const condition: fc.Arbitrary<Condition> = fc.oneof(
  { weight: 3, arbitrary: fc.array(factTest, { maxLength: 2 }).map((of): Condition => ({ is: "all", of })) },
  {
    weight: 1,
    arbitrary: fc
      .array(factTest, { minLength: 1, maxLength: 2 })
      .map((of): Condition => ({ is: "any-of", of })),
  },
  {
    weight: 1,
    arbitrary: fc
      .array(factTest, { minLength: 1, maxLength: 2 })
      .map((of): Condition => ({ is: "none-of", of })),
  },
);

function granted<T>(
  value: fc.Arbitrary<T>,
  cells: fc.Arbitrary<Cell<T>>,
  columns: readonly [string, ...string[]] = ["kind", "local"],
): fc.Arbitrary<Granted<T>> {
  const any: Test = { is: "any" };
  const tests = (first: Test, second: Test): Test[] => [first, second].slice(0, columns.length);
  const byCell = cells.map(each => ({ is: "cell" as const, cell: each }));
  const byTable = fc.tuple(value, value, cells, fc.boolean()).map(([first, second, third, last]) => ({
    is: "table" as const,
    table: {
      columns,
      rows: [
        {
          cells: tests({ is: "one-of", values: ["firm"] }, any),
          value: { is: "stated" as const, value: first },
        },
        {
          cells: tests({ is: "one-of", values: ["firm", "lab"] }, { is: "boolean", value: true }),
          value: { is: "stated" as const, value: second },
        },
        // Without a last row for anything else: the two before may still leave nothing out.
        last
          ? { cells: tests(any, any), value: third }
          : { cells: tests({ is: "one-of", values: ["lab", "school"] }, any), value: third },
      ],
    },
  }));
  return fc.record({
    atMost: fc.boolean(),
    by: fc.oneof({ weight: 3, arbitrary: byCell }, { weight: 1, arbitrary: byTable }),
  });
}

const base: fc.Arbitrary<Base> = fc.record(
  {
    of: cell(fc.constantFrom(["contract"], ["paid"], ["contract", "paid"])),
    less: cell(fc.constantFrom<string[]>([], ["storage"])),
    upTo: sumCell,
    lowest: fc.constant(true as const),
  },
  { requiredKeys: ["of", "less"] },
);

const tierRows = fc.tuple(rate, rateCell, rate).map(([low, middle, high]) => [
  { range: { high: { value: fen(100), included: false } }, rate: { is: "stated" as const, value: low } },
  {
    range: { low: { value: fen(100), included: false }, high: { value: fen(12_345), included: true } },
    rate: middle,
  },
  { range: { low: { value: fen(12_345), included: false } }, rate: { is: "stated" as const, value: high } },
]);

const amount: fc.Arbitrary<Amount> = fc.oneof(
  fc.record({ is: fc.constant("rate" as const), base, rate: granted(rate, rateCell) }),
  fc.record({ is: fc.constant("flat" as const), flat: granted(sum, sumCell) }),
  fc.record(
    {
      is: fc.constant("each" as const),
      count: fc.constant("staff"),
      upTo: fc.constant(10n),
      each: granted(sum, sumCell),
    },
    { requiredKeys: ["is", "count", "each"] },
  ),
  fc.record({ is: fc.constant("unstated" as const), base }),
  fc.record({
    is: fc.constant("tiers" as const),
    base: base.map(each => ({ ...each, of: { is: "stated" as const, value: ["contract"] } })),
    tiers: fc.record({
      on: fc.constant({ is: "stated" as const, value: { fact: "contract", afterDiscount: false } }),
      applies: cell(fc.constantFrom("whole" as const, "slice" as const)),
      atMost: fc.boolean(),
      rows: tierRows,
      edges: fc.constant([
        {
          amount: fen(100),
          row: {
            is: "open" as const,
            question: "edge",
            continuous: false,
            readings: [
              { reading: "a", cell: { is: "stated" as const, value: "lower-row" as const } },
              { reading: "b", cell: { is: "stated" as const, value: "upper-row" as const } },
            ],
          },
        },
      ]),
    }),
  }),
);

/** Whom a limit speaks of, where that is open. */
const scopeQuestion: fc.Arbitrary<OpenCell<Cap["scope"]>> = fc.constantFrom("q1", "q2").map(question => ({
  is: "open",
  question,
  continuous: false,
  readings: [
    { reading: "a", cell: { is: "stated", value: ["applicant"] } },
    { reading: "b", cell: { is: "stated", value: ["contract"] } },
  ],
}));

/** A limit per applicant depends on facts of the applicant alone. */
export const capOver = (over: readonly string[]): fc.Arbitrary<Cap> =>
  fc.constantFrom<Cap["scope"]>(["applicant"], ["spend"], ["contract"]).chain(scope =>
    fc.record(
      {
        max: scope.includes("applicant") ? granted(sum, sumCell, ["kind"]) : granted(sum, sumCell),
        scope: fc.constant(scope),
        period: cell(fc.constantFrom("year" as const, "total" as const, "each" as const)),
        counts: fc.constantFrom("granted" as const, "redeemed" as const),
        when: condition,
        openScope: scopeQuestion,
        over: fc.constant(over),
      },
      { requiredKeys: ["max", "scope", "counts", "over"] },
    ),
  );

const benefit = (id: string): fc.Arbitrary<Benefit> =>
  fc.record(
    {
      id: fc.constant(id),
      title: fc.constant(text(id)),
      covers: fc.constant([]),
      form: fc.constantFrom("cash" as const, "price" as const),
      when: condition,
      amount,
      bonus: fc.array(
        fc.record(
          {
            when: condition,
            rate: cell(rate.map(each => ({ num: each.num, den: each.den * 10n }))),
            upTo: rateCell,
          },
          { requiredKeys: ["when", "rate"] },
        ),
        { maxLength: 2 },
      ),
      minimum: fc.oneof(
        fc.record({
          award: sumCell,
          below: cell(fc.constantFrom("refuse" as const, "lift" as const, "base" as const)),
        }),
        fc.record({
          award: sumCell,
          below: cell(fc.constantFrom("refuse" as const, "base" as const)),
          per: fc.record({
            scope: fc.constantFrom<Cap["scope"]>(["applicant"], ["contract"]),
            period: fc.constantFrom("each" as const, "quarter" as const, "year" as const),
          }),
        }),
      ),
      caps: fc.array(capOver([id]), { maxLength: 2 }),
      once: fc.record({
        scope: fc.constant(["applicant" as const]),
        period: cell(fc.constantFrom("total" as const, "year" as const)),
        times: fc.constantFrom(1n, 2n),
        over: fc.constant([]),
      }),
      denominations: fc.record(
        {
          of: fc.constant([fen(30), fen(500)]),
          choose: fc.constantFrom("one" as const, "many" as const),
          pieces: fc.constantFrom(1n, 3n),
        },
        { requiredKeys: ["of", "choose"] },
      ),
      pool: fc.constantFrom("pool", "part"),
      review: fc.constant({ says: text("review") }),
      payee: fc.constant("applicant" as const),
      evidence: fc.constant([]),
      notes: fc.constant([]),
      at: fc.constant(AT),
    },
    {
      requiredKeys: [
        "id",
        "title",
        "covers",
        "form",
        "when",
        "amount",
        "bonus",
        "caps",
        "payee",
        "evidence",
        "notes",
        "at",
      ],
    },
  );

const meetings = cell(fc.constantFrom("spend" as const, "applicant" as const, "year" as const));
const combination: fc.Arbitrary<Combination> = fc.oneof(
  fc.record({
    is: fc.constant("overlap" as const),
    of: fc.constant(["x", "y"]),
    on: meetings,
    rule: cell(fc.constantFrom("sum" as const, "highest" as const)),
  }),
  fc.record({ is: fc.constant("exclude" as const), groups: fc.constant([["x"], ["y"]]), within: meetings }),
  fc.record({
    is: fc.constant("stack" as const),
    of: fc.constant(["x", "y"]),
    total: granted(rate, rateCell),
    base,
  }),
  capOver(["x", "y"]).map(cap => ({ is: "cap" as const, cap })),
);

export const programme: fc.Arbitrary<Programme> = fc
  .record({
    x: benefit("x"),
    y: benefit("y"),
    combine: fc.array(combination, { maxLength: 2 }),
    pool: sumCell,
    part: sumCell,
    stacked: fc.option(base, { freq: 5 }),
    when: condition,
  })
  .map(({ x, y, combine, pool, part, stacked, when }) => ({
    id: "p",
    version: "1",
    title: text("p"),
    kinds: ["computing"],
    place: "000000",
    issuer: ["i"],
    standing: "in-force",
    documents: [
      {
        id: "d",
        title: "d",
        issuer: ["i"],
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
    delivery: { mode: "claim-after-spending" },
    windows: {},
    pools: [
      { id: "pool", max: pool, firmness: "firm", order: { is: "stated", value: "submission" }, funders: [] },
      {
        id: "part",
        max: part,
        firmness: "firm",
        partOf: "pool",
        order: { is: "stated", value: "submission" },
        funders: [],
      },
    ],
    when,
    presumes: [],
    benefits: [x, stacked === null ? y : onTopOf("x", y, stacked)],
    combine,
    open: [],
    procedure: [],
    notes: [],
    cases: [],
  }));

/** The same benefit, reckoned on what another comes to. */
function onTopOf(below: string, benefit: Benefit, base: Base): Benefit {
  const { amount } = benefit;
  if (amount.is !== "rate") return benefit;
  const { upTo } = base;
  return {
    ...benefit,
    amount: {
      ...amount,
      base: {
        of: { is: "stated", value: [] },
        less: { is: "stated", value: [] },
        awardOf: below,
        ...(upTo === undefined ? {} : { upTo }),
      },
    },
  };
}
