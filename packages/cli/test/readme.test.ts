/**
 * The READMEs hold: the call that stands there, run for real, gives what stands there, and no link leads nowhere.
 * After a change of wording that is meant: ACCEPT=1 npx vitest run packages/cli/test/readme.test.ts
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { Desk, suanquan } from "./suanquan.ts";

const desk = new Desk();
afterAll(() => desk.clear());

/** The contents of the fenced blocks of a kind. */
const blocks = (text: string, kind: string): string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${kind}\\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map(each => each[1] ?? "");

const root = path.resolve(import.meta.dirname, "../../..");
const READMES = ["README.md", "README.zh-CN.md"];

test.each(READMES)("%s links to what exists", name => {
  const text = readFileSync(path.join(root, name), "utf8");
  const targets = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(each => each[1] ?? "");
  expect(targets.length).toBeGreaterThan(5);
  expect(targets.filter(target => !existsSync(path.join(root, target)))).toEqual([]);
});

test.each(READMES)("%s shows an assessment as it is", async name => {
  const text = readFileSync(path.join(root, name), "utf8");
  const [facts = ""] = blocks(text, "json");
  const [console = ""] = blocks(text, "console");
  const [call = "", ...shown] = console.split("\n");
  desk.file("facts.json", facts);
  const words = call.replace(/^\$ npx suanquan /, "").split(" ");
  const { out, code } = await suanquan(words, { folder: desk.folder });
  if (process.env.ACCEPT === "1")
    writeFileSync(path.join(root, name), text.replace(console, `${call}\n${out}`));
  else expect(out).toBe(shown.join("\n"));
  expect(code).toBe(0);
});
