/** A rate on each of the first amounts, rounded half up to the 分: how often each system is a 分 off. */
import { type Fen, fen } from "../../packages/china/src/index.ts";
import { multiply } from "../../packages/policy/src/index.ts";
import { roundedByPublicodes } from "./systems/publicodes.ts";
import { roundedByZen } from "./systems/zen.ts";

const AMOUNTS = 20_000;
const PERCENTS = [3, 15, 58] as const;

export interface Exactness {
  readonly rate: string;
  readonly amounts: number;
  /** How many answers are a 分 off, by system. */
  readonly wrong: Readonly<Record<string, number>>;
  /** The first wrong answer of a system that has one. */
  readonly first: Readonly<Record<string, string>>;
}

/** Rounded half up in whole numbers: the remainder decides, and no fraction is ever formed. */
function exactly(amount: bigint, percent: number): bigint {
  const product = amount * BigInt(percent);
  return product / 100n + (product % 100n >= 50n ? 1n : 0n);
}

type Rounded = (amount: bigint) => bigint | Promise<bigint>;

const bySuanquan =
  (percent: number): Rounded =>
  amount =>
    multiply(
      amount as Fen,
      { num: BigInt(percent), den: 100n },
      { unit: fen(1), direction: "half-up", assumed: false },
    );

export async function measureExactness(): Promise<Exactness[]> {
  const found: Exactness[] = [];
  for (const percent of PERCENTS) {
    const systems: Readonly<Record<string, Rounded>> = {
      suanquan: bySuanquan(percent),
      publicodes: roundedByPublicodes(percent),
      zen: roundedByZen(percent),
    };
    const wrong: Record<string, number> = {};
    const first: Record<string, string> = {};
    for (const [name, round] of Object.entries(systems)) {
      wrong[name] = 0;
      for (let amount = 1n; amount <= AMOUNTS; amount += 1n) {
        const [given, right] = [await round(amount), exactly(amount, percent)];
        if (given === right) continue;
        wrong[name] += 1;
        first[name] ??= `${percent}% × ${amount} fen = ${given}, right is ${right}`;
      }
    }
    found.push({ rate: `${percent}%`, amounts: AMOUNTS, wrong, first });
  }
  return found;
}
