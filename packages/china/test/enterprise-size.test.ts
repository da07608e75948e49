import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  classifyEnterprise,
  ENTERPRISE_SIZE_ZH,
  type EnterpriseFigures,
  type EnterpriseSize,
  enterpriseIndustries,
  findIndustry,
} from "../src/enterprise-size.ts";
import {
  SIZE_LINES,
  type SizeFloors,
  type SizeIndicator,
  type SizeLine,
} from "../src/enterprise-size-data.ts";
import { fen } from "../src/index.ts";

const FROM_LARGE = ["large", "medium", "small", "micro"] as const;
const HUGE = { staff: 1_000_000, revenue: fen(10n ** 17n), assets: fen(10n ** 17n) };

/** An indicator's figure at a floor of the table, `off` persons or 分 away from it. */
function at(indicator: SizeIndicator, floor: number, off: number): Partial<EnterpriseFigures> {
  if (indicator === "staff") return { staff: floor + off };
  return { [indicator]: fen(BigInt(floor) * 1_000_000n + BigInt(off)) };
}

const lines: readonly SizeLine[] = SIZE_LINES;
const boundaries = lines.flatMap(line =>
  Object.entries(line.floors).flatMap(([indicator, floors]) =>
    floors.map((floor, index) => ({
      industry: line.industry as EnterpriseFigures["industry"],
      indicator: indicator as SizeIndicator,
      floor,
      above: FROM_LARGE[index] as EnterpriseSize,
      below: FROM_LARGE[index + 1] as EnterpriseSize,
    })),
  ),
);

describe("every floor of the fifteen lines, at −1, 0 and +1", () => {
  it("is fifteen lines with 84 floors", () => {
    expect(lines).toHaveLength(15);
    expect(boundaries).toHaveLength(84);
  });

  it.each(boundaries)("$industry, $indicator $floor: $below below it, $above from it on", boundary => {
    const { industry, indicator, floor, above, below } = boundary;
    const sizes = [-1, 0, 1].map(off => {
      const sizing = classifyEnterprise({ industry, ...HUGE, ...at(indicator, floor, off) });
      return sizing.outcome === "classified" ? sizing.size : sizing.outcome;
    });
    expect(sizes).toEqual([below, above, above]);
  });

  it.each(lines)("$industry has falling floors", line => {
    for (const floors of Object.values(line.floors) as SizeFloors[]) {
      expect([...floors].sort((a, b) => b - a)).toEqual([...floors]);
    }
  });
});

describe("the lowest indicator decides", () => {
  it("a software firm of 500 people with 900万元 is small", () => {
    expect(classifyEnterprise({ industry: "software", staff: 500, revenue: fen(900_000_000) })).toEqual({
      outcome: "classified",
      size: "small",
      by: [
        { indicator: "staff", size: "large" },
        { indicator: "revenue", size: "small" },
      ],
    });
  });

  it("an indicator that the line does not ask is not looked at", () => {
    const sizing = classifyEnterprise({ industry: "other", staff: 300, revenue: fen(0) });
    expect(sizing).toMatchObject({ outcome: "classified", size: "large" });
  });

  it("a larger figure never makes a smaller firm", () => {
    const industries = fc.constantFrom(...enterpriseIndustries().map(each => each.industry));
    const figures = fc.record({
      staff: fc.nat(3000),
      revenue: fc.bigInt({ min: 0n, max: 3n * 10n ** 11n }).map(fen),
      assets: fc.bigInt({ min: 0n, max: 3n * 10n ** 11n }).map(fen),
    });
    fc.assert(
      fc.property(industries, figures, fc.nat(500), (industry, base, more) => {
        const rank = (staff: number) => {
          const sizing = classifyEnterprise({ industry, ...base, staff });
          return sizing.outcome === "classified" ? FROM_LARGE.indexOf(sizing.size) : -1;
        };
        expect(rank(base.staff + more)).toBeLessThanOrEqual(rank(base.staff));
      }),
    );
  });
});

describe("what is not known stays unknown", () => {
  it("a missing figure is never taken for micro", () => {
    expect(classifyEnterprise({ industry: "software", staff: 500 })).toEqual({
      outcome: "unknown",
      missing: ["revenue"],
      atMost: "large",
      by: [{ indicator: "staff", size: "large" }],
    });
    expect(classifyEnterprise({ industry: "software" })).toMatchObject({
      outcome: "unknown",
      atMost: "large",
    });
  });

  it("what is known bounds it from above", () => {
    expect(classifyEnterprise({ industry: "industry", staff: 100 })).toMatchObject({
      outcome: "unknown",
      atMost: "small",
    });
  });

  it("zero is a figure", () => {
    expect(classifyEnterprise({ industry: "software", staff: 500, revenue: fen(0) })).toMatchObject({
      size: "micro",
    });
  });

  it("an industry outside the list has no class", () => {
    expect(classifyEnterprise({ industry: "outside-list", staff: 5 })).toEqual({ outcome: "not-applicable" });
  });

  it.each([{ staff: -1 }, { staff: 1.5 }, { staff: Number.NaN }, { revenue: fen(-1) }])(
    "%o is not a figure",
    wrong => {
      expect(() => classifyEnterprise({ industry: "software", ...HUGE, ...wrong })).toThrow(RangeError);
    },
  );
});

describe("industries are found by the rule's names", () => {
  it.each([
    ["软件和信息技术服务业", "software"],
    [" 工业 ", "industry"],
    ["餐饮业", "hospitality"],
    ["住宿业", "hospitality"],
    ["农、林、牧、渔业", "agriculture"],
    ["金融业", "outside-list"],
    ["铁路运输业", "outside-list"],
    ["人工智能", undefined],
  ])("%s is %s", (name, industry) => {
    expect(findIndustry(name)).toBe(industry);
  });

  it("each line offers its Chinese name, and each size has one", () => {
    expect(enterpriseIndustries().map(each => findIndustry(each.zh))).toEqual(
      lines.map(line => line.industry),
    );
    expect(Object.values(ENTERPRISE_SIZE_ZH)).toEqual(["大型", "中型", "小型", "微型"]);
  });
});
