/** An office and the person who lets in all others: what the owner of the machine does once. */
import { randomBytes } from "node:crypto";
import { openPool } from "@suanquan/ledger";
import { Refusal, type Sql, within } from "@suanquan/programmes";
import { hashPassword } from "better-auth/crypto";
import { joinDatabase } from "../database-place.ts";
import { newId } from "../identifier.ts";
import { prepareDatabase } from "../product.ts";
import { readSettings, WrongSetting } from "../settings.ts";
import { addMember, addOrganisation, openOffice } from "./offices.ts";

export interface NewOffice {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  /** The e-mail address of the first security administrator's account. */
  readonly admin: string;
}

export interface OpenedOffice {
  readonly code: string;
  /** Of the account made for it, shown once; null when there was an account of this address. */
  readonly password: string | null;
}

const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const EMAIL = /^[^\s@]{1,64}@[^\s@]{1,190}$/;
const ACTOR = "owner of the machine";

/**
 * Opens an office that handles real money, with one security administrator. Also beside a running server.
 * @throws WrongSetting when code or address are malformed, or the office has been opened already
 */
export async function openOfficeWithAdmin(env: NodeJS.ProcessEnv, office: NewOffice): Promise<OpenedOffice> {
  const { code, zh, en } = office;
  const admin = office.admin.toLowerCase();
  if (!CODE.test(code) || code.startsWith("demo-"))
    throw new WrongSetting(
      "CODE",
      "字母、数字或 . _ -，不以 demo- 开头 / letters, digits or . _ -, and not demo-…",
    );
  if (!EMAIL.test(admin)) throw new WrongSetting("--admin", "电子邮件地址 / an e-mail address");
  const database = await joinDatabase(env, readSettings(env).data);
  try {
    if (database.ownerUrl !== null) await prepareDatabase(database.ownerUrl);
    const pool = openPool(database.databaseUrl, { name: "suanquan office", max: 2 });
    try {
      const { person, password } = await within(pool, async sql => {
        await openOffice(sql, { code, zh, en, sandbox: false });
        // An office that was opened to the end has somebody in it; one that was cut short is opened again.
        const { rowCount } = await sql.query("SELECT 1 FROM identity.member WHERE office = $1 LIMIT 1", [
          code,
        ]);
        if (rowCount !== 0) throw new WrongSetting("CODE", `已开设 / it is open already: ${code}`);
        const organisation = { office: code, code: "office", kind: "office" as const, name: zh };
        await addOrganisation(sql, organisation).catch(unlessDuplicate);
        return accountOf(sql, admin);
      });
      await addMember(
        pool,
        { office: code, organisation: "office", person, roles: ["security-admin"] },
        ACTOR,
      );
      return { code, password };
    } finally {
      await pool.end();
    }
  } finally {
    await database.stop();
  }
}

function unlessDuplicate(error: unknown): void {
  if (!(error instanceof Refusal && error.code === "duplicate")) throw error;
}

interface Account {
  readonly person: string;
  readonly password: string | null;
}

async function accountOf(sql: Sql, email: string): Promise<Account> {
  const { rows } = await sql.query<{ id: string }>(`SELECT id FROM identity."user" WHERE email = $1`, [
    email,
  ]);
  const [found] = rows;
  if (found !== undefined) return { person: found.id, password: null };
  const password = randomBytes(12).toString("base64url");
  const [person, account] = [newId(), newId()];
  await sql.query(
    `INSERT INTO identity."user" ("id", "name", "email", "emailVerified", "createdAt", "updatedAt")
     VALUES ($1, $2, $2, false, now(), now())`,
    [person, email],
  );
  await sql.query(
    `INSERT INTO identity."account" ("id", "accountId", "providerId", "userId", "password", "createdAt", "updatedAt")
     VALUES ($1, $2, 'credential', $2, $3, now(), now())`,
    [account, person, await hashPassword(password)],
  );
  return { person, password };
}
