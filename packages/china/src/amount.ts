import { FEN_DIGITS_MAX, type Fen, fen, tooLarge } from "./money.ts";
import { CHINESE_NUMERAL_CLASS, readChineseInteger, toHalfWidth } from "./numerals.ts";
import { quote, type Reading, read, refuse } from "./reading.ts";

export type AmountProblem =
  | "empty"
  | "not-an-amount"
  | "bad-grouping"
  | "unknown-unit"
  | "ambiguous"
  | "negative"
  | "finer-than-fen"
  | "too-large";

export interface AmountOptions {
  /** Whether `-1,000` and `(1,000)` are amounts. An award or a price is not; a reversal is. Default: refuse. */
  readonly negative?: "refuse" | "accept";
}

const AMOUNT_CHARACTERS_MAX = 64;

/** What a number may be multiplied by, as written before 元. */
const MULTIPLIERS: Readonly<Record<string, bigint>> = {
  "": 1n,
  百: 100n,
  千: 1_000n,
  万: 10_000n,
  十万: 100_000n,
  百万: 1_000_000n,
  千万: 10_000_000n,
  亿: 100_000_000n,
  十亿: 1_000_000_000n,
  百亿: 10_000_000_000n,
  千亿: 100_000_000_000n,
  万亿: 1_000_000_000_000n,
};

/** What a number counts, in 分. A number with no unit counts 元, as spreadsheets mean it. */
const UNITS_IN_FEN: Readonly<Record<string, bigint>> = { "": 100n, 元: 100n, 角: 10n, 分: 1n };

/** One step of an amount, such as `1亿`, `2000万元` or `5角`. */
interface Term {
  readonly digits: string;
  readonly multiplier: string;
  readonly unit: string;
}

/**
 * Reads an amount as policies and spreadsheets write it, exactly: `2.5亿元`, `10万元`, `750000`,
 * `1,000.50元`, `￥３０，０００`, `1亿2000万元`, `5元3角2分`, `三百万元`. A number without a unit is in 元.
 * The answer is in 分; nothing is rounded, so `0.125元` is refused and `0.12345万元` is 1,234.50 元.
 */
export function parseAmount(text: string, options: AmountOptions = {}): Reading<Fen, AmountProblem> {
  const bare = toHalfWidth(text).trim();
  if (bare === "") {
    return refuse(
      "empty",
      "没有填写金额，应写作 10万元 或 100000.00",
      "no amount given; write 10万元 or 100000.00",
    );
  }
  if (bare.length > AMOUNT_CHARACTERS_MAX) return notAnAmount(text);
  const signed = takeSign(takeWrapping(bare));
  const chinese = CHINESE_AMOUNT.exec(signed.rest);
  const terms = chinese === null ? splitTerms(signed.rest) : chineseTerm(chinese);
  if (terms === undefined) return explainJunk(text, signed.rest);
  if (signed.negative && options.negative !== "accept") {
    return refuse(
      "negative",
      `“${quote(text)}”是负数，此处金额不能为负`,
      `"${quote(text)}" is negative; an amount here cannot be`,
    );
  }
  return sumTerms(text, terms, signed.negative);
}

const CHINESE_AMOUNT = new RegExp(`^([${CHINESE_NUMERAL_CLASS}]+)元?$`);
const NUMBER = "\\d+(?:,\\d+)*(?:\\.\\d+)?";
const TERM = new RegExp(`(${NUMBER})(万亿|[十百千]?[万亿]|[百千])?([元角分])?`, "y");

/** Drops what says "this is renminbi" and the closing 整, and spaces that do not part two digits. */
function takeWrapping(text: string): string {
  return text
    .replace(/\s+(?=\D)|(?<=\D)\s+/g, "")
    .replace(/圆/g, "元")
    .replace(/萬/g, "万")
    .replace(/億/g, "亿")
    .replace(/^(?:人民币|RMB|CNY)/i, "")
    .replace(/(?:人民币|RMB|CNY)$/i, "")
    .replace(/[整正]$/, "");
}

/** `-5`, `¥-5`, `-¥5`, `负5` and the bookkeeper's `(5)` are negative. */
function takeSign(text: string): { negative: boolean; rest: string } {
  const bracketed = /^\((.+)\)$/.exec(text);
  const inner = (bracketed?.[1] ?? text).replace(/^([-−负+]?)[¥￥]/, "$1").replace(/^[¥￥]/, "");
  const minus = /^[-−负]/.test(inner);
  return { negative: bracketed !== null || minus, rest: inner.replace(/^[-−负+]/, "") };
}

function chineseTerm(match: RegExpExecArray): Term[] | undefined {
  const value = readChineseInteger(match[1] ?? "");
  return value === undefined ? undefined : [{ digits: value.toString(), multiplier: "", unit: "元" }];
}

function splitTerms(text: string): Term[] | undefined {
  const terms: Term[] = [];
  TERM.lastIndex = 0;
  let at = 0;
  while (at < text.length) {
    const match = TERM.exec(text);
    if (match === null) return undefined;
    terms.push({ digits: match[1] ?? "", multiplier: match[2] ?? "", unit: match[3] ?? "" });
    at = TERM.lastIndex;
  }
  return terms.length === 0 ? undefined : terms;
}

function sumTerms(text: string, terms: readonly Term[], negative: boolean): Reading<Fen, AmountProblem> {
  let total = 0n;
  let room: bigint | undefined;
  let saidYuan = false;
  for (const [index, term] of terms.entries()) {
    const last = index === terms.length - 1;
    const compound = terms.length > 1;
    const bareTail = compound && last && term.multiplier === "" && term.unit === "";
    const decimalInside = compound && !last && term.digits.includes(".");
    const yuanTwice = saidYuan && (term.unit === "元" || term.multiplier !== "");
    if (bareTail || decimalInside || yuanTwice) return ambiguous(text);
    const value = termInFen(text, term);
    if (!value.ok) return value;
    const scale = scaleOf(term);
    if (room !== undefined && value.value >= room) return ambiguous(text);
    room = scale;
    saidYuan ||= term.unit === "元";
    total += value.value;
  }
  if (total.toString().length > FEN_DIGITS_MAX) return refuse("too-large", ...tooLarge(text));
  return read(fen(negative ? -total : total));
}

function scaleOf(term: Term): bigint {
  return (MULTIPLIERS[term.multiplier] ?? 1n) * (UNITS_IN_FEN[term.unit] ?? 1n);
}

function termInFen(text: string, term: Term): Reading<bigint, AmountProblem> {
  const [whole = "", decimals = ""] = term.digits.split(".");
  if (whole.includes(",") && !/^\d{1,3}(?:,\d{3})+$/.test(whole)) {
    return refuse(
      "bad-grouping",
      `“${quote(text)}”的千分位逗号位置不对，应每三位一个，如 1,000,000`,
      `"${quote(text)}" has a misplaced separator; group by three digits, as in 1,000,000`,
    );
  }
  const digits = `${whole.replaceAll(",", "")}${decimals}`;
  if (digits.length > FEN_DIGITS_MAX) return refuse("too-large", ...tooLarge(text));
  const scaled = BigInt(digits) * scaleOf(term);
  const divisor = 10n ** BigInt(decimals.length);
  if (scaled % divisor !== 0n) {
    return refuse(
      "finer-than-fen",
      `“${quote(text)}”精确到分以下，金额最多精确到分`,
      `"${quote(text)}" goes below one fen; money goes down to the fen`,
    );
  }
  return read(scaled / divisor);
}

function ambiguous(text: string) {
  return refuse(
    "ambiguous",
    `“${quote(text)}”可有不同读法，请写明单位，如 1亿2000万元`,
    `"${quote(text)}" can be read in more than one way; name each unit, as in 1亿2000万元`,
  );
}

/** Tells a number in a unit that is not renminbi (`5万美元`, `3%`) from what is not a number at all. */
function explainJunk(text: string, rest: string): Reading<Fen, AmountProblem> {
  TERM.lastIndex = 0;
  const start = TERM.exec(rest);
  const tail = start === null ? "" : rest.slice(start[0].length);
  if (/^[\p{L}%‰$€£]+$/u.test(tail) && !/^[eE]$/.test(tail)) {
    return refuse(
      "unknown-unit",
      `“${quote(text)}”的单位“${tail}”不是人民币单位，应为 元、角、分、万元 或 亿元`,
      `"${quote(text)}" is in "${tail}", not a unit of renminbi; use 元, 角, 分, 万元 or 亿元`,
    );
  }
  return notAnAmount(text);
}

function notAnAmount(text: string) {
  return refuse(
    "not-an-amount",
    `“${quote(text)}”不是金额，应写作 10万元、2.5亿元 或 100000.00`,
    `"${quote(text)}" is not an amount; write 10万元, 2.5亿元 or 100000.00`,
  );
}
