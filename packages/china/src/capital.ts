import { type Fen, fen } from "./money.ts";
import { CHINESE_NUMERAL_CLASS, chineseDigit, readChineseInteger, toHalfWidth } from "./numerals.ts";
import { quote, type Reading, read, refuse } from "./reading.ts";

/**
 * Amounts in banker's capitals 大写, after 《正确填写票据和结算凭证的基本规定》 (支付结算办法 annex 1):
 * 整 is required when the amount ends at 元, optional after 角 (left out here), absent after 分.
 */

const DIGITS = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"] as const;
const SMALL_UNITS = ["", "拾", "佰", "仟"] as const;

/** Amounts from 1亿亿元 up have no agreed capital form. */
const CAPITAL_YUAN_LIMIT = 10_000_000_000_000_000n;

/**
 * The amount in banker's capitals: `壹万陆仟肆佰零玖元零贰分`, `壹佰万元整`, `负伍角`.
 * Where the rule leaves a 零 to the writer's choice, none is written.
 * @throws RangeError from 1亿亿元 up.
 */
export function toChineseCapital(amount: Fen): string {
  const size = amount < 0n ? -amount : amount;
  const yuan = size / 100n;
  if (yuan >= CAPITAL_YUAN_LIMIT) throw new RangeError("no capital form from 1亿亿元 up");
  const whole = yuan === 0n ? "" : `${capitalInteger(yuan)}元`;
  return `${amount < 0n ? "负" : ""}${whole}${capitalCents(Number(size % 100n), whole !== "")}`;
}

function capitalCents(cents: number, afterYuan: boolean): string {
  const [jiao, rest] = [Math.floor(cents / 10), cents % 10];
  if (cents === 0) return afterYuan ? "整" : "零元整";
  const tens = jiao === 0 ? (afterYuan ? "零" : "") : `${DIGITS[jiao]}角`;
  return rest === 0 ? tens : `${tens}${DIGITS[rest]}分`;
}

/** A positive whole number; 零 marks empty places inside it, once per run. */
function capitalInteger(value: bigint): string {
  for (const [unit, name] of [
    [100_000_000n, "亿"],
    [10_000n, "万"],
  ] as const) {
    if (value < unit) continue;
    const low = value % unit;
    const gap = low > 0n && low < unit / 10n ? "零" : "";
    return `${capitalInteger(value / unit)}${name}${gap}${low === 0n ? "" : capitalInteger(low)}`;
  }
  return capitalFourDigits(Number(value));
}

function capitalFourDigits(value: number): string {
  const digits = [...value.toString()].map(Number);
  let written = "";
  let gap = false;
  digits.forEach((digit, index) => {
    if (digit === 0) {
      gap = true;
      return;
    }
    written += `${gap ? "零" : ""}${DIGITS[digit]}${SMALL_UNITS[digits.length - 1 - index]}`;
    gap = false;
  });
  return written;
}

export type CapitalProblem = "not-capital" | "zheng" | "not-the-written-form";

const CAPITAL = new RegExp(
  `^(负)?(?:([${CHINESE_NUMERAL_CLASS}]+)元)?(零)?(?:([${CHINESE_NUMERAL_CLASS}])角)?(零)?(?:([${CHINESE_NUMERAL_CLASS}])分)?(整)?$`,
);

/**
 * Reads an amount in capitals back into 分. Accepts the choices the rule leaves open (an optional 零, 整 after 角,
 * 圆 for 元, 正 for 整, a leading 人民币) and refuses what a teller would: ordinary characters (一二三),
 * a missing or misplaced 整, a wrong order of units.
 */
export function fromChineseCapital(text: string): Reading<Fen, CapitalProblem> {
  const written = toHalfWidth(text)
    .replace(/\s/g, "")
    .replace(/^人民币/, "")
    .replace(/圆/g, "元")
    .replace(/正$/, "整");
  const parts = CAPITAL.exec(written);
  const amount = parts === null ? undefined : capitalValue(parts);
  if (parts === null || amount === undefined) {
    return refuse(
      "not-capital",
      `“${quote(text)}”不是大写金额，应写作 壹万陆仟肆佰零玖元零贰分`,
      `"${quote(text)}" is not an amount in capitals; write it like 壹万陆仟肆佰零玖元零贰分`,
    );
  }
  const right = toChineseCapital(amount);
  const zheng = parts[7] === "整";
  const endsAtYuan = right.endsWith("整");
  if (zheng !== endsAtYuan && (endsAtYuan || right.endsWith("分"))) {
    return refuse(
      "zheng",
      `“${quote(text)}”的“整”字用法不对，应写作 ${right}`,
      `"${quote(text)}" misuses 整 (required after 元, absent after 分); write ${right}`,
    );
  }
  if (spine(written) !== spine(right)) {
    return refuse(
      "not-the-written-form",
      `“${quote(text)}”写法不规范，应写作 ${right}`,
      `"${quote(text)}" is not the prescribed form; write ${right}`,
    );
  }
  return read(amount);
}

function capitalValue(parts: RegExpExecArray): Fen | undefined {
  const [, negative, yuan, , jiao, , cent] = parts;
  if (yuan === undefined && jiao === undefined && cent === undefined) return undefined;
  const whole = yuan === undefined ? 0n : readChineseInteger(yuan);
  const tens = jiao === undefined ? 0n : chineseDigit(jiao);
  const ones = cent === undefined ? 0n : chineseDigit(cent);
  if (whole === undefined || whole >= CAPITAL_YUAN_LIMIT || tens === undefined || ones === undefined)
    return undefined;
  const size = whole * 100n + tens * 10n + ones;
  return fen(negative === undefined ? size : -size);
}

/** What must agree between two spellings of one amount: everything but the 零 and 整 that the rule leaves open. */
function spine(written: string): string {
  return written
    .replace(/^(负?)零元(?!整)/, "$1")
    .replace(/零/g, "")
    .replace(/整$/, "");
}
