/** Names that the policies have in Chinese only, said in English. */
import { describe, expect, test } from "vitest";
import { amountsInEnglish } from "../../src/naming/amounts.ts";
import { bodyInEnglish } from "../../src/naming/bodies.ts";
import { documentInEnglish, seenInEnglish, titled } from "../../src/naming/documents.ts";
import { proofInEnglish } from "../../src/naming/proofs.ts";
import { shippedCatalogue } from "../facts/shipped-vocabulary.ts";

const { programmes, vocabulary } = shippedCatalogue();
const versions = [...programmes.values()].flat();
const documents = versions.flatMap(each => each.documents);

/** A name that comes with a new programme comes with its counterpart: an English page leaves nobody guessing. */
function expectNamed(names: readonly string[], inEnglish: (name: string) => string | undefined): void {
  expect(names.length).toBeGreaterThan(20);
  expect(names.filter(each => inEnglish(each) === undefined)).toEqual([]);
}

describe("of the catalogue that ships", () => {
  test("every kind of proof and of evidence has an English name", () => {
    const proofs = new Set([
      ...[...vocabulary.facts.values()].flatMap(({ proof }) => proof),
      ...versions.flatMap(({ benefits }) => benefits.flatMap(({ evidence }) => evidence)),
    ]);
    expectNamed([...proofs], proofInEnglish);
  });

  test("every issuing body has an English name", () => {
    const bodies = new Set([...versions, ...documents].flatMap(({ issuer }) => issuer));
    expectNamed([...bodies], bodyInEnglish);
  });

  test("every place where a text was seen is told in English", () => {
    const places = documents.flatMap(({ seenIn }) => (seenIn === undefined ? [] : [seenIn]));
    expect(places.length).toBeGreaterThan(0);
    expect(places.filter(each => seenInEnglish(each) === undefined)).toEqual([]);
  });

  test("every document says what kind of text it is", () => {
    expect(
      documents.map(({ title }) => title).filter(each => documentInEnglish(each) === "document"),
    ).toEqual([]);
  });
});

describe("a body", () => {
  test.each([
    ["芜湖市数据资源管理局", "Wuhu, Data Resources Administration"],
    ["贵阳市大数据发展管理局", "Guiyang, Big Data Development Administration"],
    ["财政部", "Ministry of Finance"],
  ])("%s", (zh, en) => expect(bodyInEnglish(zh)).toBe(en));

  test.each(["某某基金会", "不存在市财政局"])("%s has none, and is not guessed", zh =>
    expect(bodyInEnglish(zh)).toBeUndefined(),
  );
});

describe("a document", () => {
  test.each([
    ["芜湖市人工智能“算力券”实施细则（试行）", "implementing rules (trial)"],
    ["珠海市推动人工智能与机器人产业高质量发展若干措施（征求意见稿）", "set of measures (draft for comment)"],
    ["关于促进企业数据资源开发利用的意见", "opinions"],
    ["姜堰区“算力券”政策（来源未给出文件名）", "policy (title not seen)"],
    ["一纸公文", "document"],
  ])("%s", (title, says) => expect(documentInEnglish(title)).toBe(says));

  test("is put in its marks once", () => {
    expect([titled("办法"), titled("《办法》")]).toEqual(["《办法》", "《办法》"]);
  });
});

describe("an amount inside an English text", () => {
  test.each([
    ["nothing for 30万元 exactly", "nothing for ¥300,000 exactly"],
    ["227272.73元 ≤ x ≤ 2.5亿元", "¥227,272.73 ≤ x ≤ ¥250,000,000"],
    ["299,999.99元 and 300,000.01元", "¥299,999.99 and ¥300,000.01"],
    ["12万 rows, 元 alone", "12万 rows, 元 alone"],
  ])("%s", (text, says) => expect(amountsInEnglish(text)).toBe(says));
});
