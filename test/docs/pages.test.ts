/** Pages that the program writes are those it would write now. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { generatedPages } from "../../scripts/docs.ts";

const root = path.resolve(import.meta.dirname, "../..");

test.each([...generatedPages()])(
  "%s is fresh (node scripts/run.mjs scripts/docs.ts writes it anew)",
  (file, text) => {
    expect(readFileSync(path.join(root, file), "utf8")).toBe(text);
  },
);
