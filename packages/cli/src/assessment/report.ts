/** An assessment as people read it: four groups, each benefit with its amount, its reasons and what is missing. */
import { byAmount, GROUP_NAMES, GROUPS, type Group, groupOf } from "@suanquan/policy/groups";
import { type PresentedAssessment, presentProgramme } from "@suanquan/policy/present";
import { quantityIn } from "@suanquan/policy/verdict";
import { wordingOf } from "@suanquan/policy/wording";
import type { Call } from "../call.ts";
import { say } from "../language.ts";
import {
  briefLines,
  capitalised,
  type Entry,
  entryHead,
  fullLines,
  needLines,
  type Paper,
  reasonLines,
  tellsAmount,
  verdictOf,
} from "./entry.ts";
import { type Answered, answersOf, type Request } from "./run-assessment.ts";

const HEAD = {
  scope: (asOf: string, programmes: number, spends: number) =>
    say(
      `截至 ${asOf}，按 ${programmes} 个项目测算 ${spends} 笔支出。`,
      `As of ${asOf}: ${counted(spends, "spend")} against ${counted(programmes, "programme")}.`,
    ),
  whatIf: say(
    "假设测算：征求意见稿和已失效的项目也按可用计算。",
    "What-if: drafts and ended programmes are reckoned as if they were usable.",
  ),
  rulings: (used: number, invented: number) =>
    say(
      `采用口径 ${used} 条${invented === 0 ? "" : `，其中 ${invented} 条为演示所拟，并非主管部门作出`}。`,
      `${counted(used, "ruling")} applied${invented === 0 ? "" : `; ${invented} invented for demonstration, given by no office`}.`,
    ),
  more: say("看每一步及其出处加 --steps。", "--steps shows every step with its clause."),
  together: say("同一项目合计", "Together, per programme"),
} as const;

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** The request's answers as lines of text. @param inFull with every step, as in an explanation. */
export function reportLines(request: Request, call: Call, inFull: boolean): string[] {
  const { language, terminal } = call;
  const { vocabulary } = request.selection.catalogue;
  const paper: Paper = { language, terminal, vocabulary, inFull };
  const answered = answersOf(request);
  const entries = answered.flatMap(each => entriesOf(each, paper));
  const lines = headLines(request, answered, paper);
  for (const group of GROUPS) {
    const own = entries.filter(each => groupOf(each.answer) === group);
    if (own.length > 0) lines.push("", ...groupLines(group, own, paper));
  }
  const totals = answered.flatMap(each => totalLines(each, paper));
  if (totals.length > 0) lines.push("", terminal.style.strong(HEAD.together[language]), ...totals);
  if (!inFull) lines.push("", terminal.style.quiet(HEAD.more[language]));
  return lines;
}

function headLines(
  { assess, facts, rulings }: Request,
  answered: readonly Answered[],
  paper: Paper,
): string[] {
  const programmes = new Set(answered.map(each => each.programme.id)).size;
  const used = rulings.filter(({ date }) => date === undefined || date <= assess.asOf);
  const invented = used.filter(each => each.invented).length;
  return [
    HEAD.scope(assess.asOf, programmes, facts.spends.length),
    ...(assess.whatIf ? [HEAD.whatIf] : []),
    ...(used.length > 0 ? [HEAD.rulings(used.length, invented)] : []),
  ].map(each => each[paper.language]);
}

function entriesOf({ programme, answer }: Answered, paper: Paper): Entry[] {
  const subject = { programme, vocabulary: paper.vocabulary };
  const w = wordingOf(subject, paper.language);
  let benefits: readonly PresentedAssessment[] | undefined;
  return answer.benefits.map((benefit, index) => ({
    programme,
    answer: benefit,
    w,
    shown: () => {
      benefits ??= presentProgramme(answer, subject, paper.language).benefits;
      const shown = benefits[index];
      if (shown === undefined) throw new Error(`${programme.id} says nothing of ${benefit.benefit}`);
      return shown;
    },
  }));
}

function groupLines(group: Group, entries: readonly Entry[], paper: Paper): string[] {
  const { style } = paper.terminal;
  const mark = {
    eligible: style.good,
    possible: style.warn,
    ineligible: style.quiet,
    unavailable: style.quiet,
  }[group];
  const heading = style.strong(mark(`${GROUP_NAMES[group][paper.language]} ${entries.length}`));
  if (paper.inFull) return [heading, ...entries.flatMap(each => fullLines(each, paper))];
  if (group === "ineligible") return [heading, ...entries.flatMap(each => briefLines(each, paper))];
  if (group === "unavailable") return [heading, ...unavailableLines(entries, paper)];
  const sorted = [...entries].sort((a, b) => byAmount(a.answer, b.answer));
  return [heading, ...sorted.flatMap(each => fullLines(each, paper))];
}

/** Many stand here for one and the same reason: it is told once, under all of them. */
function unavailableLines(entries: readonly Entry[], paper: Paper): string[] {
  const byReason = new Map<string, Entry[]>();
  for (const entry of entries) {
    const reason = verdictOf(entry);
    const own = byReason.get(reason);
    if (own === undefined) byReason.set(reason, [entry]);
    else own.push(entry);
  }
  return [...byReason.values()].flatMap(own => [
    ...own.slice(0, -1).flatMap(each => entryHead(each, paper)),
    ...own.slice(-1).flatMap(each => briefLines(each, paper)),
  ]);
}

/** A programme's total, where several of its benefits are in play. */
function totalLines({ programme, answer }: Answered, paper: Paper): string[] {
  const live = answer.benefits.filter(each => ["eligible", "possible"].includes(groupOf(each)));
  if (live.length < 2 || answer.amount === null) return [];
  const subject = { programme, vocabulary: paper.vocabulary };
  const { together } = presentProgramme(answer, subject, paper.language);
  const w = wordingOf(subject, paper.language);
  const quantity = quantityIn(w, answer.amount, "cash");
  return [
    `  ${programme.title[paper.language]}`,
    `    ${paper.terminal.style.strong(capitalised(quantity))}`,
    ...reasonLines(programme, together.because.filter(tellsAmount), paper),
    ...needLines(answer, together.needs, w, paper),
  ];
}
