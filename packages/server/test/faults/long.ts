/** npm run test:kills: the drills of a programme's whole life and of uses; npm run test:fuzz: bad input, as in `npm test`, at length. */
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";

const here = (file: string): string => path.join(import.meta.dirname, file);

interface Long {
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

const LONG: Readonly<Record<string, Long>> = {
  // Killed at every step of the four modes, and in the middle of uses.
  kills: {
    words: ["--config", here("vitest.drills.ts")],
    env: { SUANQUAN_KILL_EVERY: "1" },
  },
  fuzz: { words: [here("../api/fuzz.test.ts"), "--testTimeout=7200000"], env: { PROPERTY_RUNS: "60" } },
};

const [name = ""] = process.argv.slice(2);
const long = LONG[name];
if (long === undefined) {
  console.error(`one of: ${Object.keys(LONG).join(", ")}`);
  process.exit(2);
}
const vitest = path.join(
  path.dirname(createRequire(import.meta.url).resolve("vitest/package.json")),
  "vitest.mjs",
);
const ended = spawnSync(process.execPath, [vitest, "run", "--root", here("../../../.."), ...long.words], {
  stdio: "inherit",
  env: { ...process.env, ...long.env },
});
process.exit(ended.status ?? 1);
