/** A file as read from YAML, before any meaning: texts, lists and maps, each with its place. */
import type { Span } from "../tree.ts";

/** What stands around a value and means nothing to the reader: kept for the formatter. */
export interface Remarks {
  /** Comment lines above, without their `#`. */
  readonly above: readonly string[];
  /** Comment lines behind the value, or at the end of a list or map. */
  readonly behind: readonly string[];
  /** Whether an empty line stands above. */
  readonly spaced: boolean;
}

export interface SourceText {
  readonly kind: "text";
  readonly text: string;
  /** Quoted texts, and those written as blocks, are never taken for a missing value. */
  readonly quoted: boolean;
  readonly block?: boolean;
  readonly span: Span;
  readonly remarks?: Remarks;
}
export interface SourceList {
  readonly kind: "list";
  readonly items: readonly SourceNode[];
  /** Written in brackets. */
  readonly flow?: boolean;
  readonly span: Span;
  readonly remarks?: Remarks;
}
export interface SourceMap {
  readonly kind: "map";
  readonly entries: readonly SourceEntry[];
  /** Written in braces. */
  readonly flow?: boolean;
  readonly span: Span;
  readonly remarks?: Remarks;
}
export interface SourceEntry {
  readonly key: SourceText;
  readonly value: SourceNode;
}
export type SourceNode = SourceText | SourceList | SourceMap;

/** A key with nothing after it, or an explicit `null`. */
export function isMissing(node: SourceNode): boolean {
  return (
    node.kind === "text" && !node.quoted && (node.text === "" || node.text === "~" || node.text === "null")
  );
}

/** The value under the first of these keys that the map has. */
export function childOf(node: SourceNode | undefined, ...keys: readonly string[]): SourceNode | undefined {
  if (node?.kind !== "map") return undefined;
  return node.entries.find(entry => keys.includes(entry.key.text))?.value;
}

/** What a node is, in an author's words. */
export const KIND_NAMES = {
  text: { zh: "单个值", en: "a single value" },
  list: { zh: "列表", en: "a list" },
  map: { zh: "一组键与值", en: "keys with values" },
} as const;

/** `key：value` and `key:value` are one text to YAML; the most frequent slip of all. */
export function colonHint(text: string) {
  return /^[^\s:：]{1,40}[:：]/.test(text)
    ? { zh: "键后面要用英文冒号加一个空格", en: "put an ASCII colon and a space after the key" }
    : undefined;
}
