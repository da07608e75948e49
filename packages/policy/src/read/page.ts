/** The page of notes of one reading: what was found, and where each value stands. */
import type { Finding } from "../finding.ts";
import type { Span } from "../tree.ts";
import type { ReadingFinding } from "./findings/wording.ts";
import { type ReadingCode, type ReadingValues, readingFindings } from "./findings.ts";

/** Where each value of a file stands, by its path of English keys, as in `benefits.purchase.caps.0.max`. */
export type SpanTable = ReadonlyMap<string, Span>;

export interface Page {
  readonly file: string;
  readonly findings: Finding[];
  readonly spans: Map<string, Span>;
}

/** After this many findings an author has enough to do; the rest are most often consequences. */
const FINDINGS_MAX = 200;

export const newPage = (file: string): Page => ({ file, findings: [], spans: new Map() });

/** The path of what stands under a key or index. */
export const under = (path: string, key: string | number): string =>
  path === "" ? `${key}` : `${path}.${key}`;

/** Notes a finding once, however often the same place is read. */
export function report<K extends ReadingCode>(
  page: Page,
  code: K,
  path: string,
  span: Span,
  values: ReadingValues<K>,
): void {
  if (page.findings.length >= FINDINGS_MAX) return;
  const kind = readingFindings[code] as unknown as ReadingFinding<ReadingValues<K>>;
  const what = kind.what(values);
  const said = page.findings.some(
    each => each.code === code && each.path === path && each.what.zh === what.zh,
  );
  if (said) return;
  page.findings.push({
    code,
    severity: kind.severity,
    file: page.file,
    path,
    line: span.line,
    column: span.column,
    what,
    why: kind.why,
    mend: kind.mend(values),
  });
}

/** Whether anything was found that makes the file unusable. */
export const hasErrors = (findings: readonly Finding[]): boolean =>
  findings.some(each => each.severity === "error");

/** The place of a path, or of the nearest thing around it that has one. */
export function spanAt(spans: SpanTable, path: string): Span {
  for (let at = path; at !== ""; at = at.includes(".") ? at.slice(0, at.lastIndexOf(".")) : "") {
    const span = spans.get(at);
    if (span !== undefined) return span;
  }
  return spans.get("") ?? { line: 1, column: 1 };
}
