/** The table of findings as a document: every row speaks both languages, and every row is found by one rule. */
import { describe, expect, test } from "vitest";
import { catalogueFindings } from "../../src/check/findings/catalogue.ts";
import { checkFindings, type FindingName } from "../../src/check/findings.ts";
import { rules } from "../../src/check/rules.ts";

const names = Object.keys(checkFindings) as FindingName[];
const HAN = /\p{Script=Han}/u;

describe("The table of findings", () => {
  test.each(names)("%s says in both languages why it matters and how to mend it", name => {
    const { why, mend } = checkFindings[name];
    for (const { zh, en } of [why, mend]) {
      expect(zh).toMatch(HAN);
      expect(en).toMatch(/[a-z]{3}/);
      expect(zh).not.toMatch(/。$/);
      expect(en).not.toMatch(/\.$/);
    }
  });

  test("each is found by exactly one rule, or across files", () => {
    const found = [...rules.flatMap(rule => rule.finds), ...acrossFiles];
    expect([...found].sort()).toEqual([...names].sort());
  });
});

/** Rows that a benefit names are looked up while its own file is checked. */
const acrossFiles = Object.keys(catalogueFindings).filter(name => name !== "unknown-row") as FindingName[];
