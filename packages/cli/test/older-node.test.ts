/** The command under an older Node: it hands over to the Node 24 of the project. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { suanquan } from "./suanquan.ts";

const FIRST_MAJOR = 24;

/** A Node on this machine that is older than the project's. */
function olderNode(): string | undefined {
  const folders = (process.env.PATH ?? "").split(path.delimiter).concat("/usr/bin", "/usr/local/bin");
  return folders
    .map(folder => path.join(folder, "node"))
    .filter(existsSync)
    .find(node => {
      const { stdout } = spawnSync(node, ["--version"], { encoding: "utf8" });
      return Number(/^v(\d+)/.exec(stdout)?.[1] ?? FIRST_MAJOR) < FIRST_MAJOR;
    });
}

test("an older Node hands over; without one, the starting file imports nothing that an older Node lacks", async () => {
  const node = olderNode();
  if (node !== undefined) {
    const { out, code } = await suanquan(["--version"], { node });
    expect(out).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(code).toBe(0);
    return;
  }
  const bin = readFileSync(path.resolve(import.meta.dirname, "../bin/suanquan.js"), "utf8");
  const named = [...bin.matchAll(/^import \{([^}]*)\} from "node:module"/gm)];
  expect(named).toEqual([]);
});
