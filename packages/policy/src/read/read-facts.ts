/** Facts as people and programs send them, to typed facts. What is unknown is left out, or null. */
import type { Fen, LocalDate } from "@suanquan/china";
import type { Award, Facts, FactValue, PoolLeft, Position } from "../facts.ts";
import type { Finding } from "../finding.ts";
import { type PositionRead, positionShape } from "../language/case-shape.ts";
import type { WordTable } from "../language/shape.ts";
import type { FactDefinition, Programme } from "../tree.ts";
import { factNamed, type Vocabulary } from "../vocabulary.ts";
import { noteContradictions } from "./contradictions.ts";
import { factAdvice, parseFact } from "./fact-value.ts";
import { present } from "./link/link-values.ts";
import { nearestOf } from "./nearest.ts";
import { hasErrors, report, under } from "./page.ts";
import { factOf, offered, wordNamed } from "./read-leaf.ts";
import { readShape } from "./read-shape.ts";
import { newSheet, type Sheet } from "./sheet.ts";
import type { SourceNode } from "./source-node.ts";

/** Spends in one set of facts, and earlier awards, at most; more is a finding. */
export const SPENDS_MAX = 10_000;
export const AWARDS_MAX = 10_000;

export interface FactsReading {
  /** Absent while there are errors; facts that contradict each other are warnings. */
  readonly facts?: Facts;
  readonly findings: readonly Finding[];
}
export interface FactsOptions {
  /** The programme that earlier awards and pools belong to where they do not say. */
  readonly programme?: string;
  /** The name that findings carry. */
  readonly file?: string;
  /** All versions by programme id: an earlier award or a pool of none of them is then a finding. */
  readonly programmes?: ReadonlyMap<string, readonly Programme[]>;
}

/** Keys of the full form; the short form has the facts of one spend and of its applicant side by side. */
const FORM_KEYS = {
  applicant: { zh: "申请主体", says: { zh: "申请主体的事实", en: "facts of the applicant" } },
  spends: { zh: "支出", says: { zh: "各笔支出的事实", en: "facts of each spend" } },
  position: { zh: "既往", says: { zh: "此前获得的补助与资金池余额", en: "earlier awards and pools" } },
} as const satisfies WordTable;
type Form = Partial<Record<keyof typeof FORM_KEYS, unknown>>;
type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Reads facts: either `{applicant, spends, position}`, or the facts of a single spend and its applicant side by side,
 * `{"contract.amount": "1000万元", "applicant.kind": "企业"}`. Names may be Chinese or English; amounts are texts, or
 * numbers in yuan with at most two decimals. Every value that is not understood is a finding with its field and cure.
 */
export function readFacts(json: unknown, vocabulary: Vocabulary, options: FactsOptions = {}): FactsReading {
  const sheet = newSheet(options.file ?? "facts", { vocabulary, bareMoneyIsYuan: true });
  const facts = isObject(json) ? factsOf(json, options.programme, sheet) : undefined;
  if (!isObject(json)) refuseForm("", sheet);
  if (facts !== undefined && options.programmes !== undefined)
    checkPosition(facts.position, options.programmes, sheet);
  const { findings } = sheet;
  if (facts === undefined || hasErrors(findings)) return { findings };
  noteContradictions(facts, sheet);
  return { facts, findings };
}

const isObject = (json: unknown): json is JsonObject =>
  typeof json === "object" && json !== null && !Array.isArray(json);

function factsOf(json: JsonObject, programme: string | undefined, sheet: Sheet): Facts | undefined {
  const isFull = Object.entries(json).some(([key, value]) => {
    const word = wordNamed(FORM_KEYS, key);
    return (word === "applicant" || word === "spends") && typeof value === "object" && value !== null;
  });
  const form = isFull ? fullForm(json, sheet) : shortForm(json, sheet);
  if (form === undefined) return undefined;
  const spends = listOf(form.spends, "spends", SPENDS_MAX, sheet);
  return {
    applicant: readMap(form.applicant ?? {}, "applicant", "applicant", sheet),
    spends: spends.map((spend, index) => readMap(spend, "spend", under("spends", index), sheet)),
    position: readPosition(form.position, programme, sheet),
  };
}

function fullForm(json: JsonObject, sheet: Sheet): Form | undefined {
  const form: Form = {};
  for (const [key, value] of Object.entries(json)) {
    const word = wordNamed(FORM_KEYS, key);
    if (word === undefined) report(sheet, "unknown-key", key, START, { key, ...offered(FORM_KEYS, key) });
    else form[word as keyof typeof FORM_KEYS] = value;
  }
  return form;
}

/** One spend and its applicant side by side: each fact goes to whom it belongs. */
function shortForm(json: JsonObject, sheet: Sheet): Form {
  const entries = Object.entries(json);
  const ownerOf = (name: string) =>
    wordNamed(FORM_KEYS, name) === "position"
      ? "position"
      : (factNamed(sheet.vocabulary, name)?.of ?? "spend");
  const of = (owner: string) => Object.fromEntries(entries.filter(([name]) => ownerOf(name) === owner));
  const [position] = Object.values(of("position"));
  return { applicant: of("applicant"), spends: [of("spend")], position };
}

const START = { line: 1, column: 1 } as const;

function refuseForm(path: string, sheet: Sheet): void {
  report(sheet, "wrong-facts", path, START, {
    zh: "这里应是一组事实",
    en: "a set of facts is expected here",
    mend: {
      zh: '应写作 {"applicant": {…}, "spends": [{…}]}，或 {"contract.amount": "1000万元", …}',
      en: 'write {"applicant": {…}, "spends": [{…}]}, or {"contract.amount": "1000万元", …}',
    },
  });
}

function listOf(json: unknown, path: string, max: number, sheet: Sheet): readonly unknown[] {
  if (json === undefined || json === null) return [];
  if (Array.isArray(json) && json.length <= max) return json;
  report(sheet, "wrong-facts", path, START, {
    zh: Array.isArray(json) ? `共 ${json.length} 项，上限 ${max} 项` : "这里应是列表",
    en: Array.isArray(json)
      ? `there are ${json.length} items; the limit is ${max}`
      : "a list is expected here",
    mend: { zh: `请写成不超过 ${max} 项的列表`, en: `write a list of at most ${max} items` },
  });
  return [];
}

// ── values ───────────────────────────────────────────────────────────────────────────────────────

function readMap(
  json: unknown,
  owner: FactDefinition["of"],
  path: string,
  sheet: Sheet,
): ReadonlyMap<string, FactValue> {
  const facts = new Map<string, FactValue>();
  if (!isObject(json)) {
    refuseForm(path, sheet);
    return facts;
  }
  for (const [name, value] of Object.entries(json)) {
    if (value === null || value === undefined) continue;
    const fact = ownFact(name, owner, path, sheet);
    if (fact === undefined) continue;
    const here = under(path, fact.name);
    if (facts.has(fact.name)) {
      report(sheet, "duplicate-key", here, START, { key: name, line: 1 });
      continue;
    }
    const read = readValue(fact, value, here, sheet);
    if (read !== undefined) facts.set(fact.name, read);
  }
  return facts;
}

function ownFact(
  name: string,
  owner: FactDefinition["of"],
  path: string,
  sheet: Sheet,
): FactDefinition | undefined {
  const at = under(path, name);
  const fact = factOf({ kind: "text", text: name, quoted: true, span: START }, at, sheet);
  if (fact === undefined || fact.of === owner) return fact;
  report(sheet, "wrong-facts", at, START, OWNER_SAID[fact.of](name));
  return undefined;
}

const OWNER_SAID = {
  applicant: (name: string) => ({
    zh: `“${name}”属于申请主体，不属于支出`,
    en: `\`${name}\` belongs to the applicant, not to a spend`,
    mend: { zh: "请移到 applicant 里", en: "move it into `applicant`" },
  }),
  spend: (name: string) => ({
    zh: `“${name}”属于一笔支出，不属于申请主体`,
    en: `\`${name}\` belongs to a spend, not to the applicant`,
    mend: { zh: "请移到 spends 的一项里", en: "move it into an item of `spends`" },
  }),
} as const;

function readValue(fact: FactDefinition, value: unknown, path: string, sheet: Sheet): FactValue | undefined {
  const text = writtenOf(fact, value);
  if (text === undefined) {
    report(sheet, "wrong-facts", path, START, {
      zh: `“${fact.zh}”的值 ${shown(value)} 不能准确读出`,
      en: `the value ${shown(value)} of \`${fact.name}\` cannot be read exactly`,
      mend: factAdvice(fact, "program"),
    });
    return undefined;
  }
  const read = parseFact(fact, text, "program");
  if (read.ok) return read.value;
  const { zh, en } = read.error;
  report(sheet, "wrong-facts", path, START, {
    zh: `“${fact.zh}”：${zh}`,
    en: `\`${fact.name}\`: ${en}`,
    mend: factAdvice(fact, "program"),
  });
  return undefined;
}

const SHOWN_MAX = 40;
const shown = (value: unknown): string => `${JSON.stringify(value) ?? typeof value}`.slice(0, SHOWN_MAX);

/** Beyond this many digits a JSON number may have been changed before it got here. */
const EXACT_DIGITS_MAX = 15;

/** The text of a value; numbers only where they are exact and the fact counts something. */
function writtenOf(fact: FactDefinition, value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return fact.type === "boolean" ? String(value) : undefined;
  if (typeof value === "bigint") return fact.type === "number" ? value.toString() : undefined;
  if (fact.type !== "money" && fact.type !== "number") return undefined;
  return typeof value === "number" ? exactNumber(value) : undefined;
}

function exactNumber(value: number): string | undefined {
  const text = String(value);
  return /^-?[\d.]+$/.test(text) && text.replace(/\D/g, "").length <= EXACT_DIGITS_MAX ? text : undefined;
}

// ── position ─────────────────────────────────────────────────────────────────────────────────────

const NODES_DEEP_MAX = 6;

function readPosition(json: unknown, programme: string | undefined, sheet: Sheet): Position {
  if (json === undefined || json === null) return { pools: [] };
  if (!isObject(json)) {
    refuseForm("position", sheet);
    return { pools: [] };
  }
  for (const [key, value] of Object.entries(json)) listOf(value, under("position", key), AWARDS_MAX, sheet);
  if (hasErrors(sheet.findings)) return { pools: [] };
  const node = nodeOf(json, "position", 0, sheet);
  const read = node && !hasErrors(sheet.findings) && readShape(positionShape, node, "position", sheet);
  if (!read) return { pools: [] };
  const awards = read.awards?.flatMap((award, index) => awardOf(award, index, programme, sheet) ?? []);
  const pools = (read.pools ?? []).flatMap((pool, index): readonly PoolLeft[] => {
    const owner = ownerOf(pool.programme ?? programme, under("position.pools", index), sheet);
    return owner === undefined ? [] : [{ programme: owner, pool: pool.pool, left: pool.left as Fen }];
  });
  return { ...present("awards", awards), pools };
}

/** Earlier awards and pools must name a programme, benefit and pool that some version has: a slip would free a limit. */
function checkPosition(
  { awards = [], pools }: Position,
  programmes: ReadonlyMap<string, readonly Programme[]>,
  sheet: Sheet,
): void {
  const check = (
    path: string,
    programme: string,
    name: string,
    namesOf: (version: Programme) => string[],
  ) => {
    const versions = programmes.get(programme);
    const offered = versions === undefined ? [...programmes.keys()] : [...new Set(versions.flatMap(namesOf))];
    const wrong = versions === undefined ? programme : name;
    if (offered.includes(wrong)) return;
    const close = nearestOf(wrong, offered);
    const listed = close === undefined ? offered.slice(0, 12) : [close];
    report(sheet, "wrong-facts", under(path, versions === undefined ? "programme" : "name"), START, {
      zh: versions === undefined ? `没有项目“${wrong}”` : `项目 ${programme} 没有“${wrong}”`,
      en:
        versions === undefined
          ? `there is no programme "${wrong}"`
          : `programme ${programme} has no "${wrong}"`,
      mend: { zh: `可以写：${listed.join("、")}`, en: `write one of: ${listed.join(", ")}` },
    });
  };
  awards.forEach((award, index) => {
    const path = under("position.awards", index);
    check(path, award.programme, award.benefit, version => version.benefits.map(each => each.id));
  });
  pools.forEach((pool, index) => {
    const path = under("position.pools", index);
    check(path, pool.programme, pool.pool, version => version.pools.map(each => each.id));
  });
}

function awardOf(
  award: NonNullable<PositionRead["awards"]>[number],
  index: number,
  programme: string | undefined,
  sheet: Sheet,
): Award | undefined {
  const owner = ownerOf(award.programme ?? programme, under("position.awards", index), sheet);
  return owner === undefined
    ? undefined
    : { ...award, ...present("on", award.on as LocalDate), programme: owner };
}

function ownerOf(programme: string | undefined, path: string, sheet: Sheet): string | undefined {
  if (programme !== undefined) return programme;
  report(sheet, "wrong-facts", path, START, {
    zh: "没有写是哪个项目的",
    en: "it does not say of which programme",
    mend: { zh: '请写 "programme": "cn-guizhou/suanli"', en: 'add "programme": "cn-guizhou/suanli"' },
  });
  return undefined;
}

/** JSON as nodes of a file, so that one reader serves both; null is what is not there. */
function nodeOf(json: unknown, path: string, depth: number, sheet: Sheet): SourceNode | undefined {
  if (depth > NODES_DEEP_MAX) {
    report(sheet, "too-deep", path, START, { max: NODES_DEEP_MAX });
    return undefined;
  }
  if (Array.isArray(json)) {
    const items = json.flatMap((item, index) => nodeOf(item, under(path, index), depth + 1, sheet) ?? []);
    return { kind: "list", items, span: START };
  }
  if (isObject(json)) {
    const entries = Object.entries(json).flatMap(([name, item]) => {
      if (item === null || item === undefined) return [];
      const value = nodeOf(item, under(path, name), depth + 1, sheet);
      const key = { kind: "text", text: name, quoted: true, span: START } as const;
      return value === undefined ? [] : [{ key, value }];
    });
    return { kind: "map", entries, span: START };
  }
  const text =
    typeof json === "number" ? exactNumber(json) : typeof json === "object" ? undefined : String(json);
  if (text !== undefined) return { kind: "text", text, quoted: true, span: START };
  report(sheet, "wrong-facts", path, START, {
    zh: `值 ${shown(json)} 不能准确读出`,
    en: `the value ${shown(json)} cannot be read exactly`,
    mend: { zh: '金额应写作 "100万元" 或 "1000000.00"', en: 'write amounts as "100万元" or "1000000.00"' },
  });
  return undefined;
}
