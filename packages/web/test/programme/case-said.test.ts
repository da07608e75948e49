/** Worked cases in words: an English reader learns what each case shows, without its Chinese name. */
import { describe, expect, test } from "vitest";
import { caseNamesIn, givenIn } from "../../src/programme/case-said.ts";
import { shippedCatalogue } from "../facts/shipped-vocabulary.ts";

const { programmes, vocabulary } = shippedCatalogue();
const versions = [...programmes.values()].flat();
const CHINESE = /\p{Script=Han}/u;

function versionOf(id: string) {
  const version = programmes.get(id)?.[0];
  if (version === undefined) throw new Error(`the catalogue has no ${id}`);
  return version;
}

describe("the cases of every version", () => {
  const named = versions.map(programme => ({
    programme,
    names: caseNamesIn(programme, vocabulary, "en"),
  }));

  test("have each a name of its own in English", () => {
    const twice = named.flatMap(({ programme, names }) =>
      names
        .filter((name, index) => name === "" || names.indexOf(name) !== index)
        .map(name => `${programme.id} ${programme.version}: ${name}`),
    );
    expect(named.flatMap(({ names }) => names).length).toBeGreaterThan(400);
    expect(twice).toEqual([]);
  });

  test("are told in English without a word of Chinese", () => {
    const told = named.flatMap(({ programme, names }) => [
      ...names,
      ...programme.cases.flatMap(each => givenIn(each, { programme, vocabulary }, "en")),
    ]);
    expect(told.filter(says => CHINESE.test(says))).toEqual([]);
  });
});

describe("a case", () => {
  test("is named by what sets it apart and by what comes of it", () => {
    const [first] = caseNamesIn(versionOf("cn-jiangsu-taizhou-jiangyan/suanli"), vocabulary, "en");
    expect(first).toBe(
      "Core digital-economy firm: yes; Order at list price: ¥50,000 → to pay exactly ¥22,000",
    );
  });

  test("tells of the earlier awards that it rests on", () => {
    const programme = versionOf("cn-henan/suanli");
    const told = programme.cases.map(each => givenIn(each, { programme, vocabulary }, "en"));
    expect(told.flat()).toContain("Earlier award: on 10 February 2025, granted ¥700,000");
  });

  test("tells one invented project from another by a letter, in its facts and in its earlier awards", () => {
    const told = versions.flatMap(programme =>
      programme.cases.map(each => givenIn(each, { programme, vocabulary }, "en")),
    );
    expect(told).toContainEqual(
      expect.arrayContaining([
        "Number or name of the project: B",
        "Earlier award: on 1 March 2025, granted ¥4,800,000, for project A",
      ]),
    );
  });
});
