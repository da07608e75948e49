/** Every operation of the OpenAPI document under bad input: never a fault of the server, never another office's data. */
import { request } from "node:http";
import { crc32, deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { Client } from "pg";
import { beforeAll, describe, expect, test } from "vitest";
import { API_BASE } from "../../src/api/endpoint.ts";
import type { OpenApiDocument, Operation } from "../../src/api/openapi.ts";
import { MODE_PLAYS } from "./mode-plays.ts";
import { type HttpOffice, officeOverHttp } from "./office-over-http.ts";
import { ask } from "./stage.ts";
import { datedStageOfFile } from "./stage-of-file.ts";

const here = await datedStageOfFile();
let ours: HttpOffice;
let theirs: HttpOffice;
let operations: { method: string; path: string; operation: Operation }[];
/** Stands in texts of another office. */
const FOREIGN = "外单位的秘密";
/** Stands in texts of another firm of our own office. */
const MARK = "别家企业的秘密";
/** Numbers of another office's things, and keys of its uses. */
let foreign: string[] = [];
/** Of the same office's other firm and provider. */
let neighbours: string[] = [];
/** Keys of ours, by role; clerks are those of the firm and the provider that nothing of it belongs to. */
let keys: Readonly<Record<string, string>>;

beforeAll(async () => {
  const document: OpenApiDocument = await (await fetch(`${here.url}${API_BASE}/openapi.json`)).json();
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
  ours = officeOverHttp(here, await here.office(), false);
  theirs = officeOverHttp(here, await here.office(), false);
  await fill(theirs, FOREIGN);
  foreign = await numbersOf(theirs, null);
  await fill(ours, MARK);
  neighbours = await numbersOf(ours, ["firm-1", "provider-1"]);
  keys = {
    ...ours.sandbox.keys,
    "applicant-clerk": await ours.keyOf("firm2"),
    "provider-clerk": await ours.keyOf("provider2"),
  };
});

/** A programme lived through to its payment and clawback, and whatever else may hold a secret. */
async function fill(office: HttpOffice, mark: string): Promise<void> {
  const play = Object.entries(MODE_PLAYS).find(([name]) => name.startsWith("deducted"))?.[1];
  const programme = (await play?.(office, here.today)) ?? "";
  if (office === theirs)
    await office.as("desk", "rounds.create", { id: programme, title: mark, opens: "2025-01-01" });
  await office.as("firm", "accounts.propose", { holder: mark, bank: mark, number: "62220000" });
  const content = Buffer.from(`%PDF-${mark} ${office.code}`).toString("base64");
  await office.ask("firm", "evidence.upload", { name: `${mark}.pdf`, proves: mark, content });
}

/** The numbers of an office's things: of these organisations, or of everybody. */
async function numbersOf(office: HttpOffice, organisations: readonly string[] | null): Promise<string[]> {
  const { rows } = await here.product.pool.query<{ id: string }>(
    `SELECT id::text FROM programmes.subject
      WHERE office = $1 AND kind <> 'party' AND ($2::text[] IS NULL OR organisation = ANY ($2))
     UNION ALL SELECT key FROM programmes.redemption WHERE office = $1 AND ($2::text[] IS NULL OR provider = ANY ($2))
     UNION ALL SELECT id::text FROM identity.api_key WHERE office = $1 AND ($2::text[] IS NULL OR organisation = ANY ($2))`,
    [office.code, organisations],
  );
  return rows.map(({ id }) => id);
}

/** Everything of others as it stands: nothing that is asked here may change it. */
async function standing(office: HttpOffice, organisations: readonly string[] | null): Promise<unknown> {
  const { rows } = await here.product.pool.query(
    `SELECT (SELECT md5(string_agg(id::text || revision || state, ' ' ORDER BY id)) FROM programmes.subject
              WHERE office = $1 AND kind <> 'party' AND ($2::text[] IS NULL OR organisation = ANY ($2))) AS subjects,
            (SELECT count(*) FROM programmes.redemption WHERE office = $1 AND ($2::text[] IS NULL OR provider = ANY ($2))) AS uses,
            (SELECT count(*) FROM ledger.journal WHERE office = $1 AND $2::text[] IS NULL) AS lines`,
    [office.code, organisations],
  );
  return rows[0];
}

/** Those that are put into bodies, and may then be told again with what was sent; the others must never be told. */
const isSown = (_: string, n: number): boolean => n % 4 === 0;

const ofOneFirm = (key: string | null): boolean =>
  [keys["applicant-clerk"], keys["provider-clerk"], null].includes(key);

/** What is none of the asker's business. The office's own people may do something to its firms' things. */
const othersOf = (key: string | null): readonly string[] =>
  ofOneFirm(key) ? [...foreign, ...neighbours] : foreign;

const scalar = (others: readonly string[]): fc.Arbitrary<unknown> =>
  fc.oneof(
    fc.constantFrom<unknown>(
      null,
      true,
      0,
      -1,
      1e308,
      Number.MAX_SAFE_INTEGER + 2,
      "",
      "\u0000",
      "\ud800",
      "' OR 1=1 --",
      "../../../etc/passwd",
      "0.00",
      "1.001",
      "-1.00",
      "99999999999999999999.00",
      "2025-02-30",
      "0198a4b2-0000-7000-8000-000000000000",
      "x".repeat(5_000),
      [],
      {},
    ),
    fc.constantFrom(...others.filter(isSown)),
    fc.string({ unit: "binary" }),
    fc.jsonValue({ maxDepth: 4 }),
  );

/** The operation's own example with fields made wrong, left out, or added. */
const bodyFor = (operation: Operation, others: readonly string[]): fc.Arbitrary<Record<string, unknown>> => {
  const content = operation.requestBody?.content["application/json"];
  const example = (content?.example ?? {}) as Record<string, unknown>;
  const fields = Object.keys((content?.schema.properties ?? {}) as object);
  return fc
    .dictionary(
      fc.constantFrom(...fields, "extra", "constructor", "id", "office", "revision"),
      scalar(others),
      {
        maxKeys: 4,
      },
    )
    .map(wrong => ({ ...example, ...wrong }));
};

const pathFor = (path: string, others: readonly string[]): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof(
        fc.constantFrom(...others),
        fc.constantFrom(
          "0198a4b2-0000-7000-8000-000000000000",
          ...[
            "..",
            "%2e%2e",
            "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
            "..%5c..%5c",
            "%00",
            "a%2fb",
            "%c0%ae",
            ";",
            "%3f",
          ],
          "x".repeat(201),
          "%e4%b8%ad".repeat(900),
          `k-${"0".repeat(24)}`,
          "0".repeat(64),
        ),
        fc.string({ minLength: 1, maxLength: 20 }).map(text => encodeURIComponent(text.toWellFormed())),
      ),
      { minLength: 3, maxLength: 3 },
    )
    .map(parts => {
      let next = 0;
      return path.replaceAll(/\{\w+\}/g, () => parts[next++ % 3] ?? "x");
    });

/** Per operation; `npm run test:fuzz` tries many more. */
const RUNS = Number(process.env.PROPERTY_RUNS ?? 12);

/** Keys that may be refused or let through at an operation. */
const keysFor = (operation: Operation): (string | null)[] => {
  const roles = operation["x-roles"].filter(role => role !== "anyone" && role !== "signed-in");
  return [null, ...roles.map(role => keys[role] ?? null)];
};

/** @param sent what the request itself named */
function assertNothingOfOthers(told: string, sent: string, isOfOneFirm: boolean): void {
  for (const secret of [theirs.code, FOREIGN]) if (!sent.includes(secret)) expect(told).not.toContain(secret);
  // Who sees the whole office sees its firms' secrets.
  if (isOfOneFirm) expect(told).not.toContain(MARK);
  for (const [n, id] of [...foreign, ...neighbours].entries())
    if (!isSown(id, n) && !sent.includes(id) && (isOfOneFirm || n < foreign.length))
      expect(told).not.toContain(id);
}

describe("every operation of the document", () => {
  test("answers bad input with a problem, never with a fault; shows nothing of another office or firm, and changes nothing of theirs", async () => {
    expect(operations.length).toBeGreaterThan(80);
    expect(foreign.length).toBeGreaterThan(30);
    expect(neighbours.length).toBeGreaterThan(8);
    const before = [await standing(theirs, null), await standing(ours, ["firm-1"])];
    for (const { method, path, operation } of operations) {
      await fc.assert(
        fc.asyncProperty(
          fc
            .constantFrom(...keysFor(operation))
            .chain(key =>
              fc.tuple(fc.constant(key), pathFor(path, othersOf(key)), bodyFor(operation, othersOf(key))),
            ),
          fc.constantFrom('"1"', '"999"', "x"),
          fc.uuid(),
          async ([key, target, body], etag, idempotency) => {
            const answer = await ask(here.url, key, method, target, {
              ...(method === "GET" ? {} : { body }),
              headers: { "if-match": etag, "idempotency-key": idempotency },
            });
            const told = JSON.stringify(answer.body);
            expect(answer.status, `${method} ${target}: ${told}`).toBeLessThan(500);
            if (answer.status >= 400) expect(answer.body, target).toHaveProperty("code");
            assertNothingOfOthers(told, `${target} ${JSON.stringify(body)}`, ofOneFirm(key));
          },
        ),
        { numRuns: RUNS, endOnFailure: true },
      );
    }
    expect([await standing(theirs, null), await standing(ours, ["firm-1"])]).toEqual(before);
  });

  test("with each number of another office in its place is refused in the words of one that does not exist", async () => {
    const wrong: string[] = [];
    // A number that went into bodies may by now be the code of an organisation of our own.
    for (const { method, path, operation } of operations.filter(each => /\{\w+\}/.test(each.path)))
      for (const id of sample(foreign.filter((each, n) => !isSown(each, n))))
        for (const key of keysFor(operation).slice(1, 3)) {
          const target = path.replaceAll(/\{\w+\}/g, id);
          const example = operation.requestBody?.content["application/json"].example ?? {};
          const answer = await ask(here.url, key, method, target, {
            ...(method === "GET" ? {} : { body: example }),
            headers: { "if-match": '"1"', "idempotency-key": crypto.randomUUID() },
          });
          const told = JSON.stringify(answer.body);
          // A list about it is empty; anything else that is answered well would be theirs.
          const isEmpty = Object.values(answer.body).every(each =>
            Array.isArray(each) ? each.length === 0 : each === null,
          );
          if (answer.status >= 500 || (answer.status < 400 && !(method === "GET" && isEmpty)))
            wrong.push(`${method} ${target}: ${answer.status} ${told.slice(0, 200)}`);
          assertNothingOfOthers(told, target, false);
        }
    expect(wrong).toEqual([]);
  });

  test("with a number of another firm of the same office in its place tells and changes nothing", async () => {
    const before = await standing(ours, ["firm-1", "provider-1"]);
    const wrong: string[] = [];
    const clerks = { "applicant-clerk": keys["applicant-clerk"], "provider-clerk": keys["provider-clerk"] };
    for (const { method, path, operation } of operations.filter(each => /\{\w+\}/.test(each.path)))
      for (const [role, key] of Object.entries(clerks)) {
        if (!operation["x-roles"].some(each => each === role)) continue;
        // A voucher is used by whichever provider is shown it.
        if (/vouchers\.(redeem|hold)$/.test(operation.operationId)) continue;
        for (const id of sample(neighbours)) {
          const target = path.replaceAll(/\{\w+\}/g, id);
          const example = operation.requestBody?.content["application/json"].example ?? {};
          const answer = await ask(here.url, key ?? null, method, target, {
            ...(method === "GET" ? {} : { body: example }),
            headers: { "if-match": '"1"', "idempotency-key": crypto.randomUUID() },
          });
          const told = JSON.stringify(answer.body);
          if (answer.status >= 500 || told.includes(MARK))
            wrong.push(`${method} ${target} as ${role}: ${told}`);
          if (method !== "GET" && answer.status < 400) wrong.push(`${method} ${target} as ${role}: done`);
          for (const other of neighbours)
            if (other !== id && told.includes(other))
              wrong.push(`${method} ${target} as ${role} tells of ${other}`);
        }
      }
    expect(wrong).toEqual([]);
    expect(await standing(ours, ["firm-1", "provider-1"])).toEqual(before);
  });

  test.each([
    ["text/plain", "{}"],
    ["application/xml", "<a/>"],
    ["application/x-www-form-urlencoded", "a=1"],
    ["multipart/form-data; boundary=x", '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--x--'],
    ["application/json; charset=utf-16", "{}"],
    ["application/json", '{"a":'],
    ["application/json", "[1]"],
    ["application/json", '"x"'],
    ["application/json", '{"__proto__":{"x":1}}'],
    ["nonsense", "{}"],
    ["", "{}"],
  ])("takes %s with %j for what it is", async (type, body) => {
    for (const { method, path, operation } of operations) {
      if (method === "GET") continue;
      const target = path.replaceAll(/\{\w+\}/g, "0198a4b2-0000-7000-8000-000000000000");
      for (const key of keysFor(operation).slice(0, 2)) {
        const headers = { "content-type": type, "if-match": '"1"', "idempotency-key": crypto.randomUUID() };
        const answer = await ask(here.url, key, method, target, { body, headers });
        expect(answer.status, `${method} ${target}: ${JSON.stringify(answer.body)}`).toBeLessThan(500);
        if (answer.status >= 400) expect(answer.body).toHaveProperty("code");
      }
    }
  });

  test("refuses lists five thousand deep", async () => {
    const body = `{"a":${"[".repeat(5_000)}${"]".repeat(5_000)}}`;
    for (const { method, path, operation } of operations) {
      if (method === "GET") continue;
      const target = path.replaceAll(/\{\w+\}/g, "0198a4b2-0000-7000-8000-000000000000");
      const headers = { "if-match": '"1"', "idempotency-key": crypto.randomUUID() };
      const answer = await ask(here.url, keysFor(operation).at(-1) ?? null, method, target, {
        body,
        headers,
      });
      expect([400, 401, 403, 429], `${method} ${target}: ${JSON.stringify(answer.body)}`).toContain(
        answer.status,
      );
    }
  });

  test("refuses a body beyond its limit before reading it, and goes on serving", async () => {
    const huge = JSON.stringify({ name: "x".repeat(1_100_000) });
    for (const { method, path, operation } of operations) {
      if (method === "GET" || operation.operationId.startsWith("evidence.")) continue;
      const target = path.replaceAll(/\{\w+\}/g, "0198a4b2-0000-7000-8000-000000000000");
      const key = keysFor(operation).at(-1) ?? null;
      const answer = await ask(here.url, key, method, target, { body: huge }).catch(() => null);
      // A connection that is closed while it is still being written to is an answer too.
      if (answer !== null)
        expect([400, 401, 403, 413, 415, 429], `${method} ${target}`).toContain(answer.status);
    }
    expect((await ask(here.url, null, "GET", "/healthz")).status).toBe(200);
  });

  test.each([
    "/api/v1/../../etc/passwd",
    "/api/v1/./members",
    "//api/v1/members",
    "/api/v1/members/..%2f..%2f..%2fetc%2fpasswd",
    "/api/v1/members\\..\\..\\etc",
    "/api/v1/members/%",
    "/api/v1/members/%00",
    "/api/v1/members?limit=%",
    "/api/v1/members?limit=1&limit=2",
    `/api/v1/members?${"a=1&".repeat(2_000)}`,
    `/api/v1/${"a/".repeat(3_000)}`,
    "/api/v1/members;a=b",
    "http://elsewhere.example/api/v1/members",
    "*",
  ])("an address as it stands, %j, is no fault and no way in", async target => {
    const { status, text } = await rawly(target);
    expect(status, text).toBeLessThan(500);
    expect(text).not.toContain("root:");
  });
});

/** So many of them, from end to end: a few in `npm test`, all of them at length. */
const sample = (all: readonly string[]): string[] => {
  const step = Math.max(1, Math.floor(all.length / Math.min(all.length, RUNS / 2)));
  return all.filter((_, n) => n % step === 0);
};

/** A request whose address is sent as it stands; `fetch` would put it in order first. */
function rawly(path: string): Promise<{ status: number; text: string }> {
  const { hostname, port } = new URL(here.url);
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${keys["security-admin"]}` };
    const asked = request({ hostname, port, path, headers }, response => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", piece => {
        text += piece;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
    });
    asked.on("error", reject);
    asked.end();
  });
}

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
    // All the bad sign-ins before this lock out their address, which is this test's as well.
    await owner.query("DELETE FROM identity.failed_sign_in");
    const email = "fuzz@example.com";
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
    const { items } = await ours.ask<{ items: { id: string }[] }>("firm", "vouchers.list", {});
    const { code } = await ours.ask<{ code: string }>("firm", "vouchers.code", { id: items[0]?.id ?? "" });
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

/** A zip archive of one file. */
function zipOf(name: string, content: Buffer): Buffer {
  const packed = deflateRawSync(content, { level: 9 });
  const head = Buffer.alloc(26);
  head.writeUInt16LE(20, 0);
  head.writeUInt16LE(8, 4);
  head.writeUInt32LE(crc32(content), 10);
  head.writeUInt32LE(packed.length, 14);
  head.writeUInt32LE(content.length, 18);
  head.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), head, Buffer.from(name), packed]);
  const directory = Buffer.concat([
    Buffer.from("PK\u0001\u0002\u0014\u0000"),
    head,
    Buffer.alloc(14),
    Buffer.from(name),
  ]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, directory, Buffer.from("PK\u0005\u0006"), end]);
}

/** An archive whose directory names the same small file again and again. */
function crowdedZip(entries: number): Buffer {
  const one = zipOf("OFD.xml", Buffer.from("<a/>"));
  const at = one.indexOf("PK\u0001\u0002");
  const [local, entry] = [one.subarray(0, at), one.subarray(at, one.length - 22)];
  const directory = Buffer.concat(Array.from({ length: entries }, () => entry));
  const end = Buffer.from(one.subarray(-22));
  end.writeUInt16LE(Math.min(entries, 65_535), 8);
  end.writeUInt16LE(Math.min(entries, 65_535), 10);
  end.writeUInt32LE(directory.length, 12);
  return Buffer.concat([local, directory, end]);
}

describe("evidence that is a trap", () => {
  const upload = async (name: string, content: Buffer) =>
    ask(here.url, await ours.keyOf("firm"), "POST", `${API_BASE}/evidence`, {
      body: { name, proves: "发票", content: content.toString("base64") },
      headers: { "idempotency-key": crypto.randomUUID() },
    });
  const bomb = zipOf("OFD.xml", Buffer.alloc(200_000_000));
  const laughs = `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "${"ha".repeat(50)}">${Array.from({ length: 12 }, (_, i) => `<!ENTITY ${String.fromCharCode(98 + i)} "${`&${String.fromCharCode(97 + i)};`.repeat(10)}">`).join("")}]><EInvoice>&m;</EInvoice>`;
  test.each([
    ["a zip that unpacks to 200 MB", "invoice.ofd", () => bomb],
    ["entities that multiply", "invoice.xml", () => Buffer.from(laughs)],
    [
      "a file of the machine by reference",
      "invoice.xml",
      () => Buffer.from('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><EInvoice>&x;</EInvoice>'),
    ],
    ["a name that climbs", "../../../../tmp/x.pdf", () => Buffer.from("%PDF-1.7 climbing")],
    ["a program with a harmless name", "invoice.pdf", () => Buffer.from("MZ\u0090\u0000 not a PDF")],
    ["a zip of a hundred thousand names", "invoice.ofd", () => crowdedZip(100_000)],
    [
      "elements a hundred thousand deep",
      "invoice.xml",
      () => Buffer.from(`<EInvoice>${"<a>".repeat(100_000)}${"</a>".repeat(100_000)}</EInvoice>`),
    ],
    [
      "an element with a hundred thousand attributes",
      "invoice.xml",
      () => Buffer.from(`<EInvoice ${Array.from({ length: 100_000 }, (_, n) => `a${n}=""`).join(" ")}/>`),
    ],
    ["a broken zip", "invoice.ofd", () => zipOf("OFD.xml", Buffer.from("<a/>")).subarray(0, 40)],
    ["nothing", "invoice.pdf", () => Buffer.alloc(0)],
  ])("%s ends within five seconds, and no fault", async (_, name, make) => {
    const started = performance.now();
    const answer = await upload(name, make());
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(500);
    expect(JSON.stringify(answer.body)).not.toContain("root:");
  });
});
