/** What holds of an office's books and decisions at any time, for histories that check it after each wave. */
import { expect } from "vitest";
import type { HttpOffice } from "./office-over-http.ts";
import type { Stage } from "./stage.ts";

/** The journal of an office as it stands, in order. */
export async function journalOf(here: Stage, office: HttpOffice): Promise<string[]> {
  const { rows } = await here.product.pool.query<{ line: string }>(
    `SELECT p.code || ' ' || j.height || ' ' || j.position || ' ' || encode(j.fingerprint, 'hex') || ' ' || j.outcome AS line
       FROM ledger.journal j JOIN ledger.programme p ON p.id = j.programme_id
      WHERE p.office = $1 ORDER BY j.programme_id, j.height, j.position`,
    [office.code],
  );
  return rows.map(({ line }) => line);
}

/** The journal begins with what it was before, and the books are whole. @returns the journal now */
export async function grownSince(
  here: Stage,
  office: HttpOffice,
  before: readonly string[],
): Promise<string[]> {
  const after = await journalOf(here, office);
  expect(after.slice(0, before.length)).toEqual(before);
  expect(await here.product.domain.ledgerOf(office.code).verify()).toMatchObject({ fault: null });
  return after;
}

/** Each of these decisions comes out the same again, from its own rules and facts. */
export async function replayedEqual(office: HttpOffice, hashes: readonly unknown[]): Promise<void> {
  for (const hash of new Set(hashes)) {
    const replay = await office.ask<Record<string, unknown>>("auditor", "assessments.replay", { hash });
    expect(replay.equal, String(hash)).toBe(true);
    expect(replay.replayed).toEqual(replay.stored);
  }
}

/** An account as the API shows it; amounts in yuan. */
export interface Account {
  readonly account: string;
  readonly posted: string;
  readonly heldOut: string;
  readonly heldIn: string;
}

/** The accounts of a programme. */
export const accountsOf = async (office: HttpOffice, id: string): Promise<readonly Account[]> =>
  (await office.ask<{ accounts: Account[] }>("auditor", "programmes.accounts", { id })).accounts;
