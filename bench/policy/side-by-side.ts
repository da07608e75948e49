/** Three policies in three systems, in one run: do they agree, where are they wrong, what does an answer cost. */
import type { Catalogue } from "../../packages/policy/src/index.ts";
import { median, rounded, takeTurns } from "./measure.ts";
import { POINTS } from "./systems/points.ts";
import { publicodes } from "./systems/publicodes.ts";
import { suanquan } from "./systems/suanquan.ts";
import { POLICIES, type Point, type PolicyName, type Sum, type Sums, type System } from "./systems/system.ts";
import { zen } from "./systems/zen.ts";

const ROUNDS = 25;

export interface Disagreement {
  readonly point: string;
  readonly because: string;
  /** By system, benefit by benefit, in yuan. */
  readonly answers: Readonly<Record<string, string>>;
}

export interface PolicyCompared {
  readonly policy: string;
  readonly points: number;
  readonly agreed: number;
  readonly disagreements: readonly Disagreement[];
  /** Median µs of an evaluation, by system and variant, over the points on which all agree. */
  readonly microseconds: Readonly<Record<string, number>>;
  /** How often as long as the first system, by system: the median over rounds of the ratio within a round. */
  readonly ratios: Readonly<Record<string, number>>;
}

/** The systems, each with the variants that are only timed: they answer alike. */
const familiesOf = (catalogue: Catalogue): readonly (readonly [System, ...System[]])[] => [
  suanquan(catalogue),
  [publicodes],
  zen,
];

export const systemsOf = (catalogue: Catalogue): readonly System[] => familiesOf(catalogue).flat();

export async function compareSystems(catalogue: Catalogue): Promise<PolicyCompared[]> {
  const compared: PolicyCompared[] = [];
  for (const policy of Object.keys(POLICIES) as PolicyName[])
    compared.push(await comparePolicy(policy, familiesOf(catalogue)));
  return compared;
}

async function comparePolicy(
  policy: PolicyName,
  families: readonly (readonly [System, ...System[]])[],
): Promise<PolicyCompared> {
  const points = POINTS[policy];
  const answering = families.map(([first]) => first);
  const systems = families.flat();
  const disagreements: Disagreement[] = [];
  const agreed: Point[] = [];
  for (const point of points) {
    const answers = await Promise.all(answering.map(system => system.prepare(policy, point).sums()));
    const shown = answers.map(shownSums);
    if (new Set(shown).size === 1) agreed.push(point);
    else
      disagreements.push({
        point: point.name,
        because: point.because ?? "they should agree here",
        answers: Object.fromEntries(answering.map((system, index) => [system.name, shown[index] ?? ""])),
      });
  }
  const figures = await timed(policy, systems, agreed);
  const first = figures[0] ?? [];
  return {
    policy: POLICIES[policy].title,
    points: points.length,
    agreed: agreed.length,
    disagreements,
    microseconds: byName(systems, figures.map(median)),
    ratios: byName(
      systems,
      figures.map(own => median(own.map((figure, round) => figure / (first[round] ?? figure)))),
    ),
  };
}

function timed(
  policy: PolicyName,
  systems: readonly System[],
  points: readonly Point[],
): Promise<number[][]> {
  return takeTurns(
    systems.map(system => {
      const prepared = points.map(point => system.prepare(policy, point));
      const run = async () => {
        for (const { evaluate } of prepared) {
          const answer = evaluate();
          if (answer instanceof Promise) await answer;
        }
      };
      return { name: system.name, operations: points.length, run };
    }),
    ROUNDS,
  );
}

const byName = (systems: readonly System[], values: readonly number[]): Record<string, number> =>
  Object.fromEntries(systems.map(({ name }, index) => [name, rounded(values[index] ?? Number.NaN)]));

const shownSums = (sums: Sums): string =>
  Object.entries(sums)
    .map(([benefit, sum]) => `${benefit} ${shownSum(sum)}`)
    .join(", ");

const yuan = (sum: bigint): string => `${sum / 100n}.${String(sum % 100n).padStart(2, "0")}`;
const shownSum = (sum: Sum): string =>
  typeof sum === "string"
    ? sum
    : typeof sum === "bigint"
      ? yuan(sum)
      : `${yuan(sum.low)} to ${yuan(sum.high)}`;
