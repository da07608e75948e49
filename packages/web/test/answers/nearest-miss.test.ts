/** The nearest miss is found by changing one stated fact at a time and assessing again. */
import { localDate } from "@suanquan/china";
import type { Facts, FactValue } from "@suanquan/policy";
import { nearestMisses } from "@suanquan/policy/nearest-miss";
import { describe, expect, test } from "vitest";
import { missSaid } from "../../src/answers/miss-said.ts";
import { shippedCatalogue } from "../facts/shipped-vocabulary.ts";

const catalogue = shippedCatalogue(file => file.includes("jiangyan"));
const options = { asOf: localDate("2025-06-03") };
type Given = Readonly<Record<string, FactValue>>;
const facts = (applicant: Given, spend: Given): Facts => ({
  applicant: new Map(Object.entries(applicant)),
  spends: [new Map(Object.entries(spend))],
  position: { pools: [] },
});
const FIRM = {
  "applicant.place": "321204",
  "applicant.kind": "企业",
  "applicant.digital-core": true,
};
const ORDER = { "spend.kind": "算力服务", supplier: "姜堰电信天翼云", "order.list": 30_000_000n };

const missOf = (given: Facts, benefit: string) =>
  nearestMisses(catalogue, given, options).find(each => each.benefit === benefit);

describe("in Jiangyan", () => {
  test("an order from another provider misses by the provider, and says what it would have given", () => {
    const miss = missOf(facts(FIRM, { ...ORDER, supplier: "其他服务商" }), "core");
    expect(miss).toMatchObject({ fact: "supplier", spend: 0, given: "其他服务商", value: "姜堰电信天翼云" });
    expect(miss?.answer.amount?.entitled).toEqual({ low: 17_400_000n, high: 18_000_000n });
    const programme = catalogue.programmes.get(miss?.programme ?? "")?.[0];
    if (miss === undefined || programme === undefined) throw new Error("there is no miss");
    expect(missSaid(miss, { programme, catalogue, language: "zh" })).toMatch(
      /^只差一步：若“服务提供方”为“姜堰电信天翼云”（所填为“其他服务商”），则符合，减免 17\.4万元 到 18万元/,
    );
    expect(missSaid(miss, { programme, catalogue, language: "en" })).toMatch(
      /^One step short: if Provider were “Jiangyan Telecom Tianyi Cloud” \(given: “other provider”\), then it fits/,
    );
  });

  test("two failing facts are no near miss: no single change would do", () => {
    expect(
      missOf(facts({ ...FIRM, "applicant.kind": "高校" }, { ...ORDER, supplier: "其他服务商" }), "core"),
    ).toBeUndefined();
  });

  test("what fits has no miss", () => {
    expect(missOf(facts(FIRM, ORDER), "core")).toBeUndefined();
  });
});
