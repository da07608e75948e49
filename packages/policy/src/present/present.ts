/**
 * An answer as it goes outside: plain JSON with decimal yuan, sentences in one language, and the clause of each. The
 * same from the command line, the API and the browser. Keys come in a fixed order; `canonicalJson` orders them for
 * hashing.
 */
import type {
  AmountAnswer,
  Answer,
  BenefitAnswer,
  CaseNeed,
  Decision,
  FunderShare,
  Needs,
  Outcome,
  Presumption,
  ProgrammeAnswer,
  Quantity,
  SpendAnswer,
  StandingOnDay,
  Step,
} from "../assessment.ts";
import type { Language } from "../explain/language.ts";
import { questionOf } from "../explain/questions.ts";
import { sentencesOf, stepsTold } from "../explain/sentences.ts";
import { caseNeedIn, closingSentence, presumptionIn } from "../explain/verdict.ts";
import { type Subject, type Wording, wordingOf } from "../explain/wording.ts";
import type { Citation, FactDefinition, Form } from "../tree.ts";
import type { Json } from "./canonical-json.ts";
import { stepValues, type YuanBounds, yuanBounds } from "./step-values.ts";

export interface PresentedQuantity {
  readonly entitled: YuanBounds;
  readonly ceiling: YuanBounds;
}
export interface PresentedReading extends PresentedQuantity {
  readonly question: string;
  readonly reading: string;
}
export interface PresentedAmount extends PresentedQuantity {
  /** What is left to pay after a discount at the sale. */
  readonly payable: YuanBounds | null;
  readonly readings: readonly PresentedReading[];
  readonly approximate: boolean;
}
/** A funder's part of what is due, `low` to `high`, and of the ceiling. */
export interface PresentedShare extends YuanBounds {
  readonly funder: string;
  readonly ceiling: YuanBounds;
}

export interface PresentedFactNeed {
  readonly fact: string;
  readonly label: string;
  readonly question: string;
  readonly knownBy: FactDefinition["knownBy"];
}
export interface PresentedCaseNeed {
  readonly need: CaseNeed;
  readonly says: string;
}
export interface PresentedTextNeed {
  readonly question: string;
  readonly ask: string;
  readonly readings: readonly { readonly reading: string; readonly says: string }[];
}
export interface PresentedNeeds {
  readonly applicant: readonly PresentedFactNeed[];
  readonly provider: readonly PresentedFactNeed[];
  readonly register: readonly PresentedFactNeed[];
  readonly authority: readonly PresentedFactNeed[];
  readonly case: readonly PresentedCaseNeed[];
  readonly text: readonly PresentedTextNeed[];
}

export interface PresentedReason {
  /** The kind of step, for programs. */
  readonly step: Step["is"];
  readonly says: string;
  readonly clause: { readonly document: string; readonly at: string } | null;
  readonly values: { readonly [key: string]: Json };
  /** The spend it concerns, where several were assessed together. */
  readonly spend?: number;
}

interface PresentedAnswer {
  readonly decision: Decision;
  readonly outcome: Outcome;
  /** The answer in a sentence. */
  readonly says: string;
  readonly amount: PresentedAmount | null;
}

/** One benefit, or the whole programme where `benefit` is `together`. */
export interface PresentedAssessment extends PresentedAnswer {
  readonly programme: string;
  readonly version: string;
  readonly benefit: string;
  readonly title: string;
  readonly rows: readonly string[];
  readonly standing: StandingOnDay;
  readonly asOf: string;
  readonly whatIf: boolean;
  readonly shares: readonly PresentedShare[];
  readonly needs: PresentedNeeds;
  readonly presumes: readonly string[];
  readonly because: readonly PresentedReason[];
}
/** What one benefit gives for one spend. */
export interface PresentedSpend extends PresentedAnswer {
  readonly spend: number;
  readonly benefit: string;
  readonly needs: PresentedNeeds;
  readonly because: readonly PresentedReason[];
}
export interface PresentedTogether extends PresentedAssessment {
  readonly benefit: typeof TOGETHER;
  readonly spends: readonly PresentedSpend[];
}
export interface PresentedProgramme {
  readonly benefits: readonly PresentedAssessment[];
  readonly together: PresentedTogether;
}

/** The name under which a programme's total stands beside its benefits. */
export const TOGETHER = "together";

/** What all parts of one presentation share. */
interface Presentation {
  readonly answer: ProgrammeAnswer;
  readonly w: Wording;
}

/** One programme's answer for the outside, in one language. */
export function presentProgramme(
  answer: ProgrammeAnswer,
  subject: Subject,
  language: Language,
): PresentedProgramme {
  const presentation = { answer, w: wordingOf(subject, language) };
  return {
    benefits: answer.benefits.map(benefit => presentBenefit(presentation, benefit)),
    together: presentTogether(presentation),
  };
}

const head = ({ answer }: Presentation, benefit: string, title: string, rows: readonly string[]) => ({
  programme: answer.programme,
  version: answer.version,
  benefit,
  title,
  rows,
  standing: answer.standing,
  asOf: answer.asOf,
  whatIf: answer.whatIf,
});

const benefitOf = (w: Wording, id: string) => w.subject.programme.benefits.find(each => each.id === id);
const formOf = (w: Wording, id: string): Form => benefitOf(w, id)?.form ?? "cash";

function presentBenefit(presentation: Presentation, benefit: BenefitAnswer): PresentedAssessment {
  const { w } = presentation;
  const title = benefitOf(w, benefit.benefit)?.title;
  const form = formOf(w, benefit.benefit);
  return {
    ...head(
      presentation,
      benefit.benefit,
      title === undefined ? benefit.benefit : w.text(title),
      benefit.rows,
    ),
    ...presentAnswer(benefit, w, form),
    ...presentGrounds(benefit, w),
    because:
      benefit.spends.length > 1
        ? benefit.spends.flatMap(each =>
            presentReasons(each, w, form).map(reason => ({ ...reason, spend: each.spend })),
          )
        : presentReasons(benefit, w, form),
  };
}

function presentTogether(presentation: Presentation): PresentedTogether {
  const { answer, w } = presentation;
  const { benefits } = answer;
  const form = formTogether(benefits.map(benefit => formOf(w, benefit.benefit)));
  const rows = benefits.flatMap(benefit => benefit.rows);
  return {
    ...head(presentation, TOGETHER, w.text(w.subject.programme.title), rows),
    benefit: TOGETHER,
    ...presentAnswer(answer, w, form),
    says: closingSentence(withOnlyReasons(answer), w, form),
    ...presentGrounds(answer, w),
    because: presentReasons(answer, w, form),
    spends: benefits.flatMap(benefit => benefit.spends.map(spend => presentSpend(benefit.benefit, spend, w))),
  };
}

function presentSpend(benefit: string, spend: SpendAnswer, w: Wording): PresentedSpend {
  const form = formOf(w, benefit);
  return {
    spend: spend.spend,
    benefit,
    ...presentAnswer(spend, w, form),
    needs: presentNeeds(spend.needs, w),
    because: presentReasons(spend, w, form),
  };
}

/** A single benefit's reasons are the programme's own. */
function withOnlyReasons(answer: ProgrammeAnswer): Answer {
  const [only, ...others] = answer.benefits;
  if (only === undefined || others.length > 0) return answer;
  return { ...answer, because: [...answer.because, ...only.because] };
}

/** A programme of discounts only is told as a discount. */
const formTogether = (forms: readonly Form[]): Form =>
  forms.length > 0 && forms.every(form => form === "price") ? "price" : "cash";

const presentAnswer = (answer: Answer, w: Wording, form: Form): PresentedAnswer => ({
  decision: answer.decision,
  outcome: answer.outcome,
  says: closingSentence(answer, w, form),
  amount: answer.amount === null ? null : presentAmount(answer.amount),
});

function presentGrounds(
  answer: Answer & { readonly shares: readonly FunderShare[]; readonly presumes: readonly Presumption[] },
  w: Wording,
) {
  return {
    shares: answer.shares.map(share => ({
      funder: w.text(share.funder),
      ...yuanBounds(share.entitled),
      ceiling: yuanBounds(share.ceiling),
    })),
    needs: presentNeeds(answer.needs, w),
    presumes: answer.presumes.map(presumption => presumptionIn(w, presumption)),
  };
}

const presentQuantity = ({ entitled, ceiling }: Quantity): PresentedQuantity => ({
  entitled: yuanBounds(entitled),
  ceiling: yuanBounds(ceiling),
});

const presentAmount = (amount: AmountAnswer): PresentedAmount => ({
  ...presentQuantity(amount),
  payable: amount.payable === null ? null : yuanBounds(amount.payable),
  readings: amount.readings.map(reading => ({
    question: reading.question,
    reading: reading.reading,
    ...presentQuantity(reading),
  })),
  approximate: amount.approximate,
});

function presentNeeds(needs: Needs, w: Wording): PresentedNeeds {
  const facts = (names: readonly string[]) => names.map(name => presentFactNeed(name, w));
  return {
    applicant: facts(needs.applicant),
    provider: facts(needs.provider),
    register: facts(needs.register),
    authority: facts(needs.authority),
    case: needs.case.map(need => ({ need, says: caseNeedIn(w.language, need) })),
    text: needs.text.map(id => ({
      question: id,
      ask: w.question(id),
      readings: questionOf(w.subject.programme, id).readings.map(reading => ({
        reading: reading.id,
        says: w.text(reading.says),
      })),
    })),
  };
}

function presentFactNeed(fact: string, w: Wording): PresentedFactNeed {
  const definition = w.subject.vocabulary.facts.get(fact);
  return {
    fact,
    label: w.label(fact),
    question: definition === undefined ? w.label(fact) : w.text(definition.ask),
    knownBy: definition?.knownBy ?? "applicant",
  };
}

const clauseOf = (at: Citation | undefined): PresentedReason["clause"] =>
  at === undefined ? null : { document: at.document, at: at.place };

const presentReasons = (answer: Answer, w: Wording, form: Form): readonly PresentedReason[] =>
  sentencesOf(stepsTold(answer), w, form).map(({ step, says }) => ({
    step: step.is,
    says,
    clause: clauseOf(step.at),
    values: stepValues(step as Extract<Step, { is: typeof step.is }>, step.is, w.subject.vocabulary),
  }));
