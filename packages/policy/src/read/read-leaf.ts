/** Readers of single values: literals, words, names, citations and texts in two languages. */
import { literals } from "../language/literals.ts";
import type { LiteralName, LiteralValues, ReferenceKind, WordTable } from "../language/shape.ts";
import { citationWords } from "../language/words.ts";
import type { Bilingual, Citation, FactDefinition, FactType } from "../tree.ts";
import { factNamed } from "../vocabulary.ts";
import { nearestOf } from "./nearest.ts";
import { report, under } from "./page.ts";
import { parsePlace } from "./place.ts";
import type { NamedInFile, Sheet } from "./sheet.ts";
import { colonHint, isMissing, KIND_NAMES, type SourceNode, type SourceText } from "./source-node.ts";

/** The node as a single text; anything else, and nothing at all, is noted. */
export function textOf(
  node: SourceNode,
  want: Bilingual,
  path: string,
  sheet: Sheet,
): SourceText | undefined {
  if (node.kind !== "text") {
    report(sheet, "wrong-kind", path, node.span, { want, got: KIND_NAMES[node.kind] });
    return undefined;
  }
  if (!isMissing(node)) return node;
  report(sheet, "no-value", path, node.span, { key: lastKey(path) });
  return undefined;
}

const lastKey = (path: string): string => path.slice(path.lastIndexOf(".") + 1);

export function readLiteral<L extends LiteralName>(
  name: L,
  node: SourceNode,
  path: string,
  sheet: Sheet,
): LiteralValues[L] | undefined {
  const kind = literals[name];
  const text = textOf(node, kind.says, path, sheet);
  if (text === undefined) return undefined;
  const bareYuan = name === "money" && sheet.bareMoneyIsYuan && /^[\d,.]+$/.test(text.text);
  const value = kind.parse(bareYuan ? `${text.text}元` : text.text);
  if (value.ok) return value.value;
  const { zh, en } = value.error;
  report(sheet, "wrong-literal", path, node.span, { zh, en, examples: kind.examples });
  return undefined;
}

const zhWords = new WeakMap<WordTable, ReadonlyMap<string, string>>();

/** The English word that an English or Chinese word stands for. */
export function wordNamed(words: WordTable, text: string): string | undefined {
  if (Object.hasOwn(words, text)) return text;
  let byZh = zhWords.get(words);
  if (byZh === undefined) {
    byZh = new Map(Object.entries(words).map(([word, { zh }]) => [zh, word]));
    zhWords.set(words, byZh);
  }
  return byZh.get(text);
}

/** Words or keys to suggest, in the language of the slip. */
export function offered(words: WordTable, slip: string) {
  const zh = Object.values(words).map(each => each.zh);
  const en = Object.keys(words);
  return { nearest: nearestOf(slip, [...en, ...zh]), allowed: isChinese(slip) ? zh : en };
}

export const isChinese = (text: string): boolean => /\p{Script=Han}/u.test(text);

export function readWord(words: WordTable, node: SourceNode, path: string, sheet: Sheet): string | undefined {
  const text = textOf(node, { zh: "一个词", en: "a word" }, path, sheet);
  if (text === undefined) return undefined;
  const word = wordNamed(words, text.text);
  if (word === undefined) {
    report(sheet, "unknown-word", path, node.span, { word: text.text, ...offered(words, text.text) });
  } else {
    const meaning = words[word]?.says;
    if (meaning !== undefined) sheet.meanings.set(node, meaning);
  }
  return word;
}

// ── names ────────────────────────────────────────────────────────────────────────────────────────

/** The definition of the fact that is named here, in either language. */
export function readFact(
  node: SourceNode,
  path: string,
  sheet: Sheet,
  want?: FactType,
): FactDefinition | undefined {
  const text = textOf(node, { zh: "事实名称", en: "the name of a fact" }, path, sheet);
  if (text === undefined) return undefined;
  const fact = factOf(text, path, sheet);
  if (fact === undefined || want === undefined || fact.type === want) return fact;
  const names = isChinese(text.text) ? sheet.vocabulary.byZh : sheet.vocabulary.facts;
  report(sheet, "wrong-fact-type", path, node.span, {
    name: text.text,
    type: fact.type,
    want,
    nearby: [...names].flatMap(([name, each]) => (each.type === want ? [name] : [])),
  });
  return undefined;
}

/** The fact that a text names; noted when there is none. */
export function factOf(text: SourceText, path: string, sheet: Sheet): FactDefinition | undefined {
  const fact = factNamed(sheet.vocabulary, text.text);
  if (fact !== undefined) {
    sheet.meanings.set(text, fact.label);
    return fact;
  }
  const { facts, byZh } = sheet.vocabulary;
  const nearest = nearestOf(text.text, [...facts.keys(), ...byZh.keys()]);
  const family = [...(isChinese(text.text) ? byZh : facts).keys()].filter(name =>
    name.startsWith(`${text.text.split(".")[0]}.`),
  );
  report(sheet, "unknown-name", path, text.span, {
    name: text.text,
    of: { zh: "事实", en: "fact" },
    nearest,
    allowed: family,
  });
  return undefined;
}

const FACT_TYPES: Partial<Record<ReferenceKind, FactType>> = {
  "money-fact": "money",
  "number-fact": "number",
  "date-fact": "date",
};
const NAMED_IN_FILE: Readonly<Record<NamedInFile, Bilingual>> = {
  benefit: { zh: "权益", en: "benefit" },
  pool: { zh: "资金池", en: "pool" },
  document: { zh: "文件", en: "document" },
  question: { zh: "待明确问题", en: "open question" },
};

export function readReference(
  to: ReferenceKind,
  node: SourceNode,
  path: string,
  sheet: Sheet,
): string | undefined {
  if (to === "place") return readPlace(node, path, sheet);
  if (to === "benefit" || to === "pool" || to === "document" || to === "question") {
    return readName(to, node, path, sheet);
  }
  return readFact(node, path, sheet, FACT_TYPES[to])?.name;
}

function readName(of: NamedInFile, node: SourceNode, path: string, sheet: Sheet): string | undefined {
  const text = textOf(node, NAMED_IN_FILE[of], path, sheet);
  if (text === undefined) return undefined;
  return isNamed(of, text, path, sheet) ? text.text : undefined;
}

/** Whether the file has a thing of this name; noted when it has not. */
export function isNamed(of: NamedInFile, text: SourceText, path: string, sheet: Sheet): boolean {
  const names = sheet.names[of];
  if (names.has(text.text)) return true;
  report(sheet, "unknown-name", path, text.span, {
    name: text.text,
    of: NAMED_IN_FILE[of],
    nearest: nearestOf(text.text, names),
    allowed: [...names],
  });
  return false;
}

/** The name of a place that the table of places knows, as the author wrote it. */
export function readPlace(node: SourceNode, path: string, sheet: Sheet): string | undefined {
  const text = textOf(node, { zh: "地区", en: "a place" }, path, sheet)?.text;
  if (text === undefined) return undefined;
  const place = parsePlace(text);
  if (place.ok) return text;
  const { zh, en } = place.error;
  report(sheet, "unknown-place", path, node.span, { zh, en, candidates: place.candidates });
  return undefined;
}

// ── citations and texts ──────────────────────────────────────────────────────────────────────────

const CITATION_WANTED: Bilingual = { zh: "出处", en: "a citation" };

/** `b 算力券/贵州省/1`, or the same with keys. */
export function readCitation(node: SourceNode, path: string, sheet: Sheet): Citation | undefined {
  if (node.kind === "map") return readCitationKeys(node, path, sheet);
  const text = textOf(node, CITATION_WANTED, path, sheet);
  if (text === undefined) return undefined;
  const parts = /^(\S+)\s+(\S.*)$/s.exec(text.text.trim());
  if (parts === null) {
    report(sheet, "bad-citation", path, node.span, { text: text.text });
    return undefined;
  }
  const document = { ...text, text: parts[1] ?? "" };
  if (!isNamed("document", document, path, sheet)) return undefined;
  return { document: document.text, place: parts[2] ?? "" };
}

function readCitationKeys(
  node: SourceNode & { kind: "map" },
  path: string,
  sheet: Sheet,
): Citation | undefined {
  const texts = readTexts(node, citationWords, path, sheet);
  if (texts === undefined) return undefined;
  const { document, place, quote } = texts;
  if (document === undefined || place === undefined) {
    report(sheet, "bad-citation", path, node.span, { text: "{…}" });
    return undefined;
  }
  if (!isNamed("document", document, under(path, "document"), sheet)) return undefined;
  return {
    document: document.text,
    place: place.text,
    ...(quote === undefined ? {} : { quote: quote.text }),
  };
}

/** Keys of a text in two languages; the same in both renderings. */
export const bilingualKeys = {
  zh: { zh: "中文", says: { zh: "中文", en: "Chinese" } },
  en: { zh: "英文", says: { zh: "英文", en: "English" } },
} as const;

/** `{zh: …, en: …}`, or one text for both; where one language is missing, the other stands for it. */
export function readBilingual(node: SourceNode, path: string, sheet: Sheet): Bilingual | undefined {
  if (node.kind !== "map") {
    const text = readLiteral("text", node, path, sheet);
    return text === undefined ? undefined : { zh: text, en: text };
  }
  const texts = readTexts(node, bilingualKeys, path, sheet);
  if (texts === undefined) return undefined;
  const zh = texts.zh?.text ?? texts.en?.text;
  const en = texts.en?.text ?? texts.zh?.text;
  if (zh !== undefined && en !== undefined) return { zh: zh.trim(), en: en.trim() };
  report(sheet, "no-value", path, node.span, { key: lastKey(path) });
  return undefined;
}

/** The texts under a small closed set of keys. */
function readTexts<W extends WordTable>(
  node: SourceNode & { kind: "map" },
  keys: W,
  path: string,
  sheet: Sheet,
): Partial<Record<keyof W & string, SourceText>> | undefined {
  const texts: Partial<Record<string, SourceText>> = {};
  let fine = true;
  for (const { key, value } of node.entries) {
    const name = wordNamed(keys, key.text);
    if (name === undefined) {
      report(sheet, "unknown-key", under(path, key.text), key.span, {
        key: key.text,
        ...offered(keys, key.text),
      });
      fine = false;
      continue;
    }
    const text = textOf(value, { zh: "文字", en: "a text" }, under(path, name), sheet);
    if (text === undefined) fine = false;
    else texts[name] = text;
  }
  return fine ? (texts as Partial<Record<keyof W & string, SourceText>>) : undefined;
}

/** What a single value should have been, when a map or a list was needed. */
export function wantMap(node: SourceNode, want: Bilingual, path: string, sheet: Sheet) {
  if (node.kind === "map") return node;
  const hint = node.kind === "text" ? colonHint(node.text) : undefined;
  if (isMissing(node)) report(sheet, "no-value", path, node.span, { key: lastKey(path) });
  else report(sheet, "wrong-kind", path, node.span, { want, got: KIND_NAMES[node.kind], hint });
  return undefined;
}
