import { localDate } from "@suanquan/china";
import { expect, test } from "vitest";
import { containsFigure } from "../../src/check/analysis/quoted-figures.ts";
import type { Figure } from "../../src/check/survey-sites.ts";
import { literals } from "../../src/language/literals.ts";

function figure(kind: "money" | "rate" | "duration", text: string): Figure {
  const read = literals[kind].parse(text);
  if (!read.ok) throw new Error(text);
  return { is: kind, value: read.value } as Figure;
}
const day = (text: string): Figure => ({ is: "date", value: localDate(text) });
const whole = (value: number): Figure => ({ is: "whole", value: BigInt(value) });

const CASES: readonly (readonly [quote: string, figure: Figure, contained: boolean])[] = [
  ["每年最高不超过200万元", figure("money", "200万元"), true],
  ["每年最高不超过 200 万元", figure("money", "200万元"), true],
  ["最高二百万元", figure("money", "200万元"), true],
  ["最高２００万元", figure("money", "200万元"), true],
  ["最高2,000,000元", figure("money", "200万元"), true],
  ["最高200元", figure("money", "200万元"), false],
  ["最高20万元", figure("money", "200万元"), false],
  ["总额2.5亿元", figure("money", "2.5亿元"), true],
  ["10至30万元的部分", figure("money", "10万元"), true],
  ["10万<购买金额<30万", figure("money", "30万元"), true],
  ["购买金额超过30万的", figure("money", "30万元"), true],
  ["给予5000元", figure("money", "4999.99元"), false],
  ["按30%给予补助", figure("rate", "30%"), true],
  ["按百分之三十给予补助", figure("rate", "30%"), true],
  ["分别按20、30%给予", figure("rate", "20%"), true],
  ["按3‰给予", figure("rate", "3‰"), true],
  ["按3%给予", figure("rate", "3‰"), false],
  ["给予一半补助", figure("rate", "50%"), true],
  ["享受4折优惠", figure("rate", "60%"), true],
  ["享受4.6折优惠", figure("rate", "54%"), true],
  ["享受4.6折优惠", figure("rate", "56%"), false],
  ["省、市按照1:1的比例分担", figure("rate", "50%"), true],
  ["省级承担三分之二", figure("rate", "2/3"), true],
  ["自2025年3月1日起", day("2025-03-01"), true],
  ["2025年3月1日至12月31日", day("2025-12-31"), true],
  ["2025-03-01起施行", day("2025-03-01"), true],
  ["2025年底前", day("2025-12-31"), true],
  ["2024年3月1日", day("2025-03-01"), false],
  ["有效期为6个月", figure("duration", "6个月"), true],
  ["有效期半年", figure("duration", "6个月"), true],
  ["有效期一年", figure("duration", "1年"), true],
  ["有效期6个月", figure("duration", "6年"), false],
  ["5个工作日内", figure("duration", "5个工作日"), true],
  ["不少于十亿个参数", whole(1_000_000_000), true],
  ["不少于5个应用场景", whole(5), true],
  ["不少于5个应用场景", whole(6), false],
  ["没有写明下限", figure("money", "0元"), true],
];

test.each(CASES)("“%s” and %o: %s", (quote, wanted, contained) => {
  expect(containsFigure(quote, wanted)).toBe(contained);
});
