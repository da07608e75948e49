/** The organisations of an office. */
import { pageInput, pageOf, Refusal, seeingOwnWrites } from "@suanquan/programmes";
import { z } from "zod";
import { addOrganisation, note, ORGANISATION_KINDS } from "../../identity/offices.ts";
import { endpoint } from "../domain-endpoints.ts";
import type { Endpoint } from "../endpoint.ts";
import { code, name, PAGE, type PeopleParts, page } from "./parts.ts";

const organisation = z.object({
  code: z.string(),
  kind: z.enum(ORGANISATION_KINDS),
  name: z.string(),
  revision: z.number().int(),
});

export function organisationEndpoints({ pool }: PeopleParts): readonly Endpoint[] {
  const sql = seeingOwnWrites(pool);
  return [
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
  ];
}
