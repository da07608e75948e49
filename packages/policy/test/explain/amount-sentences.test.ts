import { fen } from "@suanquan/china";
import type { Told } from "../../src/explain/template.ts";
import { between, exactly, percent, UNKNOWN, wan } from "./subject.ts";
import { tells } from "./told-rows.ts";

const contract = (amount = exactly(wan(1000))): Told => ({
  form: "cash",
  base: { of: ["contract.amount"], said: false, amount },
});
const order: Told = {
  form: "price",
  base: { of: ["order.list"], said: false, amount: exactly(wan(28)) },
};

const yearlyCap = {
  is: "cap",
  limit: exactly(wan(200)),
  scope: ["applicant"],
  period: "year",
  counts: "redeemed",
  over: ["purchase"],
} as const;

tells({
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
});
