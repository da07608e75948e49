/** Values to try for a fact that is not known: enough to see whether it can move an answer. */
import { addDays, type LocalDate, provinces } from "@suanquan/china";
import type { FactValue } from "../facts.ts";
import type { FactDefinition, Rate } from "../tree.ts";
import type { Thresholds } from "./thresholds.ts";

/** What is known of a money fact through others: never less, never more. */
export interface Limits {
  readonly low: bigint;
  readonly high: bigint | null;
}

const YUAN = 100n;
/** 1万元, 100万元 and 1亿元: what voucher policies are about. */
const TYPICAL_MONEY = [1_000_000n * YUAN, 10_000n * YUAN, 100_000_000n * YUAN];
const TYPICAL_NUMBERS = [10n, 1_000n];
const TYPICAL_RATE: Rate = { num: 1n, den: 2n };
const RATE_STEP = 1_000_000n;

const around = (ends: Iterable<bigint>): readonly bigint[] =>
  [...ends].flatMap(end => [end, end - 1n, end + 1n]).filter(value => value >= 0n);

function amounts(
  thresholds: Thresholds,
  typical: readonly bigint[],
  { low, high }: Limits,
): readonly bigint[] {
  const all = [0n, ...typical, ...around(thresholds.amounts), ...(high === null ? [] : [high]), low];
  return all.map(value => (value < low ? low : high !== null && value > high ? high : value));
}

function rates(thresholds: Thresholds): readonly Rate[] {
  const near = thresholds.rates.flatMap(({ num, den }) => [
    { num, den },
    { num: num * RATE_STEP + den, den: den * RATE_STEP },
    { num: num * RATE_STEP - den, den: den * RATE_STEP },
  ]);
  return [{ num: 0n, den: 1n }, TYPICAL_RATE, ...near.filter(rate => rate.num >= 0n)];
}

const dates = (thresholds: Thresholds, asOf: LocalDate): readonly LocalDate[] => [
  asOf,
  ...[...thresholds.dates].flatMap(date => [date, addDays(date, -1), addDays(date, 1)]),
];

/** The places that the rules name, and one that is none of them. */
function places(thresholds: Thresholds): readonly string[] {
  const named = [...thresholds.places];
  const elsewhere = provinces().find(
    province => !named.some(place => place.slice(0, 2) === province.code.slice(0, 2)),
  );
  return elsewhere === undefined ? named : [elsewhere.code, ...named];
}

const distinct = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];

/** Each value once, those that decide most often first. */
export function trialValues(
  definition: FactDefinition,
  thresholds: Thresholds,
  limits: Limits,
  asOf: LocalDate,
): readonly FactValue[] {
  switch (definition.type) {
    case "boolean":
      return [false, true];
    case "choice":
      return definition.choices.map(choice => choice.value);
    case "money":
      return distinct(amounts(thresholds, TYPICAL_MONEY, limits));
    case "number":
      return distinct(amounts(thresholds, TYPICAL_NUMBERS, limits));
    case "rate":
      return rates(thresholds);
    case "date":
      return distinct(dates(thresholds, asOf));
    case "place":
      return places(thresholds);
    case "text":
      return [definition.name];
  }
}
