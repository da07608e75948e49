/** A kept catalogue is believed only while nothing that made it has changed. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { READER_SOURCES } from "../src/catalogue/compiled.ts";

const root = path.resolve(import.meta.dirname, "../../..");

/** A file with everything that it runs, directly or not; types alone make nothing. */
function runBy(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = readFileSync(path.join(root, file), "utf8");
  for (const [, from = ""] of text.matchAll(/^(?:import|export)\b(?! type\b)[^;]*?from "(\.[^"]+)"/gm))
    runBy(path.join(path.dirname(file), from), seen);
  return seen;
}

test("what turns source files into the kept text is named, and is there", () => {
  expect(READER_SOURCES.filter(source => !existsSync(path.join(root, source)))).toEqual([]);
  const makers = ["catalogue.ts", "read/read-programme.ts", "read/read-vocabulary.ts"].flatMap(file => [
    ...runBy(`packages/policy/src/${file}`),
  ]);
  expect(makers.length).toBeGreaterThan(30);
  const isNamed = (file: string): boolean =>
    READER_SOURCES.some(source => file === source || file.startsWith(`${source}/`));
  expect(makers.filter(file => !isNamed(file))).toEqual([]);
});
