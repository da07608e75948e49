import { describe, expect, it } from "vitest";
import { readVocabulary } from "../../src/read/read-vocabulary.ts";

const fact = (rest = "") =>
  `zh: 合同.金额, type: money, of: spend, label: {zh: 金额, en: Amount}, ask: {zh: 多少, en: How much}, known-by: applicant${rest}`;
const other = fact().replace("合同.金额", "支付.金额");

function found(...texts: string[]): string[] {
  const { vocabulary, findings } = readVocabulary(
    texts.map((text, index) => ({ file: `${index + 1}.yaml`, text })),
  );
  if (vocabulary !== undefined) expect(findings).toEqual([]);
  return findings.map(({ file, line, code }) => `${file}:${line} ${code}`);
}

describe("the vocabulary is merged from its files", () => {
  it("and a fact may refer to one in another file, before or after its own", () => {
    const { vocabulary } = readVocabulary([
      { file: "paid.yaml", text: `facts:\n  paid.amount: {${other}, at-most: contract.amount}` },
      { file: "contract.yaml", text: `facts:\n  contract.amount: {${fact()}, at-least: 支付.金额}` },
    ]);
    expect([...(vocabulary?.facts.keys() ?? [])]).toEqual(["paid.amount", "contract.amount"]);
    expect(vocabulary?.facts.get("paid.amount")?.atMost).toBe("contract.amount");
    expect(vocabulary?.byZh.get("合同.金额")?.atLeast).toBe("paid.amount");
  });

  it("and a day may have to follow another", () => {
    const day = (name: string) => fact().replace("type: money", "type: date").replace("合同.金额", name);
    const { vocabulary } = readVocabulary([
      {
        file: "days.yaml",
        text: `facts:\n  a.on: {${day("甲日")}}\n  b.on: {${day("乙日")}, not-before: a.on}`,
      },
    ]);
    expect(vocabulary?.facts.get("b.on")?.notBefore).toBe("a.on");
    expect(found(`facts:\n  a.on: {${day("甲日")}, not-before: 甲}`)).toEqual(["1.yaml:2 unknown-name"]);
  });

  it("and may be written in Chinese", () => {
    const { vocabulary } = readVocabulary([
      {
        file: "zh.yaml",
        text: `事实:
  applicant.kind:
    中文名: 申请主体.类型
    类型: 选项
    属于: 申请主体
    标签: {中文: 类型, 英文: Kind}
    问: {中文: 哪一类, 英文: Which kind}
    知情方: 登记
    证明: 营业执照
    选项: {企业: enterprise, 高校: university}`,
      },
    ]);
    expect(vocabulary?.facts.get("applicant.kind")).toEqual({
      name: "applicant.kind",
      zh: "申请主体.类型",
      type: "choice",
      of: "applicant",
      label: { zh: "类型", en: "Kind" },
      ask: { zh: "哪一类", en: "Which kind" },
      knownBy: "register",
      proof: ["营业执照"],
      choices: [
        { value: "企业", en: "enterprise" },
        { value: "高校", en: "university" },
      ],
    });
  });
});

describe("one fact has one name, and one name means one fact", () => {
  it.each<[string, string[], string[]]>([
    [
      "one name in two files",
      [`facts: {a.b: {${fact()}}}`, `facts: {a.b: {${other}}}`],
      ["2.yaml:1 duplicate-fact"],
    ],
    [
      "one Chinese name for two facts",
      [`facts: {a: {${fact()}}, b: {${fact()}}}`],
      ["1.yaml:1 duplicate-fact"],
    ],
    ["a name with capitals", [`facts: {Contract: {${fact()}}}`], ["1.yaml:1 bad-fact-name"]],
    ["a name that conditions use", [`facts: {all: {${fact()}}}`], ["1.yaml:1 bad-fact-name"]],
    [
      "a Chinese name that conditions use",
      [`facts: {a: {${fact().replace("合同.金额", "全部")}}}`],
      ["1.yaml:1 bad-fact-name"],
    ],
    [
      "a choice without choices",
      [`facts: {a: {${fact().replace("money", "choice")}}}`],
      ["1.yaml:1 choices-needed"],
    ],
    ["choices of an amount", [`facts: {a: {${fact(", choices: {大: big}")}}}`], ["1.yaml:1 choices-unused"]],
    [
      "two choices with one English word",
      [`facts: {a: {${fact(", choices: {大: big, 巨: big}").replace("money", "choice")}}}`],
      ["1.yaml:1 duplicate-choice"],
    ],
    [
      "a bound by a fact that is not there",
      [`facts: {a: {${fact(", at-most: b")}}}`],
      ["1.yaml:1 unknown-name"],
    ],
    [
      "a bound by a fact that is no amount",
      [`facts: {a: {${fact(", at-most: b")}}, b: {${other.replace("money", "date")}}}`],
      ["1.yaml:1 wrong-fact-type"],
    ],
    [
      "a fact without a question",
      [`facts: {a: {${fact().replace(/, ask: \{[^}]*\}/, "")}}}`],
      ["1.yaml:1 missing-key"],
    ],
    ["a file that is no vocabulary", ["programme: x"], ["1.yaml:1 unknown-key", "1.yaml:1 missing-key"]],
  ])("%s", (_, texts, findings) => {
    expect(found(...texts)).toEqual(findings);
  });
});
