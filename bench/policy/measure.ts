/** Clocks and medians. Whatever is compared takes turns, so that a busy machine slows all alike. */
import { availableParallelism, cpus, loadavg } from "node:os";

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** To three significant digits: more would claim more than a clock tells. */
export const rounded = (value: number): number => Number(value.toPrecision(3));

export const microseconds = (): number => Number(process.hrtime.bigint()) / 1_000;

export interface Contestant {
  readonly name: string;
  /** How many operations one call of `run` is. */
  readonly operations: number;
  readonly run: () => void | Promise<void>;
}

/** A turn is long enough for the clock, and short enough for the machine to be in one mood. */
const TURN_MICROSECONDS = 10_000;

/**
 * µs per operation of each contestant, one figure a round, in the order of the contestants. A first, longer turn each
 * warms up and tells how many calls make a turn.
 */
export async function takeTurns(contestants: readonly Contestant[], rounds: number): Promise<number[][]> {
  const calls: number[] = [];
  for (const { run } of contestants) {
    const began = microseconds();
    let count = 0;
    while (microseconds() - began < 20 * TURN_MICROSECONDS) {
      await run();
      count += 1;
    }
    calls.push(Math.max(1, Math.round(count / 20)));
  }
  const figures = contestants.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1)
    for (const [index, { run, operations }] of contestants.entries()) {
      const times = calls[index] ?? 1;
      const began = microseconds();
      for (let call = 0; call < times; call += 1) await run();
      figures[index]?.push((microseconds() - began) / times / operations);
    }
  return figures;
}

/** What the figures were taken on, and how busy it was: without that they mean little. */
export const machine = () => ({
  processor: cpus()[0]?.model.trim() ?? "unknown",
  cores: availableParallelism(),
  node: process.version,
  loadOfLastMinute: rounded(loadavg()[0] ?? 0),
});
