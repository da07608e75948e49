/** The reference of the language for authors, generated from the grammar: it cannot be out of date. */
import { literals } from "../language/literals.ts";
import { programmeShape } from "../language/programme-shape.ts";
import type {
  BranchNode,
  FieldTable,
  LiteralName,
  ReferenceKind,
  ShapeNode,
  WordTable,
} from "../language/shape.ts";
import { vocabularyShape } from "../language/vocabulary-shape.ts";
import { conditionWords, expectedWords, tableWords, testWords, wordTables } from "../language/words.ts";
import { keyInChinese } from "../read/choose-branch.ts";
import type { Bilingual, Language } from "../tree.ts";

/**
 * The whole grammar as Markdown: every key with its counterpart, whether it is required, what may stand there and what
 * it says; every word list; every literal with examples; conditions, tests, tables and open cells.
 */
export function referenceMarkdown(language: Language): string {
  return new ReferenceWriter(language).write();
}

const TITLE: Bilingual = { zh: "政策语言参考", en: "Reference of the policy language" };
const HEADINGS = {
  programme: { zh: "项目文件", en: "Programme files" },
  vocabulary: { zh: "事实词汇表文件", en: "Vocabulary files" },
  literals: { zh: "字面值", en: "Literals" },
  conditions: { zh: "条件、表与待明确", en: "Conditions, tables and open cells" },
  words: { zh: "词表", en: "Word lists" },
} as const satisfies Readonly<Record<string, Bilingual>>;
const COLUMNS = {
  key: { zh: "键", en: "Key" },
  counterpart: { zh: "英文键", en: "Chinese key" },
  required: { zh: "必填", en: "Required" },
  value: { zh: "写什么", en: "What may stand there" },
  says: { zh: "含义", en: "Meaning" },
  word: { zh: "词", en: "Word" },
  otherWord: { zh: "英文词", en: "Chinese word" },
  literal: { zh: "种类", en: "Kind" },
  examples: { zh: "写法", en: "Examples" },
} as const satisfies Readonly<Record<string, Bilingual>>;

class ReferenceWriter {
  private readonly language: Language;
  /** Where each set of fields is described; a set that is used twice is described once. */
  private readonly sections = new Map<FieldTable, string>();
  private readonly lines: string[] = [];

  constructor(language: Language) {
    this.language = language;
  }

  write(): string {
    this.lines.push(`# ${this.say(TITLE)}`, "");
    this.file(HEADINGS.programme, programmeShape);
    this.file(HEADINGS.vocabulary, vocabularyShape);
    this.conditions();
    this.literals();
    this.words();
    return `${this.lines.join("\n").trimEnd()}\n`;
  }

  private say(text: Bilingual): string {
    return text[this.language];
  }

  private key(en: string, zh: string): string {
    return `\`${this.language === "zh" ? zh : en}\``;
  }

  private otherKey(en: string, zh: string): string {
    return `\`${this.language === "zh" ? en : zh}\``;
  }

  private table(columns: readonly Bilingual[], rows: readonly (readonly string[])[]): void {
    this.lines.push(`| ${columns.map(each => this.say(each)).join(" | ")} |`);
    this.lines.push(`|${columns.map(() => "---").join("|")}|`);
    for (const row of rows)
      this.lines.push(`| ${row.map(cell => cell.replaceAll("|", "\\|")).join(" | ")} |`);
    this.lines.push("");
  }

  // ── objects ──────────────────────────────────────────────────────────────────────────────────────

  private file(heading: Bilingual, shape: ShapeNode): void {
    this.lines.push(`## ${this.say(heading)}`, "");
    if (shape.kind === "object") this.fields(shape.fields, "");
  }

  /** A table of the keys at a path, then the tables of what stands below. */
  private fields(fields: FieldTable, path: string): void {
    if (this.sections.has(fields)) return;
    this.sections.set(fields, path);
    if (path !== "") this.lines.push(`### ${path}`, "");
    const below: (readonly [ShapeNode, string])[] = [];
    const rows = Object.entries(fields).map(([key, { zh, shape, required, says }]) => {
      const name = this.language === "zh" ? zh : key;
      below.push([shape, path === "" ? name : `${path}.${name}`]);
      const mark = required ? "✓" : "";
      return [this.key(key, zh), this.otherKey(key, zh), mark, this.value(shape), this.say(says)];
    });
    this.table([COLUMNS.key, COLUMNS.counterpart, COLUMNS.required, COLUMNS.value, COLUMNS.says], rows);
    for (const [shape, inner] of below) this.descend(shape, inner);
  }

  private descend(shape: ShapeNode, path: string): void {
    if (shape.kind === "object") this.fields(shape.fields, path);
    else if (shape.kind === "map") this.descend(shape.of, `${path}.*`);
    else if (shape.kind === "list") this.descend(shape.of, `${path}[]`);
    else if (shape.kind === "cell") this.descend(shape.of, path);
    else if (shape.kind === "branch") {
      for (const { when, shape: inner } of shape.branches) {
        const key = this.branchKey(when, inner);
        const named = key === undefined || inner.kind !== "object" ? path : `${path} {${key}}`;
        this.descend(inner, named);
      }
    }
  }

  /** What may stand at a place, in a few words. */
  private value(shape: ShapeNode): string {
    switch (shape.kind) {
      case "literal": {
        const [example] = literals[shape.literal].examples;
        const says = this.say(literals[shape.literal].says);
        return example === undefined ? says : `${says}${this.say(AS_IN)}\`${example}\``;
      }
      case "word":
        return this.wordChoice(shape.words);
      case "reference":
        return this.say(REFERENCES[shape.to]);
      case "object":
        return this.say({ zh: "一组键", en: "keys" });
      case "map":
        return this.say({ zh: "自定名称 → ", en: "names of your own → " }) + this.value(shape.of);
      case "list":
        return this.say(shape.orOne ? ONE_OR_MANY : MANY) + this.value(shape.of);
      case "cell":
        return `${this.value(shape.of)}${this.say(OR_OPEN)}`;
      case "branch":
        return this.alternatives(shape.branches.map(branch => this.branchValue(branch)));
      case "table":
        return this.say({ zh: "一张表", en: "a table" });
      default:
        return this.say(SIMPLE[shape.kind]);
    }
  }

  /** An object that a key tells apart is named by that key. */
  private branchValue({ when, shape }: BranchNode): string {
    const key = this.branchKey(when, shape);
    return key === undefined || shape.kind !== "object" ? this.value(shape) : `\`{${key}: …}\``;
  }

  private branchKey(when: BranchNode["when"], shape: ShapeNode): string | undefined {
    if (!when.startsWith("key:")) return undefined;
    const key = when.slice("key:".length);
    return this.language === "zh" ? keyInChinese(key, shape) : key;
  }

  private alternatives(values: readonly string[]): string {
    return [...new Set(values)].join(this.say({ zh: "；或 ", en: "; or " }));
  }

  private wordChoice(words: WordTable): string {
    return Object.entries(words)
      .map(([word, { zh }]) => this.key(word, zh))
      .join(this.say({ zh: "、", en: ", " }));
  }

  // ── conditions, literals, words ──────────────────────────────────────────────────────────────────

  private conditions(): void {
    this.lines.push(`## ${this.say(HEADINGS.conditions)}`, "");
    for (const paragraph of CONDITION_GUIDE) this.lines.push(this.say(paragraph), "");
    this.wordTable(conditionWords);
    this.wordTable(tableWords);
    this.wordTable(testWords);
    this.wordTable(expectedWords);
  }

  private literals(): void {
    this.lines.push(`## ${this.say(HEADINGS.literals)}`, "", this.say(LITERAL_GUIDE), "");
    const rows = (Object.keys(literals) as LiteralName[])
      .filter(name => literals[name].examples.length > 0)
      .map(name => [
        this.say(literals[name].says),
        literals[name].examples.map(each => `\`${each}\``).join(" "),
      ]);
    this.table([COLUMNS.literal, COLUMNS.examples], rows);
  }

  private words(): void {
    this.lines.push(`## ${this.say(HEADINGS.words)}`, "");
    const shown: readonly WordTable[] = [conditionWords, tableWords, testWords, expectedWords];
    for (const [name, words] of Object.entries(wordTables)) {
      if (shown.includes(words)) continue;
      this.lines.push(`### ${name}`, "");
      this.wordTable(words);
    }
  }

  private wordTable(words: WordTable): void {
    const rows = Object.entries(words).map(([word, { zh, says }]) => [
      this.key(word, zh),
      this.otherKey(word, zh),
      this.say(says),
    ]);
    this.table([COLUMNS.word, COLUMNS.otherWord, COLUMNS.says], rows);
  }
}

const AS_IN: Bilingual = { zh: "，如 ", en: ", as in " };
const MANY: Bilingual = { zh: "列表：", en: "a list: " };
const ONE_OR_MANY: Bilingual = { zh: "一项或列表：", en: "one or a list: " };
const OR_OPEN: Bilingual = { zh: "；或 `{待明确: 问题}`", en: "; or `{open: QUESTION}`" };
const REFERENCES: Readonly<Record<ReferenceKind, Bilingual>> = {
  fact: { zh: "事实名称", en: "name of a fact" },
  "money-fact": { zh: "金额类事实的名称", en: "name of a fact of money" },
  "number-fact": { zh: "数量类事实的名称", en: "name of a fact with a number" },
  "date-fact": { zh: "日期类事实的名称", en: "name of a fact with a date" },
  place: { zh: "地区名称或代码", en: "name or code of a place" },
  benefit: { zh: "本文件中权益的名称", en: "name of a benefit of the file" },
  pool: { zh: "本文件中资金池的名称", en: "name of a pool of the file" },
  document: { zh: "本文件中文件的名称", en: "name of a document of the file" },
  question: { zh: "本文件中待明确问题的名称", en: "name of an open question of the file" },
};
const SIMPLE: Readonly<Record<"condition" | "citation" | "raw" | "bilingual" | "facts", Bilingual>> = {
  condition: { zh: "条件", en: "a condition" },
  citation: { zh: "`文件 位置`", en: "`DOCUMENT PLACE`" },
  raw: { zh: "使用处需要的值", en: "whatever the cells that use it need" },
  bilingual: { zh: "文字，或 `{中文: …, 英文: …}`", en: "a text, or `{zh: …, en: …}`" },
  facts: { zh: "事实与取值", en: "facts and their values" },
};
const LITERAL_GUIDE: Bilingual = {
  zh: "字面值在中英文写法中相同；全角数字和符号也可以读。",
  en: "Literals are the same in both renderings; full-width digits and signs are read too.",
};
const CONDITION_GUIDE: readonly Bilingual[] = [
  {
    zh: "条件是“事实: 要求”的一组键，须同时满足；空条件总是成立。要求可以是一个值、一个范围（`x ≥ 20万元`）、`{属于: [甲, 乙]}`、`{位于: 地区}`、`{非: 要求}` 或 `{待明确: 问题}`。",
    en: "A condition is a map of facts to what is asked of them; all must hold, and an empty one always does. What is asked can be a value, a range (`x ≥ 20万元`), `{in: [a, b]}`, `{within: PLACE}`, `{not: …}` or `{open: QUESTION}`.",
  },
  {
    zh: "表的各列是事实，最后一列是结果；从上到下取第一个各列都符合的行，`任意` 表示不限。",
    en: "The columns of a table are facts and the last one is the result; the first row whose cells all match counts, and `any` matches everything.",
  },
  {
    zh: "来源没有写明的数值写 `{待明确: 问题}`：每种解释在此处取问题里的值，或用 `各解释取值` 另写；问题写了 `介于` 而没有解释时，是一个连续的未知数。",
    en: "A value that the text leaves open is `{open: QUESTION}`: each reading puts the question's value there, or the one under `as`; a question with `between` instead of readings is an unknown within an interval.",
  },
];
