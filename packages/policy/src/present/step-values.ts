/** The figures behind a sentence, for programs: money as decimal yuan, everything else as the language writes it. */
import { type Fen, formatYuan } from "@suanquan/china";
import type { Bounds, Step } from "../assessment.ts";
import type { FactValue } from "../facts.ts";
import { literals, printTestRange } from "../language/literals.ts";
import type { Rate, Test } from "../tree.ts";
import type { Vocabulary } from "../vocabulary.ts";
import type { Json } from "./canonical-json.ts";

/** Decimal yuan; `high: null` is unbounded. */
export interface YuanBounds {
  readonly low: string;
  readonly high: string | null;
}

export const yuanBounds = ({ low, high }: Bounds): YuanBounds => ({
  low: formatYuan(low),
  high: high === null ? null : formatYuan(high),
});
const asJson = ({ low, high }: YuanBounds): Json => ({ low, high });
const yuan = (bounds: Bounds): Json => asJson(yuanBounds(bounds));
const count = ({ low, high }: Bounds): Json => ({
  low: low.toString(),
  high: high === null ? null : high.toString(),
});
const rate = (value: Rate): string => literals.rate.print(value);

/** A test as a file writes it. */
function testValue(test: Test): Json {
  switch (test.is) {
    case "any":
      return "any";
    case "boolean":
      return test.value;
    case "one-of":
      return test.values;
    case "within":
      return { within: test.places };
    case "money":
      return printTestRange.money(test.range);
    case "number":
      return printTestRange.number(test.range);
    case "date":
      return printTestRange.date(test.range);
    case "rate":
      return printTestRange.rate(test.range);
    case "not":
      return { not: testValue(test.test) };
  }
}

/** A fact's value outside: money in decimal yuan, counts in digits, rates as written. */
function factValue(vocabulary: Pick<Vocabulary, "facts">, fact: string, value: FactValue): Json {
  if (typeof value === "bigint") {
    return vocabulary.facts.get(fact)?.type === "money" ? formatYuan(value as Fen) : value.toString();
  }
  return typeof value === "object" ? rate(value) : value;
}

const TRUTHS = ["no", "unknown", "yes"] as const;

type Values<K extends Step["is"]> = (
  step: Extract<Step, { readonly is: K }>,
  vocabulary: Pick<Vocabulary, "facts">,
) => { readonly [key: string]: Json | undefined };

const VALUES: { readonly [K in Step["is"]]: Values<K> } = {
  standing: s => ({
    standing: s.standing,
    on: s.on,
    window: s.window === undefined ? undefined : printTestRange.date(s.window),
  }),
  "version-date": s => ({
    by: s.by,
    given: s.value,
    limit: printTestRange.date(s.range),
    holds: TRUTHS[s.truth],
  }),
  condition: (s, vocabulary) => ({
    fact: s.fact,
    limit: testValue(s.test),
    given: s.value === undefined ? null : factValue(vocabulary, s.fact, s.value),
    holds: TRUTHS[s.truth],
  }),
  compound: s => ({ holds: TRUTHS[s.truth] }),
  contradicted: s => ({ presumption: s.presumption }),
  reading: s => ({ question: s.question, reading: s.reading, ruled: s.ruled }),
  base: s => ({
    of: s.of,
    lowest: s.lowest,
    awardOf: s.awardOf,
    less: s.less,
    amount: yuan(s.amount),
  }),
  days: s => ({ counted: s.counted.toString(), of: s.of.toString(), amount: yuan(s.amount) }),
  "up-to": s => ({ limit: formatYuan(s.limit), amount: yuan(s.amount) }),
  rate: s => ({
    rate: { low: rate(s.rate.low), high: rate(s.rate.high) },
    atMost: s.atMost,
    amount: yuan(s.amount),
  }),
  bonus: s => ({
    rate: rate(s.rate),
    upTo: s.upTo === undefined ? undefined : rate(s.upTo),
    holds: TRUTHS[s.truth],
  }),
  tier: s => ({
    basis: s.basis,
    afterDiscount: s.afterDiscount,
    value: yuan(s.value),
    range: printTestRange.money(s.range),
    rate: s.rate === undefined ? undefined : rate(s.rate),
    flat: s.flat === undefined ? undefined : formatYuan(s.flat),
    atMost: s.atMost,
  }),
  gap: s => ({ where: s.where }),
  flat: s => ({ atMost: s.atMost, amount: yuan(s.amount) }),
  each: s => ({
    count: s.count,
    number: count(s.number),
    upTo: s.upTo?.toString(),
    each: yuan(s.each),
    amount: yuan(s.amount),
  }),
  rounding: s => ({ unit: formatYuan(s.unit), direction: s.direction, assumed: s.assumed }),
  denominations: s => ({ amount: yuan(s.amount) }),
  minimum: s => ({
    award: formatYuan(s.award),
    below: s.below,
    total:
      s.total === undefined
        ? undefined
        : { scope: s.total.scope, period: s.total.period, reached: yuan(s.total.reached) },
    amount: yuan(s.amount),
  }),
  cap: s => ({
    limit: yuan(s.limit),
    scope: s.scope,
    period: s.period ?? null,
    counts: s.counts,
    share: s.share === undefined ? undefined : { rate: rate(s.share.rate), of: s.share.of },
    used: yuan(s.used),
    over: s.over,
    bites: s.bites,
    amount: yuan(s.amount),
  }),
  relax: s => ({ to: s.to === null ? null : formatYuan(s.to), holds: TRUTHS[s.truth] }),
  once: s => ({ period: s.period, scope: s.scope, times: s.times?.toString(), used: s.used }),
  pool: s => ({ pool: s.pool, left: s.left === null ? null : formatYuan(s.left), amount: yuan(s.amount) }),
  review: () => ({}),
  unstated: () => ({}),
  "in-kind": () => ({}),
  overlap: s => ({ benefits: s.benefits, rule: s.rule, amount: yuan(s.amount) }),
  exclude: s => ({
    groups: s.groups,
    earlier: s.earlier ?? null,
    amount: s.amount === undefined ? null : yuan(s.amount),
  }),
  stack: s => ({
    benefits: s.benefits,
    rate: rate(s.rate),
    atMost: s.atMost,
    amount: yuan(s.amount),
    holds: TRUTHS[s.truth],
  }),
  price: s => ({ amount: yuan(s.amount) }),
};

/** The values of one step; keys that do not apply are left out. */
export function stepValues<K extends Step["is"]>(
  step: Extract<Step, { readonly is: K }>,
  kind: K,
  vocabulary: Pick<Vocabulary, "facts">,
): { readonly [key: string]: Json } {
  const values = VALUES[kind](step, vocabulary);
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}
