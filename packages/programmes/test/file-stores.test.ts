import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sha256 } from "../src/identifier.ts";
import { diskFiles, type FileStore, s3Files } from "../src/index.ts";
import { BUCKET_KEY, type BucketServer, bucketServer } from "./bucket.ts";

const folder = mkdtempSync(join(tmpdir(), "suanquan-files-"));
let server: BucketServer;
let endpoint = "";
beforeAll(async () => {
  server = await bucketServer(folder);
  ({ endpoint } = server);
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const bucket = (more: Partial<Parameters<typeof s3Files>[0]> = {}): FileStore =>
  s3Files({
    endpoint,
    region: "cn-north-1",
    bucket: "evidence",
    prefix: "cases/",
    accessKeyId: BUCKET_KEY,
    secretAccessKey: BUCKET_KEY,
    ...more,
  });

const STORES: readonly (readonly [string, () => FileStore])[] = [
  ["on disk", () => diskFiles(join(folder, "disk"))],
  ["in a bucket that speaks S3", () => bucket()],
];

describe.each(STORES)("files %s", (_, open) => {
  const contents = [
    ["an ordinary file", Buffer.from("%PDF-1.4 合同")],
    ["one byte", Buffer.from([0])],
    ["a megabyte of all bytes", Buffer.from(Array.from({ length: 1 << 20 }, (__, i) => i % 256))],
  ] as const;

  test.each(contents)("%s comes back as it was put, also after a second time", async (__, bytes) => {
    const files = open();
    const hash = sha256(bytes);
    await files.put(hash, bytes);
    await files.put(hash, bytes);
    expect(Buffer.from((await files.get(hash)) ?? []).equals(bytes)).toBe(true);
  });

  test("what was never put is not there, and what is no hash is no name", async () => {
    expect(await open().get(sha256("never"))).toBeNull();
    await expect(open().get("../../etc/passwd")).rejects.toThrow(RangeError);
    await expect(open().put("x", Buffer.from("x"))).rejects.toThrow(RangeError);
  });
});

describe("a bucket", () => {
  const bytes = Buffer.from("%PDF-1.4 发票");
  const hash = sha256(bytes);

  test("refuses who signs with another key, and what does not exist", async () => {
    await expect(bucket({ secretAccessKey: "another" }).put(hash, bytes)).rejects.toThrow("PUT 403");
    await expect(bucket({ accessKeyId: "nobody" }).get(hash)).rejects.toThrow("GET 403");
    await expect(bucket({ bucket: "no-such-bucket" }).put(hash, bytes)).rejects.toThrow("PUT 404");
    await expect(bucket({ bucket: "no-such-bucket" }).get(hash)).rejects.toThrow("GET 404");
  });

  test("is not given bytes that are not those of the hash", async () => {
    await expect(bucket().put(hash, Buffer.from("other"))).rejects.toThrow("not that of the bytes");
  });

  test("whose bytes were changed behind our back is found out", async () => {
    await bucket().put(hash, bytes);
    const dir = join(folder, "s3", "evidence", "cases", hash.slice(0, 2));
    const name = readdirSync(dir).find(each => each.startsWith(hash) && each.endsWith("_object")) ?? "";
    expect(readFileSync(join(dir, name)).equals(bytes)).toBe(true);
    writeFileSync(join(dir, name), Buffer.from("%PDF-1.4 假票"));
    await expect(bucket().get(hash)).rejects.toThrow("not those that were put");
  });

  test("that is overloaded for a moment is asked again; one that stays so, or is gone, is a fault", async () => {
    let asked = 0;
    const busy: Server = createServer((_, response) => {
      asked += 1;
      response.statusCode = asked < 3 ? 503 : 200;
      response.end(asked < 3 ? "" : bytes);
    });
    await new Promise<void>(done => busy.listen(0, "127.0.0.1", done));
    const at = `http://127.0.0.1:${(busy.address() as AddressInfo).port}`;
    expect(Buffer.from((await bucket({ endpoint: at }).get(hash)) ?? []).equals(bytes)).toBe(true);
    expect(asked).toBe(3);
    await new Promise(done => busy.close(done));
    await expect(bucket({ endpoint: at, timeoutMs: 2_000 }).get(hash)).rejects.toThrow("store failed");
  });
});
