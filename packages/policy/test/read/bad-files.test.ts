import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/finding.ts";
import { readingFindings } from "../../src/read/findings.ts";
import { readProgramme } from "../../src/read/read-programme.ts";
import { testVocabulary } from "./test-vocabulary.ts";

/**
 * Each file of `bad/` begins with what the reader says about it, one finding a line. After a change of wording,
 * `ACCEPT=1 npx vitest run packages/policy/test/read/bad-files.test.ts` writes these lines anew.
 */
const folder = path.join(import.meta.dirname, "bad");
const files = readdirSync(folder).sort();
const isSaid = (line: string) => line.startsWith("#! ");

const said = ({ line, column, code, what, mend }: Finding) =>
  `#! ${line}:${column} ${code}: ${what.en}; ${mend.en}`.replaceAll("\n", " ");

describe("a slip is found where it stands, with its cure", () => {
  it.each(files)("%s", name => {
    const file = path.join(folder, name);
    const lines = readFileSync(file, "utf8").split("\n");
    const body = lines.filter(line => !isSaid(line)).join("\n");
    const { programme, findings } = readProgramme(body, name, testVocabulary());
    const now = findings.map(said);
    if (process.env.ACCEPT === "1") writeFileSync(file, [...now, body].join("\n"));
    else expect(now).toEqual(lines.filter(isSaid));
    expect(programme).toBeUndefined();
    expect(now).not.toEqual([]);
  });
});

it("every kind of finding about a programme is shown by a file or a test of its own", () => {
  const shownElsewhere = [
    "file-too-large",
    "too-many-pieces",
    "too-deep",
    "not-utf-8",
    "byte-order-mark",
    "empty-file",
    "anchor-or-alias",
    "too-many-readings",
    "duplicate-fact",
    "bad-fact-name",
    "choices-needed",
    "choices-unused",
    "duplicate-choice",
    "contradictory-facts",
  ];
  const shown = new Set(
    files.flatMap(name => {
      const lines = readFileSync(path.join(folder, name), "utf8").split("\n").filter(isSaid);
      return lines.map(line => /^#! \S+ ([^:]+):/.exec(line)?.[1] ?? "");
    }),
  );
  const unseen = Object.keys(readingFindings).filter(
    code => !shown.has(code) && !shownElsewhere.includes(code),
  );
  expect(unseen).toEqual([]);
});
