/** The policies in GoRules zen: decimals, tables that take the first matching row, one asynchronous call each. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { type ZenDecision, ZenEngine } from "@gorules/zen-engine";
import { isLocal } from "./places.ts";
import { POLICIES, type Point, type PolicyName, type Sum, type System, type Written } from "./system.ts";

const engine = new ZenEngine();
const decisions = new Map<PolicyName, ZenDecision>();

function decisionOf(policy: PolicyName): ZenDecision {
  const known = decisions.get(policy);
  if (known !== undefined) return known;
  const decision = engine.createDecision(
    readFileSync(path.join(import.meta.dirname, "rules", "zen", `${policy}.json`)),
  );
  decisions.set(policy, decision);
  return decision;
}

type Context = Record<string, Written | number | Record<string, Written | number>>;

const camelCase = (name: string): string =>
  name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

function contextOf(policy: PolicyName, { facts }: Point): Context {
  const context: Context = {};
  for (const [name, value] of Object.entries(facts)) {
    const [owner = "", own] = camelCase(name).split(".");
    const known =
      typeof value === "bigint" ? Number(value) / 100 : own === "place" ? isLocal(policy, value) : value;
    if (own === undefined) context[owner] = known;
    else context[owner] = { ...(context[owner] as Record<string, Written | number>), [own]: known };
  }
  return context;
}

const sumOf = (value: unknown): Sum =>
  typeof value === "number" ? BigInt(Math.round(value * 100)) : "nothing";

const variant = (name: string, includes: string, trace: boolean): System => ({
  name,
  includes,
  prepare(policy, point) {
    const decision = decisionOf(policy);
    const context = contextOf(policy, point);
    const evaluate = () => decision.evaluate(context, { trace });
    return {
      evaluate,
      sums: async () => {
        const { benefits } = POLICIES[policy];
        try {
          const result = (await evaluate()).result as Readonly<Record<string, unknown>>;
          return Object.fromEntries(benefits.map(each => [each, sumOf(result[each])]));
        } catch {
          return Object.fromEntries(benefits.map(each => [each, "an error"]));
        }
      },
    };
  },
});

export const zen: readonly [System, System] = [
  variant("zen", "one awaited evaluate, result only", false),
  variant("zen with trace", "one awaited evaluate with its trace", true),
];

/** `rate%` of an amount in 分, rounded by zen to the nearest 分. */
export function roundedByZen(percent: number): (amount: bigint) => Promise<bigint> {
  const decision = engine.createDecision({
    contentType: "application/vnd.gorules.decision",
    nodes: [
      { id: "request", type: "inputNode", name: "request", content: {} },
      {
        id: "share",
        type: "expressionNode",
        name: "share",
        content: {
          expressions: [{ id: "share", key: "share", value: `round(amount * ${percent / 100}, 2)` }],
        },
      },
      { id: "response", type: "outputNode", name: "response", content: {} },
    ],
    edges: [
      { id: "in", type: "edge", sourceId: "request", targetId: "share" },
      { id: "out", type: "edge", sourceId: "share", targetId: "response" },
    ],
  });
  return async amount => {
    const { result } = await decision.evaluate({ amount: Number(amount) / 100 });
    return BigInt(Math.round(Number((result as { share: number }).share) * 100));
  };
}
