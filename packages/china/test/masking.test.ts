import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskBankAccount, maskCreditCode, maskIdCard, maskPersonName, maskPhone } from "../src/masking.ts";

describe("what a public notice shows", () => {
  it.each([
    ["110101199003071234", "110***********1234"],
    ["11010119900307123X", "110***********123X"],
    ["110101 19900307 1234", "110***********1234"],
    ["110101900307123", "110********7123"],
  ])("identity card %s is %s", (given, shown) => {
    expect(maskIdCard(given)).toBe(shown);
  });

  it.each([
    ["13800000000", "138****0000"],
    ["+86 138 0000 0000", "138****0000"],
    ["138-0000-0000", "138****0000"],
    ["０１３８", "****"],
    ["010-88886666", "*********66"],
  ])("phone %s is %s", (given, shown) => {
    expect(maskPhone(given)).toBe(shown);
  });

  it("credit code keeps four in front and four behind", () => {
    expect(maskCreditCode("91110108551385082Q")).toBe("9111**********082Q");
    expect(maskCreditCode("91110108551385082q")).toBe("9111**********082Q");
  });

  it("bank account keeps its last four digits", () => {
    expect(maskBankAccount("6222 0212 3456 7890 123")).toBe("***************0123");
  });

  it.each([
    ["张三", "张*"],
    ["李小明", "李**"],
    ["欧阳明", "欧阳*"],
    ["欧阳", "欧*"],
    ["阿卜杜拉·买买提", "阿卜杜拉·**"],
    ["Zhang San", "Z***"],
    ["王", "*"],
    ["", "*"],
  ])("name %j is %s (invented names)", (given, shown) => {
    expect(maskPersonName(given)).toBe(shown);
  });
});

describe("a mask fails closed", () => {
  it.each([maskIdCard, maskCreditCode, maskBankAccount])("%o hides all of a form it does not know", mask => {
    expect(mask("不是号码")).toBe("****");
    expect(mask("12-34")).toBe("****");
    expect(mask("")).toBe("");
  });

  it("the middle of a number is never shown", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9]\d{17}$/), number => {
        expect(maskIdCard(number).slice(3, 14)).toBe("*".repeat(11));
        expect(maskBankAccount(number).slice(0, 14)).toBe("*".repeat(14));
      }),
    );
  });
});
