/**
 * The literals of the language, read and written exactly: `2.5亿元`, `30%`, `4.6折`, `2025-03-14`, `6个月`.
 * They are the same in the Chinese and the English rendering of a file. Full-width digits and signs are accepted.
 */
import {
  type Fen,
  formatWan,
  type LocalDate,
  parseAmount,
  parseLocalDate,
  toHalfWidth,
} from "@suanquan/china";
import type { Bilingual, Duration, Range, Rate } from "../tree.ts";
import { parseRange, printRange, type RangeOf } from "./ranges.ts";
import type { LiteralName, LiteralValues } from "./shape.ts";
import { decimalOver, exactDecimal, quoted, rate, read, refuse, type Written } from "./written.ts";

export type { Written } from "./written.ts";

/** One kind of literal: how it is read and written, and what an author is told about it. */
export interface LiteralKind<T> {
  /** Reads the literal; never throws and never guesses. */
  readonly parse: (text: string) => Written<T>;
  /** Writes it so that reading it again yields the same value. */
  readonly print: (value: T) => string;
  readonly examples: readonly string[];
  readonly says: Bilingual;
}

const TEXT_CHARACTERS_MAX = 2_000;

/** Money in a policy file names its unit: a bare `200` could be 元 or 万元. */
function parseMoney(text: string): Written<Fen> {
  const bare = toHalfWidth(text).trim();
  const amount = parseAmount(bare);
  if (!amount.ok) {
    const { code, zh, en } = amount.error;
    if (code !== "not-an-amount" && code !== "empty") return refuse("not-money", zh, en);
    return refuse("not-money", `“${quoted(text)}”不是金额`, `"${quoted(text)}" is not an amount`);
  }
  if (!/[元圆角分整正]$|^(?:人民币|RMB|CNY|[¥￥])|(?:人民币|RMB|CNY)$/i.test(bare)) {
    return refuse(
      "no-unit",
      `金额“${quoted(text)}”没有写单位`,
      `the amount "${quoted(text)}" does not name its unit`,
    );
  }
  return amount;
}

const RATE_MAX_TIMES = 10n;
const CHINESE_DENOMINATORS: Readonly<Record<string, bigint>> = { 十: 10n, 百: 100n, 千: 1_000n, 万: 10_000n };

function parseRate(text: string): Written<Rate> {
  const value = rateOf(toHalfWidth(text).replace(/\s/g, ""));
  if (value === undefined) {
    return refuse("not-a-rate", `“${quoted(text)}”不是比例`, `"${quoted(text)}" is not a rate`);
  }
  if (value.num > value.den * RATE_MAX_TIMES) {
    return refuse(
      "too-large",
      `比例“${quoted(text)}”超过 1000%`,
      `the rate "${quoted(text)}" is above 1000%`,
    );
  }
  return read(value);
}

function rateOf(bare: string): Rate | undefined {
  if (bare.endsWith("%")) return decimalOver(bare.slice(0, -1), 100n);
  if (bare.endsWith("‰")) return decimalOver(bare.slice(0, -1), 1_000n);
  const fraction = /^(\d{1,9})\/(\d{1,9})$/.exec(bare);
  if (fraction !== null) {
    const den = BigInt(fraction[2] ?? "0");
    return den === 0n ? undefined : rate(BigInt(fraction[1] ?? "0"), den);
  }
  const spoken = /^([十百千万])分之(.+)$/.exec(bare);
  const den = CHINESE_DENOMINATORS[spoken?.[1] ?? ""];
  if (spoken === null || den === undefined) return undefined;
  const [whole = "", decimals] = (spoken[2] ?? "").split("点");
  const count = chineseCount(whole);
  if (count === undefined) return undefined;
  if (decimals === undefined) return rate(count, den);
  const digits = [...decimals].map(chineseCount);
  if (digits.length === 0 || digits.some(digit => digit === undefined || digit > 9n)) return undefined;
  return decimalOver(`${count}.${digits.join("")}`, den);
}

/** A whole number in digits or in Chinese characters; the reader of amounts knows both. */
function chineseCount(text: string): bigint | undefined {
  if (!/^[\d〇零一二两三四五六七八九十百]{1,9}$/.test(text)) return undefined;
  const amount = parseAmount(`${text}元`);
  return amount.ok ? amount.value / 100n : undefined;
}

function printRate(value: Rate): string {
  const percent = exactDecimal(value, 100n);
  return percent === undefined ? `${value.num}/${value.den}` : `${percent}%`;
}

const CHINESE_DIGITS = "零一二三四五六七八九";

/** `4折` and `4.6折` count tenths, `46折` and `95折` hundredths, as shops write them; `54%` is the share paid. */
function parsePay(text: string): Written<Rate> {
  const bare = toHalfWidth(text)
    .replace(/\s/g, "")
    .replace(/[一二三四五六七八九](?=.*折$)/g, digit => `${CHINESE_DIGITS.indexOf(digit)}`)
    .replace("点", ".");
  const tenths = /^([1-9](?:\.\d{1,4})?)折$/.exec(bare);
  const hundredths = /^([1-9][1-9])折$/.exec(bare);
  const paid = /[%/]/.test(bare)
    ? rateOf(bare)
    : (decimalOver(tenths?.[1] ?? "", 10n) ?? decimalOver(hundredths?.[1] ?? "", 100n));
  if (paid === undefined || paid.num > paid.den) {
    return refuse("not-a-pay-rate", `“${quoted(text)}”不是折扣`, `"${quoted(text)}" is not a pay rate`);
  }
  return read(rate(paid.den - paid.num, paid.den));
}

function printPay(granted: Rate): string {
  const paid = rate(granted.den - granted.num, granted.den);
  const tenths = exactDecimal(paid, 10n);
  const shopWritten = tenths !== undefined && /^[1-9](?:\.\d{1,4})?$/.test(tenths);
  return shopWritten ? `${tenths}折` : printRate(paid);
}

function parseDate(text: string): Written<LocalDate> {
  const date = parseLocalDate(text);
  return date.ok ? date : refuse("not-a-date", date.error.zh, date.error.en);
}

const DURATION_UNITS: readonly { readonly unit: Duration["unit"]; readonly written: RegExp }[] = [
  { unit: "working-days", written: /^(?:个?工作日|workingdays?)$/ },
  { unit: "years", written: /^(?:年|years?)$/ },
  { unit: "months", written: /^(?:个?月|months?)$/ },
  { unit: "days", written: /^(?:天|日|days?)$/ },
];
const DURATION_SUFFIX = { years: "年", months: "个月", days: "天", "working-days": "个工作日" } as const;
const DURATION_COUNT_MAX = 36_500n;

function parseDuration(text: string): Written<Duration> {
  const bare = toHalfWidth(text).replace(/\s/g, "").toLowerCase();
  const parts = /^(\d{1,6}|[一二两三四五六七八九十百]{1,7})([^\d]+)$/.exec(bare === "半年" ? "6个月" : bare);
  const count = chineseCount(parts?.[1] ?? "");
  const unit = DURATION_UNITS.find(({ written }) => written.test(parts?.[2] ?? ""))?.unit;
  if (count === undefined || unit === undefined || count < 1n || count > DURATION_COUNT_MAX) {
    return refuse("not-a-duration", `“${quoted(text)}”不是期限`, `"${quoted(text)}" is not a duration`);
  }
  return read({ count: Number(count), unit });
}

/** A whole number, not negative: `10`, `1,000`, `30万`. */
export function parseWhole(text: string): Written<bigint> {
  const parts = /^(\d{1,3}(?:,\d{3})+|\d{1,20})(万|亿)?$/.exec(toHalfWidth(text).replace(/\s/g, ""));
  if (parts === null) {
    return refuse(
      "not-a-number",
      `“${quoted(text)}”不是非负整数`,
      `"${quoted(text)}" is not a whole number, zero or above`,
    );
  }
  const unit = { "": 1n, 万: 10_000n, 亿: 100_000_000n }[parts[2] ?? ""] ?? 1n;
  return read(BigInt((parts[1] ?? "0").replaceAll(",", "")) * unit);
}

/** A whole number of pieces, people or times: one or more. */
function parseCount(text: string): Written<bigint> {
  const whole = parseWhole(text);
  return whole.ok && whole.value === 0n
    ? refuse("not-a-number", `“${quoted(text)}”应为一或更多`, `"${quoted(text)}" should be one or more`)
    : whole;
}

const TRUTH_WORDS: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["是", true],
  ["false", false],
  ["否", false],
]);

function parseBoolean(text: string): Written<boolean> {
  const value = TRUTH_WORDS.get(text.trim());
  return value === undefined
    ? refuse(
        "not-a-boolean",
        `“${quoted(text)}”不是“是”或“否”`,
        `"${quoted(text)}" is neither true nor false`,
      )
    : read(value);
}

function parseText(text: string): Written<string> {
  const bare = text.trim();
  if (bare === "") return refuse("not-text", "这里没有内容", "nothing stands here");
  if (bare.length > TEXT_CHARACTERS_MAX) {
    return refuse(
      "too-large",
      `文字超过 ${TEXT_CHARACTERS_MAX} 个字`,
      `the text has more than ${TEXT_CHARACTERS_MAX} characters`,
    );
  }
  return read(bare);
}

const named =
  (form: RegExp) =>
  (text: string): Written<string> =>
    form.test(text) && text.length <= 80
      ? read(text)
      : refuse("not-a-name", `“${quoted(text)}”不是标识`, `"${quoted(text)}" is not an id`);

const moneyEnds: RangeOf<Fen> = { parse: parseMoney, print: printMoney, whole: true };
const dateEnds: RangeOf<LocalDate> = { parse: parseDate, print: date => date, whole: false };
const wholeEnds: RangeOf<bigint> = { parse: parseWhole, print: String, whole: true };
const rateEnds: RangeOf<Rate> = { parse: parseRate, print: printRate, whole: false };

/** The ranges that a test of a fact may name, by the type of the fact. */
export const testRanges = {
  money: (text: string) => parseRange(text, moneyEnds),
  date: (text: string) => parseRange(text, dateEnds),
  number: (text: string) => parseRange(text, wholeEnds),
  rate: (text: string) => parseRange(text, rateEnds),
} as const;

/** Writes a range of the given kind as a file does. */
export const printTestRange = {
  money: (range: Range<Fen>) => printRange(range, moneyEnds),
  date: (range: Range<LocalDate>) => printRange(range, dateEnds),
  number: (range: Range<bigint>) => printRange(range, wholeEnds),
  rate: (range: Range<Rate>) => printRange(range, rateEnds),
} as const;

/** Money as a file writes it; without separators, since a comma ends a scalar inside `{}` and `[]`. */
function printMoney(amount: Fen): string {
  return formatWan(amount).replaceAll(",", "");
}

/** A single amount stands for exactly that amount. */
function parseExpected(text: string): Written<Range<Fen>> {
  const amount = parseMoney(text);
  if (!amount.ok) return /[<>≤≥＜＞≦≧]/.test(text) ? parseRange(text, moneyEnds) : amount;
  const end = { value: amount.value, included: true };
  return read({ low: end, high: end });
}

function printExpected(range: Range<Fen>): string {
  const { low, high } = range;
  const single = low?.included === true && high?.included === true && low.value === high.value;
  return single ? printMoney(low.value) : printRange(range, moneyEnds);
}

/** Every kind of literal, by name. */
export const literals: { readonly [L in LiteralName]: LiteralKind<LiteralValues[L]> } = {
  money: {
    parse: parseMoney,
    print: printMoney,
    examples: ["200万元", "2.5亿元", "5000元"],
    says: { zh: "金额，写明单位", en: "an amount of money with its unit" },
  },
  rate: {
    parse: parseRate,
    print: printRate,
    examples: ["30%", "2.75%", "3‰", "1/3"],
    says: { zh: "比例", en: "a rate" },
  },
  pay: {
    parse: parsePay,
    print: printPay,
    examples: ["4折", "4.6折", "95折"],
    says: { zh: "支付几折", en: "the part that is paid" },
  },
  date: {
    parse: parseDate,
    print: date => date,
    examples: ["2025-03-14", "2025年3月14日"],
    says: { zh: "日期", en: "a date" },
  },
  duration: {
    parse: parseDuration,
    print: ({ count, unit }) => `${count}${DURATION_SUFFIX[unit]}`,
    examples: ["6个月", "1年", "30天", "5个工作日"],
    says: { zh: "期限", en: "a span of time" },
  },
  "money-range": {
    parse: text => parseRange(text, moneyEnds),
    print: range => printRange(range, moneyEnds),
    examples: ["10万元 < x ≤ 30万元", "x ≥ 20万元"],
    says: { zh: "金额范围", en: "a range of money" },
  },
  "date-range": {
    parse: text => parseRange(text, dateEnds),
    print: range => printRange(range, dateEnds),
    examples: ["2025-03-01 ≤ x ≤ 2025-12-31", "x ≤ 2025-12-31"],
    says: { zh: "日期范围", en: "a range of dates" },
  },
  "expected-money": {
    parse: parseExpected,
    print: printExpected,
    examples: ["30万元", "0元 ≤ x ≤ 30万元"],
    says: { zh: "金额或金额范围", en: "an amount or a range of money" },
  },
  boolean: {
    parse: parseBoolean,
    print: String,
    examples: ["true", "false", "是", "否"],
    says: { zh: "是或否", en: "true or false" },
  },
  count: {
    parse: parseCount,
    print: String,
    examples: ["2", "50"],
    says: { zh: "正整数", en: "a whole number, one or more" },
  },
  text: {
    parse: parseText,
    print: text => text,
    examples: [],
    says: { zh: "文字", en: "text" },
  },
  "programme-id": {
    parse: named(/^cn(?:-[a-z0-9]+)*\/[a-z0-9]+(?:-[a-z0-9]+)*$/),
    print: text => text,
    examples: ["cn-guizhou/suanli"],
    says: { zh: "项目标识：地区/名称", en: "the id of a programme: place/name" },
  },
};
