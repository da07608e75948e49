/** What an open cell may come to. */
import type { Cell } from "../tree.ts";

/** Every value that some reading puts into the cell; of an interval, its ends. */
export const leavesOf = <T>(cell: Cell<T>): T[] =>
  cell.is === "stated" ? [cell.value] : cell.readings.flatMap(each => leavesOf(each.cell));
