import type { LocalDate } from "@suanquan/china";
import { describe, expect, test } from "vitest";
import { assessVersion } from "../../src/evaluate/assess.ts";
import type { Facts, FactValue } from "../../src/facts.ts";
import { catalogue } from "../explain/policies.ts";

const ON = "2025-05-20" as LocalDate;

/** 贵州: cash and goods exclude each other within an open scope; cash vouchers on one spend meet in an open way. */
function guizhou(
  facts: Readonly<Record<string, FactValue>>,
  applicant: Readonly<Record<string, FactValue>> = {},
) {
  const [programme] = catalogue.programmes.get("cn-guizhou/suanli") ?? [];
  if (programme === undefined) throw new Error("the catalogue has no cn-guizhou/suanli");
  const known: Facts = {
    applicant: new Map(Object.entries(applicant)),
    spends: [new Map(Object.entries(facts))],
    position: { pools: [] },
  };
  return assessVersion(programme, known, [0], catalogue.vocabulary.facts, { asOf: ON });
}

const training = {
  "spend.kind": "算力服务",
  "supply.place": "520000",
  "compute.use": "模型训练",
  "compute.local": true,
  "contract.amount": 100_000_000n,
  "paid.amount": 100_000_000n,
};

describe("A question is named only where an answer turns on it", () => {
  test("how two vouchers on one spend meet is asked of the programme, and of neither voucher", () => {
    const answer = guizhou(training);
    expect(answer.needs.text).toContain("cash-overlap");
    for (const benefit of answer.benefits) expect(benefit.needs.text, benefit.benefit).toEqual([]);
  });

  test("a question that benefits meet together does not slip into one that turns on another question", () => {
    const answer = guizhou(training, { "applicant.place": "110000" });
    const purchase = answer.benefits.find(each => each.benefit === "purchase");
    expect(purchase?.needs.text).toEqual(["applicant-place"]);
    expect(new Set(purchase?.amount?.readings.map(each => each.question))).toEqual(
      new Set(["applicant-place"]),
    );
  });

  test("how benefits exclude each other is not asked where none of them can be given", () => {
    const outside = guizhou({ ...training, "supply.place": "110000", "compute.use": "一般应用" });
    expect(outside.needs.text).toEqual([]);
  });
});
