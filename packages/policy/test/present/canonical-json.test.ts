import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson, type Json, NotCanonical } from "../../src/present/canonical-json.ts";

const double = (hex: string): number =>
  new DataView(new BigUint64Array([BigInt(`0x${hex}`)]).buffer).getFloat64(0, true);

describe("the examples of RFC 8785", () => {
  it("§3.2.2: numbers, strings and literals in their canonical form", () => {
    const text = String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`;
    expect(canonicalJson(JSON.parse(text))).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it("§3.2.3: keys in the order of their UTF-16 code units", () => {
    const text = String.raw`{
      "\u20ac": "Euro Sign",
      "\r": "Carriage Return",
      "\ufb33": "Hebrew Letter Dalet With Dagesh",
      "1": "One",
      "\ud83d\ude00": "Emoji: Grinning Face",
      "\u0080": "Control",
      "\u00f6": "Latin Small Letter O With Diaeresis"
    }`;
    const values = [...canonicalJson(JSON.parse(text)).matchAll(/:"([^"]+)"/g)].map(match => match[1]);
    expect(values).toEqual([
      "Carriage Return",
      "One",
      "Control",
      "Latin Small Letter O With Diaeresis",
      "Euro Sign",
      "Emoji: Grinning Face",
      "Hebrew Letter Dalet With Dagesh",
    ]);
  });

  it.each([
    ["0000000000000000", "0"],
    ["8000000000000000", "0"],
    ["0000000000000001", "5e-324"],
    ["8000000000000001", "-5e-324"],
    ["7fefffffffffffff", "1.7976931348623157e+308"],
    ["ffefffffffffffff", "-1.7976931348623157e+308"],
    ["4340000000000000", "9007199254740992"],
    ["c340000000000000", "-9007199254740992"],
    ["4430000000000000", "295147905179352830000"],
    ["44b52d02c7e14af5", "9.999999999999997e+22"],
    ["44b52d02c7e14af6", "1e+23"],
    ["44b52d02c7e14af7", "1.0000000000000001e+23"],
    ["444b1ae4d6e2ef4e", "999999999999999700000"],
    ["444b1ae4d6e2ef4f", "999999999999999900000"],
    ["444b1ae4d6e2ef50", "1e+21"],
    ["3eb0c6f7a0b5ed8c", "9.999999999999997e-7"],
    ["3eb0c6f7a0b5ed8d", "0.000001"],
    ["41b3de4355555553", "333333333.3333332"],
    ["41b3de4355555554", "333333333.33333325"],
    ["41b3de4355555555", "333333333.3333333"],
    ["41b3de4355555556", "333333333.3333334"],
    ["41b3de4355555557", "333333333.33333343"],
    ["becbf647612f3696", "-0.0000033333333333333333"],
    ["43143ff3c1cb0959", "1424953923781206.2"],
  ])("appendix B: %s is %s", (hex, text) => {
    expect(canonicalJson(double(hex))).toBe(text);
  });

  it.each(["7fffffffffffffff", "7ff0000000000000"])("appendix B: %s is an error", hex => {
    expect(() => canonicalJson(double(hex))).toThrow(NotCanonical);
  });
});

describe("what canonical JSON refuses, and where it stands", () => {
  it.each<readonly [string, unknown, string]>([
    ["half a surrogate pair", { a: ["\ud83d"] }, "$.a[0]"],
    ["half a surrogate pair in a key", { "\udc00": 1 }, "$"],
    ["a whole number beyond JSON", { amount: 1n }, "$.amount"],
    ["a function", [() => 1], "$[0]"],
    ["nothing in a list", [undefined], "$[0]"],
  ])("%s", (_, value, path) => {
    expect(() => canonicalJson(value as Json)).toThrow(expect.objectContaining({ path }));
  });
});

describe("canonical JSON", () => {
  it("is the same whatever the order of the keys, and reads back as the same value", () => {
    const shuffled = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(shuffled)
        : typeof value === "object" && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([key, each]) => [key, shuffled(each)]),
            )
          : value;
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: "binary" }), value => {
        const text = canonicalJson(value as Json);
        expect(canonicalJson(shuffled(value) as Json)).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 40 },
    );
  });

  it("leaves out a key without a value", () => {
    expect(canonicalJson({ b: undefined, a: 1 })).toBe('{"a":1}');
  });
});
