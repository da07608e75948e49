/** A whole rule in sentences: who, what, how much, limits, money, dates, what is open, and what it rests on. */
import {
  directionWords,
  gradeWords,
  kindWords,
  modeWords,
  payeeWords,
  standingWords,
  touchesWords,
} from "../language/words.ts";
import type { Benefit, Bilingual, PolicyDocument, Programme } from "../tree.ts";
import { unitIn } from "./amount-templates.ts";
import { clausesOf, conditionIn } from "./conditions.ts";
import { han, inLanguage, type Language } from "./language.ts";
import { type Line, lineOf } from "./line.ts";
import { askSentence, readingsOf } from "./questions.ts";
import { amountLines } from "./rule-amount.ts";
import { limitLines } from "./rule-limits.ts";
import { combinationLines, dateLines, poolLines } from "./rule-together.ts";
import { caseDateIn, type Subject, type Wording, wordingOf } from "./wording.ts";

export type SectionId =
  | "about"
  | "conditions"
  | "presumptions"
  | "benefit"
  | "together"
  | "money"
  | "dates"
  | "open"
  | "documents"
  | "procedure"
  | "notes";

export interface Section {
  readonly id: SectionId;
  /** The benefit that a section of kind `benefit` is about. */
  readonly benefit?: string;
  readonly heading: string;
  readonly lines: readonly Line[];
}

export interface ProgrammeExplanation {
  readonly programme: string;
  readonly version: string;
  readonly title: string;
  readonly sections: readonly Section[];
}

const HEADINGS: Readonly<Record<Exclude<SectionId, "benefit">, Bilingual>> = {
  about: { zh: "概况", en: "About" },
  conditions: { zh: "共同条件", en: "Conditions of every benefit" },
  presumptions: { zh: "来源没有要求、予以推定的", en: "Presumed, since the text does not ask" },
  together: { zh: "各项之间的关系", en: "How the benefits meet" },
  money: { zh: "资金", en: "Money" },
  dates: { zh: "期间", en: "Dates" },
  open: { zh: "待明确的问题", en: "Open questions" },
  documents: { zh: "依据的文件", en: "Documents" },
  procedure: { zh: "办理流程", en: "Procedure" },
  notes: { zh: "备注", en: "Notes" },
};

type Lines = (w: Wording, programme: Programme) => readonly Line[];

/** Sections in the order in which they are read; benefits stand after the presumptions. */
const BEFORE_BENEFITS: readonly (readonly [Exclude<SectionId, "benefit">, Lines])[] = [
  ["about", aboutLines],
  [
    "conditions",
    (w, programme) => clausesOf(programme.when).map(each => lineOf(w, conditionIn(w, each), each.at)),
  ],
  ["presumptions", (w, programme) => programme.presumes.map(each => lineOf(w, w.text(each.says)))],
];
const AFTER_BENEFITS: readonly (readonly [Exclude<SectionId, "benefit">, Lines])[] = [
  ["together", (w, programme) => programme.combine.flatMap(rule => combinationLines(w, rule))],
  [
    "money",
    (w, programme) => [
      ...programme.pools.flatMap(pool => poolLines(w, pool)),
      ...roundingLines(w, programme),
    ],
  ],
  ["dates", dateLines],
  ["open", questionLines],
  ["documents", (w, programme) => programme.documents.map(each => documentLine(w, each))],
  ["procedure", (w, programme) => programme.procedure.map(each => lineOf(w, w.text(each)))],
  ["notes", (w, programme) => programme.notes.map(each => lineOf(w, w.text(each)))],
];

/** Explains one version of a programme in one language. Sections without a line are left out. */
export function explainProgramme(subject: Subject, language: Language): ProgrammeExplanation {
  const { programme } = subject;
  const w = wordingOf(subject, language, "numbered");
  const section = ([id, lines]: (typeof BEFORE_BENEFITS)[number]): Section => ({
    id,
    heading: inLanguage(HEADINGS[id], language),
    lines: lines(w, programme),
  });
  const sections = [
    ...BEFORE_BENEFITS.map(section),
    ...programme.benefits.map(benefit => ({
      id: "benefit" as const,
      benefit: benefit.id,
      heading: w.text(benefit.title),
      lines: benefitLines(w, benefit),
    })),
    ...AFTER_BENEFITS.map(section),
  ];
  return {
    programme: programme.id,
    version: programme.version,
    title: w.text(programme.title),
    sections: sections.filter(each => each.lines.length > 0),
  };
}

function aboutLines(w: Wording, programme: Programme): readonly Line[] {
  const standing = standingWords[programme.standing];
  const mode = modeWords[programme.delivery.mode];
  const kinds = programme.kinds.map(kind => w.say(kindWords[kind].zh, kindWords[kind].says.en));
  const issuers = programme.issuer.join(w.say("、", ", "));
  const place = w.place(programme.place);
  return [
    lineOf(
      w,
      w.say(
        `${place}，由${issuers}主管，属于${kinds.join("、")}`,
        `${place}; office in charge: ${issuers}; for ${kinds.join(", ")}`,
      ),
    ),
    lineOf(
      w,
      w.say(
        `状态：${standing.zh}（${standing.says.zh}）`,
        `standing: ${programme.standing} (${standing.says.en})`,
      ),
    ),
    versionLine(w, programme),
    lineOf(
      w,
      w.say(`兑付方式：${mode.zh}（${mode.says.zh}）`, `delivery: ${mode.says.en}`),
      programme.delivery.at,
    ),
  ];
}

function versionLine(w: Wording, { version, applies }: Programme): Line {
  const { from, to, at } = applies;
  const date = w.cell(applies.by, each => caseDateIn(w, each));
  const first = from === undefined ? "" : w.say(han`自${w.date(from)}起`, ` from ${w.date(from)}`);
  const last = to === undefined ? "" : w.say(han`至${w.date(to)}止`, ` to ${w.date(to)}`);
  const span = first + last;
  return lineOf(
    w,
    w.say(
      `本版本（${version}）按${date}选用${span === "" ? "" : `，适用于该日期${span}的事项`}`,
      `this version (${version}) is selected by ${date}${span}`,
    ),
    at,
  );
}

/** What is said of one benefit, by what it speaks of. */
export interface BenefitParts {
  readonly conditions: readonly Line[];
  /** The base, the rate or the tiers. */
  readonly amount: readonly Line[];
  /** Minimum, limits, faces, pool and review. */
  readonly limits: readonly Line[];
  readonly payee: readonly Line[];
  readonly evidence: readonly Line[];
  readonly notes: readonly Line[];
}

/** Explains one benefit of a version in one language, in parts. */
export const explainBenefit = (subject: Subject, benefit: Benefit, language: Language): BenefitParts =>
  benefitParts(wordingOf(subject, language, "numbered"), benefit);

function benefitParts(w: Wording, benefit: Benefit): BenefitParts {
  const evidence = benefit.evidence.join(w.say("、", ", "));
  return {
    conditions: clausesOf(benefit.when)
      .filter(each => each.is === "fact" || each.is === "open" || each.of.length > 0)
      .map(each => lineOf(w, conditionIn(w, each), each.at ?? benefit.at)),
    amount: amountLines(w, benefit).map(line => ({
      says: line.says,
      clause: line.clause ?? { document: benefit.at.document, at: benefit.at.place },
    })),
    limits: limitLines(w, benefit),
    payee: benefit.form === "cash" ? [payeeLine(w, benefit)] : [],
    evidence: evidence === "" ? [] : [lineOf(w, w.say(`证明材料：${evidence}`, `evidence: ${evidence}`))],
    notes: benefit.notes.map(note => lineOf(w, w.text(note))),
  };
}

function benefitLines(w: Wording, benefit: Benefit): readonly Line[] {
  const { conditions, amount, limits, payee, evidence, notes } = benefitParts(w, benefit);
  return [...conditions, ...amount, ...limits, ...payee, ...evidence, ...notes];
}

function payeeLine(w: Wording, { payee }: Benefit): Line {
  if (payee === "unstated") {
    return lineOf(w, w.say("来源没有写明资金拨付给谁", "the source does not say who is paid"));
  }
  const says = w.text(payeeWords[payee].says);
  return lineOf(w, w.say(`资金${says}`, `the money is ${says}`));
}

function roundingLines(w: Wording, programme: Programme): readonly Line[] {
  const { rounding, benefits } = programme;
  if (rounding !== undefined) {
    const unit = unitIn(w, rounding.unit);
    const how = w.text(directionWords[rounding.direction].says);
    return [lineOf(w, w.say(`金额取到${unit}，${how}`, `amounts are taken to ${unit}, ${how}`), rounding.at)];
  }
  const multiplies = benefits.some(({ amount }) => amount.is === "rate" || amount.is === "tiers");
  if (!multiplies) return [];
  const says = w.say(
    "来源没有写明如何舍入，推定取到分、分以下舍去",
    "the text names no rounding; it is presumed that what is below one fen is cut off",
  );
  return [lineOf(w, says)];
}

function questionLines(w: Wording, programme: Programme): readonly Line[] {
  return programme.open.map((question, index) => {
    const touches = w.text(touchesWords[question.touches].says);
    const ask = askSentence(w, question);
    const readings = readingsOf(question).map(reading => w.text(reading.says));
    const choice = readings.join(w.say("；或者", "; or "));
    return lineOf(
      w,
      w.say(
        `问题 ${index + 1}（${touches}）：${ask}${choice === "" ? "" : `可能的解释：${choice}。`}`,
        `question ${index + 1} (${touches}): ${ask}${choice === "" ? "" : ` Readings: ${choice}.`}`,
      ),
      question.at,
    );
  });
}

type DocumentDate = "issued" | "published" | "effective" | "expires";
const DOCUMENT_DATES: readonly (readonly [DocumentDate, Bilingual])[] = [
  ["issued", { zh: "印发", en: "issued" }],
  ["published", { zh: "公布", en: "published" }],
  ["effective", { zh: "起施行", en: "in effect from" }],
  ["expires", { zh: "止有效", en: "in effect until" }],
];
type DocumentRelation = "replaces" | "implements" | "conflicts";
const DOCUMENT_RELATIONS: readonly (readonly [DocumentRelation, Bilingual])[] = [
  ["replaces", { zh: "替代", en: "replaces" }],
  ["implements", { zh: "细化", en: "implements" }],
  ["conflicts", { zh: "不一致的文件：", en: "disagrees with" }],
];

function documentLine(w: Wording, document: PolicyDocument): Line {
  const grade = gradeWords[document.grade];
  const number =
    document.number === undefined ? "" : w.say(`（${document.number}）`, ` (${document.number})`);
  const dates = DOCUMENT_DATES.flatMap(([name, label]) => {
    const date = document[name];
    return date === undefined ? [] : [w.say(w.date(date) + label.zh, `${label.en} ${w.date(date)}`)];
  });
  const relations = DOCUMENT_RELATIONS.flatMap(([name, label]) => {
    const titles = document[name].map(id => documentTitle(w, id)).join(w.say("、", ", "));
    return titles === "" ? [] : [w.say(han`${label.zh}${titles}`, `${label.en} ${titles}`)];
  });
  const source = w.say(
    `来源等级${grade.zh}（${grade.says.zh}）`,
    `source grade ${document.grade} (${grade.says.en})`,
  );
  const seen =
    document.seenIn === undefined ? [] : [w.say(`见于${document.seenIn}`, `seen in ${document.seenIn}`)];
  const issuers = document.issuer.join(w.say("、", ", "));
  const parts = [`《${document.title}》${number}`, issuers, ...dates, ...relations, source, ...seen];
  return lineOf(w, parts.join(w.say("，", ", ")));
}

/** A document of the same file by its title; another programme's version by its id. */
function documentTitle(w: Wording, id: string): string {
  const title = w.document(id);
  return title === id ? id : `《${title}》`;
}

/** The explanation as plain text, for a terminal: headings, numbered lines, each with its clause. */
export function explanationText(explanation: ProgrammeExplanation): string {
  const sections = explanation.sections.map(section => {
    const lines = section.lines.map(({ says, clause }) => {
      const at = clause === null ? "" : ` [${clause.document} ${clause.at}]`;
      return `  · ${says}${at}`;
    });
    return [`## ${section.heading}`, ...lines].join("\n");
  });
  return `${[`# ${explanation.title} (${explanation.programme}@${explanation.version})`, ...sections].join("\n\n")}\n`;
}
