/** Files that would harm whoever opens them: each is answered soon, and is no fault of the server. */
import { describe, expect, test } from "vitest";
import { API_BASE } from "../../src/api/endpoint.ts";
import { officeOverHttp } from "../stage/office-over-http.ts";
import { ask } from "../stage/stage.ts";
import { stageOfFile } from "../stage/stage-of-file.ts";
import { crowdedZip, zipOf } from "../stage/zip-files.ts";

const here = await stageOfFile();
const office = officeOverHttp(here, await here.office(), false);

describe("evidence that is a trap", () => {
  const upload = async (name: string, content: Buffer) =>
    ask(here.url, await office.keyOf("firm"), "POST", `${API_BASE}/evidence`, {
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
