/** API keys of an office's organisations. */
import { onceWritten, pageInput, pageOf, ROLES, seeingOwnWrites } from "@suanquan/programmes";
import { z } from "zod";
import { makeKey, revokeKey } from "../../identity/offices.ts";
import { endpoint } from "../domain-endpoints.ts";
import type { Endpoint } from "../endpoint.ts";
import {
  code,
  EXAMPLE_ID,
  id,
  instant,
  iso,
  name,
  PAGE,
  type PeopleParts,
  page,
  roles,
  uuidOf,
} from "./parts.ts";

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

export function keyEndpoints({ pool, credentials }: PeopleParts): readonly Endpoint[] {
  const sql = seeingOwnWrites(pool);
  return [
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
  ];
}
