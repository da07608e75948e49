/** Refusals as problem+json (RFC 9457): a stable code, the sentence and the cure in both languages. */
import { Refusal } from "@suanquan/programmes";
import { Fault } from "./faults.ts";

export const PROBLEM_TYPE = "application/problem+json; charset=utf-8";

interface Sentence {
  readonly says: string;
  readonly cure: string;
}

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly zh: Sentence;
  readonly en: Sentence;
}

/** The problem that tells of a refusal. Nothing of the request's own content beyond what the refusal names. */
export function problemOf(refusal: Refusal | Fault): Problem {
  const [zh, en] = [refusal.in("zh"), refusal.in("en")];
  return {
    type: `/api/reference#${refusal.code}`,
    title: `${zh.says} / ${en.says}`,
    status: refusal.status,
    code: refusal.code,
    zh,
    en,
  };
}

const faultWithCode = (code: string): Fault | null => {
  switch (code) {
    case "FST_ERR_CTP_BODY_TOO_LARGE":
      return null;
    case "FST_ERR_CTP_INVALID_MEDIA_TYPE":
      return new Fault("media-type");
    case "FST_ERR_CTP_EMPTY_JSON_BODY":
    case "FST_ERR_CTP_INVALID_JSON_BODY":
    case "FST_ERR_CTP_INVALID_CONTENT_LENGTH":
      return new Fault("not-json");
    default:
      return null;
  }
};

/** PostgreSQL or the network did not answer definitely: connection errors, shutdowns, timeouts, lost commits. */
const PASSING = /^(08|57P|53|40)|^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/;

/** The refusal that an error means; null when it is a fault of the program. */
export function refusalOf(error: unknown, bodyMax: number): Refusal | Fault | null {
  if (error instanceof Refusal || error instanceof Fault) return error;
  if (!(error instanceof Error)) return null;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (code === "FST_ERR_CTP_BODY_TOO_LARGE") return new Fault("body-too-large", { max: bodyMax });
  const known = faultWithCode(code);
  if (known !== null) return known;
  if (
    PASSING.test(code) ||
    /Connection terminated|timeout exceeded when trying to connect/.test(error.message)
  )
    return new Fault("in-question");
  // Text that PostgreSQL cannot hold: a zero character, or half a surrogate pair.
  if (code === "22P05" || code === "22021") return new Refusal("malformed", { what: "U+0000" });
  if ("statusCode" in error && typeof error.statusCode === "number" && error.statusCode < 500)
    return new Fault(error.statusCode === 415 ? "media-type" : "bad-request");
  return null;
}
