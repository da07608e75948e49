/** The rows that the shipped catalogue has to cover, from their list beside the coverage pages. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { SourceList } from "@suanquan/policy/check-catalogue";
import { isMap, isScalar, LineCounter, parseDocument } from "yaml";
import { productFolder } from "../product.ts";
import { shownPath } from "./source.ts";

export interface SourceRow {
  readonly id: string;
  readonly place: string;
  readonly voucher: string;
  readonly line: number;
}

const ROWS_FILE = path.join(productFolder, "docs", "coverage", "rows.yaml");

/** Every row, in the order of the list. */
export function sourceRows(): readonly SourceRow[] {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(ROWS_FILE, "utf8"), { lineCounter: lines, schema: "failsafe" });
  const rows = document.get("rows");
  if (document.errors.length > 0 || !isMap(rows)) throw new Error(`${ROWS_FILE} holds no rows`);
  return rows.items.flatMap(({ key, value }) =>
    isScalar(key) && isMap(value)
      ? [
          {
            id: String(key.value),
            place: String(value.get("place")),
            voucher: String(value.get("voucher")),
            line: lines.linePos(key.range?.[0] ?? 0).line,
          },
        ]
      : [],
  );
}

/** The rows as the checker takes them. */
export function sourceList(rows: readonly SourceRow[], calledFrom: string): SourceList {
  return {
    file: shownPath(ROWS_FILE, calledFrom),
    rows: new Map(rows.map(({ id, line }) => [id, { line, column: 3 }])),
  };
}
