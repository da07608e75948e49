/** What changed between two lists: the longest common part stays, the rest was gone or added. Pure. */
export type Kept<T> =
  | { readonly is: "same"; readonly before: T; readonly after: T }
  | { readonly is: "gone"; readonly before: T }
  | { readonly is: "added"; readonly after: T };

/** Cost: the product of the lengths. */
export function diff<T>(before: readonly T[], after: readonly T[], same: (a: T, b: T) => boolean): Kept<T>[] {
  const longest = Array.from({ length: before.length + 1 }, () => new Uint32Array(after.length + 1));
  const at = (i: number, j: number) => longest[i]?.[j] ?? 0;
  for (let i = before.length - 1; i >= 0; i -= 1)
    for (let j = after.length - 1; j >= 0; j -= 1) {
      const row = longest[i];
      if (row !== undefined)
        row[j] = same(before[i] as T, after[j] as T)
          ? at(i + 1, j + 1) + 1
          : Math.max(at(i + 1, j), at(i, j + 1));
    }
  const kept: Kept<T>[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [old, fresh] = [before[i] as T, after[j] as T];
    if (i < before.length && j < after.length && same(old, fresh)) {
      kept.push({ is: "same", before: old, after: fresh });
      i += 1;
      j += 1;
    } else if (j >= after.length || (i < before.length && at(i + 1, j) >= at(i, j + 1))) {
      kept.push({ is: "gone", before: old });
      i += 1;
    } else {
      kept.push({ is: "added", after: fresh });
      j += 1;
    }
  }
  return kept;
}

/** A row of two versions side by side. */
export interface Change {
  readonly is: "same" | "gone" | "added" | "changed";
  readonly before?: string;
  readonly after?: string;
}

/** Alike enough to be one sentence that was reworded: more than half of the shorter one stands in the other. */
const LIKENESS_MIN = 0.5;

function likeness(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  const common = diff(left, right, (x, y) => x === y).filter(each => each.is === "same").length;
  return common / Math.max(left.length, right.length, 1);
}

/** Sentences of two versions side by side: what went and what came in one place is told as changed. */
export function changesBetween(before: readonly string[], after: readonly string[]): readonly Change[] {
  const rows: Change[] = [];
  let gone: string[] = [];
  let added: string[] = [];
  const settle = () => {
    for (const old of gone) {
      const index = added.findIndex(fresh => likeness(old, fresh) > LIKENESS_MIN);
      if (index < 0) {
        rows.push({ is: "gone", before: old });
        continue;
      }
      for (const fresh of added.splice(0, index)) rows.push({ is: "added", after: fresh });
      const [fresh = ""] = added.splice(0, 1);
      rows.push({ is: "changed", before: old, after: fresh });
    }
    for (const fresh of added) rows.push({ is: "added", after: fresh });
    gone = [];
    added = [];
  };
  for (const each of diff(before, after, (a, b) => a === b)) {
    if (each.is === "gone") gone.push(each.before);
    else if (each.is === "added") added.push(each.after);
    else {
      settle();
      rows.push({ is: "same", before: each.before, after: each.after });
    }
  }
  settle();
  return rows;
}

/** A part of a sentence, and whether the other version has it too. */
export interface Part {
  readonly text: string;
  readonly own: boolean;
}

/** A figure or a Latin word counts as one, a Chinese character by itself. */
const PIECES = /[\d,.]+%?|[A-Za-z]+|\s+|[\s\S]/gu;

/** The parts of a changed sentence on either side. */
export function partsOf(before: string, after: string): { readonly before: Part[]; readonly after: Part[] } {
  const kept = diff(before.match(PIECES) ?? [], after.match(PIECES) ?? [], (a, b) => a === b);
  const side = (which: "before" | "after"): Part[] => {
    const parts: Part[] = [];
    for (const each of kept) {
      const text = which in each ? (each as Record<"before" | "after", string>)[which] : undefined;
      if (text === undefined) continue;
      const own = each.is !== "same";
      const last = parts.at(-1);
      if (last?.own === own) parts.splice(-1, 1, { text: last.text + text, own });
      else parts.push({ text, own });
    }
    return parts;
  };
  return { before: side("before"), after: side("after") };
}
