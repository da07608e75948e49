/**
 * npm run pictures: makes the pictures of the README again. They are taken by the journeys that the tests act, and show
 * what the journeys assert.
 */
import { spawnSync } from "node:child_process";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
const { status } = spawnSync(
  process.execPath,
  [
    path.join(root, "node_modules/vitest/vitest.mjs"),
    "run",
    "packages/web/test/journeys",
    "-t",
    "Jiangyan.*zh.*desk|Shenzhen.*zh.*telephone",
  ],
  {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, SUANQUAN_PICTURES: path.join(root, "docs", "pictures") },
  },
);
process.exit(status ?? 1);
