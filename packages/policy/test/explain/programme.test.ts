import { fen, localDate } from "@suanquan/china";
import { describe, expect, it } from "vitest";
import { explainProgramme, explanationText, type SectionId } from "../../src/explain/programme.ts";
import type { Benefit, Cap, Cell, OpenCell, Programme, Rate } from "../../src/tree.ts";
import { programmes, vocabulary } from "./policies.ts";
import { days, percent, programme, subject, wan } from "./subject.ts";

const stated = <T>(value: T): Cell<T> => ({ is: "stated", value });
const open = <T>(...values: readonly [reading: string, value: T][]): OpenCell<T> => ({
  is: "open",
  question: "list-or-net",
  readings: values.map(([reading, value]) => ({ reading, cell: stated(value) })),
  continuous: false,
});
const cap: Cap = {
  max: { atMost: false, by: { is: "cell", cell: stated(wan(200)) } },
  scope: ["applicant"],
  counts: "granted",
  over: ["purchase"],
};

const said = (version: Programme, section: SectionId, language: "zh" | "en") =>
  explainProgramme({ ...subject, programme: version }, language)
    .sections.filter(each => each.id === section && each.benefit !== "train")
    .flatMap(each => each.lines.map(line => line.says));
const one = (benefit: Partial<Benefit>): Programme => ({
  ...programme,
  benefits: programme.benefits.map(each => (each.id === "purchase" ? { ...each, ...benefit } : each)),
});
const paid = { zh: "资金拨付给申请方。", en: "The money is paid to the applicant." };

const base = { of: stated(["contract.amount"]), less: stated<readonly string[]>([]) };
const rateOf = (cell: Cell<Rate>, atMost = false): Partial<Benefit> => ({
  amount: { is: "rate", base, rate: { atMost, by: { is: "cell", cell } } },
});

type Row = readonly [name: string, benefit: Partial<Benefit>, zh: readonly string[], en: readonly string[]];
const benefits: readonly Row[] = [
  ["a rate", {}, ["按合同金额的 3% 给予。"], ["3% of the contract sum is granted."]],
  [
    "a rate that is a ceiling",
    rateOf(stated(percent(30)), true),
    ["按不超过合同金额的 30% 给予；这是上限，不是应得额。"],
    ["Not more than 30% of the contract sum may be granted: a ceiling, not an entitlement."],
  ],
  [
    "a rate that is open names its question by number",
    rateOf(open(["list", percent(20)], ["net", percent(30)])),
    ["按合同金额的 20% 或 30%（待明确，见问题 1）给予。"],
    ["20% or 30% (open: question 1) of the contract sum is granted."],
  ],
  [
    "a rate that lies between two ends",
    rateOf({ ...open(["low", percent(0)], ["high", percent(100)]), continuous: true }),
    ["按合同金额的 0% 至 100%（待明确，见问题 1）给予。"],
    ["Between 0% and 100% (open: question 1) of the contract sum is granted."],
  ],
  [
    "a discount",
    { ...rateOf(stated(percent(54))), form: "price" },
    ["合同金额按 4.6折 结算。"],
    ["The contract sum is charged at 46% of the price."],
  ],
  [
    "a table of rates",
    {
      amount: {
        is: "rate",
        base: { ...base, less: stated(["fee.hardware"]), upTo: stated(wan(500)) },
        rate: {
          atMost: true,
          by: {
            is: "table",
            table: {
              columns: ["applicant.kind", "applicant.legal-person"],
              rows: [
                {
                  cells: [
                    { is: "one-of", values: ["高校"] },
                    { is: "boolean", value: true },
                  ],
                  value: stated(percent(60)),
                },
                { cells: [{ is: "any" }, { is: "any" }], value: stated(percent(50)) },
              ],
            },
          },
        },
      },
    },
    [
      "按合同金额（扣除其中硬件费用，超过 500万元 的部分不计）的下列比例给予，均为上限，不是应得额：",
      "主体类型为“高校”，“独立法人”为“是”：60%。",
      "其他情形：50%。",
    ],
    [
      "A share of the contract sum (less the hardware in it, without the part above ¥5,000,000) is granted as follows; every rate is a ceiling, not an entitlement:",
      "The kind of applicant is “university”, “Independent legal person” is answered yes: 60%.",
      "Any other case: 50%.",
    ],
  ],
  [
    "tiers with an edge that no row includes",
    {
      form: "price",
      amount: {
        is: "tiers",
        base,
        tiers: {
          on: stated({ fact: "order.list", afterDiscount: false }),
          applies: stated("whole"),
          atMost: false,
          rows: [
            { range: { low: { value: wan(30), included: false } }, rate: stated(percent(60)) },
            { range: { high: { value: wan(30), included: false } }, rate: stated(percent(58)) },
          ],
          edges: [{ amount: wan(30), row: open(["list", "lower-row"], ["net", "upper-row"]) }],
        },
      },
    },
    [
      "以优惠前订单金额对照下列各档，合同金额整笔按所在一档计算：",
      "超过 30万元 的：4折。",
      "低于 30万元 的：4.2折。",
      "恰为 30万元 的：归入低一档或归入高一档（待明确，见问题 1）。",
    ],
    [
      "By tiers of the order at list price, reckoned on the contract sum, the whole amount at the rate of its tier:",
      "More than ¥300,000: 40% of the price.",
      "Less than ¥300,000: 42% of the price.",
      "Exactly ¥300,000: the lower tier or the upper tier (open: question 1).",
    ],
  ],
  [
    "a sum for each person, with faces and a minimum",
    {
      amount: {
        is: "each",
        count: "training.staff",
        each: { atMost: false, by: { is: "cell", cell: stated(fen(50_000)) } },
      },
      denominations: { of: [fen(100_000), fen(500_000)], choose: "many" },
      minimum: { award: stated(wan(0.5)), below: stated("refuse") },
    },
    [
      "按培训人数，每个 500元。",
      "面额为 1,000元、5,000元，可用多张，取不超过应得额的最大面额。",
      "起点为 5,000元，低于起点则不给。",
    ],
    [
      "By the number of trainees: ¥500 for each.",
      "The faces are ¥1,000, ¥5,000; several vouchers may be used, as much as fits.",
      "The minimum is ¥5,000: nothing is granted below it.",
    ],
  ],
  [
    "a limit without a period, relaxed at discretion",
    { caps: [{ ...cap, relax: { to: stated(wan(300)) } }] },
    [
      "按合同金额的 3% 给予。",
      "同一申请主体补助不超过 200万元（来源未写明按什么周期累计）；可酌情放宽到 300万元。",
    ],
    [
      "3% of the contract sum is granted.",
      "One applicant may be granted not more than ¥2,000,000 (the text names no period); it may be relaxed at discretion up to ¥3,000,000.",
    ],
  ],
  [
    "a limit that speaks only on a condition",
    {
      caps: [
        {
          ...cap,
          period: stated("year"),
          when: {
            is: "fact",
            fact: "applicant.kind",
            test: stated({ is: "not", test: { is: "one-of", values: ["高校"] } }),
          },
        },
      ],
    },
    ["按合同金额的 3% 给予。", "主体类型不为“高校”的，同一申请主体每年度补助不超过 200万元。"],
    [
      "3% of the contract sum is granted.",
      "Where the kind of applicant is not “university”, one applicant may be granted not more than ¥2,000,000 in a calendar year.",
    ],
  ],
  [
    "a bonus, a shared limit, once only and a review",
    {
      bonus: [
        {
          when: { is: "fact", fact: "applicant.legal-person", test: stated({ is: "boolean", value: true }) },
          rate: stated(percent(5)),
        },
      ],
      caps: [{ ...cap, period: stated("year"), over: ["purchase", "train"], counts: "redeemed" }],
      once: { scope: ["applicant"], period: stated("total"), over: [] },
      pool: "year",
      review: { says: { zh: "经评审认定", en: "by expert review" } },
    },
    [
      "按合同金额的 3% 给予。",
      "“独立法人”为“是”的，比例上浮 5%。",
      "同一申请主体“购买补助”和“训练补助”合计每年度兑现不超过 200万元。",
      "同一申请主体只能享受一次。",
      "从“年度资金池”中支出。",
      "须经审定（经评审认定）；算出的金额只是上限。",
    ],
    [
      "3% of the contract sum is granted.",
      "5% is added to the rate where “Independent legal person” is answered yes.",
      "One applicant may redeem not more than ¥2,000,000 for “Purchase subsidy” and “Training subsidy” together in a calendar year.",
      "One applicant may have this once only.",
      "Paid from “the yearly pool”.",
      "Granted only after review (by expert review); the figure is a ceiling.",
    ],
  ],
];

describe("the rule of a benefit in sentences", () => {
  it.each(benefits)("%s", (_, benefit, zh, en) => {
    const cash = benefit.form === undefined;
    expect(said(one(benefit), "benefit", "zh")).toEqual([...zh, ...(cash ? [paid.zh] : [])]);
    expect(said(one(benefit), "benefit", "en")).toEqual([...en, ...(cash ? [paid.en] : [])]);
  });
});

describe("the rest of a programme in sentences", () => {
  it("tells how benefits meet", () => {
    const meeting: Programme = {
      ...programme,
      combine: [
        { is: "exclude", groups: [["purchase"], ["train"]], within: stated("contract") },
        { is: "overlap", of: ["purchase", "train"], on: stated("spend"), rule: stated("highest") },
        {
          is: "stack",
          of: ["purchase", "train"],
          total: { atMost: true, by: { is: "cell", cell: stated(percent(45)) } },
          base,
        },
      ],
    };
    expect(said(meeting, "together", "zh")).toEqual([
      "同一份合同内，“购买补助”与“训练补助”不得重复享受。",
      "同一笔支出同时符合“购买补助”和“训练补助”的，只取最高的一项。",
      "同时符合“购买补助”和“训练补助”的，合计不超过合同金额的 45%。",
    ]);
    expect(said(meeting, "together", "en")).toEqual([
      "“Purchase subsidy” and “Training subsidy” exclude each other on the same contract.",
      "Where “Purchase subsidy” and “Training subsidy” meet on the same spend: only the highest counts.",
      "Where “Purchase subsidy” and “Training subsidy” all apply, the total is not more than 45% of the contract sum.",
    ]);
  });

  it("tells the pool, who shares it, and the rounding that is presumed", () => {
    const [pool] = programme.pools;
    const shared: Programme = {
      ...programme,
      pools:
        pool === undefined
          ? []
          : [
              {
                ...pool,
                order: stated("signing"),
                funders: [
                  { who: { zh: "省级财政", en: "province" }, share: stated(percent(50)) },
                  { who: { zh: "市级财政", en: "city" }, share: stated(percent(50)) },
                ],
              },
            ],
    };
    expect(said(shared, "money", "zh")).toEqual([
      "“年度资金池”：每年度总额不超过 1,000万元；分配次序：按合同签订时间先后。",
      "由各方分担：省级财政 50%、市级财政 50%。",
      "来源没有写明如何舍入，推定取到分、分以下舍去。",
    ]);
  });

  it("tells windows and the life of a voucher", () => {
    const dated: Programme = {
      ...programme,
      windows: { claim: { range: days("2025-03-01", "2025-12-31") } },
      voucher: {
        lifetime: stated({ count: 6, unit: "months" }),
        from: stated("issue"),
        transferable: false,
        settlement: { count: 3, unit: "months" },
      },
    };
    expect(said(dated, "dates", "zh")).toEqual([
      "申领期间：2025年3月1日至2025年12月31日。",
      "券的有效期：自发放之日起 6个月。",
      "券不得转让。",
      "每 3个月 结算一次。",
    ]);
    expect(said(dated, "dates", "en")).toEqual([
      "Claims are open: 1 March 2025 to 31 December 2025.",
      "A voucher is valid for 6 months from the day of issue.",
      "A voucher may not be transferred.",
      "Settled every 3 months.",
    ]);
  });

  it("lists each document with its grade, and each open question with its readings", () => {
    expect(said(programme, "documents", "zh")).toEqual([
      "《示例算力券管理办法》，示例省数据局，2025年1月1日印发，来源等级丙（新闻报道或摘要），见于示例汇编。",
    ]);
    expect(said(programme, "open", "en")).toEqual([
      "Question 1 (an amount or a right turns on it): is the sum before or after the discount? Readings: before; or after.",
    ]);
  });

  it("names the version and the dates that select it", () => {
    const dated: Programme = {
      ...programme,
      applies: { by: stated("signed"), from: localDate("2025-01-01"), to: localDate("2025-12-31") },
    };
    expect(said(dated, "about", "zh")).toContain(
      "本版本（2025-01-01）按签订日选用，适用于该日期自 2025年1月1日 起至 2025年12月31日 止的事项。",
    );
  });
});

describe("every programme of the catalogue", () => {
  it("is there", () => {
    expect(programmes.length).toBeGreaterThan(0);
  });

  it.each(programmes.map(each => [`${each.id}@${each.version}`, each] as const))(
    "%s is told in whole sentences of one language",
    (_, each) => {
      const chinese = explanationText(explainProgramme({ programme: each, vocabulary }, "zh"));
      const english = explanationText(explainProgramme({ programme: each, vocabulary }, "en"));
      for (const text of [chinese, english])
        expect(text).not.toMatch(/undefined|\[object|。。|\.\.|，，|the the/);
      for (const line of chinese.split("\n").filter(line => line.startsWith("  · ")))
        expect(line).toMatch(/[。：？?](?: \[[^\]]+\])?$/);
      for (const line of english.split("\n").filter(line => line.startsWith("  · ")))
        expect(line).toMatch(/^ {2}· [^a-z].*[.:?](?: \[[^\]]+\])?$/);
      expect(chinese).not.toMatch(/[a-z]+\.[a-z]+-?[a-z]*(?=须|为|的)/);
    },
  );
});
