import { ROLE_TABLE, ROLES, type Role } from "@suanquan/programmes";
import { describe, expect, test } from "vitest";
import { type Endpoint, mayCall, NOBODY } from "../../src/api/endpoint.ts";
import { SIGN_IN_ENDPOINTS } from "../../src/identity/sign-in-endpoints.ts";
import { ask } from "../stage/stage.ts";
import { stageOfFile } from "../stage/stage-of-file.ts";

const here = await stageOfFile();
const office = await here.office();

const filled = (path: string): string => path.replaceAll(/\{\w+\}/g, "0198a4b2-0000-7000-8000-000000000000");

/** What a cell says: refused for want of a credential, for want of the role, or let through to the endpoint itself. */
async function cell(method: string, path: string, key: string | null, cookie?: string): Promise<string> {
  const headers = cookie === undefined ? {} : { cookie, origin: "http://127.0.0.1" };
  const { status, body } = await ask(here.url, key, method, path, {
    ...(method === "GET" ? {} : { body: {} }),
    headers,
  });
  expect(status, `${method} ${path}: ${JSON.stringify(body)}`).toBeLessThan(500);
  if (body.code === "not-signed-in") return "sign in";
  return body.code === "not-your-role" ? "not your role" : "let through";
}

/** A new session of a person who holds a role. */
async function sessionOf(role: Role, purpose: string): Promise<string> {
  const email = `${role}.${purpose.toLowerCase()}@example.com`;
  const made = await ask(here.url, null, "POST", "/api/v1/auth/sign-up/email", {
    body: { name: "示例用户", email, password: "correct-horse-battery" },
    headers: { origin: "http://127.0.0.1" },
  });
  const body = { organisation: ROLE_TABLE[role].of, email, roles: [role] };
  await ask(here.url, office.keys["security-admin"], "POST", "/api/v1/members", { body });
  return made.headers
    .getSetCookie()
    .map(each => each.split(";")[0])
    .join("; ");
}

const expected = ({ allows }: Pick<Endpoint, "allows">, role: Role | null): string => {
  const caller = role === null ? NOBODY : { ...NOBODY, by: "key" as const, roles: [role] };
  if (mayCall({ allows }, caller)) return "let through";
  return role === null ? "sign in" : "not your role";
};

describe("every endpoint answers every role as its row says", () => {
  test.each([null, ...ROLES])("%s", async role => {
    const wrong: string[] = [];
    for (const endpoint of here.product.endpoints) {
      const key = role === null ? null : office.keys[role];
      const got = await cell(endpoint.method, `/api/v1${filled(endpoint.path)}`, key);
      if (got !== expected(endpoint, role)) wrong.push(`${endpoint.name}: ${got}`);
    }
    expect(wrong).toEqual([]);
  });

  test("the open endpoints of sign-in take no key, and those for the signed-in ask for a session", async () => {
    const wrong: string[] = [];
    for (const { name, method, path, allows } of SIGN_IN_ENDPOINTS)
      for (const key of [null, office.keys["security-admin"]]) {
        const got = await cell(method, `/api/v1/auth${filled(path)}`, key);
        const open = allows.includes("anyone");
        if (got !== (open ? "let through" : "sign in")) wrong.push(`${name}: ${got}`);
      }
    expect(wrong).toEqual([]);
  });

  test.each(ROLES)("the session of a person who is %s opens every endpoint of sign-in", async role => {
    const wrong: string[] = [];
    let cookie = await sessionOf(role, "first");
    for (const { name, method, path } of SIGN_IN_ENDPOINTS) {
      const got = await cell(method, `/api/v1/auth${filled(path)}`, null, cookie);
      if (got !== "let through") wrong.push(`${name}: ${got}`);
      // Some end the session: the next endpoint is tried with another one.
      const { status } = await ask(here.url, null, "GET", "/api/v1/me", { headers: { cookie } });
      if (status !== 200) cookie = await sessionOf(role, name);
    }
    expect(wrong).toEqual([]);
  });

  test("a row that said otherwise would be found", async () => {
    const [row] = here.product.endpoints.filter(({ name }) => name === "rounds.open");
    const { method, path, allows } = row ?? { method: "GET", path: "", allows: [] };
    const told = { allows: [...allows, "expert" as const] };
    const got = await cell(method, `/api/v1${filled(path)}`, office.keys.expert);
    expect(got).toBe("not your role");
    expect(expected(told, "expert")).not.toBe(got);
  });

  test("the auditor changes nothing but a freeze, a suspension and a clawback case; administrators handle no case", () => {
    const writes = (role: Role): string[] =>
      here.product.endpoints
        .filter(({ method, allows }) => method !== "GET" && allows.includes(role))
        .map(({ name }) => name)
        .sort();
    expect(writes("auditor")).toEqual([
      "assessments.replay",
      "clawbacks.open",
      "programmes.freeze",
      "programmes.thaw",
      "vouchers.check-code",
      "vouchers.resume",
      "vouchers.suspend",
    ]);
    expect(writes("audit-admin")).toEqual(["assessments.replay"]);
    expect(
      writes("security-admin").filter(name => !/^(keys|lockouts|members|organisations)\./.test(name)),
    ).toEqual([]);
    expect(writes("system-admin").filter(name => !name.startsWith("webhooks."))).toEqual([]);
  });

  test.each(["/delete-user", "/update-user", "/list-accounts", "/two-factor/send-otp", "/ok", "/error"])(
    "what better-auth also offers is closed: %s",
    async path => {
      for (const method of ["GET", "POST"])
        expect((await ask(here.url, null, method, `/api/v1/auth${path}`)).status).toBe(404);
    },
  );
});
