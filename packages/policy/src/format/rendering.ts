/** A file on its way to paper: each key and value with its Chinese and its English form side by side. */
import type { Remarks, SourceNode } from "../read/source-node.ts";

export interface RenderedText {
  readonly kind: "text";
  readonly zh: string;
  readonly en: string;
  /** The author's quotes, kept where the text is the author's own. */
  readonly quoted: boolean;
  readonly remarks: Remarks;
}
export interface RenderedList {
  readonly kind: "list";
  readonly items: readonly Rendered[];
  readonly flow: boolean;
  readonly remarks: Remarks;
}
export interface RenderedMap {
  readonly kind: "map";
  readonly entries: readonly RenderedEntry[];
  readonly flow: boolean;
  readonly remarks: Remarks;
}
export interface RenderedEntry {
  readonly key: RenderedText;
  readonly value: Rendered;
}
export type Rendered = RenderedText | RenderedList | RenderedMap;

export const NO_REMARKS: Remarks = { above: [], behind: [], spaced: false };
export const remarksOf = (node: SourceNode): Remarks => node.remarks ?? NO_REMARKS;

/** A text that is the same in both languages. */
export const sameText = (node: SourceNode & { kind: "text" }, text = node.text): RenderedText => ({
  kind: "text",
  zh: text,
  en: text,
  quoted: node.quoted && node.block !== true,
  remarks: remarksOf(node),
});

/** A text of the language itself, in each language. */
export const twoTexts = (node: SourceNode, zh: string, en: string): RenderedText => ({
  kind: "text",
  zh,
  en,
  quoted: false,
  remarks: remarksOf(node),
});

/** What is not understood stays as it was written. */
export function verbatim(node: SourceNode): Rendered {
  if (node.kind === "text") return sameText(node);
  const around = { flow: node.flow === true, remarks: remarksOf(node) };
  if (node.kind === "list") return { kind: "list", items: node.items.map(verbatim), ...around };
  const entries = node.entries.map(({ key, value }) => ({ key: sameText(key), value: verbatim(value) }));
  return { kind: "map", entries, ...around };
}
