/**
 * Figures as an official writes them: `1,000万元` and `¥10,000,000`, `30%`, `4.6折`, `2025年3月14日`, ranges with
 * what happens at their ends. Nothing is rounded; what cannot be written exactly in 万元 is written in 元.
 */
import { dayOf, type Fen, formatYuanGrouped, type LocalDate, monthOf, yearOf } from "@suanquan/china";
import type { Bounds } from "../assessment.ts";
import { literals } from "../language/literals.ts";
import { exactDecimal } from "../language/written.ts";
import type { Duration, Range, Rate } from "../tree.ts";
import { han, type Language } from "./language.ts";

const UNITS: readonly { readonly fen: bigint; readonly name: string }[] = [
  { fen: 10_000_000_000n, name: "亿元" },
  { fen: 1_000_000n, name: "万元" },
];
const UNIT_DECIMALS_MAX = 2;

const grouped = (whole: string): string => whole.replace(/\B(?=(\d{3})+$)/g, ",");
const withoutEmptyCents = (yuan: string): string => yuan.replace(/\.00$/, "");

/** The largest of 亿元 and 万元 that needs at most two decimals; otherwise 元. */
function chineseMoney(amount: Fen): string {
  const size = amount < 0n ? -amount : amount;
  for (const unit of UNITS) {
    if (size < unit.fen || (size * 10n ** BigInt(UNIT_DECIMALS_MAX)) % unit.fen !== 0n) continue;
    const [whole = "", decimals] = (exactDecimal({ num: size, den: unit.fen }, 1n) ?? "").split(".");
    return `${amount < 0n ? "-" : ""}${grouped(whole)}${decimals === undefined ? "" : `.${decimals}`}${unit.name}`;
  }
  return `${withoutEmptyCents(formatYuanGrouped(amount))}元`;
}

const englishMoney = (amount: Fen): string =>
  `${amount < 0n ? "−" : ""}¥${withoutEmptyCents(formatYuanGrouped((amount < 0n ? -amount : amount) as Fen))}`;

/** An amount; `amount` is in 分. */
export const moneyIn = (language: Language, amount: Fen): string =>
  language === "zh" ? chineseMoney(amount) : englishMoney(amount);

/** A whole number with separators. */
export const wholeIn = (_: Language, number: bigint): string =>
  number < 0n ? `-${grouped((-number).toString())}` : grouped(number.toString());

/** `30%`; a fraction that is no percentage as `1/3`. */
export const rateIn = (_: Language, rate: Rate): string => literals.rate.print(rate);

/** What is paid when `granted` is taken off: `4.6折`; `46% of the price`. */
export function payIn(language: Language, granted: Rate): string {
  if (language === "zh") return literals.pay.print(granted);
  return `${literals.rate.print({ num: granted.den - granted.num, den: granted.den })} of the price`;
}

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/** `2025年3月14日`; `14 March 2025`. */
export function dateIn(language: Language, date: LocalDate): string {
  const [year, month, day] = [yearOf(date), monthOf(date), dayOf(date)];
  return language === "zh" ? `${year}年${month}月${day}日` : `${day} ${MONTHS[month - 1]} ${year}`;
}

const DURATION_UNITS_EN = {
  years: "year",
  months: "month",
  days: "day",
  "working-days": "working day",
} as const;

/** `6个月`; `6 months`. */
export function durationIn(language: Language, duration: Duration): string {
  if (language === "zh") return literals.duration.print(duration);
  return `${duration.count} ${DURATION_UNITS_EN[duration.unit]}${duration.count === 1 ? "" : "s"}`;
}

// ── bounds and ranges ────────────────────────────────────────────────────────────────────────────

/** How the values of one kind are written. */
export type WriteValue<T> = (language: Language, value: T) => string;

/** Low end, high end, both or none: what a sentence says of an amount known only by its bounds. */
const BOUNDS_WORDS = {
  zh: {
    unknown: "尚不能确定的金额",
    atLeast: (low: string) => han`不少于${low}`,
    between: (low: string, high: string) => han`${low}到${high}`,
    zero: "0",
  },
  en: {
    unknown: "an amount not yet known",
    atLeast: (low: string) => `at least ${low}`,
    between: (low: string, high: string) => `between ${low} and ${high}`,
    zero: "¥0",
  },
} as const;

/** `30万元`, `0 到 30万元`, `不少于 30万元`; `between ¥0 and ¥300,000`. Unknown is said to be unknown, never 0. */
export function boundsIn(
  language: Language,
  { low, high }: Bounds,
  write: WriteValue<Fen> = moneyIn,
): string {
  const words = BOUNDS_WORDS[language];
  if (high === null) return low === 0n ? words.unknown : words.atLeast(write(language, low));
  if (low === high) return write(language, low);
  return words.between(
    low === 0n && write === moneyIn ? words.zero : write(language, low),
    write(language, high),
  );
}

interface EndWords {
  readonly from: Readonly<Record<"included" | "excluded", (end: string) => string>>;
  readonly to: Readonly<Record<"included" | "excluded", (end: string) => string>>;
  readonly exactly: (value: string) => string;
  readonly both: string;
  readonly anything: string;
}

const QUANTITY_WORDS: Readonly<Record<Language, EndWords>> = {
  zh: {
    from: { included: end => han`不低于${end}`, excluded: end => han`超过${end}` },
    to: { included: end => han`不超过${end}`, excluded: end => han`低于${end}` },
    exactly: value => han`恰为${value}`,
    both: "、",
    anything: "不限",
  },
  en: {
    from: { included: end => `at least ${end}`, excluded: end => `more than ${end}` },
    to: { included: end => `not more than ${end}`, excluded: end => `less than ${end}` },
    exactly: value => `exactly ${value}`,
    both: " and ",
    anything: "any figure",
  },
};

const DATE_WORDS: Readonly<Record<Language, EndWords>> = {
  zh: {
    from: { included: end => han`不早于${end}`, excluded: end => han`晚于${end}` },
    to: { included: end => han`不晚于${end}`, excluded: end => han`早于${end}` },
    exactly: value => han`恰为${value}`,
    both: "、",
    anything: "不限",
  },
  en: {
    from: { included: end => `on or after ${end}`, excluded: end => `after ${end}` },
    to: { included: end => `on or before ${end}`, excluded: end => `before ${end}` },
    exactly: value => `on ${value}`,
    both: " and ",
    anything: "any day",
  },
};

function rangeIn<T>(language: Language, range: Range<T>, write: WriteValue<T>, words: EndWords): string {
  const { low, high } = range;
  const key = (included: boolean) => (included ? "included" : "excluded");
  if (low?.included && high?.included && write(language, low.value) === write(language, high.value)) {
    return words.exactly(write(language, low.value));
  }
  const ends = [
    low === undefined ? "" : words.from[key(low.included)](write(language, low.value)),
    high === undefined ? "" : words.to[key(high.included)](write(language, high.value)),
  ].filter(end => end !== "");
  return ends.length === 0 ? words.anything : ends.join(words.both);
}

/** `超过 10万元、不超过 30万元`; `more than ¥100,000 and not more than ¥300,000`. */
export const quantityRangeIn = <T>(language: Language, range: Range<T>, write: WriteValue<T>): string =>
  rangeIn(language, range, write, QUANTITY_WORDS[language]);

/** `不早于 2025年3月1日、不晚于 2025年12月31日`. */
export const dateRangeIn = (language: Language, range: Range<LocalDate>): string =>
  rangeIn(language, range, dateIn, DATE_WORDS[language]);

/** A period with both days included, `2025年3月1日至2025年12月31日`; anything else as a range. */
export function periodIn(language: Language, range: Range<LocalDate>): string {
  const { low, high } = range;
  if (!low?.included || !high?.included || low.value === high.value) return dateRangeIn(language, range);
  const [from, to] = [dateIn(language, low.value), dateIn(language, high.value)];
  return language === "zh" ? `${from}至${to}` : `${from} to ${to}`;
}
