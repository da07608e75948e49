import { fen, localDate } from "@suanquan/china";
import { describe, expect, it } from "vitest";
import type { Step } from "../../src/assessment.ts";
import { sentencesOf, stepSentence } from "../../src/explain/sentences.ts";
import type { Told } from "../../src/explain/template.ts";
import { wordingOf } from "../../src/explain/wording.ts";
import { between, days, exactly, percent, subject, UNKNOWN, wan } from "./subject.ts";

const zh = wordingOf(subject, "zh");
const en = wordingOf(subject, "en");
const on = localDate("2025-05-21");

const contract = (amount = exactly(wan(1000))): Told => ({
  form: "cash",
  base: { of: ["contract.amount"], said: false, amount },
});
const order: Told = {
  form: "price",
  base: { of: ["order.list"], said: false, amount: exactly(wan(28)) },
};

type Row = readonly [step: Step, zh: string, en: string, told?: Told];

const yearlyCap = {
  is: "cap",
  limit: exactly(wan(200)),
  scope: ["applicant"],
  period: "year",
  counts: "redeemed",
  over: ["purchase"],
} as const;

const tables: Readonly<Record<string, readonly Row[]>> = {
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
  "the base and its rate": [
    [
      { is: "rate", rate: { low: percent(3), high: percent(3) }, atMost: false, amount: exactly(wan(30)) },
      "按合同金额 1,000万元 的 3% 计，为 30万元。",
      "3% of the contract sum of ¥10,000,000 is ¥300,000.",
      contract(),
    ],
    [
      { is: "rate", rate: { low: percent(30), high: percent(30) }, atMost: true, amount: exactly(wan(300)) },
      "按不超过合同金额 1,000万元 的 30% 计，上限为 300万元。",
      "Not more than 30% of the contract sum of ¥10,000,000 may be granted; the ceiling is ¥3,000,000.",
      contract(),
    ],
    [
      { is: "rate", rate: { low: percent(3), high: percent(3) }, atMost: false, amount: UNKNOWN },
      "按合同金额（尚不知道）的 3% 计，金额尚不能确定。",
      "3% of the contract sum (not yet known) is not yet known.",
      contract(UNKNOWN),
    ],
    [
      {
        is: "rate",
        rate: { low: percent(10), high: percent(30) },
        atMost: false,
        amount: between(wan(10), wan(30)),
      },
      "按合同金额 100万元 的 10% 到 30% 计，在 10万元 到 30万元 之间。",
      "Between 10% and 30% of the contract sum of ¥1,000,000 is between ¥100,000 and ¥300,000.",
      contract(exactly(wan(100))),
    ],
    [
      {
        is: "rate",
        rate: { low: percent(54), high: percent(54) },
        atMost: false,
        amount: exactly(wan(15.12)),
      },
      "优惠前订单金额 28万元 按 4.6折 结算，减免 15.12万元。",
      "The order at list price of ¥280,000 is charged at 46% of the price, which takes ¥151,200 off.",
      order,
    ],
    [
      {
        is: "base",
        of: ["contract.amount"],
        less: ["fee.hardware"],
        amount: exactly(wan(80)),
      },
      "以合同金额为计算基数，扣除其中硬件费用，为 80万元。",
      "The base, the contract sum less the hardware in it, is ¥800,000.",
    ],
    [
      { is: "days", counted: 100n, of: 365n, amount: exactly(fen(27_397_26n)) },
      "合同期 365 天中有 100 天落在计入期间内，按天数比例计入，为 27,397.26元。",
      "100 of the contract's 365 days lie in the period that counts; the share of the base is ¥27,397.26.",
    ],
    [
      { is: "up-to", limit: wan(500), amount: exactly(wan(500)) },
      "基数中超过 500万元 的部分不计，为 500万元。",
      "The part of the base above ¥5,000,000 does not count; the base is ¥5,000,000.",
    ],
    [
      { is: "bonus", rate: percent(5), truth: 2 },
      "符合加成条件，比例上浮 5%。",
      "The bonus condition is met, so 5% is added to the rate.",
    ],
  ],
  "tiers, sums and pieces": [
    [
      {
        is: "tier",
        basis: "order.list",
        afterDiscount: false,
        value: exactly(wan(28)),
        range: { low: { value: wan(10), included: false }, high: { value: wan(30), included: false } },
        rate: percent(58),
        atMost: false,
      },
      "优惠前订单金额 28万元 属于“超过 10万元、低于 30万元”一档，按 4.2折 结算。",
      "The order at list price of ¥280,000 lies in the tier “more than ¥100,000 and less than ¥300,000”: it is charged at 42% of the price.",
      order,
    ],
    [
      {
        is: "tier",
        basis: "contract.amount",
        afterDiscount: false,
        value: exactly(wan(50)),
        range: { low: { value: wan(30), included: true } },
        flat: wan(5),
        atMost: true,
      },
      "合同金额 50万元 属于“不低于 30万元”一档，最高定额 5万元。",
      "The contract sum of ¥500,000 lies in the tier “at least ¥300,000”: at most ¥50,000.",
    ],
    [
      { is: "gap", where: "tiers" },
      "该金额不属于任何一档，来源没有写明如何处理。",
      "The amount lies in no tier, and the text does not say what then holds.",
    ],
    [{ is: "flat", atMost: false, amount: exactly(wan(50)) }, "定额为 50万元。", "The flat sum is ¥500,000."],
    [
      { is: "flat", atMost: true, amount: exactly(wan(100)) },
      "定额最高 100万元。",
      "The sum is at most ¥1,000,000.",
    ],
    [
      {
        is: "each",
        count: "training.staff",
        number: exactly(fen(12)),
        each: exactly(fen(50_000)),
        amount: exactly(fen(600_000)),
      },
      "培训人数为 12，每个 500元，合计为 6,000元。",
      "The number of trainees being 12, at ¥500 for each, the sum is ¥6,000.",
    ],
  ],
  "rounding, faces and minimum": [
    [
      { is: "rounding", unit: fen(1), direction: "down", assumed: true },
      "来源没有写明如何舍入，推定取到分、分以下舍去。",
      "The text names no rounding; it is presumed that what is below one fen is cut off.",
    ],
    [
      { is: "rounding", unit: fen(1_000_000), direction: "half-up", assumed: false },
      "金额取到万元，四舍五入。",
      "The amount is taken to ten thousand yuan, half up.",
    ],
    [
      { is: "denominations", amount: exactly(wan(2)) },
      "按规定面额取整，为 2万元。",
      "Fitted to the faces on offer, the amount is ¥20,000.",
    ],
    [
      { is: "minimum", award: wan(1), below: "lift", amount: exactly(wan(1)) },
      "起点为 1万元，补助额不足起点的补足到起点，为 1万元。",
      "The minimum is ¥10,000 and an award below the minimum is lifted to it; the amount is ¥10,000.",
    ],
    [
      { is: "minimum", award: wan(1), below: "refuse", amount: exactly(fen(0)) },
      "起点为 1万元，补助额低于起点的不予补助，为 0元。",
      "The minimum is ¥10,000 and nothing is granted below the minimum; the amount is ¥0.",
    ],
  ],
  "limits, with what was used of them": [
    [
      { ...yearlyCap, used: exactly(wan(190)), bites: true, amount: exactly(wan(10)) },
      "同一申请主体每年度兑现不超过 200万元；已兑 190万元，尚余 10万元，因此减为 10万元。",
      "One applicant may redeem not more than ¥2,000,000 in a calendar year; ¥1,900,000 has been redeemed, ¥100,000 is left, so the amount becomes ¥100,000.",
    ],
    [
      { ...yearlyCap, used: exactly(fen(0)), bites: true, amount: exactly(wan(200)) },
      "同一申请主体每年度兑现不超过 200万元，因此减为 200万元。",
      "One applicant may redeem not more than ¥2,000,000 in a calendar year, so the amount becomes ¥2,000,000.",
    ],
    [
      { ...yearlyCap, used: exactly(fen(0)), bites: false, amount: exactly(wan(30)) },
      "同一申请主体每年度兑现不超过 200万元，未超过。",
      "One applicant may redeem not more than ¥2,000,000 in a calendar year; that limit is not reached.",
    ],
    [
      { ...yearlyCap, used: exactly(wan(200)), bites: true, amount: exactly(fen(0)) },
      "同一申请主体每年度兑现不超过 200万元；已兑 200万元，已用尽，因此减为 0元。",
      "One applicant may redeem not more than ¥2,000,000 in a calendar year; ¥2,000,000 has been redeemed, nothing is left, so the amount becomes ¥0.",
    ],
    [
      { ...yearlyCap, used: exactly(wan(170)), bites: true, amount: exactly(wan(10)) },
      "同一申请主体每年度兑现不超过 200万元；已兑 170万元，尚余 30万元，先计的其他支出占用 20万元，因此减为 10万元。",
      "One applicant may redeem not more than ¥2,000,000 in a calendar year; ¥1,700,000 has been redeemed, ¥300,000 is left, ¥200,000 goes to spends reckoned before, so the amount becomes ¥100,000.",
    ],
    [
      {
        is: "cap",
        limit: exactly(wan(100)),
        scope: ["applicant", "provider"],
        counts: "granted",
        over: ["purchase", "train"],
        used: exactly(fen(0)),
        bites: false,
        amount: exactly(wan(30)),
      },
      "同一申请主体、同一服务商“购买补助”和“训练补助”合计补助不超过 100万元（来源未写明按什么周期累计），未超过。",
      "One applicant with one provider may be granted not more than ¥1,000,000 for “Purchase subsidy” and “Training subsidy” together (the text names no period); that limit is not reached.",
    ],
    [
      {
        is: "cap",
        limit: exactly(wan(60)),
        scope: ["project"],
        period: "total",
        counts: "granted",
        share: { rate: percent(60), of: "contract.amount" },
        over: ["purchase"],
        used: exactly(fen(0)),
        bites: true,
        amount: exactly(wan(60)),
      },
      "同一项目累计补助不超过合同金额的 60%，即 60万元，因此减为 60万元。",
      "One project may be granted not more than 60% of the contract sum, that is ¥600,000 in all, so the amount becomes ¥600,000.",
    ],
    [
      { is: "relax", to: null, truth: 2 },
      "限额可由主管部门酌情放宽，来源没有写明放宽到多少；这只提高上限，不增加应得额。",
      "The office may relax the limit at its discretion (the text does not say how far); that raises only the ceiling and not what is due.",
    ],
    [
      { is: "relax", to: wan(200), truth: 2 },
      "限额可由主管部门酌情放宽到 200万元；这只提高上限，不增加应得额。",
      "The office may relax the limit at its discretion (up to ¥2,000,000); that raises only the ceiling and not what is due.",
    ],
    [
      { is: "once", period: "total", scope: ["applicant"], used: true },
      "同一申请主体只能享受一次；此前已经享受，不再补助。",
      "One applicant may have this once only; it has been had already, so nothing more is granted.",
    ],
    [
      { is: "once", period: "year", scope: ["applicant"], used: false },
      "同一申请主体每年度只能享受一次；未见此前已享受。",
      "One applicant may have this once only in a calendar year; no earlier award is recorded.",
    ],
    [
      { is: "pool", pool: "year", left: wan(5), amount: exactly(wan(5)) },
      "“年度资金池”尚余 5万元，可支出的金额为 5万元。",
      "“the yearly pool” has ¥50,000 left; the amount that it can pay is ¥50,000.",
    ],
  ],
  "what an office decides, and what cannot be reckoned": [
    [
      { is: "review", says: { zh: "经评审认定", en: "by expert review" } },
      "须经审定（经评审认定）；此前算出的金额只是上限，不是应得额。",
      "This is granted only after review (by expert review); until then the figure is a ceiling, not an entitlement.",
    ],
    [{ is: "unstated" }, "来源没有写明金额的计算方法。", "The text does not say how the amount is reckoned."],
    [
      { is: "in-kind" },
      "以商品或服务给付，没有可计算的金额。",
      "This is given in goods or services; no amount can be computed.",
    ],
  ],
  "how benefits meet": [
    [
      { is: "overlap", benefits: ["purchase", "train"], rule: "highest", amount: exactly(wan(30)) },
      "“购买补助”和“训练补助”中符合的各项只取最高的一项，为 30万元。",
      "Of “Purchase subsidy” and “Training subsidy” only the highest that applies counts; the amount is ¥300,000.",
    ],
    [
      { is: "overlap", benefits: ["purchase", "train"], rule: "sum", amount: exactly(wan(33)) },
      "“购买补助”和“训练补助”中符合的各项可以兼得，合计为 33万元。",
      "Of “Purchase subsidy” and “Training subsidy” those that apply are added; together the amount is ¥330,000.",
    ],
    [
      { is: "exclude", groups: [["purchase"], ["train"]], earlier: "purchase" },
      "“购买补助”与“训练补助”不得重复享受；此前已获得“购买补助”，因此本项不再给付。",
      "“Purchase subsidy” and “Training subsidy” exclude each other; “Purchase subsidy” was awarded earlier, so this one is not granted.",
    ],
    [
      {
        is: "stack",
        benefits: ["purchase", "train"],
        rate: percent(45),
        atMost: true,
        amount: exactly(wan(45)),
        truth: 2,
      },
      "“购买补助”和“训练补助”叠加，合计比例不超过 45%，为 45万元。",
      "“Purchase subsidy” and “Training subsidy” stack; the stated total is not more than 45% and the amount is ¥450,000.",
    ],
    [
      { is: "price", amount: exactly(wan(100)) },
      "同一笔支出的补助合计不超过其价款，因此为 100万元。",
      "Subsidies on one spend never exceed its price, so the amount is ¥1,000,000.",
    ],
  ],
};

describe.each(Object.entries(tables))("%s", (_, rows) => {
  const cases = rows.map(([step, chinese, english, told]) => ({ step, chinese, english, told }));
  it.each(cases)("$step.is: $chinese", ({ step, chinese, english, told }) => {
    expect(stepSentence(step, zh, told)).toBe(chinese);
    expect(stepSentence(step, en, told)).toBe(english);
  });
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
