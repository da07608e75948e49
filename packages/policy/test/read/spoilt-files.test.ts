import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { format } from "../../src/format/format.ts";
import { readProgramme } from "../../src/read/read-programme.ts";
import { testVocabulary } from "./test-vocabulary.ts";

const good = readFileSync(path.join(import.meta.dirname, "good/everything.en.yaml"), "utf8");
const lines = good.trimEnd().split("\n");
const words = [...new Set(good.match(/[^\s:,{}[\]]+/g) ?? [])];

/** What hands, merges and find-and-replace do to a file. */
const slip = fc.oneof(
  fc.record({ is: fc.constant("drop" as const), at: fc.nat(lines.length - 1) }),
  fc.record({ is: fc.constant("repeat" as const), at: fc.nat(lines.length - 1) }),
  fc.record({ is: fc.constant("move" as const), at: fc.nat(lines.length - 1), to: fc.nat(lines.length - 1) }),
  fc.record({ is: fc.constant("indent" as const), at: fc.nat(lines.length - 1) }),
  fc.record({
    is: fc.constant("replace" as const),
    at: fc.nat(lines.length - 1),
    word: fc.constantFrom(...words),
    pick: fc.nat(),
  }),
);
type Slip = typeof slip extends fc.Arbitrary<infer S> ? S : never;

function spoil(text: readonly string[], each: Slip): string[] {
  const [at, line] = [each.at % text.length, text[each.at % text.length] ?? ""];
  switch (each.is) {
    case "drop":
      return text.toSpliced(at, 1);
    case "repeat":
      return text.toSpliced(at, 0, line);
    case "move":
      return text.toSpliced(at, 1).toSpliced(each.to, 0, line);
    case "indent":
      return text.with(at, `  ${line}`);
    case "replace": {
      const found = [...line.matchAll(/[^\s:,{}[\]]+/g)];
      const target = found[each.pick % Math.max(1, found.length)];
      if (target === undefined) return [...text];
      const end = target.index + target[0].length;
      return text.with(at, line.slice(0, target.index) + each.word + line.slice(end));
    }
  }
}

describe("however a good file is spoilt", () => {
  const spoilt = fc
    .array(slip, { minLength: 1, maxLength: 4 })
    .map(slips => `${slips.reduce<readonly string[]>(spoil, lines).join("\n")}\n`);

  it("the reader never throws: it gives a programme, or errors that lie in the file", () => {
    fc.assert(
      fc.property(spoilt, text => {
        const { programme, findings } = readProgramme(text, "file.yaml", testVocabulary());
        const errors = findings.filter(({ severity }) => severity === "error");
        expect(programme === undefined).toBe(errors.length > 0);
        const last = text.split("\n").length;
        for (const { line, column, what, mend } of findings) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(last);
          expect(column).toBeGreaterThanOrEqual(1);
          for (const said of [what.zh, what.en, mend.zh, mend.en])
            expect(said).not.toMatch(/undefined|\[object|^$/);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("what can be read at all reads the same after formatting", () => {
    fc.assert(
      fc.property(spoilt, text => {
        const { programme } = readProgramme(text, "file.yaml", testVocabulary());
        const written = format(text, "file.yaml", "zh", testVocabulary()).text;
        if (programme === undefined || written === undefined) return;
        expect(readProgramme(written, "file.yaml", testVocabulary()).programme).toEqual(programme);
      }),
      { numRuns: 40 },
    );
  });
});
