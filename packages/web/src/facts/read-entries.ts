/** Entries to typed facts: what is not understood is left out and named with its cure; the rest is reckoned all the same. */
import { type Fen, isLocalDate, type LocalDate, parseAmount, parseLocalDate } from "@suanquan/china";
import type {
  Award,
  Bilingual,
  Catalogue,
  FactDefinition,
  FactMap,
  Facts,
  FactValue,
  PoolLeft,
} from "@suanquan/policy";
import { factAdvice, parseFact } from "@suanquan/policy/fact-value";
import type { AwardEntry, Entries, PoolEntry, Written } from "./entries.ts";
import { AMOUNT_ADVICE, type Fault, type FirmSize, isAnswered, sizeChoice, sizeOf } from "./firm-size.ts";

export interface ReadEntries {
  readonly facts: Facts;
  /**
   * What is not understood, by the path of its field: `applicant.NAME`, `spends.ID.NAME`, `certificates.NAME.to`,
   * `firm.staff`, `awards.0.granted`, `pools.0.left`, `asOf`.
   */
  readonly faults: ReadonlyMap<string, Fault>;
  /** Facts of the applicant that were not written but follow from what was. */
  readonly derived: ReadonlyMap<string, FactValue>;
  /** Qualifications whose certificate does not hold on the day of the answer: unknown for as long as that stands. */
  readonly lapsed: ReadonlySet<string>;
  readonly size: FirmSize;
  readonly asOf: LocalDate;
  readonly whatIf: boolean;
}

/** Reads everything that was filled in. @param today is the day of the answer where none was written. */
export function readEntries(
  entries: Entries,
  { vocabulary }: Pick<Catalogue, "vocabulary">,
  today: LocalDate,
): ReadEntries {
  const faults = new Map<string, Fault>();
  const asOf = dayIn(entries.asOf, "asOf", faults) ?? today;
  const size = sizeOf(entries.firm);
  for (const [indicator, fault] of size.faults) faults.set(`firm.${indicator}`, fault);
  const lapsed = lapsedOn(entries, asOf, faults);
  const applicant = factsIn(entries.applicant, "applicant", "applicant", vocabulary.facts, faults);
  for (const fact of lapsed) applicant.delete(fact);
  const derived = derivedFrom(entries, size, vocabulary.facts);
  for (const [fact, value] of derived) applicant.set(fact, value);
  return {
    facts: {
      applicant,
      spends: entries.spends.map(({ id, written }) =>
        factsIn(written, "spend", `spends.${id}`, vocabulary.facts, faults),
      ),
      position: {
        ...(entries.awards === undefined ? {} : { awards: awardsIn(entries.awards, faults) }),
        pools: poolsIn(entries.pools, faults),
      },
    },
    faults,
    derived,
    lapsed,
    size,
    asOf,
    whatIf: entries.whatIf,
  };
}

type Definitions = ReadonlyMap<string, FactDefinition>;

function factsIn(
  written: Written,
  owner: FactDefinition["of"],
  path: string,
  definitions: Definitions,
  faults: Map<string, Fault>,
): Map<string, FactValue> {
  const facts = new Map<string, FactValue>();
  for (const [name, text] of Object.entries(written)) {
    if (!isAnswered(text)) continue;
    const definition = definitions.get(name);
    const at = `${path}.${name}`;
    if (definition === undefined || definition.of !== owner) {
      faults.set(at, notInVocabulary(name, text));
      continue;
    }
    const read = parseFact(definition, text.trim(), "program");
    if (read.ok) facts.set(name, read.value);
    else faults.set(at, { what: read.error, mend: adviceFor(definition) });
  }
  return facts;
}

const notInVocabulary = (name: string, text: string): Fault => ({
  what: {
    zh: `现在的目录没有“${name}”这一项，所填“${text}”没有计入`,
    en: `the present catalogue has no fact "${name}"; "${text}" is not reckoned with`,
  },
  mend: { zh: "可以删去，或在别的项目里重新填写", en: "remove it, or give it under another fact" },
});

/** What to write, said to a person at a field. */
function adviceFor(definition: FactDefinition): Bilingual {
  switch (definition.type) {
    case "money":
      return AMOUNT_ADVICE;
    case "number":
      return { zh: "请写非负整数，如 12", en: "write a whole number, zero or above, as in 12" };
    case "rate":
      return { zh: "请写如 30%", en: "write it like 30%" };
    case "boolean":
      return { zh: "请写 是 或 否", en: "write yes or no" };
    case "date":
      return DAY_ADVICE;
    case "place":
      return {
        zh: "请选择，或写如 贵州省、贵阳市 或 520100",
        en: "choose one, or write it like 贵州省 or 520100",
      };
    case "text":
    case "choice":
      return factAdvice(definition, "program");
  }
}

const DAY_ADVICE: Bilingual = {
  zh: "请写如 2025-03-14 或 2025年3月14日",
  en: "write it like 2025-03-14",
};

function dayIn(text: string, path: string, faults: Map<string, Fault>): LocalDate | undefined {
  if (!isAnswered(text)) return undefined;
  if (isLocalDate(text)) return text;
  const day = parseLocalDate(text);
  if (day.ok) return day.value;
  faults.set(path, { what: day.error, mend: DAY_ADVICE });
  return undefined;
}

function amountIn(text: string, path: string, faults: Map<string, Fault>): Fen | undefined {
  if (!isAnswered(text)) return undefined;
  const amount = parseAmount(text);
  if (amount.ok) return amount.value;
  faults.set(path, { what: amount.error, mend: AMOUNT_ADVICE });
  return undefined;
}

// ── what follows ─────────────────────────────────────────────────────────────────────────────────

/** Lines of the size rule that are industries of the vocabulary as well; the others hold several. */
const SAME_INDUSTRY: Readonly<Record<string, string>> = {
  software: "软件和信息技术服务业",
  "information-transmission": "信息传输业",
};

/** The size from its figures, and the industry from the line they are on, unless they were stated. */
function derivedFrom({ applicant, firm }: Entries, size: FirmSize, definitions: Definitions): FactMap {
  const derived = new Map<string, FactValue>();
  const add = (fact: string, value: string | undefined) => {
    const known = definitions.get(fact)?.choices.some(choice => choice.value === value);
    if (value !== undefined && known === true && !isAnswered(applicant[fact] ?? "")) derived.set(fact, value);
  };
  add("applicant.size", sizeChoice(size));
  add("applicant.industry", SAME_INDUSTRY[firm.industry]);
  return derived;
}

/** A certificate that has run out, or does not hold yet, on the day of the answer proves nothing either way. */
function lapsedOn(
  { certificates }: Entries,
  asOf: LocalDate,
  faults: Map<string, Fault>,
): ReadonlySet<string> {
  const lapsed = new Set<string>();
  for (const [fact, certificate] of Object.entries(certificates)) {
    const from = dayIn(certificate.from, `certificates.${fact}.from`, faults);
    const to = dayIn(certificate.to, `certificates.${fact}.to`, faults);
    if ((to !== undefined && to < asOf) || (from !== undefined && asOf < from)) lapsed.add(fact);
  }
  return lapsed;
}

// ── what went before ─────────────────────────────────────────────────────────────────────────────

function awardsIn(awards: readonly AwardEntry[], faults: Map<string, Fault>): readonly Award[] {
  return awards.flatMap((award, index) => {
    const path = `awards.${index}`;
    if (award.programme === "" || award.benefit === "") return [];
    const on = dayIn(award.on, `${path}.on`, faults);
    const [granted, redeemed, paid] = (["granted", "redeemed", "paid"] as const).map(field =>
      amountIn(award[field], `${path}.${field}`, faults),
    );
    return [
      {
        programme: award.programme,
        benefit: award.benefit,
        ...(on === undefined ? {} : { on }),
        ...(granted === undefined ? {} : { granted }),
        ...(redeemed === undefined ? {} : { redeemed }),
        ...(paid === undefined ? {} : { paid }),
      },
    ];
  });
}

function poolsIn(pools: readonly PoolEntry[], faults: Map<string, Fault>): readonly PoolLeft[] {
  return pools.flatMap(({ programme, pool, left }, index) => {
    const amount = amountIn(left, `pools.${index}.left`, faults);
    return programme === "" || pool === "" || amount === undefined ? [] : [{ programme, pool, left: amount }];
  });
}
