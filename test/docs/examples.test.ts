/** Every policy that the guides show is read, checked and reckoned as they say. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { LocalDate } from "@suanquan/china";
import { assessProgramme, checkCatalogue, checkProgramme, readFacts, readProgramme } from "@suanquan/policy";
import { describe, expect, test } from "vitest";
import { exampleFiles, exampleVocabulary, programmeIn } from "../../scripts/docs.ts";

const root = path.resolve(import.meta.dirname, "../..");
const vocabulary = exampleVocabulary();
const TODAY = "2026-06-01" as LocalDate;

const files = exampleFiles().map(file => ({
  file,
  text: readFileSync(path.join(root, file), "utf8"),
}));
const readings = files.map(({ file, text }) => ({ file, ...readProgramme(text, file, vocabulary) }));

/** What the checker has to say of an example, where it has anything to say; the guide tells each of these. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  "quarterly-settlement.yaml": ["note cliff"],
  "open-questions.yaml": ["note question", "note question", "note question", "note question"],
};

describe.each(readings)("$file", ({ file, programme, spans, findings }) => {
  test("reads without a finding", () => {
    expect(findings).toEqual([]);
  });
  test("has nothing wrong in it, and every worked case comes out as written", () => {
    if (programme === undefined) throw new Error("not read");
    const found = checkProgramme(programme, spans, file, { vocabulary, today: TODAY });
    expect(found.map(({ severity, code }) => `${severity} ${code}`)).toEqual(
      EXPECTED[path.basename(file)] ?? [],
    );
  });
  test("says that it is invented", () => {
    expect(programme?.notes.map(note => note.en)).toContain(
      "Invented for this guide, not the policy of any office",
    );
  });
  test("is the same programme in Chinese", () => {
    const chinese = `docs/examples/zh/${path.basename(file)}`;
    const text = readFileSync(path.join(root, chinese), "utf8");
    expect(readProgramme(text, chinese, vocabulary).programme).toEqual(programme);
  });
});

test("the two versions name each other rightly", () => {
  const usable = readings.flatMap(({ file, programme, spans }) =>
    programme === undefined ? [] : [{ file, programme, spans }],
  );
  expect(checkCatalogue(usable)).toEqual([]);
});

describe("The date of the contract selects the version", () => {
  const versions = ["version-2027.yaml", "version-2026.yaml"].map(name =>
    programmeIn(`docs/examples/${name}`, vocabulary),
  );
  test.each([
    { signed: "2026-12-31", asOf: "2027-06-01", version: "2026-01-10", fen: 30_000_00n },
    { signed: "2027-01-01", asOf: "2027-06-01", version: "2026-12-15", fen: 25_000_00n },
    { signed: "2026-12-31", asOf: "2026-12-14", version: "2026-01-10", fen: 30_000_00n },
  ])("signed $signed, asked on $asOf: version $version", ({ signed, asOf, version, fen }) => {
    const { facts } = readFacts(
      { "spend.kind": "算力服务", "contract.amount": "100000", "contract.signed": signed },
      vocabulary,
      { programme: "cn-hainan/shili-banben" },
    );
    if (facts === undefined) throw new Error("the facts cannot be read");
    const answers = assessProgramme(versions, facts, vocabulary.facts, { asOf: asOf as LocalDate });
    expect(answers.map(answer => [answer.version, answer.amount?.entitled.low])).toEqual([[version, fen]]);
  });
});
