/** Facts that are read but cannot all be right, or that a person should look at twice. They are reckoned as written. */
import { type Fen, formatWan, formatYuanGrouped, type LocalDate } from "@suanquan/china";
import type { Bilingual, FactDefinition, FactMap } from "@suanquan/policy";

/** The day of something that has happened. */
const PAST_DAYS: ReadonlySet<string> = new Set(["paid.on", "used.on"]);

/** Doubts by the name of the fact whose field should say so. */
export function doubtsOf(
  facts: FactMap | undefined,
  definitions: ReadonlyMap<string, FactDefinition>,
  asOf: LocalDate,
): ReadonlyMap<string, Bilingual> {
  const doubts = new Map<string, Bilingual>();
  for (const [name, value] of facts ?? []) {
    const definition = definitions.get(name);
    if (definition === undefined) continue;
    const doubt =
      amountDoubt(definition, value, facts, definitions) ?? dayDoubt(definition, value, facts, asOf);
    if (doubt !== undefined) doubts.set(name, doubt);
  }
  return doubts;
}

function amountDoubt(
  { label, atMost, atLeast }: FactDefinition,
  value: unknown,
  facts: FactMap | undefined,
  definitions: ReadonlyMap<string, FactDefinition>,
): Bilingual | undefined {
  if (typeof value !== "bigint") return undefined;
  for (const [other, above] of [
    [atMost, true],
    [atLeast, false],
  ] as const) {
    const limit = other === undefined ? undefined : facts?.get(other);
    const named = other === undefined ? undefined : definitions.get(other)?.label;
    if (typeof limit !== "bigint" || named === undefined) continue;
    if (above ? value <= limit : value >= limit) continue;
    const zh = formatWan(limit as Fen);
    const en = `¥${formatYuanGrouped(limit as Fen)}`;
    return above
      ? {
          zh: `${label.zh}大于${named.zh}（${zh}）`,
          en: `${label.en} is above ${named.en} (${en})`,
        }
      : {
          zh: `${label.zh}小于${named.zh}（${zh}）`,
          en: `${label.en} is below ${named.en} (${en})`,
        };
  }
  return undefined;
}

function dayDoubt(
  { name, label }: FactDefinition,
  value: unknown,
  facts: FactMap | undefined,
  asOf: LocalDate,
): Bilingual | undefined {
  if (typeof value !== "string") return undefined;
  if (PAST_DAYS.has(name) && value > asOf)
    return {
      zh: `${label.zh}在测算日期（${asOf}）之后，按计划测算`,
      en: `${label.en} lies after the day of the answer (${asOf}); it is reckoned as planned`,
    };
  const start = facts?.get("contract.start");
  if (name === "contract.end" && typeof start === "string" && value < start)
    return { zh: `服务结束日期早于开始日期（${start}）`, en: `the service ends before it begins (${start})` };
  return undefined;
}
