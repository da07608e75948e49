/** Messages signed as Standard Webhooks says: HMAC-SHA256 over `id.timestamp.body`, so that a receiver can tell ours. */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";

const SECRET_PREFIX = "whsec_";

/** A new secret, to be shown once. */
export const newSecret = (): string => `${SECRET_PREFIX}${randomBytes(32).toString("base64")}`;

export interface Message {
  readonly id: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
  readonly body: string;
}

/** The headers of a message. */
export function signedHeaders(secret: string, { id, timestamp, body }: Message): Record<string, string> {
  const key = Buffer.from(secret.slice(SECRET_PREFIX.length), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return {
    "content-type": "application/json; charset=utf-8",
    "webhook-id": id,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": `v1,${signature}`,
  };
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const keyFrom = (master: string): Buffer =>
  Buffer.from(hkdfSync("sha256", master, "", "webhook secrets", 32));

/** A secret as it is kept: AES-256-GCM under a key from the server's own. */
export function seal(master: string, secret: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", keyFrom(master), nonce);
  return Buffer.concat([nonce, cipher.update(secret, "utf8"), cipher.final(), cipher.getAuthTag()]);
}

/** @throws Error when it was sealed under another key, or changed */
export function unseal(master: string, sealed: Buffer): string {
  const decipher = createDecipheriv("aes-256-gcm", keyFrom(master), sealed.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  const text = sealed.subarray(NONCE_BYTES, -TAG_BYTES);
  return Buffer.concat([decipher.update(text), decipher.final()]).toString("utf8");
}
