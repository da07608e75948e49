/**
 * The worked cases of a programme in words: what each is given, what comes of it, and a name made of both. The names in
 * the files are Chinese; made from the facts, an English one says what the case shows and cannot drift from it.
 */
import { type Facts, type Programme, readFacts, type Vocabulary } from "@suanquan/policy";
import { dateIn, moneyIn, quantityRangeIn } from "@suanquan/policy/figures";
import { decisionIn, outcomeIn } from "@suanquan/policy/verdict";
import { wordingOf } from "@suanquan/policy/wording";
import { valueSaid } from "../facts/told-facts.ts";
import type { Language } from "../language.ts";
import { word } from "./words.ts";

type Case = Programme["cases"][number];
type Expected = Case["expect"][number];
type Award = NonNullable<Facts["position"]["awards"]>[number];

export interface CaseSubject {
  readonly programme: Programme;
  readonly vocabulary: Vocabulary;
}

/** One thing that a case is given. */
interface Given {
  /** The same for the same fact of the same spend in every case. */
  readonly key: string;
  readonly label: string;
  /** Empty where the label says it all. */
  readonly says: string;
  /** It is not given here, as it is in most cases. */
  readonly missing?: true;
}

const colon = (language: Language): string => (language === "zh" ? "：" : ": ");
const saidOf = ({ label, says }: Given, language: Language): string =>
  says === "" ? label : `${label}${colon(language)}${says}`;

/** What a case is given: facts, what went before, how an open question is settled, and its day. */
export const givenIn = (each: Case, subject: CaseSubject, language: Language): readonly string[] =>
  partsOf(each, subject, language).map(part => saidOf(part, language));

/** @throws Error for facts that cannot be read; the checker would not have let them pass. */
function partsOf(each: Case, subject: CaseSubject, language: Language): readonly Given[] {
  const { programme, vocabulary } = subject;
  const { facts, findings } = readFacts(each.facts, vocabulary, { programme: programme.id });
  if (facts === undefined) throw new Error(`${programme.id}, ${each.name}: ${findings[0]?.what.en}`);
  const w = wordingOf(subject, language);
  const nameOf = namesSaid(subject, language);
  const several = facts.spends.length > 1;
  const told = (given: Facts["applicant"], spend?: number): readonly Given[] =>
    [...given].flatMap(([name, value]) => {
      const definition = vocabulary.facts.get(name);
      if (definition === undefined) return [];
      const of = spend !== undefined && several ? `${word("spend", language)} ${spend + 1} · ` : "";
      return [
        {
          key: `${spend ?? ""} ${name}`,
          label: `${of}${definition.label[language]}`,
          says:
            definition.type === "text" ? nameOf(String(value)) : valueSaid(w, definition, value, language),
        },
      ];
    });
  return [
    ...told(facts.applicant),
    ...facts.spends.flatMap(told),
    ...awardsTold(facts.position.awards, nameOf, language),
    ...facts.position.pools.map(({ left, pool }) => ({
      key: `pool ${pool}`,
      label: word("poolLeft", language),
      says: w.money(left),
    })),
    ...Object.entries(each.rulings).map(([question, reading]) => ({
      key: `ruling ${question}`,
      label: w.question(question),
      says: w.reading(question, reading),
    })),
    ...(each.whatIf ? [{ key: "what-if", label: word("asWhatIf", language), says: "" }] : []),
    ...(each.asOf === undefined
      ? []
      : [{ key: "day", label: `${word("asOf", language)} ${dateIn(language, each.asOf)}`, says: "" }]),
  ];
}

function awardsTold(
  awards: readonly Award[] | undefined,
  nameOf: (name: string) => string,
  language: Language,
): readonly Given[] {
  if (awards === undefined) return [];
  if (awards.length === 0) return [{ key: "awards", label: word("noAward", language), says: "" }];
  return awards.map((award, index) => ({
    key: `award ${index}`,
    label: word("award", language),
    says: [
      ...(award.on === undefined ? [] : [`${word("on", language)} ${dateIn(language, award.on)}`]),
      ...(["granted", "redeemed", "paid"] as const).flatMap(name => {
        const amount = award[name];
        return amount === undefined ? [] : [`${word(name, language)} ${moneyIn(language, amount)}`];
      }),
      ...(["contract", "project", "provider"] as const).flatMap(name => {
        const of = award[name];
        return of === undefined ? [] : [`${word(name, language)} ${nameOf(of)}`];
      }),
      ...(award.family === true ? [word("relatedFirm", language)] : []),
    ].join(language === "zh" ? "，" : ", "),
  }));
}

const HAN = /\p{Script=Han}/u;
const FIRST_LETTER = "A".charCodeAt(0);

/**
 * How names that a case gives to contracts, projects and providers are said. Invented Chinese ones are letters in English,
 * the same name the same letter in all cases of a programme, counted as they come.
 */
function namesSaid({ programme, vocabulary }: CaseSubject, language: Language): (name: string) => string {
  if (language === "zh") return name => name;
  const letters = new Map<string, string>();
  const note = (name: unknown) => {
    if (typeof name === "string" && HAN.test(name) && !letters.has(name))
      letters.set(name, String.fromCharCode(FIRST_LETTER + letters.size));
  };
  for (const { facts } of programme.cases) {
    for (const given of [facts.applicant, ...facts.spends])
      for (const [name, value] of Object.entries(given))
        if (vocabulary.facts.get(name)?.type === "text") note(value);
    for (const { contract, project, provider } of facts.position?.awards ?? [])
      for (const name of [contract, project, provider]) note(name);
  }
  return name => letters.get(name) ?? name;
}

/** What is expected of one benefit, or of all together. */
export function expectedIn(expected: Expected, { programme, vocabulary }: CaseSubject, language: Language) {
  const title =
    programme.benefits.find(each => each.id === expected.of)?.title[language] ?? word("together", language);
  const { decision, outcome, needs = [] } = expected;
  const missing = needs.map(name => vocabulary.facts.get(name)?.label[language] ?? name);
  const parts = [
    ...(decision === undefined ? [] : [decisionIn(language, decision)]),
    ...(outcome === undefined || outcome === "computed" ? [] : [outcomeIn(language, outcome)]),
    ...amountsTold(expected, ["entitled", "ceiling", "payable"], language),
    ...(missing.length === 0
      ? []
      : [`${word("needs", language)} ${missing.join(language === "zh" ? "、" : ", ")}`]),
  ];
  return `${title}${colon(language)}${parts.join(language === "zh" ? "，" : ", ")}`;
}

const amountsTold = (
  expected: Expected,
  names: readonly ("entitled" | "ceiling" | "payable")[],
  language: Language,
): readonly string[] =>
  names.flatMap(name => {
    const range = expected[name];
    return range === undefined
      ? []
      : [
          `${word(name, language)}${language === "zh" ? "" : " "}${quantityRangeIn(language, range, moneyIn)}`,
        ];
  });

/** What comes of a case, in its name: what is left to pay, else what is due and its ceiling, else the decision. */
function outcomeTold({ expect }: Case, language: Language): string {
  for (const expected of expect) {
    const [payable] = amountsTold(expected, ["payable"], language);
    if (payable !== undefined) return payable;
    const { entitled, ceiling } = expected;
    const settled = entitled !== undefined && isSameRange(entitled, ceiling);
    const amounts = amountsTold(expected, settled ? ["entitled"] : ["entitled", "ceiling"], language);
    if (amounts.length > 0) return amounts.join(language === "zh" ? "，" : ", ");
  }
  for (const { outcome, decision } of expect) {
    if (outcome !== undefined && outcome !== "computed") return outcomeIn(language, outcome);
    if (decision !== undefined) return decisionIn(language, decision);
  }
  return "";
}

type Amounts = NonNullable<Expected["entitled"]>;

const isSameRange = (a: Amounts, b: Amounts | undefined): boolean =>
  (["low", "high"] as const).every(
    end => a[end]?.value === b?.[end]?.value && a[end]?.included === b?.[end]?.included,
  );

/** So many facts make a name, unless it takes more to tell a case from the others. */
const NAMED_BY = 2;

/** A name for each case of a version: the facts that the fewest other cases share, and what comes of them. */
export function caseNamesIn(programme: Programme, vocabulary: Vocabulary, language: Language): string[] {
  const all = programme.cases.map(each => partsOf(each, { programme, vocabulary }, language));
  const sharedBy = ({ key, says, missing }: Given) =>
    all.filter(parts => {
      const same = parts.find(each => each.key === key);
      return missing ? same === undefined : same?.says === says;
    }).length;
  const ranked = all.map(parts => {
    const withMissing = [...parts, ...missingFrom(parts, all, language)];
    const order = new Map(withMissing.map((part, index) => [part, index]));
    const apart = withMissing.filter(part => all.length === 1 || sharedBy(part) < all.length);
    return {
      byRarity: apart.toSorted((a, b) => sharedBy(a) - sharedBy(b)),
      inOrder: (chosen: readonly Given[]) =>
        chosen.toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0)),
    };
  });
  const named = (index: number, facts: number): string => {
    const { byRarity = [], inOrder } = ranked[index] ?? {};
    const chosen = inOrder?.(byRarity.slice(0, facts)) ?? [];
    const outcome = programme.cases[index] === undefined ? "" : outcomeTold(programme.cases[index], language);
    const given = chosen.map(part => saidOf(part, language)).join(language === "zh" ? "；" : "; ");
    return [given, outcome].filter(part => part !== "").join(" → ");
  };
  const most = Math.max(0, ...ranked.map(({ byRarity }) => byRarity.length));
  return programme.cases.map((_, index) => {
    for (let facts = NAMED_BY; facts < most; facts += 1) {
      const name = named(index, facts);
      if (ranked.every((_each, other) => other === index || named(other, facts) !== name)) return name;
    }
    return named(index, most);
  });
}

/** What most cases are given and this one is not: that is what it shows. */
function missingFrom(
  parts: readonly Given[],
  all: readonly (readonly Given[])[],
  language: Language,
): readonly Given[] {
  const own = new Set(parts.map(({ key }) => key));
  const usual = new Map<string, { readonly label: string; cases: number }>();
  for (const { key, label } of all.flat()) {
    const known = usual.get(key) ?? { label, cases: 0 };
    known.cases += 1;
    usual.set(key, known);
  }
  return [...usual].flatMap(([key, { label, cases }]) =>
    own.has(key) || !isFact(key) || cases * 2 <= all.length
      ? []
      : [{ key, label, says: word("unknown", language), missing: true as const }],
  );
}

/** Facts have two words in their key: of which spend, and which fact. */
const isFact = (key: string): boolean => /^\d* [a-z]/.test(key);
