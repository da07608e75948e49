import type { LocalDate } from "@suanquan/china";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  assessProgramme,
  type Direction,
  type Programme,
  readFacts,
  readProgramme,
} from "../../src/index.ts";
import { literals } from "../../src/language/literals.ts";
import { vocabulary } from "../catalogue/files.ts";
import { shareByHand, timesByHand } from "./by-hand.ts";
import { type ExactRate, ratesOfCatalogue } from "./catalogue-rates.ts";
import { DIRECTIONS } from "./compare.ts";

/** How many 分 each unit has. */
const UNITS = { fen: 1, jiao: 10, yuan: 100 } as const;
type Unit = keyof typeof UNITS;

interface Rule {
  readonly rate: ExactRate;
  /** Absent where the text names none: 分, down, is presumed. */
  readonly rounding?: { readonly unit: Unit; readonly direction: Direction };
}

const fileOf = ({ rate, rounding }: Rule): string => `
programme: cn/exact
version: "2025-01-01"
title: {zh: 试算券（虚构）, en: Trial voucher (invented)}
kinds: computing
place: 全国
issuer: 甲机关（虚构）
standing: in-force
documents:
  rules: {title: 试算办法（虚构）, issuer: 甲机关（虚构）, issued: 2025-01-01, grade: A}
governs: rules
delivery: {mode: claim-after-spending}
${rounding === undefined ? "" : `rounding: {unit: ${rounding.unit}, direction: ${rounding.direction}, at: rules 1}`}
benefits:
  share:
    title: {zh: 补助, en: Subsidy}
    form: cash
    base: contract.amount
    rate: ${literals.rate.print(rate)}
    at: rules 1
`;

const programmes = new Map<string, Programme>();

function programmeOf(rule: Rule): Programme {
  const text = fileOf(rule);
  const known = programmes.get(text);
  if (known !== undefined) return known;
  const { programme, findings } = readProgramme(text, "exact.yaml", vocabulary);
  if (programme === undefined) throw new Error(`${findings[0]?.what.en}\n${text}`);
  programmes.set(text, programme);
  return programme;
}

/** What the programme grants on an amount that a program sent as decimal yuan. */
function granted(rule: Rule, amount: string): string {
  const digits = amount.padStart(3, "0");
  const yuan = `${digits.slice(0, -2)}.${digits.slice(-2)}`;
  const { facts, findings } = readFacts({ "contract.amount": yuan }, vocabulary);
  if (facts === undefined) throw new Error(findings[0]?.what.en);
  const asOf = "2025-06-01" as LocalDate;
  const [answer] = assessProgramme([programmeOf(rule)], facts, vocabulary.facts, { asOf });
  const entitled = answer?.benefits[0]?.amount?.entitled;
  expect(entitled?.high).toBe(entitled?.low);
  return String(entitled?.low);
}

/** By hand; rounding up never gives more than was spent. */
function rightly({ rate, rounding }: Rule, amount: string): string {
  const fenPerUnit = UNITS[rounding?.unit ?? "fen"];
  const units = shareByHand(
    amount,
    Number(rate.num),
    Number(rate.den) * fenPerUnit,
    rounding?.direction ?? "down",
  );
  const sum = timesByHand(units, fenPerUnit);
  const isMore = sum.length > amount.length || (sum.length === amount.length && sum > amount);
  return isMore ? amount : sum;
}

const rules = fc.record(
  {
    rate: fc.constantFrom(...ratesOfCatalogue()),
    rounding: fc.record({
      unit: fc.constantFrom<Unit>("fen", "jiao", "yuan"),
      direction: fc.constantFrom(...DIRECTIONS),
    }),
  },
  { requiredKeys: ["rate"] },
);

const TWENTY_DIGITS = 10n ** 20n - 1n;

describe("From the written policy and the written amount to the sum, nothing is lost", () => {
  test("amounts up to twenty digits, as large as any that is read", () => {
    fc.assert(
      fc.property(rules, fc.bigInt(0n, TWENTY_DIGITS).map(String), (rule, amount) => {
        expect(granted(rule, amount)).toBe(rightly(rule, amount));
      }),
      { numRuns: 2_000 },
    );
  });

  test("amounts of a few fen, where rounding is most of the sum", () => {
    fc.assert(
      fc.property(rules, fc.nat({ max: 1_000 }).map(String), (rule, amount) => {
        expect(granted(rule, amount)).toBe(rightly(rule, amount));
      }),
      { numRuns: 1_000 },
    );
  });

  test.each([
    ["3/100", "7250", "217", "218", "218"],
    ["3/100", "6666666666", "199999999", "200000000", "200000000"],
    ["27/50", "10000001", "5400000", "5400001", "5400001"],
    ["3/10", "99999999999999999999", "29999999999999999999", "30000000000000000000", "30000000000000000000"],
  ])("%s of %s fen is %s down, %s half up, %s up", (name, amount, down, halfUp, up) => {
    const rate = ratesOfCatalogue().find(each => each.name === name);
    if (rate === undefined) throw new Error(`the catalogue has no rate ${name}`);
    const given = DIRECTIONS.map(direction =>
      granted({ rate, rounding: { unit: "fen", direction } }, amount),
    );
    expect(given).toEqual([down, halfUp, up]);
    expect(granted({ rate }, amount)).toBe(down);
  });
});
