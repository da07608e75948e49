/** The people, sign-ins and keys of the demonstration's offices. All are invented, and say so by their names. */
import { randomBytes } from "node:crypto";
import {
  DEMONSTRATION_OFFICES,
  type DemonstrationOffice,
  type DemonstrationPerson,
  FIRMS,
  PROVIDERS,
  peopleOf,
  ROLE_TABLE,
  ROLES,
  type Role,
  type Sql,
  within,
} from "@suanquan/programmes";
import { hashPassword } from "better-auth/crypto";
import { Client, type Pool } from "pg";
import { addMember, addOrganisation, makeKey, type Organisation, openOffice } from "../identity/offices.ts";

/** How to play every role: made anew for each demonstration, and nowhere in the source. */
export interface Access {
  /** Of all people of the demonstration. */
  readonly password: string;
  /** A key of each role, by office. */
  readonly keys: Readonly<Record<string, Readonly<Record<Role, string>>>>;
}

const ACTOR = "demonstration";

/** `desk@henan.demo.invalid`: an address that no mail ever reaches (RFC 2606). */
export const emailOf = (office: string, { name }: Pick<DemonstrationPerson, "name">): string =>
  `${name}@${office.replace(/^demo-/, "")}.demo.invalid`;

const KINDS = { office: "主管部门", finance: "财政部门", audit: "审计部门", platform: "平台" } as const;

const organisationsOf = ({ code, zh }: DemonstrationOffice): readonly Organisation[] => [
  ...FIRMS.map(({ id, zh: name }) => ({ office: code, code: id, kind: "firm" as const, name })),
  ...PROVIDERS.map(({ id, zh: name }) => ({ office: code, code: id, kind: "provider" as const, name })),
  ...(Object.keys(KINDS) as (keyof typeof KINDS)[]).map(kind => ({
    office: code,
    code: `${code}-${kind}`,
    kind,
    name: `${zh}·${KINDS[kind]}`,
  })),
];

/** Opens the four offices with their people; nothing of them may be there. */
export async function seedPeople(pool: Pool): Promise<Access> {
  const password = randomBytes(9).toString("base64url");
  const hash = await hashPassword(password);
  const keys: Record<string, Record<Role, string>> = {};
  for (const office of DEMONSTRATION_OFFICES) {
    const { code, zh, en } = office;
    await within(pool, async sql => {
      await openOffice(sql, { code, zh, en, sandbox: true });
      for (const organisation of organisationsOf(office)) await addOrganisation(sql, organisation);
      for (const person of peopleOf(code)) await addPerson(sql, code, person, hash);
    });
    for (const { person, organisation, role } of peopleOf(code))
      await addMember(pool, { office: code, organisation, person, roles: [role] }, ACTOR);
    keys[code] = await keysOf(pool, code);
  }
  return { password, keys };
}

async function addPerson(sql: Sql, office: string, person: DemonstrationPerson, hash: string): Promise<void> {
  const name = `演示·${ROLE_TABLE[person.role].zh}（${person.name}）`;
  await sql.query(
    `INSERT INTO identity."user" ("id", "name", "email", "emailVerified", "createdAt", "updatedAt")
     VALUES ($1, $2, $3, true, now(), now())`,
    [person.person, name, emailOf(office, person)],
  );
  await sql.query(
    `INSERT INTO identity."account" ("id", "accountId", "providerId", "userId", "password", "createdAt", "updatedAt")
     VALUES ($1, $1, 'credential', $1, $2, now(), now())`,
    [person.person, hash],
  );
}

async function keysOf(pool: Pool, office: string): Promise<Record<Role, string>> {
  const keys: [Role, string][] = [];
  for (const role of ROLES) {
    const holder = peopleOf(office).find(each => each.role === role);
    if (holder === undefined) throw new RangeError(`nobody plays ${role}`);
    const { organisation } = holder;
    const { key } = await makeKey(pool, { office, organisation, name: `演示 ${role}`, roles: [role] }, ACTOR);
    keys.push([role, key]);
  }
  return Object.fromEntries(keys) as Record<Role, string>;
}

/** Rows of the offices, in the order in which nothing refers to what is gone. */
const REMOVALS = [
  `DELETE FROM api.attempt WHERE delivery IN
     (SELECT d.id FROM api.delivery d JOIN api.webhook w ON w.id = d.webhook WHERE w.office = ANY ($1))`,
  "DELETE FROM api.delivery WHERE webhook IN (SELECT id FROM api.webhook WHERE office = ANY ($1))",
  "DELETE FROM api.webhook WHERE office = ANY ($1)",
  "DELETE FROM api.answer WHERE office = ANY ($1)",
  "DELETE FROM api.govstack_voucher WHERE office = ANY ($1)",
  "DELETE FROM identity.event WHERE office = ANY ($1)",
  "DELETE FROM identity.api_key WHERE office = ANY ($1)",
  "DELETE FROM identity.member WHERE office = ANY ($1)",
  "DELETE FROM identity.organisation WHERE office = ANY ($1)",
  "DELETE FROM identity.office WHERE code = ANY ($1)",
];

/**
 * Removes the offices with their organisations, members, keys and webhooks, and the people who played there and are
 * members nowhere else.
 * @param ownerUrl the owner's connection string: the application's role may delete none of it
 */
export async function removePeople(ownerUrl: string): Promise<void> {
  const codes = DEMONSTRATION_OFFICES.map(each => each.code);
  const people = codes.flatMap(code => peopleOf(code).map(each => each.person));
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("BEGIN");
    for (const removal of REMOVALS) await client.query(removal, [codes]);
    await client.query(
      `DELETE FROM identity."user" u WHERE u.id = ANY ($1)
          AND NOT EXISTS (SELECT 1 FROM identity.member m WHERE m.person = u.id)`,
      [people],
    );
    await client.query("COMMIT");
  } finally {
    await client.end();
  }
}
