/**
 * The generic reader: a shape and a node give a value. Keys and words may be Chinese or English, mixed as the author
 * likes; what comes out has English keys in camel case and English words.
 */
import { literals } from "../language/literals.ts";
import type { BranchNode, FieldTable, MapKeys, Shape, ShapeNode, WordTable } from "../language/shape.ts";
import { expectedWords } from "../language/words.ts";
import type { Bilingual } from "../tree.ts";
import { branchFor, keyInChinese } from "./choose-branch.ts";
import { factAdvice, parseFact, writeFact } from "./fact-value.ts";
import { report, under } from "./page.ts";
import { readCell } from "./read-cell.ts";
import { readCondition } from "./read-condition.ts";
import {
  factOf,
  isNamed,
  offered,
  readBilingual,
  readCitation,
  readLiteral,
  readReference,
  readWord,
  textOf,
  wantMap,
  wordNamed,
} from "./read-leaf.ts";
import { readTable } from "./read-table.ts";
import type { Sheet } from "./sheet.ts";
import {
  isMissing,
  KIND_NAMES,
  type SourceEntry,
  type SourceMap,
  type SourceNode,
  type SourceText,
} from "./source-node.ts";

/** Reads a node with a shape; undefined when it does not fit, with the reason on the sheet. */
export function readShape<T>(shape: Shape<T>, node: SourceNode, path: string, sheet: Sheet): T | undefined {
  return readNode(shape, node, path, sheet) as T | undefined;
}

type Reader<K extends ShapeNode["kind"]> = (
  shape: Extract<ShapeNode, { kind: K }>,
  node: SourceNode,
  path: string,
  sheet: Sheet,
) => unknown;

const readers: { readonly [K in ShapeNode["kind"]]: Reader<K> } = {
  literal: (shape, node, path, sheet) => readLiteral(shape.literal, node, path, sheet),
  word: (shape, node, path, sheet) => readWord(shape.words, node, path, sheet),
  reference: (shape, node, path, sheet) => readReference(shape.to, node, path, sheet),
  object: (shape, node, path, sheet) => readObject(shape.fields, node, path, sheet),
  map: (shape, node, path, sheet) => readMap(shape.of, shape.keys, node, path, sheet),
  list: (shape, node, path, sheet) => readList(shape.of, shape.orOne, node, path, sheet),
  cell: (shape, node, path, sheet) =>
    readCell(node, path, sheet, isContinuous(shape.of), (value, at) => readNode(shape.of, value, at, sheet)),
  branch: (shape, node, path, sheet) => readBranch(shape.branches, node, path, sheet),
  condition: (_shape, node, path, sheet) => readCondition(node, path, sheet),
  citation: (_shape, node, path, sheet) => readCitation(node, path, sheet),
  raw: (_shape, node) => node,
  bilingual: (_shape, node, path, sheet) => readBilingual(node, path, sheet),
  facts: (_shape, node, path, sheet) => readFactMap(node, path, sheet),
  table: (shape, node, path, sheet) =>
    readTable(node, { en: shape.value, zh: shape.valueZh }, path, sheet, (value, at) =>
      readCell(value, at, sheet, isContinuous(shape.of), (inner, where) =>
        readNode(shape.of, inner, where, sheet),
      ),
    ),
};

function readNode(shape: ShapeNode, node: SourceNode, path: string, sheet: Sheet): unknown {
  sheet.spans.set(path, node.span);
  return (readers[shape.kind] as Reader<ShapeNode["kind"]>)(shape, node, path, sheet);
}

/** Figures that an interval may stand for. */
const isContinuous = (shape: ShapeNode): boolean =>
  shape.kind === "literal" &&
  (shape.literal === "money" || shape.literal === "rate" || shape.literal === "pay");

// ── objects and maps ─────────────────────────────────────────────────────────────────────────────

const camelCase = (key: string): string => key.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

function readObject(fields: FieldTable, node: SourceNode, path: string, sheet: Sheet): unknown {
  const map = wantMap(node, { zh: "一组键与值", en: "keys with values" }, path, sheet);
  if (map === undefined) return undefined;
  const read: Record<string, unknown> = {};
  const seen = new Map<string, SourceText>();
  let fine = true;
  for (const { key, value } of map.entries) {
    const name = keyNamed(fields, map, key, path, sheet);
    const field = name === undefined ? undefined : fields[name];
    if (name === undefined || field === undefined || isRepeated(seen, name, key, path, sheet)) {
      fine = false;
      continue;
    }
    const item = readNode(field.shape, value, under(path, name), sheet);
    if (item === undefined) fine = false;
    else read[camelCase(name)] = item;
  }
  for (const [name, field] of Object.entries(fields)) {
    if (!field.required || seen.has(name)) continue;
    report(sheet, "missing-key", path, map.span, { key: name, zh: field.zh, says: field.says });
    fine = false;
  }
  return fine ? read : undefined;
}

/** The English name of a key; noted when the object has no such key, with those that it may still have. */
function keyNamed(
  fields: FieldTable,
  { entries }: SourceMap,
  key: SourceText,
  path: string,
  sheet: Sheet,
): string | undefined {
  const words = fields as WordTable;
  const name = wordNamed(words, key.text);
  if (name === undefined) {
    const taken = new Set(entries.map(entry => wordNamed(words, entry.key.text)));
    const free = Object.fromEntries(Object.entries(words).filter(([word]) => !taken.has(word)));
    const slip = { key: key.text, ...offered(Object.keys(free).length > 0 ? free : words, key.text) };
    report(sheet, "unknown-key", under(path, key.text), key.span, slip);
  }
  return name;
}

/** The same key once in each language is the same key twice. */
function isRepeated(
  seen: Map<string, SourceText>,
  name: string,
  key: SourceText,
  path: string,
  sheet: Sheet,
): boolean {
  const before = seen.get(name);
  if (before === undefined) {
    seen.set(name, key);
    return false;
  }
  report(sheet, "duplicate-key", under(path, name), key.span, { key: key.text, line: before.span.line });
  return true;
}

function readMap(of: ShapeNode, keys: MapKeys, node: SourceNode, path: string, sheet: Sheet): unknown {
  const map = wantMap(node, { zh: "一组键与值", en: "keys with values" }, path, sheet);
  if (map === undefined) return undefined;
  const read: [string, unknown][] = [];
  let fine = true;
  for (const { key, value } of map.entries) {
    const name = mapKeys[keys](key, under(path, key.text), sheet);
    const item = name === undefined ? undefined : readNode(of, value, under(path, name), sheet);
    if (name === undefined || item === undefined) fine = false;
    else read.push([name, item]);
  }
  return fine ? Object.fromEntries(read) : undefined;
}

type ReadKey = (key: SourceText, path: string, sheet: Sheet) => string | undefined;

/** A letter or digit first, so that no name can be taken for a part of the machinery. */
const OWN_NAME = /^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,63}$/u;
const FACT_NAME = /^[a-z][a-z0-9-]*(?:\.[a-z0-9][a-z0-9-]*)*$/;
const RESERVED = new Set(["together", expectedWords.together.zh, "constructor", "prototype"]);

const mapKeys: Readonly<Record<MapKeys, ReadKey>> = {
  name: (key, path, sheet) => {
    if (OWN_NAME.test(key.text) && !RESERVED.has(key.text)) return key.text;
    report(sheet, "bad-id", path, key.span, { key: key.text });
    return undefined;
  },
  "own-question": (key, path, sheet) => mapKeys.name(key, path, sheet),
  "fact-name": (key, path, sheet) => {
    if (FACT_NAME.test(key.text) && key.text.length <= 64) return key.text;
    report(sheet, "bad-fact-name", path, key.span, { name: key.text });
    return undefined;
  },
  text: (key, path, sheet) => readLiteral("text", key, path, sheet),
  money: (key, path, sheet) => (readLiteral("money", key, path, sheet) === undefined ? undefined : key.text),
  question: key => key.text,
  "benefit-or-together": (key, path, sheet) => {
    const together = wordNamed(expectedWords, key.text);
    return together ?? (isNamed("benefit", key, path, sheet) ? key.text : undefined);
  },
};

function readList(of: ShapeNode, orOne: boolean, node: SourceNode, path: string, sheet: Sheet): unknown {
  if (node.kind !== "list") {
    if (!orOne || isMissing(node)) {
      const want = { zh: "列表", en: "a list" };
      report(sheet, "wrong-kind", path, node.span, { want, got: KIND_NAMES[node.kind] });
      return undefined;
    }
    const item = readNode(of, node, path, sheet);
    return item === undefined ? undefined : [item];
  }
  const items = node.items.map((item, index) => readNode(of, item, under(path, index), sheet));
  return items.includes(undefined) ? undefined : items;
}

// ── branches ─────────────────────────────────────────────────────────────────────────────────────

function readBranch(branches: readonly BranchNode[], node: SourceNode, path: string, sheet: Sheet): unknown {
  const chosen = branchFor(branches, node);
  if (chosen === undefined) {
    reportNoBranch(branches, node, path, sheet);
    return undefined;
  }
  const read = readNode(chosen.shape, node, path, sheet);
  return read === undefined ? undefined : { is: chosen.tag, read };
}

function reportNoBranch(branches: readonly BranchNode[], node: SourceNode, path: string, sheet: Sheet): void {
  if (isMissing(node)) {
    report(sheet, "no-value", path, node.span, { key: path.slice(path.lastIndexOf(".") + 1) });
    return;
  }
  const ways = branches.map(({ when, shape }) => wayOf(when, shape));
  const want = {
    zh: [...new Set(ways.map(each => each.zh))].join("或"),
    en: [...new Set(ways.map(each => each.en))].join(" or "),
  };
  report(sheet, "wrong-kind", path, node.span, { want, got: KIND_NAMES[node.kind] });
}

function wayOf(when: BranchNode["when"], shape: ShapeNode): Bilingual {
  if (when === "scalar") return shape.kind === "literal" ? literals[shape.literal].says : KIND_NAMES.text;
  if (when === "list" || when === "map") return KIND_NAMES[when];
  const key = when.slice("key:".length);
  return { zh: `{${keyInChinese(key, shape) ?? key}: …}`, en: `\`{${key}: …}\`` };
}

// ── facts of a case ──────────────────────────────────────────────────────────────────────────────

/** Facts of a case by their English names, each value in the form in which it travels. */
function readFactMap(
  node: SourceNode,
  path: string,
  sheet: Sheet,
): Readonly<Record<string, string | boolean>> | undefined {
  const map: SourceMap | undefined = wantMap(node, { zh: "事实", en: "facts" }, path, sheet);
  if (map === undefined) return undefined;
  const read: Record<string, string | boolean> = {};
  let fine = true;
  for (const entry of map.entries) {
    const value = readFactEntry(entry, path, sheet);
    if (value === undefined) fine = false;
    else read[value.name] = value.value;
  }
  return fine ? read : undefined;
}

function readFactEntry({ key, value }: SourceEntry, path: string, sheet: Sheet) {
  const fact = factOf(key, under(path, key.text), sheet);
  if (fact === undefined) return undefined;
  const here = under(path, fact.name);
  sheet.spans.set(here, value.span);
  const text = textOf(value, factAdvice(fact, "file"), here, sheet);
  if (text === undefined) return undefined;
  const parsed = parseFact(fact, text.text, "file");
  if (parsed.ok) {
    const written = fact.type === "place" ? text.text : writeFact(fact, parsed.value);
    return { name: fact.name, value: written };
  }
  const { zh, en } = parsed.error;
  report(sheet, "wrong-facts", here, value.span, { zh, en, mend: factAdvice(fact, "file") });
  return undefined;
}
