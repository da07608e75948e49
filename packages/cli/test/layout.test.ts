import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { columnsOf, table, wrap } from "../src/layout.ts";

describe("columns", () => {
  test.each([
    ["abc", 3],
    ["算力券", 6],
    ["¥300 万", 7],
    ["，。（）", 8],
    ["“a”", 3],
  ])("%s takes %d", (text, columns) => {
    expect(columnsOf(text)).toBe(columns);
  });

  test("cells of mixed scripts stand under one another", () => {
    expect(
      table([
        ["项目", "a"],
        ["id", "b"],
      ]),
    ).toEqual(["项目  a", "id    b"]);
  });
});

describe("breaking lines", () => {
  test("a closing mark never begins a line", () => {
    expect(wrap("甲乙丙丁，戊", 8)).toEqual(["甲乙丙", "丁，戊"]);
  });

  test("an opening mark never ends a line", () => {
    expect(wrap("甲乙丙（丁）戊", 8)).toEqual(["甲乙丙", "（丁）戊"]);
  });

  test("a figure with its decimals stays whole", () => {
    expect(wrap("共计 12345.67元", 9)).toEqual(["共计", "12345.67", "元"]);
  });

  test("nothing is lost but the spaces at the breaks, and lines hold where words allow", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("算", "券", "，", "（", "）", "30%", "word", " ", "。"), { maxLength: 60 }),
        fc.integer({ min: 12, max: 60 }),
        (pieces, columns) => {
          const text = pieces.join("");
          const lines = wrap(text, columns);
          expect(lines.join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
          for (const line of lines)
            if (/^[\p{Script=Han} ]*$/u.test(line)) expect(columnsOf(line)).toBeLessThanOrEqual(columns);
        },
      ),
    );
  });
});
