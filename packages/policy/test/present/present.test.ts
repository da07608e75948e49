import { fen, localDate } from "@suanquan/china";
import { describe, expect, it } from "vitest";
import { assessVersion } from "../../src/evaluate/assess.ts";
import type { FactMap, Facts, FactValue } from "../../src/facts.ts";
import { canonicalJson, type Json } from "../../src/present/canonical-json.ts";
import { presentProgramme } from "../../src/present/present.ts";
import type { Benefit, Programme } from "../../src/tree.ts";
import { percent, programme, purchase, subject, vocabulary, wan } from "../explain/subject.ts";

const spend = (entries: Readonly<Record<string, FactValue>>): FactMap => new Map(Object.entries(entries));
const factsOf = (...spends: readonly FactMap[]): Facts => ({
  applicant: new Map(),
  spends,
  position: { pools: [] },
});
const present = (version: Programme, facts: Facts, language: "zh" | "en" = "zh") => {
  const spends = facts.spends.map((_, index) => index);
  const answer = assessVersion(version, facts, spends, vocabulary.facts, { asOf: localDate("2025-05-21") });
  return presentProgramme(answer, { ...subject, programme: version }, language);
};

const only = (benefit: Benefit): Programme => ({ ...programme, benefits: [benefit], pools: [] });
const capped: Benefit = {
  ...purchase,
  when: {
    is: "fact",
    fact: "applicant.kind",
    test: { is: "stated", value: { is: "one-of", values: ["企业"] } },
    at: { document: "notice", place: "算力券/示例省/2" },
  },
  caps: [
    {
      max: { atMost: false, by: { is: "cell", cell: { is: "stated", value: wan(200) } } },
      scope: ["applicant"],
      period: { is: "stated", value: "year" },
      counts: "redeemed",
      over: ["purchase"],
    },
  ],
};

describe("an assessment for the outside", () => {
  const firm = spend({ "applicant.kind": "企业", "contract.amount": wan(1000) });
  const [assessment] = present(only(capped), factsOf(firm)).benefits;

  it("has its keys in a fixed order", () => {
    expect(Object.keys(assessment ?? {})).toEqual([
      "programme",
      "version",
      "benefit",
      "title",
      "rows",
      "standing",
      "asOf",
      "whatIf",
      "decision",
      "outcome",
      "says",
      "amount",
      "shares",
      "needs",
      "presumes",
      "because",
    ]);
  });

  it("writes money as decimal yuan", () => {
    const exact = { low: "300000.00", high: "300000.00" };
    expect(assessment?.amount).toEqual({
      entitled: exact,
      ceiling: exact,
      payable: null,
      readings: [],
      approximate: false,
    });
    expect(assessment?.says).toBe("据此，应得 30万元。");
  });

  it("gives each reason its clause and its values", () => {
    expect(assessment?.because.slice(0, 2)).toEqual([
      {
        step: "condition",
        says: "主体类型须为“企业”；所填为“企业”，符合。",
        clause: { document: "notice", at: "算力券/示例省/2" },
        values: { fact: "applicant.kind", limit: ["企业"], given: "企业", holds: "yes" },
      },
      {
        step: "rate",
        says: "按合同金额 1,000万元 的 3% 计，为 30万元。",
        clause: { document: "notice", at: "算力券/示例省/1" },
        values: {
          rate: { low: "3%", high: "3%" },
          atMost: false,
          amount: { low: "300000.00", high: "300000.00" },
        },
      },
    ]);
  });

  it("lists what was presumed", () => {
    expect(assessment?.presumes).toEqual(["推定此前没有获得过本项目的补助。"]);
  });

  it("is plain JSON that the canonical form accepts", () => {
    const text = canonicalJson(assessment as unknown as Json);
    expect(canonicalJson(JSON.parse(text))).toBe(text);
  });
});

describe("what is missing", () => {
  it("is named with its label, its question and who knows it", () => {
    const [assessment] = present(only(capped), factsOf(spend({ "contract.amount": wan(1000) }))).benefits;
    expect(assessment?.decision).toBe("undetermined");
    expect(assessment?.needs.register).toEqual([
      { fact: "applicant.kind", label: "主体类型", question: "主体类型是什么", knownBy: "register" },
    ]);
    expect(assessment?.says).toBe("还需知道主体类型；就已知事实，应得 0 到 30万元。");
  });

  it("of an amount is said to be unknown, not zero", () => {
    const [assessment] = present(only(purchase), factsOf(spend({}))).benefits;
    expect(assessment?.amount?.entitled).toEqual({ low: "0.00", high: null });
    expect(assessment?.says).toBe("还需知道合同金额；就已知事实，应得金额尚不能确定。");
  });
});

describe("an answer of no", () => {
  it.each([
    ["zh", "不符合条件：主体类型须为“企业”；所填为“高校”，不符合。"],
    [
      "en",
      "Not eligible: The kind of applicant must be “enterprise”; the value given is “university”, so this is not met.",
    ],
  ] as const)("names the failing condition, its limit and the value given (%s)", (language, says) => {
    const facts = factsOf(spend({ "applicant.kind": "高校", "contract.amount": wan(1000) }));
    const [assessment] = present(only(capped), facts, language).benefits;
    expect(assessment?.decision).toBe("ineligible");
    expect(assessment?.says).toBe(says);
  });
});

describe("not more than", () => {
  it("reads as a ceiling and never as what is due", () => {
    const atMost: Benefit = {
      ...purchase,
      amount: {
        is: "rate",
        base: { of: { is: "stated", value: ["contract.amount"] }, less: { is: "stated", value: [] } },
        rate: { atMost: true, by: { is: "cell", cell: { is: "stated", value: percent(30) } } },
      },
    };
    const facts = factsOf(spend({ "contract.amount": wan(100) }));
    const [chinese] = present(only(atMost), facts).benefits;
    const [english] = present(only(atMost), facts, "en").benefits;
    expect(chinese?.outcome).toBe("discretion");
    expect(chinese?.says).toBe("应得 0元，最高可达 30万元。来源只规定“不超过”，具体给多少由主管部门决定。");
    expect(english?.says).toBe(
      "As the text stands ¥0 is due, and it can be ¥300,000 at the most. The text only says “not more than”; the office decides how much is granted.",
    );
  });
});

describe("several spends", () => {
  const facts = factsOf(
    spend({ "applicant.kind": "企业", "contract.amount": wan(1000) }),
    spend({ "applicant.kind": "企业", "contract.amount": fen(1) }),
  );
  const { benefits, together } = present(only(capped), facts);

  it("tell to which spend each reason belongs", () => {
    expect(new Set(benefits[0]?.because.map(reason => reason.spend))).toEqual(new Set([0, 1]));
  });

  it("stand one by one inside the programme's total", () => {
    expect(together.benefit).toBe("together");
    expect(together.spends.map(each => [each.spend, each.benefit, each.amount?.entitled.high])).toEqual([
      [0, "purchase", "300000.00"],
      [1, "purchase", "0.00"],
    ]);
    expect(together.amount?.entitled.high).toBe("300000.00");
  });
});

describe("an open question", () => {
  const openRate: Benefit = {
    ...purchase,
    amount: {
      is: "rate",
      base: { of: { is: "stated", value: ["contract.amount"] }, less: { is: "stated", value: [] } },
      rate: {
        atMost: false,
        by: {
          is: "cell",
          cell: {
            is: "open",
            question: "list-or-net",
            continuous: false,
            readings: [
              { reading: "list", cell: { is: "stated", value: percent(20) } },
              { reading: "net", cell: { is: "stated", value: percent(30) } },
            ],
          },
        },
      },
    },
  };
  const [assessment] = present(only(openRate), factsOf(spend({ "contract.amount": wan(100) }))).benefits;

  it("makes the answer a range that names it", () => {
    expect(assessment?.says).toBe(
      "来源没有写明“购买金额指优惠前还是优惠后”；视其明确结果，应得 20万元 到 30万元。",
    );
    expect(assessment?.amount?.readings.map(each => [each.reading, each.entitled.high])).toEqual([
      ["list", "200000.00"],
      ["net", "300000.00"],
    ]);
    expect(assessment?.needs.text).toEqual([
      {
        question: "list-or-net",
        ask: "购买金额指优惠前还是优惠后",
        readings: [
          { reading: "list", says: "优惠前" },
          { reading: "net", says: "优惠后" },
        ],
      },
    ]);
  });

  it("is told before the steps that follow one reading of it", () => {
    expect(assessment?.because.map(each => each.says).slice(0, 2)).toEqual([
      "来源没有写明“购买金额指优惠前还是优惠后”；以下按“优惠前”计算。",
      "按合同金额 100万元 的 20% 计，为 20万元。",
    ]);
  });
});

describe("a programme as a whole", () => {
  const facts = factsOf(spend({ "applicant.kind": "高校", "contract.amount": wan(100) }));

  it("gives the reason of its only benefit, and points to the benefits where there are several", () => {
    const several = { ...programme, benefits: [capped, { ...capped, id: "train" }] };
    expect(present(only(capped), facts).together.says).toBe(
      "不符合条件：主体类型须为“企业”；所填为“高校”，不符合。",
    );
    expect(present(several, facts).together.says).toBe("不符合条件：各项的条件都不满足，原因见各项。");
  });

  it("says on which day it cannot be used, and why", () => {
    const range = { high: { value: localDate("2025-03-31"), included: true } };
    const closed = { ...only(capped), windows: { claim: { range } } };
    expect(present(closed, facts).together).toMatchObject({
      standing: "window-closed",
      outcome: "not-in-force",
      amount: null,
      says: "申领期间为不晚于 2025年3月31日；截至 2025年5月21日，申领已经截止。因此不作计算。",
    });
  });
});
