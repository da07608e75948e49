/** What everybody may ask of themselves. */
import { ROLES, seeingOwnWrites } from "@suanquan/programmes";
import { z } from "zod";
import { openSandbox } from "../../identity/sandbox.ts";
import { endpoint } from "../domain-endpoints.ts";
import type { Endpoint } from "../endpoint.ts";
import { id, type PeopleParts } from "./parts.ts";

export function ownEndpoints({ pool }: PeopleParts): readonly Endpoint[] {
  const sql = seeingOwnWrites(pool);
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
  ];
}
