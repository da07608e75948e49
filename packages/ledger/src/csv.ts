import type { StatementLine } from "./reading.ts";
import type { PoolStatement, TrialBalance } from "./reports.ts";

/**
 * Tables for spreadsheets: UTF-8 with a byte order mark (without it Excel reads Chinese in the local code
 * page), CRLF, RFC 4180 quoting.
 */
export const CSV_START = "\uFEFF";

/** Text, an amount in fen, a count, a moment, or nothing. */
export type Cell =
  | string
  | { readonly fen: bigint; readonly currency: string }
  | number
  | bigint
  | Date
  | null;

/** What a spreadsheet would take for a formula (OWASP, "CSV Injection"); a quote before it makes it text. */
const FORMULA = /^[=+\-@\t\r\n]/;

function cellText(cell: Cell): string {
  if (cell === null) return "";
  if (cell instanceof Date) return cell.toISOString();
  if (typeof cell === "object") return cell.currency === "CNY" ? yuan(cell.fen) : String(cell.fen);
  if (typeof cell !== "string") return String(cell);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Fen as yuan with two decimals: −1 → -0.01. */
function yuan(fen: bigint): string {
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, "0");
  return `${fen < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

export const csvRow = (cells: readonly Cell[]): string => `${cells.map(cellText).join(",")}\r\n`;

export const STATEMENT_HEADINGS = [
  "记录时间 recorded",
  "发生时间 event",
  "区块 block",
  "序号 position",
  "键 key",
  "类型 kind",
  "借贷 side",
  "对方账户 counter account",
  "金额 amount",
  "余额 balance",
  "待出 held out",
  "待入 held in",
  "对象 target",
  "依据 reference",
  "原因 reason",
  "经办 actor",
];

export const statementCells = (line: StatementLine, currency: string): Cell[] => {
  const amount = (fen: bigint | null): Cell => (fen === null ? null : { fen, currency });
  return [
    line.recordedAt,
    line.eventAt,
    line.height,
    line.position,
    line.key,
    line.kind,
    line.side === "debit" ? "借 debit" : "贷 credit",
    line.counter,
    amount(line.amountFen),
    amount(line.postedFen),
    amount(line.heldOutFen),
    amount(line.heldInFen),
    line.target,
    line.reference,
    line.reason,
    line.actor,
  ];
};

/** A trial balance as CSV, its sums below. */
export function trialBalanceCsv(trial: TrialBalance): string {
  const headings = [
    "项目 programme",
    "账户 account",
    "币种 currency",
    "期间 period",
    "借方 debit",
    "贷方 credit",
  ];
  const amounts = (currency: string, debitFen: bigint, creditFen: bigint): Cell[] => [
    { fen: debitFen, currency },
    { fen: creditFen, currency },
  ];
  return [
    CSV_START,
    csvRow(headings),
    ...trial.lines.map(l =>
      csvRow([l.programme, l.account, l.currency, l.period, ...amounts(l.currency, l.debitFen, l.creditFen)]),
    ),
    ...trial.sums.map(s =>
      csvRow([s.programme, "合计 total", s.currency, null, ...amounts(s.currency, s.debitFen, s.creditFen)]),
    ),
  ].join("");
}

/** A pool's statement as CSV: opening, what came in and went out, closing. */
export function poolStatementCsv(pool: PoolStatement): string {
  const amount = (fen: bigint): Cell => ({ fen, currency: pool.currency });
  const line = (what: string, moment: Date, fen: bigint): string =>
    csvRow([what, null, null, moment, amount(fen)]);
  return [
    CSV_START,
    csvRow(["项 item", "原因 reason", "笔数 count", "截至 as of", "金额 amount"]),
    line("期初 opening", pool.from, pool.opening.postedFen),
    ...pool.turnover.map(t =>
      csvRow([
        `${t.direction === "in" ? "收入 in" : "支出 out"} ${t.kind}`,
        t.reason,
        t.count,
        null,
        amount(t.direction === "in" ? t.amountFen : -t.amountFen),
      ]),
    ),
    line("期末 closing", pool.to, pool.closing.postedFen),
    line("其中待出 of which held out", pool.to, pool.closing.heldOutFen),
  ].join("");
}
