/** Random facts for properties, and the vocabulary that they are of. */
import type { Fen, LocalDate } from "@suanquan/china";
import fc from "fast-check";
import type { Facts, FactValue } from "../../src/facts.ts";
import type { FactDefinition } from "../../src/tree.ts";

export const fen = (amount: number | bigint): Fen => BigInt(amount) as Fen;
export const text = (word: string) => ({ zh: word, en: word });
export const sum: fc.Arbitrary<Fen> = fc.constantFrom(0, 50, 100, 1_000, 30_000, 400_000).map(fen);

const definition = (
  name: string,
  type: FactDefinition["type"],
  of: "applicant" | "spend",
  choices: string[] = [],
): FactDefinition => ({
  name,
  zh: name,
  type,
  of,
  label: text(name),
  ask: text(name),
  knownBy: "applicant",
  proof: [],
  choices: choices.map(value => ({ value, en: value })),
});

export const DEFINITIONS: ReadonlyMap<string, FactDefinition> = new Map(
  [
    definition("kind", "choice", "applicant", ["firm", "school", "lab"]),
    definition("local", "boolean", "spend"),
    definition("tested", "boolean", "spend"),
    definition("staff", "number", "applicant"),
    definition("contract", "money", "spend"),
    definition("paid", "money", "spend"),
    definition("storage", "money", "spend"),
  ].map(each => [each.name, each]),
);

/** Values that a fact may take: few, so that ends are met often. */
export const VALUES: Readonly<Record<string, readonly FactValue[]>> = {
  kind: ["firm", "school", "lab"],
  local: [true, false],
  tested: [true, false],
  staff: [0n, 9n, 10n, 11n],
  contract: [0n, 99n, 100n, 101n, 12_345n, 1_000_000n],
  paid: [0n, 100n, 7_777n, 500_001n],
  storage: [0n, 1n, 100n, 3_000n],
};

const factMap = (of: "applicant" | "spend"): fc.Arbitrary<ReadonlyMap<string, FactValue>> => {
  const names = [...DEFINITIONS.values()].filter(each => each.of === of).map(each => each.name);
  return fc
    .tuple(...names.map(name => fc.option(fc.constantFrom(...(VALUES[name] ?? [])), { freq: 2 })))
    .map(
      values =>
        new Map(
          names.flatMap((name, index) => (values[index] == null ? [] : [[name, values[index]] as const])),
        ),
    );
};

const award = fc.record({
  programme: fc.constant("p"),
  benefit: fc.constantFrom("x", "y"),
  on: fc.constantFrom("2024-03-01" as LocalDate, "2025-03-01" as LocalDate),
  granted: sum,
  redeemed: sum,
  family: fc.boolean(),
});

export const facts: fc.Arbitrary<Facts> = fc.record({
  applicant: factMap("applicant"),
  spends: fc.array(factMap("spend"), { minLength: 1, maxLength: 3 }),
  position: fc.record({
    awards: fc.oneof(fc.constant([]), fc.array(award, { maxLength: 2 })),
    pools: fc.constant([]),
  }),
});
