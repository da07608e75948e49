import { toHalfWidth } from "./numerals.ts";
import { quote, type ReadingError } from "./reading.ts";

declare const creditCodeBrand: unique symbol;

/** A unified social credit code 统一社会信用代码 (GB 32100-2015): 18 characters, upper case, its check digits right. */
export type CreditCode = string & { readonly [creditCodeBrand]: "CreditCode" };

/** The characters of the code in the order of their values: no I, O, S, V, Z (GB 32100-2015 table 1). */
const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const LENGTH = 18;
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;

/** The organisation code inside, places 9–17, has a check of its own (GB 11714). */
const INNER_START = 8;
const INNER_CHECK = 16;
const INNER_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2] as const;

/** Letters that the code cannot hold, and the digits they are mistyped for. */
const LOOKALIKES: Readonly<Record<string, string>> = { O: "0", I: "1", Z: "2", S: "5" };

export type CreditCodeProblem = "length" | "character" | "check-digit" | "inner-check";

export interface CreditCodeError extends ReadingError<CreditCodeProblem> {
  /** Place of the first offending character, counted from 1, where there is one. */
  readonly at?: number;
  /** Whether an officer may accept the code all the same, with a reason: a check digit is evidence, a shape is a rule. */
  readonly overridable: boolean;
}

/** What a valid code says of its holder's registration. */
export interface CreditCodeFacts {
  readonly code: CreditCode;
  /** Place 1: who registered the body (9 is the market regulator, 1 the establishment office, 5 civil affairs …). */
  readonly authority: string;
  /** Place 2: the kind of body, in that authority's own list. */
  readonly kind: string;
  /** Places 3–8: GB/T 2260 code of where it was registered then, which is not where it is now. */
  readonly registeredIn: string;
  /** Places 9–17: organisation code 组织机构代码, with its check. */
  readonly organisation: string;
}

export type CreditCodeReading =
  | { readonly ok: true; readonly value: CreditCodeFacts }
  | { readonly ok: false; readonly error: CreditCodeError; readonly normalised: string };

/** Upper case, half-width, without spaces and hyphens: how a code is compared and stored. */
export function normaliseCreditCode(text: string): string {
  return toHalfWidth(text).replace(/[\s-]/g, "").toUpperCase();
}

/**
 * Reads a unified social credit code as people type or paste it (full-width, lower case and spaced forms included)
 * and checks it: length, characters, the inner check of the organisation code, the outer check digit.
 */
export function parseCreditCode(text: string): CreditCodeReading {
  const code = normaliseCreditCode(text);
  const error = firstProblem(text, code);
  if (error !== undefined) return { ok: false, error, normalised: code };
  return {
    ok: true,
    value: {
      code: code as CreditCode,
      authority: code.slice(0, 1),
      kind: code.slice(1, 2),
      registeredIn: code.slice(2, 8),
      organisation: code.slice(INNER_START, INNER_CHECK + 1),
    },
  };
}

function firstProblem(text: string, code: string): CreditCodeError | undefined {
  if ([...code].length !== LENGTH) return wrongLength(text, code);
  const stray = [...code].findIndex((character, index) => !mayStandAt(character, index));
  if (stray >= 0) return wrongCharacter(code, stray);
  if (code[LENGTH - 1] !== checkDigit(code)) return wrongCheck(code, "check-digit");
  if (code[INNER_CHECK] !== innerCheck(code)) return wrongCheck(code, "inner-check");
  return undefined;
}

/** Places 3–8 are the digits of a division code; all others are of the alphabet. */
function mayStandAt(character: string, index: number): boolean {
  return index >= 2 && index < INNER_START ? /^\d$/.test(character) : ALPHABET.includes(character);
}

function wrongLength(text: string, code: string): CreditCodeError {
  const length = [...code].length;
  return {
    code: "length",
    zh: `统一社会信用代码应为 ${LENGTH} 位，“${quote(text)}”有 ${length} 位`,
    en: `a unified social credit code has ${LENGTH} characters; "${quote(text)}" has ${length}`,
    overridable: false,
  };
}

function wrongCharacter(code: string, stray: number): CreditCodeError {
  const character = code[stray] ?? "";
  const digit = LOOKALIKES[character];
  const expected = stray >= 2 && stray < INNER_START ? "数字" : "数字或字母（不含 I、O、S、V、Z）";
  const expectedEn =
    stray >= 2 && stray < INNER_START ? "a digit" : "a digit or a letter other than I, O, S, V, Z";
  const hint = digit === undefined ? ["", ""] : [`；是否为 ${digit}？`, `; is it ${digit}?`];
  return {
    code: "character",
    zh: `第 ${stray + 1} 位“${character}”不合规定，应为${expected}${hint[0]}`,
    en: `character ${stray + 1}, "${character}", should be ${expectedEn}${hint[1]}`,
    at: stray + 1,
    overridable: false,
  };
}

function wrongCheck(code: string, problem: "check-digit" | "inner-check"): CreditCodeError {
  const place = problem === "check-digit" ? LENGTH : INNER_CHECK + 1;
  const right = problem === "check-digit" ? checkDigit(code) : innerCheck(code);
  const what =
    problem === "check-digit"
      ? ["校验码", "check digit"]
      : ["组织机构代码校验码", "organisation code's check"];
  return {
    code: problem,
    zh: `第 ${place} 位${what[0]}应为“${right}”而不是“${code[place - 1]}”，请逐位核对`,
    en: `the ${what[1]}, character ${place}, should be "${right}", not "${code[place - 1]}"; please compare character by character`,
    at: place,
    overridable: true,
  };
}

/** The check digit that the first 17 characters call for; a remainder of 0 gives "0", not a thirty-second character. */
function checkDigit(code: string): string {
  const sum = WEIGHTS.reduce(
    (total, weight, index) => total + weight * ALPHABET.indexOf(code[index] ?? ""),
    0,
  );
  return ALPHABET[(31 - (sum % 31)) % 31] ?? "";
}

/** GB 11714 over places 9–16: 10 is written X, 11 is written 0. Letters count on from 9 without leaving any out. */
function innerCheck(code: string): string {
  const sum = INNER_WEIGHTS.reduce((total, weight, index) => {
    return total + weight * Number.parseInt(code[INNER_START + index] ?? "", 36);
  }, 0);
  const check = 11 - (sum % 11);
  return check === 10 ? "X" : check === 11 ? "0" : String(check);
}

function isValid(code: string): code is CreditCode {
  const shaped = code.length === LENGTH && [...code].every(mayStandAt);
  return shaped && code[LENGTH - 1] === checkDigit(code) && code[INNER_CHECK] === innerCheck(code);
}

/** Pairs that are misread for each other, either way; a slip between them is likelier than any other. */
const CONFUSABLE = ["0D", "0Q", "1L", "17", "2Z", "38", "5S", "6G", "8B", "UW", "MN", "PR", "EF", "CG"];

/** An authority that registers bodies, a kind it registers, then a province, or 10 for the national administration. */
const PLAUSIBLE = /^[1-9ANY][1239](?:1[0-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])/;

/**
 * Valid codes that may have been meant by a code that is not, the likeliest first: letters that the code cannot hold
 * read as digits (O→0, I→1, Z→2, S→5), else one slip: two neighbours swapped, a misread character, any other
 * character. Codes of no known authority or province come last. Empty for a valid code and when no single slip explains it.
 */
export function suggestCreditCodes(text: string): readonly CreditCode[] {
  const code = normaliseCreditCode(text);
  if (code.length !== LENGTH || isValid(code)) return [];
  const mended = code.replace(/[OIZS]/g, letter => LOOKALIKES[letter] ?? letter);
  if (isValid(mended)) return [mended];
  const ranked = [...swapsOf(mended), ...changesOf(mended)]
    .filter(slip => isValid(slip.code))
    .map(slip => ({ ...slip, rank: slip.rank + (PLAUSIBLE.test(slip.code) ? 0 : SLIP_KINDS) }))
    .sort((a, b) => a.rank - b.rank);
  return [...new Set(ranked.map(slip => slip.code as CreditCode))];
}

interface Slip {
  readonly code: string;
  readonly rank: number;
}

/** Swapped neighbours rank 0, confusable characters 1, any other character 2. */
const SLIP_KINDS = 3;

function swapsOf(code: string): Slip[] {
  return [...code].slice(1).map((next, index) => ({
    code: `${code.slice(0, index)}${next}${code[index]}${code.slice(index + 2)}`,
    rank: 0,
  }));
}

function changesOf(code: string): Slip[] {
  return [...code].flatMap((was, index) =>
    [...ALPHABET].map(now => ({
      code: `${code.slice(0, index)}${now}${code.slice(index + 1)}`,
      rank: CONFUSABLE.includes(was + now) || CONFUSABLE.includes(now + was) ? 1 : 2,
    })),
  );
}
