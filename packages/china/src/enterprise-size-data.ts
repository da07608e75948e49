/**
 * 《中小企业划型标准规定》 (工信部联企业〔2011〕300号) art. 4, line by line. Each indicator has three floors: from the
 * first on a firm is large, from the second medium, from the third small, below it micro. A floor is included
 * ("以上"), what lies below it is not ("以下", art. 6). Staff in persons; revenue and assets in 万元.
 */

export type SizeIndicator = "staff" | "revenue" | "assets";

/** The floors of large, medium and small. */
export type SizeFloors = readonly [large: number, medium: number, small: number];

export interface SizeLine {
  readonly industry: string;
  /** The names that the rule gives the industry. */
  readonly zh: readonly string[];
  readonly en: string;
  readonly floors: { readonly [indicator in SizeIndicator]?: SizeFloors };
}

export const SIZE_LINES = [
  {
    industry: "agriculture",
    zh: ["农、林、牧、渔业", "农林牧渔业", "农林牧渔"],
    en: "agriculture, forestry, animal husbandry and fishery",
    floors: { revenue: [20_000, 500, 50] },
  },
  {
    industry: "industry",
    zh: ["工业"],
    en: "industry (mining, manufacturing, power, gas and water)",
    floors: { staff: [1_000, 300, 20], revenue: [40_000, 2_000, 300] },
  },
  {
    industry: "construction",
    zh: ["建筑业"],
    en: "construction",
    floors: { revenue: [80_000, 6_000, 300], assets: [80_000, 5_000, 300] },
  },
  {
    industry: "wholesale",
    zh: ["批发业"],
    en: "wholesale",
    floors: { staff: [200, 20, 5], revenue: [40_000, 5_000, 1_000] },
  },
  {
    industry: "retail",
    zh: ["零售业"],
    en: "retail",
    floors: { staff: [300, 50, 10], revenue: [20_000, 500, 100] },
  },
  {
    industry: "transport",
    zh: ["交通运输业"],
    en: "transport, railways excepted",
    floors: { staff: [1_000, 300, 20], revenue: [30_000, 3_000, 200] },
  },
  {
    industry: "storage",
    zh: ["仓储业"],
    en: "storage",
    floors: { staff: [200, 100, 20], revenue: [30_000, 1_000, 100] },
  },
  {
    industry: "post",
    zh: ["邮政业"],
    en: "postal services",
    floors: { staff: [1_000, 300, 20], revenue: [30_000, 2_000, 100] },
  },
  {
    industry: "hospitality",
    zh: ["住宿业", "餐饮业", "住宿和餐饮业"],
    en: "accommodation; catering",
    floors: { staff: [300, 100, 10], revenue: [10_000, 2_000, 100] },
  },
  {
    industry: "information-transmission",
    zh: ["信息传输业"],
    en: "information transmission (telecommunications, internet services)",
    floors: { staff: [2_000, 100, 10], revenue: [100_000, 1_000, 100] },
  },
  {
    industry: "software",
    zh: ["软件和信息技术服务业"],
    en: "software and information technology services",
    floors: { staff: [300, 100, 10], revenue: [10_000, 1_000, 50] },
  },
  {
    industry: "real-estate-development",
    zh: ["房地产开发经营"],
    en: "real estate development",
    floors: { revenue: [200_000, 1_000, 100], assets: [10_000, 5_000, 2_000] },
  },
  {
    industry: "property-management",
    zh: ["物业管理"],
    en: "property management",
    floors: { staff: [1_000, 300, 100], revenue: [5_000, 1_000, 500] },
  },
  {
    industry: "leasing-and-business-services",
    zh: ["租赁和商务服务业"],
    en: "leasing and business services",
    floors: { staff: [300, 100, 10], assets: [120_000, 8_000, 100] },
  },
  {
    industry: "other",
    zh: ["其他未列明行业"],
    en: "other listed services (research, water and environment, residents' services, social work, culture and sports)",
    floors: { staff: [300, 100, 10] },
  },
] as const satisfies readonly SizeLine[];

/** Industries that the rule leaves out: it has no class for them, large or small. */
export const INDUSTRIES_OUTSIDE: readonly string[] = [
  "铁路运输业",
  "金融业",
  "教育",
  "卫生",
  "公共管理、社会保障和社会组织",
  "国际组织",
];
