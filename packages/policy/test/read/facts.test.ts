import { formatYuan } from "@suanquan/china";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readFacts, SPENDS_MAX } from "../../src/read/read-facts.ts";
import { testVocabulary } from "./test-vocabulary.ts";

const read = (json: unknown, programme?: string) =>
  readFacts(json, testVocabulary(), programme === undefined ? {} : { programme });
const found = (json: unknown) => read(json).findings.map(({ path, code }) => `${path}: ${code}`);

describe("facts may be sent in full or, for a single spend, side by side", () => {
  const applicant = new Map<string, unknown>([["applicant.kind", "企业"]]);
  const spends = [new Map<string, unknown>([["contract.amount", 1_000_000_000n]])];
  it.each<[string, unknown]>([
    ["side by side", { "applicant.kind": "企业", "contract.amount": "1000万元" }],
    ["by their Chinese names", { "申请主体.类型": "企业", "合同.金额": "1000万元" }],
    [
      "with an English word for a choice",
      { "applicant.kind": "enterprise", "contract.amount": "10000000.00" },
    ],
    ["in full", { applicant: { "applicant.kind": "企业" }, spends: [{ "contract.amount": 10_000_000 }] }],
    ["in full, in Chinese", { 申请主体: { "申请主体.类型": "企业" }, 支出: [{ "合同.金额": "1,000万元" }] }],
    [
      "with unknown facts as null",
      { "applicant.kind": "企业", "applicant.place": null, "contract.amount": "1000万元" },
    ],
  ])("%s", (_, json) => {
    expect(read(json)).toEqual({ facts: { applicant, spends, position: { pools: [] } }, findings: [] });
  });

  it("of every type", () => {
    const { facts } = read({
      "applicant.kind": "高校",
      "applicant.place": "贵阳市",
      "applicant.core": true,
      "applicant.share": "12.5%",
      "applicant.name": "某大学（虚构）",
      "contract.amount": 0.1,
      "signed.on": "2025年3月14日",
      "staff.trained": 12,
    });
    expect(Object.fromEntries(facts?.applicant ?? [])).toEqual({
      "applicant.kind": "高校",
      "applicant.place": "520100",
      "applicant.core": true,
      "applicant.share": { num: 1n, den: 8n },
      "applicant.name": "某大学（虚构）",
    });
    expect(Object.fromEntries(facts?.spends[0] ?? [])).toEqual({
      "contract.amount": 10n,
      "signed.on": "2025-03-14",
      "staff.trained": 12n,
    });
  });

  it("with what went before", () => {
    const position = {
      awards: [{ benefit: "b", on: "2025-03-01", redeemed: "190万元", granted: 2_000_000 }],
      pools: [{ programme: "cn/other", pool: "fund", left: "5000000.00" }],
    };
    expect(read({ applicant: {}, spends: [], position }, "cn-guizhou/test").facts?.position).toEqual({
      awards: [
        {
          programme: "cn-guizhou/test",
          benefit: "b",
          on: "2025-03-01",
          redeemed: 190_000_000n,
          granted: 200_000_000n,
        },
      ],
      pools: [{ programme: "cn/other", pool: "fund", left: 500_000_000n }],
    });
    expect(read({ spends: [], position: { awards: [] } }).facts?.position).toEqual({ awards: [], pools: [] });
    expect(read({ spends: [] }).facts?.position).toEqual({ pools: [] });
  });
});

describe("what cannot be read exactly is refused by field", () => {
  it.each<[string, unknown, string[]]>([
    ["a fact that nobody knows", { "contract.amuont": 1 }, ["spends.0.contract.amuont: unknown-name"]],
    [
      "a float with more than two decimals",
      { "contract.amount": 0.1 + 0.2 },
      ["spends.0.contract.amount: wrong-facts"],
    ],
    [
      "a number too large to be exact",
      { "contract.amount": 1e21 },
      ["spends.0.contract.amount: wrong-facts"],
    ],
    [
      "sixteen digits as a number",
      { "contract.amount": 12345678901234.56 },
      ["spends.0.contract.amount: wrong-facts"],
    ],
    ["no number", { "contract.amount": Number.NaN }, ["spends.0.contract.amount: wrong-facts"]],
    ["an amount below zero", { "contract.amount": -1 }, ["spends.0.contract.amount: wrong-facts"]],
    [
      "an amount below zero as text",
      { "contract.amount": "-1万元" },
      ["spends.0.contract.amount: wrong-facts"],
    ],
    [
      "twenty-one digits",
      { "contract.amount": `${"9".repeat(19)}.00` },
      ["spends.0.contract.amount: wrong-facts"],
    ],
    ["an amount finer than a fen", { "contract.amount": "0.001" }, ["spends.0.contract.amount: wrong-facts"]],
    ["a day that does not exist", { "signed.on": "2025-02-30" }, ["spends.0.signed.on: wrong-facts"]],
    ["a day as a number", { "signed.on": 20250314 }, ["spends.0.signed.on: wrong-facts"]],
    ["a share as a number", { "applicant.share": 0.3 }, ["applicant.applicant.share: wrong-facts"]],
    ["half a person", { "staff.trained": 1.5 }, ["spends.0.staff.trained: wrong-facts"]],
    ["a word for a boolean", { "applicant.core": "yes" }, ["applicant.applicant.core: wrong-facts"]],
    ["a number for a boolean", { "applicant.core": 1 }, ["applicant.applicant.core: wrong-facts"]],
    ["a boolean for an amount", { "contract.amount": true }, ["spends.0.contract.amount: wrong-facts"]],
    ["a choice that is not there", { "applicant.kind": "firm" }, ["applicant.applicant.kind: wrong-facts"]],
    [
      "a place that is not there",
      { "applicant.place": "大宛国" },
      ["applicant.applicant.place: wrong-facts"],
    ],
    ["an empty text", { "applicant.name": "" }, ["applicant.applicant.name: wrong-facts"]],
    ["an object for a value", { "contract.amount": { yuan: 1 } }, ["spends.0.contract.amount: wrong-facts"]],
    [
      "one fact under both its names",
      { "contract.amount": 1, "合同.金额": 1 },
      ["spends.0.contract.amount: duplicate-key"],
    ],
    [
      "facts of the applicant in a spend",
      { spends: [{ "applicant.core": true }] },
      ["spends.0.applicant.core: wrong-facts"],
    ],
    [
      "facts of a spend with the applicant",
      { applicant: { "contract.amount": 1 }, spends: [] },
      ["applicant.contract.amount: wrong-facts"],
    ],
    ["an unknown part", { applicant: {}, spendings: [] }, ["spendings: unknown-key"]],
    ["spends that are no list", { applicant: {}, spends: {} }, ["spends: wrong-facts"]],
    ["a spend that is no object", { spends: [[]] }, ["spends.0: wrong-facts"]],
    ["no object at all", [], [": wrong-facts"]],
    ["nothing", null, [": wrong-facts"]],
    [
      "the machinery",
      JSON.parse('{"__proto__": 1, "constructor": 2}'),
      ["spends.0.__proto__: unknown-name", "spends.0.constructor: unknown-name"],
    ],
    [
      "an award of no programme",
      { spends: [], position: { awards: [{ benefit: "b" }] } },
      ["position.awards.0: wrong-facts"],
    ],
    [
      "an award of no benefit",
      { spends: [], position: { awards: [{ programme: "cn/a" }] } },
      ["position.awards.0: missing-key"],
    ],
    [
      "an award with a float",
      { spends: [], position: { awards: [{ benefit: "b", granted: 0.1 + 0.2 }] } },
      ["position.awards.0.granted: wrong-facts"],
    ],
    [
      "an award with an unknown key",
      { spends: [], position: { awards: [{ benefit: "b", sum: 1 }] } },
      ["position.awards.0.sum: unknown-key"],
    ],
  ])("%s", (_, json, findings) => {
    expect(read(json).facts).toBeUndefined();
    expect(found(json)).toEqual(findings);
  });
});

describe("there is a limit to spends", () => {
  const spends = (count: number) => Array.from({ length: count }, () => ({ "contract.amount": 1 }));
  it.each([
    [SPENDS_MAX, []],
    [SPENDS_MAX + 1, ["spends: wrong-facts"]],
  ])("%d", (count, findings) => {
    expect(found({ applicant: {}, spends: spends(count) })).toEqual(findings);
  });
});

describe("for any input", () => {
  it("an amount is read to the fen, whether as text or as a number", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 14 }), fen => {
        const exact = [BigInt(fen)];
        const amounts = (json: unknown) => [...(read(json).facts?.spends[0]?.values() ?? [])];
        expect(amounts({ "contract.amount": formatYuan(BigInt(fen) as never) })).toEqual(exact);
        expect(amounts({ "contract.amount": fen / 100 })).toEqual(exact);
      }),
    );
  });
  it("nothing throws, and what is refused is explained", () => {
    const names = fc.constantFrom(...testVocabulary().facts.keys(), "position", "applicant", "spends", "x");
    fc.assert(
      fc.property(fc.dictionary(names, fc.jsonValue()), json => {
        const { facts, findings } = read(json);
        expect(facts === undefined).toBe(findings.length > 0);
      }),
      { numRuns: 1_000 },
    );
  });
});

it("a county that the table of places does not list is named by its code", () => {
  expect(read({ "applicant.place": "321202" }).facts?.applicant.get("applicant.place")).toBe("321202");
  expect(found({ "applicant.place": "991202" })).toEqual(["applicant.applicant.place: wrong-facts"]);
});

describe("facts that cannot all be true are read, and said", () => {
  const said = (json: unknown) => {
    const { facts, findings } = read(json);
    expect(facts).toBeDefined();
    return findings.map(({ path, severity, what }) => `${path} ${severity}: ${what.en}`);
  };
  it("an amount above the one that it is a part of, by one fen", () => {
    const paid = (amount: string) => ({ "contract.amount": "10万元", "paid.amount": amount });
    expect(said(paid("10万元"))).toEqual([]);
    expect(said(paid("99999.99元"))).toEqual([]);
    expect(said(paid("100000.01元"))).toEqual([
      expect.stringMatching(
        /^spends\.0\.paid\.amount warning: .* 100000\.01元 is more than .* 100000\.00元$/,
      ),
    ]);
  });
  it("more redeemed of an earlier award than was granted, or paid than was redeemed, by one fen", () => {
    const award = (sums: Record<string, string>) =>
      said({
        position: { awards: [{ programme: "cn-guizhou/suanli", benefit: "purchase", ...sums }] },
        "contract.amount": "1元",
      });
    expect(award({ granted: "10万元", redeemed: "99999.99元", paid: "99999.99元" })).toEqual([]);
    expect(award({ granted: "10万元", redeemed: "10万元" })).toEqual([]);
    expect(award({ redeemed: "10万元" })).toEqual([]);
    expect(award({ granted: "10万元", redeemed: "100000.01元", paid: "100000.01元" })).toEqual([
      "position.awards.0.redeemed warning: earlier award cn-guizhou/suanli purchase: the sum redeemed, 100000.01元, is more than the sum granted, 100000.00元",
    ]);
    expect(award({ redeemed: "10万元", paid: "100000.01元" })).toEqual([
      expect.stringContaining("the sum paid, 100000.01元, is more than the sum redeemed"),
    ]);
    expect(award({ granted: "10万元", paid: "100000.01元" })).toEqual([
      expect.stringContaining("the sum paid, 100000.01元, is more than the sum granted"),
    ]);
  });
  it("each spend by itself, and nothing where one of the two is unknown", () => {
    expect(
      said({
        spends: [
          { "contract.amount": "1元", "paid.amount": "2元" },
          { "paid.amount": "2元" },
          { "contract.amount": "3元", "paid.amount": "2元" },
        ],
      }).map(each => each.split(" ")[0]),
    ).toEqual(["spends.0.paid.amount"]);
  });
});
