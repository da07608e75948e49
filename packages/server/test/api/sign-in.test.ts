import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { type Answered, as, ask } from "../stage/stage.ts";
import { stageOfFile } from "../stage/stage-of-file.ts";

const here = await stageOfFile({ secondFactor: true });
const office = await here.realOffice();

const PASSWORD = "correct-horse-battery";
const OWN = { origin: "http://127.0.0.1" };

/** The cookies of an answer, as a browser would send them back. */
const cookiesOf = ({ headers }: Answered, before = ""): string => {
  const jar = new Map(
    before === "" ? [] : before.split("; ").map(each => each.split(/=(.*)/s).slice(0, 2) as [string, string]),
  );
  for (const line of headers.getSetCookie()) {
    const [name = "", value = ""] = (line.split(";")[0] ?? "").split(/=(.*)/s);
    if (value === "" || /max-age=0/i.test(line)) jar.delete(name);
    else jar.set(name, value);
  }
  return [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
};

const auth = (path: string, body: unknown, cookie?: string): Promise<Answered> =>
  ask(here.url, null, "POST", `/api/v1/auth${path}`, {
    body,
    headers: { ...OWN, ...(cookie === undefined ? {} : { cookie }) },
  });

async function person(email: string): Promise<string> {
  const made = await auth("/sign-up/email", { name: "示例用户", email, password: PASSWORD });
  expect(made.status).toBe(200);
  return cookiesOf(made);
}

const join = (email: string, organisation: string, roles: readonly string[]): Promise<Answered> =>
  as(here, office)("security-admin", "POST", "/members", { body: { organisation, email, roles } });

const me = (cookie: string, headers: Readonly<Record<string, string>> = {}): Promise<Answered> =>
  ask(here.url, null, "GET", "/api/v1/me", { headers: { cookie, ...headers } });

/** A one-time code (RFC 6238: SHA-1, 30 seconds, six digits). */
function codeOf(uri: string): string {
  const base32 = new URL(uri).searchParams.get("secret") ?? "";
  const bits = [...base32]
    .map(c => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0"))
    .join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map(byte => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const mac = createHmac("sha1", key).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

describe("a person", () => {
  test("who has an account but no membership is known and may nothing", async () => {
    const cookie = await person("nobody@example.com");
    expect((await me(cookie)).body).toMatchObject({ office: null, roles: [], memberships: [] });
    const refused = await ask(here.url, null, "GET", "/api/v1/programmes", { headers: { cookie } });
    expect(refused).toMatchObject({ status: 403, body: { code: "no-membership" } });
  });

  test("who is made a firm's clerk may at once what a clerk may, and what only others may is refused", async () => {
    const cookie = await person("clerk@example.com");
    expect((await join("clerk@example.com", "firm", ["applicant-clerk"])).status).toBe(200);
    expect((await me(cookie)).body).toMatchObject({ office: office.office, roles: ["applicant-clerk"] });
    const refused = await ask(here.url, null, "GET", "/api/v1/members", { headers: { cookie } });
    expect(refused).toMatchObject({ status: 403, body: { code: "not-your-role" } });
  });

  test("who is a member of two organisations says for which they act", async () => {
    const cookie = await person("both@example.com");
    await join("both@example.com", "firm", ["applicant-clerk"]);
    const second = await join("both@example.com", "provider", ["provider-clerk"]);
    const unclear = await ask(here.url, null, "GET", "/api/v1/programmes", { headers: { cookie } });
    expect(unclear.body.code).toBe("membership-unclear");
    const chosen = await me(cookie, { "suanquan-member": String(second.body.id) });
    expect(chosen.body.organisation).toBe("provider");
    expect((await me(cookie, { "suanquan-member": "no such" })).body.organisation).toBeNull();
  });

  test("who signs out is nobody from then on", async () => {
    const cookie = await person("leaver@example.com");
    expect((await me(cookie)).status).toBe(200);
    expect((await auth("/sign-out", {}, cookie)).status).toBe(200);
    expect((await me(cookie)).status).toBe(401);
  });
});

describe("roles", () => {
  test.each([
    ["desk-officer", "firm", "role-misplaced"],
    ["applicant-clerk", "office", "role-misplaced"],
  ])("%s is not held in %s", async (role, organisation, code) => {
    await person(`${role}@example.com`);
    expect((await join(`${role}@example.com`, organisation, [role])).body.code).toBe(code);
  });

  test("incompatible ones are refused together, and one after the other in different organisations", async () => {
    await person("two-hats@example.com");
    const together = await join("two-hats@example.com", "office", ["desk-officer", "decider-1"]);
    expect(together.body.code).toBe("roles-incompatible");
    expect((await join("two-hats@example.com", "office", ["decider-1"])).status).toBe(200);
    expect((await join("two-hats@example.com", "finance", ["finance-clerk"])).body.code).toBe(
      "roles-incompatible",
    );
  });

  test("a change is refused when somebody else changed them meanwhile", async () => {
    await person("changed@example.com");
    const made = await join("changed@example.com", "office", ["desk-officer"]);
    const change = (etag: string) =>
      as(here, office)("security-admin", "PUT", `/members/${String(made.body.id)}`, {
        body: { roles: ["expert"] },
        headers: { "if-match": etag },
      });
    const etag = made.headers.get("etag") ?? "";
    expect(await change(etag)).toMatchObject({ status: 200, body: { roles: ["expert"], revision: 2 } });
    expect(await change(etag)).toMatchObject({ status: 412, body: { code: "stale" } });
  });
});

describe("the second factor", () => {
  test("is asked of people of the office side, who then sign in with a code", async () => {
    let cookie = await person("officer@example.com");
    await join("officer@example.com", "office", ["desk-officer"]);
    const before = await ask(here.url, null, "GET", "/api/v1/programmes", { headers: { cookie } });
    expect(before).toMatchObject({ status: 403, body: { code: "second-factor-needed" } });

    const enabled = await auth("/two-factor/enable", { password: PASSWORD }, cookie);
    expect(enabled.status).toBe(200);
    const uri = String(enabled.body.totpURI);
    const proven = await auth("/two-factor/verify-totp", { code: codeOf(uri) }, cookie);
    expect(proven.status).toBe(200);
    cookie = cookiesOf(proven, cookie);
    expect((await ask(here.url, null, "GET", "/api/v1/programmes", { headers: { cookie } })).status).toBe(
      200,
    );

    const half = await auth("/sign-in/email", { email: "officer@example.com", password: PASSWORD });
    expect((await me(cookiesOf(half))).status).toBe(401);
    expect((await auth("/two-factor/verify-totp", { code: "000000" }, cookiesOf(half))).status).toBe(401);
    const whole = await auth("/two-factor/verify-totp", { code: codeOf(uri) }, cookiesOf(half));
    expect((await me(cookiesOf(whole, cookiesOf(half)))).status).toBe(200);
  });
});

describe("lock-out", () => {
  const signIn = (email: string, password: string) => auth("/sign-in/email", { email, password });

  test("after five wrong passwords even the right one is refused, until the security administrator lifts it", async () => {
    await person("guessed@example.com");
    await join("guessed@example.com", "firm", ["applicant-clerk"]);
    for (let i = 0; i < 5; i += 1)
      expect((await signIn("guessed@example.com", `wrong-password-${i}`)).body.code).toBe("sign-in-refused");
    const locked = await signIn("guessed@example.com", PASSWORD);
    expect(locked).toMatchObject({ status: 429, body: { code: "locked-out" } });
    expect(Number(locked.headers.get("retry-after"))).toBeGreaterThan(800);
    const lifted = await as(here, office)("security-admin", "POST", "/lockouts/lift", {
      body: { email: "guessed@example.com" },
    });
    expect(lifted.body).toEqual({ lifted: true });
    expect((await signIn("guessed@example.com", PASSWORD)).status).toBe(200);
  });

  test("counts an account that does not exist in the same way, so that nothing is learnt from it", async () => {
    const codes: unknown[] = [];
    for (let i = 0; i < 6; i += 1)
      codes.push((await signIn("ghost@example.com", `wrong-password-${i}`)).body.code);
    expect(codes).toEqual([...Array(5).fill("sign-in-refused"), "locked-out"]);
  });
});

describe("a session cookie", () => {
  test("does nothing when another site makes the browser send it", async () => {
    const cookie = await person("victim@example.com");
    const from = (headers: Readonly<Record<string, string>>) =>
      ask(here.url, null, "POST", "/api/v1/sandboxes", { body: {}, headers: { cookie, ...headers } });
    expect((await from({ origin: "https://evil.example" })).body.code).toBe("foreign-origin");
    expect((await from({ "sec-fetch-site": "cross-site", ...OWN })).body.code).toBe("foreign-origin");
    expect((await from({})).body.code).toBe("foreign-origin");
  });

  test("opens a sandbox with a key for every role, whose answers say that the money is play money", async () => {
    const cookie = await person("integrator@example.com");
    const opened = await ask(here.url, null, "POST", "/api/v1/sandboxes", {
      body: {},
      headers: { cookie, ...OWN },
    });
    const keys = opened.body.keys as Record<string, string>;
    const answer = await ask(here.url, keys.auditor ?? null, "GET", "/api/v1/programmes");
    expect(answer.headers.get("suanquan-play-money")).toBe("true");
  });
});

describe("a key of a program", () => {
  test("is refused at once when it was revoked here, and its making and end are on record", async () => {
    const by = as(here, office);
    const body = { organisation: "platform", name: "对接程序", roles: ["integrator"] };
    const made = await by("security-admin", "POST", "/keys", { body });
    const key = String(made.body.key);
    expect((await ask(here.url, key, "GET", "/api/v1/me")).status).toBe(200);
    expect((await by("security-admin", "DELETE", `/keys/${String(made.body.id)}`)).status).toBe(200);
    expect((await ask(here.url, key, "GET", "/api/v1/me")).status).toBe(401);
    const log = await by("audit-admin", "GET", "/people-log?limit=200");
    const items = log.body.items as { event: string; subject: string }[];
    expect(items.filter(each => each.subject === made.body.id).map(each => each.event)).toEqual([
      "key.make",
      "key.revoke",
    ]);
    expect(JSON.stringify(log.body)).not.toContain(key);
  });

  test.each(["Bearer nonsense", "Basic c3E6", "Bearer sq_0123456789abcdef_short", "Bearer "])(
    "%s is no key",
    async authorization => {
      const answer = await ask(here.url, null, "GET", "/api/v1/me", { headers: { authorization } });
      expect(answer).toMatchObject({ status: 401, body: { code: "not-signed-in" } });
    },
  );

  test("of another office sees nothing of this one", async () => {
    const other = await here.office();
    const members = await as(here, other)("security-admin", "GET", "/members");
    expect(members.body.items).toEqual([]);
    const mine = await as(here, office)("security-admin", "GET", "/members");
    const [first] = mine.body.items as { id: string }[];
    const peeped = await as(here, other)("security-admin", "GET", `/members/${first?.id}`);
    expect(peeped.status).toBe(404);
  });
});
