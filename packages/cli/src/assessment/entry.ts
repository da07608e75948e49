/** One benefit's answer as lines of text. */
import type { Fen } from "@suanquan/china";
import type { Benefit, BenefitAnswer, Programme, Step, Vocabulary } from "@suanquan/policy";
import type { PresentedAssessment, PresentedNeeds, PresentedReason } from "@suanquan/policy/present";
import { closingSentence, failingSteps, quantityIn } from "@suanquan/policy/verdict";
import type { Wording } from "@suanquan/policy/wording";
import { type Language, say } from "../language.ts";
import { columnsOf, wrap } from "../layout.ts";
import type { Terminal } from "../terminal.ts";
import { citedIn } from "./citation.ts";

/** What all lines of a report are set with. */
export interface Paper {
  readonly language: Language;
  readonly terminal: Terminal;
  readonly vocabulary: Vocabulary;
  /** Every step is shown: when asked for, or when there is one programme only. */
  readonly inFull: boolean;
}

export interface Entry {
  readonly programme: Programme;
  readonly answer: BenefitAnswer;
  readonly w: Wording;
  /** Everything that can be said of it; worked out only for what is told in full. */
  readonly shown: () => PresentedAssessment;
}

const NAMES = {
  missing: say("还缺", "Missing"),
  open: say("待明确", "Open"),
  decided: say("须审定", "For the office to decide"),
} as const;

/** Steps that say how an amount came about. */
const AMOUNT_STEPS: readonly Step["is"][] = [
  "days",
  "up-to",
  "rate",
  "bonus",
  "tier",
  "gap",
  "flat",
  "each",
  "denominations",
  "minimum",
  "relax",
  "once",
  "review",
  "in-kind",
  "overlap",
  "exclude",
  "stack",
  "price",
];
/** Limits and pools are told only where they take something away. */
export const tellsAmount = ({ step, values }: PresentedReason): boolean =>
  AMOUNT_STEPS.includes(step) || values.bites === true;

const ENTRY_INDENT = "  ";
const INDENT = "    ";

/** The benefit with its amount, the reasons, what is missing and what is presumed. */
export function fullLines(entry: Entry, paper: Paper): string[] {
  const { programme, answer } = entry;
  const shown = entry.shown();
  const amount = answer.outcome === "not-eligible" ? undefined : amountIn(entry);
  return [
    ...entryHead(entry, paper),
    ...lineIn(paper, capitalised(amount ?? shown.says), paper.terminal.style.strong),
    ...reasonLines(programme, paper.inFull ? shown.because : shown.because.filter(tellsAmount), paper),
    ...needLines(answer, shown.needs, entry.w, paper),
    ...shown.presumes.flatMap(says => lineIn(paper, says, paper.terminal.style.quiet)),
  ];
}

/** The benefit and why it cannot be had. */
export function briefLines(entry: Entry, paper: Paper): string[] {
  const [failing] = failingSteps(entry.answer.because);
  const at = failing?.at;
  const cited =
    at === undefined
      ? ""
      : ` 〔${citedIn(entry.programme, { document: at.document, at: at.place }, paper.language)}〕`;
  return [...entryHead(entry, paper), ...lineIn(paper, verdictOf(entry) + cited)];
}

/** The answer in a sentence or two. */
export const verdictOf = ({ answer, w, programme }: Entry): string =>
  closingSentence(answer, w, formOf(programme, answer));

const formOf = ({ benefits }: Programme, { benefit }: BenefitAnswer): Benefit["form"] =>
  benefits.find(each => each.id === benefit)?.form ?? "cash";

/** The title at the left and the programme's id and version at the right; on two lines where they do not fit. */
export function entryHead({ programme, answer }: Entry, { language, terminal }: Paper): string[] {
  const { columns, style } = terminal;
  const title = titleOf(programme, answer, language);
  const id = `${programme.id} ${programme.version}`;
  const gap = columns - ENTRY_INDENT.length - columnsOf(title) - columnsOf(id);
  if (gap < 2) return [ENTRY_INDENT + style.strong(title), INDENT + style.quiet(id)];
  return [ENTRY_INDENT + style.strong(title) + " ".repeat(gap) + style.quiet(id)];
}

function titleOf({ title, benefits }: Programme, { benefit }: BenefitAnswer, language: Language): string {
  const own = benefits.find(each => each.id === benefit)?.title[language] ?? benefit;
  return [...new Set([title[language], own])].join(" · ");
}

/** What is due, what it can be at most, and what is left to pay after a discount. */
function amountIn({ w, programme, answer }: Entry): string | undefined {
  if (answer.amount === null) return undefined;
  const quantity = quantityIn(w, answer.amount, formOf(programme, answer));
  const { payable } = answer.amount;
  if (payable === null) return quantity;
  return w.language === "zh"
    ? `${quantity}；优惠后应付 ${w.bounds(payable)}`
    : `${quantity}; ${w.bounds(payable)} is left to pay`;
}

/** Sentences with their clauses; a clause that several in a row rest on stands after the last of them. */
export function reasonLines(
  programme: Programme,
  reasons: readonly PresentedReason[],
  paper: Paper,
): string[] {
  const clauses = reasons.map(({ clause }) =>
    clause === null ? "" : citedIn(programme, clause, paper.language),
  );
  return reasons.flatMap(({ says }, index) => {
    const clause = clauses[index] ?? "";
    const shown = clause === "" || clause === clauses[index + 1] ? "" : ` 〔${clause}〕`;
    return lineIn(paper, says + shown);
  });
}

/** What is missing, what the text leaves open, and what an office decides. */
export function needLines(
  { amount }: Pick<BenefitAnswer, "amount">,
  needs: PresentedNeeds,
  w: Wording,
  paper: Paper,
): string[] {
  const facts = [...needs.applicant, ...needs.provider, ...needs.register, ...needs.authority];
  const { language } = paper;
  return [
    ...listedIn(
      paper,
      NAMES.missing[language],
      facts.map(each => `${each.label} (${each.fact})`),
    ),
    ...needs.text.flatMap(each =>
      lineIn(paper, `${NAMES.open[language]}${COLON[language]}${each.ask}${readingsIn(w, amount, each)}`),
    ),
    ...listedIn(
      paper,
      NAMES.decided[language],
      needs.case.map(each => each.says),
    ),
  ];
}

/** What each reading of an open question would give: `（归入较低一档 17.4万元；归入较高一档 18万元）`. */
function readingsIn(
  w: Wording,
  amount: BenefitAnswer["amount"],
  { question, readings }: PresentedNeeds["text"][number],
): string {
  const given = (amount?.readings ?? []).filter(each => each.question === question);
  const told = given.flatMap(each => {
    const says =
      readings.find(reading => reading.reading === each.reading)?.says ?? w.reading(question, each.reading);
    return `${says} ${w.bounds(highest(each))}`;
  });
  if (told.length === 0) return "";
  return w.language === "zh" ? `（${told.join("；")}）` : ` (${told.join("; ")})`;
}

/** Where only the ceiling moves, the ceiling tells the readings apart. */
function highest({ entitled, ceiling }: NonNullable<BenefitAnswer["amount"]>["readings"][number]) {
  return entitled.low === 0n && entitled.high === (0n as Fen) ? ceiling : entitled;
}

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const COLON = { zh: "：", en: ": " } as const;
const SEMICOLON = { zh: "；", en: "; " } as const;

function listedIn(
  paper: Paper,
  name: string,
  items: readonly string[],
  mark = (text: string) => text,
): string[] {
  if (items.length === 0) return [];
  const joined = items.map(each => each.replace(/[。.]$/, "")).join(SEMICOLON[paper.language]);
  return lineIn(paper, `${name}${COLON[paper.language]}${joined}`, mark);
}

const lineIn = ({ terminal }: Paper, text: string, mark = (line: string) => line): string[] =>
  wrap(text, terminal.columns - INDENT.length).map(line => INDENT + mark(line));
