/** Writes the typed client from the OpenAPI document: one type per operation, one small function for them all. */
import type { JsonSchema, OpenApiDocument, Operation } from "./api/openapi.ts";

const isName = /^[A-Za-z_$][\w$]*$/;
const quoted = (name: string): string => (isName.test(name) ? name : JSON.stringify(name));

/** A JSON Schema as a TypeScript type. */
function typeOf(schema: JsonSchema): string {
  if (Array.isArray(schema.enum)) return schema.enum.map(each => JSON.stringify(each)).join(" | ");
  if ("const" in schema) return JSON.stringify(schema.const);
  const choices = [schema.anyOf, schema.oneOf].find(Array.isArray) as JsonSchema[] | undefined;
  if (choices !== undefined) return [...new Set(choices.map(typeOf))].map(each => `(${each})`).join(" | ");
  if (Array.isArray(schema.allOf))
    return (schema.allOf as JsonSchema[]).map(each => `(${typeOf(each)})`).join(" & ");
  if (Array.isArray(schema.type))
    return schema.type.map(type => `(${typeOf({ ...schema, type })})`).join(" | ");
  switch (schema.type) {
    case "string":
      return "string";
    case "integer":
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    case "null":
      return "null";
    case "array":
      return `readonly (${typeOf((schema.items ?? {}) as JsonSchema)})[]`;
    case "object":
      return objectType(schema);
    default:
      return "unknown";
  }
}

function objectType(schema: JsonSchema): string {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>);
  const required = new Set((schema.required ?? []) as string[]);
  if (properties.length === 0) {
    const values = schema.additionalProperties;
    const value = typeof values === "object" && values !== null ? typeOf(values as JsonSchema) : "unknown";
    return `{ readonly [name: string]: ${value} }`;
  }
  const fields = properties.map(
    ([name, each]) => `readonly ${quoted(name)}${required.has(name) ? "" : "?"}: ${typeOf(each)};`,
  );
  return `{ ${fields.join(" ")} }`;
}

interface Row {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

const rowsOf = ({ paths }: OpenApiDocument): Row[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );

function inputType({ parameters, requestBody }: Operation): string {
  const fields = parameters
    .filter(each => each.in !== "header")
    .map(
      ({ name, required, schema }) => `readonly ${quoted(name)}${required ? "" : "?"}: ${typeOf(schema)};`,
    );
  const own = fields.length === 0 ? "Readonly<Record<string, never>>" : `{ ${fields.join(" ")} }`;
  const body = requestBody?.content["application/json"].schema;
  return body === undefined ? own : fields.length === 0 ? typeOf(body) : `${own} & ${typeOf(body)}`;
}

const outputType = ({ responses }: Operation): string => {
  const done = responses["200"] as { content: { "application/json": { schema: JsonSchema } } };
  return typeOf(done.content["application/json"].schema);
};

/** The text of the client's generated module. */
export function clientText(document: OpenApiDocument): string {
  const rows = rowsOf(document);
  const has = ({ parameters }: Operation, header: string): boolean =>
    parameters.some(each => each.name === header);
  return [
    "// biome-ignore-all format: generated from the OpenAPI document by packages/server/bin/write-client.js",
    "",
    "/** Input and output of every operation. */",
    "export interface Operations {",
    ...rows.map(
      ({ operation }) =>
        `  /** ${operation.summary.replaceAll("*/", "")} */\n  readonly ${quoted(operation.operationId)}: { readonly input: ${inputType(operation)}; readonly output: ${outputType(operation)} };`,
    ),
    "}",
    "",
    "/** Where each operation is, and which of its fields go into the path and the query. */",
    "export const OPERATIONS = {",
    ...rows.map(({ method, path, operation }) => {
      const query = operation.parameters.filter(each => each.in === "query").map(each => each.name);
      const edits = has(operation, "If-Match");
      return `  ${quoted(operation.operationId)}: { method: ${JSON.stringify(method)}, path: ${JSON.stringify(path)}, query: ${JSON.stringify(query)}, edits: ${edits} },`;
    }),
    "} as const;",
    "",
    "/** Every code that a refusal may carry. */",
    `export type ProblemCode = ${problemCodes(document)};`,
    "",
  ].join("\n");
}

function problemCodes({ components }: OpenApiDocument): string {
  const { Problem } = components.schemas as { Problem: { properties: { code: { enum: string[] } } } };
  return Problem.properties.code.enum.map(code => JSON.stringify(code)).join(" | ");
}
