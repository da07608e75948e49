/** What a spreadsheet of the answers holds: sheets of rows of cells, before any file format. */
import type { Fen } from "@suanquan/china";
import type { AssessOptions, Bounds, Catalogue, Facts, Programme } from "@suanquan/policy";
import { assessCatalogue } from "@suanquan/policy/evaluate";
import { GROUP_NAMES, GROUPS, groupOf } from "@suanquan/policy/groups";
import { type PresentedAssessment, type PresentedNeeds, presentProgramme } from "@suanquan/policy/present";
import { STANDING_NAMES } from "@suanquan/policy/standing";
import { modeWords } from "@suanquan/policy/words";
import type { ToldFacts } from "../facts/told-facts.ts";
import { type Language, wordsOf } from "../language.ts";
import { titled } from "../naming/documents.ts";

export type Cell =
  | { readonly is: "text"; readonly text: string }
  | { readonly is: "amount"; readonly fen: Fen }
  | { readonly is: "nothing" };

export interface Sheet {
  readonly name: string;
  /** The first row is the head. */
  readonly rows: readonly (readonly Cell[])[];
}

export const textCell = (text: string): Cell => (text === "" ? NOTHING : { is: "text", text });
const NOTHING: Cell = { is: "nothing" };
const amountCell = (fen: Fen | null | undefined): Cell => (fen == null ? NOTHING : { is: "amount", fen });

export const word = wordsOf({
  fileName: ["算券", "suanquan"],
  answers: ["测算结果", "Answers"],
  facts: ["填写情况", "Facts"],
  about: ["说明", "About"],
  group: ["结论", "Answer"],
  programme: ["项目", "Programme"],
  benefit: ["权益", "Benefit"],
  id: ["编号", "Id"],
  version: ["版本", "Version"],
  standing: ["状态", "Standing"],
  mode: ["兑付方式", "Delivery"],
  dueLow: ["应得（低，元）", "Due, low (yuan)"],
  dueHigh: ["应得（高，元）", "Due, high (yuan)"],
  ceilingLow: ["最高可达（低，元）", "At the most, low (yuan)"],
  ceilingHigh: ["最高可达（高，元）", "At the most, high (yuan)"],
  payLow: ["优惠后应付（低，元）", "Left to pay, low (yuan)"],
  payHigh: ["优惠后应付（高，元）", "Left to pay, high (yuan)"],
  says: ["理由", "Reason"],
  missing: ["还缺的情况", "Still to be known"],
  decided: ["由主管部门决定", "For the office to decide"],
  open: ["政策没有写明", "Left open by the text"],
  presumed: ["前提", "Presumed"],
  sources: ["依据（来源等级）", "Documents (grade)"],
  clauses: ["出处", "Clauses"],
  together: ["合计", "Together"],
  section: ["类别", "Of"],
  fact: ["情况", "Fact"],
  value: ["所填", "Given"],
  remark: ["备注", "Remark"],
  unread: ["不能识别，未计入", "not understood, left out"],
  asOf: ["测算日期", "As of"],
  catalogue: ["政策目录", "Catalogue"],
  release: ["程序版本", "Release"],
  orientation: [
    "测算只供参考，以主管部门的文件和决定为准。“最高可达”是上限，不是应得额；空格表示不能确定，不是零。",
    "For orientation; the office's own texts and decisions count. “At the most” is a ceiling, not an entitlement; an empty cell is not known, never zero.",
  ],
});

export interface ExportOrder {
  readonly catalogue: Catalogue;
  readonly facts: Facts;
  readonly told: readonly ToldFacts[];
  readonly options: AssessOptions;
  readonly release: string;
  readonly language: Language;
}

/** The answers of the whole catalogue, the facts they rest on, and where they come from. */
export function sheetsOf(order: ExportOrder): readonly Sheet[] {
  return [answersSheet(order), factsSheet(order), aboutSheet(order)];
}

const HEAD = [
  "group",
  "programme",
  "benefit",
  "standing",
  "mode",
  "dueLow",
  "dueHigh",
  "ceilingLow",
  "ceilingHigh",
  "payLow",
  "payHigh",
  "says",
  "missing",
  "decided",
  "open",
  "presumed",
  "clauses",
  "sources",
  "id",
  "version",
] as const;

/** One row for each benefit, in the order of the groups; then what programmes of several benefits give together. */
function answersSheet({ catalogue, facts, options, language }: ExportOrder): Sheet {
  const rows: { readonly rank: number; readonly cells: readonly Cell[] }[] = [];
  for (const answer of assessCatalogue(catalogue, facts, options)) {
    const programme = catalogue.programmes
      .get(answer.programme)
      ?.find(each => each.version === answer.version);
    if (programme === undefined) continue;
    const shown = presentProgramme(answer, { programme, vocabulary: catalogue.vocabulary }, language);
    answer.benefits.forEach((benefit, index) => {
      const told = shown.benefits[index];
      if (told === undefined) return;
      const group = groupOf(benefit);
      rows.push({
        rank: GROUPS.indexOf(group),
        cells: rowOf(GROUP_NAMES[group][language], programme, told, benefit.amount, language),
      });
    });
    if (answer.benefits.length > 1)
      rows.push({
        rank: GROUPS.length,
        cells: rowOf(word("together", language), programme, shown.together, answer.amount, language),
      });
  }
  rows.sort((a, b) => a.rank - b.rank);
  return {
    name: word("answers", language),
    rows: [HEAD.map(name => textCell(word(name, language))), ...rows.map(each => each.cells)],
  };
}

interface Amounts {
  readonly entitled: Bounds;
  readonly ceiling: Bounds;
  readonly payable: Bounds | null;
}

function rowOf(
  group: string,
  programme: Programme,
  told: PresentedAssessment,
  amount: Amounts | null,
  language: Language,
): readonly Cell[] {
  const mode = modeWords[programme.delivery.mode];
  const isWhole = told.benefit === "together";
  return [
    textCell(group),
    textCell(programme.title[language]),
    textCell(isWhole ? "" : told.title),
    textCell(STANDING_NAMES[told.standing][language]),
    textCell(language === "zh" ? mode.zh : mode.says.en),
    ...boundsCells(amount?.entitled),
    ...boundsCells(amount?.ceiling),
    ...boundsCells(amount?.payable ?? undefined),
    textCell(told.says),
    textCell(factsMissing(told.needs)),
    textCell(lines(told.needs.case.map(each => each.says))),
    textCell(lines(told.needs.text.map(each => each.ask))),
    textCell(lines(told.presumes)),
    textCell(lines(told.because.map(({ clause }) => (clause === null ? "" : clauseIn(programme, clause))))),
    textCell(lines(programme.documents.map(each => `${titled(each.title)}（${each.grade}）`))),
    textCell(programme.id),
    textCell(programme.version),
  ];
}

/** Nothing where the amount is unknown, or has no end: never a zero that nobody said. */
const boundsCells = (bounds: Bounds | undefined): readonly Cell[] =>
  bounds === undefined || (bounds.low === 0n && bounds.high === null)
    ? [NOTHING, NOTHING]
    : [amountCell(bounds.low), amountCell(bounds.high)];

const lines = (texts: readonly string[]): string =>
  [...new Set(texts)].filter(each => each !== "").join("\n");

const factsMissing = ({ applicant, provider, register, authority }: PresentedNeeds): string =>
  lines([...applicant, ...provider, ...register, ...authority].map(each => each.label));

const clauseIn = (
  programme: Programme,
  clause: { readonly document: string; readonly at: string },
): string => {
  const title = programme.documents.find(each => each.id === clause.document)?.title ?? clause.document;
  return `${titled(title)} ${clause.at}`;
};

function factsSheet({ told, language }: ExportOrder): Sheet {
  const head = (["section", "fact", "value", "remark"] as const).map(name => textCell(word(name, language)));
  const rows = told.flatMap(({ heading, facts }) =>
    facts.map(({ label, says, unread }) => [
      textCell(heading),
      textCell(label),
      textCell(says),
      textCell(unread ? word("unread", language) : ""),
    ]),
  );
  return { name: word("facts", language), rows: [head, ...rows] };
}

function aboutSheet({ catalogue, options, release, language }: ExportOrder): Sheet {
  const row = (name: "asOf" | "catalogue" | "release", text: string) => [
    textCell(word(name, language)),
    textCell(text),
  ];
  return {
    name: word("about", language),
    rows: [
      row("asOf", options.asOf),
      row("catalogue", catalogue.hash),
      row("release", release),
      [textCell(word("orientation", language))],
    ],
  };
}
