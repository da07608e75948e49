/** Every policy of the catalogue can be run once it is ruled on, and of those that try the language all but one. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Programme, readProgramme, readVocabulary } from "@suanquan/policy";
import { describe, expect, test } from "vitest";
import { readPolicies } from "../src/rules/policies.ts";
import { questionsOf } from "../src/rules/questions.ts";
import { unheldOf } from "../src/rules/unheld.ts";

const folder = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const policies = readPolicies(folder("policies"));
const { vocabulary } = readVocabulary(policies.vocabulary);
if (vocabulary === undefined) throw new Error("the vocabulary is faulty");
const words = vocabulary;
const UNSEEN = folder("packages/policy/test/unseen");
const texts = [
  ...policies.programmes,
  ...readdirSync(UNSEEN)
    .filter(file => file.endsWith(".yaml"))
    .map(file => ({ file, text: readFileSync(join(UNSEEN, file), "utf8") })),
];
const programmes = texts.flatMap(({ file, text }): [string, Programme][] => {
  const { programme } = readProgramme(text, file, words);
  return programme === undefined ? [] : [[file, programme]];
});

/** Every question ruled on, by its first reading; a ruling may raise another question. */
function ruledOn(programme: Programme): Map<string, string> {
  const rulings = new Map<string, string>();
  for (let before = -1; before < rulings.size; ) {
    before = rulings.size;
    for (const { id, readings } of questionsOf(programme, rulings))
      if (!rulings.has(id)) rulings.set(id, readings[0]?.id ?? "");
  }
  return rulings;
}

/** What cannot be run even so, each with the reason that the office is given. */
const REFUSED: Readonly<Record<string, readonly string[]>> = {
  "fuwushang-xiane.yaml": [
    "benefits.order.caps[2].per: what related firms redeem or are paid together cannot be held yet",
  ],
};

test.each(programmes)(
  "%s: once every question has a ruling, all of it is held or refused by name",
  (file, programme) => {
    const unheld = unheldOf(programme, ruledOn(programme));
    expect(unheld.map(({ key, why }) => `${key}: ${why.en}`)).toEqual(REFUSED[file] ?? []);
  },
);

describe("without rulings", () => {
  test("whatever is not held is asked as a question, or a part of one: nobody is refused without a way on", () => {
    const unheld = programmes.filter(([, programme]) => unheldOf(programme, new Map()).length > 0);
    expect(unheld.length).toBeGreaterThan(10);
    for (const [file, programme] of unheld)
      expect([file, questionsOf(programme, new Map()).some(each => each.touchesMoney)]).toEqual([file, true]);
  });

  test("a limit that several benefits share is asked for its period like one of a single benefit", () => {
    const [, programme] = programmes.find(([file]) => file.endsWith("jingkaiqu/moxing.yaml")) ?? [];
    const asked = programme === undefined ? [] : questionsOf(programme, new Map()).map(each => each.id);
    expect(asked.filter(each => each.endsWith("cap-period")).length).toBeGreaterThan(0);
  });
});
