/** Offices, their organisations and members: what the security administrator keeps. */
import { incompatibleIn, Refusal, ROLE_TABLE, type Role, type Sql, within } from "@suanquan/programmes";
import type { Pool } from "pg";
import { Fault } from "../api/faults.ts";
import { newId } from "../identifier.ts";
import { type NewKey, newApiKey } from "./api-keys.ts";

export const ORGANISATION_KINDS = ["firm", "provider", "office", "finance", "audit", "platform"] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

export interface Office {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly sandbox: boolean;
}

/** Something that was changed about people, for the audit administrator. */
interface Note {
  readonly office: string;
  readonly actor: string;
  readonly event: string;
  readonly subject: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

export async function note(sql: Sql, { office, actor, event, subject, detail }: Note): Promise<void> {
  await sql.query(
    "INSERT INTO identity.event (id, office, actor, event, subject, detail) VALUES ($1, $2, $3, $4, $5, $6)",
    [newId(), office, actor, event, subject, JSON.stringify(detail ?? {})],
  );
}

/** Opens an office; safe to repeat. */
export async function openOffice(sql: Sql, { code, zh, en, sandbox }: Office): Promise<void> {
  await sql.query(
    `INSERT INTO identity.office (code, name_zh, name_en, sandbox) VALUES ($1, $2, $3, $4)
     ON CONFLICT (code) DO NOTHING`,
    [code, zh, en, sandbox],
  );
}

export interface Organisation {
  readonly office: string;
  readonly code: string;
  readonly kind: OrganisationKind;
  readonly name: string;
}

/** @throws Refusal `duplicate` when the office has one of this code */
export async function addOrganisation(sql: Sql, { office, code, kind, name }: Organisation): Promise<void> {
  const { rowCount } = await sql.query(
    `INSERT INTO identity.organisation (office, code, kind, name) VALUES ($1, $2, $3, $4)
     ON CONFLICT (office, code) DO NOTHING`,
    [office, code, kind, name],
  );
  if (rowCount === 0) throw new Refusal("duplicate", { what: code });
}

async function kindOf(sql: Sql, office: string, organisation: string): Promise<OrganisationKind> {
  const { rows } = await sql.query<{ kind: OrganisationKind }>(
    "SELECT kind FROM identity.organisation WHERE office = $1 AND code = $2",
    [office, organisation],
  );
  const [row] = rows;
  if (row === undefined) throw new Refusal("not-found", { what: organisation });
  return row.kind;
}

/** @throws Fault `role-misplaced`, `roles-incompatible` */
function assertRoles(kind: OrganisationKind, roles: readonly Role[], held: readonly Role[] = []): void {
  const misplaced = roles.find(role => ROLE_TABLE[role].of !== kind);
  if (misplaced !== undefined) throw new Fault("role-misplaced", { role: misplaced, kind });
  const [broken] = incompatibleIn([...roles, ...held]);
  if (broken !== undefined) throw new Fault("roles-incompatible", { why: `${broken.zh} / ${broken.en}` });
}

interface Membership {
  readonly office: string;
  readonly organisation: string;
  readonly person: string;
  readonly roles: readonly Role[];
}

/**
 * Makes a person a member. All of a person's roles in the office count together for the incompatible pairs; two
 * changes for one person wait for each other.
 * @throws Refusal `not-found`, `duplicate`; Fault `role-misplaced`, `roles-incompatible`
 */
export function addMember(pool: Pool, membership: Membership, actor: string): Promise<string> {
  const { office, organisation, person, roles } = membership;
  return within(pool, async client => {
    const kind = await kindOf(client, office, organisation);
    const held = await rolesHeld(client, office, person, null);
    assertRoles(kind, roles, held);
    const id = newId();
    const { rowCount } = await client.query(
      `INSERT INTO identity.member (id, office, organisation, person, roles) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT DO NOTHING`,
      [id, office, organisation, person, roles],
    );
    if (rowCount === 0) throw new Refusal("duplicate", { what: organisation });
    await note(client, { office, actor, event: "member.add", subject: id, detail: { organisation, roles } });
    return id;
  });
}

/** The roles that a person holds in an office beside one membership; the person is locked until the transaction ends. */
async function rolesHeld(sql: Sql, office: string, person: string, except: string | null): Promise<Role[]> {
  await sql.query(`SELECT 1 FROM identity."user" WHERE id = $1 FOR UPDATE`, [person]);
  const { rows } = await sql.query<{ roles: Role[] }>(
    `SELECT roles FROM identity.member
      WHERE office = $1 AND person = $2 AND ended_at IS NULL AND id IS DISTINCT FROM $3`,
    [office, person, except],
  );
  return rows.flatMap(row => row.roles);
}

/** @throws Refusal `not-found`, `stale`; Fault `role-misplaced`, `roles-incompatible` */
export function changeRoles(
  pool: Pool,
  { office, id, roles, revision }: { office: string; id: string; roles: readonly Role[]; revision: number },
  actor: string,
): Promise<void> {
  return within(pool, async client => {
    const { rows } = await client.query<{ organisation: string; person: string; revision: number }>(
      `SELECT organisation, person, revision FROM identity.member
        WHERE id = $1 AND office = $2 AND ended_at IS NULL FOR UPDATE`,
      [id, office],
    );
    const [member] = rows;
    if (member === undefined) throw new Refusal("not-found", { what: id });
    if (member.revision !== revision) throw new Refusal("stale", { revision: member.revision });
    const kind = await kindOf(client, office, member.organisation);
    assertRoles(kind, roles, await rolesHeld(client, office, member.person, id));
    await client.query("UPDATE identity.member SET roles = $2, revision = revision + 1 WHERE id = $1", [
      id,
      roles,
    ]);
    await note(client, { office, actor, event: "member.change", subject: id, detail: { roles } });
  });
}

/** @throws Refusal `not-found` */
export function endMember(pool: Pool, office: string, id: string, actor: string): Promise<void> {
  return within(pool, async client => {
    const { rowCount } = await client.query(
      "UPDATE identity.member SET ended_at = now() WHERE id = $1 AND office = $2 AND ended_at IS NULL",
      [id, office],
    );
    if (rowCount === 0) throw new Refusal("not-found", { what: id });
    await note(client, { office, actor, event: "member.end", subject: id });
  });
}

interface KeyRequest {
  readonly office: string;
  readonly organisation: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly expiresAt?: Date | undefined;
}

/**
 * Makes a key for a program. It acts as a person of its own: what it did, another must approve.
 * @throws Refusal `not-found`; Fault `role-misplaced`, `roles-incompatible`
 */
export function makeKey(
  pool: Pool,
  { office, organisation, name, roles, expiresAt }: KeyRequest,
  actor: string,
): Promise<NewKey & { readonly id: string }> {
  return within(pool, async client => {
    assertRoles(await kindOf(client, office, organisation), roles);
    const made = newApiKey();
    const id = newId();
    await client.query(
      `INSERT INTO identity.api_key (id, office, organisation, name, prefix, hash, roles, made_by, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [id, office, organisation, name, made.prefix, made.hash, roles, actor, expiresAt ?? null],
    );
    await note(client, { office, actor, event: "key.make", subject: id, detail: { organisation, roles } });
    return { ...made, id };
  });
}

/** @throws Refusal `not-found` */
export function revokeKey(pool: Pool, office: string, id: string, actor: string): Promise<void> {
  return within(pool, async client => {
    const { rowCount } = await client.query(
      "UPDATE identity.api_key SET revoked_at = now() WHERE id = $1 AND office = $2 AND revoked_at IS NULL",
      [id, office],
    );
    if (rowCount === 0) throw new Refusal("not-found", { what: id });
    await note(client, { office, actor, event: "key.revoke", subject: id });
  });
}
