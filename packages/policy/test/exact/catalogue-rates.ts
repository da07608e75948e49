/** Every distinct rate that the catalogue names, with what is left of the whole: a text that says 4.6折 grants 54%. */
import type { Rate } from "../../src/index.ts";
import { readings } from "../catalogue/files.ts";

export type ExactRate = Rate & { readonly name: string };

export function ratesOfCatalogue(): readonly ExactRate[] {
  const rates = new Map<string, ExactRate>();
  for (const { programme } of readings)
    for (const rate of ratesIn(programme)) {
      add(rate, rates);
      if (rate.num <= rate.den) add({ num: rate.den - rate.num, den: rate.den }, rates);
    }
  return [...rates.values()].sort((a, b) => (a.num * b.den < b.num * a.den ? -1 : 1));
}

function add({ num, den }: Rate, rates: Map<string, ExactRate>): void {
  const common = greatestDivisor(num, den);
  const name = `${num / common}/${den / common}`;
  if (!rates.has(name)) rates.set(name, { name, num: num / common, den: den / common });
}

const greatestDivisor = (a: bigint, b: bigint): bigint => (b === 0n ? a : greatestDivisor(b, a % b));

/** Rates wherever they stand in a tree: every pair of a numerator and a denominator. */
function ratesIn(node: unknown): readonly Rate[] {
  if (typeof node !== "object" || node === null) return [];
  if ("num" in node && typeof node.num === "bigint" && "den" in node && typeof node.den === "bigint")
    return [{ num: node.num, den: node.den }];
  return Object.values(node).flatMap(ratesIn);
}
