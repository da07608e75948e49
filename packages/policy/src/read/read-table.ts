/** Decision tables: columns of facts with the value last; rows are lists. */
import type { TableRead } from "../language/shape.ts";
import { tableWords } from "../language/words.ts";
import type { Cell, FactDefinition, Test } from "../tree.ts";
import { report, under } from "./page.ts";
import { offered, readCitation, readFact, textOf, wantMap, wordNamed } from "./read-leaf.ts";
import { readTest } from "./read-test.ts";
import type { Sheet } from "./sheet.ts";
import { KIND_NAMES, type SourceMap, type SourceNode } from "./source-node.ts";

type Row<T> = TableRead<T>["rows"][number];

/** Reads a table whose value column is named `value` (`valueZh` in Chinese). */
export function readTable<T>(
  node: SourceNode,
  value: { readonly en: string; readonly zh: string },
  path: string,
  sheet: Sheet,
  readValue: (node: SourceNode, path: string) => Cell<T> | undefined,
): TableRead<T> | undefined {
  const map = wantMap(node, { zh: "表", en: "a table" }, path, sheet);
  if (map === undefined) return undefined;
  const parts = tableParts(map, path, sheet);
  const columns = parts.columns && readColumns(parts.columns, value, under(path, "columns"), sheet);
  const at = parts.at && readCitation(parts.at, under(path, "at"), sheet);
  if (columns === undefined || parts.rows === undefined) return undefined;
  const rows = readRows(parts.rows, columns, under(path, "rows"), sheet, readValue);
  if (rows === undefined || (parts.at !== undefined && at === undefined)) return undefined;
  return { columns: columns.map(each => each.name), rows, ...(at === undefined ? {} : { at }) };
}

function tableParts(map: SourceMap, path: string, sheet: Sheet): Partial<Record<string, SourceNode>> {
  const parts: Partial<Record<string, SourceNode>> = {};
  for (const { key, value } of map.entries) {
    const word = wordNamed(tableWords, key.text);
    if (word === undefined) {
      const slip = { key: key.text, ...offered(tableWords, key.text) };
      report(sheet, "unknown-key", under(path, key.text), key.span, slip);
    } else {
      parts[word] = value;
      sheet.spans.set(under(path, word), value.span);
    }
  }
  for (const word of ["columns", "rows"] as const) {
    if (parts[word] !== undefined) continue;
    const { zh, says } = tableWords[word];
    report(sheet, "missing-key", path, map.span, { key: word, zh, says });
  }
  return parts;
}

function readColumns(
  node: SourceNode,
  value: { readonly en: string; readonly zh: string },
  path: string,
  sheet: Sheet,
): readonly FactDefinition[] | undefined {
  const items = itemsOf(node, path, sheet);
  const last = items?.at(-1);
  if (items === undefined || last === undefined) return undefined;
  const heading = textOf(last, { zh: "结果列", en: "the column of results" }, path, sheet);
  if (heading === undefined) return undefined;
  if (heading.text !== value.en && heading.text !== value.zh) {
    report(sheet, "table-columns", path, last.span, { value: `${value.en}（${value.zh}）` });
    return undefined;
  }
  const facts = items.slice(0, -1).flatMap((item, index) => readFact(item, under(path, index), sheet) ?? []);
  return facts.length === items.length - 1 ? facts : undefined;
}

function readRows<T>(
  node: SourceNode,
  columns: readonly FactDefinition[],
  path: string,
  sheet: Sheet,
  readValue: (node: SourceNode, path: string) => Cell<T> | undefined,
): readonly Row<T>[] | undefined {
  const items = itemsOf(node, path, sheet);
  if (items === undefined) return undefined;
  const rows = items.flatMap((item, index) => {
    const here = under(path, index);
    sheet.spans.set(here, item.span);
    return readRow(item, columns, here, sheet, readValue) ?? [];
  });
  return rows.length === items.length ? rows : undefined;
}

function readRow<T>(
  node: SourceNode,
  columns: readonly FactDefinition[],
  path: string,
  sheet: Sheet,
  readValue: (node: SourceNode, path: string) => Cell<T> | undefined,
): Row<T> | undefined {
  const items = itemsOf(node, path, sheet);
  const last = items?.at(-1);
  if (items === undefined || last === undefined) return undefined;
  if (items.length !== columns.length + 1) {
    report(sheet, "row-length", path, node.span, { got: items.length, want: columns.length + 1 });
    return undefined;
  }
  const cells: Test[] = [];
  for (const [index, fact] of columns.entries()) {
    const item = items[index];
    const here = under(path, index);
    if (item !== undefined) sheet.spans.set(here, item.span);
    const test = item && readTest(fact, item, here, sheet);
    if (test !== undefined) cells.push(test);
  }
  const here = under(path, columns.length);
  sheet.spans.set(here, last.span);
  const value = readValue(last, here);
  return value === undefined || cells.length < columns.length ? undefined : { cells, value };
}

function itemsOf(node: SourceNode, path: string, sheet: Sheet): readonly SourceNode[] | undefined {
  if (node.kind === "list" && node.items.length > 0) return node.items;
  report(sheet, "wrong-kind", path, node.span, {
    want: { zh: "非空列表", en: "a list with items" },
    got: node.kind === "list" ? { zh: "空列表", en: "an empty list" } : KIND_NAMES[node.kind],
  });
  return undefined;
}
