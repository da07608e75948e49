import { readFileSync } from "node:fs";
import { COMMANDS } from "@suanquan/programmes";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { client, Problem } from "../../../client/src/index.ts";
import { API_BASE } from "../../src/api/endpoint.ts";
import { PROBLEM_CODES } from "../../src/api/faults.ts";
import { type OpenApiDocument, openApiDocument, pathFieldsOf } from "../../src/api/openapi.ts";
import { currentClient } from "../../src/current-client.ts";
import { stageOfFile } from "../stage/stage-of-file.ts";

const here = await stageOfFile();
const office = await here.office();
const { endpoints } = here.product;
const document: OpenApiDocument = await (await fetch(`${here.url}${API_BASE}/openapi.json`)).json();

const operations = () => Object.values(document.paths).flatMap(methods => Object.values(methods));

describe("the OpenAPI document", () => {
  test("is what the endpoints say, served without signing in", () => {
    expect(document).toEqual(JSON.parse(JSON.stringify(openApiDocument(endpoints))));
    expect(document.openapi).toBe("3.1.0");
  });

  test("names every operation once", () => {
    const names = operations().map(each => each.operationId);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(endpoints.length);
  });

  test("has a field for every part of every path", () => {
    for (const [path, methods] of Object.entries(document.paths))
      for (const { operationId, parameters } of Object.values(methods))
        expect(
          parameters.filter(each => each.in === "path").map(each => each.name),
          operationId,
        ).toEqual(pathFieldsOf(path));
  });

  test("asks for a key wherever money moves", () => {
    for (const { operationId, parameters, "x-money": money } of operations())
      if (money)
        expect(parameters, operationId).toContainEqual(
          expect.objectContaining({ name: "Idempotency-Key", required: true }),
        );
  });

  test("holds only schemas that are JSON Schema, and examples that fit them", () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    for (const { operationId, requestBody } of operations()) {
      const body = requestBody?.content["application/json"];
      if (body === undefined || !("example" in body)) continue;
      const fits = ajv.compile(body.schema);
      expect(fits(body.example), `${operationId}: ${JSON.stringify(fits.errors)}`).toBe(true);
    }
  });
});

describe("every endpoint of this package", () => {
  test("has an example that its own schema takes", () => {
    const domains = new Set(COMMANDS.map(({ name }) => name));
    const wrong = endpoints
      .filter(({ name }) => !domains.has(name))
      .filter(
        ({ input, example, edits }) =>
          !input.safeParse(edits === true ? { revision: 1, ...example } : example).success,
      );
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });
});

describe("the client", () => {
  test("is fresh: node packages/server/bin/write-client.js writes what is there", () => {
    const there = readFileSync(new URL("../../../client/src/operations.ts", import.meta.url), "utf8");
    expect(currentClient() === there, "run: node packages/server/bin/write-client.js").toBe(true);
  });

  test("calls with a key, fills path and query, and edits with the revision that was read", async () => {
    const suanquan = client({ url: here.url, key: office.keys["security-admin"] });
    const page = await suanquan.call("organisations.list", { limit: 2 });
    expect(page.items.map(each => each.code)).toEqual(["audit", "finance"]);
    const changed = await suanquan.call(
      "organisations.rename",
      { code: "audit", name: "新名称" },
      { revision: 1 },
    );
    expect(changed.revision).toBe(2);
  });

  test("throws a problem with its code and both languages", async () => {
    const suanquan = client({ url: here.url, key: office.keys.expert });
    const refused = await suanquan.call("members.list", {}).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Problem);
    expect(refused).toMatchObject({ status: 403, code: "not-your-role", en: { says: expect.any(String) } });
    expect(PROBLEM_CODES).toContain("not-your-role");
  });
});
