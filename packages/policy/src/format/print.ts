/**
 * Writes a rendering as YAML: two spaces a level, maps in braces kept where they fit, comments where they stood.
 * Whether a line fits is measured in both languages, so that the two renderings of a file break at the same places.
 */
import type { Remarks } from "../read/source-node.ts";
import type { Language } from "../tree.ts";
import type { Rendered, RenderedEntry, RenderedList, RenderedMap, RenderedText } from "./rendering.ts";

/** Columns of a line; a Chinese character takes two. */
export const LINE_COLUMNS_MAX = 110;
const STEP = 2;

/** The text of a file in one language. */
export function print(root: Rendered, language: Language): string {
  const settled = settle(root);
  const { above, behind } = settled.remarks;
  const body = settled.kind === "map" ? mapLines(settled, 0, language) : [inline(settled, language, false)];
  const lines = [...commentLines(above, 0), ...body];
  const tail = behind.length === 0 ? [] : ["", ...commentLines(behind, 0)];
  return `${[...lines, ...tail].join("\n")}\n`;
}

/** Comments above the first entry of a map stand above the map: that is where a reader finds them again. */
function settle(node: Rendered): Rendered {
  if (node.kind === "text") return node;
  if (node.kind === "list") {
    const items = node.items.map(settle);
    const [first, ...others] = items;
    if (first === undefined || node.flow) return { ...node, items };
    const [above, bare] = takeAbove(first);
    return { ...node, items: [bare, ...others], remarks: addAbove(node.remarks, above) };
  }
  const entries = node.entries.map(({ key, value }) => ({ key, value: settle(value) }));
  const [first, ...others] = entries;
  if (first === undefined || node.flow) return { ...node, entries };
  const [above, key] = takeAbove(first.key);
  return { ...node, entries: [{ ...first, key }, ...others], remarks: addAbove(node.remarks, above) };
}

function takeAbove<N extends Rendered>(node: N): readonly [readonly string[], N] {
  return [node.remarks.above, { ...node, remarks: { ...node.remarks, above: [], spaced: false } }];
}
const addAbove = (remarks: Remarks, above: readonly string[]): Remarks => ({
  ...remarks,
  above: [...remarks.above, ...above],
});

const pad = (indent: number): string => " ".repeat(indent);
const commentLines = (comments: readonly string[], indent: number): string[] =>
  comments.map(line => (line.trim() === "" ? "" : `${pad(indent)}#${line.trimEnd()}`));

// ── blocks ───────────────────────────────────────────────────────────────────────────────────────

function mapLines(map: RenderedMap, indent: number, language: Language): string[] {
  return map.entries.flatMap((entry, index) => entryLines(entry, index > 0, indent, language));
}

function entryLines(
  { key, value }: RenderedEntry,
  maySpace: boolean,
  indent: number,
  language: Language,
): string[] {
  const space = maySpace && key.remarks.spaced ? [""] : [];
  const above = commentLines(key.remarks.above, indent);
  const names = { zh: inline(key, "zh", false), en: inline(key, "en", false) };
  const head = `${pad(indent)}${names[language]}:`;
  const column = indent + Math.max(width(names.zh), width(names.en)) + 2;
  return [...space, ...above, ...valueLines(head, value, column, indent, language)];
}

/** A value behind its key: on the same line where it can be, else below it. */
function valueLines(
  head: string,
  value: Rendered,
  column: number,
  indent: number,
  language: Language,
): string[] {
  if (value.kind === "text") {
    const above = commentLines(value.remarks.above, indent);
    return [...above, ...textLines(head, value, indent, language)];
  }
  if (fitsInline(value, column)) {
    const { above, behind } = value.remarks;
    const line = behindOn(`${head} ${inline(value, language, true)}`, behind, indent);
    return [...commentLines(above, indent), ...line];
  }
  const inner = indent + STEP;
  return [head, ...commentLines(ownAbove(value), inner), ...blockLines(value, inner, language)];
}

/** The comment behind brackets that are opened into lines moves above them. */
const ownAbove = (value: RenderedList | RenderedMap): readonly string[] =>
  value.flow ? [...value.remarks.above, ...value.remarks.behind] : value.remarks.above;

function blockLines(value: RenderedList | RenderedMap, indent: number, language: Language): string[] {
  const body = value.kind === "map" ? mapLines(value, indent, language) : listLines(value, indent, language);
  return [...body, ...(value.flow ? [] : commentLines(value.remarks.behind, indent))];
}

function listLines(list: RenderedList, indent: number, language: Language): string[] {
  return list.items.flatMap((item, index) => itemLines(item, index > 0, indent, language));
}

function itemLines(item: Rendered, maySpace: boolean, indent: number, language: Language): string[] {
  const space = maySpace && item.remarks.spaced ? [""] : [];
  const mark = `${pad(indent)}-`;
  if (item.kind === "text" || fitsInline(item, indent + STEP)) {
    return [...space, ...valueLines(mark, item, indent + STEP, indent, language)];
  }
  const [first = "", ...rest] = blockLines(item, indent + STEP, language);
  return [...space, ...commentLines(ownAbove(item), indent), `${mark} ${first.trimStart()}`, ...rest];
}

// ── texts ────────────────────────────────────────────────────────────────────────────────────────

function textLines(head: string, value: RenderedText, indent: number, language: Language): string[] {
  const text = value[language];
  if (isMissingText(value)) return behindOn(head, value.remarks.behind, indent);
  if (!canBlock(text))
    return behindOn(`${head} ${inline(value, language, false)}`, value.remarks.behind, indent);
  const body = text.trimEnd().split("\n");
  const lines = body.map(line => (line === "" ? "" : `${pad(indent + STEP)}${line}`));
  return [...commentLines(value.remarks.behind, indent), `${head} |-`, ...lines];
}

const isMissingText = (value: RenderedText): boolean =>
  !value.quoted && (value.zh === "" || value.zh === "~" || value.zh === "null");

/** Several lines, none of which begins or ends with a space: these read well as a block. */
const canBlock = (text: string): boolean =>
  text.trimEnd().includes("\n") &&
  text
    .trimEnd()
    .split("\n")
    .every(line => line === line.trim());

/** Comments behind a value: the first on its line, the others below, further in. */
function behindOn(line: string, behind: readonly string[], indent: number): string[] {
  const [first, ...others] = behind;
  if (first === undefined) return [line];
  return [`${line} #${first.trimEnd()}`, ...commentLines(others, indent + STEP)];
}

// ── lines ────────────────────────────────────────────────────────────────────────────────────────

/** Whether brackets stay on one line: as the author wrote them, without comments inside, in both languages. */
function fitsInline(value: RenderedList | RenderedMap, column: number): boolean {
  const empty = value.kind === "map" ? value.entries.length === 0 : value.items.length === 0;
  if (empty) return true;
  if (!value.flow || hasRemarksInside(value)) return false;
  const columns = Math.max(width(inline(value, "zh", true)), width(inline(value, "en", true)));
  return column + columns <= LINE_COLUMNS_MAX;
}

function hasRemarksInside(value: Rendered): boolean {
  if (value.kind === "text") return false;
  const parts =
    value.kind === "list" ? value.items : value.entries.flatMap(({ key, value: of }) => [key, of]);
  return parts.some(part => isRemarked(part.remarks) || hasRemarksInside(part));
}
const isRemarked = ({ above, behind }: Remarks): boolean => above.length > 0 || behind.length > 0;

function inline(node: Rendered, language: Language, inBrackets: boolean): string {
  switch (node.kind) {
    case "text":
      return isMissingText(node) ? "" : scalar(node[language], node.quoted, inBrackets);
    case "list":
      return `[${node.items.map(item => inline(item, language, true)).join(", ")}]`;
    case "map": {
      const entries = node.entries.map(({ key, value }) =>
        `${inline(key, language, true)}: ${inline(value, language, true)}`.trimEnd(),
      );
      return `{${entries.join(", ")}}`;
    }
  }
}

/** A text on one line: plain where it can be read back as it is, else in quotes. */
function scalar(text: string, quoted: boolean, inBrackets: boolean): string {
  if (!quoted && isPlain(text, inBrackets)) return text;
  const single = /["\\]/.test(text) && !/['\p{Cc}]/u.test(text);
  return single ? `'${text}'` : JSON.stringify(text);
}

function isPlain(text: string, inBrackets: boolean): boolean {
  if (text === "" || text !== text.trim() || /[\n\t]/.test(text)) return false;
  if (/^[-?:,[\]{}#&*!|>'"%@`]|^(?:\.\.\.|<<$)|: | #|:$/.test(text)) return false;
  return !(inBrackets && /[,[\]{}]/.test(text));
}

const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|[\u{20000}-\u{3FFFD}]/gu;

/** Columns on a screen: Chinese characters and full-width signs take two. */
export const width = (text: string): number => [...text].length + (text.match(WIDE)?.length ?? 0);
