/**
 * The figures that a quotation contains, in digits or in Chinese characters. A unit that stands once for several
 * numbers (`10至30万元`, `20、30%`) counts for each of them.
 */
import { parseAmount, toHalfWidth } from "@suanquan/china";
import { compareRates } from "../../evaluate/amounts/multiply.ts";
import { literals } from "../../language/literals.ts";
import { decimalOver, rate } from "../../language/written.ts";
import type { Duration, Rate } from "../../tree.ts";
import type { Figure } from "../survey-sites.ts";

/** Whether the quotation contains the figure. Nothing at all (0元, 0%) is never written out. */
export function containsFigure(quote: string, figure: Figure): boolean {
  const text = toHalfWidth(quote).replace(/\s/g, "");
  switch (figure.is) {
    case "money":
      return figure.value === 0n || amountsIn(text).has(figure.value);
    case "whole":
      return figure.value === 0n || amountsIn(text).has(figure.value * 100n);
    case "rate":
      return figure.value.num === 0n || ratesIn(text).some(each => compareRates(each, figure.value) === 0);
    case "date":
      return datesIn(text).some(each => figure.value.startsWith(each));
    case "duration":
      return durationsIn(text).some(
        each => each.count === figure.value.count && each.unit === figure.value.unit,
      );
  }
}

const CHINESE = "[〇零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]+";
const NUMBER = new RegExp(`(\\d+(?:,\\d{3})*(?:\\.\\d+)?)|(${CHINESE})`, "g");
const UNITS = ["万亿", "千亿", "百亿", "十亿", "亿", "千万", "百万", "十万", "万", "千", "百", ""] as const;

/** Amounts in 分; a bare number counts as 元, so that whole numbers are found here too, a hundredfold. */
function amountsIn(text: string): Set<bigint> {
  const units = UNITS.filter(unit => unit === "" || new RegExp(`\\d${unit}|\\d\\D{0,3}${unit}元`).test(text));
  const amounts = new Set<bigint>();
  for (const [number] of text.matchAll(NUMBER))
    for (const unit of units) {
      const amount = parseAmount(`${number}${unit}元`);
      if (amount.ok) amounts.add(amount.value);
    }
  return amounts;
}

const HALF = rate(1n, 2n);
const WHOLE = rate(1n, 1n);

/** Rates as granted: `30%`, `百分之三十`, `3成`, `1:1`, 一半; a discount counts both ways, as paid and as granted. */
function ratesIn(text: string): Rate[] {
  const found: Rate[] = [];
  const add = (value: Rate | undefined) => {
    if (value !== undefined) found.push(value);
  };
  for (const [spoken] of text.matchAll(
    /[十百千万]分之[〇零一二两三四五六七八九十百点\d.]+|\d{1,4}\/\d{1,4}/g,
  )) {
    const value = literals.rate.parse(spoken);
    if (value.ok) add(value.value);
  }
  for (const [, den = "", num = ""] of text.matchAll(/([二三四五六七八九])分之([一二两三四五六七八九])/g)) {
    const [below, above] = [parseAmount(`${den}元`), parseAmount(`${num}元`)];
    if (below.ok && above.ok) add(rate(above.value, below.value));
  }
  const units: readonly (readonly [mark: string, den: bigint])[] = [
    ["%", 100n],
    ["‰", 1_000n],
    ["成", 10n],
  ];
  for (const [mark, den] of units)
    if (text.includes(mark))
      for (const [, digits] of text.matchAll(/(\d+(?:\.\d+)?)/g)) add(decimalOver(digits ?? "", den));
  for (const [, digits = ""] of text.matchAll(/(\d+(?:\.\d+)?)折/g)) {
    const granted = literals.pay.parse(`${digits}折`);
    if (!granted.ok) continue;
    const { num, den } = granted.value;
    found.push(granted.value, rate(den - num, den));
  }
  for (const [, left = "0", right = "0"] of text.matchAll(/(\d{1,3})[:∶](\d{1,3})/g)) {
    const [a, b] = [BigInt(left), BigInt(right)];
    if (a + b > 0n) found.push(rate(a, a + b), rate(b, a + b));
  }
  if (/一半|半数|各半|减半/.test(text)) found.push(HALF);
  if (/全额|全部/.test(text)) found.push(WHOLE);
  return found;
}

/** Days, and months and years where only those are named, as the beginning of `2025-03-14`. */
function datesIn(text: string): string[] {
  const dates: string[] = [];
  let year = "";
  const two = (digits: string): string => digits.padStart(2, "0");
  const written =
    /(\d{4})[-./](\d{1,2})[-./](\d{1,2})|(?:(\d{4})年)?(\d{1,2})月(?:(\d{1,2})[日号])?|(\d{4})年/g;
  for (const [, y, m, d, yearOfDay, month, day, onlyYear] of text.matchAll(written)) {
    year = y ?? yearOfDay ?? onlyYear ?? year;
    const parts = [year, m ?? month, d ?? day].filter(part => part !== undefined);
    dates.push(parts.map((part, index) => (index === 0 ? part : two(part))).join("-"));
  }
  return dates.filter(each => each.length >= 4);
}

function durationsIn(text: string): Duration[] {
  const written = new RegExp(`(?:\\d+|${CHINESE}|半)(?:个?工作日|个?月|年|天|日)`, "g");
  return [...text.matchAll(written)].flatMap(([word]) => {
    const duration = literals.duration.parse(word);
    return duration.ok ? [duration.value] : [];
  });
}
