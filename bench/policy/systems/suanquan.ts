/** The policies in Suanquan: the versions that ship, from the compiled catalogue. */
import type { LocalDate } from "../../../packages/china/src/index.ts";
import {
  assessProgramme,
  type Bounds,
  type Catalogue,
  type Facts,
  type ProgrammeAnswer,
  readFacts,
} from "../../../packages/policy/src/index.ts";
import { POLICIES, type Point, type PolicyName, type Prepared, type Sum, type System } from "./system.ts";

const ON = "2025-05-20" as LocalDate;

const written = ({ facts }: Point): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      typeof value === "bigint" ? `${value / 100n}.${String(value % 100n).padStart(2, "0")}` : value,
    ]),
  );

function factsOf(catalogue: Catalogue, json: unknown): Facts {
  const { facts, findings } = readFacts(json, catalogue.vocabulary);
  if (facts === undefined) throw new Error(`${findings[0]?.path}: ${findings[0]?.what.en}`);
  return facts;
}

function sumOf(answers: readonly ProgrammeAnswer[], benefit: string): Sum {
  const amount = answers[0]?.benefits.find(each => each.benefit === benefit)?.amount;
  if (amount == null) return "nothing computable";
  const { low, high }: Bounds = amount.entitled;
  if (high === null) return "unbounded";
  return low === high ? low : { low, high };
}

interface Variant {
  readonly name: string;
  readonly includes: string;
  readonly trace: boolean;
  readonly fromJson: boolean;
}

function variant(catalogue: Catalogue, { name, includes, trace, fromJson }: Variant): System {
  const answer = (policy: PolicyName, facts: Facts): readonly ProgrammeAnswer[] => {
    const versions = catalogue.programmes.get(POLICIES[policy].programme) ?? [];
    return assessProgramme(versions, facts, catalogue.vocabulary.facts, { asOf: ON, trace });
  };
  return {
    name,
    includes,
    prepare(policy, point): Prepared {
      const json = written(point);
      const typed = factsOf(catalogue, json);
      const evaluate = () => answer(policy, fromJson ? factsOf(catalogue, json) : typed);
      return {
        evaluate,
        sums: async () => {
          const answers = evaluate();
          return Object.fromEntries(POLICIES[policy].benefits.map(each => [each, sumOf(answers, each)]));
        },
      };
    },
  };
}

/** The same engine thrice: what a caller takes of it costs differently. */
export const suanquan = (catalogue: Catalogue): readonly [System, System, System] => [
  variant(catalogue, {
    name: "suanquan",
    includes: "typed facts to answers of three levels, with every step and its clause",
    trace: true,
    fromJson: false,
  }),
  variant(catalogue, {
    name: "suanquan without steps",
    includes: "the same answers, needs and ranges, without the steps",
    trace: false,
    fromJson: false,
  }),
  variant(catalogue, {
    name: "suanquan from JSON",
    includes: "facts read and checked from JSON, then as the first",
    trace: true,
    fromJson: true,
  }),
];
