import { describe, expect, test } from "vitest";
import { DRILLS } from "./faults/drills.ts";

/** The drills in short; `npm run test:faults` runs them in full length. */
const CONTROL_MAX = 12;

describe.each(DRILLS)("$name", drill => {
  test("every acknowledged claim is there once, nothing else is, and the audit is clean", {
    timeout: 120_000,
  }, async () => {
    const report = await drill.run(drill.short);
    expect(report.breaches).toEqual([]);
    expect(report.acknowledged).toBeGreaterThan(50);
  });

  test(`control: with ${drill.control} the drill finds a breach`, { timeout: 120_000 }, async () => {
    const report = await drill.runControl(CONTROL_MAX);
    expect(report.breaches.length).toBeGreaterThan(0);
  });
});
