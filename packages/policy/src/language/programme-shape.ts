/**
 * The grammar of a programme file: every key with its Chinese counterpart, what may stand there, and one sentence
 * of help in both languages. Order here is the order in which the formatter writes keys.
 */
import { benefitShape } from "./benefit-shape.ts";
import { caseShape } from "./case-shape.ts";
import { at, baseShape, capFields, date, granted, money, rate, text } from "./figure-shapes.ts";
import {
  bilingual,
  branch,
  cell,
  condition,
  list,
  literal,
  map,
  may,
  must,
  object,
  on,
  oneOrMany,
  raw,
  reference,
  word,
  type Yields,
} from "./shape.ts";
import * as words from "./words.ts";

const windowShape = object({
  range: must("期间", literal("date-range"), "起止日期", "first and last day"),
  at,
});

const documentShape = object({
  title: must("题名", text, "文件题名", "title"),
  number: may("文号", text, "文号", "document number"),
  issuer: must("发文机关", oneOrMany(text), "发文机关", "who issued it"),
  issued: may("印发", date, "印发日期", "day of issue"),
  published: may("公布", date, "公布日期", "day of publication"),
  effective: may("施行", date, "施行日期", "in effect from"),
  expires: may("失效", date, "有效期至（含）", "in effect until, inclusive"),
  grade: must("等级", word(words.gradeWords), "来源等级", "how good the source is"),
  "seen-in": may("见于", text, "内容见于何处", "where its content was seen"),
  replaces: may("替代", oneOrMany(text), "替代的文件", "documents it replaces"),
  implements: may("细化", oneOrMany(text), "细化的文件", "documents it implements"),
  conflicts: may("抵触", oneOrMany(text), "与之不一致的文件", "documents it disagrees with"),
  notes: may("备注", list(bilingual), "备注", "notes"),
});

const poolShape = object({
  title: may("名称", bilingual, "名称", "name"),
  max: must("总额", cell(money), "资金总额", "the total"),
  period: may(
    "周期",
    cell(word(words.periodWords)),
    "按年或累计；不写即未载明",
    "per year or in all; absent when unstated",
  ),
  firmness: may("性质", word(words.firmnessWords), "定额或上限", "firm, or up to"),
  order: may("次序", cell(word(words.orderWords)), "分配次序", "order of allocation"),
  "part-of": may(
    "归入",
    reference("pool"),
    "是哪个资金池的一部分，支出同时计入该池",
    "the pool of which it is a part: what it pays counts there too",
  ),
  funders: may(
    "出资",
    list(
      object({
        who: must("谁", bilingual, "出资方", "who pays"),
        share: must("比例", cell(rate), "分担比例", "the share"),
      }),
    ),
    "各级分担",
    "levels sharing the cost",
  ),
  at,
});

const combinationShape = branch(
  on(
    "key:overlap",
    "overlap",
    object({
      overlap: must("重叠", list(reference("benefit")), "相遇的权益", "benefits that meet"),
      on: must("在", cell(word(words.meetingWords)), "在什么范围内相遇", "where they meet"),
      rule: must("规则", cell(word(words.overlapRuleWords)), "相加或从高", "added, or the highest only"),
      at,
    }),
  ),
  on(
    "key:exclude",
    "exclude",
    object({
      exclude: must(
        "互斥",
        list(oneOrMany(reference("benefit"))),
        "互斥的权益组",
        "groups that exclude each other",
      ),
      within: must(
        "范围",
        cell(word(words.meetingWords)),
        "在什么范围内互斥",
        "within what they exclude each other",
      ),
      at,
    }),
  ),
  on(
    "key:stack",
    "stack",
    object({
      stack: must(
        "叠加",
        list(reference("benefit")),
        "同时符合时叠加的权益",
        "benefits that stack when all apply",
      ),
      base: must("基数", baseShape, "合计比例的基数", "the amount of the stated total"),
      total: must("合计", granted(rate, "rate", "比例"), "叠加后的合计比例", "the stated total, not a sum"),
      at,
    }),
  ),
  on(
    "key:cap",
    "cap",
    object({
      cap: must("限额", object(capFields), "合并限额", "a shared limit"),
      over: must("合并", list(reference("benefit")), "共用此限额的权益", "benefits that share it"),
    }),
  ),
);

const questionShape = object({
  ask: must("问", bilingual, "要澄清什么", "what must be settled"),
  readings: may(
    "解释",
    map(
      branch(
        on(
          "key:says",
          "reading",
          object({
            says: must("说明", bilingual, "怎么解释", "how it is read"),
            value: may("取值", raw, "这样解释时取什么值", "what it puts there"),
          }),
        ),
        on("scalar", "value", raw),
        on("list", "value", raw),
        on("map", "value", raw),
      ),
    ),
    "各种解释及其取值",
    "the readings and what each puts there",
  ),
  between: may(
    "介于",
    text,
    "未载明的数值介于何者之间，如 0% ≤ x ≤ 100%",
    "an unstated figure lies between, as in `0% ≤ x ≤ 100%`",
  ),
  texts: may("各文本", oneOrMany(reference("document")), "互不一致的文件", "the documents that disagree"),
  touches: may(
    "影响",
    word(words.touchesWords),
    "影响金额还是只影响程序；默认按所在位置判断",
    "money or procedure only; by where it is used, if not said",
  ),
  at,
});

export const programmeShape = object({
  programme: must(
    "项目",
    literal("programme-id"),
    "项目标识，如 cn-guizhou/suanli",
    "id of the programme, as in cn-guizhou/suanli",
  ),
  version: must("版本", text, "版本标识，通常为印发日期", "id of the version, usually its day of issue"),
  title: must("名称", bilingual, "项目名称", "name of the programme"),
  kinds: must("券种", oneOrMany(word(words.kindWords)), "券种", "kinds of voucher"),
  place: must("地区", reference("place"), "地区", "the place"),
  issuer: must("主管部门", oneOrMany(text), "主管部门", "the office in charge"),
  standing: must("状态", word(words.standingWords), "法律状态", "legal standing"),
  documents: must("文件", map(documentShape), "依据的文件", "the documents"),
  governs: must("依据", reference("document"), "决定本版本的文件", "the document that makes this version"),
  applies: may(
    "适用",
    object({
      by: must(
        "按",
        cell(word(words.caseDateWords)),
        "以哪个日期选用版本",
        "the date that selects the version",
      ),
      from: may("自", date, "自（含）", "from, inclusive"),
      to: may("至", date, "至（含）", "to, inclusive"),
      at,
    }),
    "适用于哪些日期的事项",
    "which dates of a case it is for",
  ),
  delivery: may(
    "兑付方式",
    object({ mode: must("方式", word(words.modeWords), "兑付方式", "mode of delivery"), at }),
    "兑付方式",
    "how it is delivered",
  ),
  voucher: may(
    "券",
    object({
      lifetime: may("有效期", cell(literal("duration")), "券的有效期", "how long a voucher lives"),
      from: may("起算", cell(word(words.voucherStartWords)), "从何时起算", "from when"),
      transferable: may("可转让", literal("boolean"), "是否可以转让", "whether it may be transferred"),
      grace: may(
        "宽限期",
        literal("duration"),
        "到期后释放或冲正的金额还可使用多久",
        "how long after its end what is released or reversed may still be used",
      ),
      settlement: may("结算周期", literal("duration"), "多久结算一次", "how often it is settled"),
      at,
    }),
    "券的属性",
    "the voucher itself",
  ),
  windows: may(
    "期间",
    object({
      claim: may("申领", windowShape, "申领期间", "when it can be claimed"),
      use: may("使用", windowShape, "使用期间", "when it can be used"),
      consultation: may("征求意见", windowShape, "征求意见期间", "when a draft was open for comment"),
    }),
    "各种期间",
    "windows",
  ),
  pools: may("资金池", map(poolShape), "资金池", "the pools"),
  when: may("条件", condition, "各项权益的共同条件", "conditions of every benefit"),
  presume: may(
    "推定",
    map(
      object({
        when: must("条件", condition, "推定成立的条件", "what is presumed to hold"),
        says: must("说明", bilingual, "推定了什么", "what is presumed"),
      }),
    ),
    "来源没有要求、推定成立的情况；相反事实会使其成为待明确问题",
    "what the text does not ask and is presumed; a contradicting fact reopens it",
  ),
  rounding: may(
    "舍入",
    object({
      unit: must("单位", word(words.roundingUnitWords), "取到什么单位", "to what unit"),
      direction: must("方向", word(words.directionWords), "怎么取", "which way"),
      at,
    }),
    "舍入；不写即推定取到分、只舍不入",
    "rounding; absent means assumed: fen, down",
  ),
  benefits: must("权益", map(benefitShape), "各项权益", "the benefits"),
  combine: may("合并", list(combinationShape), "权益之间的关系", "how benefits meet"),
  open: may("待明确", map(questionShape, "own-question"), "来源没有写明的问题", "what the text leaves open"),
  procedure: may("流程", list(bilingual), "办理流程", "steps of the procedure"),
  notes: may("备注", list(bilingual), "备注", "notes"),
  cases: may("案例", list(caseShape), "案例，即本文件的测试", "worked examples: the tests of this file"),
});

export type ProgrammeRead = Yields<typeof programmeShape>;
export type CombinationRead = Yields<typeof combinationShape>;
export type QuestionRead = Yields<typeof questionShape>;
export type PoolRead = Yields<typeof poolShape>;
export type DocumentRead = Yields<typeof documentShape>;
