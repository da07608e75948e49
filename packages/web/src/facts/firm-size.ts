/** The size class of a firm, reckoned from its own industry's line; unknown while a figure of that line is missing. */
import { type Fen, parseAmount, toHalfWidth } from "@suanquan/china";
import {
  classifyEnterprise,
  ENTERPRISE_SIZE_ZH,
  type EnterpriseFigures,
  type EnterpriseIndustry,
  type EnterpriseSizing,
  enterpriseIndustries,
  type SizeIndicator,
} from "@suanquan/china/enterprise-size";
import type { Bilingual } from "@suanquan/policy";
import { DONT_KNOW, type FirmEntry } from "./entries.ts";

/** What cannot be read in a field, and what would be right. */
export interface Fault {
  readonly what: Bilingual;
  readonly mend: Bilingual;
}

export interface FirmSize {
  /** Absent while no industry is chosen. */
  readonly sizing?: EnterpriseSizing;
  readonly faults: ReadonlyMap<SizeIndicator, Fault>;
}

export const isAnswered = (text: string): boolean => text.trim() !== "" && text.trim() !== DONT_KNOW;

/** Chosen for an industry that the rule does not class, such as finance. */
export const OUTSIDE_LIST: EnterpriseIndustry = "outside-list";

/** Reckons the size from what was written of the firm. */
export function sizeOf(firm: FirmEntry): FirmSize {
  const faults = new Map<SizeIndicator, Fault>();
  const industry = industryOf(firm.industry);
  const staff = staffIn(firm.staff, faults);
  const revenue = amountIn(firm.revenue, "revenue", faults);
  const assets = amountIn(firm.assets, "assets", faults);
  if (industry === undefined) return { faults };
  const figures: EnterpriseFigures = {
    industry,
    ...(staff === undefined ? {} : { staff }),
    ...(revenue === undefined ? {} : { revenue }),
    ...(assets === undefined ? {} : { assets }),
  };
  return { sizing: classifyEnterprise(figures), faults };
}

/** The size as the vocabulary's choice names it; undefined unless every figure of the line is known. */
export function sizeChoice({ sizing }: FirmSize): string | undefined {
  return sizing?.outcome === "classified" ? ENTERPRISE_SIZE_ZH[sizing.size] : undefined;
}

/** The industry that was chosen. */
export function industryOf(text: string): EnterpriseIndustry | undefined {
  if (text === OUTSIDE_LIST) return OUTSIDE_LIST;
  return enterpriseIndustries().find(each => each.industry === text)?.industry;
}

const STAFF_DIGITS_MAX = 8;

function staffIn(text: string, faults: Map<SizeIndicator, Fault>): number | undefined {
  if (!isAnswered(text)) return undefined;
  const bare = toHalfWidth(text).replace(/[\s人名]/g, "");
  const digits = /^\d{1,3}(?:,\d{3})+$/.test(bare) ? bare.replaceAll(",", "") : bare;
  if (/^\d+$/.test(digits) && digits.length <= STAFF_DIGITS_MAX) return Number(digits);
  faults.set("staff", {
    what: { zh: `“${text.trim()}”不是人数`, en: `"${text.trim()}" is not a number of persons` },
    mend: { zh: "请写非负整数，如 86", en: "write a whole number, zero or above, as in 86" },
  });
  return undefined;
}

function amountIn(
  text: string,
  indicator: SizeIndicator,
  faults: Map<SizeIndicator, Fault>,
): Fen | undefined {
  if (!isAnswered(text)) return undefined;
  const amount = parseAmount(text);
  if (amount.ok) return amount.value;
  faults.set(indicator, { what: { zh: amount.error.zh, en: amount.error.en }, mend: AMOUNT_ADVICE });
  return undefined;
}

export const AMOUNT_ADVICE: Bilingual = {
  zh: "请写如 30万元、2.5亿元 或 300000（元）",
  en: "write it like 300000 (yuan), 30万元 or 2.5亿元",
};
