import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type CreditCodeError,
  normaliseCreditCode,
  parseCreditCode,
  suggestCreditCodes,
} from "../src/credit-code.ts";

const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/** Codes that are known to be valid; the last leaves a remainder of 0, which is written "0". */
const VALID = [
  "91110108551385082Q",
  "91110000101623741K",
  "911101066976941872",
  "91350100M000100Y43",
  "911101081000677550",
];

function errorOf(text: string): CreditCodeError {
  const reading = parseCreditCode(text);
  if (reading.ok) throw new Error(`accepted ${text}`);
  return reading.error;
}

describe("a unified social credit code", () => {
  it.each(VALID)("%s is valid", code => {
    expect(parseCreditCode(code)).toMatchObject({ ok: true, value: { code } });
  });

  it("says who registered the body, where, and its organisation code", () => {
    expect(parseCreditCode("91350100M000100Y43")).toEqual({
      ok: true,
      value: {
        code: "91350100M000100Y43",
        authority: "9",
        kind: "1",
        registeredIn: "350100",
        organisation: "M000100Y4",
      },
    });
  });

  it.each([
    "９１１１０１０８５５１３８５０８２Ｑ",
    "91110108551385082q",
    " 9111 0108 5513 8508 2Q ",
    "91110108-551385082-Q",
    "911101085513　85082Q",
  ])("%j is the same code as people type it", text => {
    expect(normaliseCreditCode(text)).toBe("91110108551385082Q");
    expect(parseCreditCode(text).ok).toBe(true);
  });

  it("may begin with a letter", () => {
    const body = "A1110108551385082";
    const valid = [...ALPHABET].map(check => body + check).filter(code => parseCreditCode(code).ok);
    expect(valid).toHaveLength(1);
  });
});

describe("a wrong code is refused with its reason", () => {
  it.each([
    ["91350100M000100Y4Z", "character", 18, false],
    ["91350211M0000XUF46", "check-digit", 18, true],
    ["91110108551385082R", "check-digit", 18, true],
    ["911101085513850821", "check-digit", 18, true],
    ["9111010855138508", "length", undefined, false],
    ["91110108551385082QQ", "length", undefined, false],
    ["", "length", undefined, false],
    ["911A0108551385082Q", "character", 4, false],
    ["9111010855138508是Q", "character", 17, false],
  ])("%j: %s at %s (overridable %s)", (text, code, at, overridable) => {
    const error = errorOf(text);
    expect(error.code).toBe(code);
    expect(error.at).toBe(at);
    expect(error.overridable).toBe(overridable);
    expect(error.zh).toMatch(/\p{Script=Han}/u);
    expect(error.en).toMatch(/[a-z]{3}/);
  });

  it("tells a right outer check from a wrong inner one", () => {
    const inner = [...ALPHABET].map(check => `91110108551385083${check}`).map(parseCreditCode);
    const codes = inner.map(reading => (reading.ok ? "valid" : reading.error.code));
    expect(codes.filter(code => code === "inner-check")).toHaveLength(1);
    expect(codes).not.toContain("valid");
  });

  it("names the standard's own example as one wrong character", () => {
    const error = errorOf("91350100M000100Y4Z");
    expect(error.zh).toContain("是否为 2");
    expect(suggestCreditCodes("91350100M000100Y4Z")).toContain("91350100M000100Y43");
  });
});

describe("a slip is traced back", () => {
  it.each([
    ["9111O1O855I385O82Q", "91110108551385082Q"],
    ["9IIIOIO855I385O8ZQ", "91110108551385082Q"],
  ])("letters for digits: %s was %s", (typed, meant) => {
    expect(errorOf(typed).code).toBe("character");
    expect(suggestCreditCodes(typed)).toEqual([meant]);
  });

  it.each([
    ["neighbours swapped", "91110108551380582Q"],
    ["a misread character", "911101085513850B2Q"],
  ])("%s: the meant code is offered first", (_, typed) => {
    expect(suggestCreditCodes(typed)[0]).toBe("91110108551385082Q");
  });

  it("a valid code, and one with more than a slip, get no suggestion", () => {
    for (const code of VALID) expect(suggestCreditCodes(code)).toEqual([]);
    expect(suggestCreditCodes("9111")).toEqual([]);
    expect(suggestCreditCodes("是".repeat(18))).toEqual([]);
  });

  it("any single wrong character: the meant code is suggested, and only valid codes are, a screenful at most", () => {
    fc.assert(
      fc.property(fc.constantFrom(...VALID), fc.nat(17), fc.constantFrom(...ALPHABET), (code, index, now) => {
        fc.pre(code[index] !== now);
        const suggested = suggestCreditCodes(code.slice(0, index) + now + code.slice(index + 1));
        expect(suggested).toContain(code);
        expect(suggested.length).toBeLessThanOrEqual(20);
        for (const candidate of suggested) expect(parseCreditCode(candidate).ok).toBe(true);
      }),
    );
  });

  it("the check finds every swap of two different neighbours", () => {
    fc.assert(
      fc.property(fc.constantFrom(...VALID), fc.nat(16), (code, index) => {
        fc.pre(code[index] !== code[index + 1]);
        const typed = code.slice(0, index) + code[index + 1] + code[index] + code.slice(index + 2);
        expect(parseCreditCode(typed).ok).toBe(false);
      }),
    );
  });
});

describe("the check digit over all remainders", () => {
  it("each 17 characters have exactly one check digit, and every digit of the alphabet occurs", () => {
    const seen = new Set<string>();
    for (const a of ALPHABET) {
      for (const b of ALPHABET) {
        const checks = [...ALPHABET].filter(check => {
          const reading = parseCreditCode(`${a}${b}110108551385082${check}`);
          return reading.ok;
        });
        expect(checks).toHaveLength(1);
        seen.add(checks[0] ?? "");
      }
    }
    expect(seen.size).toBe(31);
  });
});

describe("reading never throws", () => {
  it("whatever is typed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), text => {
        expect(parseCreditCode(text)).toBeTypeOf("object");
      }),
    );
  });
});
