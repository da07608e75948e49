/** The limits of a benefit, and whom each speaks of: from narrow to wide. */
import type { Cap, CapScope } from "../../tree.ts";
import { type Readings, settle } from "../questions/readings.ts";

/** How wide a group a limit speaks of. A narrow limit is applied first, so that what it takes away stays free. */
const width: Readonly<Record<CapScope, number>> = {
  spend: 0,
  invoice: 0,
  contract: 1,
  project: 2,
  provider: 2,
  family: 3,
  applicant: 3,
};

const widthOf = (cap: Cap): number => cap.scope.reduce((least, scope) => Math.min(least, width[scope]), 3);

/** Whether a limit speaks of less than everything the applicant does. */
export const isNarrow = (cap: Cap): boolean => widthOf(cap) < width.applicant;

/** Several limits that are applied one after the other. */
export interface Limits {
  /** From narrow to wide; among equals as written. */
  readonly caps: readonly Cap[];
  /** Whether it is open whom one of them speaks of. */
  readonly open: boolean;
  /** Limits per project and per provider cut across each other: their totals are no longer exact at both ends. */
  readonly across: boolean;
}

export const limitsOf = (caps: readonly Cap[]): Limits => ({
  caps: [...caps].sort((a, b) => widthOf(a) - widthOf(b)),
  open: caps.some(cap => cap.openScope !== undefined),
  across: caps.some(cap => cap.scope.includes("project")) && caps.some(cap => cap.scope.includes("provider")),
});

/** Limits with whom they speak of as this completion reads it. */
export function asRead(limits: Limits, readings: Readings): Limits {
  if (!limits.open) return limits;
  return limitsOf(
    limits.caps.map(cap => {
      if (cap.openScope === undefined) return cap;
      const { openScope, ...rest } = cap;
      return { ...rest, scope: settle(openScope, readings) };
    }),
  );
}
