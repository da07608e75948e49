/** Payment files, one for each level that pays, and the results that come back. Pure. */
import iconv from "iconv-lite";
import { Refusal } from "../refusal.ts";

export interface PaymentRow {
  readonly number: number;
  readonly holder: string;
  readonly bank: string;
  readonly account: string;
  /** Yuan with two decimals. */
  readonly amount: string;
  readonly reference: string;
}

export type FileEncoding = "utf-8" | "gb18030";

const HEADINGS = ["序号", "收款人", "开户行", "账号", "金额（元）", "附言"];

/**
 * A cell that no spreadsheet takes for a formula: what begins with = + - @, a tab or a line end gets an apostrophe
 * (OWASP, CSV injection); quotes are doubled (RFC 4180).
 */
export function cell(text: string): string {
  const safe = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The file's bytes: CSV with CRLF line ends, as UTF-8 with a byte order mark or as GB18030. */
export function paymentFile(rows: readonly PaymentRow[], encoding: FileEncoding): Uint8Array {
  const lines = [
    HEADINGS,
    ...rows.map(row => [
      String(row.number),
      row.holder,
      row.bank,
      `\t${row.account}`,
      row.amount,
      row.reference,
    ]),
  ];
  // An account number behind a tab stays text in a spreadsheet, where it would lose digits as a number.
  const text = lines
    .map(line =>
      line
        .map((part, index) =>
          index === 3 && part.startsWith("\t") ? `"${part.replaceAll('"', '""')}"` : cell(part),
        )
        .join(","),
    )
    .join("\r\n");
  const whole = `${text}\r\n`;
  return encoding === "utf-8" ? Buffer.from(`\uFEFF${whole}`, "utf8") : iconv.encode(whole, "gb18030");
}

export interface PaymentResult {
  readonly number: number;
  /** Yuan paid; 0 for a row that failed. */
  readonly paid: string;
  readonly failure: string | null;
}

/**
 * Reads results back: a heading, then 序号, 实付金额, 失败原因 in each line; UTF-8 or GB18030.
 * @throws Refusal `malformed` with the line
 */
export function readResults(bytes: Uint8Array): PaymentResult[] {
  const utf8 = Buffer.from(bytes).toString("utf8");
  const text = utf8.includes("\uFFFD")
    ? iconv.decode(Buffer.from(bytes), "gb18030")
    : utf8.replace(/^\uFEFF/, "");
  const lines = text.split(/\r?\n/).filter(line => line.trim() !== "");
  return lines.slice(1).map((line, index) => {
    const [number = "", paid = "", failure = ""] = line
      .split(",")
      .map(part => part.trim().replace(/^"(.*)"$/, "$1"));
    if (!/^\d{1,6}$/.test(number) || !/^\d{1,13}(\.\d{1,2})?$/.test(paid))
      throw new Refusal("malformed", {
        what: `第 ${index + 2} 行 / line ${index + 2}: ${line.slice(0, 60)}`,
      });
    return { number: Number(number), paid, failure: failure === "" ? null : failure };
  });
}
