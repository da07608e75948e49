/**
 * The typed client. Works in browsers, Node and anything else that has `fetch`.
 *
 *     const suanquan = client({ url: "https://…", key: "sq_…" });
 *     const { items } = await suanquan.call("programmes.list", { limit: 20 });
 */
import { OPERATIONS, type Operations, type ProblemCode } from "./operations.ts";

export type { Operations, ProblemCode } from "./operations.ts";
export type OperationName = keyof Operations & keyof typeof OPERATIONS;

interface Sentence {
  readonly says: string;
  readonly cure: string;
}

/** A refusal: a stable code, and what is wrong and what would be right in both languages. */
export class Problem extends Error {
  readonly status: number;
  readonly code: ProblemCode | "no-answer";
  readonly zh: Sentence;
  readonly en: Sentence;

  constructor(status: number, body: Partial<Pick<Problem, "code" | "zh" | "en">>) {
    const none = { says: "", cure: "" };
    super(`${body.code ?? status}: ${body.zh?.says ?? ""} / ${body.en?.says ?? ""}`);
    this.name = "Problem";
    this.status = status;
    this.code = body.code ?? "no-answer";
    this.zh = body.zh ?? none;
    this.en = body.en ?? none;
  }
}

export interface ClientOptions {
  /** As in `https://suanquan.example.gov.cn`. */
  readonly url: string;
  /** A program's key; without one the browser's session counts. */
  readonly key?: string;
  /** For whom a person acts who is a member of several organisations. */
  readonly member?: string;
  readonly fetch?: typeof fetch;
}

export interface CallOptions {
  /** A new one for every new operation; the same one when an operation is asked again. Made up if not given. */
  readonly idempotencyKey?: string;
  /** The revision that was read, for operations that edit. */
  readonly revision?: number;
  readonly signal?: AbortSignal;
}

export interface Client {
  /** @throws Problem when the server refuses; TypeError when there is no connection */
  call<N extends OperationName>(
    name: N,
    input: Operations[N]["input"],
    options?: CallOptions,
  ): Promise<Operations[N]["output"]>;
}

export function client({ url, key, member, fetch: ask = fetch }: ClientOptions): Client {
  return {
    async call(name, input, { idempotencyKey, revision, signal } = {}) {
      const { method, path, query } = OPERATIONS[name];
      const { target, body } = placed(path, query, input as Readonly<Record<string, unknown>>);
      const takesBody = method === "POST" || method === "PUT";
      const response = await ask(new URL(target, url), {
        method,
        headers: {
          accept: "application/json",
          ...(takesBody ? { "content-type": "application/json" } : {}),
          ...(method === "GET" ? {} : { "idempotency-key": idempotencyKey ?? crypto.randomUUID() }),
          ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
          ...(member === undefined ? {} : { "suanquan-member": member }),
          ...(revision === undefined ? {} : { "if-match": `"${revision}"` }),
        },
        ...(takesBody ? { body: JSON.stringify(body) } : {}),
        ...(signal === undefined ? {} : { signal }),
      });
      const text = await response.text();
      const answer = text === "" ? {} : JSON.parse(text);
      if (!response.ok) throw new Problem(response.status, answer);
      return answer;
    },
  };
}

/** Puts each field where it belongs: path, query, or the body that is left. */
function placed(
  path: string,
  query: readonly string[],
  input: Readonly<Record<string, unknown>>,
): { readonly target: string; readonly body: Readonly<Record<string, unknown>> } {
  const body: Record<string, unknown> = { ...input };
  const take = (name: string): string => {
    const value = body[name];
    delete body[name];
    return String(value);
  };
  const target = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(take(name)));
  const search = new URLSearchParams();
  for (const name of query) if (body[name] !== undefined) search.set(name, take(name));
  return { target: search.size === 0 ? target : `${target}?${search}`, body };
}
