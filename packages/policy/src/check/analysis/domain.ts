/**
 * The values that a fact may take, cut into atoms: values that no test of the programme tells apart.
 * A set of atoms is a mask of bits, so that tests become exact set operations.
 */
import { placeWithin } from "@suanquan/china";
import { literals, printTestRange } from "../../language/literals.ts";
import type { Bilingual, FactDefinition, FactType, Range, Test } from "../../tree.ts";
import { placeSaid } from "../wording.ts";
import { type AtomSpan, dayLine, rateLine, type Stretch, wholeLine } from "./line.ts";

/** Atoms of a fact, bit by bit. */
export type AtomSet = bigint;

export interface Domain {
  readonly type: FactType;
  readonly size: number;
  readonly full: AtomSet;
  /** The atoms that a test lets through. */
  readonly accepts: (test: Test) => AtomSet;
  /** For whole amounts and numbers: the numbers of each atom. */
  readonly stretches?: readonly Stretch[];
  /** A set of atoms in words: `10万元 < x ≤ 30万元`, `企业、高校`. */
  readonly says: (atoms: AtomSet) => Bilingual;
}

const allOf = (size: number): AtomSet => (1n << BigInt(size)) - 1n;
const has = (atoms: AtomSet, atom: number): boolean => ((atoms >> BigInt(atom)) & 1n) === 1n;
const between = ([first, last]: AtomSpan): AtomSet => allOf(last + 1) & ~allOf(first);

/** The domain of a fact, cut by every test that the programme puts to it. */
export function domainOf(definition: FactDefinition | undefined, tests: readonly Test[]): Domain {
  const plain = tests.flatMap(plainTests);
  const type = definition?.type ?? typeOfTests(plain);
  switch (type) {
    case "boolean":
      return named(type, [TRUTH.yes, TRUTH.no], test =>
        test.is === "boolean" ? (test.value ? 1n : 2n) : undefined,
      );
    case "money": {
      const line = wholeLine(plain.flatMap(test => (test.is === "money" ? [test.range] : [])));
      const span = (test: Test) => (test.is === "money" ? (line.atomsIn(test.range) ?? NOWHERE) : undefined);
      const print = (first: number, last: number) =>
        rangeSaid(line.rangeOf(first, last), printTestRange.money, literals.money.print);
      return { ...lined(type, line.size, span, print), stretches: line.stretches };
    }
    case "number": {
      const line = wholeLine(plain.flatMap(test => (test.is === "number" ? [test.range] : [])));
      const span = (test: Test) => (test.is === "number" ? (line.atomsIn(test.range) ?? NOWHERE) : undefined);
      return lined(type, line.size, span, (first, last) =>
        rangeSaid(line.rangeOf(first, last), printTestRange.number, String),
      );
    }
    case "date": {
      const line = dayLine(plain.flatMap(test => (test.is === "date" ? [test.range] : [])));
      const span = (test: Test) => (test.is === "date" ? (line.atomsIn(test.range) ?? NOWHERE) : undefined);
      return lined(type, line.size, span, (first, last) =>
        rangeSaid(line.rangeOf(first, last), printTestRange.date, String),
      );
    }
    case "rate": {
      const line = rateLine(plain.flatMap(test => (test.is === "rate" ? [test.range] : [])));
      const span = (test: Test) => (test.is === "rate" ? (line.atomsIn(test.range) ?? NOWHERE) : undefined);
      return lined(type, line.size, span, (first, last) =>
        rangeSaid(line.rangeOf(first, last), printTestRange.rate, literals.rate.print),
      );
    }
    case "place":
      return placed(plain);
    case "choice":
      return listed(
        type,
        (definition?.choices ?? []).map(each => ({ zh: each.value, en: each.en })),
        plain,
      );
    case "text":
      return listed(type, [], plain);
  }
}

const TRUTH = { yes: { zh: "是", en: "yes" }, no: { zh: "否", en: "no" } } as const;

/** A test without its negations: they cut the domain alike. */
function plainTests(test: Test): Exclude<Test, { is: "not" }>[] {
  return test.is === "not" ? plainTests(test.test) : [test];
}
type PlainTest = ReturnType<typeof plainTests>[number];

const TYPE_OF_TEST = {
  any: "text",
  boolean: "boolean",
  "one-of": "text",
  within: "place",
  money: "money",
  number: "number",
  date: "date",
  rate: "rate",
} as const satisfies Record<PlainTest["is"], FactType>;

function typeOfTests(tests: readonly PlainTest[]): FactType {
  const telling = tests.find(test => test.is !== "any");
  return telling === undefined ? "text" : TYPE_OF_TEST[telling.is];
}

/** What a test lets through, given what a plain one does; a test of another type is the reader's finding. */
function acceptor(full: AtomSet, plain: (test: Test) => AtomSet | undefined): Domain["accepts"] {
  const accepts = (test: Test): AtomSet => {
    if (test.is === "not") return full & ~accepts(test.test);
    return test.is === "any" ? full : (plain(test) ?? full);
  };
  return accepts;
}

const OR = { zh: "、", en: " or " } as const;
const join = (parts: readonly Bilingual[]): Bilingual => ({
  zh: parts.map(part => part.zh).join(OR.zh),
  en: parts.map(part => part.en).join(OR.en),
});

function named(
  type: FactType,
  names: readonly Bilingual[],
  plain: (test: Test) => AtomSet | undefined,
): Domain {
  const full = allOf(names.length);
  return {
    type,
    size: names.length,
    full,
    accepts: acceptor(full, plain),
    says: atoms => join(names.filter((_, atom) => has(atoms, atom))),
  };
}

const ANOTHER = { zh: "其他", en: "anything else" } as const;

/** Values by name. A fact of free text may also be something that no test names. */
function listed(type: "choice" | "text", choices: readonly Bilingual[], tests: readonly PlainTest[]): Domain {
  const mentioned = tests.flatMap(test => (test.is === "one-of" ? test.values : []));
  const names =
    type === "choice"
      ? choices
      : [...[...new Set(mentioned)].map(value => ({ zh: value, en: value })), ANOTHER];
  const index = new Map(names.map((name, atom) => [name.zh, atom]));
  return named(type, names, test => {
    if (test.is !== "one-of") return undefined;
    return test.values.reduce((atoms, value) => {
      const atom = index.get(value);
      return atom === undefined ? atoms : atoms | (1n << BigInt(atom));
    }, 0n);
  });
}

/** A range as a file writes it; one that holds a single value as that value. */
function rangeSaid<T>(
  range: Range<T>,
  print: (range: Range<T>) => string,
  printOne: (value: T) => string,
): string {
  const { low, high } = range;
  return low !== undefined && low.value === high?.value ? printOne(low.value) : print(range);
}

const NOWHERE: AtomSpan = [0, -1];

function lined(
  type: FactType,
  size: number,
  span: (test: Test) => AtomSpan | undefined,
  print: (first: number, last: number) => string,
): Domain {
  const full = allOf(size);
  const plain = (test: Test): AtomSet | undefined => {
    const found = span(test);
    return found === undefined ? undefined : between(found);
  };
  const says = (atoms: AtomSet): Bilingual =>
    join(
      runsOf(atoms, size).map(([first, last]) => {
        const text = print(first, last);
        return { zh: text, en: text };
      }),
    );
  return { type, size, full, accepts: acceptor(full, plain), says };
}

/** Neighbouring atoms as pairs of first and last. */
function runsOf(atoms: AtomSet, size: number): [first: number, last: number][] {
  const runs: [number, number][] = [];
  for (let atom = 0; atom < size; atom += 1) {
    if (!has(atoms, atom)) continue;
    const last = runs.at(-1);
    if (last !== undefined && last[1] === atom - 1) last[1] = atom;
    else runs.push([atom, atom]);
  }
  return runs;
}

const ELSEWHERE = { zh: "其他地区", en: "elsewhere" } as const;

/** Each mentioned place, less the mentioned places inside it; and everywhere else. */
function placed(tests: readonly PlainTest[]): Domain {
  const places = [...new Set(tests.flatMap(test => (test.is === "within" ? test.places : [])))];
  const names = [...places.map(placeSaid), ELSEWHERE];
  return named("place", names, test => {
    if (test.is !== "within") return undefined;
    return places.reduce((atoms, place, atom) => {
      const inside = test.places.some(outer => outer === place || placeWithin(place, outer) === true);
      return inside ? atoms | (1n << BigInt(atom)) : atoms;
    }, 0n);
  });
}
