/**
 * A table as people paste it out of a spreadsheet or drop it as a file: rows of texts, then columns of facts, then spends.
 * Every cell is kept: what is understood, what is not, and what has no column to go to.
 */
import { parseAmount, parseLocalDate, toHalfWidth } from "@suanquan/china";
import type { Bilingual, FactDefinition } from "@suanquan/policy";
import { parseFact } from "@suanquan/policy/fact-value";
import { DONT_KNOW, type Written } from "../../facts/entries.ts";

// ── rows ─────────────────────────────────────────────────────────────────────────────────────────

/** Rows beyond this are not taken; a person reads no longer list. */
export const ROWS_MAX = 1_000;
/** A file larger than this is no list of spends. */
export const FILE_BYTES_MAX = 2_000_000;

/** The text of a file: UTF-8, UTF-16 as WPS and Excel write «Unicode text», or GB18030; a workbook is not text. */
export function textOfFile(bytes: Uint8Array): { readonly text: string } | { readonly error: Bilingual } {
  if (bytes.length > FILE_BYTES_MAX) return { error: TOO_LARGE };
  const [a, b, c] = bytes;
  if ((a === 0x50 && b === 0x4b) || (a === 0xd0 && b === 0xcf)) return { error: WORKBOOK };
  if (a === 0xff && b === 0xfe) return { text: new TextDecoder("utf-16le").decode(bytes) };
  if (a === 0xfe && b === 0xff) return { text: new TextDecoder("utf-16be").decode(bytes) };
  const marked = a === 0xef && b === 0xbb && c === 0xbf;
  for (const encoding of marked ? ["utf-8"] : ["utf-8", "gb18030"])
    try {
      return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
    } catch {
      // Not in this encoding; the next one is tried.
    }
  return { error: NO_TEXT };
}

const TOO_LARGE: Bilingual = {
  zh: "文件超过 2 MB，请只留要测算的行",
  en: "the file is above 2 MB; keep only the rows to be reckoned",
};
const WORKBOOK: Bilingual = {
  zh: "这是表格文件（xlsx、xls、et），浏览器里不打开。请在表格软件里选中要用的行复制后粘贴，或另存为 CSV 再放进来",
  en: "this is a workbook (xlsx, xls, et), which is not opened here; copy the rows in the spreadsheet and paste them, or save as CSV and drop that",
};
const NO_TEXT: Bilingual = {
  zh: "文件不是 UTF-8 或 GB18030 的文字",
  en: "the file is neither UTF-8 nor GB18030 text",
};

/** Splits a pasted text into rows of cells: tabs as spreadsheets copy, else commas or semicolons, with RFC 4180 quotes. */
export function rowsOf(text: string): readonly (readonly string[])[] {
  const bare = text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const separator = separatorOf(bare);
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  for (let at = 0; at < bare.length; at += 1) {
    const character = bare.charAt(at);
    if (quoted) {
      if (character !== '"') cell += character;
      else if (bare.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (character === '"' && cell === "") quoted = true;
    else if (character === separator) {
      row.push(cell);
      cell = "";
    } else if (character === "\n") {
      rows.push([...row, cell]);
      row = [];
      cell = "";
    } else cell += character;
  }
  rows.push([...row, cell]);
  return rows.filter(each => each.some(text => text.trim() !== ""));
}

function separatorOf(text: string): string {
  const [first = ""] = text.split("\n");
  if (text.includes("\t")) return "\t";
  const count = (separator: string) => first.split(separator).length;
  return count(";") > count(",") ? ";" : ",";
}

// ── columns ──────────────────────────────────────────────────────────────────────────────────────

export interface Column {
  /** As the header names it; empty where there is none. */
  readonly header: string;
  /** The fact that its cells hold; undefined when the column is not taken. */
  readonly fact: string | undefined;
  /** The unit that the header gives its figures, as in 合同金额（万元）. */
  readonly unit: string;
}

export interface PastedTable {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** Whether the first row was a header. */
  readonly hasHeader: boolean;
}

/** Reads rows into columns: by the header if there is one, else by what the cells look like. */
export function tableOf(rows: readonly (readonly string[])[], facts: readonly FactDefinition[]): PastedTable {
  const width = Math.max(0, ...rows.map(row => row.length));
  const [first = [], ...others] = rows;
  const named = Array.from({ length: width }, (_, at) => columnNamed(first[at] ?? "", facts));
  const hasHeader = named.some(each => each.fact !== undefined);
  if (hasHeader) return { columns: withoutTwins(named), rows: others, hasHeader };
  const guessed = Array.from({ length: width }, (_, at) => ({
    header: "",
    fact: factLike(
      rows.map(row => row[at] ?? ""),
      facts,
    ),
    unit: "",
  }));
  return { columns: withoutTwins(guessed), rows, hasHeader };
}

/** Names by which people head a column, beside the labels and names of the vocabulary. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  金额: "contract.amount",
  合同额: "contract.amount",
  合同总额: "contract.amount",
  合同价: "contract.amount",
  含税金额: "contract.amount",
  amount: "contract.amount",
  签订日期: "contract.signed",
  签约日期: "contract.signed",
  合同日期: "contract.signed",
  日期: "contract.signed",
  date: "contract.signed",
  内容: "spend.kind",
  采购内容: "spend.kind",
  购买的是: "spend.kind",
  kind: "spend.kind",
  付款日期: "paid.on",
  已付金额: "paid.amount",
  付款金额: "paid.amount",
  供应商: "provider.id",
  服务商: "provider.id",
  服务商名称: "provider.id",
  订单金额: "order.list",
  开始日期: "contract.start",
  结束日期: "contract.end",
};

const bareName = (text: string): string =>
  toHalfWidth(text)
    .replace(/\(.*?\)|\[.*?\]|【.*?】/g, "")
    .replace(/[\s:*]/g, "")
    .toLowerCase();

/** Units that may stand in a header. */
const UNIT = /[(（[【,，/]\s*(?:单位[:：]?\s*)?(亿元|千万元|百万元|万元|千元|元|亿|万)\s*[)）\]】]?\s*$/;

function columnNamed(header: string, facts: readonly FactDefinition[]): Column {
  const unit = UNIT.exec(header)?.[1] ?? "";
  const name = bareName(header.replace(UNIT, ""));
  const named = facts.find(each =>
    [each.label.zh, each.label.en, each.zh, each.name].some(other => bareName(other) === name),
  );
  const other = OTHER_NAMES[name];
  const known = facts.some(each => each.name === other) ? other : undefined;
  return { header: header.trim(), fact: name === "" ? undefined : (named?.name ?? known), unit };
}

/** A fact has one column; a second one of the same is left for the person to place. */
function withoutTwins(columns: readonly Column[]): readonly Column[] {
  const seen = new Set<string>();
  return columns.map(column => {
    if (column.fact === undefined || !seen.has(column.fact)) {
      if (column.fact !== undefined) seen.add(column.fact);
      return column;
    }
    return { ...column, fact: undefined };
  });
}

/** What a column without a name most likely holds: what was bought, a day, or an amount. */
function factLike(cells: readonly string[], facts: readonly FactDefinition[]): string | undefined {
  const filled = cells.filter(each => each.trim() !== "");
  if (filled.length === 0) return undefined;
  const kind = facts.find(each => each.name === "spend.kind");
  if (kind !== undefined && filled.every(each => parseFact(kind, each.trim(), "program").ok))
    return "spend.kind";
  if (filled.every(each => parseLocalDate(each).ok)) return "contract.signed";
  return filled.every(each => parseAmount(each).ok) ? "contract.amount" : undefined;
}

/** The table with one column given another fact; whoever held that fact lets it go. */
export function withColumn(table: PastedTable, at: number, fact: string | undefined): PastedTable {
  return {
    ...table,
    columns: table.columns.map((column, index) => {
      if (index === at) return { ...column, fact };
      return fact !== undefined && column.fact === fact ? { ...column, fact: undefined } : column;
    }),
  };
}

// ── cells ────────────────────────────────────────────────────────────────────────────────────────

export type CellRead =
  | { readonly is: "empty" }
  /** Its column goes to no fact. */
  | { readonly is: "left" }
  /** `text` is what goes into the field. */
  | { readonly is: "understood"; readonly text: string; readonly value: unknown }
  /** Goes into the field all the same, and is named there. */
  | { readonly is: "refused"; readonly text: string; readonly error: Bilingual };

/** How one cell is understood under its column. */
export function readCell(cell: string, column: Column, facts: ReadonlyMap<string, FactDefinition>): CellRead {
  const bare = cell.trim();
  if (bare === "") return { is: "empty" };
  const fact = column.fact === undefined ? undefined : facts.get(column.fact);
  if (fact === undefined) return { is: "left" };
  if (NOT_KNOWN.has(bare.toLowerCase())) return { is: "understood", text: DONT_KNOW, value: undefined };
  const text =
    fact.type === "money" ? withUnit(bare, column.unit) : fact.type === "date" ? dayOnly(bare) : bare;
  const read = parseFact(fact, text, "program");
  if (!read.ok) return { is: "refused", text, error: read.error };
  return { is: "understood", text, value: read.value };
}

const NOT_KNOWN: ReadonlySet<string> = new Set([
  "?",
  "？",
  "不知道",
  "不清楚",
  "未知",
  "unknown",
  "don't know",
]);

/** A bare figure counts what the header says; one that names its own unit keeps it. */
function withUnit(text: string, unit: string): string {
  const figure = toHalfWidth(text).trim();
  return unit !== "" && /^[¥￥]?\s*[\d,]+(?:\.\d+)?$/.test(figure) ? `${figure}${unit}` : text;
}

/** Spreadsheets write a time behind a day. */
const dayOnly = (text: string): string => text.replace(/[ T]\d{1,2}:\d{2}(?::\d{2})?$/, "");

const TOTALS = /^(?:合计|总计|小计|共计|total|sum|subtotal)[:：]?$/i;

/** A row that adds up others is no spend of its own. */
export const isTotalRow = (row: readonly string[]): boolean =>
  row.some(cell => TOTALS.test(toHalfWidth(cell).replace(/\s/g, "")));

/** The spends of a table, as they are written into the form; rows of totals and those of which nothing is taken are left. */
export function spendsOf(table: PastedTable, facts: ReadonlyMap<string, FactDefinition>): readonly Written[] {
  return table.rows.slice(0, ROWS_MAX).flatMap(row => {
    if (isTotalRow(row)) return [];
    const written: Record<string, string> = {};
    table.columns.forEach((column, at) => {
      const cell = readCell(row[at] ?? "", column, facts);
      if (column.fact !== undefined && (cell.is === "understood" || cell.is === "refused"))
        written[column.fact] = cell.text;
    });
    return Object.keys(written).length === 0 ? [] : [written];
  });
}
