/** Programmes side by side for one spending. */
import type {
  AssessOptions,
  Benefit,
  Bounds,
  Catalogue,
  Facts,
  Programme,
  ProgrammeAnswer,
} from "@suanquan/policy";
import { assessProgramme } from "@suanquan/policy/evaluate";
import { type Group, groupOf } from "@suanquan/policy/groups";
import { presentProgramme } from "@suanquan/policy/present";
import { STANDING_NAMES } from "@suanquan/policy/standing";
import { governing } from "@suanquan/policy/standing-on-day";
import { wordingOf } from "@suanquan/policy/wording";
import { gradeWords, modeWords } from "@suanquan/policy/words";
import type { Language } from "../language.ts";
import { capBrief, rateBrief, windowBrief } from "./brief.ts";
import { baseFacts, factsUnder, type Scenario } from "./scenario.ts";

/** What the columns hold, in order. */
export const COLUMNS = [
  "programme",
  "rate",
  "cap",
  "due",
  "ceiling",
  "missing",
  "mode",
  "window",
  "standing",
  "grade",
] as const;
export type Column = (typeof COLUMNS)[number];

export interface ComparedRow {
  readonly key: string;
  readonly programme: Programme;
  readonly answer: ProgrammeAnswer;
  readonly group: Group;
  readonly place: string;
  /** Undefined where nothing can be computed. */
  readonly due: Bounds | undefined;
  readonly ceiling: Bounds | undefined;
  /** The answer in a sentence. */
  readonly says: string;
  readonly cells: Readonly<Record<Column, string>>;
}

/** Every programme under a scenario, in the order of the catalogue. */
export function compared(
  catalogue: Catalogue,
  facts: Facts,
  scenario: Scenario,
  options: AssessOptions,
  language: Language,
): readonly ComparedRow[] {
  const bases = baseFacts(catalogue);
  return [...catalogue.programmes.values()].flatMap(versions => {
    const [newest] = versions;
    if (newest === undefined) return [];
    const asked = factsUnder(facts, scenario, newest, bases);
    return assessProgramme(versions, asked, catalogue.vocabulary.facts, options).flatMap(answer => {
      const programme = versions.find(each => each.version === answer.version);
      return programme === undefined ? [] : [rowOf(catalogue, programme, answer, language)];
    });
  });
}

const IN_PLAY: readonly Group[] = ["eligible", "possible"];

/** The best that any benefit of a programme can say. */
function groupTogether({ benefits }: ProgrammeAnswer): Group {
  const groups = benefits.map(groupOf);
  return (
    (["eligible", "possible", "unavailable"] as const).find(each => groups.includes(each)) ?? "ineligible"
  );
}

function rowOf(
  catalogue: Catalogue,
  programme: Programme,
  answer: ProgrammeAnswer,
  language: Language,
): ComparedRow {
  const subject = { programme, vocabulary: catalogue.vocabulary };
  const w = wordingOf(subject, language);
  const shown = presentProgramme(answer, subject, language).together;
  const group = groupTogether(answer);
  const inPlay = answer.benefits.filter(each => IN_PLAY.includes(groupOf(each)));
  const told = (inPlay.length > 0 ? inPlay : answer.benefits).flatMap(
    each => programme.benefits.find(benefit => benefit.id === each.benefit) ?? [],
  );
  const amount = IN_PLAY.includes(group) ? answer.amount : null;
  const { needs } = shown;
  const missing = [...needs.applicant, ...needs.provider, ...needs.register, ...needs.authority].map(
    each => each.label,
  );
  const mode = modeWords[programme.delivery.mode];
  const grade = governing(programme)?.grade ?? "D";
  const same = amount !== null && sameBounds(amount.entitled, amount.ceiling);
  const comma = w.say("、", ", ");
  return {
    key: `${programme.id} ${programme.version}`,
    programme,
    answer,
    group,
    place: w.place(programme.place),
    due: amount?.entitled,
    ceiling: amount?.ceiling,
    says: shown.says,
    cells: {
      programme: programme.title[language],
      rate: distinct(told, each => rateBrief(w, each)),
      cap: distinct(told, each => capBrief(w, programme, each)),
      due: amount === null ? "—" : w.bounds(amount.entitled),
      ceiling: amount === null || same ? "—" : w.bounds(amount.ceiling),
      missing: IN_PLAY.includes(group)
        ? [
            ...missing,
            ...needs.case.map(() => w.say("主管部门决定", "the office's decision")),
            ...needs.text.map(() => w.say("政策未写明处", "what the text leaves open")),
          ]
            .filter((each, index, all) => all.indexOf(each) === index)
            .join(comma) || w.say("无", "nothing")
        : "—",
      mode: language === "zh" ? mode.zh : mode.says.en,
      window: windowBrief(w, programme),
      standing: STANDING_NAMES[answer.standing][language],
      grade: language === "zh" ? `${grade}（${gradeWords[grade].zh}）` : grade,
    },
  };
}

const sameBounds = (a: Bounds, b: Bounds): boolean => a.low === b.low && a.high === b.high;

const distinct = (benefits: readonly Benefit[], told: (benefit: Benefit) => string): string =>
  [...new Set(benefits.map(told))].join(" / ");

export interface Sorting {
  readonly by: Column;
  readonly down: boolean;
}

/** Sorts; where nothing can be computed a row stays at the end, whichever way. */
export function sorted(rows: readonly ComparedRow[], { by, down }: Sorting): readonly ComparedRow[] {
  const sign = down ? -1 : 1;
  const byText = (a: ComparedRow, b: ComparedRow) =>
    (by === "programme" ? a.place.localeCompare(b.place, "zh-CN") : 0) ||
    a.cells[by].localeCompare(b.cells[by], "zh-CN");
  return [...rows].sort((a, b) => {
    if (by !== "due" && by !== "ceiling") return sign * byText(a, b);
    const [left, right] = [endOf(a, by), endOf(b, by)];
    if (left === undefined || right === undefined)
      return Number(left === undefined) - Number(right === undefined);
    if (left === right) return 0;
    if (left === null || right === null) return sign * (left === null ? 1 : -1);
    return sign * (left < right ? -1 : 1);
  });
}

/** What is surely due, and what can be had at the most; null is unbounded. */
const endOf = (row: ComparedRow, by: "due" | "ceiling"): bigint | null | undefined =>
  by === "due" ? row.due?.low : row.ceiling === undefined ? undefined : row.ceiling.high;
