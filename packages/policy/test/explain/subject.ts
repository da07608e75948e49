/** A small invented programme and vocabulary, for sentences. */
import { type Fen, fen, type LocalDate, localDate } from "@suanquan/china";
import type { Bounds } from "../../src/assessment.ts";
import type { Subject } from "../../src/explain/wording.ts";
import type { Benefit, FactDefinition, Programme, Range } from "../../src/tree.ts";
import { vocabularyOf } from "../../src/vocabulary.ts";

/** 万元 in 分. */
export const wan = (amount: number): Fen => fen(BigInt(Math.round(amount * 100)) * 10_000n);
export const exactly = (amount: Fen): Bounds => ({ low: amount, high: amount });
export const between = (low: Fen, high: Fen | null): Bounds => ({ low, high });
export const UNKNOWN = between(fen(0), null);
export const percent = (rate: number) => ({ num: BigInt(rate), den: 100n });
export const days = (low: string, high: string): Range<LocalDate> => ({
  low: { value: localDate(low), included: true },
  high: { value: localDate(high), included: true },
});

type Row = readonly [zh: string, type: FactDefinition["type"], en: string, label: string];
const ROWS: Readonly<Record<string, Row>> = {
  "applicant.kind": ["申请主体.类型", "choice", "Kind of applicant", "主体类型"],
  "applicant.legal-person": ["申请主体.独立法人", "boolean", "Independent legal person", "独立法人"],
  "applicant.place": ["申请主体.登记地", "place", "Place of registration", "登记地"],
  "applicant.founded": ["申请主体.成立日期", "date", "Date of foundation", "成立日期"],
  "contract.amount": ["合同.金额", "money", "Contract sum", "合同金额"],
  "contract.signed": ["合同.签订日期", "date", "Day of signing", "合同签订日期"],
  "fee.hardware": ["费用.硬件", "money", "Hardware in it", "其中硬件费用"],
  "order.list": ["订单.优惠前金额", "money", "Order at list price", "优惠前订单金额"],
  "data.income-share": ["数据.收入占比", "rate", "Share of data income", "数据业务收入占比"],
  "training.staff": ["培训.人数", "number", "Number of trainees", "培训人数"],
};

const CHOICES = [
  { value: "企业", en: "enterprise" },
  { value: "高校", en: "university" },
];

export const definition = (name: string): FactDefinition => {
  const [zh, type, en, label] = ROWS[name] ?? [name, "text", name, name];
  return {
    name,
    zh,
    type,
    of: name.startsWith("applicant") ? "applicant" : "spend",
    label: { zh: label, en },
    ask: { zh: `${label}是什么`, en: `What is the ${en.toLowerCase()}` },
    knownBy: name === "order.list" ? "provider" : name === "applicant.kind" ? "register" : "applicant",
    proof: [],
    choices: type === "choice" ? CHOICES : [],
  };
};
export const vocabulary = vocabularyOf(Object.keys(ROWS).map(definition));

const at = { document: "notice", place: "算力券/示例省/1" };

export const purchase: Benefit = {
  id: "purchase",
  title: { zh: "购买补助", en: "Purchase subsidy" },
  covers: ["example-1"],
  form: "cash",
  when: { is: "all", of: [] },
  amount: {
    is: "rate",
    base: {
      of: { is: "stated", value: ["contract.amount"] },
      less: { is: "stated", value: [] },
    },
    rate: { atMost: false, by: { is: "cell", cell: { is: "stated", value: percent(3) } } },
  },
  bonus: [],
  caps: [],
  payee: "applicant",
  evidence: [],
  notes: [],
  at,
};

export const programme: Programme = {
  id: "cn-example/suanli",
  version: "2025-01-01",
  title: { zh: "示例算力券", en: "Example computing voucher" },
  kinds: ["computing"],
  place: "520000",
  issuer: ["示例省数据局"],
  standing: "in-force",
  documents: [
    {
      id: "notice",
      title: "示例算力券管理办法",
      issuer: ["示例省数据局"],
      issued: localDate("2025-01-01"),
      grade: "C",
      seenIn: "示例汇编",
      replaces: [],
      implements: [],
      conflicts: [],
      notes: [],
    },
  ],
  governs: "notice",
  applies: { by: { is: "stated", value: "applied" } },
  delivery: { mode: "voucher-first" },
  windows: {},
  pools: [
    {
      id: "year",
      title: { zh: "年度资金池", en: "the yearly pool" },
      max: { is: "stated", value: wan(1000) },
      period: { is: "stated", value: "year" },
      firmness: "up-to",
      order: { is: "stated", value: "unstated" },
      funders: [],
    },
  ],
  when: { is: "all", of: [] },
  presumes: [
    {
      id: "applicant-place",
      condition: { is: "all", of: [] },
      says: { zh: "没有要求登记在示例省", en: "registration in the province is not asked" },
    },
  ],
  benefits: [purchase, { ...purchase, id: "train", title: { zh: "训练补助", en: "Training subsidy" } }],
  combine: [],
  open: [
    {
      id: "list-or-net",
      ask: { zh: "购买金额指优惠前还是优惠后", en: "is the sum before or after the discount" },
      readings: [
        { id: "list", says: { zh: "优惠前", en: "before" } },
        { id: "net", says: { zh: "优惠后", en: "after" } },
      ],
      between: [],
      touches: "money",
      at,
    },
  ],
  procedure: [],
  notes: [],
  cases: [],
};

export const subject: Subject = { programme, vocabulary };
