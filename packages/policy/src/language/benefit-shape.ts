/** The grammar of a benefit. */
import { at, baseShape, capFields, granted, money, rate, text } from "./figure-shapes.ts";
import {
  bilingual,
  branch,
  cell,
  citation,
  condition,
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

const tierRow = object({
  range: must("范围", literal("money-range"), "如 10万元 < x ≤ 30万元", "as in `10万元 < x ≤ 30万元`"),
  rate: may("比例", cell(rate), "给予的比例", "the rate granted"),
  pay: may("折扣", cell(literal("pay")), "支付几折", "what is paid, as 4.6折"),
  flat: may("定额", cell(money), "给予的定额", "the sum granted"),
  at,
});

const tiersShape = object({
  on: must(
    "依据",
    cell(
      branch(
        on("scalar", "fact", reference("money-fact")),
        on(
          "map",
          "after-discount",
          object({
            "after-discount": must(
              "优惠后",
              reference("money-fact"),
              "优惠后仍需支付的金额",
              "what is left to pay of it",
            ),
          }),
        ),
      ),
    ),
    "用哪个金额对照各档",
    "the amount that is compared with the ranges",
  ),
  applies: must(
    "适用",
    cell(word(words.appliesWords)),
    "全额或分段",
    "to the whole amount or slice by slice",
  ),
  "at-most": may("不超过", literal("boolean"), "各档比例都是上限", "the rates are ceilings"),
  rows: must("各档", list(tierRow), "各档", "the rows"),
  edges: may(
    "边界",
    map(cell(word(words.edgeWords)), "money"),
    "各档都不含的边界归哪一档",
    "which row a bound belongs to that no row includes",
  ),
  at,
});

export const benefitShape = object({
  title: must("名称", bilingual, "权益名称", "name of the benefit"),
  covers: may("对应行", oneOrMany(text), "来源清单中的行", "rows of the source list"),
  form: must("形式", word(words.formWords), "以什么形式给付", "how it reaches the applicant"),
  when: may("条件", condition, "享受条件", "the conditions"),
  base: may("基数", baseShape, "计算基数", "the amount that the rate multiplies"),
  rate: may("比例", granted(rate, "rate", "比例"), "补助比例", "the rate granted"),
  pay: may("折扣", granted(literal("pay"), "pay", "折扣"), "支付几折", "what is paid, as 4.6折"),
  tiers: may("分档", tiersShape, "按金额分档", "rates by tiers"),
  flat: may("定额", granted(money, "amount", "金额"), "定额", "a flat sum"),
  each: may(
    "按数量",
    object({
      count: must("数量", reference("number-fact"), "数量事实", "fact with the number"),
      "up-to": may(
        "封顶",
        literal("count"),
        "超过此数的部分不计",
        "what is above this number does not count",
      ),
      amount: must("每个", granted(money, "amount", "金额"), "每个给多少", "the sum for each"),
      at,
    }),
    "按人数或件数给付",
    "so much for each person or piece",
  ),
  bonus: may(
    "加成",
    list(
      object({
        when: must("条件", condition, "加成条件", "when it is added"),
        rate: must("比例", cell(rate), "增加的比例", "the rate added"),
        "up-to": may(
          "封顶",
          cell(rate),
          "加成后的比例合计不超过",
          "the rate reaches no higher with it, all told",
        ),
        at,
      }),
    ),
    "符合条件时比例上浮",
    "rates added on a condition",
  ),
  minimum: may(
    "起点",
    object({
      award: must("金额", cell(money), "起点金额", "the figure"),
      below: must("低于时", cell(word(words.belowWords)), "低于起点怎么办", "what happens below it"),
      per: may(
        "每",
        oneOrMany(word(words.scopeWords)),
        "按什么对象的合计看；不写即每笔支出各自看",
        "whose total is asked; each spend by itself when absent",
      ),
      period: may(
        "周期",
        word(words.periodWords),
        "合计按什么周期，连同该周期内已获的；默认单次",
        "over what period, earlier awards of it included; each application by itself by default",
      ),
      at,
    }),
    "最低金额",
    "a minimum",
  ),
  caps: may("限额", list(object(capFields)), "限额", "limits"),
  once: may(
    "限次",
    object({
      per: may(
        "每",
        oneOrMany(word(words.scopeWords)),
        "按什么对象；默认申请主体",
        "per whom; the applicant by default",
      ),
      period: must("周期", cell(word(words.periodWords)), "在什么周期内一次", "once within which period"),
      times: may("次数", literal("count"), "共几次；默认一次", "how often; once by default"),
      over: may(
        "合并",
        oneOrMany(reference("benefit")),
        "与哪些权益合并计次",
        "benefits that count together",
      ),
      at,
    }),
    "只能享受一次",
    "once only",
  ),
  denominations: may(
    "面额",
    object({
      of: must("取", list(money), "可选面额", "the faces on offer"),
      choose: must("选", word(words.denominationWords), "单张或多张", "one or several"),
      pieces: may("张数", literal("count"), "一次最多几张", "at most so many vouchers for one award"),
      at,
    }),
    "固定面额",
    "a fixed choice of faces",
  ),
  pool: may("资金池", reference("pool"), "从哪个资金池支出", "the pool it is paid from"),
  review: may(
    "审定",
    branch(
      on("scalar", "says", bilingual),
      on("key:says", "cited", object({ says: must("说明", bilingual, "由谁审定", "who decides"), at })),
      on("map", "says", bilingual),
    ),
    "须经评审或认定，金额只是上限",
    "granted only after review: the figure is a ceiling",
  ),
  payee: may("收款方", word(words.payeeWords), "资金拨付给谁", "who receives the money"),
  evidence: may("材料", oneOrMany(text), "需要的证明材料", "evidence that is asked for"),
  notes: may("备注", list(bilingual), "备注", "notes"),
  at: must("出处", citation, "本权益的出处", "where the benefit stands"),
});

export type BenefitRead = Yields<typeof benefitShape>;
export type TiersRead = Yields<typeof tiersShape>;
export type CapRead = NonNullable<BenefitRead["caps"]>[number];
