import { quote, type Reading, read, refuse } from "./reading.ts";

declare const fenBrand: unique symbol;

/** An amount of renminbi in whole 分 (1 元 = 100 分). Never a float; may be negative (a reversal, a red invoice). */
export type Fen = bigint & { readonly [fenBrand]: "Fen" };

/**
 * Marks a whole number of 分 as money.
 * @throws RangeError when a `number` is not a whole, safely representable number.
 */
export function fen(amount: bigint | number): Fen {
  if (typeof amount === "number" && !Number.isSafeInteger(amount)) {
    throw new RangeError(`not a whole number of fen: ${amount}`);
  }
  return BigInt(amount) as Fen;
}

/** No money. */
export const ZERO_FEN: Fen = fen(0n);

/** The longest amount that is read, in digits of 分; beyond the whole world's money, so a longer one is a slip. */
export const FEN_DIGITS_MAX = 20;

const FEN_PER_YUAN = 100n;
const YUAN_PER_WAN = 10_000n;
const YUAN_PER_YI = 100_000_000n;

export type YuanProblem = "not-a-decimal" | "finer-than-fen" | "too-large";

/**
 * Reads the exchange form of an amount: decimal yuan with at most two decimals and no
 * separators, such as `"300000.00"`, `"300000"` or `"-12.50"`. For what people type, see `parseAmount`.
 */
export function parseYuan(text: string): Reading<Fen, YuanProblem> {
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (parts === null) {
    return refuse(
      "not-a-decimal",
      `“${quote(text)}”不是以元为单位的小数，应写作 300000.00`,
      `"${quote(text)}" is not a decimal amount in yuan; write it like 300000.00`,
    );
  }
  const [, sign = "", yuan = "", decimals = ""] = parts;
  if (decimals.length > 2) {
    return refuse(
      "finer-than-fen",
      `“${quote(text)}”有 ${decimals.length} 位小数，金额最多精确到分（两位小数）`,
      `"${quote(text)}" has ${decimals.length} decimals; money goes down to the fen (two decimals)`,
    );
  }
  const digits = `${yuan}${decimals.padEnd(2, "0")}`.replace(/^0+(?=\d)/, "");
  if (digits.length > FEN_DIGITS_MAX) return refuse("too-large", ...tooLarge(text));
  const amount = BigInt(digits);
  return read(fen(sign === "-" ? -amount : amount));
}

/** The message for an amount above {@link FEN_DIGITS_MAX} digits, Chinese then English. */
export function tooLarge(text: string): [zh: string, en: string] {
  return [
    `“${quote(text)}”超过 ${FEN_DIGITS_MAX} 位数字（以分计），请核对`,
    `"${quote(text)}" has more than ${FEN_DIGITS_MAX} digits in fen; please check it`,
  ];
}

/** Decimal yuan with exactly two decimals, the exchange form: `300000.00`. */
export function formatYuan(amount: Fen): string {
  return writeYuan(amount, yuan => yuan);
}

/** Decimal yuan with separators, for people: `300,000.00`. */
export function formatYuanGrouped(amount: Fen): string {
  return writeYuan(amount, yuan => yuan.replace(/\B(?=(\d{3})+$)/g, ","));
}

function writeYuan(amount: Fen, writeWhole: (yuan: string) => string): string {
  const size = magnitude(amount);
  const cents = (size % FEN_PER_YUAN).toString().padStart(2, "0");
  return `${amount < 0n ? "-" : ""}${writeWhole((size / FEN_PER_YUAN).toString())}.${cents}`;
}

/**
 * The amount in the unit a policy would use, without losing a 分: `2.5亿元`, `1234.5678万元`,
 * `750元`, `12,345,678.90元`. 亿 is used for whole 万, 万 for whole 元 (so at most four decimals),
 * anything else is written out in 元.
 */
export function formatWan(amount: Fen): string {
  const sign = amount < 0n ? "-" : "";
  const size = magnitude(amount);
  if (size % FEN_PER_YUAN !== 0n) return `${formatYuanGrouped(amount)}元`;
  const yuan = size / FEN_PER_YUAN;
  if (yuan >= YUAN_PER_YI && yuan % YUAN_PER_WAN === 0n) return `${sign}${inUnit(yuan, YUAN_PER_YI)}亿元`;
  if (yuan >= YUAN_PER_WAN) return `${sign}${inUnit(yuan, YUAN_PER_WAN)}万元`;
  return `${sign}${yuan}元`;
}

/** `yuan ÷ unit` as an exact decimal; `unit` is a power of ten that leaves no more digits than it has zeros. */
function inUnit(yuan: bigint, unit: bigint): string {
  const decimals = (yuan % unit)
    .toString()
    .padStart(unit.toString().length - 1, "0")
    .replace(/0+$/, "");
  return decimals === "" ? `${yuan / unit}` : `${yuan / unit}.${decimals}`;
}

function magnitude(amount: Fen): bigint {
  return amount < 0n ? -amount : amount;
}
