/** Every operation of the OpenAPI document under bad input: never a fault of the server, never another office's data. */
import { request } from "node:http";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { API_BASE } from "../../src/api/endpoint.ts";
import type { OpenApiDocument, Operation } from "../../src/api/openapi.ts";
import { MODE_PLAYS } from "../stage/mode-plays.ts";
import { type HttpOffice, officeOverHttp } from "../stage/office-over-http.ts";
import { ask } from "../stage/stage.ts";
import { datedStageOfFile } from "../stage/stage-of-file.ts";

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
