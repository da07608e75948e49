/**
 * Comments at the very end of a file that stand at its margin belong to the file. The parser gives them to the last
 * list or map when that one ends with a comment of its own; here they are taken back.
 */
import type { Remarks, SourceEntry, SourceMap, SourceNode } from "../read/source-node.ts";
import { NO_REMARKS } from "./rendering.ts";

/** The file with its closing comments where their indentation says they belong. */
export function withFileEnd(root: SourceMap, text: string): SourceMap {
  const own = root.remarks ?? NO_REMARKS;
  const strayed = closingComments(text) - own.behind.filter(line => line !== "").length;
  if (strayed <= 0) return root;
  const { node, taken } = takeLast(root, strayed);
  if (node.kind !== "map" || taken.length === 0) return root;
  return { ...node, remarks: { ...own, behind: [...taken, ...own.behind] } };
}

/** How many comment lines at the margin close the file. */
function closingComments(text: string): number {
  let count = 0;
  for (const line of text.split(/\r?\n/).reverse()) {
    if (line.startsWith("#")) count += 1;
    else if (line.trim() !== "") break;
  }
  return count;
}

/** Takes comment lines from the end of the innermost last part that has any. */
function takeLast(node: SourceNode, count: number): { node: SourceNode; taken: readonly string[] } {
  const inner = takeFromLastPart(node, count);
  if (inner !== undefined && inner.taken.length > 0) return inner;
  const remarks = node.remarks ?? NO_REMARKS;
  const [kept, taken] = splitEnd(remarks.behind, count);
  return { node: { ...node, remarks: { ...remarks, behind: kept } satisfies Remarks }, taken };
}

function takeFromLastPart(node: SourceNode, count: number) {
  if (node.kind === "text" || node.flow === true) return undefined;
  if (node.kind === "list") {
    const last = node.items.at(-1);
    if (last === undefined) return undefined;
    const { node: item, taken } = takeLast(last, count);
    return { node: { ...node, items: [...node.items.slice(0, -1), item] }, taken };
  }
  const last = node.entries.at(-1);
  if (last === undefined) return undefined;
  const { node: value, taken } = takeLast(last.value, count);
  const entry: SourceEntry = { key: last.key, value };
  return { node: { ...node, entries: [...node.entries.slice(0, -1), entry] }, taken };
}

/** Splits off the last lines, without the blank ones around them. */
function splitEnd(
  lines: readonly string[],
  count: number,
): [kept: readonly string[], taken: readonly string[]] {
  let at = lines.length;
  for (let left = count; left > 0 && at > 0; at -= 1) if (lines[at - 1] !== "") left -= 1;
  const taken = lines.slice(at);
  const kept = lines.slice(0, at);
  while (kept.at(-1) === "") kept.pop();
  return [kept, taken];
}
