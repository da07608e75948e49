import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";

const PACKAGES = path.resolve(import.meta.dirname, "../../..");
const ROOMS = ["china/src", "policy/src"];

/** Functions that turn a text or a whole number into a float, called by themselves. */
const FUNCTIONS: ReadonlySet<string> = new Set(["Number", "parseFloat", "parseInt"]);
/** The same as methods, and those that write a float. */
const METHODS: ReadonlySet<string> = new Set([
  "parseFloat",
  "parseInt",
  "toFixed",
  "toPrecision",
  "toExponential",
]);
/** Of `Math`, what rounds: whole numbers need none of it. */
const ROUNDINGS: ReadonlySet<string> = new Set(["round", "floor", "ceil", "trunc", "fround", "pow"]);

/** The only places that may, and why no money is in them. */
const ALLOWED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "china/src/capital.ts": {
    "Number(size % 100n)": "two digits, to pick characters by",
    "Math.floor(cents / 10)": "two digits, to pick characters by",
    "Number(value)": "four digits, to pick characters by",
    Number: "one digit each, to pick characters by",
  },
  "china/src/credit-code.ts": {
    'Number.parseInt(code[INNER_START + index] ?? "", 36)': "one digit of a code",
  },
  "china/src/local-date.ts": {
    "Number(text.slice(0, 4))": "the parts of a date",
    "Number(text.slice(5, 7))": "the parts of a date",
    "Number(text.slice(8, 10))": "the parts of a date",
    "Number(parts[1])": "the parts of a date",
    "Number(parts[2])": "the parts of a date",
    "Number(parts[3])": "the parts of a date",
    "Math.floor(count / 12)": "months to years",
    "Number(date.slice(0, 4))": "the parts of a date",
    "Number(date.slice(5, 7))": "the parts of a date",
    "Number(date.slice(8, 10))": "the parts of a date",
    "Math.floor((now.getTime() + SHANGHAI_OFFSET_MS) / MS_PER_DAY)": "milliseconds to days",
  },
  "policy/src/check/analysis/benefit-curve.ts": {
    "Math.floor(WORK_MAX / rowCount(benefit) ** 2)": "how much work to do",
    "Number(taken)": "which of a list",
  },
  "policy/src/check/analysis/line.ts": { "Number(day)": "days since 1970" },
  "policy/src/evaluate/limits/earlier-awards.ts": {
    "Math.floor((Number(date.slice(5, 7)) - 1) / 3)": "months to quarters",
    "Number(date.slice(5, 7))": "the month of a date",
  },
  "policy/src/evaluate/amounts/denominations.ts": {
    "Number(smallest)": "how long a list is; reading refuses faces that would make it long",
    "Number(next % smallest)": "which of a list",
    "Number(sum % smallest)": "which of a list",
  },
  "policy/src/evaluate/limits/once.ts": { "Number(once.times ?? 1n)": "how many times something is given" },
  "policy/src/language/literals.ts": { "Number(count)": "how many days, months or years" },
  "policy/src/language/ranges.ts": {
    "Number(a.num * b.den - b.num * a.den)": "only the sign is used, and a float keeps it at any size",
  },
  "policy/src/read/nearest.ts": { "Math.floor(sought.length / 3)": "letters of a word" },
};

interface Found {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

const sources = ROOMS.flatMap(room =>
  readdirSync(path.join(PACKAGES, room), { recursive: true, encoding: "utf8" })
    .filter(name => name.endsWith(".ts"))
    .map(name => `${room}/${name.split(path.sep).join("/")}`),
);

/** Calls that make floats, numbers with a decimal point, and the plus that turns a text into a number. */
function floatsIn(file: string, text = readFileSync(path.join(PACKAGES, file), "utf8")): Found[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Found[] = [];
  const visit = (node: ts.Node): void => {
    if (isFloat(node)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      found.push({ file, line: line + 1, text: node.getText(source).replace(/\s+/g, " ") });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isFloat(node: ts.Node): boolean {
  if (ts.isCallExpression(node)) {
    const called = node.expression;
    if (ts.isIdentifier(called)) return FUNCTIONS.has(called.text);
    if (!ts.isPropertyAccessExpression(called)) return false;
    const isMath = called.expression.getText() === "Math";
    return METHODS.has(called.name.text) || (isMath && ROUNDINGS.has(called.name.text));
  }
  if (ts.isNumericLiteral(node)) return !Number.isSafeInteger(Number(node.text));
  // `.map(Number)` and the like hand it on without calling it.
  if (ts.isIdentifier(node) && FUNCTIONS.has(node.text))
    return ts.isCallExpression(node.parent) && node.parent.arguments.includes(node);
  return ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.PlusToken;
}

const isAllowed = ({ file, text }: Found): boolean => ALLOWED[file]?.[text] !== undefined;

describe("No float comes near money", () => {
  const found = sources.flatMap(file => floatsIn(file));

  test("every place that makes a float is known, and holds no money", () => {
    expect(sources.length).toBeGreaterThan(100);
    expect(found.filter(each => !isAllowed(each))).toEqual([]);
  });

  test("every exception is still needed", () => {
    const needed = new Set(found.map(({ file, text }) => `${file}: ${text}`));
    const listed = Object.entries(ALLOWED).flatMap(([file, texts]) =>
      Object.keys(texts).map(text => `${file}: ${text}`),
    );
    expect(listed.filter(each => !needed.has(each))).toEqual([]);
  });

  test.each([
    ["const yuan = parseFloat(text);"],
    ["const shown = (amount / 100).toFixed(2);"],
    ["const yuan = Number(amount) / 100;"],
    ["const share = amount * 0.3;"],
    ["const amounts = texts.map(Number);"],
    ["const amount = +text;"],
    ["const amount = Math.round(product);"],
  ])("%s would be found", line => {
    expect(floatsIn("policy/src/invented.ts", line)).not.toEqual([]);
  });
});
