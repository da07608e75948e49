/** The standing of a version on a day, in words. */
import type { LocalDate } from "@suanquan/china";
import type { StandingOnDay } from "../assessment.ts";
import type { Bilingual, Range } from "../tree.ts";
import { dateIn, periodIn } from "./figures.ts";
import { han, type Language } from "./language.ts";

/** A short name for a label or a column. */
export const STANDING_NAMES: Readonly<Record<StandingOnDay, Bilingual>> = {
  "in-force": { zh: "现行有效", en: "in force" },
  draft: { zh: "征求意见稿", en: "draft" },
  framework: { zh: "框架性文件", en: "framework" },
  announced: { zh: "已宣布", en: "announced" },
  mentioned: { zh: "仅提及", en: "only mentioned" },
  "not-yet-issued": { zh: "尚未印发", en: "not yet issued" },
  "not-yet-effective": { zh: "尚未施行", en: "not yet in effect" },
  ended: { zh: "已失效", en: "ended" },
  replaced: { zh: "已被替代", en: "replaced" },
  "window-not-open": { zh: "申领尚未开始", en: "not open for claims yet" },
  "window-closed": { zh: "申领已截止", en: "closed for claims" },
};

type Said = (on: string, window: string) => string;

const SENTENCES: Readonly<Record<StandingOnDay, Readonly<Record<Language, Said>>>> = {
  "in-force": {
    zh: on => han`截至${on}，本版本现行有效。`,
    en: on => `On ${on} this version is in force.`,
  },
  draft: {
    zh: () => "这是征求意见稿，尚未生效，只能作假设测算。",
    en: () => "This is a draft and not in force; it can only be reckoned as a what-if.",
  },
  framework: {
    zh: () => "这是上位的框架性文件，指导下级制定办法，本身不设立可以申领的权利。",
    en: () => "This is a framework that guides lower levels; it grants no right by itself.",
  },
  announced: {
    zh: () => "主管部门已经宣布，但来源中没有文件或参数。",
    en: () => "This has been announced, but the source gives neither a text nor figures.",
  },
  mentioned: {
    zh: () => "来源只提及名称，没有内容。",
    en: () => "The source only names this and says nothing of its content.",
  },
  "not-yet-issued": {
    zh: on => han`截至${on}，所依据的文件尚未印发。`,
    en: on => `On ${on} the document behind this version had not been issued.`,
  },
  "not-yet-effective": {
    zh: on => han`截至${on}，所依据的文件尚未施行。`,
    en: on => `On ${on} the document behind this version was not yet in effect.`,
  },
  ended: {
    zh: on => han`截至${on}，所依据的文件已经失效。`,
    en: on => `On ${on} the document behind this version had ended.`,
  },
  replaced: {
    zh: on => han`截至${on}，本版本已被后来的版本替代。`,
    en: on => `On ${on} this version had been replaced by a later one.`,
  },
  "window-not-open": {
    zh: (on, window) => han`申领期间为${window}；截至${on}，申领尚未开始。`,
    en: (on, window) => `Claims are open ${window}; on ${on} they had not begun.`,
  },
  "window-closed": {
    zh: (on, window) => han`申领期间为${window}；截至${on}，申领已经截止。`,
    en: (on, window) => `Claims were open ${window}; on ${on} they had closed.`,
  },
};

const UNKNOWN_WINDOW: Readonly<Record<Language, string>> = {
  zh: "文件规定的期间",
  en: "in the period that the document names",
};

/** Whether the version can be used on the day, as one sentence. */
export function standingIn(
  { language }: { readonly language: Language },
  on: LocalDate,
  standing: StandingOnDay,
  window?: Range<LocalDate>,
): string {
  return SENTENCES[standing][language](
    dateIn(language, on),
    window === undefined ? UNKNOWN_WINDOW[language] : claimPeriodIn(language, window),
  );
}

function claimPeriodIn(language: Language, window: Range<LocalDate>): string {
  const period = periodIn(language, window);
  return language === "en" && window.low?.included && window.high?.included ? `from ${period}` : period;
}
