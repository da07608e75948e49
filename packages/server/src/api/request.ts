/** From a request to an endpoint's input: path, query and body as one object, and the revision from `If-Match`. */
import { Refusal } from "@suanquan/programmes";
import { Fault } from "./faults.ts";

const JSON_DEPTH_MAX = 64;
const KEY = /^[A-Za-z0-9._:-]{1,100}$/;
const ETAG = /^(?:W\/)?"(\d{1,9})"$/;

interface Received {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * @throws Fault `not-json`, `body-too-deep`, `if-match-missing`, `if-match-malformed`
 * @throws Refusal `malformed` when a field is given at two places
 */
export function inputOf(
  { params, query, body }: Received,
  edits: boolean,
  ifMatch: string | undefined,
): Fields {
  assertBody(body);
  const input: Record<string, unknown> = {};
  for (const part of [params, query, body]) {
    if (!isFields(part)) continue;
    for (const [field, value] of Object.entries(part)) {
      if (Object.hasOwn(input, field)) throw new Refusal("malformed", { what: `${field}: twice` });
      if (field !== "__proto__") input[field] = value;
    }
  }
  if (edits) input.revision = revisionOf(ifMatch);
  return input;
}

function revisionOf(ifMatch: string | undefined): number {
  if (ifMatch === undefined) throw new Fault("if-match-missing");
  const found = ETAG.exec(ifMatch)?.[1];
  if (found === undefined) throw new Fault("if-match-malformed");
  return Number(found);
}

/** A body is an object of few levels, or there is none. @throws Fault `not-json`, `body-too-deep` */
export function assertBody(body: unknown): void {
  if (body === undefined || body === null) return;
  if (!isFields(body)) throw new Fault("not-json");
  assertShallow(body);
}

/** @throws Fault `body-too-deep`. Level by level, so that depth costs no stack. */
function assertShallow(body: Fields): void {
  let level: unknown[] = [body];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > JSON_DEPTH_MAX) throw new Fault("body-too-deep", { max: JSON_DEPTH_MAX });
    level = level
      .filter(value => typeof value === "object" && value !== null)
      .flatMap(value => Object.values(value as object));
  }
}

/** The idempotency key. @throws Fault `key-missing`, `key-malformed` */
export function keyOf(header: string | readonly string[] | undefined, required: boolean): string | null {
  if (header === undefined) {
    if (required) throw new Fault("key-missing");
    return null;
  }
  if (typeof header !== "string" || !KEY.test(header)) throw new Fault("key-malformed");
  return header;
}

/** The tag of an answer that has a revision; null otherwise. */
export const etagOf = (answer: unknown): string | null =>
  isFields(answer) && Number.isInteger(answer.revision) ? `"${answer.revision}"` : null;
