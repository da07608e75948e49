/** The grammar of worked cases: facts, what went before, and what must come out. */
import { date, money, text } from "./figure-shapes.ts";
import {
  branch,
  facts,
  list,
  literal,
  map,
  may,
  must,
  object,
  on,
  oneOrMany,
  reference,
  word,
  type Yields,
} from "./shape.ts";
import * as words from "./words.ts";

const awardShape = object({
  programme: may("项目", text, "哪个项目；默认本项目", "which programme; this one by default"),
  benefit: must("权益", text, "哪项权益", "which benefit"),
  on: may("日期", date, "日期", "the day"),
  granted: may("授予额", money, "授予金额", "sum granted"),
  redeemed: may("兑现额", money, "兑现金额", "sum redeemed"),
  paid: may("拨付额", money, "拨付金额", "sum paid"),
  contract: may("合同", text, "合同编号", "contract"),
  project: may("所属项目", text, "项目编号", "project"),
  provider: may("服务商", text, "服务商", "provider"),
  family: may(
    "关联企业所得",
    literal("boolean"),
    "是关联企业获得的，只计入按关联企业的限额",
    "had by a related firm: counts against limits per family only",
  ),
});

export const positionShape = object({
  awards: may(
    "已获",
    list(awardShape),
    "此前获得的补助；空列表表示没有",
    "earlier awards; an empty list says there were none",
  ),
  pools: may(
    "余额",
    list(
      object({
        programme: may("项目", text, "哪个项目；默认本项目", "which programme; this one by default"),
        pool: must("资金池", text, "资金池", "the pool"),
        left: must("剩余", money, "剩余额度", "what is left"),
      }),
    ),
    "资金池余额",
    "what pools have left",
  ),
});

const expectationShape = branch(
  on("scalar", "amount", literal("expected-money")),
  on(
    "map",
    "expectation",
    object({
      decision: may("判定", word(words.decisionWords), "判定", "the decision"),
      outcome: may("结果", word(words.outcomeWords), "结果", "the outcome"),
      entitled: may("应得", literal("expected-money"), "应得额", "what is due"),
      ceiling: may("上限", literal("expected-money"), "上限", "the most it can be"),
      payable: may("应付", literal("expected-money"), "优惠后应付", "what is left to pay"),
      needs: may("缺", oneOrMany(reference("fact")), "缺少的事实", "facts that are missing"),
    }),
  ),
);

export const caseShape = object({
  name: must("名称", text, "案例说明", "what it shows"),
  facts: may("事实", facts, "申请主体与单笔支出的事实", "facts of the applicant and of a single spend"),
  spends: may("支出", list(facts), "多笔支出", "several spends"),
  position: may("既往", positionShape, "既往情况", "what went before"),
  "as-of": may("日期", date, "以哪一天为准", "as of which day"),
  "what-if": may("假设", literal("boolean"), "假设测算", "a what-if"),
  rulings: may("口径", map(text, "question"), "各问题采用的解释", "the reading taken for a question"),
  expect: must(
    "预期",
    map(expectationShape, "benefit-or-together"),
    "每项权益或合计的预期结果",
    "what each benefit, or `together`, must give",
  ),
});

export type PositionRead = Yields<typeof positionShape>;
export type ExpectationRead = Yields<typeof expectationShape>;
export type CaseRead = Yields<typeof caseShape>;
