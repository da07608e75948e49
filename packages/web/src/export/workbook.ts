/** Sheets as an .xlsx file. Loaded when somebody asks for one. */
import { formatYuan } from "@suanquan/china";
import writeExcelFile, { type Cell as WrittenCell } from "write-excel-file/universal";
import type { Cell, Sheet } from "./sheets.ts";

/** Numbers of a spreadsheet hold fifteen digits exactly; a longer amount is written as text. */
const DIGITS_EXACT_MAX = 15;
const WIDTH_MIN = 10;
const WIDTH_MAX = 42;

/** Every amount is a number with its two decimals; texts stay texts, whatever sign they begin with. */
export function workbookOf(sheets: readonly Sheet[]): Promise<Blob> {
  return writeExcelFile(
    sheets.map(({ name, rows }) => ({
      sheet: name,
      data: rows.map((row, at) => row.map(cell => written(cell, at === 0 && rows.length > 1))),
      columns: widthsOf(rows),
      stickyRowsCount: 1,
    })),
  ).toBlob();
}

function written(cell: Cell, isHead: boolean): WrittenCell {
  switch (cell.is) {
    case "nothing":
      return null;
    case "amount": {
      const yuan = formatYuan(cell.fen);
      if (yuan.replace(/\D/g, "").length > DIGITS_EXACT_MAX)
        return { value: yuan, type: String, align: "right" };
      return { value: Number(yuan), type: Number, format: "#,##0.00" };
    }
    case "text":
      return {
        value: cell.text,
        type: String,
        wrap: true,
        alignVertical: "top",
        ...(isHead ? { fontWeight: "bold" as const } : {}),
      };
  }
}

/** Wide enough for the longest line of a column; a Chinese character takes two. */
function widthsOf(rows: Sheet["rows"]): { readonly width: number }[] {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, column) => {
      const text = cell.is === "text" ? cell.text : cell.is === "amount" ? formatYuan(cell.fen) : "";
      const longest = Math.max(0, ...text.split("\n").map(widthOf));
      widths[column] = Math.max(widths[column] ?? WIDTH_MIN, Math.min(longest + 2, WIDTH_MAX));
    });
  return widths.map(width => ({ width }));
}

const widthOf = (line: string): number => [...line].reduce((sum, sign) => sum + (sign > "\u2E7F" ? 2 : 1), 0);
