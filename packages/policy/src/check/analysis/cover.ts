/**
 * Boxes of atoms, one set per column, and what some of them leave uncovered. Exact, without listing every combination:
 * values of a column that the same rows let through are taken together.
 */
import type { AtomSet } from "./domain.ts";

/** One set of atoms for each column; the box is their product. */
export type Box = readonly AtomSet[];

/** How much a search may cost; one for each table, so that a table of any length ends in bounded time. */
export interface Budget {
  left: number;
}
const STEPS_MAX = 2_000_000;
export const newBudget = (): Budget => ({ left: STEPS_MAX });

export interface Uncovered {
  /** Disjoint boxes that are of interest, at most as many as were asked for. */
  readonly found: readonly Box[];
  /** Whether the search went to its end; if not, there may be more. */
  readonly complete: boolean;
}

/**
 * What of `whole` none of the boxes covers.
 * @param isOfInterest asked of every uncovered box.
 * @param most the search ends when so many have been found.
 */
export function uncovered(
  whole: Box,
  boxes: readonly Box[],
  isOfInterest: (box: Box) => boolean,
  most: number,
  budget: Budget,
): Uncovered {
  const found: Box[] = [];
  const descend = (column: number, through: readonly Box[], above: readonly AtomSet[]): void => {
    budget.left -= through.length + 1;
    if (found.length >= most || budget.left < 0) return;
    const atoms = whole[column];
    if (through.length === 0) {
      const box = [...above, ...whole.slice(column)];
      if (isOfInterest(box)) found.push(box);
    } else if (atoms !== undefined) {
      const groups = groupsOf(atoms, through, column, budget);
      for (const [group, members] of groups) descend(column + 1, members, [...above, group]);
    }
  };
  if (whole.every(atoms => atoms !== 0n)) descend(0, boxes, []);
  return { found, complete: budget.left >= 0 && found.length < most };
}

/** The atoms of a column, those together that the same boxes let through; cut short when the budget is spent. */
export function groupsOf(
  atoms: AtomSet,
  boxes: readonly Box[],
  column: number,
  budget: Budget = newBudget(),
): [AtomSet, Box[]][] {
  const groups: [AtomSet, Box[]][] = [[atoms, []]];
  for (const box of boxes) {
    budget.left -= groups.length;
    if (budget.left < 0) break;
    const through = box[column] ?? 0n;
    for (let index = groups.length - 1; index >= 0; index -= 1) {
      const group = groups[index];
      if (group === undefined) continue;
      const [set, members] = group;
      const inside = set & through;
      if (inside === 0n) continue;
      const outside = set & ~through;
      groups[index] = [inside, [...members, box]];
      if (outside !== 0n) groups.push([outside, members]);
    }
  }
  return groups;
}
