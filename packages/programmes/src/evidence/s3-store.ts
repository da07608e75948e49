/** Evidence in a bucket that speaks the S3 protocol: MinIO, Ceph, the object stores of the clouds. */
import { AwsClient } from "aws4fetch";
import { sha256 } from "../identifier.ts";
import type { FileStore } from "./file-store.ts";

export interface S3Options {
  /** Where the service is reached, such as `https://s3.example.gov.cn`. The bucket is the first part of the path. */
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  /** Put before every name; none if not given. */
  readonly prefix?: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** How long one request may take; 30 seconds if not given. */
  readonly timeoutMs?: number;
}

const HASH = /^[0-9a-f]{64}$/;
const TIMEOUT_MS = 30_000;
/** Requests are sent again so often when the service is overloaded or failing. */
const RETRIES = 3;

/** What went wrong at the store: the service's answer, without what it was asked for or by whom. */
export class StoreFault extends Error {
  constructor(what: string) {
    super(`材料存储出错 / the evidence store failed: ${what}`);
    this.name = "StoreFault";
  }
}

/**
 * Files in a bucket, named by their hash. Every request is signed (AWS Signature Version 4) with the hash of its body,
 * so that a store cannot take other bytes for it; what comes back is hashed again.
 */
export function s3Files(options: S3Options): FileStore {
  const { endpoint, region, bucket, prefix = "", accessKeyId, secretAccessKey } = options;
  const client = new AwsClient({
    accessKeyId,
    secretAccessKey,
    region,
    service: "s3",
    retries: RETRIES,
    initRetryMs: 100,
  });
  const addressOf = (hash: string): string => {
    if (!HASH.test(hash)) throw new RangeError(`不是文件哈希 / not a file's hash: ${hash}`);
    return `${endpoint.replace(/\/+$/, "")}/${bucket}/${prefix}${hash.slice(0, 2)}/${hash}`;
  };
  const ask = async (method: string, hash: string, bytes?: Uint8Array): Promise<Response> => {
    const headers = {
      "x-amz-content-sha256": bytes === undefined ? sha256("") : hash,
      ...(bytes === undefined ? {} : { "content-type": "application/octet-stream" }),
    };
    try {
      return await client.fetch(addressOf(hash), {
        method,
        headers,
        // A copy that is known to be no shared memory, which is what `fetch` takes.
        ...(bytes === undefined ? {} : { body: new Uint8Array(bytes) }),
        signal: AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS),
      });
    } catch (error) {
      if (error instanceof RangeError) throw error;
      throw new StoreFault(`${method}: ${error instanceof Error ? error.name : "?"}`);
    }
  };
  return {
    async put(hash, bytes) {
      if (sha256(bytes) !== hash) throw new RangeError("哈希与内容不符 / the hash is not that of the bytes");
      const response = await ask("PUT", hash, bytes);
      await response.body?.cancel();
      if (!response.ok) throw new StoreFault(`PUT ${response.status}`);
    },
    async get(hash) {
      const response = await ask("GET", hash);
      // A bucket that is not there is a fault of the settings, and not a file that nobody put.
      if (response.status === 404 && !(await response.text()).includes("NoSuchBucket")) return null;
      if (!response.ok) {
        if (!response.bodyUsed) await response.body?.cancel();
        throw new StoreFault(`GET ${response.status}`);
      }
      const bytes = new Uint8Array(await response.arrayBuffer());
      if (sha256(bytes) !== hash) throw new StoreFault("内容已变 / the bytes are not those that were put");
      return bytes;
    },
  };
}
