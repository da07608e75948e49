/** The price against the purchase, for the order of this very applicant: in Jiangyan buying more can cost less. */
import { localDate } from "@suanquan/china";
import { expect, test } from "vitest";
import { plainFindings } from "../../src/why/plain-findings.ts";
import { priceCurve } from "../../src/why/price-curve.ts";
import { shippedCatalogue } from "../facts/shipped-vocabulary.ts";

const catalogue = shippedCatalogue(file => file.includes("jiangyan"));
const [versions = []] = catalogue.programmes.values();
const [programme] = versions;
if (programme === undefined) throw new Error("there is no programme");
const looked = (amount: bigint) => ({
  benefit: "core",
  facts: {
    applicant: new Map<string, string | boolean>([
      ["applicant.place", "321204"],
      ["applicant.kind", "企业"],
      ["applicant.digital-core", true],
    ]),
    spends: [
      new Map<string, string | bigint>([
        ["spend.kind", "算力服务"],
        ["supplier", "姜堰电信天翼云"],
        ["order.list", amount],
      ]),
    ],
    position: { pools: [] },
  },
  options: { asOf: localDate("2025-06-03") },
});

test("this order stands on the curve, with both figures where the text leaves the edge open", () => {
  const curve = priceCurve(programme, catalogue.vocabulary.facts, looked(30_000_000n));
  expect(curve?.here).toEqual({ amount: 30_000_000n, low: 12_000_000n, high: 12_600_000n });
  expect(curve?.fact).toBe("order.list");
});

test("what is told is what the evaluator answers at 1 分 below, at, and 1 分 above every edge", () => {
  const curve = priceCurve(programme, catalogue.vocabulary.facts, looked(1_000_000n));
  const at = (amount: bigint) => curve?.told.find(each => each.amount === amount);
  expect(at(29_999_999n)).toMatchObject({ low: 12_600_000n, high: 12_600_000n });
  expect(at(30_000_000n)).toMatchObject({ low: 12_000_000n, high: 12_600_000n });
  expect(at(30_000_001n)).toMatchObject({ low: 12_000_001n });
});

test("where buying more leaves less to pay is told with both amounts", () => {
  // By the sum of one order before its discount: 30万元 less 1 分 costs 4.2折, 30万元 and 1 分 costs 4折.
  const rulings = new Map([
    [
      programme.id,
      new Map([
        ["list-or-net", "list"],
        ["order-or-total", "order"],
      ]),
    ],
  ]);
  const order = looked(1_000_000n);
  const curve = priceCurve(programme, catalogue.vocabulary.facts, {
    ...order,
    options: { ...order.options, rulings },
  });
  expect(
    curve?.falls.map(({ before, after }) => [before.amount, before.low, after.amount, after.high]),
  ).toContainEqual([29_999_999n, 12_600_000n, 30_000_001n, 12_000_001n]);
});

test("no fall is told while the text leaves open whether there is one", () => {
  const curve = priceCurve(programme, catalogue.vocabulary.facts, looked(1_000_000n));
  expect(curve?.falls).toEqual([]);
});

test("the checker's findings come weightiest first, and those of other benefits stay away", () => {
  const found = plainFindings(programme, versions, catalogue.vocabulary, looked(1n));
  expect(found[0]?.code).toBe("tier-gap");
  expect(found.map(each => each.code)).toContain("notch");
  expect(found.some(each => each.what.zh.includes("其他企业优惠"))).toBe(false);
});
