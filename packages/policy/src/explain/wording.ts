/** Names and values of one programme in one language: what a sentence puts between its words. */
import { type Fen, findPlace, type LocalDate, placePath } from "@suanquan/china";
import type { Bounds } from "../assessment.ts";
import { leavesOf } from "../check/leaves.ts";
import type { FactValue } from "../facts.ts";
import { caseDateWords } from "../language/words.ts";
import type { Bilingual, CapPeriod, CapScope, Cell, Counted, Programme, Rate } from "../tree.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { boundsIn, dateIn, moneyIn, rateIn, wholeIn } from "./figures.ts";
import { han, inLanguage, type Language, listed, quoted, type Voice, withArticle } from "./language.ts";
import { questionOf } from "./questions.ts";

/** What an explanation is about. */
export interface Subject {
  readonly programme: Programme;
  readonly vocabulary: Pick<Vocabulary, "facts">;
}

export interface Wording extends Voice {
  readonly language: Language;
  readonly subject: Subject;
  readonly money: (amount: Fen) => string;
  readonly bounds: (bounds: Bounds) => string;
  readonly rate: (rate: Rate) => string;
  readonly date: (date: LocalDate) => string;
  /** The label of a fact as it stands by itself. */
  readonly label: (name: string) => string;
  /**
   * The label of a fact as it stands inside a sentence: 合同金额; the contract sum. A yes-no fact is quoted, since its
   * label is a claim and not a quantity.
   */
  readonly fact: (name: string) => string;
  readonly facts: (names: readonly string[], last?: "and" | "or") => string;
  /** The value of a fact; words are quoted. */
  readonly value: (fact: string, value: FactValue) => string;
  readonly choice: (fact: string, value: string) => string;
  readonly place: (code: string) => string;
  readonly benefit: (id: string) => string;
  readonly benefits: (ids: readonly string[], last?: "and" | "or") => string;
  readonly pool: (id: string) => string;
  readonly question: (id: string) => string;
  /** What stands beside values that a question leaves open. */
  readonly openQuestion: (id: string) => string;
  readonly reading: (question: string, reading: string) => string;
  readonly document: (id: string) => string;
  /** A cell: its value, or the values that its readings put there and the question that is open. */
  readonly cell: <T>(cell: Cell<T>, write: (value: T) => string) => string;
}

/** The answers of a yes-or-no fact, as they stand in a sentence. */
export const YES_NO: Readonly<Record<Language, { readonly yes: string; readonly no: string }>> = {
  zh: { yes: "“是”", no: "“否”" },
  en: { yes: "yes", no: "no" },
};

/** Places are named by their whole path, since many districts share a name: 江苏省泰州市姜堰区. */
function placeIn(language: Language, code: string): string {
  const found = findPlace(code);
  const path = found.ok ? placePath(found.value) : [];
  if (path.length === 0) return code;
  if (language === "zh") return path.map(place => place.name).join("");
  return [...new Set(path.map(place => place.english).reverse())].join(", ");
}

/** The ends of a figure that the text leaves open within limits. */
const ENDS: Readonly<Record<string, Bilingual>> = {
  low: { zh: "取最低", en: "the lowest" },
  high: { zh: "取最高", en: "the highest" },
};

function factValueIn(language: Language, subject: Subject, fact: string, value: FactValue): string {
  if (typeof value === "boolean") return value ? YES_NO[language].yes : YES_NO[language].no;
  if (typeof value === "object") return rateIn(language, value);
  const type = subject.vocabulary.facts.get(fact)?.type;
  if (typeof value === "bigint")
    return type === "number" ? wholeIn(language, value) : moneyIn(language, value as Fen);
  if (type === "date") return dateIn(language, value as LocalDate);
  if (type === "place") return placeIn(language, value);
  return quoted(choiceIn(language, subject, fact, value));
}

function choiceIn(language: Language, subject: Subject, fact: string, value: string): string {
  if (language === "zh") return value;
  return subject.vocabulary.facts.get(fact)?.choices.find(each => each.value === value)?.en ?? value;
}

function cellIn<T>(wording: Wording, cell: Cell<T>, write: (value: T) => string): string {
  if (cell.is === "stated") return write(cell.value);
  const values = [...new Set(leavesOf(cell).map(write))];
  const [low = "", high = ""] = values;
  const open = wording.openQuestion(cell.question);
  if (wording.language === "zh") {
    return `${cell.continuous ? han`${low}至${high}` : listed(values, "or", "zh")}（${open}）`;
  }
  return `${cell.continuous ? `between ${low} and ${high}` : listed(values, "or", "en")} (${open})`;
}

/** How an open question is named beside the values that it leaves open. */
export type QuestionNaming = "asked" | "numbered";

function openQuestionIn(wording: Wording, id: string, naming: QuestionNaming): string {
  const zh = wording.language === "zh";
  const number = wording.subject.programme.open.findIndex(each => each.id === id) + 1;
  if (naming === "numbered" && number > 0)
    return zh ? `待明确，见问题 ${number}` : `open: question ${number}`;
  return zh ? `待明确：${wording.question(id)}` : `open: ${wording.question(id)}`;
}

/** The wording of a programme in a language. Cheap; names are looked up when they are asked for. */
export function wordingOf(subject: Subject, language: Language, naming: QuestionNaming = "asked"): Wording {
  const { programme, vocabulary } = subject;
  const text = (both: Bilingual) => inLanguage(both, language);
  const label = (name: string) => {
    const both = vocabulary.facts.get(name)?.label;
    return both === undefined ? name : text(both);
  };
  const fact = (name: string) => {
    if (vocabulary.facts.get(name)?.type === "boolean") return quoted(label(name));
    return language === "zh" ? label(name) : withArticle(label(name));
  };
  const benefit = (id: string) => {
    const title = programme.benefits.find(each => each.id === id)?.title;
    return quoted(title === undefined ? id : text(title));
  };
  const wording: Wording = {
    language,
    subject,
    text,
    say: (zh, en) => (language === "zh" ? zh : en),
    label,
    fact,
    benefit,
    money: amount => moneyIn(language, amount),
    bounds: bounds => boundsIn(language, bounds),
    rate: rate => rateIn(language, rate),
    date: date => dateIn(language, date),
    facts: (names, last = "and") => listed(names.map(fact), last, language),
    value: (name, value) => factValueIn(language, subject, name, value),
    choice: (name, value) => quoted(choiceIn(language, subject, name, value)),
    place: code => placeIn(language, code),
    benefits: (ids, last = "and") => listed(ids.map(benefit), last, language),
    pool: id => {
      const title = programme.pools.find(each => each.id === id)?.title;
      return title === undefined ? (language === "zh" ? "资金池" : "the pool") : quoted(text(title));
    },
    question: id => text(questionOf(programme, id).ask),
    openQuestion: id => openQuestionIn(wording, id, naming),
    reading: (question, reading) => {
      const says =
        questionOf(programme, question).readings.find(each => each.id === reading)?.says ?? ENDS[reading];
      return says === undefined ? reading : text(says);
    },
    document: id => programme.documents.find(each => each.id === id)?.title ?? id,
    cell: (cell, write) => cellIn(wording, cell, write),
  };
  return wording;
}

// ── whom and when a limit counts ─────────────────────────────────────────────────────────────────

const SCOPES: Readonly<Record<CapScope, Bilingual>> = {
  applicant: { zh: "同一申请主体", en: "one applicant" },
  family: { zh: "同一组关联企业", en: "one group of related firms" },
  project: { zh: "同一项目", en: "one project" },
  provider: { zh: "同一服务商", en: "one provider" },
  contract: { zh: "同一份合同", en: "one contract" },
  invoice: { zh: "同一张发票", en: "one invoice" },
  spend: { zh: "同一笔支出", en: "one spend" },
};

/** `同一申请主体、同一服务商`; `one applicant with one provider`. */
export const scopesIn = (language: Language, scopes: readonly CapScope[]): string =>
  scopes.map(scope => inLanguage(SCOPES[scope], language)).join(language === "zh" ? "、" : " with ");

/** Stands after the one who is limited in Chinese, and after the limit in English. */
const PERIODS: Readonly<Record<CapPeriod, Bilingual>> = {
  each: { zh: "每次", en: "for each award" },
  year: { zh: "每年度", en: "in a calendar year" },
  quarter: { zh: "每季度", en: "in a quarter" },
  month: { zh: "每月", en: "in a month" },
  round: { zh: "每批次", en: "in a round" },
  total: { zh: "累计", en: "in all" },
};
/** `每年度`; `in a calendar year`. */
export const periodIn = (language: Language, period: CapPeriod): string =>
  inLanguage(PERIODS[period], language);

/** How often something may be had: `只能享受一次`; `once only`. */
export const timesIn = (language: Language, times = 1n): string =>
  language === "zh"
    ? times === 1n
      ? "只能享受一次"
      : `最多享受 ${times} 次`
    : times === 1n
      ? "once only"
      : `at most ${times} times`;

/** What a limit counts: as a verb before the limit, and as what has happened already. */
export const COUNTED: Readonly<Record<Counted, { readonly may: Bilingual; readonly done: Bilingual }>> = {
  granted: { may: { zh: "补助", en: "may be granted" }, done: { zh: "已获", en: "granted" } },
  redeemed: { may: { zh: "兑现", en: "may redeem" }, done: { zh: "已兑", en: "redeemed" } },
  paid: { may: { zh: "拨付", en: "may be paid" }, done: { zh: "已拨", en: "paid" } },
};

/** The date of a case that selects a version. */
export const caseDateIn = (w: Wording, by: string): string => {
  const words: Readonly<Record<string, { readonly zh: string; readonly says: Bilingual }>> = caseDateWords;
  const word = words[by];
  if (word === undefined) return w.fact(by);
  return w.language === "zh" ? word.zh : word.says.en;
};
