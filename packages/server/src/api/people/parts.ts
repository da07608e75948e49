/** What the endpoints of the security administrator's desk are made of. */
import { Refusal, ROLES } from "@suanquan/programmes";
import type { Pool } from "pg";
import { z } from "zod";
import type { Credentials } from "../../identity/credentials.ts";
import type { Lockout } from "../../identity/lockout.ts";

export interface PeopleParts {
  readonly pool: Pool;
  readonly credentials: Credentials;
  readonly lockout: Lockout;
}

export const code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);
export const id = z.uuid();
export const name = z.string().trim().min(1).max(200);
export const roles = z.array(z.enum(ROLES)).min(1).max(ROLES.length);
export const instant = z.string();
export const EXAMPLE_ID = "0198a4b2-0000-7000-8000-000000000000";

/** A page from rows of which one more than shown was asked for. */
export function page<T extends object>(
  rows: readonly T[],
  limit: number,
  cursorOf: (row: T) => string,
): { items: T[]; next: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}

/** Rows of a page, where the caller names no number. */
export const PAGE = 50;

/** Where a page by number goes on; null at the first. @throws Refusal `malformed` */
export const uuidOf = (cursor: string | undefined): string | null => {
  if (cursor === undefined) return null;
  if (!id.safeParse(cursor).success) throw new Refusal("malformed", { what: "cursor" });
  return cursor;
};
export const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
