/** A sheet as CSV (RFC 4180) for spreadsheets: no cell can become a formula, and amounts keep both decimals. */
import { formatYuan } from "@suanquan/china";
import type { Cell, Sheet } from "./sheets.ts";

/** A text that begins like this is run as a formula by spreadsheets that open a CSV. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** The same text, made harmless by an apostrophe that spreadsheets take for «this is text». */
export const harmless = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

export function csvOf({ rows }: Sheet): string {
  return rows.map(row => `${row.map(field).join(",")}\r\n`).join("");
}

function field(cell: Cell): string {
  switch (cell.is) {
    case "nothing":
      return "";
    case "amount":
      return formatYuan(cell.fen);
    case "text":
      return quoted(harmless(cell.text));
  }
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const BYTE_ORDER_MARK = "\uFEFF";

/** UTF-8 with the mark by which spreadsheets know it. */
export const asUtf8 = (csv: string): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(BYTE_ORDER_MARK + csv);
