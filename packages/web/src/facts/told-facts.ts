/** What was filled in, told in words: for prints, exports, and whoever opens a shared link. */
import { enterpriseIndustries } from "@suanquan/china/enterprise-size";
import type { Catalogue, FactDefinition, FactMap, FactValue } from "@suanquan/policy";
import { type Wording, wordingOf } from "@suanquan/policy/wording";
import { type Language, wordsOf } from "../language.ts";
import { DONT_KNOW, type Entries, FIRM_FIELDS, type Written } from "./entries.ts";
import type { ReadEntries } from "./read-entries.ts";

export interface ToldFact {
  readonly label: string;
  readonly says: string;
  /** It was written, but is not understood and not reckoned with. */
  readonly unread: boolean;
}
export interface ToldFacts {
  readonly heading: string;
  readonly facts: readonly ToldFact[];
}

const word = wordsOf({
  applicant: ["申请主体", "Applicant"],
  spend: ["支出", "Spend"],
  awards: ["此前获得的补助", "Earlier awards"],
  noAwards: ["没有获得过", "none"],
  pools: ["资金池余额", "Left in pools"],
  certificates: ["证书", "Certificates"],
  creditCode: ["统一社会信用代码", "Credit code"],
  industry: ["划型行业", "Industry for the size class"],
  staff: ["从业人员", "Staff"],
  revenue: ["营业收入", "Revenue"],
  assets: ["资产总额", "Assets"],
  dontKnow: ["不知道", "not known"],
  yes: ["是", "yes"],
  no: ["否", "no"],
  on: ["日期", "on"],
  granted: ["授予", "granted"],
  redeemed: ["兑现", "redeemed"],
  paid: ["拨付", "paid"],
  from: ["自", "from"],
  to: ["至", "to"],
  number: ["编号", "number"],
  issuer: ["发证机关", "issuer"],
});

/** Everything that was filled in, in groups; groups of which nothing is known are left out. */
export function toldFacts(
  entries: Entries,
  read: ReadEntries,
  catalogue: Catalogue,
  language: Language,
): readonly ToldFacts[] {
  const teller = tellerOf(catalogue, language);
  const several = entries.spends.length > 1;
  const firm = FIRM_FIELDS.flatMap(field =>
    plain(
      word(field, language),
      field === "industry" ? industryNamed(entries.firm.industry, language) : entries.firm[field],
    ),
  );
  const groups: readonly ToldFacts[] = [
    {
      heading: word("applicant", language),
      facts: [...firm, ...tell(teller, entries.applicant, read.facts.applicant, read.derived)],
    },
    {
      heading: word("certificates", language),
      facts: Object.entries(entries.certificates).flatMap(([fact, certificate]) =>
        plain(teller.labelOf(fact), partsOf(certificate, ["number", "issuer", "from", "to"], language)),
      ),
    },
    ...entries.spends.map(({ written }, index) => ({
      heading: `${word("spend", language)}${several ? ` ${index + 1}` : ""}`,
      facts: tell(teller, written, read.facts.spends[index] ?? new Map()),
    })),
    { heading: word("awards", language), facts: toldAwards(entries, catalogue, language) },
    {
      heading: word("pools", language),
      facts: entries.pools.flatMap(({ programme, left }) =>
        plain(titleOf(catalogue, programme, language), left),
      ),
    },
  ];
  return groups.filter(each => each.facts.length > 0);
}

const industryNamed = (chosen: string, language: Language): string =>
  enterpriseIndustries().find(each => each.industry === chosen)?.[language] ?? chosen;

function toldAwards({ awards }: Entries, catalogue: Catalogue, language: Language): readonly ToldFact[] {
  if (awards === undefined) return [];
  if (awards.length === 0) return plain(word("awards", language), word("noAwards", language));
  return awards.flatMap(award =>
    plain(
      titleOf(catalogue, award.programme, language),
      partsOf(award, ["on", "granted", "redeemed", "paid"], language),
    ),
  );
}

const plain = (label: string, says: string): readonly ToldFact[] =>
  says.trim() === "" ? [] : [{ label, says, unread: false }];

const partsOf = <Field extends "on" | "granted" | "redeemed" | "paid" | "from" | "to" | "number" | "issuer">(
  fields: Readonly<Record<Field, string>>,
  names: readonly Field[],
  language: Language,
): string =>
  names
    .filter(name => fields[name] !== "")
    .map(name => `${word(name, language)} ${fields[name]}`)
    .join(language === "zh" ? "，" : ", ");

const titleOf = (catalogue: Catalogue, programme: string, language: Language): string =>
  catalogue.programmes.get(programme)?.[0]?.title[language] ?? programme;

interface Teller {
  readonly language: Language;
  readonly definitions: ReadonlyMap<string, FactDefinition>;
  readonly labelOf: (fact: string) => string;
  readonly says: (definition: FactDefinition, value: FactValue) => string;
}

function tellerOf(catalogue: Catalogue, language: Language): Teller {
  const definitions = catalogue.vocabulary.facts;
  const [first] = [...catalogue.programmes.values()].flat();
  const w =
    first === undefined
      ? undefined
      : wordingOf({ programme: first, vocabulary: catalogue.vocabulary }, language);
  return {
    language,
    definitions,
    labelOf: fact => definitions.get(fact)?.label[language] ?? fact,
    says: (definition, value) => valueSaid(w, definition, value, language),
  };
}

/** A value without the quotes that it has inside a sentence. */
export function valueSaid(
  w: Wording | undefined,
  definition: FactDefinition,
  value: FactValue,
  language: Language,
): string {
  if (typeof value === "boolean") return word(value ? "yes" : "no", language);
  if (definition.type === "choice" && typeof value === "string")
    return language === "zh" ? value : (definition.choices.find(each => each.value === value)?.en ?? value);
  if (definition.type === "text" || w === undefined) return String(value);
  return w.value(definition.name, value);
}

function tell(
  { language, definitions, labelOf, says }: Teller,
  written: Written,
  known: FactMap,
  derived: FactMap = new Map(),
): readonly ToldFact[] {
  const names = new Set([...definitions.keys()].filter(name => name in written || derived.has(name)));
  for (const name of Object.keys(written)) names.add(name);
  return [...names].flatMap((name): readonly ToldFact[] => {
    const definition = definitions.get(name);
    const value = known.get(name);
    if (definition !== undefined && value !== undefined)
      return [{ label: labelOf(name), says: says(definition, value), unread: false }];
    const text = written[name] ?? "";
    if (text.trim() === DONT_KNOW)
      return [{ label: labelOf(name), says: word("dontKnow", language), unread: false }];
    return text.trim() === "" ? [] : [{ label: labelOf(name), says: text, unread: true }];
  });
}
