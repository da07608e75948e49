import { expect, test } from "vitest";
import { csvRow } from "../src/csv.ts";

test.each([
  ["=1+1", "'=1+1"],
  ["+1", "'+1"],
  ["-1", "'-1"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\t=1", "'\t=1"],
  ["算券", "算券"],
  ["a,b", '"a,b"'],
  ['say "no"', '"say ""no"""'],
  ["two\nlines", '"two\nlines"'],
  ["=cmd|' /C calc'!A0,1", "\"'=cmd|' /C calc'!A0,1\""],
])("the text %j becomes the cell %s", (text, cell) => {
  expect(csvRow([text])).toBe(`${cell}\r\n`);
});

test.each([
  [0n, "0.00"],
  [1n, "0.01"],
  [-1n, "-0.01"],
  [100n, "1.00"],
  [-123_456n, "-1234.56"],
  [10n ** 15n, "10000000000000.00"],
])("%i fen become %s yuan, a number and no text", (fen, cell) => {
  expect(csvRow([{ fen, currency: "CNY" }])).toBe(`${cell}\r\n`);
});

test("another unit keeps its own count", () => {
  expect(csvRow([{ fen: 1_050n, currency: "GPU-HOUR" }, null, 3])).toBe("1050,,3\r\n");
});
