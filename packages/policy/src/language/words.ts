/** The closed word lists of the language: English word, exact Chinese counterpart, meaning in both languages. */
import type { WordTable } from "./shape.ts";

type Rows = Readonly<Record<string, readonly [zh: string, saysZh: string, saysEn: string]>>;
type Words<T extends Rows> = { readonly [K in keyof T]: WordTable[string] };

const words = <const T extends Rows>(rows: T): Words<T> =>
  Object.fromEntries(
    Object.entries(rows).map(([key, [zh, saysZh, saysEn]]) => [
      key,
      { zh, says: { zh: saysZh, en: saysEn } },
    ]),
  ) as Words<T>;

export const standingWords = words({
  "in-force": ["现行", "已印发并可据以办理", "issued and usable as it stands"],
  draft: ["征求意见稿", "尚未生效，只作假设测算", "not yet in force; reckoned only as what-if"],
  framework: ["框架", "上位文件，不直接设立可申领权利", "guides lower levels; grants no right by itself"],
  announced: ["已宣布", "已宣布，尚无文件或参数", "announced without a text or figures"],
  mentioned: ["仅提及", "来源仅列名", "only named by the source"],
});

export const kindWords = words({
  computing: ["算力券", "购买或租用算力", "computing power"],
  corpus: ["语料券", "购买或开放语料", "training corpora"],
  data: ["数据券", "购买数据产品或数据服务", "data products and data services"],
  training: ["训力券", "租用智能算力开展模型训练", "compute for model training"],
  model: ["模型券", "购买或落地模型服务", "model services"],
  service: ["服务券", "购买中小企业服务", "services for small and medium firms"],
  algorithm: ["算法券", "购买算法", "algorithms"],
  transport: ["运力券", "购买数据传输能力", "network capacity"],
  smart: ["智能券", "算力、模型、数据三类服务通用", "compute, model and data services together"],
  innovation: ["创新券", "科技创新服务", "innovation services"],
  other: ["其他", "非券措施或未分类", "a measure that is no voucher, or of no other kind"],
});

export const gradeWords = words({
  A: ["甲", "政府网站原文", "text on a government domain"],
  B: ["乙", "他处转载的全文", "full text reprinted elsewhere"],
  C: ["丙", "新闻报道或摘要", "press report or summary"],
  D: ["丁", "公开工具中的引文", "excerpt quoted in a public tool"],
});

export const modeWords = words({
  "claim-after-spending": ["事后补助", "先支出后申报，补助拨给申请方", "spend first, claim afterwards"],
  "voucher-first": ["申领后兑付", "先领券，凭证据兑付", "voucher first, redeemed on evidence"],
  "deducted-at-provider": [
    "核销",
    "在服务商处抵扣，由服务商申请兑付",
    "deducted at the provider, who claims",
  ],
  "discount-at-sale": ["免申即享", "结算时直接优惠，无需申请", "discount at the sale, no application"],
  unstated: ["未载明", "来源没有写明", "the source does not say"],
});

export const formWords = words({
  cash: ["现金", "以资金补助", "money"],
  price: ["价格优惠", "直接减价", "a lower price"],
  "in-kind": ["实物", "以商品或服务给付", "goods or services"],
  none: ["不可计算", "措施本身不产生可计算的金额", "a measure with nothing computable of its own"],
});

export const payeeWords = words({
  applicant: ["申请方", "拨付给申请方", "paid to the applicant"],
  provider: ["服务商", "拨付给服务商", "paid to the provider"],
  unstated: ["未载明", "来源没有写明", "the source does not say"],
});

export const scopeWords = words({
  applicant: ["申请主体", "每个申请主体", "per applicant"],
  family: ["关联企业", "每组关联企业", "per group of related firms"],
  project: ["项目", "每个项目", "per project"],
  provider: ["服务商", "每个服务商", "per provider"],
  contract: ["合同", "每份合同", "per contract"],
  invoice: ["发票", "每张发票", "per invoice"],
  spend: ["支出", "每笔支出", "per spend"],
});

export const periodWords = words({
  each: ["单次", "每次申领单独计", "each award by itself"],
  year: ["年度", "按自然年累计", "per calendar year"],
  quarter: ["季度", "按季度累计", "per quarter"],
  month: ["月度", "按月累计", "per month"],
  round: ["批次", "按批次累计", "per round"],
  total: ["累计", "历次合计", "all awards together"],
});

export const countedWords = words({
  granted: ["授予额", "按授予金额计", "what was granted"],
  redeemed: ["兑现额", "按兑现金额计", "what was redeemed"],
  paid: ["拨付额", "按拨付金额计", "what was paid out"],
});

export const caseDateWords = words({
  applied: ["申请日", "以申请日期选用版本", "the day of application"],
  signed: ["签订日", "以合同签订日期选用版本", "the day the contract was signed"],
  paid: ["支付日", "以支付日期选用版本", "the day of payment"],
  used: ["使用日", "以使用日期选用版本", "the day of use"],
});

export const voucherStartWords = words({
  issue: ["发放日", "自发放日起算", "from the day of issue"],
  claim: ["领取日", "自领取日起算", "from the day it was claimed"],
  grant: ["认定日", "自认定日起算", "from the day it was granted"],
});

export const firmnessWords = words({
  firm: ["定额", "来源写明的数额", "the sum as such"],
  "up-to": ["上限", "来源只说不超过或最高", "at most this sum"],
});

export const orderWords = words({
  submission: ["申请先后", "按提交先后", "by submission"],
  signing: ["签订先后", "按合同签订时间先后", "by the time the contract was signed"],
  review: ["评审", "按评审结果", "by review"],
  "pro-rata": ["按比例", "按比例分摊", "pro rata"],
  score: ["择优", "按得分排序", "by score"],
  unstated: ["未载明", "来源没有写明", "the source does not say"],
});

export const appliesWords = words({
  whole: ["全额", "整笔按所在档", "the row's rate applies to the whole amount"],
  slice: ["分段", "分段累进", "each row's rate applies to its slice"],
});

export const edgeWords = words({
  "lower-row": ["低档", "归入较低一档", "the bound belongs to the lower row"],
  "upper-row": ["高档", "归入较高一档", "the bound belongs to the upper row"],
});

export const belowWords = words({
  refuse: ["不予", "低于起点则不给", "nothing is granted below it"],
  lift: ["补足", "低于起点则补到起点", "an award below it is lifted to it"],
  base: ["看基数", "起点针对基数而非补助额", "the figure is asked of the base and not of the award"],
});

export const dayCountWords = words({
  difference: ["日期之差", "天数为两个日期之差", "days are the difference of the dates"],
  inclusive: ["首尾均计", "首尾两天都计入", "both ends count"],
});

export const overlapRuleWords = words({
  sum: ["相加", "可以兼得", "both are granted"],
  highest: ["从高", "只取最高一项", "only the highest counts"],
});

export const meetingWords = words({
  spend: ["同一支出", "同一笔支出", "the same spend"],
  contract: ["同一合同", "同一份合同", "the same contract"],
  year: ["同一年度", "同一申请主体同一年度", "the same applicant in the same year"],
  applicant: ["同一主体", "同一申请主体", "the same applicant"],
});

export const denominationWords = words({
  one: ["单张", "只用一张", "a single voucher"],
  many: ["多张", "可用多张", "several vouchers"],
});

export const directionWords = words({
  down: ["舍去", "只舍不入", "cut off"],
  "half-up": ["四舍五入", "四舍五入", "half up"],
  up: ["进位", "只入不舍", "rounded up"],
});

export const roundingUnitWords = words({
  fen: ["分", "取到分", "to the fen"],
  jiao: ["角", "取到角", "to the jiao"],
  yuan: ["元", "取到元", "to the yuan"],
  "hundred-yuan": ["百元", "取到百元", "to a hundred yuan"],
  "thousand-yuan": ["千元", "取到千元", "to a thousand yuan"],
  "ten-thousand-yuan": ["万元", "取到万元", "to ten thousand yuan"],
});

export const decisionWords = words({
  eligible: ["符合", "条件均满足", "every condition holds"],
  ineligible: ["不符合", "至少一项条件不满足", "a condition fails"],
  undetermined: ["待定", "尚不能判定", "cannot be told yet"],
});

export const outcomeWords = words({
  computed: ["已算出", "金额确定", "the amount is settled"],
  "not-eligible": ["不符合条件", "条件不满足", "a condition fails"],
  "needs-facts": ["缺少事实", "还需补充事实", "facts are missing"],
  "text-silent": ["政策未载明", "政策文本没有写明", "the text leaves it open"],
  discretion: ["须经审定", "由主管部门审定", "an authority decides"],
  "nothing-computable": ["无可计算", "没有可计算的金额", "nothing can be computed"],
  "not-in-force": ["不在有效期", "该日期不可据以办理", "not usable on that day"],
  exhausted: ["已用尽", "额度或次数已用尽", "used up"],
});

export const touchesWords = words({
  money: ["金额", "影响金额或资格", "an amount or a right turns on it"],
  procedure: ["程序", "只影响办理", "only procedure turns on it"],
});

export const factTypeWords = words({
  money: ["金额", "金额，元", "an amount of money"],
  number: ["数量", "非负整数", "a whole number, not negative"],
  rate: ["比例", "百分比", "a rate"],
  boolean: ["是否", "是或否", "yes or no"],
  choice: ["选项", "所列选项之一", "one of the choices"],
  date: ["日期", "日期", "a date"],
  place: ["地点", "行政区划", "a place"],
  text: ["文字", "文字", "text"],
});

export const factOwnerWords = words({
  applicant: ["申请主体", "属于申请主体", "belongs to the applicant"],
  spend: ["支出", "属于一笔支出", "belongs to one spend"],
});

export const knownByWords = words({
  applicant: ["申请方", "申请方知道", "the applicant knows it"],
  provider: ["服务商", "服务商知道", "the provider knows it"],
  register: ["登记", "登记机关可查", "a register tells it"],
  authority: ["主管部门", "主管部门掌握", "the authority knows it"],
});

/** Words inside conditions, tests and cells. */
export const conditionWords = words({
  all: ["全部", "同时满足", "every one holds"],
  any: ["任一", "满足其一", "one of them holds"],
  none: ["均无", "均不满足", "none of them holds"],
  not: ["非", "不是", "is not"],
  in: ["属于", "取值之一", "one of these"],
  within: ["位于", "位于该地区", "lies in this place"],
  open: ["待明确", "政策未载明，见待明确问题", "left open by the text; names an open question"],
  as: ["各解释取值", "每种解释在此处的取值", "what each reading puts here"],
  when: ["条件", "条件", "the condition"],
  at: ["出处", "出处", "where it stands"],
});

/** Keys of a decision table. */
export const tableWords = words({
  columns: ["列", "各列的事实，最后一列是结果", "the facts of the columns; the result comes last"],
  rows: ["行", "各行，从上到下取第一个符合的", "the rows; the first that matches counts"],
  at: ["出处", "出处", "where it stands"],
});

/** Words that stand for a whole test. */
export const testWords = words({
  any: ["任意", "任意值都可以", "any value will do"],
  true: ["是", "是", "yes"],
  false: ["否", "否", "no"],
});

/** Keys of a citation that is written out. */
export const citationWords = words({
  document: ["文件", "哪份文件", "which document"],
  place: ["位置", "文件中的位置", "the place in it"],
  quote: ["引文", "原文", "the words of the text"],
});

/** Whose result a case expects, beside the benefits by name. */
export const expectedWords = words({
  together: ["合计", "本项目全部权益与支出合计", "all benefits and spends of the programme together"],
});

/** Every word table, for the formatter and the reference. */
export const wordTables: Readonly<Record<string, WordTable>> = {
  standing: standingWords,
  kind: kindWords,
  grade: gradeWords,
  mode: modeWords,
  form: formWords,
  payee: payeeWords,
  scope: scopeWords,
  period: periodWords,
  counted: countedWords,
  caseDate: caseDateWords,
  voucherStart: voucherStartWords,
  firmness: firmnessWords,
  order: orderWords,
  applies: appliesWords,
  edge: edgeWords,
  below: belowWords,
  dayCount: dayCountWords,
  overlapRule: overlapRuleWords,
  meeting: meetingWords,
  denomination: denominationWords,
  direction: directionWords,
  roundingUnit: roundingUnitWords,
  decision: decisionWords,
  outcome: outcomeWords,
  touches: touchesWords,
  factType: factTypeWords,
  factOwner: factOwnerWords,
  knownBy: knownByWords,
  condition: conditionWords,
  table: tableWords,
  test: testWords,
  citation: citationWords,
  expected: expectedWords,
};
