/** npm run test:faults: every drill in full length, each with its control. Takes about ten minutes. */
import { DRILLS, type DrillReport } from "./drills.ts";

/** A control that shows no breach in this many cycles has failed to fail. */
const CONTROL_CYCLES = 20;

const figures = (report: DrillReport): string =>
  `${report.cycles} cycles, ${report.acknowledged} acknowledged, ${report.tries} tried again, ${report.breaches.length} breaches`;

const wanted = process.argv.slice(2);
let passed = 0;
let failed = 0;
const count = (good: boolean, line: string): void => {
  if (good) passed += 1;
  else failed += 1;
  console.log(`${good ? "✓" : "✗"} ${line}`);
};

for (const drill of DRILLS) {
  if (wanted.length > 0 && !wanted.some(word => drill.name.includes(word))) continue;
  const report = await drill.run(drill.cycles);
  count(report.breaches.length === 0, `${drill.name}: ${figures(report)}`);
  for (const breach of report.breaches.slice(0, 5)) console.log(`    ${breach}`);
  const control = await drill.runControl(CONTROL_CYCLES);
  count(control.breaches.length > 0, `  control, must breach: ${drill.control}: ${figures(control)}`);
  for (const breach of control.breaches.slice(0, 2)) console.log(`    ${breach}`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
