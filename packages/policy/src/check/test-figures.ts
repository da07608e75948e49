import type { Test } from "../tree.ts";
import type { Figure } from "./survey-sites.ts";

/** The figures that a test names. */
export function figuresOf(test: Test): Figure[] {
  switch (test.is) {
    case "not":
      return figuresOf(test.test);
    case "money":
      return endsOf(test.range).map(value => ({ is: "money", value }));
    case "rate":
      return endsOf(test.range).map(value => ({ is: "rate", value }));
    case "number":
      return endsOf(test.range).map(value => ({ is: "whole", value }));
    case "date":
      return endsOf(test.range).map(value => ({ is: "date", value }));
    default:
      return [];
  }
}

const endsOf = <T>(range: { low?: { value: T }; high?: { value: T } }): T[] =>
  [range.low, range.high].flatMap(end => (end === undefined ? [] : [end.value]));
