/** The workbook is read back by other means: unzipped, and its XML parsed. */
import { fen } from "@suanquan/china";
import { XMLParser } from "fast-xml-parser";
import { strFromU8, unzipSync } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import { type Sheet, textCell } from "../../src/export/sheets.ts";
import { workbookOf } from "../../src/export/workbook.ts";

const AMOUNTS = [0n, 1n, 99n, -1n, 30_000_000n, 99_999_999_999_999n];
const TOO_LONG = 12_345_678_901_234_567_890n;
const FORMULAS = ["=1+1", "+86 10", "-5", "@SUM(A1)", "\tx"];
const SHEETS: readonly Sheet[] = [
  {
    name: "测算结果",
    rows: [
      ["金额", "理由"].map(textCell),
      ...AMOUNTS.map(each => [{ is: "amount" as const, fen: fen(each) }, textCell('<&> "两行"\n第二行')]),
      [{ is: "amount", fen: fen(TOO_LONG) }, { is: "nothing" }],
      FORMULAS.map(textCell),
    ],
  },
  { name: "填写情况", rows: [[textCell("a")]] },
];

interface ReadCell {
  readonly "@_r": string;
  readonly "@_t"?: string;
  readonly v?: string;
  readonly f?: string;
  readonly is?: { readonly t?: string | { readonly "#text"?: string } };
}

let files: Readonly<Record<string, Uint8Array>>;
let cells: ReadonlyMap<string, ReadCell>;
let shared: readonly string[];
const parser = new XMLParser({
  ignoreAttributes: false,
  parseTagValue: false,
  trimValues: false,
  isArray: name => ["row", "c", "si", "sheet"].includes(name),
});
const parsed = (file: string) => parser.parse(strFromU8(files[file] ?? new Uint8Array()));

beforeAll(async () => {
  files = unzipSync(new Uint8Array(await (await workbookOf(SHEETS)).arrayBuffer()));
  const rows: { readonly c?: readonly ReadCell[] }[] =
    parsed("xl/worksheets/sheet1.xml").worksheet.sheetData.row;
  cells = new Map(rows.flatMap(row => (row.c ?? []).map(cell => [cell["@_r"], cell] as const)));
  const strings: { readonly t: string | { readonly "#text": string } }[] =
    parsed("xl/sharedStrings.xml").sst?.si ?? [];
  shared = strings.map(({ t }) => (typeof t === "string" ? t : t["#text"]));
});

const textAt = (at: string): string => {
  const cell = cells.get(at);
  if (cell?.["@_t"] === "s") return shared[Number(cell.v)] ?? "";
  const inline = cell?.is?.t;
  return typeof inline === "string" ? inline : (inline?.["#text"] ?? "");
};

describe("the workbook, read back", () => {
  test("has its sheets by name", () => {
    const sheets: { readonly "@_name": string }[] = parsed("xl/workbook.xml").workbook.sheets.sheet;
    expect(sheets.map(each => each["@_name"])).toEqual(["测算结果", "填写情况"]);
  });

  test.each(AMOUNTS.map((amount, index) => [amount, `A${index + 2}`] as const))(
    "%s fen is that number to the fen, and no text",
    (amount, at) => {
      const cell = cells.get(at);
      expect(["n", undefined]).toContain(cell?.["@_t"]);
      expect(Math.round(Number(cell?.v) * 100)).toBe(Number(amount));
    },
  );

  test("an amount with more digits than a spreadsheet holds is a text and keeps them all", () => {
    expect(textAt(`A${AMOUNTS.length + 2}`)).toBe("123456789012345678.90");
  });

  test("amounts are shown with two decimals", () => {
    expect(strFromU8(files["xl/styles.xml"] ?? new Uint8Array())).toMatch(/#,##0\.00|numFmtId="4"/);
  });

  test("no cell is a formula, whatever sign its text begins with", () => {
    expect([...cells.values()].filter(each => each.f !== undefined || each["@_t"] === "str")).toEqual([]);
    const row = AMOUNTS.length + 3;
    expect(FORMULAS.map((_, column) => textAt(`${"ABCDE"[column]}${row}`))).toEqual(FORMULAS);
  });

  test("texts keep their signs and lines", () => {
    expect(textAt("B2")).toBe('<&> "两行"\n第二行');
  });
});
