import { canonicalJson, NotCanonical } from "../../policy/src/present/canonical-json.ts";
import { sha256 } from "./identifier.ts";
import { Refusal } from "./refusal.ts";

/**
 * Plain data with whole numbers beyond JSON's and maps, as the evaluator gives them, in canonical JSON (RFC 8785).
 * @throws Refusal `malformed` for what has no canonical text, such as half a surrogate pair in somebody's facts
 */
export function canonical(value: unknown): string {
  try {
    return canonicalJson(plain(value));
  } catch (error) {
    if (error instanceof NotCanonical) throw new Refusal("malformed", { what: error.message.slice(0, 200) });
    throw error;
  }
}

/** The SHA-256 of the canonical text. */
export const fingerprint = (value: unknown): string => sha256(canonical(value));

type Plain = null | boolean | number | string | Plain[] | { [key: string]: Plain };

/** Whole numbers become decimal texts and maps objects; what is undefined goes. */
export function plain(value: unknown): Plain {
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Map) return plain(Object.fromEntries(value));
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === "object" && value !== null) {
    // Without a prototype, so that no name in somebody's facts means more than itself.
    const object: { [key: string]: Plain } = Object.create(null);
    for (const [key, each] of Object.entries(value)) if (each !== undefined) object[key] = plain(each);
    return object;
  }
  if (value === null || typeof value === "boolean" || typeof value === "number" || typeof value === "string")
    return value;
  throw new TypeError(`a ${typeof value} cannot be kept`);
}
