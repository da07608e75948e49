/**
 * Rulings 口径 from a file: answers of an office to what a text leaves open, or what turns a ceiling into a rate.
 * A list in YAML or JSON; every entry is held against the catalogue, so that none is silently without effect.
 */
import type { LocalDate } from "@suanquan/china";
import { parseLocalDate } from "@suanquan/china";
import type { Finding, Programme, Rulings } from "@suanquan/policy";
import type { Catalogue } from "@suanquan/policy/catalogue";
import { nearestOf } from "@suanquan/policy/nearest";
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap } from "yaml";
import { readText } from "./input.ts";
import { say } from "./language.ts";
import { FaultyInput } from "./refusal.ts";

const RULINGS_BYTES_MAX = 1_000_000;

/** One ruling as an office gave it. */
export interface Ruling {
  readonly programme: string;
  readonly question: string;
  readonly reading: string;
  readonly issuer?: string;
  readonly date?: LocalDate;
  readonly reference?: string;
  /** Made up for a demonstration: no office has ruled so. */
  readonly invented: boolean;
}

const KEYS = ["programme", "question", "reading", "issuer", "date", "reference", "invented"] as const;
type Key = (typeof KEYS)[number];
const REQUIRED = ["programme", "question", "reading"] as const satisfies readonly Key[];

/** Readings of what is no open question of the file but stands in its figures, by the end of the question's name. */
const BUILT_IN: Readonly<Record<string, readonly string[]>> = {
  "at-most": ["rate"],
  review: ["granted"],
  "cap-period": ["each", "year", "total"],
};

/** Reads a file of rulings. @throws FaultyInput, Refusal */
export function readRulings(file: string, folder: string, catalogue: Catalogue): readonly Ruling[] {
  const page = new RulingsPage(file);
  const lines = new LineCounter();
  const document = parseDocument(readText(file, folder, RULINGS_BYTES_MAX), {
    lineCounter: lines,
    schema: "failsafe",
    prettyErrors: false,
    logLevel: "error",
  });
  for (const error of document.errors)
    page.report("yaml-syntax", lines.linePos(error.pos[0]), "", NOT_YAML(error.message));
  const items =
    document.errors.length === 0 && isSeq(document.contents) ? document.contents.items : undefined;
  if (items === undefined && page.findings.length === 0)
    page.report("wrong-kind", { line: 1, col: 1 }, "", NOT_A_LIST);
  const rulings = (items ?? []).flatMap((item, index) => {
    const at =
      isMap(item) || isScalar(item) || isSeq(item)
        ? lines.linePos(item.range?.[0] ?? 0)
        : { line: 1, col: 1 };
    if (isMap(item)) return rulingOf(item, index, at, catalogue, page) ?? [];
    page.report("wrong-kind", at, `${index}`, NOT_A_RULING);
    return [];
  });
  if (page.findings.length > 0) throw new FaultyInput(page.findings, false);
  return rulings;
}

interface Place {
  readonly line: number;
  readonly col: number;
}
type Said = Pick<Finding, "what" | "mend">;

/** What was found in the file so far. */
class RulingsPage {
  readonly findings: Finding[] = [];
  private readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  report(code: string, { line, col }: Place, path: string, { what, mend }: Said): void {
    this.findings.push({
      code,
      severity: "error",
      file: this.file,
      line,
      column: col,
      path,
      what,
      why: WHY,
      mend,
    });
  }
}

const WHY = say(
  "口径写错会悄悄落空，所以逐条核对",
  "a ruling that is misspelt would silently have no effect",
);
const EXAMPLE =
  "{programme: cn-guizhou/suanli, question: cash-overlap, reading: additive, issuer: …, date: 2025-06-01}";
const NOT_YAML = (message: string): Said => ({
  what: say(`不是合法的 YAML 或 JSON：${message}`, `neither well-formed YAML nor JSON: ${message}`),
  mend: say("请检查引号、括号和缩进", "look at quotes, brackets and indentation"),
});
const NOT_A_LIST: Said = {
  what: say("口径文件应是一个列表", "a file of rulings is a list"),
  mend: say(`每项写作 - ${EXAMPLE}`, `write each as - ${EXAMPLE}`),
};
const NOT_A_RULING: Said = {
  what: say("这一项不是一条口径", "this item is no ruling"),
  mend: say(`应写作 ${EXAMPLE}`, `write it as ${EXAMPLE}`),
};

function rulingOf(
  item: YAMLMap,
  index: number,
  at: Place,
  catalogue: Catalogue,
  page: RulingsPage,
): Ruling | undefined {
  const before = page.findings.length;
  const given = new Map<Key, string>();
  for (const pair of item.items) {
    const name = isScalar(pair.key) ? String(pair.key.value) : "";
    const key = KEYS.find(each => each === name);
    if (key === undefined) page.report("unknown-key", at, `${index}.${name}`, unknownWord(name, KEYS));
    else given.set(key, isScalar(pair.value) ? String(pair.value.value) : "");
  }
  for (const key of REQUIRED)
    if (!given.get(key)) page.report("missing-key", at, `${index}`, missingKey(key));
  const ruling = {
    programme: given.get("programme") ?? "",
    question: given.get("question") ?? "",
    reading: given.get("reading") ?? "",
    ...textOf(given, "issuer"),
    ...dateOf(given.get("date"), index, at, page),
    ...textOf(given, "reference"),
    invented: given.get("invented") === "true" || given.get("invented") === "是",
  };
  if (page.findings.length === before) holdAgainst(catalogue, ruling, index, at, page);
  return page.findings.length === before ? ruling : undefined;
}

const textOf = <K extends "issuer" | "reference">(given: ReadonlyMap<Key, string>, key: K) => {
  const text = given.get(key);
  return text === undefined ? {} : ({ [key]: text } as Readonly<Record<K, string>>);
};

function dateOf(text: string | undefined, index: number, at: Place, page: RulingsPage) {
  if (text === undefined) return {};
  const read = parseLocalDate(text);
  if (read.ok) return { date: read.value };
  page.report("wrong-date", at, `${index}.date`, {
    what: say(read.error.zh, read.error.en),
    mend: say("应写作 2025-06-01", "write it as 2025-06-01"),
  });
  return {};
}

/** The programme, the question and the reading must exist. */
function holdAgainst(
  catalogue: Catalogue,
  ruling: Ruling,
  index: number,
  at: Place,
  page: RulingsPage,
): void {
  const versions = catalogue.programmes.get(ruling.programme);
  if (versions === undefined) {
    page.report(
      "unknown-programme",
      at,
      `${index}.programme`,
      unknownWord(ruling.programme, [...catalogue.programmes.keys()]),
    );
    return;
  }
  const known = versions
    .map(version => readingsOf(version, ruling.question))
    .find(each => each !== undefined);
  if (known === undefined) {
    const questions = new Set(versions.flatMap(questionsOf));
    page.report("unknown-question", at, `${index}.question`, unknownWord(ruling.question, [...questions]));
  } else if (!known.includes(ruling.reading))
    page.report("unknown-reading", at, `${index}.reading`, unknownWord(ruling.reading, known));
}

/** Everything of a version on which an office can rule. */
const questionsOf = ({ open, presumes, benefits }: Programme): string[] => [
  ...[...open, ...presumes].map(each => each.id),
  ...benefits.flatMap(each => Object.keys(BUILT_IN).map(name => `${each.id}.${name}`)),
];

/** The readings of a question of this version; undefined when it has no such question. */
function readingsOf(
  { open, presumes, benefits }: Programme,
  question: string,
): readonly string[] | undefined {
  const own = open.find(each => each.id === question);
  if (own !== undefined) return own.readings.length > 0 ? own.readings.map(each => each.id) : CONTINUOUS;
  if (presumes.some(each => each.id === question)) return CONTRADICTED;
  const dot = question.lastIndexOf(".");
  const concerned = question.slice(0, Math.max(dot, 0)).split("+");
  const exist = concerned.every(id => benefits.some(each => each.id === id));
  return exist ? BUILT_IN[question.slice(dot + 1)] : undefined;
}

/** The ends of a figure that is only known to lie between two. */
const CONTINUOUS = ["low", "high"];
/** What a contradicted presumption can come to. */
const CONTRADICTED = ["not-required", "required"];

const LISTED_MAX = 8;

function unknownWord(word: string, known: readonly string[]): Said {
  const nearest = nearestOf(word, known);
  const listed = known.slice(0, LISTED_MAX).join("、");
  return {
    what: say(`不认识“${word}”`, `\`${word}\` is not known here`),
    mend:
      nearest === undefined
        ? say(`可以写：${listed}`, `it can be: ${known.slice(0, LISTED_MAX).join(", ")}`)
        : say(`是否要写“${nearest}”`, `did you mean \`${nearest}\`?`),
  };
}

const missingKey = (key: Key): Said => ({
  what: say(`缺少 ${key}`, `\`${key}\` is missing`),
  mend: say(`应写作 ${EXAMPLE}`, `write it as ${EXAMPLE}`),
});

/** The rulings that had been given by a day, as the evaluator takes them; a ruling without a date counts always. */
export function rulingsOn(rulings: readonly Ruling[], asOf: LocalDate): Rulings {
  const byProgramme = new Map<string, Map<string, string>>();
  for (const { programme, question, reading, date } of rulings) {
    if (date !== undefined && date > asOf) continue;
    const own = byProgramme.get(programme) ?? new Map<string, string>();
    own.set(question, reading);
    byProgramme.set(programme, own);
  }
  return byProgramme;
}
