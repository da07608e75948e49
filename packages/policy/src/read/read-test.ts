/** Tests of a single fact: what may be asked of it depends on its type. */
import { literals, parseWhole, testRanges, type Written } from "../language/literals.ts";
import { looksLikeRange } from "../language/ranges.ts";
import { conditionWords, testWords } from "../language/words.ts";
import type { Bilingual, FactDefinition, FactType, Range, Test } from "../tree.ts";
import { nearestOf } from "./nearest.ts";
import { report, under } from "./page.ts";
import { isChinese, offered, readPlace, textOf, wordNamed } from "./read-leaf.ts";
import type { Sheet } from "./sheet.ts";
import type { SourceMap, SourceNode, SourceText } from "./source-node.ts";

const TEST_WANTED: Bilingual = { zh: "对事实的要求", en: "what is asked of the fact" };

/** Reads what is asked of a fact: a value, a range, `{in: …}`, `{within: …}`, `{not: …}` or `any`. */
export function readTest(
  fact: FactDefinition,
  node: SourceNode,
  path: string,
  sheet: Sheet,
): Test | undefined {
  if (node.kind === "map") return readTestKey(fact, node, path, sheet);
  const text = textOf(node, TEST_WANTED, path, sheet);
  if (text === undefined) return undefined;
  const word = text.quoted
    ? undefined
    : (wordNamed(testWords, text.text) as keyof typeof testWords | undefined);
  if (word !== undefined) sheet.meanings.set(text, testWords[word].says);
  if (word === "any") return { is: "any" };
  return scalarTests[fact.type](fact, text, path, sheet);
}

type ScalarTest = (fact: FactDefinition, text: SourceText, path: string, sheet: Sheet) => Test | undefined;

const scalarTests: Readonly<Record<FactType, ScalarTest>> = {
  money: (fact, text, path, sheet) => {
    const range = rangeOf(fact, text, literals.money.parse, testRanges.money, path, sheet);
    return range === undefined ? undefined : { is: "money", range };
  },
  number: (fact, text, path, sheet) => {
    const range = rangeOf(fact, text, parseWhole, testRanges.number, path, sheet);
    return range === undefined ? undefined : { is: "number", range };
  },
  date: (fact, text, path, sheet) => {
    const range = rangeOf(fact, text, literals.date.parse, testRanges.date, path, sheet);
    return range === undefined ? undefined : { is: "date", range };
  },
  rate: (fact, text, path, sheet) => {
    const range = rangeOf(fact, text, literals.rate.parse, testRanges.rate, path, sheet);
    return range === undefined ? undefined : { is: "rate", range };
  },
  boolean: (fact, text, path, sheet) => {
    const value = literals.boolean.parse(text.text);
    if (value.ok) return { is: "boolean", value: value.value };
    return wrongTest(fact, text, path, sheet);
  },
  choice: (fact, text, path, sheet) => {
    const value = readChoice(fact, text, path, sheet);
    return value === undefined ? undefined : { is: "one-of", values: [value] };
  },
  text: (_fact, text) => ({ is: "one-of", values: [text.text] }),
  place: (_fact, text, path, sheet) => {
    const place = readPlace(text, path, sheet);
    return place === undefined ? undefined : { is: "within", places: [place] };
  },
};

/** A single value stands for exactly that value. */
function rangeOf<T>(
  fact: FactDefinition,
  text: SourceText,
  parseValue: (text: string) => Written<T>,
  parseRange: (text: string) => Written<Range<T>>,
  path: string,
  sheet: Sheet,
): Range<T> | undefined {
  if (looksLikeRange(text.text)) {
    const range = parseRange(text.text);
    if (range.ok) return range.value;
    return reportLiteral(fact, text, range.error, path, sheet);
  }
  const value = parseValue(text.text);
  if (!value.ok) return reportLiteral(fact, text, value.error, path, sheet);
  const end = { value: value.value, included: true };
  return { low: end, high: end };
}

function reportLiteral(
  fact: FactDefinition,
  text: SourceText,
  { zh, en }: Bilingual,
  path: string,
  sheet: Sheet,
): undefined {
  report(sheet, "wrong-literal", path, text.span, { zh, en, examples: TEST_EXAMPLES[fact.type] });
}

const TEST_EXAMPLES: Readonly<Record<FactType, readonly string[]>> = {
  money: ["x ≥ 20万元", "10万元 < x ≤ 30万元"],
  number: ["x ≥ 10", "10 ≤ x < 50"],
  rate: ["x ≥ 50%"],
  date: ["2025-03-01 ≤ x ≤ 2025-12-31", "x ≥ 2025-03-01"],
  boolean: ["true", "false"],
  choice: ["{in: […]}"],
  place: ["{within: 贵州省}"],
  text: ["{in: […]}"],
};

/** The canonical Chinese value of a choice, from either language. */
function readChoice(fact: FactDefinition, text: SourceText, path: string, sheet: Sheet): string | undefined {
  const choice = fact.choices.find(({ value, en }) => value === text.text || en === text.text);
  if (choice !== undefined) {
    sheet.meanings.set(text, { zh: choice.value, en: choice.en });
    return choice.value;
  }
  const zh = fact.choices.map(each => each.value);
  const en = fact.choices.map(each => each.en);
  report(sheet, "unknown-word", path, text.span, {
    word: text.text,
    nearest: nearestOf(text.text, [...zh, ...en]),
    allowed: isChinese(text.text) ? zh : en,
  });
  return undefined;
}

function wrongTest(fact: FactDefinition, node: SourceNode, path: string, sheet: Sheet): undefined {
  const got = node.kind === "text" ? node.text : node.kind === "list" ? "[…]" : "{…}";
  report(sheet, "wrong-test", path, node.span, { fact, got, examples: TEST_EXAMPLES[fact.type] });
}

const { in: among, within, not } = conditionWords;
const testKeys = { in: among, within, not };
/** Which types of fact each key may be asked of. */
const KEY_FITS: Readonly<Record<keyof typeof testKeys, (type: FactType) => boolean>> = {
  in: type => type === "choice" || type === "text",
  within: type => type === "place",
  not: () => true,
};

function readTestKey(fact: FactDefinition, node: SourceMap, path: string, sheet: Sheet): Test | undefined {
  const [entry, ...others] = node.entries;
  if (others.length > 0) report(sheet, "several-tests", path, node.span, { count: node.entries.length });
  if (entry === undefined) return wrongTest(fact, node, path, sheet);
  if (others.length > 0) return undefined;
  const { key, value } = entry;
  const word = wordNamed(testKeys, key.text);
  const at = under(path, word ?? key.text);
  if (word === undefined) {
    report(sheet, "unknown-key", at, key.span, { key: key.text, ...offered(testKeys, key.text) });
    return undefined;
  }
  if (!KEY_FITS[word as keyof typeof testKeys](fact.type)) return wrongTest(fact, node, path, sheet);
  if (word === "not") {
    const test = readTest(fact, value, at, sheet);
    return test === undefined ? undefined : { is: "not", test };
  }
  const items = value.kind === "list" ? value.items : [value];
  const values = items.flatMap((item, index) => {
    const itemPath = value.kind === "list" ? under(at, index) : at;
    const text = textOf(item, TEST_WANTED, itemPath, sheet);
    if (text === undefined) return [];
    if (word === "within") return readPlace(text, itemPath, sheet) ?? [];
    return fact.type === "choice" ? (readChoice(fact, text, itemPath, sheet) ?? []) : text.text;
  });
  if (values.length < items.length || values.length === 0) return undefined;
  return word === "within" ? { is: "within", places: values } : { is: "one-of", values };
}
