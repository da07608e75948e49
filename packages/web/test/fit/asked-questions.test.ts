/** The list of questions: answered ones keep their place, new ones come below, nothing moves while somebody is in it. */
import { describe, expect, test } from "vitest";
import { changed, NO_ENTRIES } from "../../src/facts/entries.ts";
import {
  type AskedQuestion,
  askedQuestions,
  shownQuestions,
} from "../../src/fit/questions/asked-questions.ts";

const asked = (...facts: string[]): ReadonlyMap<string, AskedQuestion> =>
  new Map(facts.map(fact => [fact, { fact, spends: [], programmes: ["p"], jointlyWith: [] }]));
const how = (answered: readonly string[], inUse = false) => ({
  elsewhere: new Set(["place"]),
  isAnswered: (fact: string) => answered.includes(fact),
  wanted: new Set(["by-hand"]),
  inUse,
  open: 2,
});

describe("what the list shows", () => {
  test("begins with the most useful questions that have no field elsewhere", () =>
    expect(shownQuestions([], asked("place", "a", "b", "c"), how([]))).toEqual(["a", "b"]));
  test("keeps an answered question where it is, and asks the next one below", () =>
    expect(shownQuestions(["a", "b"], asked("b", "c"), how(["a"]))).toEqual(["a", "b", "c"]));
  test("lets a question go that no longer matters, once nobody is in the list", () => {
    expect(shownQuestions(["a", "b"], asked("b"), how([], true))).toEqual(["a", "b"]);
    expect(shownQuestions(["a", "b"], asked("b"), how([]))).toEqual(["b"]);
  });
  test("keeps what the person put there, asked or not", () =>
    expect(shownQuestions(["by-hand", "a"], asked("b"), how([]))).toEqual(["by-hand", "b"]));
  test("stays the very same while nothing changes", () => {
    const shown = ["a", "b"];
    expect(shownQuestions(shown, asked("a", "b", "c"), how([]))).toBe(shown);
  });
});

describe("what is asked", () => {
  const question = (fact: string, programmes: readonly string[], spend?: number) => ({
    fact,
    ...(spend === undefined ? {} : { spend }),
    moves: programmes.length,
    programmes,
    jointlyWith: [],
    label: { zh: fact, en: fact },
    question: { zh: fact, en: fact },
    type: "text" as const,
    choices: [],
    knownBy: "applicant" as const,
    proof: [],
  });
  const two = changed(changed(NO_ENTRIES, { is: "spend", spend: 1, fact: "x", text: "1" }), {
    is: "add-spends",
    spends: [{}],
  });

  test("one fact of several spends is one question", () => {
    const all = askedQuestions([question("s", ["p"], 0), question("s", ["q"], 1)], two);
    expect(all.get("s")).toMatchObject({ spends: [1, 2], programmes: ["p", "q"] });
  });
  test("«don't know» is not asked again, for that spend", () => {
    const entries = changed(two, { is: "spend", spend: 1, fact: "s", text: "?" });
    const all = askedQuestions([question("s", ["p"], 0), question("s", ["q"], 1)], entries);
    expect(all.get("s")).toMatchObject({ spends: [2], programmes: ["q"] });
  });
  test("a programme that misses one thing gets its question before one that misses many", () => {
    const all = askedQuestions(
      [question("a", ["many"]), question("b", ["many"]), question("c", ["one"])],
      NO_ENTRIES,
    );
    expect([...all.keys()]).toEqual(["c", "a", "b"]);
  });
});
