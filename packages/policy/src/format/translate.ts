/** Gives every key, word and fact name of a file its form in both languages, with keys in the grammar's order. */
import { toHalfWidth } from "@suanquan/china";
import { splitRange } from "../language/ranges.ts";
import type { FieldTable, LiteralName, MapKeys, ShapeNode, WordTable } from "../language/shape.ts";
import { citationWords, conditionWords, expectedWords, tableWords, testWords } from "../language/words.ts";
import { branchFor } from "../read/choose-branch.ts";
import { isOpen } from "../read/read-cell.ts";
import { conditionKeys } from "../read/read-condition.ts";
import { bilingualKeys, wordNamed } from "../read/read-leaf.ts";
import { isMissing, type SourceMap, type SourceNode, type SourceText } from "../read/source-node.ts";
import type { FactDefinition } from "../tree.ts";
import { factNamed, type Vocabulary } from "../vocabulary.ts";
import {
  type Rendered,
  type RenderedEntry,
  type RenderedText,
  remarksOf,
  sameText,
  twoTexts,
  verbatim,
} from "./rendering.ts";

type Render = (node: SourceNode) => Rendered;

/** Renders a file in both languages; whatever does not fit the grammar stays as it was written. */
export function translate(shape: ShapeNode, root: SourceMap, vocabulary: Vocabulary): Rendered {
  const translator = new Translator(vocabulary);
  return translator.file(shape, root);
}

/** What readings put into cells is rendered as the cells that use them say. */
class Translator {
  private readonly vocabulary: Vocabulary;
  private readonly readings = new Map<string, Render>();
  private question = "";

  constructor(vocabulary: Vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** The first walks only learn which cells each question serves; a reading may lead to further questions. */
  file(shape: ShapeNode, root: SourceMap): Rendered {
    let known = -1;
    while (known < this.readings.size) {
      known = this.readings.size;
      this.node(shape, root);
    }
    return this.node(shape, root);
  }

  private node(shape: ShapeNode, node: SourceNode): Rendered {
    if (isMissing(node)) return verbatim(node);
    switch (shape.kind) {
      case "literal":
        return node.kind === "text" ? literalText(shape.literal, node) : verbatim(node);
      case "word":
        return node.kind === "text" ? wordText(shape.words, node) : verbatim(node);
      case "reference":
        return node.kind === "text" ? this.nameText(node) : verbatim(node);
      case "object":
        return node.kind === "map" ? this.object(shape.fields, node) : verbatim(node);
      case "map":
        return node.kind === "map" ? this.map(shape.of, shape.keys, node) : verbatim(node);
      case "list":
        return this.list(node, item => this.node(shape.of, item));
      case "cell":
        return this.cell(node, value => this.node(shape.of, value));
      case "branch": {
        const branch = branchFor(shape.branches, node);
        return branch === undefined ? verbatim(node) : this.node(branch.shape, node);
      }
      case "condition":
        return this.condition(node);
      case "citation":
        return node.kind === "text" ? citationText(node) : keyed(citationWords, node, () => verbatim);
      case "raw":
        return (this.readings.get(this.question) ?? verbatim)(node);
      case "bilingual":
        return node.kind === "text" ? verbatim(node) : keyed(bilingualKeys, node, () => verbatim);
      case "facts":
        return this.facts(node);
      case "table":
        return this.table(shape, node);
    }
  }

  private nameText(node: SourceText): RenderedText {
    const fact = factNamed(this.vocabulary, node.text);
    return fact === undefined ? sameText(node) : twoTexts(node, fact.zh, fact.name);
  }

  private object(fields: FieldTable, node: SourceMap): Rendered {
    return keyed(fields as WordTable, node, name => value => {
      const field = fields[name];
      return field === undefined ? verbatim(value) : this.node(field.shape, value);
    });
  }

  private map(of: ShapeNode, keys: MapKeys, node: SourceMap): Rendered {
    const entries = node.entries.map(({ key, value }): RenderedEntry => {
      if (keys === "own-question") this.question = key.text;
      return { key: mapKey(keys, key), value: this.node(of, value) };
    });
    return { kind: "map", entries, flow: node.flow === true, remarks: remarksOf(node) };
  }

  private list(node: SourceNode, render: Render): Rendered {
    if (node.kind !== "list") return render(node);
    return {
      kind: "list",
      items: node.items.map(render),
      flow: node.flow === true,
      remarks: remarksOf(node),
    };
  }

  private cell(node: SourceNode, render: Render): Rendered {
    if (!isOpen(node)) return render(node);
    const cell: Render = value => this.cell(value, render);
    return this.opened({ open: conditionWords.open, as: conditionWords.as }, node, cell);
  }

  /** `{open: QUESTION, as: {READING: …}}`: what the readings put here is rendered alike everywhere. */
  private opened(
    keys: WordTable,
    node: SourceMap,
    render: Render,
    other: (name: string) => Render = () => verbatim,
  ): Rendered {
    return keyed(keys, node, name => value => {
      if (name === "open" && value.kind === "text" && !this.readings.has(value.text)) {
        this.readings.set(value.text, render);
      }
      if (name === "open") return verbatim(value);
      return name === "as" ? this.values(value, render) : other(name)(value);
    });
  }

  /** A map whose keys stay and whose values are all rendered alike. */
  private values(node: SourceNode, render: Render): Rendered {
    if (node.kind !== "map") return verbatim(node);
    const entries = node.entries.map(({ key, value }) => ({ key: sameText(key), value: render(value) }));
    return { kind: "map", entries, flow: node.flow === true, remarks: remarksOf(node) };
  }

  // ── conditions, facts and tables ─────────────────────────────────────────────────────────────────

  private condition(node: SourceNode): Rendered {
    if (node.kind !== "map") return verbatim(node);
    const nested: Render = inner => this.condition(inner);
    const entries = node.entries.map(({ key, value }): RenderedEntry => {
      const word = wordNamed(conditionKeys, key.text);
      if (word === undefined)
        return this.factEntry(key, value, fact => this.cell(value, test => testOf(fact, test)));
      return { key: wordText(conditionKeys, key), value: this.conditionValue(word, value, nested) };
    });
    return { kind: "map", entries, flow: node.flow === true, remarks: remarksOf(node) };
  }

  private conditionValue(word: string, value: SourceNode, nested: Render): Rendered {
    if (word === "at") return this.node({ kind: "citation" }, value);
    if (word === "as") return this.values(value, nested);
    if (word !== "open") return this.list(value, nested);
    if (value.kind === "text" && !this.readings.has(value.text)) this.readings.set(value.text, nested);
    return verbatim(value);
  }

  private factEntry(
    key: SourceText,
    value: SourceNode,
    render: (fact: FactDefinition) => Rendered,
  ): RenderedEntry {
    const fact = factNamed(this.vocabulary, key.text);
    return fact === undefined || isMissing(value)
      ? { key: this.nameText(key), value: verbatim(value) }
      : { key: this.nameText(key), value: render(fact) };
  }

  private facts(node: SourceNode): Rendered {
    if (node.kind !== "map") return verbatim(node);
    const entries = node.entries.map(({ key, value }) =>
      this.factEntry(key, value, fact => (value.kind === "text" ? factText(fact, value) : verbatim(value))),
    );
    return { kind: "map", entries, flow: node.flow === true, remarks: remarksOf(node) };
  }

  private table(shape: ShapeNode & { kind: "table" }, node: SourceNode): Rendered {
    let facts: readonly (FactDefinition | undefined)[] = [];
    return keyed(tableWords, node, name => value => {
      if (name === "at") return this.node({ kind: "citation" }, value);
      if (value.kind !== "list") return verbatim(value);
      if (name === "columns") {
        facts = value.items.map(item =>
          item.kind === "text" ? factNamed(this.vocabulary, item.text) : undefined,
        );
        const heading = { [shape.value]: { zh: shape.valueZh, says: { zh: "", en: "" } } };
        return this.list(value, item => {
          if (item.kind !== "text") return verbatim(item);
          return wordNamed(heading, item.text) === undefined ? this.nameText(item) : wordText(heading, item);
        });
      }
      return this.list(value, row => this.row(row, facts, shape.of));
    });
  }

  private row(node: SourceNode, facts: readonly (FactDefinition | undefined)[], of: ShapeNode): Rendered {
    if (node.kind !== "list") return verbatim(node);
    const items = node.items.map((item, index) => {
      if (index === node.items.length - 1) return this.cell(item, value => this.node(of, value));
      const fact = facts[index];
      return fact === undefined ? verbatim(item) : testOf(fact, item);
    });
    return { kind: "list", items, flow: node.flow === true, remarks: remarksOf(node) };
  }
}

// ── single values ────────────────────────────────────────────────────────────────────────────────

const RANGED = new Set<LiteralName>(["money-range", "date-range", "expected-money"]);
const AUTHORS_OWN = new Set<LiteralName>(["text", "programme-id"]);

function literalText(literal: LiteralName, node: SourceText): RenderedText {
  if (AUTHORS_OWN.has(literal)) return sameText(node, node.text.trim());
  if (literal === "boolean") return wordText(TRUTH, node);
  return sameText(node, RANGED.has(literal) ? rangeText(node.text) : plainFigure(node.text));
}

const { any, ...TRUTH } = testWords;
const plainFigure = (text: string): string => toHalfWidth(text).trim();

/** A range with one space around each sign: `10万元 < x ≤ 30万元`. */
function rangeText(text: string): string {
  const range = splitRange(text);
  if (range === undefined) return plainFigure(text);
  const { low, high } = range;
  if (low !== undefined && high === undefined) return `x ${low.included ? "≥" : ">"} ${low.value}`;
  const left = low === undefined ? "" : `${low.value} ${low.included ? "≤" : "<"} `;
  return high === undefined ? "x" : `${left}x ${high.included ? "≤" : "<"} ${high.value}`;
}

function wordText(words: WordTable, node: SourceText): RenderedText {
  const word = wordNamed(words, node.text);
  const zh = word === undefined ? undefined : words[word]?.zh;
  return word === undefined || zh === undefined ? sameText(node) : twoTexts(node, zh, word);
}

function citationText(node: SourceText): RenderedText {
  const parts = /^(\S+)\s+(\S.*)$/s.exec(node.text.trim());
  return sameText(node, parts === null ? node.text : `${parts[1]} ${parts[2]}`);
}

/** A value of a fact: choices and truth values have two forms, figures one. */
function factText(fact: FactDefinition, node: SourceText): RenderedText {
  if (fact.type === "boolean") return wordText(TRUTH, node);
  if (fact.type === "text" || fact.type === "place") return sameText(node);
  if (fact.type !== "choice") return sameText(node, rangeText(node.text));
  const choice = fact.choices.find(({ value, en }) => value === node.text || en === node.text);
  return choice === undefined ? sameText(node) : twoTexts(node, choice.value, choice.en);
}

function testOf(fact: FactDefinition, node: SourceNode): Rendered {
  if (node.kind === "text") {
    const isAny = !node.quoted && wordNamed({ any }, node.text) === "any";
    return isAny ? wordText({ any }, node) : factText(fact, node);
  }
  if (node.kind === "list") {
    const items = node.items.map(item => testOf(fact, item));
    return { kind: "list", items, flow: node.flow === true, remarks: remarksOf(node) };
  }
  return keyed(TEST_KEYS, node, () => value => testOf(fact, value));
}
const TEST_KEYS = { in: conditionWords.in, within: conditionWords.within, not: conditionWords.not };

function mapKey(keys: MapKeys, key: SourceText): RenderedText {
  if (keys === "benefit-or-together") return wordText(expectedWords, key);
  return keys === "money" ? sameText(key, plainFigure(key.text)) : sameText(key);
}

/** A map with a closed set of keys: known ones in the order of the table, others after them as they were. */
function keyed(keys: WordTable, node: SourceNode, render: (name: string) => Render): Rendered {
  if (node.kind !== "map") return verbatim(node);
  const order = Object.keys(keys);
  const entries = node.entries.map(({ key, value }) => {
    const name = wordNamed(keys, key.text);
    const entry: RenderedEntry =
      name === undefined
        ? { key: sameText(key), value: verbatim(value) }
        : { key: wordText(keys, key), value: isMissing(value) ? verbatim(value) : render(name)(value) };
    return { entry, rank: name === undefined ? order.length : order.indexOf(name) };
  });
  const sorted = entries.sort((a, b) => a.rank - b.rank).map(({ entry }) => entry);
  return { kind: "map", entries: sorted, flow: node.flow === true, remarks: remarksOf(node) };
}
