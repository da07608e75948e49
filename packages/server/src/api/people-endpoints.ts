/** Organisations, members, keys and lock-outs: the security administrator's desk, and what everybody may ask of themselves. */
import {
  onceWritten,
  PAGE_MAX,
  pageInput,
  pageOf,
  Refusal,
  ROLES,
  seeingOwnWrites,
} from "@suanquan/programmes";
import type { Pool } from "pg";
import { z } from "zod";
import type { Credentials } from "../identity/credentials.ts";
import type { Lockout } from "../identity/lockout.ts";
import {
  addMember,
  addOrganisation,
  changeRoles,
  endMember,
  makeKey,
  note,
  ORGANISATION_KINDS,
  revokeKey,
} from "../identity/offices.ts";
import { openSandbox } from "../identity/sandbox.ts";
import { endpoint } from "./domain-endpoints.ts";
import type { Endpoint } from "./endpoint.ts";

export interface PeopleParts {
  readonly pool: Pool;
  readonly credentials: Credentials;
  readonly lockout: Lockout;
}

const code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);
const id = z.uuid();
const name = z.string().trim().min(1).max(200);
const roles = z.array(z.enum(ROLES)).min(1).max(ROLES.length);
const instant = z.string();
const EXAMPLE_ID = "0198a4b2-0000-7000-8000-000000000000";

const organisation = z.object({
  code: z.string(),
  kind: z.enum(ORGANISATION_KINDS),
  name: z.string(),
  revision: z.number().int(),
});
const member = z.object({
  id,
  organisation: z.string(),
  person: z.string(),
  roles: z.array(z.enum(ROLES)),
  revision: z.number().int(),
});
const keyShown = z.object({
  id,
  organisation: z.string(),
  name: z.string(),
  prefix: z.string(),
  roles: z.array(z.enum(ROLES)),
  createdAt: instant,
  expiresAt: instant.nullable(),
  revokedAt: instant.nullable(),
});
const happened = z.object({
  id,
  at: instant,
  actor: z.string(),
  event: z.string(),
  subject: z.string(),
  detail: z.record(z.string(), z.unknown()),
});

/** A page from rows of which one more than shown was asked for. */
function page<T extends object>(
  rows: readonly T[],
  limit: number,
  cursorOf: (row: T) => string,
): { items: T[]; next: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}

const PAGE = 50;
const uuidOf = (cursor: string | undefined): string | null => {
  if (cursor === undefined) return null;
  if (!id.safeParse(cursor).success) throw new Refusal("malformed", { what: "cursor" });
  return cursor;
};
const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

const MEMBER_COLUMNS = "id, organisation, person, roles, revision";

export function peopleEndpoints({ pool, credentials, lockout }: PeopleParts): readonly Endpoint[] {
  const sql = seeingOwnWrites(pool);
  const memberOf = async (office: string, which: string): Promise<z.infer<typeof member>> => {
    const { rows } = await sql.query<z.infer<typeof member>>(
      `SELECT ${MEMBER_COLUMNS} FROM identity.member WHERE office = $1 AND id = $2 AND ended_at IS NULL`,
      [office, which],
    );
    const [row] = rows;
    if (row === undefined) throw new Refusal("not-found", { what: which });
    return row;
  };
  return [
    endpoint({
      name: "me.get",
      method: "GET",
      path: "/me",
      says: { zh: "我是谁、能以哪些身份办理", en: "Who I am, and for whom I may act" },
      allows: ["signed-in", ...ROLES],
      input: z.object({}),
      output: z.object({
        person: z.string(),
        office: z.string().nullable(),
        organisation: z.string().nullable(),
        roles: z.array(z.enum(ROLES)),
        sandbox: z.boolean(),
        memberships: z.array(
          z.object({ id, office: z.string(), organisation: z.string(), roles: z.array(z.enum(ROLES)) }),
        ),
      }),
      example: {},
      async run({ caller }) {
        const { rows } = await sql.query(
          `SELECT id, office, organisation, roles FROM identity.member
            WHERE person = $1 AND ended_at IS NULL ORDER BY id`,
          [caller.person],
        );
        return {
          person: caller.person,
          office: caller.office === "" ? null : caller.office,
          organisation: caller.organisation === "" ? null : caller.organisation,
          roles: [...caller.roles],
          sandbox: caller.sandbox,
          memberships: rows,
        };
      },
    }),
    endpoint({
      name: "sandboxes.open",
      method: "POST",
      path: "/sandboxes",
      says: {
        zh: "开一个沙箱：虚拟资金，每个角色一把密钥（只显示一次）",
        en: "Open a sandbox: play money, and one key for each role, shown once",
      },
      allows: ["signed-in"],
      secret: true,
      input: z.object({}),
      output: z.object({ office: z.string(), keys: z.record(z.enum(ROLES), z.string()) }),
      example: {},
      run: ({ caller }) => openSandbox(pool, caller.person),
    }),
    endpoint({
      name: "organisations.list",
      method: "GET",
      path: "/organisations",
      says: { zh: "本单位管辖的组织", en: "The organisations of the office" },
      allows: ["security-admin", "audit-admin", "auditor"],
      input: z.object(pageInput),
      output: pageOf(organisation),
      example: { limit: 20 },
      async run({ caller }, { cursor, limit = PAGE }) {
        const { rows } = await sql.query<z.infer<typeof organisation>>(
          `SELECT code, kind, name, revision FROM identity.organisation
            WHERE office = $1 AND ($2::text IS NULL OR code > $2) ORDER BY code LIMIT $3`,
          [caller.office, cursor ?? null, limit + 1],
        );
        return page(rows, limit, row => row.code);
      },
    }),
    endpoint({
      name: "organisations.add",
      method: "POST",
      path: "/organisations",
      says: { zh: "登记组织", en: "Add an organisation" },
      allows: ["security-admin"],
      input: z.object({ code, kind: z.enum(ORGANISATION_KINDS), name }),
      output: organisation,
      example: { code: "firm-0001", kind: "firm", name: "示例企业" },
      async run({ caller }, { code: asked, kind, name: called }) {
        await addOrganisation(sql, { office: caller.office, code: asked, kind, name: called });
        await note(sql, {
          office: caller.office,
          actor: caller.person,
          event: "organisation.add",
          subject: asked,
        });
        return { code: asked, kind, name: called, revision: 1 };
      },
    }),
    endpoint({
      name: "organisations.rename",
      method: "PUT",
      path: "/organisations/{code}",
      says: { zh: "更改组织名称", en: "Rename an organisation" },
      allows: ["security-admin"],
      edits: true,
      input: z.object({ code, name, revision: z.number().int() }),
      output: organisation,
      example: { code: "firm-0001", name: "示例企业" },
      async run({ caller }, { code: asked, name: called, revision }) {
        const { rows } = await sql.query<z.infer<typeof organisation>>(
          `UPDATE identity.organisation SET name = $3, revision = revision + 1
            WHERE office = $1 AND code = $2 AND revision = $4 RETURNING code, kind, name, revision`,
          [caller.office, asked, called, revision],
        );
        const [row] = rows;
        if (row !== undefined) return row;
        const { rows: present } = await sql.query<{ revision: number }>(
          "SELECT revision FROM identity.organisation WHERE office = $1 AND code = $2",
          [caller.office, asked],
        );
        const [there] = present;
        if (there === undefined) throw new Refusal("not-found", { what: asked });
        throw new Refusal("stale", { revision: there.revision });
      },
    }),
    endpoint({
      name: "members.list",
      method: "GET",
      path: "/members",
      says: { zh: "成员及其角色", en: "Members and their roles" },
      allows: ["security-admin", "audit-admin", "auditor"],
      input: z.object({ ...pageInput, organisation: code.optional() }),
      output: pageOf(member),
      example: { limit: 20 },
      async run({ caller }, { cursor, limit = PAGE, organisation: within }) {
        const { rows } = await sql.query<z.infer<typeof member>>(
          `SELECT ${MEMBER_COLUMNS} FROM identity.member
            WHERE office = $1 AND ended_at IS NULL AND ($2::uuid IS NULL OR id > $2)
              AND ($3::text IS NULL OR organisation = $3) ORDER BY id LIMIT $4`,
          [caller.office, uuidOf(cursor), within ?? null, limit + 1],
        );
        return page(rows, limit, row => row.id);
      },
    }),
    endpoint({
      name: "members.get",
      method: "GET",
      path: "/members/{id}",
      says: { zh: "一名成员", en: "One member" },
      allows: ["security-admin", "audit-admin", "auditor"],
      input: z.object({ id }),
      output: member,
      example: { id: EXAMPLE_ID },
      run: ({ caller }, { id: which }) => memberOf(caller.office, which),
    }),
    endpoint({
      name: "members.add",
      method: "POST",
      path: "/members",
      says: {
        zh: "把已开户的人加入组织并授予角色",
        en: "Make a person who has an account a member, with roles",
      },
      allows: ["security-admin"],
      input: z.object({ organisation: code, email: z.email().max(200), roles }),
      output: member,
      example: { organisation: "firm-0001", email: "clerk@example.com", roles: ["applicant-clerk"] },
      async run({ caller }, { organisation: within, email, roles: given }) {
        const { rows } = await sql.query<{ id: string }>(
          `SELECT id FROM identity."user" WHERE email = lower($1)`,
          [email],
        );
        const [person] = rows;
        if (person === undefined) throw new Refusal("not-found", { what: "email" });
        const membership = { office: caller.office, organisation: within, person: person.id, roles: given };
        const made = await addMember(pool, membership, caller.person);
        onceWritten(() => credentials.forgetAll());
        return memberOf(caller.office, made);
      },
    }),
    endpoint({
      name: "members.change",
      method: "PUT",
      path: "/members/{id}",
      says: { zh: "更改成员的角色", en: "Change a member's roles" },
      allows: ["security-admin"],
      edits: true,
      input: z.object({ id, roles, revision: z.number().int() }),
      output: member,
      example: { id: EXAMPLE_ID, roles: ["applicant-clerk"] },
      async run({ caller }, { id: which, roles: given, revision }) {
        await changeRoles(pool, { office: caller.office, id: which, roles: given, revision }, caller.person);
        onceWritten(() => credentials.forgetAll());
        return memberOf(caller.office, which);
      },
    }),
    endpoint({
      name: "members.end",
      method: "DELETE",
      path: "/members/{id}",
      says: { zh: "结束成员资格", en: "End a membership" },
      allows: ["security-admin"],
      input: z.object({ id }),
      output: z.object({ id }),
      example: { id: EXAMPLE_ID },
      async run({ caller }, { id: which }) {
        await endMember(pool, caller.office, which, caller.person);
        onceWritten(() => credentials.forgetAll());
        return { id: which };
      },
    }),
    endpoint({
      name: "keys.list",
      method: "GET",
      path: "/keys",
      says: { zh: "接口密钥（只显示前缀）", en: "API keys, by their prefix" },
      allows: ["security-admin", "audit-admin", "auditor"],
      input: z.object(pageInput),
      output: pageOf(keyShown),
      example: { limit: 20 },
      async run({ caller }, { cursor, limit = PAGE }) {
        const { rows } = await sql.query(
          `SELECT id, organisation, name, prefix, roles, created_at, expires_at, revoked_at FROM identity.api_key
            WHERE office = $1 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
          [caller.office, uuidOf(cursor), limit + 1],
        );
        const shown = rows.map(({ created_at, expires_at, revoked_at, ...row }) => ({
          ...row,
          createdAt: iso(created_at) ?? "",
          expiresAt: iso(expires_at),
          revokedAt: iso(revoked_at),
        }));
        return page<z.infer<typeof keyShown>>(shown, limit, row => row.id);
      },
    }),
    endpoint({
      name: "keys.make",
      method: "POST",
      path: "/keys",
      says: { zh: "生成接口密钥（只显示一次）", en: "Make an API key, shown once" },
      allows: ["security-admin"],
      secret: true,
      input: z.object({ organisation: code, name, roles, expiresAt: z.iso.datetime().optional() }),
      output: z.object({ id, key: z.string() }),
      example: { organisation: "platform-1", name: "对接程序", roles: ["integrator"] },
      async run({ caller }, { organisation: within, name: called, roles: given, expiresAt }) {
        const request = {
          office: caller.office,
          organisation: within,
          name: called,
          roles: given,
          expiresAt: expiresAt === undefined ? undefined : new Date(expiresAt),
        };
        const { id: made, key } = await makeKey(pool, request, caller.person);
        return { id: made, key };
      },
    }),
    endpoint({
      name: "keys.revoke",
      method: "DELETE",
      path: "/keys/{id}",
      says: { zh: "吊销接口密钥", en: "Revoke an API key" },
      allows: ["security-admin"],
      input: z.object({ id }),
      output: z.object({ id }),
      example: { id: EXAMPLE_ID },
      async run({ caller }, { id: which }) {
        await revokeKey(pool, caller.office, which, caller.person);
        onceWritten(() => credentials.forgetAll());
        return { id: which };
      },
    }),
    endpoint({
      name: "lockouts.lift",
      method: "POST",
      path: "/lockouts/lift",
      says: { zh: "解除本单位成员的登录锁定", en: "Lift the lock-out of a member of the office" },
      allows: ["security-admin"],
      input: z.object({ email: z.email().max(200) }),
      output: z.object({ lifted: z.boolean() }),
      example: { email: "clerk@example.com" },
      async run({ caller }, { email }) {
        const { rows } = await sql.query<{ id: string }>(
          `SELECT m.id FROM identity.member m JOIN identity."user" u ON u.id = m.person
            WHERE m.office = $1 AND u.email = lower($2) AND m.ended_at IS NULL`,
          [caller.office, email],
        );
        const [found] = rows;
        if (found === undefined) return { lifted: false };
        const lifted = await lockout.clear("email", email);
        const { office, person } = caller;
        await note(sql, { office, actor: person, event: "lockout.lift", subject: found.id });
        return { lifted };
      },
    }),
    endpoint({
      name: "peopleLog.list",
      method: "GET",
      path: "/people-log",
      says: { zh: "人员与密钥的变更记录", en: "What was changed about people and keys" },
      allows: ["audit-admin", "auditor"],
      input: z.object(pageInput),
      output: pageOf(happened),
      example: { limit: PAGE_MAX },
      async run({ caller }, { cursor, limit = PAGE }) {
        const { rows } = await sql.query(
          `SELECT id, at, actor, event, subject, detail FROM identity.event
            WHERE office = $1 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
          [caller.office, uuidOf(cursor), limit + 1],
        );
        return page<z.infer<typeof happened>>(
          rows.map(row => ({ ...row, at: iso(row.at) ?? "" })),
          limit,
          row => row.id,
        );
      },
    }),
  ];
}
