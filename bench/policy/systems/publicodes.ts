/** The policies in publicodes: floats, one rounding (to the nearest), a missing fact makes the whole undefined. */
import { readFileSync } from "node:fs";
import path from "node:path";
import Engine from "publicodes";
import { parse } from "yaml";
import { isLocal } from "./places.ts";
import { POLICIES, type PolicyName, type Prepared, type Sum, type System, type Written } from "./system.ts";

type Rules = ConstructorParameters<typeof Engine>[0];

const engines = new Map<PolicyName, Engine>();

function engineOf(policy: PolicyName): Engine {
  const known = engines.get(policy);
  if (known !== undefined) return known;
  const file = path.join(import.meta.dirname, "rules", "publicodes", `${policy}.yaml`);
  const engine = new Engine(parse(readFileSync(file, "utf8")) as Rules);
  engines.set(policy, engine);
  return engine;
}

const situationValue = (policy: PolicyName, value: Written, isPlace: boolean): string | number => {
  if (typeof value === "bigint") return Number(value) / 100;
  const yes = isPlace ? isLocal(policy, value) : value;
  return typeof yes === "boolean" ? (yes ? "oui" : "non") : `'${yes}'`;
};

/** 分 of a figure in yuan; nothing is given where a rule is not applicable. */
function sumOf(value: unknown): Sum {
  if (value === null || value === false) return 0n;
  return typeof value === "number" ? BigInt(Math.round(value * 100)) : "undefined";
}

export const publicodes: System = {
  name: "publicodes",
  includes: "setSituation and evaluate of each benefit; its explanation is part of every evaluation",
  prepare(policy, { facts }): Prepared {
    const engine = engineOf(policy);
    const situation = Object.fromEntries(
      Object.entries(facts).map(([name, value]) => [
        name.replace(/[.-]/g, " "),
        situationValue(policy, value, name.endsWith(".place")),
      ]),
    );
    const evaluate = () => {
      engine.setSituation(situation);
      return POLICIES[policy].benefits.map(benefit => engine.evaluate(benefit).nodeValue);
    };
    return {
      evaluate,
      sums: async () => {
        const values = evaluate();
        return Object.fromEntries(
          POLICIES[policy].benefits.map((each, index) => [each, sumOf(values[index])]),
        );
      },
    };
  },
};

/** `rate%` of an amount in 分, rounded by publicodes to the nearest 分. */
export function roundedByPublicodes(percent: number): (amount: bigint) => bigint {
  const rules = parse(`amount:\nshare:\n  valeur: amount * ${percent}%\n  arrondi: 2 décimales\n`) as Rules;
  const engine = new Engine(rules);
  return amount => {
    engine.setSituation({ amount: Number(amount) / 100 });
    return BigInt(Math.round(Number(engine.evaluate("share").nodeValue) * 100));
  };
}
