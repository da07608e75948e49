/** Keys, sessions and codes of vouchers that are forged, over or somebody else's open and prove nothing. */
import { Client } from "pg";
import { describe, expect, test } from "vitest";
import { jinanVoucher } from "../../../programmes/test/jinan.ts";
import { API_BASE } from "../../src/api/endpoint.ts";
import { officeOverHttp } from "../stage/office-over-http.ts";
import { ask } from "../stage/stage.ts";
import { datedStageOfFile } from "../stage/stage-of-file.ts";

const here = await datedStageOfFile();
const ours = officeOverHttp(here, await here.office(), false);
const theirs = officeOverHttp(here, await here.office(), false);
const { keys } = ours.sandbox;

describe("a credential that is not one", () => {
  const asKey = (key: string): Promise<{ status: number; body: Record<string, unknown> }> =>
    ask(here.url, null, "GET", `${API_BASE}/programmes`, { headers: { authorization: key } });
  const good = (): string => keys["desk-officer"] ?? "";

  test.each([
    ["cut short", (key: string) => `Bearer ${key.slice(0, -1)}`],
    [
      "with one letter changed",
      (key: string) => `Bearer ${key.slice(0, -1)}${key.endsWith("A") ? "B" : "A"}`,
    ],
    ["made longer", (key: string) => `Bearer ${key}A`],
    [
      "with the beginning of one and the end of another",
      (key: string) => `Bearer ${key.slice(0, 14)}${(keys.auditor ?? "").slice(14)}`,
    ],
    ["of another kind", (key: string) => `Basic ${Buffer.from(key).toString("base64")}`],
    ["made up", () => `Bearer sq_${"A".repeat(40)}`],
    ["unsigned, as a web token", () => "Bearer eyJhbGciOiJub25lIn0.eyJyb2xlcyI6WyJzZWN1cml0eS1hZG1pbiJdfQ."],
    ["empty", () => "Bearer "],
    ["very long", (key: string) => `Bearer ${key}${"x".repeat(8_000)}`],
    ["with what a query would take", () => "Bearer sq_' OR '1'='1"],
  ])("a key %s opens nothing", async (_, make) => {
    expect(await asKey(make(good()))).toMatchObject({ status: 401, body: { code: "not-signed-in" } });
  });

  test("a key that was revoked, and one whose time is over, open nothing from then on", async () => {
    const make = (expiresAt?: string) =>
      ask(here.url, keys["security-admin"] ?? null, "POST", `${API_BASE}/keys`, {
        body: {
          organisation: "office",
          name: "试",
          roles: ["desk-officer"],
          ...(expiresAt === undefined ? {} : { expiresAt }),
        },
      });
    const { body: over } = await make(new Date(Date.now() - 1_000).toISOString());
    expect((await asKey(`Bearer ${over.key}`)).status).toBe(401);
    const { body: made } = await make();
    expect((await asKey(`Bearer ${made.key}`)).status).toBe(200);
    await ask(here.url, keys["security-admin"] ?? null, "DELETE", `${API_BASE}/keys/${made.id}`);
    expect((await asKey(`Bearer ${made.key}`)).status).toBe(401);
  });

  test("a session that is forged, over, or signed out and sent again is nobody's", async () => {
    const own = { origin: "http://127.0.0.1" };
    const owner = new Client({ connectionString: here.postgres.ownerUrl });
    await owner.connect();
    const email = "clerk@example.com";
    const signUp = await ask(here.url, null, "POST", `${API_BASE}/auth/sign-up/email`, {
      body: { name: "示例用户", email, password: "correct-horse-battery" },
      headers: own,
    });
    expect(signUp.status, JSON.stringify(signUp.body)).toBe(200);
    const cookie = signUp.headers
      .getSetCookie()
      .map(each => each.split(";")[0])
      .join("; ");
    const joined = await ask(here.url, keys["security-admin"] ?? null, "POST", `${API_BASE}/members`, {
      body: { organisation: "office", email, roles: ["desk-officer"] },
    });
    expect(joined.status, JSON.stringify(joined.body)).toBeLessThan(300);
    const seen = async (text: string): Promise<number> =>
      (await ask(here.url, null, "GET", `${API_BASE}/programmes`, { headers: { cookie: text } })).status;
    expect(await seen(cookie)).toBe(200);
    const [name = "", value = ""] = cookie.split(/=(.*)/s);
    const [token = "", signature = ""] = decodeURIComponent(value).split(/\.(.*)/s);
    const forged = (text: string, mac: string): string => `${name}=${encodeURIComponent(`${text}.${mac}`)}`;
    const other = token.startsWith("A") ? `B${token.slice(1)}` : `A${token.slice(1)}`;
    for (const text of [
      forged(other, signature),
      forged(token, signature.toLowerCase()),
      forged(token, ""),
      `${name}=${token}`,
    ])
      expect(await seen(text), text).toBe(401);
    const signIn = await ask(here.url, null, "POST", `${API_BASE}/auth/sign-in/email`, {
      body: { email, password: "correct-horse-battery" },
      headers: own,
    });
    const second = signIn.headers
      .getSetCookie()
      .map(each => each.split(";")[0])
      .join("; ");
    await owner.query(
      `UPDATE identity."session" SET "expiresAt" = now() - interval '1 second' WHERE token = $1`,
      [decodeURIComponent(second.split(/=(.*)/s)[1] ?? "").split(".")[0]],
    );
    await owner.end();
    expect(await seen(second)).toBe(401);
    expect(
      (
        await ask(here.url, null, "POST", `${API_BASE}/auth/sign-out`, {
          body: {},
          headers: { ...own, cookie },
        })
      ).status,
    ).toBe(200);
    expect(await seen(cookie)).toBe(401);
  });

  test("a voucher's code that is changed, of another office, or made up proves nothing", async () => {
    const { voucher: id } = await jinanVoucher(here, ours);
    const { code } = await ours.ask<{ code: string }>("firm", "vouchers.code", { id });
    const check = (text: string, key = keys["provider-clerk"] ?? null) =>
      ask(here.url, key, "POST", `${API_BASE}/voucher-codes/check`, { body: { code: text } });
    expect((await check(code)).status).toBe(200);
    const parts = code.split(".");
    const body = Buffer.from(parts[2] ?? "", "base64url").toString();
    const changed = Buffer.from(body.replace(ours.code, theirs.code)).toString("base64url");
    for (const text of [
      [...parts.slice(0, 2), changed, parts[3]].join("."),
      [...parts.slice(0, 3), "A".repeat(86)].join("."),
      parts.slice(0, 3).join("."),
      `${code}A`,
      "SQ1....",
      "x".repeat(1_900),
    ]) {
      const { status } = await check(text);
      expect([400, 404, 409, 422], text).toContain(status);
    }
    expect((await check(code, theirs.sandbox.keys["provider-clerk"])).status).toBe(404);
  });

  test("another organisation's idempotency key is another key, and brings none of its answers", async () => {
    const propose = (who: string, holder: string) =>
      ours.as(who, "accounts.propose", { holder, bank: "示例银行", number: "62220001" }, "same-key");
    const first = await propose("firm3", "甲");
    const second = await propose("firm4", "乙");
    expect(second.id).not.toBe(first.id);
    expect(JSON.stringify(second)).not.toContain("甲");
  });
});
