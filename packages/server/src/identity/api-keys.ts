/** Keys of programs: made once, shown once, kept as a hash. */
import { randomBytes, timingSafeEqual } from "node:crypto";
import { sha256 } from "../identifier.ts";

/** `sq_` + a prefix that names it + `_` + 256 random bits. */
const FORM = /^sq_([0-9a-f]{16})_[A-Za-z0-9_-]{43}$/;

export interface NewKey {
  /** The whole key, to be shown once. */
  readonly key: string;
  readonly prefix: string;
  readonly hash: Buffer;
}

export function newApiKey(): NewKey {
  const prefix = randomBytes(8).toString("hex");
  const key = `sq_${prefix}_${randomBytes(32).toString("base64url")}`;
  return { key, prefix, hash: sha256(key) };
}

/** The prefix by which a key is found; null when the text is no key. */
export const prefixOf = (key: string): string | null => FORM.exec(key)?.[1] ?? null;

export const isKeyOf = (key: string, hash: Buffer): boolean => timingSafeEqual(sha256(key), hash);
