/** Computable benefits without the four kinds of case: typical, at the limit, at a boundary, with a fact missing. */
import type { Answer, Step } from "../../assessment.ts";
import { isComputable } from "../../evaluate/amounts/reckon.ts";
import { derivedFacts } from "../../evaluate/case.ts";
import { grantsRights } from "../../evaluate/standing.ts";
import type { FactMap } from "../../facts.ts";
import { under } from "../../read/page.ts";
import type { Benefit, Bilingual } from "../../tree.ts";
import type { CaseRun } from "../case-run.ts";
import { answerOf, isAbout } from "../case-run.ts";
import type { Rule, Subject } from "../rule.ts";
import type { Figure } from "../survey-sites.ts";
import { joined } from "../wording.ts";

export const untestedBenefit: Rule = {
  finds: ["untested-benefit"],
  look: (subject, report) => {
    if (!grantsRights(subject.programme)) return;
    for (const benefit of subject.programme.benefits.filter(isComputable)) {
      const tried = subject.caseRuns().flatMap(run => triedOn(run, benefit));
      const lacking = KINDS.filter(
        kind => kind.applies(benefit, subject) && !tried.some(each => kind.shows(each, benefit, subject)),
      );
      if (lacking.length === 0) continue;
      report("untested-benefit", under("benefits", benefit.id), {
        benefit: benefit.title,
        lacks: joined(
          lacking.map(kind => kind.says),
          "and",
        ),
      });
    }
  },
};

/** A case that says something of the benefit, and what the benefit answers in it. */
interface Tried {
  readonly run: CaseRun;
  readonly answer: Answer;
  readonly maps: readonly FactMap[];
}

function triedOn(run: CaseRun, benefit: Benefit): Tried[] {
  const answer = answerOf(run, benefit.id);
  if (!isAbout(run, benefit.id) || answer === undefined || run.reckoned === undefined) return [];
  const { facts, answer: whole } = run.reckoned;
  const { applicant, spends, position } = facts;
  const followed = derivedFacts(position.awards ?? [], whole.asOf);
  return [{ run, answer, maps: [applicant, ...spends, followed] }];
}

interface Kind {
  readonly says: Bilingual;
  readonly applies: (benefit: Benefit, subject: Subject) => boolean;
  readonly shows: (tried: Tried, benefit: Benefit, subject: Subject) => boolean;
}

const KINDS: readonly Kind[] = [
  {
    says: { zh: "一般", en: "typical" },
    applies: () => true,
    shows: ({ answer }) =>
      answer.decision === "eligible" && answer.amount !== null && answer.amount.ceiling.high !== 0n,
  },
  {
    says: { zh: "到限额", en: "at the limit" },
    applies: (benefit, { programme }) =>
      benefit.caps.length > 0 ||
      programme.combine.some(rule => rule.is === "cap" && rule.cap.over.includes(benefit.id)),
    shows: ({ answer, run }) => capSteps(answer, run).some(step => isFilled(step, answer)),
  },
  {
    says: { zh: "在边界", en: "at a boundary" },
    applies: (benefit, subject) =>
      (benefit.caps.length > 0 && growsWithSomething(benefit)) || boundsOf(benefit, subject).length > 0,
    shows: ({ answer, run, maps }, benefit, subject) =>
      boundsOf(benefit, subject).some(bound => maps.some(map => isBeside(map, bound))) ||
      capSteps(answer, run).some(step => isJustFilled(step, answer)) ||
      answer.because.some(step => isBesideMinimum(step, answer)),
  },
  {
    says: { zh: "缺事实", en: "with a fact missing" },
    applies: () => true,
    shows: ({ answer: { needs } }) =>
      needs.applicant.length + needs.provider.length + needs.register.length + needs.authority.length > 0,
  },
];

/** Whether the award follows an amount or a number, and so can come near a limit. */
const growsWithSomething = ({ amount }: Benefit): boolean =>
  amount.is !== "flat" && (amount.is !== "unstated" || amount.base !== undefined);

type CapStep = Extract<Step, { is: "cap" }>;

/** Steps of the limits, of the benefit itself and of what it shares with others. */
const capSteps = (answer: Answer, run: CaseRun): CapStep[] =>
  [...answer.because, ...(run.reckoned?.answer.because ?? [])].filter(step => step.is === "cap");

/** What is left of the limit before this award; undefined when it has no end. */
const leftOf = ({ limit, used }: CapStep): bigint | undefined =>
  limit.high === null ? undefined : limit.high - used.low;

/** An award that takes the whole of what is left, cut down to it or not. */
function isFilled(step: CapStep, { amount }: Answer): boolean {
  const left = leftOf(step);
  const most = amount?.ceiling.high ?? null;
  return step.bites || (left !== undefined && most !== null && most >= left);
}

/** An award that just fits its limit, to the 分. */
function isJustFilled(step: CapStep, { amount }: Answer): boolean {
  const left = leftOf(step);
  const most = amount?.ceiling.high ?? null;
  return !step.bites && left !== undefined && most !== null && distance(left, most) <= 1n;
}

/** An award within one 分 of the minimum. */
function isBesideMinimum(step: Step, { because }: Answer): boolean {
  if (step.is !== "minimum") return false;
  if (step.total !== undefined)
    return step.total.reached.high !== null && distance(step.total.reached.high, step.award) <= 1n;
  return because.some(
    each =>
      (each.is === "rate" || each.is === "flat" || each.is === "each") &&
      each.amount.high !== null &&
      distance(each.amount.high, step.award) <= 1n,
  );
}

/** The ends of ranges that the benefit asks of facts, in its conditions, tables and tiers. */
function boundsOf(benefit: Benefit, { survey }: Subject): Figure[] {
  const own = under("benefits", benefit.id);
  return survey.figures
    .filter(({ path, ranged }) => ranged && (path.startsWith("when") || path.startsWith(`${own}.`)))
    .map(({ figure }) => figure);
}

/** Whether some fact lies on the bound or next to it: one 分, one piece, one day. */
const isBeside = (map: FactMap, bound: Figure): boolean =>
  [...map.values()].some(value => {
    if (typeof value === "bigint")
      return (bound.is === "money" || bound.is === "whole") && distance(value, bound.value) <= 1n;
    if (typeof value === "string" && bound.is === "date") return daysApart(value, bound.value) <= 1;
    return (
      typeof value === "object" &&
      bound.is === "rate" &&
      value.num * bound.value.den === bound.value.num * value.den
    );
  });

const distance = (a: bigint, b: bigint): bigint => (a < b ? b - a : a - b);
const DAY_MS = 86_400_000;
const daysApart = (a: string, b: string): number => Math.abs(Date.parse(a) - Date.parse(b)) / DAY_MS;
