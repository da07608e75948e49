import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readVocabulary } from "../../src/read/read-vocabulary.ts";
import { type JsonSchema, programmeJsonSchema, vocabularyJsonSchema } from "../../src/schema/json-schema.ts";
import { testVocabulary } from "../read/test-vocabulary.ts";

/** Editors read `enumDescriptions` beside the standard's words. */
function validator(schema: JsonSchema) {
  const ajv = new Ajv({
    strict: true,
    strictTypes: false,
    strictRequired: false,
    keywords: ["enumDescriptions"],
  });
  return ajv.compile(schema);
}

const policies = path.resolve(import.meta.dirname, "../../../../policies");
const catalogue = readdirSync(policies, { recursive: true, encoding: "utf8" })
  .filter(file => file.endsWith(".yaml"))
  .sort();
const isVocabulary = (file: string) => file.startsWith(`vocabulary${path.sep}`);
const textOf = (file: string) => readFileSync(path.join(policies, file), "utf8");
const { vocabulary } = readVocabulary(
  catalogue.filter(isVocabulary).map(file => ({ file, text: textOf(file) })),
);
if (vocabulary === undefined) throw new Error("the vocabulary cannot be read");

describe("the schema for editors takes what the reader takes", () => {
  const isProgramme = validator(programmeJsonSchema(vocabulary));
  const isVocabularyFile = validator(vocabularyJsonSchema(vocabulary));
  it.each(catalogue)("%s", file => {
    const validate = isVocabulary(file) ? isVocabularyFile : isProgramme;
    validate(parse(textOf(file)));
    expect(validate.errors ?? []).toEqual([]);
  });

  const folder = path.resolve(import.meta.dirname, "../read/good");
  it.each(readdirSync(folder))("%s", name => {
    const validate = validator(programmeJsonSchema(testVocabulary()));
    validate(parse(readFileSync(path.join(folder, name), "utf8")));
    expect(validate.errors ?? []).toEqual([]);
  });
});

describe("the schema finds slips while an author types", () => {
  const validate = validator(programmeJsonSchema(testVocabulary()));
  const folder = path.resolve(import.meta.dirname, "../read/bad");
  it.each([
    "amount-in-dollars",
    "amount-without-unit",
    "choice-that-is-not-there",
    "citation-without-place",
    "condition-as-text",
    "fact-of-a-case-without-unit",
    "fact-of-another-type",
    "key-beside-open",
    "key-without-value",
    "list-where-keys-belong",
    "missing-keys",
    "place-test-of-a-choice",
    "programme-id-without-place",
    "rate-as-amount",
    "rate-as-decimal",
    "table-with-unknown-column",
    "table-without-rows",
    "test-of-another-kind",
    "two-tests-at-once",
    "unknown-fact",
    "unknown-fact-in-condition",
    "unknown-key",
    "unknown-key-in-chinese",
    "unknown-test",
    "unknown-word",
    "unknown-word-in-chinese",
    "yes-for-a-boolean",
  ])("%s", name => {
    const file = path.join(folder, `${name}.yaml`);
    expect(validate(parse(readFileSync(file, "utf8")))).toBe(false);
  });
});

describe("hover and completion speak both languages", () => {
  const schema = programmeJsonSchema(testVocabulary());
  const properties = schema.properties as Record<string, JsonSchema>;
  it("a key has one description under both its names", () => {
    expect(properties.standing?.description).toBe("法律状态\n\nlegal standing");
    expect(properties.状态).toEqual(properties.standing);
  });
  it("words and facts are offered in both languages, each with its meaning", () => {
    const definitions = schema.definitions as Record<string, { enum: string[]; enumDescriptions: string[] }>;
    const standing = definitions["word-standing"];
    expect(standing?.enum.slice(0, 4)).toEqual(["in-force", "现行", "draft", "征求意见稿"]);
    expect(standing?.enumDescriptions).toHaveLength(standing?.enum.length ?? 0);
    expect(definitions["money-fact"]?.enum).toContain("合同.金额");
  });

  /** Every place of a schema, with its path. */
  function* placesOf(node: unknown, path = ""): Generator<readonly [path: string, node: JsonSchema]> {
    if (typeof node !== "object" || node === null) return;
    yield [path, node as JsonSchema];
    for (const [key, child] of Object.entries(node)) yield* placesOf(child, `${path}/${key}`);
  }
  const BOTH_LANGUAGES = /^\S[^\n]*\p{Script=Han}[^\n]*\n\n\S*[A-Za-z]/u;

  it.each([
    ["programmes", programmeJsonSchema(vocabulary)],
    ["vocabularies", vocabularyJsonSchema(vocabulary)],
  ])("every key of %s tells its meaning in both, and every word its own", (_, whole) => {
    const silent: string[] = [];
    let keys = 0;
    for (const [path, { type, properties, enum: words, enumDescriptions: meanings }] of placesOf(whole)) {
      if (type === "object" && typeof properties === "object")
        for (const [key, { description }] of Object.entries(properties as Record<string, JsonSchema>)) {
          keys += 1;
          if (!BOTH_LANGUAGES.test(String(description))) silent.push(`${path}/${key}`);
        }
      if (Array.isArray(words) && (meanings as readonly string[] | undefined)?.length !== words.length)
        silent.push(path);
    }
    expect(silent).toEqual([]);
    expect(keys).toBeGreaterThanOrEqual(30);
  });
});
