/** Titles of documents. */

/** 《TITLE》, also where it is written like that already. */
export const titled = (title: string): string => (/^《.*》$/.test(title) ? title : `《${title}》`);

const KINDS: readonly (readonly [says: RegExp, en: string])[] = [
  [/操作规程/, "operating rules"],
  [/申请指南|申报指南|使用指南|指南/, "application guide"],
  [/实施细则/, "implementing rules"],
  [/实施方案/, "implementation plan"],
  [/行动方案|行动计划/, "action plan"],
  [/发展措施|若干措施|政策措施|举措/, "set of measures"],
  [/管理办法|实施办法/, "administrative measures"],
  [/实施意见|意见(?!稿)/, "opinions"],
  [/通知/, "notice"],
  [/说明/, "explanatory note"],
  [/报道/, "press report"],
  [/宣布/, "announcement"],
  [/发放/, "announcement of an issue"],
  [/政策/, "policy"],
];
const DRAFT = /征求意见稿/;
const TRIAL = /试行/;
const NAMED_BY_US = /题名未见|未给出|未点名|无文件|疑为/;

/**
 * What a document is, in English, from the words of its title, as in `implementing rules (trial)`; never empty. There are
 * no official English titles, and a translated one could not be looked up: the Chinese title stands beside it.
 */
export function documentInEnglish(title: string): string {
  const kind = KINDS.find(([says]) => says.test(title))?.[1] ?? "document";
  const notes = [
    ...(DRAFT.test(title) ? ["draft for comment"] : []),
    ...(TRIAL.test(title) ? ["trial"] : []),
    ...(NAMED_BY_US.test(title) ? ["title not seen"] : []),
  ];
  return notes.length === 0 ? kind : `${kind} (${notes.join(", ")})`;
}

/** Where a text was seen, by the words that are used for it. */
const SEEN_IN: readonly (readonly [says: RegExp, en: string])[] = [
  [/综合整理/, "a round-up of policies"],
  [/全文转载/, "the full text, reprinted"],
  [/摘录/, "an excerpt in a public tool"],
  [/报道/, "a press report"],
];

/** What a text was seen in, in English; undefined where the words for it are not known. */
export const seenInEnglish = (text: string): string | undefined =>
  SEEN_IN.find(([says]) => says.test(text))?.[1];
