/** Sign-in with a real OpenID provider: discovery, code flow with PKCE, state and nonce; and every way in which it must fail. */

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Sandbox } from "../../src/identity/sandbox.ts";
import {
  Browser,
  CLIENT,
  frontOf,
  newKeys,
  type OpenIdPlace,
  openIdProvider,
  passThrough,
} from "../stage/openid-provider.ts";
import { as, ask, type Stage, stage } from "../stage/stage.ts";

const PEOPLE = {
  clerk: { email: "clerk@province.example", verified: true },
  officer: { email: "officer@province.example", verified: true },
  weakly: { email: "weakly@province.example", verified: true },
  known: { email: "known@province.example", verified: true },
  linked: { email: "linked@province.example", verified: true },
  unproven: { email: "unproven@province.example", verified: false },
};
const PROVIDERS = ["province", "strong", "other-issuer", "other-keys", "stale", "broken"];
const OWN = { origin: "http://127.0.0.1" };
const PASSWORD = "correct-horse-battery";

const places: OpenIdPlace[] = [];
let here: Stage;
let office: Sandbox;

beforeAll(async () => {
  const redirects = PROVIDERS.map(id => `http://127.0.0.1/api/v1/auth/callback/${id}`);
  const honest = await openIdProvider(PEOPLE, redirects);
  const stale = await openIdProvider(PEOPLE, redirects, { ttl: { IdToken: () => -600 }, jwks: newKeys() });
  const otherIssuer = await frontOf(honest, { issuer: "https://elsewhere.example" });
  const otherKeys = await frontOf(honest, { jwks_uri: `${stale.issuer}/jwks` });
  places.push(honest, stale, otherIssuer, otherKeys);
  const provider = (id: string, { issuer }: Pick<OpenIdPlace, "issuer">, secondFactor?: boolean) => ({
    id,
    discoveryUrl: `${issuer}/.well-known/openid-configuration`,
    clientId: CLIENT.id,
    clientSecret: CLIENT.secret,
    secondFactor,
  });
  here = await stage({
    secondFactor: true,
    oidc: [
      provider("province", honest),
      provider("strong", honest, true),
      provider("other-issuer", otherIssuer),
      provider("other-keys", otherKeys),
      provider("stale", stale),
      provider("broken", { issuer: "http://127.0.0.1:9" }),
    ],
  });
  office = await here.realOffice();
});
afterAll(async () => {
  for (const place of places) await place.close();
  await here.strike();
});

/** Begins at this server. @returns the provider's address, to which the browser is to go */
async function begun(browser: Browser, provider: string, path = "/sign-in/social"): Promise<string> {
  const url = `${here.url}/api/v1/auth${path}`;
  const answer = await ask(here.url, null, "POST", `/api/v1/auth${path}`, {
    body: { provider, callbackURL: "/", errorCallbackURL: "/refused" },
    headers: { ...OWN, cookie: browser.cookiesFor(url) },
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  browser.take(url, answer.headers);
  return String(answer.body.url);
}

/** The provider's answer, brought back to this server. */
const broughtBack = (browser: Browser, location: string) =>
  browser.go(location.replace("http://127.0.0.1/", `${here.url}/`));

async function signedIn(browser: Browser, provider: string, person: string) {
  const location = await passThrough(browser, await begun(browser, provider), person);
  return { location, back: await broughtBack(browser, location) };
}

const me = async (browser: Browser): Promise<Readonly<Record<string, unknown>>> => {
  const headers = { cookie: browser.cookiesFor(here.url) };
  const { status, body } = await ask(here.url, null, "GET", "/api/v1/me", { headers });
  return { ...body, status };
};
const accounts = async (email: string): Promise<string[]> => {
  const { rows } = await here.product.pool.query<{ providerId: string }>(
    `SELECT a."providerId" FROM identity."account" a JOIN identity."user" u ON u.id = a."userId" WHERE u.email = $1 ORDER BY 1`,
    [email],
  );
  return rows.map(row => row.providerId);
};

async function withPassword(email: string): Promise<Browser> {
  const browser = new Browser();
  const url = `${here.url}/api/v1/auth/sign-up/email`;
  const made = await ask(here.url, null, "POST", "/api/v1/auth/sign-up/email", {
    body: { name: "示例用户", email, password: PASSWORD },
    headers: OWN,
  });
  expect(made.status).toBe(200);
  browser.take(url, made.headers);
  return browser;
}

const join = (email: string, organisation: string, role: string) =>
  as(here, office)("security-admin", "POST", "/members", { body: { organisation, email, roles: [role] } });

describe("a person who comes from the provider", () => {
  test("is sent there with a code challenge, a state and a nonce, and comes back signed in", async () => {
    const browser = new Browser();
    const authorization = new URL(await begun(browser, "province"));
    const asked = authorization.searchParams;
    expect(asked.get("code_challenge_method")).toBe("S256");
    expect(asked.get("response_type")).toBe("code");
    for (const name of ["code_challenge", "state", "nonce"])
      expect(asked.get(name)?.length).toBeGreaterThan(20);
    const { to } = await broughtBack(browser, await passThrough(browser, authorization.href, "clerk"));
    expect(new URL(to ?? "").pathname).toBe("/");
    expect(await me(browser)).toMatchObject({ status: 200, roles: [], memberships: [] });
    expect(await accounts("clerk@province.example")).toEqual(["province"]);
  });

  test("is the same person the next time, and may what a firm's clerk may once they are one", async () => {
    const [first, second] = [new Browser(), new Browser()];
    await signedIn(first, "province", "clerk");
    await signedIn(second, "province", "clerk");
    expect((await join("clerk@province.example", "firm", "applicant-clerk")).status).toBe(200);
    expect(await me(second)).toMatchObject({ roles: ["applicant-clerk"] });
    expect(await me(first)).toEqual(await me(second));
  });
});

describe("an account that is there already", () => {
  test("with a password is not taken over by whoever the provider says has its address", async () => {
    await withPassword("known@province.example");
    const browser = new Browser();
    const { back } = await signedIn(browser, "province", "known");
    expect(new URL(back.to ?? "").pathname).toBe("/refused");
    expect((await me(browser)).status).toBe(401);
    expect(await accounts("known@province.example")).toEqual(["credential"]);
  });

  test("is linked by its owner, signed in, and opened by the provider from then on", async () => {
    const owner = await withPassword("linked@province.example");
    const location = await passThrough(owner, await begun(owner, "province", "/link-social"), "linked");
    expect(new URL((await broughtBack(owner, location)).to ?? "").pathname).toBe("/");
    expect(await accounts("linked@province.example")).toEqual(["credential", "province"]);
    const later = new Browser();
    await signedIn(later, "province", "linked");
    expect((await me(later)).person).toBe((await me(owner)).person);
  });

  test("is not linked to somebody else's identity", async () => {
    const owner = await withPassword("mine@province.example");
    const location = await passThrough(owner, await begun(owner, "province", "/link-social"), "unproven");
    expect(new URL((await broughtBack(owner, location)).to ?? "").pathname).toBe("/refused");
    expect(await accounts("mine@province.example")).toEqual(["credential"]);
  });
});

describe("the second factor", () => {
  test("is owed by an officer whose provider is not known to ask for one, and paid by one that does", async () => {
    const programmes = async (browser: Browser) =>
      (
        await ask(here.url, null, "GET", "/api/v1/programmes", {
          headers: { cookie: browser.cookiesFor(here.url) },
        })
      ).body;
    const [weak, strong] = [new Browser(), new Browser()];
    await signedIn(weak, "province", "weakly");
    await join("weakly@province.example", "office", "desk-officer");
    expect(await programmes(weak)).toMatchObject({ code: "second-factor-needed" });
    await signedIn(strong, "strong", "officer");
    await join("officer@province.example", "office", "desk-officer");
    expect(await programmes(strong)).toMatchObject({ items: [] });
  });

  test("turned on here does not count for a session that began at a provider which asks for none", async () => {
    await here.product.pool.query(`UPDATE identity."user" SET "twoFactorEnabled" = true WHERE email = $1`, [
      "weakly@province.example",
    ]);
    const browser = new Browser();
    await signedIn(browser, "province", "weakly");
    const answer = await ask(here.url, null, "GET", "/api/v1/programmes", {
      headers: { cookie: browser.cookiesFor(here.url) },
    });
    expect(answer.body).toMatchObject({ code: "second-factor-needed" });
  });
});

describe("refused, and nobody is signed in", () => {
  const refused = async (browser: Browser, location: string): Promise<void> => {
    const { to, status, text } = await broughtBack(browser, location);
    const where = to === null ? `${status} ${text}` : new URL(to).pathname;
    expect(where === "/refused" || where.includes("sign-in-refused"), where).toBe(true);
    expect((await me(browser)).status).toBe(401);
  };

  test.each(["other-issuer", "other-keys", "stale"])(
    "a token of the wrong issuer, key or time: %s",
    async id => {
      const browser = new Browser();
      await refused(browser, await passThrough(browser, await begun(browser, id), "clerk"));
    },
  );

  test("a code that has been used", async () => {
    const browser = new Browser();
    const { location } = await signedIn(browser, "province", "clerk");
    await refused(new Browser(), location);
    const again = new Browser();
    await begun(again, "province");
    await refused(again, location);
  });

  test("an answer with another state, or none", async () => {
    const browser = new Browser();
    const location = new URL(await passThrough(browser, await begun(browser, "province"), "clerk"));
    location.searchParams.set("state", "x".repeat(32));
    await refused(browser, location.href);
    location.searchParams.delete("state");
    await refused(browser, location.href);
  });

  test("an answer that belongs to another browser", async () => {
    const [mine, theirs] = [new Browser(), new Browser()];
    const location = await passThrough(theirs, await begun(theirs, "province"), "clerk");
    await begun(mine, "province");
    await refused(mine, location);
  });

  test("a code that another browser's request was given for: the code challenge is not its own", async () => {
    const [mine, theirs] = [new Browser(), new Browser()];
    const stolen = new URL(await passThrough(theirs, await begun(theirs, "province"), "clerk"));
    const own = new URL(await passThrough(mine, await begun(mine, "province"), "clerk"));
    own.searchParams.set("code", stolen.searchParams.get("code") ?? "");
    await refused(mine, own.href);
  });

  test("a token whose nonce is not the one that was asked for", async () => {
    const browser = new Browser();
    const authorization = new URL(await begun(browser, "province"));
    authorization.searchParams.set("nonce", "n".repeat(32));
    await refused(browser, await passThrough(browser, authorization.href, "clerk"));
  });

  test("an answer that names another issuer (RFC 9207)", async () => {
    const browser = new Browser();
    const location = new URL(await passThrough(browser, await begun(browser, "province"), "clerk"));
    expect(location.searchParams.get("iss")).not.toBeNull();
    location.searchParams.set("iss", "https://elsewhere.example");
    await refused(browser, location.href);
  });

  test("a person who says no there", async () => {
    const browser = new Browser();
    const authorization = new URL(await begun(browser, "province"));
    const state = authorization.searchParams.get("state") ?? "";
    await refused(
      browser,
      `http://127.0.0.1/api/v1/auth/callback/province?error=access_denied&state=${state}`,
    );
  });
});

test("a provider that does not answer, and one that nobody set up, are refused in words; passwords still work", async () => {
  for (const [provider, status] of [
    ["broken", 404],
    ["nobody", 404],
  ] as const) {
    const answer = await ask(here.url, null, "POST", "/api/v1/auth/sign-in/social", {
      body: { provider, callbackURL: "/" },
      headers: OWN,
    });
    expect(answer.status).toBe(status);
    expect(answer.body).toHaveProperty("zh.says");
  }
  expect((await me(await withPassword("plain@province.example"))).status).toBe(200);
});

test("the browser is sent nowhere but to this site afterwards", async () => {
  const answer = await ask(here.url, null, "POST", "/api/v1/auth/sign-in/social", {
    body: { provider: "province", callbackURL: "https://evil.example/" },
    headers: OWN,
  });
  expect(answer).toMatchObject({ status: 401, body: { code: "sign-in-refused" } });
});
