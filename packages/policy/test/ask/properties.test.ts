import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { askNext, type NextQuestion } from "../../src/ask/ask.ts";
import { type Catalogue, catalogueOf } from "../../src/catalogue.ts";
import { assessCatalogue } from "../../src/evaluate/select.ts";
import type { Facts, FactValue } from "../../src/facts.ts";
import { vocabularyOf } from "../../src/vocabulary.ts";
import { DEFINITIONS, facts, VALUES } from "../evaluate/random-facts.ts";
import { AS_OF, programme } from "../evaluate/random-programme.ts";

const vocabulary = vocabularyOf(DEFINITIONS.values());
const options = { asOf: AS_OF };

const given = (known: Facts, fact: string, spend: number | undefined, value: FactValue): Facts =>
  spend === undefined
    ? { ...known, applicant: new Map(known.applicant).set(fact, value) }
    : {
        ...known,
        spends: known.spends.map((each, index) => (index === spend ? new Map(each).set(fact, value) : each)),
      };

/** Decisions and amounts of every benefit on every spend, of every benefit, and of the programme. */
const decided = (catalogue: Catalogue, known: Facts): unknown =>
  assessCatalogue(catalogue, known, options).map(answer =>
    [answer, ...answer.benefits, ...answer.benefits.flatMap(each => each.spends)].map(
      ({ decision, amount }) => ({
        decision,
        entitled: amount?.entitled,
        ceiling: amount?.ceiling,
        payable: amount?.payable,
      }),
    ),
  );

type Missing = readonly [fact: string, spend: number | undefined];

/** Facts not known yet: of the applicant, and of each spend. */
function unknownsOf(known: Facts): readonly Missing[] {
  return [...DEFINITIONS.values()].flatMap(({ name, of }): readonly Missing[] => {
    if (of === "applicant") return known.applicant.has(name) ? [] : [[name, undefined]];
    return known.spends.flatMap((spend, index): readonly Missing[] =>
      spend.has(name) ? [] : [[name, index]],
    );
  });
}

const isAsked = (questions: readonly NextQuestion[], fact: string, spend: number | undefined): boolean =>
  questions.some(question => question.fact === fact && question.spend === spend);

const choices = fc.infiniteStream(fc.nat({ max: 1_000 }));
const pick = <T>(from: readonly T[], choice: IteratorResult<number>): T | undefined =>
  from[(choice.value as number) % Math.max(from.length, 1)];

describe("asking one question after another", () => {
  it("ends, and then nothing that is still unknown can change an answer", () => {
    fc.assert(
      fc.property(programme, facts, choices, (version, start, stream) => {
        const catalogue = catalogueOf([version], vocabulary, "");
        let known = start;
        let left = unknownsOf(start).length;
        for (;;) {
          const question = askNext(catalogue, known, options)[0];
          if (question === undefined) break;
          left -= 1;
          expect(left).toBeGreaterThanOrEqual(0);
          const value = pick(VALUES[question.fact] ?? [], stream.next());
          if (value !== undefined) known = given(known, question.fact, question.spend, value);
        }
        const settled = decided(catalogue, known);
        for (const [fact, spend] of unknownsOf(known)) {
          const value = pick(VALUES[fact] ?? [], stream.next());
          if (value !== undefined) known = given(known, fact, spend, value);
        }
        expect(decided(catalogue, known)).toEqual(settled);
      }),
      { numRuns: 40 },
    );
  });

  it("leaves out only facts that change nothing by themselves", () => {
    fc.assert(
      fc.property(programme, facts, choices, (version, known, stream) => {
        const catalogue = catalogueOf([version], vocabulary, "");
        const questions = askNext(catalogue, known, options);
        const before = decided(catalogue, known);
        for (const [fact, spend] of unknownsOf(known)) {
          if (isAsked(questions, fact, spend)) continue;
          const value = pick(VALUES[fact] ?? [], stream.next());
          if (value !== undefined)
            expect(decided(catalogue, given(known, fact, spend, value))).toEqual(before);
        }
      }),
      { numRuns: 120 },
    );
  });

  it("gives the same questions for the same facts in any order", () => {
    const reversed = <K, V>(map: ReadonlyMap<K, V>): ReadonlyMap<K, V> => new Map([...map].reverse());
    fc.assert(
      fc.property(programme, facts, (version, known) => {
        const catalogue = catalogueOf([version], vocabulary, "");
        const other = { ...known, applicant: reversed(known.applicant), spends: known.spends.map(reversed) };
        expect(askNext(catalogue, other, options)).toEqual(askNext(catalogue, known, options));
      }),
      { numRuns: 20 },
    );
  });
});
