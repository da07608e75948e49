/** A newcomer types what the guide for authors says, from the first command to the last: each does its work. */
import { copyFileSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { Desk, suanquan } from "../../packages/cli/test/suanquan.ts";

const root = path.resolve(import.meta.dirname, "../..");

const shellLinesOf = (page: string): string[] =>
  [...readFileSync(path.join(root, page), "utf8").matchAll(/^```sh\n([\s\S]*?)^```$/gm)]
    .flatMap(([, block = ""]) => block.split("\n"))
    .filter(line => line !== "");

test.each(["docs/authors.zh.md", "docs/authors.en.md"])("%s", async page => {
  const desk = new Desk();
  onTestFinished(() => desk.clear());
  symlinkSync(path.join(root, "docs"), path.join(desk.folder, "docs"));
  const typed: string[] = [];
  for (const line of shellLinesOf(page)) {
    const [program, ...words] = line.split(" ");
    if (program === "cp") {
      const [from = "", to = ""] = words.map(word => path.join(desk.folder, word));
      copyFileSync(from, to);
    } else if (program === "npx") {
      const { code, err } = await suanquan(words.slice(1), { folder: desk.folder });
      expect([line, code, err]).toEqual([line, 0, ""]);
      typed.push(words[1] ?? "");
    } else expect(line).toBe("npm start");
  }
  expect(new Set(typed)).toEqual(new Set(["schema", "check", "fmt", "assess", "explain", "ask"]));
});
