/** Findings in trees that the reader would not make: a vocabulary that has changed, readings left out, odd facts. */
import { describe, expect, test } from "vitest";
import { checkProgramme } from "../../src/check/check.ts";
import type { Benefit, PolicyCase, Programme } from "../../src/tree.ts";
import { programmeOf, VOCABULARY } from "./random-rules.ts";

const base = { of: { is: "stated", value: ["price"] }, less: { is: "stated", value: [] } } as const;
const rated = (rest: Partial<Benefit> = {}): Partial<Benefit> => ({
  amount: {
    is: "rate",
    base,
    rate: { atMost: false, by: { is: "cell", cell: { is: "stated", value: { num: 3n, den: 10n } } } },
  },
  ...rest,
});
const found = (programme: Programme, code: string): string[] =>
  checkProgramme(programme, new Map(), "tree", { vocabulary: VOCABULARY, today: "2025-06-01" as never })
    .filter(each => each.code === code)
    .map(each => `${each.path}: ${each.what.en}`);

const programme = programmeOf(rated());

describe("unknown-fact", () => {
  test("every fact in use is in the vocabulary", () => expect(found(programme, "unknown-fact")).toEqual([]));

  test("a fact that the vocabulary has lost is named where it is used", () => {
    const when = {
      is: "fact",
      fact: "lost",
      test: { is: "stated", value: { is: "boolean", value: true } },
    } as const;
    expect(found(programmeOf(rated({ when })), "unknown-fact")).toEqual([
      "benefits.b.when.lost: the vocabulary has no fact `lost`",
    ]);
  });

  test("what follows from the position needs no definition", () => {
    const when = {
      is: "fact",
      fact: "position.awards",
      test: { is: "stated", value: { is: "number", range: {} } },
    } as const;
    expect(found(programmeOf(rated({ when })), "unknown-fact")).toEqual([]);
  });
});

describe("missing-reading", () => {
  const open = [
    {
      id: "q",
      ask: { zh: "q", en: "q" },
      readings: ["a", "b"].map(id => ({ id, says: { zh: id, en: id } })),
      between: [],
      touches: "money",
    },
  ] as const;
  const capped = (...readings: string[]): Programme => ({
    ...programmeOf(
      rated({
        caps: [
          {
            max: {
              atMost: false,
              by: {
                is: "cell",
                cell: {
                  is: "open",
                  question: "q",
                  continuous: false,
                  readings: readings.map(reading => ({
                    reading,
                    cell: { is: "stated", value: 100n as never },
                  })),
                },
              },
            },
            scope: ["applicant"],
            period: { is: "stated", value: "year" },
            counts: "granted",
            over: ["b"],
          },
        ],
      }),
    ),
    open,
  });

  test("a cell that follows every reading is fine", () =>
    expect(found(capped("a", "b"), "missing-reading")).toEqual([]));

  test("a reading left out, and one that the question does not have, are named", () =>
    expect(found(capped("a", "c"), "missing-reading")).toEqual([
      "benefits.b.caps.0.max: this does not follow the readings of `q`; missing: b; not a reading: c",
    ]));
});

describe("table-too-long", () => {
  /** Rows that overlap in part, so that hardly any two inputs can be taken together. */
  const longTable = (rows: number): Programme =>
    programmeOf({
      amount: {
        is: "rate",
        base,
        rate: {
          atMost: false,
          by: {
            is: "table",
            table: {
              columns: ["staff", "price"],
              rows: Array.from({ length: rows }, (_, row) => ({
                cells: [
                  {
                    is: "number",
                    range: {
                      low: { value: BigInt(row), included: true },
                      high: { value: BigInt(row + 30), included: true },
                    },
                  },
                  { is: "money", range: { low: { value: BigInt(row) as never, included: true } } },
                ],
                value: { is: "stated", value: { num: 1n, den: 10n } },
              })),
            },
          },
        },
      },
    });

  test("a table of a hundred rows is looked through", () => {
    expect(found(longTable(100), "table-too-long")).toEqual([]);
    expect(found(longTable(100), "incomplete-table")).toHaveLength(1);
  });

  test("a table of thousands of rows ends in bounded time, and says that it was not looked through", () => {
    expect(found(longTable(2_500), "table-too-long")).toEqual([
      "benefits.b.rate: the table has 2500 rows, too many to look for what they leave out",
    ]);
  });
});

describe("case-unreadable", () => {
  const withFacts = (facts: Record<string, unknown>): Programme => {
    const only: PolicyCase = {
      name: "one",
      facts: { applicant: {}, spends: [facts] },
      whatIf: false,
      rulings: {},
      expect: [{ of: "b", decision: "eligible" }],
    };
    return { ...programme, cases: [only] };
  };

  test("facts that can be read are", () =>
    expect(found(withFacts({ price: "100元" }), "case-unreadable")).toEqual([]));

  test("an amount that is none is told with its case", () => {
    const [said] = found(withFacts({ price: "many" }), "case-unreadable");
    expect(said).toContain("the facts of the case “one” cannot be read");
  });
});
