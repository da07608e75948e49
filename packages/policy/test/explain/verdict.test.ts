import { fen } from "@suanquan/china";
import { describe, expect, it } from "vitest";
import type { AmountAnswer, Answer, Needs, Presumption } from "../../src/assessment.ts";
import { closingSentence, presumptionIn } from "../../src/explain/verdict.ts";
import { wordingOf } from "../../src/explain/wording.ts";
import { between, exactly, subject, UNKNOWN, wan } from "./subject.ts";

const zh = wordingOf(subject, "zh");
const en = wordingOf(subject, "en");

const NO_NEEDS: Needs = { applicant: [], provider: [], register: [], authority: [], case: [], text: [] };
const amount = (entitled = exactly(wan(30)), ceiling = entitled): AmountAnswer => ({
  entitled,
  ceiling,
  payable: null,
  readings: [],
  approximate: false,
});
const answer = (rest: Partial<Answer>): Answer => ({
  decision: "eligible",
  outcome: "computed",
  amount: amount(),
  needs: NO_NEEDS,
  because: [],
  ...rest,
});

type Row = readonly [name: string, answer: Answer, zh: string, en: string];
const closings: readonly Row[] = [
  ["an amount that is settled", answer({}), "据此，应得 30万元。", "Accordingly ¥300,000 is due."],
  [
    "facts that are missing",
    answer({
      outcome: "needs-facts",
      amount: amount(between(fen(0), wan(30))),
      needs: { ...NO_NEEDS, applicant: ["contract.amount"], register: ["applicant.legal-person"] },
    }),
    "还需知道合同金额和“独立法人”；就已知事实，应得 0 到 30万元。",
    "Still to be known: the contract sum and “Independent legal person”. From what is known, between ¥0 and ¥300,000 is due.",
  ],
  [
    "an amount of which nothing is known",
    answer({
      outcome: "needs-facts",
      amount: amount(UNKNOWN),
      needs: { ...NO_NEEDS, applicant: ["contract.amount"] },
    }),
    "还需知道合同金额；就已知事实，应得金额尚不能确定。",
    "Still to be known: the contract sum. From what is known, the amount due is not yet known.",
  ],
  [
    "a ceiling and a question",
    answer({
      outcome: "text-silent",
      amount: amount(exactly(fen(0)), between(wan(100), wan(150))),
      needs: { ...NO_NEEDS, text: ["list-or-net"], case: ["at-most"] },
    }),
    "来源没有写明“购买金额指优惠前还是优惠后”；视其明确结果，应得 0元，最高可达 100万元 到 150万元。来源只规定“不超过”，具体给多少由主管部门决定。",
    "The text does not settle “is the sum before or after the discount”; depending on that, ¥0 is due, and it can be between ¥1,000,000 and ¥1,500,000 at the most. The text only says “not more than”; the office decides how much is granted.",
  ],
  [
    "a decision of the office",
    answer({
      outcome: "discretion",
      amount: amount(exactly(fen(0)), exactly(wan(30))),
      needs: { ...NO_NEEDS, case: ["review", "relaxation"] },
    }),
    "应得 0元，最高可达 30万元。须由主管部门评审或认定后才能确定金额。限额能否放宽由主管部门酌情决定。",
    "As the text stands ¥0 is due, and it can be ¥300,000 at the most. The office decides the amount after a review. Whether the limit is relaxed is at the discretion of the office.",
  ],
  [
    "nothing to compute, which is not zero",
    answer({ decision: "undetermined", outcome: "nothing-computable", amount: null }),
    "来源没有给出可以计算的金额，不等于金额为零。",
    "The source gives nothing from which an amount could be computed; that is not the same as zero.",
  ],
  [
    "a limit that is used up",
    answer({ outcome: "exhausted", amount: amount(exactly(fen(0))) }),
    "额度或次数已经用尽，本次不再给付。",
    "The limit is used up, so nothing more is granted.",
  ],
];

describe("the answer in a sentence", () => {
  it.each(closings)("%s", (_, given, chinese, english) => {
    expect(closingSentence(given, zh, "cash")).toBe(chinese);
    expect(closingSentence(given, en, "cash")).toBe(english);
  });

  it("tells a discount by what is taken off and what is left to pay", () => {
    const discount = answer({ amount: { ...amount(exactly(wan(17.4))), payable: exactly(wan(12.6)) } });
    expect(closingSentence(discount, zh, "price")).toBe("据此，减免 17.4万元，优惠后应付 12.6万元。");
    expect(closingSentence(discount, en, "price")).toBe(
      "Accordingly ¥174,000 is taken off; ¥126,000 is left to pay.",
    );
  });
});

const presumptions: readonly (readonly [Presumption, string, string])[] = [
  [
    { is: "no-earlier-award" },
    "推定此前没有获得过本项目的补助。",
    "It is presumed that there was no earlier award of this programme.",
  ],
  [
    { is: "pool-not-exhausted", pool: "year" },
    "推定“年度资金池”尚未用尽。",
    "It is presumed that “the yearly pool” is not exhausted.",
  ],
  [
    {
      is: "not-asked",
      id: "applicant-place",
      says: { zh: "没有要求登记在示例省", en: "registration in the province is not asked" },
    },
    "推定：没有要求登记在示例省。",
    "Presumed: registration in the province is not asked.",
  ],
  [
    { is: "equal", fact: "order.list", to: "contract.amount" },
    "没有填写优惠前订单金额，推定等于合同金额。",
    "The order at list price was not given; it is presumed equal to the contract sum.",
  ],
  [
    { is: "date", fact: "contract.signed" },
    "没有填写合同签订日期，推定在本版本的适用期间内。",
    "The day of signing was not given; it is presumed to fall under this version.",
  ],
  [
    { is: "own-contract", fact: "contract.signed" },
    "没有填写合同签订日期，推定每笔支出各不相同。",
    "The day of signing was not given; each spend is presumed to have its own.",
  ],
];

describe("what an answer presumes", () => {
  it.each(presumptions)("$is", (presumption, chinese, english) => {
    expect(presumptionIn(zh, presumption)).toBe(chinese);
    expect(presumptionIn(en, presumption)).toBe(english);
  });
});
