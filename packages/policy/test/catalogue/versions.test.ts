import type { LocalDate } from "@suanquan/china";
import { expect, test } from "vitest";
import { assessProgramme, readFacts } from "../../src/index.ts";
import { compiled, vocabulary } from "./files.ts";

const NANNING = "cn-guangxi-nanning/suanli";
const catalogue = await compiled();

/** The version that answers, what it says of itself, and whether it presumes the day of use. */
function answering(asOf: string, usedOn?: string): (string | boolean)[] {
  const { facts } = readFacts(
    {
      "applicant.kind": "高校",
      "spend.kind": "算力服务",
      ...(usedOn === undefined ? {} : { "used.on": usedOn }),
    },
    vocabulary,
    { programme: NANNING },
  );
  if (facts === undefined) throw new Error("these facts are well formed");
  const versions = catalogue.programmes.get(NANNING) ?? [];
  const [answer] = assessProgramme(versions, facts, vocabulary.facts, { asOf: asOf as LocalDate });
  if (answer === undefined) throw new Error(`no answer of ${NANNING}`);
  return [answer.version, answer.standing, answer.presumes.some(({ is }) => is === "date")];
}

test.each([
  [
    "while claims for 2025 are open, a day in 2025 is theirs",
    "2026-01-10",
    "2025-08-01",
    "2026-01",
    "in-force",
    false,
  ],
  [
    "when they have closed, it still is theirs, and too late",
    "2026-03-01",
    "2025-08-01",
    "2026-01",
    "window-closed",
    false,
  ],
  [
    "a day after their year is for the standing measures",
    "2026-03-01",
    "2026-02-01",
    "2025-04-11",
    "in-force",
    false,
  ],
  [
    "a day nobody gave is presumed to be theirs while they are open",
    "2026-01-10",
    undefined,
    "2026-01",
    "in-force",
    true,
  ],
  [
    "but a closed round must not hide what the measures still grant",
    "2026-03-01",
    undefined,
    "2025-04-11",
    "in-force",
    true,
  ],
])("Nanning: %s", (_, asOf, usedOn, ...expected) => {
  expect(answering(asOf, usedOn)).toEqual(expected);
});
