import { spawnSync } from "node:child_process";
import path from "node:path";
import { expect, test } from "vitest";

const depcruise = path.resolve("node_modules/.bin/depcruise");

function cruise(...folders: string[]) {
  return spawnSync(depcruise, ["--config", ".dependency-cruiser.mjs", "--output-type", "err", ...folders], {
    encoding: "utf8",
  });
}

test("the import rule finds the planted violation", () => {
  const found = cruise("test/planted", "packages/policy/src");
  expect(found.status).not.toBe(0);
  expect(found.stdout).toContain("china-imports-only-nothing-of-ours");
  expect(found.stdout).toContain("breaks-the-rule.ts");
});
