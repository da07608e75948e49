/**
 * JSON Schema for editors, made from the grammar: completion, hover and a first check while an author types.
 *
 * Draft-07, because that is what the YAML language server behind the common editors supports in full: completion from
 * `anyOf` and `enum`, hover from `description`, snippets of enum values from `enumDescriptions`. The schema takes every
 * file that the reader takes, in Chinese, in English or mixed; the reader then finds what a schema cannot say.
 */

import { literals } from "../language/literals.ts";
import { programmeShape } from "../language/programme-shape.ts";
import type {
  FieldTable,
  LiteralName,
  MapKeys,
  ReferenceKind,
  ShapeNode,
  WordTable,
} from "../language/shape.ts";
import { vocabularyShape } from "../language/vocabulary-shape.ts";
import { citationWords, conditionWords, tableWords, testWords, wordTables } from "../language/words.ts";
import { conditionKeys } from "../read/read-condition.ts";
import { bilingualKeys } from "../read/read-leaf.ts";
import type { Bilingual, FactDefinition, FactType } from "../tree.ts";
import type { Vocabulary } from "../vocabulary.ts";

export type JsonSchema = { readonly [keyword: string]: unknown };

/** The schema of programme files, with the facts of this vocabulary. */
export function programmeJsonSchema(vocabulary: Vocabulary): JsonSchema {
  return new SchemaWriter(vocabulary).file(programmeShape, {
    zh: "算券政策文件：一个项目的一个版本",
    en: "Suanquan policy file: one version of one programme",
  });
}

/** The schema of vocabulary files; facts may be bounded by facts of this vocabulary. */
export function vocabularyJsonSchema(vocabulary: Vocabulary): JsonSchema {
  return new SchemaWriter(vocabulary).file(vocabularyShape, {
    zh: "算券事实词汇表",
    en: "Suanquan vocabulary of facts",
  });
}

const said = ({ zh, en }: Bilingual): string => `${zh}\n\n${en}`;
const ref = (name: string): JsonSchema => ({ $ref: `#/definitions/${name}` });

class SchemaWriter {
  private readonly vocabulary: Vocabulary;
  private readonly definitions = new Map<string, JsonSchema>();
  private readonly objectNames = new Map<FieldTable, string>();

  constructor(vocabulary: Vocabulary) {
    this.vocabulary = vocabulary;
  }

  file(shape: ShapeNode, title: Bilingual): JsonSchema {
    const root = shape.kind === "object" ? this.object(shape.fields) : this.schema(shape, "file");
    return {
      $schema: "http://json-schema.org/draft-07/schema#",
      title: `${title.zh} · ${title.en}`,
      ...root,
      definitions: Object.fromEntries(this.definitions),
    };
  }

  /** A definition that may refer to itself. */
  private define(name: string, write: () => JsonSchema): JsonSchema {
    if (!this.definitions.has(name)) {
      this.definitions.set(name, {});
      this.definitions.set(name, write());
    }
    return ref(name);
  }

  /** @param key the key under which it stands, which names the definition of an object. */
  private schema(shape: ShapeNode, key: string): JsonSchema {
    switch (shape.kind) {
      case "literal":
        return this.define(shape.literal, () => literalSchema(shape.literal));
      case "word":
        return this.define(`word-${nameOf(shape)}`, () => wordSchema(shape.words));
      case "reference":
        return this.define(shape.to, () => this.reference(shape.to));
      case "object":
        return this.define(this.objectName(shape.fields, key), () => this.object(shape.fields));
      case "map":
        return {
          type: "object",
          ...keysSchema(shape.keys),
          additionalProperties: this.schema(shape.of, key),
        };
      case "list": {
        const items = this.schema(shape.of, key);
        const list = { type: "array", items };
        return shape.orOne ? { anyOf: [items, list] } : list;
      }
      case "cell":
        return this.cell(`cell-${nameOf(shape.of)}`, () => this.schema(shape.of, key));
      case "branch":
        return { anyOf: shape.branches.map(branch => this.schema(branch.shape, key)) };
      case "condition":
        return this.condition();
      case "citation":
        return this.define("citation", citationSchema);
      case "raw":
        return {};
      case "bilingual":
        return this.define("bilingual", bilingualSchema);
      case "facts":
        return this.define("facts", () => this.factMap(fact => factSchema(fact)));
      case "table":
        return this.table(shape);
    }
  }

  /** One name for each set of fields, however often it is used. */
  private objectName(fields: FieldTable, key: string): string {
    const known = this.objectNames.get(fields);
    if (known !== undefined) return known;
    const taken = [...this.objectNames.values()].filter(
      name => name.replace(/(?:-\d+)?-keys$/, "") === key,
    ).length;
    const name = taken === 0 ? key : `${key}-${taken + 1}`;
    this.objectNames.set(fields, `${name}-keys`);
    return `${name}-keys`;
  }

  private object(fields: FieldTable): JsonSchema {
    const properties: Record<string, JsonSchema> = {};
    const required: JsonSchema[] = [];
    for (const [key, { zh, shape, required: must, says }] of Object.entries(fields)) {
      const schema = described(this.schema(shape, key), says);
      properties[key] = schema;
      properties[zh] = schema;
      if (must) required.push({ anyOf: [{ required: [key] }, { required: [zh] }] });
    }
    return closed(properties, required);
  }

  private cell(name: string, inner: () => JsonSchema): JsonSchema {
    return this.define(name, () => ({ anyOf: [inner(), this.open(ref(name))] }));
  }

  /** `{open: QUESTION, as: {READING: …}}` */
  private open(reading: JsonSchema): JsonSchema {
    const { open, as } = conditionWords;
    const properties = bothNames({ open, as }, key =>
      key === "open" ? { type: "string" } : { type: "object", additionalProperties: reading },
    );
    return closed(properties, [{ anyOf: [{ required: ["open"] }, { required: [open.zh] }] }]);
  }

  private reference(to: ReferenceKind): JsonSchema {
    const type = FACT_REFERENCES[to];
    if (type === undefined) return { type: "string" };
    const facts = [...this.vocabulary.facts.values()].filter(fact => type === "any" || fact.type === type);
    return {
      enum: facts.flatMap(fact => [fact.name, fact.zh]),
      enumDescriptions: facts.flatMap(fact => [said(fact.label), said(fact.label)]),
    };
  }

  private factMap(schema: (fact: FactDefinition) => JsonSchema, more: Properties = {}): JsonSchema {
    const properties: Record<string, JsonSchema> = { ...more };
    for (const fact of this.vocabulary.facts.values()) {
      const asked = described(schema(fact), fact.ask);
      properties[fact.name] = asked;
      properties[fact.zh] = asked;
    }
    return closed(properties);
  }

  // ── conditions and tables ────────────────────────────────────────────────────────────────────────

  private condition(): JsonSchema {
    return this.define("condition", () => {
      const several = { anyOf: [{ type: "array", items: ref("condition") }, ref("condition")] };
      const keys = bothNames(conditionKeys, key => {
        if (key === "open") return { type: "string" };
        if (key === "as") return { type: "object", additionalProperties: ref("condition") };
        return key === "at" ? this.schema({ kind: "citation" }, key) : several;
      });
      return this.factMap(fact => this.cell(`cell-test-${testName(fact)}`, () => this.test(fact)), keys);
    });
  }

  private test(fact: FactDefinition): JsonSchema {
    const name = `test-${testName(fact)}`;
    return this.define(name, () => {
      const { in: among, within, not } = conditionWords;
      const inKey = fact.type === "choice" || fact.type === "text";
      const value = factSchema(fact);
      const values = { anyOf: [value, { type: "array", items: value }] };
      const words = bothNames(
        { ...(inKey ? { in: among } : {}), ...(fact.type === "place" ? { within } : {}), not },
        key => (key === "not" ? ref(name) : values),
      );
      const { any } = testWords;
      const anyWord = { enum: ["any", any.zh], enumDescriptions: [any.says.en, any.says.zh] };
      const range = RANGED.has(fact.type) ? [{ type: "string", pattern: RANGE }] : [];
      return { anyOf: [value, ...range, anyWord, { ...closed(words), minProperties: 1, maxProperties: 1 }] };
    });
  }

  private table({ value, valueZh, of }: ShapeNode & { kind: "table" }): JsonSchema {
    return this.define(`table-${value}-${nameOf(of)}`, () => {
      const column = {
        anyOf: [
          this.schema({ kind: "reference", to: "fact" }, value),
          { enum: [value, valueZh], enumDescriptions: [said(TABLE_VALUE), said(TABLE_VALUE)] },
        ],
      };
      const properties = bothNames(tableWords, key => {
        if (key === "at") return this.schema({ kind: "citation" }, key);
        return key === "columns"
          ? { type: "array", items: column, minItems: 1 }
          : { type: "array", items: { type: "array", minItems: 1 } };
      });
      const required = (["columns", "rows"] as const).map(key => ({
        anyOf: [{ required: [key] }, { required: [tableWords[key].zh] }],
      }));
      return closed(properties, required);
    });
  }
}

/** What the last column of a table holds. */
const TABLE_VALUE: Bilingual = { zh: "本行符合时得到的值", en: "what a row gives when it matches" };

/** A description beside a reference would be passed over in draft-07, so the reference goes inside. */
function described(schema: JsonSchema, says: Bilingual): JsonSchema {
  const inside = "$ref" in schema ? { allOf: [schema] } : schema;
  return { ...inside, description: said(says) };
}

type Properties = Readonly<Record<string, JsonSchema>>;

function closed(properties: Properties, required: readonly JsonSchema[] = []): JsonSchema {
  const schema = { type: "object", properties, additionalProperties: false };
  return required.length === 0 ? schema : { ...schema, allOf: required };
}

/** Each key under its English and its Chinese name. */
function bothNames(words: WordTable, schema: (key: string) => JsonSchema): Properties {
  return Object.fromEntries(
    Object.entries(words).flatMap(([key, { zh, says }]) => {
      const shown = described(schema(key), says);
      return [
        [key, shown],
        [zh, shown],
      ];
    }),
  );
}

// ── single values ────────────────────────────────────────────────────────────────────────────────

/** A number without quotes is a number to YAML. */
const TEXT: JsonSchema = { type: ["string", "number", "boolean"] };
const RANGE = "[<>≤≥＜＞≦≧⩽⩾]";
const NUMERALS = "\\d０-９〇零一二三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬億";
const MONEY = `(?:[${NUMERALS}]\\s*[元圆角分][整正]?|人民币|RMB|CNY)\\s*$|^\\s*(?:人民币|RMB|CNY|[¥￥])`;
const DATE = "^\\s*(?:[\\d０-９]{4}|[〇零一二三四五六七八九○]{4})";
const RANGED: ReadonlySet<FactType> = new Set(["money", "number", "rate", "date"]);

/** Wide enough for every form that the reader takes; narrow enough to catch a missing unit. */
const LITERAL_PATTERNS: Readonly<Partial<Record<LiteralName, string>>> = {
  money: MONEY,
  rate: "[%％‰]\\s*$|/|分之",
  pay: "折\\s*$|[%％/]",
  date: DATE,
  duration: "[年月日天]\\s*$|years?|months?|days?",
  "money-range": RANGE,
  "date-range": RANGE,
  "expected-money": `${RANGE}|${MONEY}`,
  "programme-id": "^cn(?:-[a-z0-9]+)*/[a-z0-9]+(?:-[a-z0-9]+)*$",
};

function literalSchema(literal: LiteralName): JsonSchema {
  const { says, examples } = literals[literal];
  const pattern = LITERAL_PATTERNS[literal];
  const described = { description: said(says), ...(examples.length > 0 ? { examples } : {}) };
  if (literal === "boolean")
    return {
      enum: [true, false, testWords.true.zh, testWords.false.zh],
      enumDescriptions: ["是", "否", "true", "false"],
      ...described,
    };
  return pattern === undefined ? { ...TEXT, ...described } : { type: "string", pattern, ...described };
}

function wordSchema(words: WordTable): JsonSchema {
  const entries = Object.entries(words);
  return {
    enum: entries.flatMap(([word, { zh }]) => [word, zh]),
    enumDescriptions: entries.flatMap(([, { says }]) => [said(says), said(says)]),
  };
}

const FACT_REFERENCES: Readonly<Partial<Record<ReferenceKind, FactType | "any">>> = {
  fact: "any",
  "money-fact": "money",
  "number-fact": "number",
  "date-fact": "date",
};

function factSchema(fact: FactDefinition): JsonSchema {
  switch (fact.type) {
    case "choice":
      return {
        enum: fact.choices.flatMap(({ value, en }) => [value, en]),
        enumDescriptions: fact.choices.flatMap(({ value, en }) => [en, value]),
      };
    case "boolean":
      return ref("boolean");
    case "number":
      return { type: ["integer", "string"] };
    case "money":
    case "rate":
    case "date":
      return ref(fact.type);
    default:
      return TEXT;
  }
}

/** Facts of one type are tested alike, but each choice has words of its own. */
const testName = (fact: FactDefinition): string => (fact.type === "choice" ? fact.name : fact.type);

function citationSchema(): JsonSchema {
  const properties = bothNames(citationWords, () => ({ type: "string" }));
  return { anyOf: [{ type: "string", pattern: "\\S\\s+\\S" }, closed(properties)] };
}

function bilingualSchema(): JsonSchema {
  return { anyOf: [TEXT, { ...closed(bothNames(bilingualKeys, () => TEXT)), minProperties: 1 }] };
}

function keysSchema(keys: MapKeys): JsonSchema {
  return keys === "name" || keys === "own-question" ? { propertyNames: { maxLength: 64 } } : {};
}

// ── names of definitions ─────────────────────────────────────────────────────────────────────────

const wordTableNames = new Map(Object.entries(wordTables).map(([name, words]) => [words, name]));

/** A name that tells what a shape holds; shapes of one name are alike. */
function nameOf(shape: ShapeNode): string {
  switch (shape.kind) {
    case "literal":
      return shape.literal;
    case "word":
      return wordTableNames.get(shape.words) ?? Object.keys(shape.words).join("-");
    case "reference":
      return shape.to;
    case "list":
      return `${nameOf(shape.of)}-list`;
    case "branch":
      return shape.branches.map(branch => branch.tag).join("-or-");
    default:
      return shape.kind;
  }
}
