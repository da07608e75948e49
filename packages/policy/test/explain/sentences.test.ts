import { fen, localDate } from "@suanquan/china";
import { describe, expect, it } from "vitest";
import type { Step } from "../../src/assessment.ts";
import { sentencesOf } from "../../src/explain/sentences.ts";
import { days, exactly, percent, wan } from "./subject.ts";
import { tells, zh } from "./told-rows.ts";

const on = localDate("2025-05-21");

tells({
  "the standing of the version": [
    [
      { is: "standing", standing: "in-force", on },
      "截至 2025年5月21日，本版本现行有效。",
      "On 21 May 2025 this version is in force.",
    ],
    [
      { is: "standing", standing: "draft", on },
      "这是征求意见稿，尚未生效，只能作假设测算。",
      "This is a draft and not in force; it can only be reckoned as a what-if.",
    ],
    [
      { is: "standing", standing: "window-closed", on, window: days("2025-01-01", "2025-03-31") },
      "申领期间为 2025年1月1日至2025年3月31日；截至 2025年5月21日，申领已经截止。",
      "Claims were open from 1 January 2025 to 31 March 2025; on 21 May 2025 they had closed.",
    ],
    [
      {
        is: "version-date",
        by: "signed",
        value: localDate("2023-06-01"),
        range: days("2024-01-01", "2026-12-31"),
        truth: 0,
      },
      "本版本按签订日选用，须不早于 2024年1月1日、不晚于 2026年12月31日；该日期为 2023年6月1日，不符合。",
      "This version is selected by the day the contract was signed, which must be on or after 1 January 2024 and on or before 31 December 2026; it is 1 June 2023: this is not met.",
    ],
  ],
  "a condition, with its limit and the value given": [
    [
      {
        is: "condition",
        fact: "applicant.kind",
        test: { is: "one-of", values: ["企业", "高校"] },
        value: "高校",
        truth: 2,
      },
      "主体类型须为“企业”或“高校”；所填为“高校”，符合。",
      "The kind of applicant must be “enterprise” or “university”; the value given is “university”, so this is met.",
    ],
    [
      {
        is: "condition",
        fact: "applicant.place",
        test: { is: "within", places: ["520000"] },
        value: "321204",
        truth: 0,
      },
      "登记地须位于贵州省；所填为江苏省泰州市姜堰区，不符合。",
      "The place of registration must lie in Guizhou; the value given is Jiangyan, Taizhou, Jiangsu, so this is not met.",
    ],
    [
      {
        is: "condition",
        fact: "contract.amount",
        test: { is: "money", range: { low: { value: wan(20), included: true } } },
        value: fen(19_999_999n),
        truth: 0,
      },
      "合同金额须不低于 20万元；所填为 199,999.99元，不符合。",
      "The contract sum must be at least ¥200,000; the value given is ¥199,999.99, so this is not met.",
    ],
    [
      {
        is: "condition",
        fact: "applicant.legal-person",
        test: { is: "boolean", value: true },
        truth: 1,
      },
      "“独立法人”须为“是”；尚未填写，不能判断。",
      "“Independent legal person” must be answered yes; nothing was given, so this cannot be told yet.",
    ],
    [
      {
        is: "condition",
        fact: "applicant.place",
        test: { is: "not", test: { is: "within", places: ["520000"] } },
        value: "520100",
        truth: 0,
      },
      "登记地不得位于贵州省；所填为贵州省贵阳市，不符合。",
      "The place of registration must not lie in Guizhou; the value given is Guiyang, Guizhou, so this is not met.",
    ],
    [
      {
        is: "condition",
        fact: "contract.signed",
        test: { is: "date", range: days("2025-03-01", "2025-12-31") },
        value: localDate("2025-02-28"),
        truth: 0,
      },
      "合同签订日期须在 2025年3月1日至2025年12月31日 之间；所填为 2025年2月28日，不符合。",
      "The day of signing must be on or after 1 March 2025 and on or before 31 December 2025; the value given is 28 February 2025, so this is not met.",
    ],
    [
      {
        is: "condition",
        fact: "data.income-share",
        test: { is: "rate", range: { low: { value: percent(30), included: true } } },
        value: { num: 1n, den: 4n },
        truth: 0,
      },
      "数据业务收入占比须不低于 30%；所填为 25%，不符合。",
      "The share of data income must be at least 30%; the value given is 25%, so this is not met.",
    ],
    [
      {
        is: "compound",
        condition: {
          is: "any-of",
          of: [
            {
              is: "fact",
              fact: "applicant.kind",
              test: { is: "stated", value: { is: "one-of", values: ["高校"] } },
            },
            {
              is: "fact",
              fact: "training.staff",
              test: {
                is: "stated",
                value: { is: "number", range: { low: { value: 1000n, included: false } } },
              },
            },
          ],
        },
        truth: 0,
      },
      "主体类型须为“高校”，或者培训人数须超过 1,000：不符合。",
      "The kind of applicant must be “university”, or the number of trainees must be more than 1,000: this is not met.",
    ],
    [
      {
        is: "compound",
        condition: {
          is: "none-of",
          of: [
            {
              is: "fact",
              fact: "applicant.legal-person",
              test: { is: "stated", value: { is: "boolean", value: false } },
            },
          ],
        },
        truth: 1,
      },
      "下列情形均不得有：“独立法人”为“否”：尚不能判断。",
      "None of these may hold: “Independent legal person” is answered no: this cannot be told yet.",
    ],
    [
      {
        is: "contradicted",
        presumption: "applicant-place",
        says: { zh: "没有要求登记在示例省", en: "registration in the province is not asked" },
      },
      "所填事实与推定“没有要求登记在示例省”不符，来源没有写明此时如何处理，须由主管部门明确。",
      "The facts given contradict the presumption “registration in the province is not asked”; the text does not say what then holds, so the office must settle it.",
    ],
  ],
  "a reading or a ruling": [
    [
      { is: "reading", question: "list-or-net", reading: "net", ruled: false },
      "来源没有写明“购买金额指优惠前还是优惠后”；以下按“优惠后”计算。",
      "The text does not settle “is the sum before or after the discount”; what follows takes it as “after”.",
    ],
    [
      { is: "reading", question: "purchase.cap-period", reading: "year", ruled: true },
      "“限额按什么周期累计”：主管部门已有口径，按“按自然年累计”计算。",
      "“over what period does the limit count”: the office has ruled “per calendar year”.",
    ],
  ],
});

describe("the sentences of one answer", () => {
  const rateOf = (amount = exactly(wan(30))): Step => ({
    is: "rate",
    rate: { low: percent(3), high: percent(3) },
    atMost: false,
    amount,
  });
  const says = (steps: readonly Step[]) => sentencesOf(steps, zh, "cash").map(sentence => sentence.says);

  it("do not tell a plain base twice", () => {
    const base: Step = { is: "base", of: ["contract.amount"], less: [], amount: exactly(wan(1000)) };
    expect(says([base, rateOf()])).toEqual(["按合同金额 1,000万元 的 3% 计，为 30万元。"]);
  });

  it("tell what was left out before the rate", () => {
    const base: Step = {
      is: "base",
      of: ["contract.amount"],
      less: ["fee.hardware"],
      amount: exactly(wan(1000)),
    };
    expect(says([base, rateOf()])).toEqual([
      "以合同金额为计算基数，扣除其中硬件费用，为 1,000万元。",
      "按上述基数 1,000万元 的 3% 计，为 30万元。",
    ]);
  });

  it("speak of the share of days once it is reckoned", () => {
    const steps: readonly Step[] = [
      { is: "base", of: ["contract.amount"], less: [], amount: exactly(wan(2000)) },
      { is: "days", counted: 1n, of: 2n, amount: exactly(wan(1000)) },
      rateOf(),
    ];
    expect(says(steps)).toEqual([
      "以合同金额为计算基数，为 2,000万元。",
      "合同期 2 天中有 1 天落在计入期间内，按天数比例计入，为 1,000万元。",
      "按上述基数 1,000万元 的 3% 计，为 30万元。",
    ]);
  });
});
