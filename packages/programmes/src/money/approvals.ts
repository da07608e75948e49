/** How many must approve an amount, and of what rank. */
import type { Role } from "../roles.ts";

export interface ApprovalRule {
  /** In fen, inclusive; null: any amount. */
  readonly upTo: bigint | null;
  /** Deciders of this rank or higher … */
  readonly rank: 1 | 2 | 3;
  /** … this many different people. */
  readonly count: number;
}

/** The table that holds unless a programme is run under another one. */
export const APPROVALS: readonly ApprovalRule[] = [
  { upTo: 10_000_000n, rank: 1, count: 1 },
  { upTo: 100_000_000n, rank: 2, count: 1 },
  { upTo: null, rank: 3, count: 2 },
];

export const rankOf = (roles: readonly Role[]): number =>
  Math.max(0, ...([1, 2, 3] as const).filter(rank => roles.includes(`decider-${rank}`)));

export const ruleFor = (amountFen: bigint, table: readonly ApprovalRule[] = APPROVALS): ApprovalRule => {
  const found = table.find(rule => rule.upTo === null || amountFen <= rule.upTo);
  if (found === undefined) throw new RangeError(`no approval rule for ${amountFen}`);
  return found;
};

export interface Approval {
  readonly person: string;
  readonly rank: number;
}

/** Whether these approvals are enough for an amount; the same person counts once. */
export function isApproved(amountFen: bigint, approvals: readonly Approval[]): boolean {
  const { rank, count } = ruleFor(amountFen);
  return new Set(approvals.filter(each => each.rank >= rank).map(each => each.person)).size >= count;
}
