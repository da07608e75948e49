/**
 * Invented applicants, one for each kind of firm and spend that the catalogue speaks of. Each is asked twice: with
 * everything its clerk could say, and with the few facts of a first visit.
 */
import { type Catalogue, type Facts, readFacts } from "../../packages/policy/src/index.ts";

type Written = Readonly<Record<string, string | boolean>>;

interface Invented {
  readonly name: string;
  readonly applicant: Written;
  readonly spends: readonly Written[];
  readonly awards?: readonly Written[];
}

/** What a firm tells at its first visit; the rest of its facts is unknown then. */
const FIRST_VISIT: ReadonlySet<string> = new Set([
  "applicant.kind",
  "applicant.place",
  "applicant.size",
  "spend.kind",
  "contract.amount",
  "order.list",
]);

const firm = (place: string, size: string): Written => ({
  "applicant.kind": "企业",
  "applicant.place": place,
  "applicant.size": size,
  "applicant.legal-person": true,
  "applicant.industry": "软件和信息技术服务业",
  "applicant.ai-enterprise": true,
  "applicant.srdi-grade": "专精特新",
  "applicant.startup": false,
  "applicant.newly-landed": false,
  "applicant.compute-demand": true,
  "applicant.compute-provider": false,
  "applicant.cloud-provider": false,
  "applicant.maas-platform": false,
  "applicant.under-one-year": false,
  "applicant.national-key-project": false,
  "applicant.major-penalty": false,
  "applicant.bad-credit": false,
  "applicant.unlisted-conditions": true,
});

const computing = (amount: string, supply: string): Written => ({
  "spend.kind": "算力服务",
  "spend.unrelated": true,
  "contract.id": "HT-1",
  "contract.amount": amount,
  "contract.performed": amount,
  "contract.approved": amount,
  "settled.amount": amount,
  "service.fee": amount,
  "paid.amount": amount,
  "compute.rent": amount,
  "compute.rent-one-year": amount,
  "fee.non-compute": "2万元",
  "contract.signed": "2025-03-03",
  "contract.start": "2025-03-10",
  "contract.end": "2026-03-09",
  "contract.months": "12",
  "paid.on": "2025-05-06",
  "used.on": "2025-05-10",
  "supply.place": supply,
  "supplier.class": "人工智能计算中心",
  "supplier.pflops": "300",
  "supplier.registered": true,
  "supplier.planned-centre": true,
  "platform.local": true,
  "compute.use": "模型训练",
  "compute.intelligent": true,
  "compute.domestic": true,
  "compute.local": true,
  "compute.platform-listed": true,
  "compute.scene-benefit": false,
  "compute.facility-tier": "第一档",
  "compute.district-support": false,
  "project.class": "无项目",
  "subsidy.other-city": false,
  "subsidy.public-money": "0元",
});

const model = (amount: string): Written => ({
  "spend.kind": "模型服务",
  "spend.unrelated": true,
  "contract.amount": amount,
  "contract.performed": amount,
  "paid.amount": amount,
  "model.fee": amount,
  "service.fee": amount,
  "contract.signed": "2025-03-20",
  "paid.on": "2025-04-28",
  "model.registered": true,
  "model.multimodal": false,
  "model.third-party": true,
  "model.landing": "云化部署",
  "model.project": "无依托项目",
  "model.second-development": false,
  "subsidy.other-city": false,
});

const dataProduct = (amount: string): Written => ({
  "spend.kind": "数据产品",
  "spend.unrelated": true,
  "spend.via-exchange": true,
  "contract.amount": amount,
  "contract.performed": amount,
  "paid.amount": amount,
  "contract.signed": "2025-04-01",
  "paid.on": "2025-04-25",
  "data.exchange-supported": true,
  "data.listed": true,
});

const assetEntry = (amount: string): Written => ({
  ...dataProduct(amount),
  "spend.kind": "数据服务",
  "data.service-kind": "数据资产入表",
  "asset-entry.ready": true,
  "asset-entry.related-service": true,
  "asset-entry.first": true,
  "asset-entry.value": "300万元",
  "asset-entry.started": "2025-03-01",
  "asset-entry.completed": "2025-05-10",
  "asset-entry.fee": amount,
  "asset-entry.other-fee": "1万元",
});

const corpus = (amount: string): Written => ({
  ...dataProduct(amount),
  "spend.kind": "语料",
  "corpus.for-ai": true,
  "corpus.selected": true,
  "corpus.items": "120000",
  "corpus.acceptance": "优秀",
});

const INVENTED: readonly Invented[] = [
  {
    name: "贵阳的软件企业，训练模型，今年已兑过一次 / software firm in Guiyang, second award of the year",
    applicant: firm("贵阳市", "小型"),
    spends: [computing("1000万元", "贵州省")],
    awards: [
      {
        programme: "cn-guizhou/suanli",
        benefit: "purchase",
        granted: "20万元",
        redeemed: "20万元",
        on: "2025-02-11",
      },
    ],
  },
  {
    name: "姜堰的核心产业企业，恰买三十万元 / core firm in Jiangyan, exactly at an open edge",
    applicant: { ...firm("姜堰区", "小型"), "applicant.digital-core": true },
    spends: [
      {
        "spend.kind": "算力服务",
        supplier: "姜堰电信天翼云",
        "order.list": "30万元",
        "orders.year-total": "42万元",
      },
    ],
  },
  {
    name: "芜湖的大数据企业，买产品和服务 / big-data firm in Wuhu, a product and a service",
    applicant: { ...firm("芜湖市", "中型"), "applicant.big-data-grade": "省级" },
    spends: [
      dataProduct("300万元"),
      { ...assetEntry("100万元"), "data.service-kind": "数据质量评估" },
      { ...computing("80万元", "芜湖市"), supplier: "芜湖数据中心集群" },
    ],
  },
  {
    name: "深圳的大模型企业，训练、模型和语料 / model maker in Shenzhen, training, model and corpus",
    applicant: {
      ...firm("深圳市", "中型"),
      "year.unrelated-ai-compute": "1500万元",
      "year.compute-claimed": "1500万元",
    },
    spends: [computing("1500万元", "深圳市"), model("500万元"), corpus("120万元")],
  },
  {
    name: "北京的多模态企业，两份算力合同和一次模型购买 / multimodal firm in Beijing, three spends",
    applicant: {
      ...firm("北京经济技术开发区", "中型"),
      "applicant.multimodal-foundation": true,
      "applicant.maas-platform": true,
      "applicant.maas-scale": true,
      "year.compute-paid": "2200万元",
    },
    spends: [computing("1200万元", "北京市"), computing("1400万元", "河北省"), model("200万元")],
  },
  {
    name: "杭州的微型企业，算力和模型服务 / micro firm in Hangzhou, computing and a model",
    applicant: { ...firm("杭州市", "微型"), "applicant.startup": true, "park.benchmark": true },
    spends: [
      { ...computing("60万元", "杭州市"), "smart-voucher.route": "智能券免审配套" },
      { ...model("100万元"), "service.smart-product": true, "service.catalogued": true },
    ],
  },
  {
    name: "郑州的制造企业，用超算 / manufacturer in Zhengzhou on the supercomputer",
    applicant: { ...firm("郑州市", "大型"), "applicant.industry": "制造业" },
    spends: [{ ...computing("200万元", "河南省"), "supplier.class": "国家超级计算郑州中心" }],
  },
  {
    name: "廊坊新落地的企业 / newly landed firm in Langfang",
    applicant: { ...firm("廊坊市", "小型"), "applicant.newly-landed": true },
    spends: [{ ...computing("400万元", "廊坊市"), "project.original-model": true }],
  },
  {
    name: "成都的小企业，一万五千元的合同 / small firm in Chengdu, a contract of 15,000",
    applicant: firm("成都市", "小型"),
    spends: [computing("1.5万元", "成都市")],
  },
  {
    name: "南宁的高校，向南 A 中心买算力 / university in Nanning",
    applicant: { ...firm("南宁市", "大型"), "applicant.kind": "高校", "applicant.industry": "其他行业" },
    spends: [{ ...computing("90万元", "南宁市"), supplier: "南A中心" }],
  },
  {
    name: "泰安的企业，数据资产首单入表 / firm in Tai'an, first entry of data assets",
    applicant: firm("泰安市", "中型"),
    spends: [assetEntry("15万元")],
  },
  {
    name: "青岛的企业，去年签约今年付款 / firm in Qingdao, signed last year and paid this year",
    applicant: firm("青岛市", "中型"),
    spends: [{ ...computing("350万元", "青岛市"), "contract.signed": "2024-11-20" }, model("90万元")],
  },
];

export interface Applicant {
  readonly name: string;
  readonly known: "complete" | "incomplete";
  readonly facts: Facts;
}

/** Every applicant twice: complete, then incomplete. @throws Error when the vocabulary no longer has one of the facts. */
export function applicantsOf({ vocabulary }: Catalogue): readonly Applicant[] {
  const read = (name: string, json: unknown): Facts => {
    const { facts, findings } = readFacts(json, vocabulary);
    const [first] = findings;
    if (facts === undefined) throw new Error(`${name}: ${first?.path} ${first?.what.en}`);
    return facts;
  };
  return INVENTED.flatMap(({ name, applicant, spends, awards }): Applicant[] => [
    {
      name,
      known: "complete",
      facts: read(name, { applicant, spends, ...(awards === undefined ? {} : { position: { awards } }) }),
    },
    {
      name,
      known: "incomplete",
      facts: read(name, { applicant: firstOf(applicant), spends: spends.map(firstOf) }),
    },
  ]);
}

const firstOf = (written: Written): Written =>
  Object.fromEntries(Object.entries(written).filter(([fact]) => FIRST_VISIT.has(fact)));
