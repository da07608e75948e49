/** Conditions and tests in three-valued truth. Questions are met only if what is known does not already decide. */
import type { LocalDate } from "@suanquan/china";
import type { Truth } from "../../assessment.ts";
import type { FactValue } from "../../facts.ts";
import type { Condition, Range, Rate, Test } from "../../tree.ts";
import { isExact, type Span } from "../amounts/bounds.ts";
import { compareRates } from "../amounts/multiply.ts";
import { idsOf, settle } from "../questions/readings.ts";
import { type Missing, type Scope, Wanted } from "../questions/scope.ts";
import { placeInOne } from "./place.ts";
import { both, NO, opposite, truthOf, UNKNOWN, YES } from "./truth.ts";

/** Whether a value lies in a range; `compare` orders like a − b. */
export function inRange<T>(value: T, range: Range<T>, compare: (a: T, b: T) => number): boolean {
  if (range.low !== undefined) {
    const order = compare(value, range.low.value);
    if (order < 0 || (order === 0 && !range.low.included)) return false;
  }
  if (range.high !== undefined) {
    const order = compare(value, range.high.value);
    if (order > 0 || (order === 0 && !range.high.included)) return false;
  }
  return true;
}

const compareWhole = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);
const compareDates = (a: LocalDate, b: LocalDate): number => (a < b ? -1 : a > b ? 1 : 0);

/** Whether an amount known only by its bounds lies in a range. */
export function spanInRange(span: Span, range: Range<bigint>): Truth {
  if (isExact(span)) return truthOf(inRange(span.low, range, compareWhole));
  const { low, high } = range;
  const below = low !== undefined && (span.high < low.value || (span.high === low.value && !low.included));
  const above = high !== undefined && (span.low > high.value || (span.low === high.value && !high.included));
  if (below || above) return NO;
  return inRange<bigint>(span.low, range, compareWhole) && inRange<bigint>(span.high, range, compareWhole)
    ? YES
    : UNKNOWN;
}

export const dateInRange = (date: LocalDate, range: Range<LocalDate>): boolean =>
  inRange(date, range, compareDates);

/** A test of a known value. */
export function testValue(test: Test, value: FactValue, on: LocalDate): Truth {
  switch (test.is) {
    case "any":
      return YES;
    case "boolean":
      return truthOf(value === test.value);
    case "one-of":
      return truthOf(typeof value === "string" && test.values.includes(value));
    case "within":
      return typeof value === "string" ? placeInOne(value, test.places, on) : NO;
    case "money":
    case "number":
      return truthOf(typeof value === "bigint" && inRange<bigint>(value, test.range, compareWhole));
    case "date":
      return truthOf(typeof value === "string" && inRange(value as LocalDate, test.range, compareDates));
    case "rate":
      return truthOf(typeof value === "object" && inRange<Rate>(value, test.range, compareRates));
    case "not":
      return opposite(testValue(test.test, value, on));
  }
}

const isAboutAmounts = (test: Test): boolean =>
  test.is === "money" || test.is === "number" || (test.is === "not" && isAboutAmounts(test.test));

function testSpan(test: Test, span: Span): Truth {
  if (test.is === "not") return opposite(testSpan(test.test, span));
  return test.is === "money" || test.is === "number" ? spanInRange(span, test.range) : UNKNOWN;
}

/** A test of a fact, known or not; `missing` is told what would decide it. */
export function testFact(scope: Scope, fact: string, test: Test, missing: Missing): Truth {
  if (test.is === "any") return YES;
  const value = scope.value(fact);
  if (value !== undefined) return testValue(test, value, scope.run.asOf);
  if (!isAboutAmounts(test)) {
    missing.need(fact);
    return UNKNOWN;
  }
  const wanted = new Wanted();
  const truth = testSpan(test, scope.amount(fact, wanted));
  if (truth === UNKNOWN) wanted.tell(missing);
  return truth;
}

/** Whether deciding the condition may meet an open question. */
const mayMeetQuestion = (condition: Condition): boolean => {
  switch (condition.is) {
    case "fact":
      return condition.test.is === "open";
    case "open":
      return true;
    default:
      return condition.of.some(mayMeetQuestion);
  }
};

/** A list of conditions, told apart once for all by whether they may meet a question. */
interface Sorted {
  readonly plain: readonly Condition[];
  readonly asking: readonly Condition[];
}

const sorted = new WeakMap<readonly Condition[], Sorted>();

function sortedOf(of: readonly Condition[]): Sorted {
  let known = sorted.get(of);
  if (known === undefined) {
    known = { plain: of.filter(each => !mayMeetQuestion(each)), asking: of.filter(mayMeetQuestion) };
    sorted.set(of, known);
  }
  return known;
}

/**
 * Decides a list of conditions of which all must hold. Those without questions come first: a plain failure means
 * that no question is met. The result and the questions met are the same for every order of the list.
 */
function decideAll(scope: Scope, of: readonly Condition[], missing: Missing, decide: Decide): Truth {
  if (of.length === 0) return YES;
  const { plain, asking } = sortedOf(of);
  let truth: Truth = YES;
  const wanted = new Wanted();
  for (const each of plain) truth = both(truth, decide(scope, each, wanted));
  if (truth !== NO) for (const each of asking) truth = both(truth, decide(scope, each, wanted));
  if (truth === UNKNOWN) wanted.tell(missing);
  return truth;
}

type Decide = (scope: Scope, condition: Condition, missing: Missing) => Truth;

const negations = new WeakMap<readonly Condition[], readonly Condition[]>();

/** The opposites of conditions; the same list each time. */
function negated(of: readonly Condition[]): readonly Condition[] {
  let known = negations.get(of);
  if (known === undefined) {
    known = of.map(condition => ({ is: "none-of", of: [condition] }));
    negations.set(of, known);
  }
  return known;
}

/** Decides a condition without leaving steps. */
export const decide: Decide = (scope, condition, missing) => {
  switch (condition.is) {
    case "fact":
      return testFact(scope, condition.fact, settle(condition.test, scope.run.readings), missing);
    case "all":
      return decideAll(scope, condition.of, missing, decide);
    case "any-of":
      // One of them holds unless every one fails.
      return condition.of.length === 0
        ? NO
        : opposite(decideAll(scope, negated(condition.of), missing, decide));
    case "none-of":
      return condition.of.length === 1
        ? opposite(decide(scope, condition.of[0] as Condition, missing))
        : decideAll(scope, negated(condition.of), missing, decide);
    case "open": {
      const taken = scope.run.readings.take(condition.question, idsOf(condition.readings));
      const reading = condition.readings.find(each => each.reading === taken);
      return reading === undefined ? UNKNOWN : decide(scope, reading.condition, missing);
    }
  }
};

/** Decides a condition and leaves a step for each of its parts. */
export const decideAloud: Decide = (scope, condition, missing) => {
  if (condition.is === "all") return decideAll(scope, condition.of, missing, decideAloud);
  const truth = decide(scope, condition, missing);
  scope.step(() => {
    const { at } = condition;
    if (condition.is !== "fact") return { is: "compound", condition, truth, at };
    const { fact } = condition;
    const test = settle(condition.test, scope.run.readings);
    return { is: "condition", fact, test, value: scope.value(fact), truth, at };
  });
  return truth;
};
