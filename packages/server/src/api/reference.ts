/** The reference as one page without scripts: what there is, who may, what goes in and comes out, every problem code. */
import { REFUSALS } from "@suanquan/programmes";
import { FAULTS } from "./faults.ts";
import type { JsonSchema, OpenApiDocument, Operation } from "./openapi.ts";

const inHtml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

export const REFERENCE_STYLE = `
body { font: 15px/1.6 system-ui, "Noto Sans SC", sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; color: #1a1a1a; }
h1 { font-size: 1.5rem; } h2 { margin-top: 2.5rem; border-bottom: 1px solid #ccc; }
summary { cursor: pointer; padding: .3rem 0; } code, pre { font: 13px/1.5 ui-monospace, monospace; }
pre { background: #f5f5f5; padding: .75rem; overflow-x: auto; } .method { display: inline-block; min-width: 4rem; font-weight: 600; }
.money { background: #fff1d6; padding: 0 .4rem; } table { border-collapse: collapse; width: 100%; } td, th { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; border-top: 1px solid #eee; }
@media (prefers-color-scheme: dark) { body { background: #16181c; color: #e8e8e8; } pre { background: #23262c; } td, th { border-color: #333; } .money { background: #5a4310; } a { color: #8ab4f8; } }
`;

/** A schema in one line, as a reader would write it. */
function schemaInWords(schema: JsonSchema): string {
  if (Array.isArray(schema.enum)) return schema.enum.map(each => JSON.stringify(each)).join(" | ");
  if ("const" in schema) return JSON.stringify(schema.const);
  const choices = [schema.anyOf, schema.oneOf].find(Array.isArray) as JsonSchema[] | undefined;
  if (choices !== undefined) return choices.map(schemaInWords).join(" | ");
  if (Array.isArray(schema.type))
    return schema.type.map(type => schemaInWords({ ...schema, type })).join(" | ");
  switch (schema.type) {
    case "array":
      return `${schemaInWords((schema.items ?? {}) as JsonSchema)}[]`;
    case "object": {
      const properties = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>);
      const required = new Set((schema.required ?? []) as string[]);
      if (properties.length === 0) return "{ … }";
      return `{ ${properties
        .map(([name, each]) => `${name}${required.has(name) ? "" : "?"}: ${schemaInWords(each)}`)
        .join(", ")} }`;
    }
    case undefined:
      return "…";
    default:
      return String(schema.format ?? schema.type);
  }
}

function operation(method: string, path: string, each: Operation): string {
  const rows = each.parameters.map(
    ({ name, in: place, required, schema }) =>
      `<tr><td><code>${inHtml(name)}</code></td><td>${place}${required ? " *" : ""}</td><td><code>${inHtml(schemaInWords(schema))}</code></td></tr>`,
  );
  const body = each.requestBody?.content["application/json"];
  const done = each.responses["200"] as { content: { "application/json": { schema: JsonSchema } } };
  return `<details id="${inHtml(each.operationId)}"><summary><span class="method">${method.toUpperCase()}</span> <code>${inHtml(path)}</code> ${inHtml(each.summary)}${each["x-money"] ? ' <span class="money">资金 / money</span>' : ""}</summary>
<p>${inHtml(each["x-roles"].join(" · "))}</p>
${rows.length === 0 ? "" : `<table>${rows.join("")}</table>`}
${body === undefined ? "" : `<pre>${inHtml(schemaInWords(body.schema))}</pre><pre>${inHtml(JSON.stringify(body.example ?? {}, null, 2))}</pre>`}
<pre>200 ${inHtml(schemaInWords(done.content["application/json"].schema))}</pre></details>`;
}

/** The page. */
export function referencePage(document: OpenApiDocument): string {
  const groups = new Map<string, string[]>();
  for (const [path, methods] of Object.entries(document.paths))
    for (const [method, each] of Object.entries(methods)) {
      const tag = each.tags[0] ?? "";
      groups.set(tag, [...(groups.get(tag) ?? []), operation(method, path, each)]);
    }
  const sections = [...groups].map(
    ([tag, operations]) => `<h2 id="${inHtml(tag)}">${inHtml(tag)}</h2>${operations.join("\n")}`,
  );
  const problems = Object.entries({ ...FAULTS, ...REFUSALS }).map(
    ([code, { status, zh, en, cure }]) =>
      `<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td>${inHtml(zh)}<br>${inHtml(en)}</td><td>${inHtml(cure.zh)}<br>${inHtml(cure.en)}</td></tr>`,
  );
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>算券接口 / Suanquan API</title><link rel="stylesheet" href="/api/reference.css"></head><body>
<h1>算券接口 / Suanquan API</h1>
<p><a href="/api/v1/openapi.json">OpenAPI 3.1</a> · ${[...groups.keys()].map(tag => `<a href="#${inHtml(tag)}">${inHtml(tag)}</a>`).join(" · ")} · <a href="#problems">problems</a></p>
${sections.join("\n")}
<h2 id="problems">拒绝代码 / Problem codes</h2><table>${problems.join("\n")}</table>
</body></html>
`;
}
