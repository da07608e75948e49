import { describe, expect, test } from "vitest";
import { as, ask, stage } from "../stage/stage.ts";
import { stageOfFile } from "../stage/stage-of-file.ts";

const here = await stageOfFile();
const office = await here.office();

const by: ReturnType<typeof as> = (...args) => as(here, office)(...args);
const add = (code: string, name: string, key?: string) =>
  by("security-admin", "POST", "/organisations", {
    body: { code, kind: "firm", name },
    ...(key === undefined ? {} : { headers: { "idempotency-key": key } }),
  });

describe("the same key", () => {
  test("and content get the same answer, and the thing is done once", async () => {
    const first = await add("firm-1", "示例企业", "k-1");
    const again = await add("firm-1", "示例企业", "k-1");
    expect(first.status).toBe(200);
    expect(again).toMatchObject({ status: 200, body: first.body });
    expect(again.headers.get("idempotency-replayed")).toBe("true");
  });

  test("with other content is a conflict", async () => {
    await add("firm-2", "示例企业", "k-2");
    expect(await add("firm-2", "另一企业", "k-2")).toMatchObject({
      status: 409,
      body: { code: "key-reused" },
    });
  });

  test("brings a refusal back as it was", async () => {
    await add("firm-3", "示例企业");
    const first = await add("firm-3", "示例企业", "k-3");
    const again = await add("firm-3", "示例企业", "k-3");
    expect(first).toMatchObject({ status: 409, body: { code: "duplicate" } });
    expect(again).toMatchObject({ status: 409, body: first.body });
  });

  test("of another organisation is another key", async () => {
    const other = await here.office();
    await add("firm-4", "示例企业", "k-4");
    const theirs = await as(here, other)("security-admin", "POST", "/organisations", {
      body: { code: "firm-9", kind: "firm", name: "别家" },
      headers: { "idempotency-key": "k-4" },
    });
    expect(theirs.status).toBe(200);
  });

  test("twenty times at once does it once", async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => add("firm-5", "示例企业", "k-5")));
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(1);
    expect(answers.filter(({ status, body }) => status !== 200 && body.code !== "busy")).toEqual([]);
  });

  test.each(["", "a b", "键", "x".repeat(101)])("“%s” is no key", async key => {
    const sent = encodeURIComponent(key) === key ? key : key.replaceAll(/[^\x20-\x7e]/g, "?");
    expect((await add("firm-6", "示例企业", sent)).body.code).toBe("key-malformed");
  });
});

describe("documents that people edit", () => {
  const rename = (etag?: string) =>
    by("security-admin", "PUT", "/organisations/firm", {
      body: { name: "新名称" },
      ...(etag === undefined ? {} : { headers: { "if-match": etag } }),
    });

  test.each([
    [undefined, 428, "if-match-missing"],
    ["1", 400, "if-match-malformed"],
    ["*", 400, "if-match-malformed"],
    ['"7"', 412, "stale"],
  ])("are not changed with If-Match %s", async (etag, status, code) => {
    expect(await rename(etag)).toMatchObject({ status, body: { code } });
  });

  test("change with the ETag that reading gave, and get a new one", async () => {
    const changed = await rename('"1"');
    expect(changed.status).toBe(200);
    expect(changed.headers.get("etag")).toBe('"2"');
  });
});

describe("pages of a list", () => {
  test("follow the cursor to the end, each thing once", async () => {
    const other = await here.office();
    const codes: string[] = [];
    let cursor = "";
    do {
      const path = `/organisations?limit=2${cursor === "" ? "" : `&cursor=${cursor}`}`;
      const { body } = await as(here, other)("security-admin", "GET", path);
      codes.push(...(body.items as { code: string }[]).map(each => each.code));
      cursor = (body.next as string | null) ?? "";
    } while (cursor !== "");
    expect(codes).toEqual(["audit", "finance", "firm", "office", "platform", "provider"]);
  });

  test.each(["limit=0", "limit=201", "limit=x", "cursor=%00"])("are refused with %s", async query => {
    const { status, body } = await by("security-admin", "GET", `/members?${query}`);
    expect({ status, code: body.code }).toEqual({ status: 400, code: "malformed" });
  });
});

describe("bodies", () => {
  const post = (body: string, type = "application/json") =>
    by("security-admin", "POST", "/organisations", { body, headers: { "content-type": type } });
  test.each([
    ["not JSON", "{", "application/json", 400, "not-json"],
    ["empty", "", "application/json", 400, "not-json"],
    ["a list", "[]", "application/json", 400, "not-json"],
    ["of another kind", "<a/>", "application/xml", 415, "media-type"],
    ["nested 70 deep", `{"a":${"[".repeat(70)}${"]".repeat(70)}}`, "application/json", 400, "body-too-deep"],
    [
      "nested 200,000 deep",
      `{"a":${"[".repeat(200_000)}${"]".repeat(200_000)}}`,
      "application/json",
      400,
      "body-too-deep",
    ],
    ["too large", JSON.stringify({ name: "x".repeat(1_100_000) }), "application/json", 413, "body-too-large"],
    ["with a prototype", '{"__proto__":{"a":1}}', "application/json", 400, "not-json"],
    [
      "with half a character",
      '{"code":"x1","kind":"firm","name":"\\u0000"}',
      "application/json",
      400,
      "malformed",
    ],
  ])("%s: refused", async (_, body, type, status, code) => {
    const answer = await post(body, type);
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
  });
});

describe("addresses", () => {
  test.each([
    ["GET", "/api/v1/no-such", 404, "no-such-endpoint"],
    ["PATCH", "/api/v1/members", 405, "method-not-allowed"],
    ["GET", "/api/v1/%zz", 400, "bad-request"],
    ["GET", "/api/v1/members/../../../etc/passwd", 404, "no-such-endpoint"],
    ["GET", `/api/v1/members/${"x".repeat(300)}`, 400, "bad-request"],
  ])("%s %s is refused", async (method, path, status, code) => {
    const answer = await ask(here.url, office.keys["security-admin"], method, path);
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
  });

  test("a problem says what is wrong and what would be right, in both languages", async () => {
    const answer = await ask(here.url, null, "GET", "/api/v1/members");
    expect(answer.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
    expect(answer.body).toMatchObject({
      status: 401,
      code: "not-signed-in",
      zh: { says: expect.stringMatching(/登录/), cure: expect.any(String) },
      en: { says: expect.any(String), cure: expect.any(String) },
    });
  });
});

describe("limits on how often", () => {
  test("one caller too many times a minute is told when to come again; others are not touched", async () => {
    const narrow = await stage({ requestsPerMinute: 5 });
    try {
      const place = await narrow.office();
      const codes: number[] = [];
      for (let i = 0; i < 7; i += 1)
        codes.push((await ask(narrow.url, place.keys.auditor, "GET", "/api/v1/me")).status);
      expect(codes).toEqual([200, 200, 200, 200, 200, 429, 429]);
      expect((await ask(narrow.url, place.keys.expert, "GET", "/api/v1/me")).status).toBe(200);
    } finally {
      await narrow.strike();
    }
  });
});

describe("health", () => {
  test("alive, ready, and figures for this machine", async () => {
    expect((await ask(here.url, null, "GET", "/healthz")).status).toBe(200);
    expect((await ask(here.url, null, "GET", "/readyz")).status).toBe(200);
    const figures = await (await fetch(`${here.url}/metrics`)).text();
    expect(figures).toContain("suanquan_http_request_seconds_bucket");
    expect(figures).toContain("suanquan_ledger_waiting 0");
  });
});

describe("the reference", () => {
  test("is one page that loads nothing from elsewhere", async () => {
    const page = await (await fetch(`${here.url}/api/reference`)).text();
    expect(page).toContain("members.add");
    expect(page).not.toMatch(/<script|https?:\/\/(?!platform\.example)/);
  });
});
