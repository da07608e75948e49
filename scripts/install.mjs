/** Installs the locked dependencies when they are missing or older than the lock file. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { findNode24, projectRoot } from "./node24.mjs";

const lockFile = path.join(projectRoot, "package-lock.json");
const stampFile = path.join(projectRoot, "node_modules", ".suanquan-installed");

export function installWhatIsMissing() {
  const wanted = createHash("sha256").update(readFileSync(lockFile)).digest("hex");
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === wanted && findNode24() !== undefined)
    return;
  console.log("Installing dependencies (npm install, versions from package-lock.json) …");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const ended = spawnSync(npm, ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: projectRoot,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (ended.status !== 0) {
    console.error(
      "npm install failed. Is the npm registry reachable? Mend what it says above, then run this command again.",
    );
    process.exit(1);
  }
  writeFileSync(stampFile, wanted);
}
