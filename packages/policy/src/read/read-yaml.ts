/**
 * YAML to plain nodes with their places. Every scalar stays the text that was written: what it means is decided by
 * the place where it stands, so that `no`, `1.50` and `2025-03-14` mean what an author sees.
 */
import {
  type Document,
  type ErrorCode,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type Scalar,
  type YAMLError,
} from "yaml";
import type { Span } from "../tree.ts";
import { tooDeepBracket, unclosedHint } from "./brackets.ts";
import type { ReadingCode, ReadingValues } from "./findings.ts";
import { type Page, report, under } from "./page.ts";
import {
  colonHint,
  KIND_NAMES,
  type Remarks,
  type SourceEntry,
  type SourceMap,
  type SourceNode,
  type SourceText,
} from "./source-node.ts";

export const FILE_BYTES_MAX = 1_000_000;
export const FILE_DEPTH_MAX = 40;
export const FILE_PIECES_MAX = 50_000;

const FIRST: Span = { line: 1, column: 1 };
const BYTE_ORDER_MARK = "\uFEFF";

/** Reads a file into nodes; undefined when it cannot be read, with the reason on the page. */
export function readYaml(source: string | Uint8Array, page: Page): SourceMap | undefined {
  const text = decode(source, page);
  if (text === undefined || !withinLimits(text, page)) return undefined;
  const lines = new LineCounter();
  const document = parse(text, lines, page);
  if (document === undefined) return undefined;
  const walk: Walk = { page, lines, pieces: 0, stopped: false };
  const root = document.contents === null ? undefined : nodeOf(document.contents, "", 0, walk);
  if (root === undefined) {
    if (!walk.stopped) report(page, "empty-file", "", FIRST, {});
    return undefined;
  }
  if (root.kind !== "map") {
    report(page, "wrong-kind", "", root.span, {
      want: { zh: "一组键与值", en: "keys with values" },
      got: KIND_NAMES[root.kind],
      hint: root.kind === "text" ? colonHint(root.text) : undefined,
    });
    return undefined;
  }
  return walk.stopped ? undefined : withFileRemarks(root, document);
}

/** Comments above the first and below the last line belong to the file as a whole. */
function withFileRemarks(root: SourceMap, { commentBefore, comment }: Document.Parsed): SourceMap {
  if (!commentBefore && !comment) return root;
  const { above = [], behind = [] } = root.remarks ?? {};
  const remarks = {
    above: [...linesOf(commentBefore), ...above],
    behind: [...behind, ...linesOf(comment)],
    spaced: false,
  };
  return { ...root, remarks };
}

function decode(source: string | Uint8Array, page: Page): string | undefined {
  const bytes = typeof source === "string" ? new TextEncoder().encode(source).length : source.length;
  if (bytes > FILE_BYTES_MAX) {
    report(page, "file-too-large", "", FIRST, { bytes, max: FILE_BYTES_MAX });
    return undefined;
  }
  const text = typeof source === "string" ? source : decodeBytes(source);
  if (text === undefined || text.includes("\uFFFD")) {
    report(page, "not-utf-8", "", FIRST, {});
    return undefined;
  }
  if (!text.startsWith(BYTE_ORDER_MARK)) return text;
  report(page, "byte-order-mark", "", FIRST, {});
  return text.slice(1);
}

function decodeBytes(source: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(source);
  } catch {
    return undefined;
  }
}

/** Controls, zero-width and direction-turning characters: what is seen would not be what is read. */
const INVISIBLE = /[\p{Cf}\p{Zl}\p{Zp}]|(?![\t\n\r])\p{Cc}/u;
const LINE_INDICATORS = /^[ ]*((?:[-?:] +)+)/;

/** Looks at the text alone, before a parser spends time or stack on it. */
function withinLimits(text: string, page: Page): boolean {
  const invisible = INVISIBLE.exec(text);
  if (invisible !== null) {
    const before = text.slice(0, invisible.index);
    const line = before.split("\n").length;
    const column = invisible.index - before.lastIndexOf("\n");
    const code = `U+${invisible[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
    report(page, "invisible-character", "", { line, column }, { code });
    return false;
  }
  if (countOf(text, /[\n,]/g) > FILE_PIECES_MAX) {
    report(page, "too-many-pieces", "", FIRST, { max: FILE_PIECES_MAX });
    return false;
  }
  const line = tooDeepLine(text);
  if (line !== undefined) report(page, "too-deep", "", { line, column: 1 }, { max: FILE_DEPTH_MAX });
  return line === undefined;
}

const countOf = (text: string, sought: RegExp): number => text.match(sought)?.length ?? 0;

/** The first line that opens more brackets or list marks than any programme needs. */
function tooDeepLine(text: string): number | undefined {
  for (const [index, line] of text.split("\n").entries()) {
    const marks = (LINE_INDICATORS.exec(line)?.[1] ?? "").replace(/ /g, "").length;
    const indent = /^ */.exec(line)?.[0].length ?? 0;
    if (marks > FILE_DEPTH_MAX || indent > FILE_DEPTH_MAX * 8) return index + 1;
  }
  return tooDeepBracket(text, FILE_DEPTH_MAX);
}

function parse(text: string, lines: LineCounter, page: Page): Document.Parsed | undefined {
  const document = parseDocument(text, {
    lineCounter: lines,
    schema: "failsafe",
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "error",
    version: "1.2",
  });
  // What the parser says after the first error is most often a consequence of it.
  const [error] = document.errors;
  const [warning] = document.warnings;
  if (error !== undefined) reportSyntax(error, text, lines, page);
  else if (warning !== undefined) {
    const tag = warning.message.replace(/^Unresolved tag: /, "");
    report(page, "yaml-tag", "", spanOf(lines, warning.pos[0]), { text: tag });
  } else return document;
  return undefined;
}

function reportSyntax(error: YAMLError, text: string, lines: LineCounter, page: Page): void {
  const span = spanOf(lines, error.pos[0]);
  if (error.code === "TAB_AS_INDENT") report(page, "tab-indent", "", span, {});
  else if (error.code === "MULTIPLE_DOCS") report(page, "several-documents", "", span, {});
  else if (error.code === "BAD_ALIAS") report(page, "anchor-or-alias", "", span, { text: "*" });
  else {
    const problem = { zh: SYNTAX_IN_CHINESE[error.code] ?? "写法有误", en: error.message };
    const line = text.split("\n")[span.line - 1] ?? "";
    const hint = unclosedHint(text, span.line) ?? colonHint(line.replace(/^[\s-]+/, ""));
    report(page, "yaml-syntax", "", span, { problem, hint });
  }
}

/** What the parser's codes mean; the English words are its own. */
const SYNTAX_IN_CHINESE: Readonly<Partial<Record<ErrorCode, string>>> = {
  BAD_DQ_ESCAPE: "双引号里的转义写法有误",
  BAD_INDENT: "缩进不一致，或括号、引号没有收尾",
  BAD_SCALAR_START: "开头的符号在 YAML 里另有用途，文字要加引号",
  BLOCK_AS_IMPLICIT_KEY: "一行里有两个“键: 值”，文字里的冒号要加引号",
  BLOCK_IN_FLOW: "括号里不能换行写缩进的内容",
  KEY_OVER_1024_CHARS: "键太长",
  MISSING_CHAR: "缺少收尾的引号、括号或冒号",
  MULTILINE_IMPLICIT_KEY: "键写到了下一行，多半是缺少冒号或冒号后缺少空格",
  UNEXPECTED_TOKEN: "出现了意外的符号",
};

function spanOf(lines: LineCounter, offset: number): Span {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

interface Walk {
  readonly page: Page;
  readonly lines: LineCounter;
  pieces: number;
  /** A refusal was noted that makes the rest unreadable. */
  stopped: boolean;
}

/** Anything that is not plain is refused, and noted; the walk goes on to find the rest. */
function nodeOf(node: Node, path: string, depth: number, walk: Walk): SourceNode | undefined {
  const span = spanOf(walk.lines, node.range?.[0] ?? 0);
  walk.pieces += 1;
  if (walk.pieces > FILE_PIECES_MAX) return stop(walk, "too-many-pieces", "", span, { max: FILE_PIECES_MAX });
  if (depth > FILE_DEPTH_MAX) return stop(walk, "too-deep", path, span, { max: FILE_DEPTH_MAX });
  if (isAlias(node)) return stop(walk, "anchor-or-alias", path, span, { text: `*${node.source}` });
  if (!isScalar(node) && !isMap(node) && !isSeq(node)) return stop(walk, "key-not-text", path, span, {});
  if (node.anchor !== undefined)
    return stop(walk, "anchor-or-alias", path, span, { text: `&${node.anchor}` });
  if (node.tag !== undefined) return stop(walk, "yaml-tag", path, span, { text: node.tag });
  if (isScalar(node)) return textOf(node, span);
  const read = isMap(node)
    ? mapOf(node.items, node.flow === true, path, depth, span, walk)
    : listOf(node.items, node.flow === true, path, depth, span, walk);
  return { ...read, ...remarksOf(node) };
}

function stop<K extends ReadingCode>(
  walk: Walk,
  code: K,
  path: string,
  span: Span,
  values: ReadingValues<K>,
): undefined {
  walk.stopped = true;
  report(walk.page, code, path, span, values);
}

function textOf(node: Scalar, span: Span): SourceText {
  const text = typeof node.value === "string" ? node.value : "";
  const block = node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED";
  const quoted = node.type !== undefined && node.type !== "PLAIN";
  return { kind: "text", text, quoted, ...(block ? { block } : {}), span, ...remarksOf(node) };
}

function remarksOf(node: Node): { readonly remarks?: Remarks } {
  const { commentBefore, comment, spaceBefore } = node;
  if (!commentBefore && !comment && !spaceBefore) return {};
  const remarks = { above: linesOf(commentBefore), behind: linesOf(comment), spaced: spaceBefore === true };
  return { remarks };
}

/** Comment lines as kept by the parser: without `#`, an empty line for a blank one. */
const linesOf = (comment: string | null | undefined): readonly string[] =>
  comment ? comment.split("\n") : [];

function listOf(
  items: readonly unknown[],
  flow: boolean,
  path: string,
  depth: number,
  span: Span,
  walk: Walk,
): SourceNode {
  const read: SourceNode[] = [];
  for (const [index, item] of items.entries()) {
    if (!isNodeLike(item)) continue;
    const node = nodeOf(item, under(path, index), depth + 1, walk);
    if (node === undefined) continue;
    const before = read.at(-1);
    if (flow && before?.kind === "text" && node.kind === "text" && isSplitThousand(before, node)) {
      stop(walk, "comma-trap", under(path, index), node.span, { text: node.text });
    }
    read.push(node);
  }
  return { kind: "list", items: read, flow, span };
}

/** `[1,000元]` is two items to YAML. */
function isSplitThousand(before: SourceText, after: SourceText): boolean {
  const adjacent =
    before.span.line === after.span.line && before.span.column + before.text.length + 1 === after.span.column;
  return (
    !before.quoted && !after.quoted && adjacent && /\d$/.test(before.text) && /^\d{3}(?!\d)/.test(after.text)
  );
}

const isNodeLike = (item: unknown): item is Node =>
  isScalar(item) || isMap(item) || isSeq(item) || isAlias(item);

function mapOf(
  items: readonly unknown[],
  flow: boolean,
  path: string,
  depth: number,
  span: Span,
  walk: Walk,
): SourceNode {
  const entries: SourceEntry[] = [];
  const lineOfKey = new Map<string, number>();
  for (const item of items) {
    if (!isPair(item) || !isNodeLike(item.key)) continue;
    const keySpan = spanOf(walk.lines, item.key.range?.[0] ?? 0);
    const key = nodeOf(item.key, path, depth + 1, walk);
    if (key === undefined) continue;
    if (key.kind !== "text") {
      stop(walk, "key-not-text", path, keySpan, {});
      continue;
    }
    if (key.text === "<<" && !key.quoted) {
      stop(walk, "merge-key", path, keySpan, {});
      continue;
    }
    const line = lineOfKey.get(key.text);
    if (line !== undefined) {
      report(walk.page, "duplicate-key", under(path, key.text), keySpan, { key: key.text, line });
      continue;
    }
    lineOfKey.set(key.text, keySpan.line);
    if (flow && item.value === null) {
      stop(walk, "comma-trap", under(path, key.text), keySpan, { text: key.text });
      continue;
    }
    const value = isNodeLike(item.value)
      ? nodeOf(item.value, under(path, key.text), depth + 1, walk)
      : ({ kind: "text", text: "", quoted: false, span: keySpan } as const);
    if (value !== undefined) entries.push({ key, value });
  }
  return { kind: "map", entries, flow, span };
}
