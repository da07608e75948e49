import { fen, type LocalDate, localDate } from "@suanquan/china";
import { describe, expect, it } from "vitest";
import { type AskOptions, askNext } from "../../src/ask/ask.ts";
import { catalogueOf } from "../../src/catalogue.ts";
import type { FactMap, Facts, FactValue } from "../../src/facts.ts";
import type { Benefit, Cell, Condition, Programme, Test } from "../../src/tree.ts";
import { vocabularyOf } from "../../src/vocabulary.ts";
import { catalogue as shipped } from "../explain/policies.ts";
import { days, definition, programme, purchase, vocabulary, wan } from "../explain/subject.ts";

const asOf: LocalDate = localDate("2025-05-21");
const options: AskOptions = { asOf };
const stated = <T>(value: T): Cell<T> => ({ is: "stated", value });
const asks = (fact: string, test: Test): Condition => ({ is: "fact", fact, test: stated(test) });
const yes: Test = { is: "boolean", value: true };

const plain = (id: string, benefit: Partial<Benefit>, rest: Partial<Programme> = {}): Programme => ({
  ...programme,
  id: `cn-example/${id}`,
  pools: [],
  presumes: [],
  open: [],
  ...rest,
  benefits: [{ ...purchase, ...benefit }],
});
const facts = (
  applicant: Readonly<Record<string, FactValue>>,
  ...spends: Readonly<Record<string, FactValue>>[]
): Facts => {
  const mapOf = (entries: Readonly<Record<string, FactValue>>): FactMap => new Map(Object.entries(entries));
  return { applicant: mapOf(applicant), spends: spends.map(mapOf), position: { pools: [] } };
};
const next = (programmes: readonly Programme[], given: Facts, how: AskOptions = options) =>
  askNext(catalogueOf(programmes, vocabulary, ""), given, how).map(question => [
    question.fact,
    question.moves,
    ...(question.spend === undefined ? [] : [question.spend]),
  ]);

const firm = plain("firm", { when: asks("applicant.kind", { is: "one-of", values: ["企业"] }) });
const local = plain("local", { when: asks("applicant.place", { is: "within", places: ["520000"] }) });
const both = plain("both", {
  when: {
    is: "all",
    of: [asks("applicant.kind", { is: "one-of", values: ["企业"] }), asks("applicant.legal-person", yes)],
  },
});

describe("the next question", () => {
  it("is the fact that moves most programmes; of equals, the one that the applicant can tell", () => {
    expect(next([firm, local, both], facts({}))).toEqual([
      ["contract.amount", 3, 0],
      ["applicant.kind", 2],
      ["applicant.legal-person", 1],
      ["applicant.place", 1],
    ]);
  });

  it("is never one that has been answered, or that a failed condition has made idle", () => {
    const university = facts({ "applicant.kind": "高校" }, { "contract.amount": wan(100) });
    expect(next([firm, both], university)).toEqual([]);
  });

  it("is not asked where an amount stays the same whatever the answer", () => {
    const flat = plain("flat", {
      amount: {
        is: "flat",
        flat: {
          atMost: false,
          by: {
            is: "table",
            table: {
              columns: ["applicant.legal-person"],
              rows: [
                { cells: [yes], value: stated(wan(5)) },
                { cells: [{ is: "any" }], value: stated(wan(5)) },
              ],
            },
          },
        },
      },
    });
    expect(next([flat], facts({}))).toEqual([]);
  });

  it("is found at the threshold, one fen beside it", () => {
    const threshold = plain("threshold", {
      when: asks("fee.hardware", {
        is: "money",
        range: { low: { value: wan(7777), included: true }, high: { value: wan(7777), included: true } },
      }),
    });
    const given = facts({}, { "contract.amount": wan(100) });
    expect(next([threshold], given)).toEqual([["fee.hardware", 1, 0]]);
  });

  it("names the spend that it is about", () => {
    const given = facts({ "applicant.kind": "企业" }, { "contract.amount": wan(100) }, {});
    expect(next([firm], given)).toEqual([["contract.amount", 1, 1]]);
  });

  it("can be limited to those who can tell", () => {
    expect(next([firm], facts({}), { ...options, knownBy: ["register"] })).toEqual([["applicant.kind", 1]]);
  });

  it("carries what a form needs", () => {
    const [question] = askNext(
      catalogueOf([firm], vocabulary, ""),
      facts({}, { "contract.amount": wan(1) }),
      options,
    );
    expect(question).toMatchObject({
      fact: "applicant.kind",
      label: { zh: "主体类型" },
      question: { zh: "主体类型是什么" },
      type: "choice",
      choices: [{ value: "企业" }, { value: "高校" }],
      knownBy: "register",
      programmes: ["cn-example/firm"],
    });
  });
});

describe("facts that move an answer only together", () => {
  const first = definition("contract.start");
  const last = definition("contract.end");
  const dated = vocabularyOf([
    ...vocabulary.facts.values(),
    { ...first, type: "date" },
    { ...last, type: "date" },
  ]);
  const shareOfDays = plain("days", {
    amount: {
      is: "rate",
      base: {
        of: stated(["contract.amount"]),
        less: stated<readonly string[]>([]),
        days: {
          from: "contract.start",
          to: "contract.end",
          within: days("2025-03-01", "2025-12-31"),
          count: stated("difference"),
        },
      },
      rate: { atMost: false, by: { is: "cell", cell: stated({ num: 3n, den: 10n }) } },
    },
  });

  it("are asked one after the other, and the first names the others", () => {
    const given = facts({}, { "contract.amount": wan(100) });
    const questions = askNext(catalogueOf([shareOfDays], dated, ""), given, options);
    expect(questions.map(each => [each.fact, each.jointlyWith])).toEqual([
      ["contract.start", ["contract.end"]],
    ]);
  });

  it("are found among three as well", () => {
    const names = ["a", "b", "c"].flatMap(group => [1, 2, 3].map(index => `${group}.${index}`));
    const yesNo = names.map(name => ({ ...definition(name), type: "boolean" as const }));
    const group = (letter: string): Condition => ({
      is: "all",
      of: names.filter(name => name.startsWith(letter)).map(name => asks(name, yes)),
    });
    const threefold = plain("three", { when: { is: "any-of", of: [group("a"), group("b"), group("c")] } });
    const given = facts({}, { "contract.amount": wan(100) });
    const book = vocabularyOf([...vocabulary.facts.values(), ...yesNo]);
    const [question, ...others] = askNext(catalogueOf([threefold], book, ""), given, options);
    expect(others).toEqual([]);
    expect(question?.jointlyWith).toHaveLength(2);
  });
});

describe("what is asked about the catalogue that ships", () => {
  it("begins with what was bought and by whom, and every question moves something", () => {
    const questions = askNext(shipped, facts({}), options);
    expect(questions.slice(0, 2).map(each => each.fact)).toEqual(["spend.kind", "applicant.kind"]);
    expect(questions.every(each => each.moves > 0)).toBe(true);
  });

  it("comes to an end for a firm that answers everything", () => {
    const answers: Readonly<Record<string, FactValue>> = {
      "spend.kind": "算力服务",
      "applicant.kind": "企业",
    };
    let given = facts({}, {});
    let asked = 0;
    for (;;) {
      const [question] = askNext(shipped, given, options);
      if (question === undefined) break;
      asked += 1;
      expect(asked).toBeLessThan(200);
      const value = answers[question.fact] ?? anyAnswer(question.type, question.choices);
      given =
        question.spend === undefined
          ? { ...given, applicant: new Map(given.applicant).set(question.fact, value) }
          : { ...given, spends: [new Map(given.spends[0]).set(question.fact, value)] };
    }
    expect(asked).toBeGreaterThan(10);
  });
});

function anyAnswer(type: string, choices: readonly { readonly value: string }[]): FactValue {
  const byType: Readonly<Record<string, FactValue>> = {
    money: fen(50_000_000),
    number: 12n,
    rate: { num: 1n, den: 2n },
    boolean: true,
    choice: choices[0]?.value ?? "",
    date: asOf,
    place: "520000",
    text: "x",
  };
  return byType[type] ?? "";
}
