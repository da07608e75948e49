import { describe, expect, it } from "vitest";
import { readProgramme } from "../../src/read/read-programme.ts";
import type { Benefit, Cell, OpenQuestion, Programme } from "../../src/tree.ts";
import { testVocabulary } from "./test-vocabulary.ts";

interface Parts {
  readonly benefit?: string;
  readonly document?: string;
  readonly more?: string;
}

/** A small programme around the part that is looked at. */
function programme({ benefit = "rate: 30%", document = "issued: 2025-01-01", more = "" }: Parts): Programme {
  const text = `
programme: cn-guizhou/test
version: "1"
title: 测试券（虚构）
kinds: computing
place: 贵州省
issuer: 测试机关
standing: in-force
documents:
  d: {title: 办法, issuer: 测试机关, grade: A, ${document}}
governs: d
benefits:
  b:
    title: 补助
    form: cash
    base: contract.amount
    at: d 第一条
    ${benefit.replaceAll("\n", "\n    ")}
${more}`;
  const { programme: read, findings } = readProgramme(text, "file.yaml", testVocabulary());
  if (read === undefined) throw new Error(JSON.stringify(findings, null, 1));
  return read;
}
function benefit(parts: Parts): Benefit {
  const [only] = programme(parts).benefits;
  if (only === undefined) throw new Error("no benefit");
  return only;
}
function question(parts: Parts): OpenQuestion {
  const [only] = programme(parts).open;
  if (only === undefined) throw new Error("no question");
  return only;
}
const stated = <T>(value: T): Cell<T> => ({ is: "stated", value });
const first = { document: "d", place: "第一条" };

describe("what a file does not say is filled in the same way everywhere", () => {
  it("a cap is per applicant, counts what was granted, and has no period of its own", () => {
    expect(benefit({ benefit: "rate: 30%\ncaps: [{max: 10万元}]" }).caps).toEqual([
      {
        max: { atMost: false, by: { is: "cell", cell: stated(10_000_000n) }, at: first },
        scope: ["applicant"],
        counts: "granted",
        over: ["b"],
        at: first,
      },
    ]);
  });
  it("a pool is firm and its order unstated", () => {
    expect(programme({ more: "pools: {fund: {max: 1亿元}}" }).pools).toEqual([
      { id: "fund", max: stated(10_000_000_000n), firmness: "firm", order: stated("unstated"), funders: [] },
    ]);
  });
  it("payee and delivery are unstated, nothing is asked, nothing presumed", () => {
    const read = programme({});
    expect(read.delivery).toEqual({ mode: "unstated" });
    expect(read.benefits[0]?.payee).toBe("unstated");
    expect(read.when).toEqual({ is: "all", of: [] });
    expect(read.presumes).toEqual([]);
    expect(read.rounding).toBeUndefined();
  });
  it.each([
    ["issued: 2025-01-01", "2025-01-01"],
    ["issued: 2025-01-01, effective: 2025-02-01", "2025-02-01"],
    ["issued: 2025-01-01, published: 2025-01-05", "2025-01-01"],
    ["published: 2025-01-05", "2025-01-05"],
  ])("a version whose document has %s is for applications from %s", (document, from) => {
    expect(programme({ document }).applies).toEqual({ by: stated("applied"), from });
  });
  it("days count as the difference of dates unless the file says otherwise", () => {
    const days = "{of: contract.amount, days: {from: signed.on, to: ended.on, within: x ≤ 2025-12-31}}";
    const read = programme({ more: `combine: [{stack: [b], base: ${days}, total: 45%}]` }).combine[0];
    expect(read?.is === "stack" ? read.base.days?.count : undefined).toEqual(stated("difference"));
  });
});

describe("a value rests on the nearest citation above it", () => {
  it("its own, its part's, or its benefit's", () => {
    const read = benefit({
      benefit: `rate: {at-most: 30%, at: d 第二条}
when: {applicant.core: true, any: [{applicant.kind: 企业, at: d 第三条}, {applicant.kind: 高校}]}
caps: [{max: 10万元, period: year, at: d 第四条, relax: {to: 20万元}}]
minimum: {award: 1000元, below: refuse}`,
    });
    const place = (part: { readonly at?: { readonly place: string } } | undefined) => part?.at?.place;
    expect(read.amount.is === "rate" ? [place(read.amount.base), place(read.amount.rate)] : []).toEqual([
      "第一条",
      "第二条",
    ]);
    const parts = read.when.is === "all" ? read.when.of : [];
    expect(parts.map(place)).toEqual(["第一条", "第一条"]);
    const [, any] = parts;
    expect(any?.is === "any-of" ? any.of.map(place) : []).toEqual(["第三条", "第一条"]);
    const [cap] = read.caps;
    expect([place(cap), place(cap?.max), place(cap?.relax)]).toEqual(["第四条", "第四条", "第四条"]);
    expect(place(read.minimum)).toBe("第一条");
  });
});

describe("an amount arises in one way", () => {
  it("4折 grants 60%", () => {
    const { amount } = benefit({ benefit: "pay: 4折" });
    expect(amount.is === "rate" ? amount.rate.by : undefined).toEqual({
      is: "cell",
      cell: stated({ num: 3n, den: 5n }),
    });
  });
  it("without a formula only its base is known", () => {
    expect(benefit({ benefit: "notes: [无公式]" }).amount.is).toBe("unstated");
  });
});

describe("an open cell holds what each reading puts there", () => {
  it("a question may serve several cells, each with values of its own", () => {
    const read = benefit({
      benefit: `rate: {open: q, as: {one: 10%, two: 20%}}
caps: [{max: {open: q, as: {one: 1万元, two: 2万元}}, period: year}]`,
      more: "open: {q: {ask: 问, readings: {one: {says: 甲}, two: {says: 乙}}}}",
    });
    const rate = read.amount.is === "rate" ? read.amount.rate.by : undefined;
    expect(rate).toEqual({
      is: "cell",
      cell: {
        is: "open",
        question: "q",
        continuous: false,
        readings: [
          { reading: "one", cell: stated({ num: 1n, den: 10n }) },
          { reading: "two", cell: stated({ num: 1n, den: 5n }) },
        ],
      },
    });
  });
  it("a reading may lead to a further question", () => {
    const { amount } = benefit({
      benefit: "rate: {open: q}",
      more: `open:
  q: {ask: 问, readings: {stated: 10%, else: {says: 另, value: {open: r}}}}
  r: {ask: 又问, readings: {x: 20%, y: 30%}}`,
    });
    const cell = amount.is === "rate" && amount.rate.by.is === "cell" ? amount.rate.by.cell : undefined;
    const further = cell?.is === "open" ? cell.readings[1]?.cell : undefined;
    expect(further?.is === "open" ? [further.question, further.readings.length] : []).toEqual(["r", 2]);
  });
  it("an unstated figure lies between two ends", () => {
    const more = "open: {q: {ask: 多少, between: 0% ≤ x ≤ 100%}}";
    const { amount } = benefit({ benefit: "rate: {open: q}", more });
    expect(amount.is === "rate" ? amount.rate.by : undefined).toEqual({
      is: "cell",
      cell: {
        is: "open",
        question: "q",
        continuous: true,
        readings: [
          { reading: "low", cell: stated({ num: 0n, den: 1n }) },
          { reading: "high", cell: stated({ num: 1n, den: 1n }) },
        ],
      },
    });
    expect(question({ benefit: "rate: {open: q}", more }).readings.map(({ id }) => id)).toEqual([
      "low",
      "high",
    ]);
  });
  it("a requirement that may not exist has a reading that asks nothing", () => {
    const { when } = benefit({
      benefit: "rate: 30%\nwhen: {applicant.kind: {open: q}}",
      more: "open: {q: {ask: 谁, readings: {any: any, firms: {says: 仅企业, value: 企业}}}}",
    });
    expect(
      when.is === "fact" && when.test.is === "open" ? when.test.readings.map(({ cell }) => cell) : [],
    ).toEqual([stated({ is: "any" }), stated({ is: "one-of", values: ["企业"] })]);
  });
});

describe("a question touches money or procedure by where it is used", () => {
  const more = (question = "") => `open: {q: {ask: 问${question}, readings: {a: issue, b: claim}}}`;
  const voucher = "voucher: {lifetime: 6个月, from: {open: q}}\n";
  it.each<[string, Parts, string]>([
    ["nowhere", { more: more() }, "procedure"],
    ["in the handling of a voucher", { more: voucher + more() }, "procedure"],
    ["there, but the author knows better", { more: voucher + more(", touches: money") }, "money"],
    [
      "in a rate",
      { benefit: "rate: {open: q}", more: "open: {q: {ask: 问, readings: {a: 10%, b: 20%}}}" },
      "money",
    ],
    [
      "in which date selects the version",
      { more: "applies: {by: {open: q}}\nopen: {q: {ask: 问, readings: {a: applied, b: signed}}}" },
      "money",
    ],
  ])("%s", (_, parts, touches) => {
    expect(question(parts).touches).toBe(touches);
  });
  it("a question inside the reading of another touches what that one touches", () => {
    const { open } = programme({
      benefit: "rate: {open: q}",
      more: "open: {q: {ask: 问, readings: {a: 10%, b: {open: r}}}, r: {ask: 问, readings: {a: 20%, b: 30%}}}",
    });
    expect(open.map(({ touches }) => touches)).toEqual(["money", "money"]);
  });
});

describe("a reading written as a bare value says what the value means", () => {
  it.each([
    ["caps: [{max: 10万元, period: {open: q}}]", "{a: year, b: 累计}", ["按自然年累计", "历次合计"]],
    ["when: {applicant.kind: {open: q}}", "{a: university, b: any}", ["高校", "任意值都可以"]],
    ["when: {applicant.core: {open: q}}", "{a: true, b: 否}", ["是", "否"]],
    ["minimum: {award: {open: q}, below: refuse}", "{a: 1000元, b: 2000元}", ["1000元", "2000元"]],
  ])("%s %s", (part, readings, says) => {
    const more = `open: {q: {ask: 问, readings: ${readings}}}`;
    expect(question({ benefit: `rate: 30%\n${part}`, more }).readings.map(each => each.says.zh)).toEqual(
      says,
    );
  });
});

describe("a case carries its facts as they travel", () => {
  it("split by whom they belong to, with figures in one form", () => {
    const [only] = programme({
      more: `cases:
  - name: 例
    facts: {applicant.kind: enterprise, 合同.金额: 1000万元, signed.on: 2025年3月1日, staff.trained: 12, applicant.share: 百分之五}
    position: {awards: [{benefit: b, redeemed: 0元, on: 2025-03-01}]}
    expect: {b: 0元 ≤ x ≤ 30万元, 合计: {outcome: computed}}`,
    }).cases;
    expect(only?.facts).toEqual({
      applicant: { "applicant.kind": "企业", "applicant.share": "5%" },
      spends: [{ "contract.amount": "10000000.00", "signed.on": "2025-03-01", "staff.trained": "12" }],
      position: {
        awards: [{ programme: "cn-guizhou/test", benefit: "b", redeemed: "0.00", on: "2025-03-01" }],
      },
    });
    const range = { low: { value: 0n, included: true }, high: { value: 30_000_000n, included: true } };
    expect(only?.expect).toEqual([
      { of: "b", entitled: range, ceiling: range },
      { of: "together", outcome: "computed" },
    ]);
  });
});

it("questions that unfold without end are stopped", () => {
  const questions = Array.from(
    { length: 20 },
    (_, index) =>
      `  q${index}: {ask: 问, readings: {a: {says: 甲, value: {open: q${index + 1}}}, b: {says: 乙, value: {open: q${index + 1}}}}}`,
  );
  const text = `open:\n${questions.join("\n")}\n  q20: {ask: 问, readings: {a: 10%, b: 20%}}`;
  expect(() => benefit({ benefit: "rate: {open: q0}", more: text })).toThrow(/too-many-readings/);
});
