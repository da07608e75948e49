import {
  INDUSTRIES_OUTSIDE,
  SIZE_LINES,
  type SizeFloors,
  type SizeIndicator,
  type SizeLine,
} from "./enterprise-size-data.ts";
import type { Fen } from "./money.ts";
import { toHalfWidth } from "./numerals.ts";

export type { SizeIndicator } from "./enterprise-size-data.ts";

export type EnterpriseSize = "large" | "medium" | "small" | "micro";

/** A line of the rule, or `outside-list` for an industry that the rule does not class (finance, education …). */
export type EnterpriseIndustry = (typeof SIZE_LINES)[number]["industry"] | "outside-list";

/** What a firm is classed by: the figures at the end of the last year. An absent figure is not known; zero is a figure. */
export interface EnterpriseFigures {
  readonly industry: EnterpriseIndustry;
  /** Persons employed 从业人员. */
  readonly staff?: number;
  /** Operating revenue 营业收入, in 分. */
  readonly revenue?: Fen;
  /** Total assets 资产总额, in 分. */
  readonly assets?: Fen;
}

/** One indicator's own class. */
export interface IndicatorSize {
  readonly indicator: SizeIndicator;
  readonly size: EnterpriseSize;
}

export type EnterpriseSizing =
  /** The lowest of the classes that its indicators give. */
  | { readonly outcome: "classified"; readonly size: EnterpriseSize; readonly by: readonly IndicatorSize[] }
  /** A figure is missing. The firm is at most `atMost`; it is never taken for micro because nothing is known. */
  | {
      readonly outcome: "unknown";
      readonly missing: readonly SizeIndicator[];
      readonly atMost: EnterpriseSize;
      readonly by: readonly IndicatorSize[];
    }
  /** The rule has no class for this industry. */
  | { readonly outcome: "not-applicable" };

/** From the largest down; the order is what "lowest" means. */
const SIZES = ["large", "medium", "small", "micro"] as const satisfies readonly EnterpriseSize[];

const INDICATORS = ["staff", "revenue", "assets"] as const satisfies readonly SizeIndicator[];

const FEN_PER_WAN = 1_000_000n;

/** The names of the sizes in Chinese. */
export const ENTERPRISE_SIZE_ZH: Readonly<Record<EnterpriseSize, string>> = {
  large: "大型",
  medium: "中型",
  small: "小型",
  micro: "微型",
};

/**
 * Classes a firm as large, medium, small or micro after 工信部联企业〔2011〕300号: each indicator of its industry's line
 * gives a class, and the lowest counts.
 * @throws RangeError when a figure is negative or the staff is not a whole number.
 */
export function classifyEnterprise(figures: EnterpriseFigures): EnterpriseSizing {
  const line = SIZE_LINES.find(each => each.industry === figures.industry);
  if (line === undefined) return { outcome: "not-applicable" };
  const floors: SizeLine["floors"] = line.floors;
  const asked = INDICATORS.flatMap(indicator => {
    const own = floors[indicator];
    return own === undefined ? [] : [{ indicator, floors: own }];
  });
  const by = asked.flatMap(({ indicator, floors: own }) => {
    const size = indicatorSize(figures[indicator], indicator, own);
    return size === undefined ? [] : [{ indicator, size }];
  });
  const missing = asked.map(each => each.indicator).filter(indicator => figures[indicator] === undefined);
  const lowest = SIZES.findLast(size => by.some(each => each.size === size)) ?? "large";
  if (missing.length > 0) return { outcome: "unknown", missing, atMost: lowest, by };
  return { outcome: "classified", size: lowest, by };
}

function indicatorSize(
  figure: number | Fen | undefined,
  indicator: SizeIndicator,
  floors: SizeFloors,
): EnterpriseSize | undefined {
  if (figure === undefined) return undefined;
  if (figure < 0 || (typeof figure === "number" && !Number.isInteger(figure))) {
    throw new RangeError(`${indicator} must be a whole number from 0 up: ${figure}`);
  }
  const unit = indicator === "staff" ? 1n : FEN_PER_WAN;
  const reached = floors.findIndex(floor => BigInt(figure) >= BigInt(floor) * unit);
  return SIZES[reached < 0 ? floors.length : reached];
}

/**
 * The industry that a Chinese name of the rule means (软件和信息技术服务业), `outside-list` for one that the rule leaves out
 * (金融业), undefined for a name that it does not use.
 */
export function findIndustry(name: string): EnterpriseIndustry | undefined {
  const bare = toHalfWidth(name).trim();
  const lines: readonly { industry: EnterpriseIndustry; zh: readonly string[] }[] = SIZE_LINES;
  const line = lines.find(each => each.zh.includes(bare));
  return line?.industry ?? (INDUSTRIES_OUTSIDE.includes(bare) ? "outside-list" : undefined);
}

/** The industries of the rule with their names, for a choice. */
export function enterpriseIndustries(): readonly { industry: EnterpriseIndustry; zh: string; en: string }[] {
  return SIZE_LINES.map(({ industry, zh, en }) => ({ industry, zh: zh[0], en }));
}

/** The floors of an industry's line, by indicator: large, medium, small; undefined for one outside the rule. */
export function sizeFloors(industry: EnterpriseIndustry): SizeLine["floors"] | undefined {
  return SIZE_LINES.find(each => each.industry === industry)?.floors;
}
