/** Lock-outs, and the record of what was changed about people and keys. */
import { PAGE_MAX, pageInput, pageOf, seeingOwnWrites } from "@suanquan/programmes";
import { z } from "zod";
import { note } from "../../identity/offices.ts";
import { endpoint } from "../domain-endpoints.ts";
import type { Endpoint } from "../endpoint.ts";
import { id, instant, iso, PAGE, type PeopleParts, page, uuidOf } from "./parts.ts";

const happened = z.object({
  id,
  at: instant,
  actor: z.string(),
  event: z.string(),
  subject: z.string(),
  detail: z.record(z.string(), z.unknown()),
});

export function watchEndpoints({ pool, lockout }: PeopleParts): readonly Endpoint[] {
  const sql = seeingOwnWrites(pool);
  return [
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
