import { toHalfWidth } from "./numerals.ts";

/**
 * What a public notice may show of a person or a body. 个人信息保护法 art. 6 and 25: the least that serves the purpose,
 * and nothing of a person made public without a basis. Every function hides all it was given when it does
 * not recognise the form: a mask must fail closed.
 */

/** An identity card number 居民身份证号 as `110***********1234`: three characters in front, four behind. */
export function maskIdCard(text: string): string {
  return maskWhen(text, /^(?:\d{17}[\dXx]|\d{15})$/, 3, 4);
}

/** A mobile number as `138****0000`; a landline keeps only its last two digits. */
export function maskPhone(text: string): string {
  const bare = compact(text).replace(/^(?:\+?86)(?=1\d{10}$)/, "");
  return /^1\d{10}$/.test(bare) ? maskWhen(bare, /^1\d{10}$/, 3, 4) : maskWhen(bare, /^[\d()+]{7,16}$/, 0, 2);
}

/** A unified social credit code as `9111**********082Q`: the kind of body and its province in front, four behind. */
export function maskCreditCode(text: string): string {
  return maskWhen(compact(text).toUpperCase(), /^[0-9A-Z]{18}$/, 4, 4);
}

/** A bank account as `***************1234`: the last four digits only, as bank receipts show it. */
export function maskBankAccount(text: string): string {
  return maskWhen(text, /^\d{8,30}$/, 0, 4);
}

/**
 * A person's name: the family name and stars, `张*`, `欧阳**`; a name of two characters keeps the first,
 * a name in Latin letters or with a middle dot keeps its first letter or part. Bodies' names are public and not masked.
 */
export function maskPersonName(text: string): string {
  const name = text.trim();
  const dotted = /^([^·•]+)[·•]/.exec(name);
  if (dotted !== null) return `${dotted[1]}·**`;
  const characters = [...name];
  if (!/^\p{Script=Han}+$/u.test(name))
    return characters.length < 2 ? "*" : `${characters[0]}${"*".repeat(3)}`;
  if (characters.length < 2) return "*";
  const family =
    characters.length > 2 && DOUBLE_FAMILY_NAMES.includes(characters.slice(0, 2).join("")) ? 2 : 1;
  return characters.slice(0, family).join("") + "*".repeat(characters.length - family);
}

/** The two-character family names in common use. */
const DOUBLE_FAMILY_NAMES = [
  "欧阳",
  "司马",
  "上官",
  "诸葛",
  "司徒",
  "东方",
  "皇甫",
  "尉迟",
  "公孙",
  "慕容",
  "令狐",
  "宇文",
  "长孙",
  "轩辕",
  "端木",
  "夏侯",
  "南宫",
  "百里",
  "呼延",
];

function compact(text: string): string {
  return toHalfWidth(text).replace(/[\s-]/g, "");
}

function maskWhen(text: string, form: RegExp, front: number, behind: number): string {
  const bare = compact(text);
  if (!form.test(bare)) return "*".repeat([...bare].length);
  return bare.slice(0, front) + "*".repeat(bare.length - front - behind) + bare.slice(bare.length - behind);
}
