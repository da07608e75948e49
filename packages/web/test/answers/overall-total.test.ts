/** All programmes together: never above the price of what was bought, told from the best one alone to all of them. */
import { localDate } from "@suanquan/china";
import type { Facts, FactValue } from "@suanquan/policy";
import { describe, expect, test } from "vitest";
import { assess } from "../../src/answers/assessment.ts";
import { priceOf } from "../../src/answers/overall-total.ts";
import { shippedCatalogue } from "../facts/shipped-vocabulary.ts";

const catalogue = shippedCatalogue();
const options = { asOf: localDate("2025-06-03") };
type Given = Readonly<Record<string, FactValue>>;
const facts = (applicant: Given, ...spends: Given[]): Facts => ({
  applicant: new Map(Object.entries(applicant)),
  spends: spends.map(each => new Map(Object.entries(each))),
  position: { pools: [] },
});
const YUAN = 100n;
const SHENZHEN = { "applicant.place": "440300", "applicant.kind": "企业", "applicant.startup": true };

describe("the total for what was bought", () => {
  test.each([1n, 100n, 300_000n, 5_000_000n, 1_000_000_000n])("never exceeds a price of %s yuan", yuan => {
    const price = yuan * YUAN;
    for (const kind of ["算力服务", "模型服务", "语料", "数据产品", "模型训练服务"]) {
      const spend = {
        "spend.kind": kind,
        "contract.amount": price,
        "paid.amount": price,
        "service.fee": price,
      };
      for (const applicant of [{}, SHENZHEN, { "applicant.place": "340200", "applicant.kind": "企业" }]) {
        const { overall } = assess(catalogue, facts(applicant, spend), options);
        for (const { entitled, ceiling } of [overall.fits, overall.withPossible]) {
          expect(entitled.low <= (entitled.high ?? price)).toBe(true);
          expect(ceiling.high !== null && ceiling.high <= price).toBe(true);
          expect(entitled.high !== null && entitled.high <= price).toBe(true);
        }
      }
    }
  });

  test("says when the price took something away, and not otherwise", () => {
    const small = assess(
      catalogue,
      facts({}, { "spend.kind": "算力服务", "contract.amount": 100n }),
      options,
    );
    expect([small.overall.price, small.overall.withPossible.limited]).toEqual([100n, true]);
    const none = assess(catalogue, facts({}, { "spend.kind": "其他支出", "contract.amount": 100n }), options);
    expect(none.overall.fits.limited).toBe(false);
  });

  test("is not held to a price that nobody gave", () => {
    const { overall } = assess(
      catalogue,
      facts({}, { "spend.kind": "算力服务", "contract.amount": 100n }, { "spend.kind": "算力服务" }),
      options,
    );
    expect([overall.price, overall.withPossible.limited]).toEqual([undefined, false]);
  });
});

test.each([
  ["the contract's sum before a part of it", { "contract.amount": 500n, "paid.amount": 300n }, 500n],
  ["the list price", { "order.list": 500n }, 500n],
  ["no sum of the year", { "order.list": 500n, "orders.year-total": 900n }, 500n],
  ["no public money", { "subsidy.public-money": 500n }, undefined],
  ["nothing", {}, undefined],
])("the price of a spend is %s", (_, spend: Given, price) => {
  expect(priceOf(new Map(Object.entries(spend)), catalogue.vocabulary.facts)).toBe(price);
});
