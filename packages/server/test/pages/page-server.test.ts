import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type PageServer, PortTaken, servePages } from "../../src/pages/index.ts";

let folder: string;
let server: PageServer;
const CATALOGUE = JSON.stringify({ format: "suanquan-catalogue/1", filler: "券".repeat(2000) });

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "suanquan-pages-"));
  mkdirSync(path.join(folder, "pages", "assets"), { recursive: true });
  writeFileSync(path.join(folder, "secret.txt"), "not for the outside");
  writeFileSync(path.join(folder, "pages", "index.html"), "<!doctype html><title>算券</title>");
  writeFileSync(path.join(folder, "pages", "assets", "index-Bq3x_9aZ.js"), "export {};");
  writeFileSync(path.join(folder, "pages", "source.map"), "{}");
  writeFileSync(path.join(folder, "pages", "assets", "catalogue.json"), CATALOGUE);
  mkdirSync(path.join(folder, "pages", "fit"));
  writeFileSync(path.join(folder, "pages", "fit", "index.html"), "<!doctype html><title>测算</title>");
  for (const page of ["embed", "en/embed", "embedding"]) {
    mkdirSync(path.join(folder, "pages", page), { recursive: true });
    writeFileSync(path.join(folder, "pages", page, "index.html"), "<!doctype html><title>嵌入</title>");
  }
  writeFileSync(path.join(folder, "pages", "embed.js"), "void 0;");
  server = await servePages({
    pages: path.join(folder, "pages"),
    host: "127.0.0.1",
    port: 0,
  });
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const ask = (url: string, init?: RequestInit) => fetch(new URL(url, server.address), init);

/** A request exactly as written, since `fetch` tidies paths up. */
function askRaw(request: string): Promise<string> {
  const { hostname, port } = new URL(server.address);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(request));
    let answer = "";
    socket.on("data", piece => {
      answer += piece.toString();
    });
    socket.on("end", () => resolve(answer));
    socket.on("error", reject);
  });
}

describe("what the server gives out", () => {
  test("the first page stands at the root", async () => {
    const answer = await ask("/");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(await answer.text()).toContain("算券");
  });

  test("a page in a folder stands there, and its address without the last stroke leads to it", async () => {
    expect(await (await ask("/fit/")).text()).toContain("测算");
    const bare = await ask("/fit", { redirect: "manual" });
    expect([bare.status, bare.headers.get("location")]).toEqual([308, "/fit/"]);
  });

  test("the compiled catalogue stands at /assets/catalogue.json", async () => {
    expect(await (await ask("/assets/catalogue.json")).text()).toBe(CATALOGUE);
  });

  test("a large text goes compressed to who takes it, and plain to who does not", async () => {
    const compressed = await ask("/assets/catalogue.json", { headers: { "accept-encoding": "gzip" } });
    expect(compressed.headers.get("content-encoding")).toBe("gzip");
    const plain = await ask("/assets/catalogue.json", {
      headers: { "accept-encoding": "gzip;q=0, identity" },
    });
    expect(plain.headers.get("content-encoding")).toBeNull();
  });

  test("a script whose name holds its hash may be kept, a page is asked for again", async () => {
    const script = await ask("/assets/index-Bq3x_9aZ.js");
    expect(script.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect((await ask("/")).headers.get("cache-control")).toBe("no-cache");
  });

  test("what has not changed is not sent again", async () => {
    const etag = (await ask("/")).headers.get("etag") ?? "";
    const again = await ask("/", { headers: { "if-none-match": etag } });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe("");
  });

  test("HEAD answers as GET without a body", async () => {
    const answer = await ask("/", { method: "HEAD" });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe("");
  });

  test("it says that it is well", async () => {
    expect(await (await ask("/healthz")).json()).toEqual({ status: "ok" });
  });
});

describe("what the server refuses", () => {
  test.each(["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])(
    "%s, since pages can only be read",
    async method => {
      const answer = await ask("/", { method, ...(method === "POST" ? { body: "x".repeat(100) } : {}) });
      expect(answer.status).toBe(405);
      expect(answer.headers.get("allow")).toBe("GET, HEAD");
    },
  );

  test.each([
    "/../secret.txt",
    "/..%2fsecret.txt",
    "/%2e%2e/secret.txt",
    "/assets/../../secret.txt",
    "/assets/..%5c..%5csecret.txt",
    "//secret.txt",
    "/source.map",
    "/no-such-page",
  ])("%s, which names nothing that it gives out", async target => {
    const answer = await askRaw(`GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
    expect(answer).not.toContain("not for the outside");
  });

  test("an address that is no address", async () => {
    const answer = await askRaw("GET /%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).not.toContain("%zz");
  });
});

describe("headers of every answer", () => {
  test.each(["/", "/assets/catalogue.json", "/no-such-page", "/healthz"])(
    "%s runs only its own scripts and is framed by nobody",
    async url => {
      const { headers } = await ask(url);
      const policy = headers.get("content-security-policy") ?? "";
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).not.toContain("unsafe");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("x-powered-by")).toBeNull();
    },
  );
});

describe("what other sites may use", () => {
  test.each(["/embed/", "/en/embed/", "/embed/index.html", "/embed/?programme=cn-guizhou/suanli"])(
    "%s may stand in a frame anywhere, and still runs only its own scripts",
    async url => {
      const { headers, status } = await ask(url);
      expect(status).toBe(200);
      const policy = headers.get("content-security-policy") ?? "";
      expect(policy).toContain("frame-ancestors *");
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(headers.get("x-frame-options")).toBeNull();
      expect(headers.get("x-content-type-options")).toBe("nosniff");
    },
  );

  test("/embed.js may be loaded by their pages, and is framed by nobody", async () => {
    const { headers } = await ask("/embed.js");
    expect(headers.get("cross-origin-resource-policy")).toBe("cross-origin");
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(headers.get("x-frame-options")).toBe("DENY");
  });

  test.each(["/", "/fit/", "/embedding/", "/embed", "/embed/other", "/assets/catalogue.json"])(
    "%s is not among it",
    async url => {
      const { headers } = await ask(url, { redirect: "manual" });
      expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
      expect(headers.get("x-frame-options")).toBe("DENY");
      expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
    },
  );
});

describe("the port", () => {
  test("one that is asked for and taken is refused by its number", async () => {
    const other = createServer();
    await new Promise<void>(resolve => other.listen(0, "127.0.0.1", resolve));
    const address = other.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const options = { pages: path.join(folder, "pages"), host: "127.0.0.1", port };
    await expect(servePages(options)).rejects.toThrow(PortTaken);
    await new Promise(resolve => other.close(resolve));
  });

  test("without a wish, a second server takes the next free one", async () => {
    const options = { pages: path.join(folder, "pages"), host: "127.0.0.1" };
    const [first, second] = [await servePages(options), await servePages(options)];
    expect(Number(new URL(second.address).port)).toBeGreaterThan(Number(new URL(first.address).port));
    await Promise.all([first.stop(), second.stop()]);
  });
});
