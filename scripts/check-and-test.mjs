/**
 * Every check of the house, then every test; the last line counts both: `N passed, N failed`.
 * A check that fails does not stop the others, so that one run shows all there is to mend.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { projectRoot } from "./node24.mjs";

const bin = name => path.join(projectRoot, "node_modules", ".bin", name);

const checks = [
  { says: "format and lint (Biome)", words: [bin("biome"), "check", "--error-on-warnings"] },
  { says: "types (TypeScript)", words: [bin("tsc"), "--noEmit"] },
  {
    says: "import rule of the house (dependency-cruiser)",
    words: [bin("depcruise"), "--config", ".dependency-cruiser.mjs", "--output-type", "err", "packages"],
  },
  { says: "unused files, exports and dependencies (knip)", words: [bin("knip"), "--no-config-hints"] },
];

let passed = 0;
let failed = 0;

for (const check of checks) {
  process.stdout.write(`${check.says} … `);
  const began = Date.now();
  const [program, ...rest] = check.words;
  const ended = spawnSync(program, rest, { cwd: projectRoot, encoding: "utf8", maxBuffer: 64 << 20 });
  if (ended.status === 0) {
    passed += 1;
    console.log(`fine (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  } else {
    failed += 1;
    console.log("FAILED");
    console.log(`${ended.stdout ?? ""}${ended.stderr ?? ""}${ended.error ? String(ended.error) : ""}`);
  }
}

console.log("tests (Vitest) …");
const reportFolder = mkdtempSync(path.join(tmpdir(), "suanquan-report-"));
const reportFile = path.join(reportFolder, "report.json");
const tests = spawnSync(
  bin("vitest"),
  [
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${reportFile}`,
    ...process.argv.slice(2),
  ],
  { cwd: projectRoot, stdio: "inherit" },
);
let skipped = 0;
try {
  const report = JSON.parse(readFileSync(reportFile, "utf8"));
  passed += report.numPassedTests;
  failed += report.numFailedTests;
  skipped = report.numPendingTests + report.numTodoTests;
  // A suite that could not even be loaded counts no test; its failure must not vanish.
  if (tests.status !== 0 && report.numFailedTests === 0) failed += 1;
} catch {
  console.log("The test run left no report.");
  failed += 1;
}
rmSync(reportFolder, { recursive: true, force: true });

console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exit(failed === 0 ? 0 : 1);
