/** A server that knows the S3 protocol and checks every signature, with one empty bucket `evidence`. */
import { join } from "node:path";
import S3rver from "@20minutes/s3rver";

/** Its one account is called as it is itself. */
export const BUCKET_KEY = "S3RVER";

export interface BucketServer {
  readonly endpoint: string;
  close(): Promise<void>;
}

/** @param folder where it keeps what it is given */
export async function bucketServer(folder: string): Promise<BucketServer> {
  const server = new S3rver({
    port: 0,
    address: "127.0.0.1",
    silent: true,
    directory: join(folder, "s3"),
    configureBuckets: [{ name: "evidence" }],
  });
  const { port } = await server.run();
  return { endpoint: `http://127.0.0.1:${port}`, close: () => server.close() };
}
