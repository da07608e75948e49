import { describe, expect, it } from "vitest";
import { clarificationLetter } from "../../src/explain/clarification-letter.ts";
import type { Programme } from "../../src/tree.ts";
import { programme, purchase, subject } from "./subject.ts";

const letter = (version: Programme, language: "zh" | "en" = "zh") =>
  clarificationLetter({ ...subject, programme: version }, language);

describe("a letter that asks for clarification", () => {
  it("is a draft that lists the open money questions with what they could mean", () => {
    expect(letter(programme)).toBe(`【草稿，请核对后再发送】

关于请求明确《示例算力券管理办法》有关内容的函

示例省数据局：

我们在办理“示例算力券”时，发现下列事项文件没有写明，影响能否享受和金额的计算，恳请予以明确：

我们没有见到文件原文，所据为转述（示例汇编）；如原文已有规定，请告知所在条款。

1. 购买金额指优惠前还是优惠后？
   可能的理解：
   (1) 优惠前
   (2) 优惠后

如能书面答复，并注明口径的依据和生效日期，十分感谢。

（单位名称、联系人、联系方式、日期）
`);
  });

  it("reads the same in English", () => {
    expect(letter(programme, "en")).toContain(`[Draft: please check before sending]`);
    expect(letter(programme, "en")).toContain(`1. is the sum before or after the discount?
   It could mean:
   (1) before
   (2) after
`);
  });

  it("names the clause only where the text itself was read", () => {
    const inFull = {
      ...programme,
      documents: programme.documents.map(each => ({ ...each, grade: "A" as const })),
    };
    expect(letter(inFull)).toContain("1. 购买金额指优惠前还是优惠后？（算力券/示例省/1）");
    expect(letter(inFull)).not.toContain("没有见到文件原文");
  });

  it("asks for the period of a limit and for a formula, where the text names none", () => {
    const unstated: Programme = {
      ...programme,
      open: [],
      benefits: [
        {
          ...purchase,
          amount: { is: "unstated" },
          caps: [{ scope: ["applicant"], counts: "granted", over: ["purchase"] }],
        },
      ],
    };
    const text = letter(unstated) ?? "";
    expect(text).toContain("1. “购买补助”的金额按什么方法计算？");
    expect(text).toContain("2. “购买补助”的限额按什么周期累计？");
  });

  it("is not written when nothing that touches money is open", () => {
    const procedural = {
      ...programme,
      open: programme.open.map(each => ({ ...each, touches: "procedure" as const })),
    };
    expect(letter(procedural)).toBeUndefined();
  });
});
