/** Sets of roles that commands share, and the keys under which their money moves. */
import type { Context } from "../command.ts";
import { digest } from "../identifier.ts";
import type { Role } from "../roles.ts";

export const DECIDERS = ["decider-1", "decider-2", "decider-3"] as const;
export const OFFICE: readonly Role[] = [
  "desk-officer",
  "expert",
  ...DECIDERS,
  "finance-clerk",
  "finance-approver",
  "auditor",
];
export const CLERKS: readonly Role[] = ["applicant-clerk", "provider-clerk", "integrator"];
export const EVERYBODY: readonly Role[] = [...CLERKS, ...OFFICE];

/** The ledger key of a command's money: one for each idempotency key and purpose. */
export const moneyKey = (context: Context, purpose: string): string =>
  `k-${digest(context.actor.organisation, context.key, purpose)}`;
