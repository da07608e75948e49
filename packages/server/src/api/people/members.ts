/** Who belongs to an organisation, and with which roles. */
import { onceWritten, pageInput, pageOf, Refusal, ROLES, seeingOwnWrites } from "@suanquan/programmes";
import { z } from "zod";
import { addMember, changeRoles, endMember } from "../../identity/offices.ts";
import { endpoint } from "../domain-endpoints.ts";
import type { Endpoint } from "../endpoint.ts";
import { code, EXAMPLE_ID, id, PAGE, type PeopleParts, page, roles, uuidOf } from "./parts.ts";

const member = z.object({
  id,
  organisation: z.string(),
  person: z.string(),
  roles: z.array(z.enum(ROLES)),
  revision: z.number().int(),
});
const MEMBER_COLUMNS = "id, organisation, person, roles, revision";

export function memberEndpoints({ pool, credentials }: PeopleParts): readonly Endpoint[] {
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
  ];
}
