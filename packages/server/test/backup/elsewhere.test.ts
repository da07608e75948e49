/** A backup beside a bucket: what the file holds, what it says it does not hold, and where it may be restored. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { diskFiles, s3Files } from "@suanquan/programmes";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sha256 } from "../../../programmes/src/identifier.ts";
import { BUCKET_KEY, type BucketServer, bucketServer } from "../../../programmes/test/bucket.ts";
import { backUpTo, restoreFrom } from "../../src/backup/backup.ts";
import { openDatabase } from "../../src/database-place.ts";
import { prepareDatabase } from "../../src/product.ts";

const place = mkdtempSync(join(tmpdir(), "suanquan-bucket-"));
chmodSync(place, 0o755);
const data = join(place, "data");
const bytes = [Buffer.from("%PDF-一"), Buffer.from("%PDF-二"), Buffer.from("%PDF-三")] as const;
let server: BucketServer;
let bucketEnv: NodeJS.ProcessEnv = {};

const inBucket = () =>
  s3Files({
    endpoint: server.endpoint,
    region: "us-east-1",
    bucket: "evidence",
    prefix: "cases/",
    accessKeyId: BUCKET_KEY,
    secretAccessKey: BUCKET_KEY,
  });

const at = (folder: string, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  SUANQUAN_DATA: folder,
  ...more,
});

/** Evidence as the database names it. */
async function named(ownerUrl: string, hashes: readonly string[]): Promise<void> {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  for (const [index, hash] of hashes.entries())
    await owner.query(
      `INSERT INTO programmes.subject (id, office, kind, state, revision, head, body, created_at, updated_at)
       VALUES ($1, 'demo-x', 'evidence', 'kept', 1, $2, $3, now(), now())`,
      [`00000000-0000-4000-8000-00000000000${index}`, Buffer.alloc(32), { hash }],
    );
  await owner.end();
}

beforeAll(async () => {
  server = await bucketServer(place);
  bucketEnv = {
    SUANQUAN_S3_ENDPOINT: server.endpoint,
    SUANQUAN_S3_BUCKET: "evidence",
    SUANQUAN_S3_PREFIX: "cases/",
    SUANQUAN_S3_ACCESS_KEY: BUCKET_KEY,
    SUANQUAN_S3_SECRET_KEY: BUCKET_KEY,
  };
  mkdirSync(data, { recursive: true });
  const database = await openDatabase({}, data);
  await prepareDatabase(database.ownerUrl ?? "");
  await named(database.ownerUrl ?? "", bytes.map(sha256));
  await database.stop();
  // The first two came before there was a bucket.
  for (const each of bytes.slice(0, 2)) await diskFiles(join(data, "files")).put(sha256(each), each);
  await inBucket().put(sha256(bytes[2]), bytes[2]);
}, 60_000);
afterAll(async () => {
  await server.close();
  rmSync(place, { recursive: true, force: true });
});

describe("evidence in a bucket", () => {
  const file = join(place, "with-bucket.backup");

  test("stays out of the backup, which holds all of the data folder and says what it leaves out, and where that is", async () => {
    const done = await backUpTo(at(data, bucketEnv), file);
    expect(done.files).toBe(2);
    expect(done.elsewhere).toEqual({
      files: 1,
      bucket: { endpoint: server.endpoint, name: "evidence", prefix: "cases/" },
    });
    const without = await backUpTo(at(data), join(place, "without.backup"));
    expect(without.elsewhere).toEqual({ files: 1, bucket: null });
  }, 60_000);

  test("is not restored where no bucket is set, or another one: the refusal says which", async () => {
    const other = { ...bucketEnv, SUANQUAN_S3_BUCKET: "another" };
    for (const env of [{}, other]) {
      const folder = join(place, "refused");
      await expect(restoreFrom(at(folder, env), file)).rejects.toThrow(
        /1 evidence files .* evidence\/cases\//,
      );
      expect(existsSync(join(folder, "pg"))).toBe(false);
    }
  }, 60_000);

  test("restored where it is set, what the data folder held is put there too", async () => {
    const folder = join(place, "restored");
    const done = await restoreFrom(at(folder, bucketEnv), file);
    expect(done).toMatchObject({ files: 2, elsewhere: { files: 1 } });
    for (const each of bytes) expect(await inBucket().get(sha256(each))).toEqual(new Uint8Array(each));
    expect(existsSync(join(folder, "files"))).toBe(false);
  }, 60_000);
});
