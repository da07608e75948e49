/** JSON of which every value has exactly one text: RFC 8785, JSON Canonicalization Scheme. */

/** What JSON can hold. Keys whose value is undefined count as absent, as in `JSON.stringify`. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/** A value that JSON, or RFC 8785, cannot hold; `path` says where it stands. */
export class NotCanonical extends TypeError {
  readonly path: string;

  constructor(path: string, reason: string) {
    super(`${path}: ${reason}`);
    this.path = path;
  }
}

/**
 * The canonical text: keys in order of their UTF-16 code units (RFC 8785 §3.2.3), numbers and strings as ECMAScript
 * writes them (§3.2.2), no white space. The hash and the comparison of stored decisions rest on it.
 * @throws NotCanonical for NaN, infinities, lone surrogates, and anything that is not JSON.
 */
export function canonicalJson(value: Json): string {
  return write(value, "$");
}

function write(value: unknown, path: string): string {
  switch (typeof value) {
    case "boolean":
      return String(value);
    case "number":
      if (!Number.isFinite(value)) throw new NotCanonical(path, `${value} is no JSON number`);
      return JSON.stringify(value);
    case "string":
      return writeString(value, path);
    case "object":
      if (value === null) return "null";
      return Array.isArray(value) ? writeList(value, path) : writeObject(value, path);
    default:
      throw new NotCanonical(path, `a ${typeof value} is no JSON value`);
  }
}

/** RFC 8785 §3.2.2.2: a string with a lone surrogate is an error; JSON.stringify escapes the rest as asked. */
function writeString(text: string, path: string): string {
  if (!text.isWellFormed()) throw new NotCanonical(path, "the text holds half of a surrogate pair");
  return JSON.stringify(text);
}

function writeList(list: readonly unknown[], path: string): string {
  let text = "[";
  for (let i = 0; i < list.length; i += 1) text += `${i === 0 ? "" : ","}${write(list[i], `${path}[${i}]`)}`;
  return `${text}]`;
}

/** Sorting texts without a comparison of one's own is sorting by UTF-16 code units. */
function writeObject(object: object, path: string): string {
  const values = object as Readonly<Record<string, unknown>>;
  let text = "{";
  for (const key of Object.keys(object).sort()) {
    const value = values[key];
    if (value === undefined) continue;
    text += `${text === "{" ? "" : ","}${writeString(key, path)}:${write(value, `${path}.${key}`)}`;
  }
  return `${text}}`;
}
