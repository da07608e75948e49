/** Facts beside every limit of the examples: one fen below, at it, one above; several spends; earlier awards. */
import type { LocalDate } from "@suanquan/china";
import { assessVersion, type Bounds, readFacts } from "@suanquan/policy";
import { describe, expect, test } from "vitest";
import { exampleVocabulary, programmeIn } from "../../scripts/docs.ts";

const vocabulary = exampleVocabulary();

type Facts = Readonly<Record<string, unknown>>;
interface Given {
  readonly says: string;
  readonly applicant?: Facts;
  readonly spends: readonly Facts[];
  readonly position?: Readonly<Record<string, readonly Facts[]>>;
  readonly asOf?: string;
  readonly rulings?: Readonly<Record<string, string>>;
  /** What is due for all spends together, in yuan; a range as `low–high`. */
  readonly entitled: string;
  /** The most it can be; the same when absent. */
  readonly ceiling?: string;
  /** What is due for each spend. */
  readonly each?: readonly string[];
}

function yuan({ low, high }: Bounds): string {
  const [from, to] = [low, high].map(fen => (fen === null ? "∞" : `${Number(fen) / 100}`));
  return from === to ? `${from}` : `${from}–${to}`;
}

function assess(name: string, { applicant = {}, spends, position, asOf, rulings = {} }: Given) {
  const programme = programmeIn(`docs/examples/${name}.yaml`, vocabulary);
  const input = { applicant, spends, ...(position === undefined ? {} : { position }) };
  const { facts, findings } = readFacts(input, vocabulary, { programme: programme.id });
  if (facts === undefined) throw new Error(JSON.stringify(findings));
  const asked = facts.spends.map((_, index) => index);
  return assessVersion(programme, facts, asked, vocabulary.facts, {
    asOf: (asOf ?? "2026-06-01") as LocalDate,
    rulings: new Map([[programme.id, new Map(Object.entries(rulings))]]),
  });
}

function holds(name: string, given: Given): void {
  const { amount, benefits } = assess(name, given);
  expect(amount && yuan(amount.entitled)).toBe(given.entitled);
  expect(amount && yuan(amount.ceiling)).toBe(given.ceiling ?? given.entitled);
  if (given.each === undefined) return;
  const spends = benefits.flatMap(benefit => benefit.spends);
  expect(spends.map(spend => spend.amount && yuan(spend.amount.entitled))).toEqual(given.each);
}

const service = (amount: string) => ({ "spend.kind": "中小企业服务产品", "settled.amount": amount });
describe("A minimum that refuses", () => {
  const applicant = { "applicant.size": "小型" };
  test.each<Given>([
    { says: "a fen of the award is missing", spends: [service("19999.99")], entitled: "0" },
    { says: "a fen of the base over the minimum", spends: [service("20000.01")], entitled: "5000" },
    {
      says: "is asked of each spend by itself",
      spends: [service("19999.99"), service("20000"), service("20000.04")],
      entitled: "10000.01",
      each: ["0", "5000", "5000.01"],
    },
    {
      says: "does not know how much of an award was redeemed, and says so by a range",
      spends: [service("80000")],
      position: { awards: [{ benefit: "service", on: "2026-03-01", granted: "90000" }] },
      entitled: "10000–20000",
    },
    {
      says: "last year's redemptions do not count",
      spends: [service("80000")],
      position: { awards: [{ benefit: "service", on: "2025-12-31", redeemed: "100000" }] },
      entitled: "20000",
    },
  ])("$says", given => holds("quarterly-settlement", { ...given, applicant }));
});

const course = (people: number, fee: string) => ({ "training.people": people, "training.fee": fee });
describe("So much for each person", () => {
  const applicant = { "applicant.kind": "企业" };
  test.each<Given>([
    { says: "the share of the cost binds by a fen", spends: [course(20, "26666.65")], entitled: "15999.99" },
    { says: "the share of the cost just fits", spends: [course(20, "26666.67")], entitled: "16000" },
    {
      says: "what one course loses to its own limit stays free for the other",
      spends: [course(100, "30000"), course(110, "1000000")],
      entitled: "100000",
      each: ["18000", "82000"],
    },
    {
      says: "all but a fen of what is left",
      spends: [course(20, "100000")],
      position: { awards: [{ benefit: "people", on: "2026-01-15", granted: "84000.01" }] },
      entitled: "15999.99",
    },
    { says: "an unknown fee leaves a range", spends: [{ "training.people": 20 }], entitled: "0–16000" },
  ])("$says", given => holds("headcount", { ...given, applicant }));
});

const rent = (amount: string) => ({ "spend.kind": "算力服务", "paid.amount": amount });
const awarded = (...days: readonly string[]) => ({
  awards: days.map(on => ({ benefit: "rent", on, granted: "50000" })),
});
describe("A rate that falls with each year of awards", () => {
  test.each<Given>([
    {
      says: "an award of the same year changes nothing",
      spends: [rent("100000")],
      position: awarded("2026-01-11"),
      entitled: "50000",
    },
    {
      says: "two awards of one earlier year are one year",
      spends: [rent("100000")],
      position: awarded("2025-01-11", "2025-12-31"),
      entitled: "30000",
    },
    {
      says: "a year without an award is not counted",
      spends: [rent("100000")],
      position: awarded("2024-05-05", "2026-05-05"),
      asOf: "2027-01-01",
      entitled: "10000",
    },
  ])("$says", given => holds("falling-rate", given));
});

const model = (amount: string) => ({ "spend.kind": "模型服务", "model.fee": amount });
describe("A bonus for a qualification", () => {
  const giant = { "applicant.srdi-grade": "小巨人", "applicant.security-certified": true };
  test.each<Given>([
    { says: "a single fen", applicant: giant, spends: [model("0.01")], entitled: "0" },
    { says: "three fen", applicant: giant, spends: [model("0.03")], entitled: "0.01" },
    {
      says: "the limit of the qualification over two spends",
      applicant: giant,
      spends: [model("1000000"), model("428571.43")],
      entitled: "500000",
      each: ["350000", "150000"],
    },
    {
      says: "an unknown qualification moves rate and limit alike",
      applicant: { "applicant.security-certified": false },
      spends: [model("2000000")],
      entitled: "300000–500000",
    },
  ])("$says", given => holds("bonus", given));
});

const work = (project: string, amount: string) => ({
  "spend.kind": "算力服务",
  "contract.amount": amount,
  "project.id": project,
});
describe("Limits per project within a limit per applicant", () => {
  test.each<Given>([
    {
      says: "what a project loses to its own limit stays free for the next",
      spends: [work("甲", "2000000"), work("乙", "400000")],
      entitled: "460000",
      each: ["300000", "160000"],
    },
    {
      says: "three projects share the applicant's limit in their order",
      spends: [work("甲", "1000000"), work("乙", "500000.02"), work("丙", "1000000")],
      entitled: "500000",
      each: ["300000", "200000", "0"],
    },
    {
      says: "the earlier contract is served first, whatever the order of the facts",
      spends: [
        { ...work("甲", "1000000"), "contract.signed": "2026-05-01" },
        { ...work("乙", "1000000"), "contract.signed": "2026-04-01" },
      ],
      entitled: "500000",
      each: ["200000", "300000"],
    },
    {
      says: "an earlier award whose project nobody knows leaves a range",
      spends: [work("甲", "1000000")],
      position: { awards: [{ benefit: "compute", on: "2026-02-01", granted: "200000" }] },
      entitled: "100000–300000",
    },
  ])("$says", given => holds("caps-in-caps", given));
});

const order = (provider: string, amount: string) => ({
  "spend.kind": "算力服务",
  "supplier.registered": true,
  "provider.id": provider,
  "order.list": amount,
});
describe("A voucher deducted at the provider", () => {
  const applicant = { "applicant.kind": "企业" };
  test.each<Given>([
    { says: "below a yuan", spends: [order("甲", "3.33")], entitled: "0" },
    { says: "a yuan", spends: [order("甲", "3.34")], entitled: "1" },
    {
      says: "limit per order, per provider and per applicant at once",
      spends: ["甲", "甲", "乙", "乙"].map(provider => order(provider, "120000")),
      entitled: "100000",
      each: ["30000", "20000", "30000", "20000"],
    },
  ])("$says", given => holds("at-provider", { ...given, applicant }));
});

const training = (amount: string) => ({ "spend.kind": "模型训练服务", "contract.amount": amount });
describe("Tiers by slices with a reward for the first order", () => {
  test.each<Given>([
    { says: "a fen below the first bound", spends: [training("499999.99")], entitled: "109999.99" },
    { says: "at the first bound", spends: [training("500000")], entitled: "110000" },
    {
      says: "a fen above it: three tenths of a fen are cut",
      spends: [training("500000.01")],
      entitled: "110000",
    },
    {
      says: "the reward comes once, and both share a limit",
      spends: [training("1500000"), training("1500000")],
      entitled: "600000",
      each: ["450000", "150000", "10000", "0"],
    },
    {
      says: "the shared limit leaves 5,000 for both together",
      spends: [training("500000")],
      position: { awards: [{ benefit: "train", on: "2026-03-01", granted: "595000" }] },
      entitled: "5000",
    },
  ])("$says", given => holds("tiers", given));
});

describe("Open questions, ceilings and rulings", () => {
  const applicant = { "applicant.national-key-project": false };
  const bought = {
    "spend.kind": "模型服务",
    "model.registered": true,
    "contract.amount": "1000000",
    "paid.amount": "1000000",
    "model.fee": "400000",
  };
  test.each<Given>([
    {
      says: "«not more than» turned into a rate by a ruling",
      spends: [{ ...bought, "model.landing": "其他方式" }],
      rulings: { "buy.at-most": "rate" },
      entitled: "300000",
    },
    {
      says: "of two benefits that exclude each other the better counts",
      spends: [{ ...bought, "contract.id": "甲", "model.landing": "私有化部署" }],
      rulings: { "buy.at-most": "rate", "deploy.review": "granted", "deploy-rate": "high" },
      entitled: "300000",
    },
    {
      says: "a relaxation reaches as far as the text says, and only for the ceiling",
      applicant: { "applicant.national-key-project": true },
      spends: [
        { ...bought, "contract.amount": "8000000", "paid.amount": "8000000", "model.landing": "其他方式" },
      ],
      rulings: { "yearly-limit": "rules-say", "buy.at-most": "rate" },
      entitled: "1000000",
      ceiling: "2000000",
    },
  ])("$says", given => holds("open-questions", { applicant, ...given }));
});
