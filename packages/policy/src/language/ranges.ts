/** Ranges as policies write them: `10万元 < x ≤ 30万元`, `x ≥ 20万元`, `≥ 20万元`, half-open either way. */
import { toHalfWidth } from "@suanquan/china";
import type { Range, RangeEnd, Rate } from "../tree.ts";
import { quoted, read, refuse, type Written } from "./written.ts";

type Ordered = bigint | string | Rate;

/** How the ends of a range are read, written and compared. */
export interface RangeOf<T> {
  readonly parse: (text: string) => Written<T>;
  readonly print: (value: T) => string;
  /** Values are whole numbers: nothing lies between one and the next. */
  readonly whole: boolean;
}

/** A range as written: the texts of its ends, before they are read. */
export interface WrittenRange {
  readonly low?: RangeEnd<string>;
  readonly high?: RangeEnd<string>;
}

const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/<=|=<|≦|⩽/g, "≤"],
  [/>=|=>|≧|⩾/g, "≥"],
];
const END = "([^<>≤≥]+)";
const TWO_ENDS = new RegExp(`^${END}([<>≤≥])x([<>≤≥])${END}$`, "i");
const X_FIRST = new RegExp(`^x?([<>≤≥])${END}$`, "i");
const X_LAST = new RegExp(`^${END}([<>≤≥])x$`, "i");
const TURNED: Readonly<Record<string, string>> = { "<": ">", "≤": "≥", ">": "<", "≥": "≤" };

/** Whether a text is written as a range at all, rightly or wrongly. */
export function looksLikeRange(text: string): boolean {
  return /[<>≤≥＜＞≦≧⩽⩾]/.test(text);
}

/** Splits a range into the texts of its ends; undefined when it is not written as one. */
export function splitRange(text: string): WrittenRange | undefined {
  let bare = toHalfWidth(text).replace(/\s/g, "");
  for (const [written, sign] of SIGNS) bare = bare.replace(written, sign);
  const two = TWO_ENDS.exec(bare);
  if (two !== null) {
    const left = endOf(TURNED[two[2] ?? ""] ?? "", two[1] ?? "");
    const right = endOf(two[3] ?? "", two[4] ?? "");
    const oneWay = "low" in left !== "low" in right;
    return oneWay ? { ...left, ...right } : undefined;
  }
  const first = X_FIRST.exec(bare);
  if (first !== null) return endOf(first[1] ?? "", first[2] ?? "");
  const last = X_LAST.exec(bare);
  return last === null ? undefined : endOf(TURNED[last[2] ?? ""] ?? "", last[1] ?? "");
}

/** The end that `x SIGN value` gives. */
function endOf(sign: string, value: string): WrittenRange {
  const end = { value, included: sign === "≤" || sign === "≥" };
  return sign === ">" || sign === "≥" ? { low: end } : { high: end };
}

/** Reads a range; one whose ends cross or that holds nothing is refused. */
export function parseRange<T extends Ordered>(text: string, of: RangeOf<T>): Written<Range<T>> {
  const written = splitRange(text);
  if (written === undefined) {
    return refuse("not-a-range", `“${quoted(text)}”不是范围`, `"${quoted(text)}" is not a range`);
  }
  const low = readEnd(written.low, of);
  if (!low.ok) return low;
  const high = readEnd(written.high, of);
  if (!high.ok) return high;
  if (low.value !== undefined && high.value !== undefined && isEmpty(low.value, high.value, of.whole)) {
    return refuse(
      "empty-range",
      `范围“${quoted(text)}”里没有任何值`,
      `no value lies in the range "${quoted(text)}"`,
    );
  }
  return read({
    ...(low.value === undefined ? {} : { low: low.value }),
    ...(high.value === undefined ? {} : { high: high.value }),
  });
}

function readEnd<T>(end: RangeEnd<string> | undefined, of: RangeOf<T>): Written<RangeEnd<T> | undefined> {
  if (end === undefined) return read(undefined);
  const value = of.parse(end.value);
  return value.ok ? read({ value: value.value, included: end.included }) : value;
}

function isEmpty<T extends Ordered>(low: RangeEnd<T>, high: RangeEnd<T>, whole: boolean): boolean {
  const order = compare(low.value, high.value);
  if (order > 0) return true;
  if (order === 0) return !(low.included && high.included);
  if (!whole || low.included || high.included) return false;
  return typeof low.value === "bigint" && typeof high.value === "bigint" && high.value - low.value === 1n;
}

function compare(a: Ordered, b: Ordered): number {
  if (typeof a === "object" && typeof b === "object") return Math.sign(Number(a.num * b.den - b.num * a.den));
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Writes a range; `x` alone when it has no end. */
export function printRange<T>(range: Range<T>, of: RangeOf<T>): string {
  const { low, high } = range;
  if (low !== undefined && high === undefined) return `x ${low.included ? "≥" : ">"} ${of.print(low.value)}`;
  const left = low === undefined ? "" : `${of.print(low.value)} ${low.included ? "≤" : "<"} `;
  const right = high === undefined ? "" : ` ${high.included ? "≤" : "<"} ${of.print(high.value)}`;
  return `${left}x${right}`;
}
