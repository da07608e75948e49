/**
 * Digits as people in China type and print them: full-width forms, and numbers in
 * Chinese characters, ordinary (一二三) and banker's (壹贰叁).
 */

const FULL_WIDTH_OFFSET = 0xfee0;

/** Full-width letters, digits and signs (U+FF01–U+FF5E) and the ideographic space, as their ASCII twins. */
export function toHalfWidth(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, sign => String.fromCharCode(sign.charCodeAt(0) - FULL_WIDTH_OFFSET))
    .replace(/\u3000/g, " ");
}

/** The ways to write each digit, by its value: ordinary, banker's, traditional. */
const DIGIT_FORMS = [
  "〇零○",
  "一壹",
  "二贰貳两",
  "三叁參",
  "四肆",
  "五伍",
  "六陆陸",
  "七柒",
  "八捌",
  "九玖",
] as const;

/** The ways to write the units inside a group of four digits. */
const SMALL_UNIT_FORMS = [
  { written: "十拾", value: 10n },
  { written: "百佰", value: 100n },
  { written: "千仟", value: 1000n },
] as const;

/** Units between groups, the largest first: 亿 binds the whole of what stands before it. */
const LARGE_UNITS = [
  { written: /[亿億]/, value: 100_000_000n },
  { written: /[万萬]/, value: 10_000n },
] as const;

/** Every character that {@link readChineseInteger} understands, as the inside of a character class. */
export const CHINESE_NUMERAL_CLASS = `${DIGIT_FORMS.join("")}${SMALL_UNIT_FORMS.map(unit => unit.written).join("")}万萬亿億`;

/** The value of one Chinese digit (0–9), or undefined when the character is not one. */
export function chineseDigit(character: string): bigint | undefined {
  if ([...character].length !== 1) return undefined;
  const value = DIGIT_FORMS.findIndex(forms => forms.includes(character));
  return value < 0 ? undefined : BigInt(value);
}

function smallUnit(character: string): bigint | undefined {
  return SMALL_UNIT_FORMS.find(unit => unit.written.includes(character))?.value;
}

/**
 * Reads a whole number below 一亿亿 written in Chinese characters, ordinary or banker's:
 * 三百万, 壹仟万零壹, 十五, 两千. Undefined when it is not such a number.
 * The spoken short form (一万五 for 15,000) is refused: on paper it cannot be told from 10,005.
 */
export function readChineseInteger(text: string): bigint | undefined {
  if (text === "" || text.length > 64) return undefined;
  if (text.length === 1 && chineseDigit(text) === 0n) return 0n;
  return readGroups(text, true);
}

/** `leads` says that nothing stands before this text, so that it may be a bare digit or start with 十. */
function readGroups(text: string, leads: boolean): bigint | undefined {
  for (const unit of LARGE_UNITS) {
    const at = text.search(unit.written);
    if (at < 0) continue;
    const high = readGroups(text.slice(0, at), leads);
    const rest = text.slice(at + 1);
    const low = rest === "" ? 0n : readGroups(rest, false);
    if (high === undefined || high === 0n || low === undefined || low >= unit.value) return undefined;
    return high * unit.value + low;
  }
  return readFourDigits(text, leads);
}

/** Reads one group below 10,000, units falling from left to right. */
function readFourDigits(text: string, leads: boolean): bigint | undefined {
  let total = 0n;
  let ceiling = 10_000n;
  let digit: bigint | undefined;
  let previous = leads ? "start" : "unit";
  for (const character of text) {
    const value = chineseDigit(character);
    const unit = smallUnit(character);
    if (value === 0n) {
      if (digit !== undefined || previous === "zero" || previous === "start") return undefined;
      previous = "zero";
    } else if (value !== undefined) {
      if (digit !== undefined) return undefined;
      digit = value;
    } else if (unit !== undefined && unit < ceiling) {
      const bareTen = unit === 10n && digit === undefined && previous !== "unit";
      if (digit === undefined && !bareTen) return undefined;
      total += (digit ?? 1n) * unit;
      ceiling = unit;
      digit = undefined;
      previous = unit === 10n ? "ten" : "unit";
    } else {
      return undefined;
    }
  }
  if (digit !== undefined) {
    if (previous === "unit") return undefined;
    return total + digit;
  }
  return previous === "zero" || total === 0n ? undefined : total;
}
