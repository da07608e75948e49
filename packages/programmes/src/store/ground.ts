/**
 * What a decision rests on: a subject as it was read. Whoever writes the decision down asks in the same statement
 * whether it still stands, so that what is remembered in a process is never used after it has changed.
 */
export interface Ground {
  readonly id: string;
  readonly revision: number;
  /** The numbers of the rulings in force under it, in order, with spaces between; null where none are asked for. */
  readonly rulings: string | null;
}
