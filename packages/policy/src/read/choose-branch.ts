/** Which of several shapes stands at a place: decided by what is written there. */
import type { BranchNode, ShapeNode } from "../language/shape.ts";
import { conditionWords, tableWords } from "../language/words.ts";
import type { SourceNode } from "./source-node.ts";

/** The branch that the node chooses; undefined when it fits none. */
export function branchFor(branches: readonly BranchNode[], node: SourceNode): BranchNode | undefined {
  return branches.find(branch => isChosen(branch, node));
}

function isChosen({ when, shape }: BranchNode, node: SourceNode): boolean {
  if (when === "scalar") return node.kind === "text";
  if (when === "list" || when === "map") return node.kind === when;
  if (node.kind !== "map") return false;
  const key = when.slice("key:".length);
  const zh = keyInChinese(key, shape);
  return node.entries.some(entry => entry.key.text === key || entry.key.text === zh);
}

/** The Chinese counterpart of the key that chooses a branch. */
export function keyInChinese(key: string, shape: ShapeNode): string | undefined {
  if (shape.kind === "object") return shape.fields[key]?.zh;
  return shape.kind === "table" ? tableWords.columns.zh : conditionWords.open.zh;
}
