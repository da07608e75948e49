/** The OpenAPI 3.1 document, from the very schemas that check requests. */
import { type ZodType, z } from "zod";
import { AUTH_BASE } from "../identity/authentication.ts";
import { SIGN_IN_ENDPOINTS, type SignInEndpoint } from "../identity/sign-in-endpoints.ts";
import { API_BASE, type Audience, type Endpoint } from "./endpoint.ts";
import { PROBLEM_CODES } from "./faults.ts";

/** A JSON Schema (2020-12), which OpenAPI 3.1 takes as it is. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required: boolean;
  readonly description?: string;
  readonly schema: JsonSchema;
}

export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  /** Who may call it. */
  readonly "x-roles": readonly Audience[];
  /** The money command's key, or null. */
  readonly "x-money": boolean;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: {
    readonly required: boolean;
    readonly content: {
      readonly "application/json": { readonly schema: JsonSchema; readonly example?: unknown };
    };
  };
  readonly responses: Readonly<Record<string, unknown>>;
}

export interface OpenApiDocument {
  readonly openapi: "3.1.0";
  readonly info: Readonly<Record<string, unknown>>;
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, unknown>>;
}

const schemaOf = (schema: ZodType, io: "input" | "output"): JsonSchema => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any", reused: "inline" });
  return rest;
};

interface Fields {
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly required: ReadonlySet<string>;
}

/** The fields of an input: objects, and the joint fields of alternatives. */
function fieldsOf(schema: JsonSchema): Fields {
  const parts = [schema.anyOf, schema.oneOf, schema.allOf].find(Array.isArray) as JsonSchema[] | undefined;
  const own = (schema.properties ?? {}) as Record<string, JsonSchema>;
  const required = new Set((schema.required ?? []) as string[]);
  if (parts === undefined) return { properties: own, required };
  const all = parts.map(fieldsOf);
  return {
    properties: Object.assign({}, own, ...all.map(({ properties }) => properties)),
    required: new Set([
      ...required,
      ...[...(all[0]?.required ?? [])].filter(name => all.every(each => each.required.has(name))),
    ]),
  };
}

const PATH_FIELD = /\{(\w+)\}/g;
export const pathFieldsOf = (path: string): string[] =>
  [...path.matchAll(PATH_FIELD)].map(match => match[1] ?? "");

const KEY_PARAMETER = (required: boolean): Parameter => ({
  name: "Idempotency-Key",
  in: "header",
  required,
  description: "同一键与内容得到同一答复 / the same key and content get the same answer",
  schema: { type: "string", pattern: "^[A-Za-z0-9._:-]{1,100}$" },
});
const IF_MATCH: Parameter = {
  name: "If-Match",
  in: "header",
  required: true,
  description: "读取时得到的 ETag / the ETag that reading gave",
  schema: { type: "string", pattern: '^"\\d+"$' },
};
const PROBLEM = { $ref: "#/components/responses/Problem" };

function operationOf(endpoint: Endpoint): Operation {
  const { name, method, path, says, allows, money, edits, example } = endpoint;
  const { properties, required } = fieldsOf(schemaOf(endpoint.input, "input"));
  const inPath = new Set(pathFieldsOf(path));
  const rest = Object.keys(properties).filter(
    field => !inPath.has(field) && !(edits === true && field === "revision"),
  );
  const inQuery = method === "GET" || method === "DELETE" ? rest : [];
  const inBody = method === "GET" || method === "DELETE" ? [] : rest;
  const schema = (field: string): JsonSchema => properties[field] ?? {};
  const fits = endpoint.input.safeParse(edits === true ? { revision: 1, ...example } : example).success;
  const bodyExample = Object.fromEntries(
    inBody.filter(field => field in example).map(field => [field, example[field]]),
  );
  return {
    operationId: name,
    summary: `${says.zh} / ${says.en}`,
    description: `${allows.join(", ")}`,
    tags: [name.split(".")[0] ?? name],
    security: allows.includes("anyone") ? [] : [{ key: [] }, { session: [] }],
    "x-roles": allows,
    "x-money": money === true,
    parameters: [
      ...[...inPath].map(
        (field): Parameter => ({ name: field, in: "path", required: true, schema: schema(field) }),
      ),
      ...inQuery.map(
        (field): Parameter => ({
          name: field,
          in: "query",
          required: required.has(field),
          schema: schema(field),
        }),
      ),
      ...(method === "GET" ? [] : [KEY_PARAMETER(money === true)]),
      ...(edits === true ? [IF_MATCH] : []),
    ],
    ...(inBody.length === 0
      ? {}
      : {
          requestBody: {
            required: inBody.some(field => required.has(field)),
            content: {
              "application/json": {
                schema: {
                  type: "object",
                  properties: Object.fromEntries(inBody.map(field => [field, schema(field)])),
                  required: inBody.filter(field => required.has(field)),
                },
                ...(fits ? { example: bodyExample } : {}),
              },
            },
          },
        }),
    responses: {
      "200": {
        description: "完成 / done",
        content: { "application/json": { schema: schemaOf(endpoint.output, "output") } },
      },
      default: PROBLEM,
    },
  };
}

function signInOperation({ name, method, path, says, allows, example }: SignInEndpoint): Operation {
  return {
    operationId: name,
    summary: `${says.zh} / ${says.en}`,
    description: allows.join(", "),
    tags: ["auth"],
    security: allows.includes("anyone") ? [] : [{ session: [] }],
    "x-roles": allows,
    "x-money": false,
    parameters: pathFieldsOf(path).map(field => ({
      name: field,
      in: "path",
      required: true,
      schema: { type: "string" },
    })),
    ...(method === "GET"
      ? {}
      : {
          requestBody: {
            required: true,
            content: {
              "application/json": {
                schema: {
                  type: "object",
                  properties: Object.fromEntries(
                    Object.keys(example ?? {}).map(field => [field, { type: "string" }]),
                  ),
                  required: Object.keys(example ?? {}),
                },
                example: example ?? {},
              },
            },
          },
        }),
    responses: {
      "200": { description: "完成 / done", content: { "application/json": { schema: {} } } },
      default: PROBLEM,
    },
  };
}

const sentence = {
  type: "object",
  properties: { says: { type: "string" }, cure: { type: "string" } },
  required: ["says", "cure"],
};

/** The document of these endpoints and of the open ones of sign-in. */
export function openApiDocument(endpoints: readonly Endpoint[]): OpenApiDocument {
  const paths: Record<string, Record<string, Operation>> = {};
  const add = (path: string, method: string, operation: Operation): void => {
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation };
  };
  for (const endpoint of endpoints)
    add(`${API_BASE}${endpoint.path}`, endpoint.method, operationOf(endpoint));
  for (const endpoint of SIGN_IN_ENDPOINTS)
    add(`${AUTH_BASE}${endpoint.path}`, endpoint.method, signInOperation(endpoint));
  return {
    openapi: "3.1.0",
    info: {
      title: "算券 Suanquan",
      version: "1",
      description: "政府券政策的办理接口 / running government voucher programmes",
    },
    servers: [{ url: "/" }],
    paths,
    components: {
      securitySchemes: {
        key: { type: "http", scheme: "bearer", bearerFormat: "sq_…" },
        session: { type: "apiKey", in: "cookie", name: "suanquan.session_token" },
      },
      responses: {
        Problem: {
          description: "未受理 / refused",
          content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
        },
      },
      schemas: {
        Problem: {
          type: "object",
          properties: {
            type: { type: "string" },
            title: { type: "string" },
            status: { type: "integer" },
            code: { type: "string", enum: PROBLEM_CODES },
            zh: sentence,
            en: sentence,
          },
          required: ["type", "title", "status", "code", "zh", "en"],
        },
      },
    },
  };
}
