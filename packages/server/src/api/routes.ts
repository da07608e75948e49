/** Every endpoint of the table as a route: who calls, what they send, once or again, and what they are answered. */
import { randomUUID } from "node:crypto";
import rateLimit from "@fastify/rate-limit";
import { answeredTogether, Refusal } from "@suanquan/programmes";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { sha256 } from "../identifier.ts";
import { originsOf } from "../identity/authentication.ts";
import type { Credentials, Resolved } from "../identity/credentials.ts";
import type { Answers } from "./answers.ts";
import { API_BASE, type Call, type Caller, type Endpoint, mayCall, NOBODY } from "./endpoint.ts";
import { FailureWindow } from "./failure-window.ts";
import { Fault } from "./faults.ts";
import { problemOf, refusalOf } from "./problem.ts";
import { etagOf, inputOf, keyOf } from "./request.ts";

declare module "fastify" {
  interface FastifyRequest {
    caller: Caller;
  }
}

export interface RouteParts {
  readonly endpoints: readonly Endpoint[];
  readonly credentials: Credentials;
  readonly answers: Answers;
  readonly publicUrl: string;
  /** Requests per minute and caller. */
  readonly requestsPerMinute: number;
}

/** Bodies of ordinary requests; files go in base64 and may be larger. */
export const BODY_MAX = 1_048_576;
const FILE_BODY_MAX = 28 * 1_048_576;
/** Requests with a credential that is not valid, per address and minute. */
const BAD_CREDENTIALS_MAX = 60;

/** `{id}` as the router writes it. */
export const routeOf = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ":$1");

const headerOf = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name];
  return typeof value === "string" ? value : undefined;
};

/** Adds the endpoints to a server. */
export async function addRoutes(app: FastifyInstance, parts: RouteParts): Promise<void> {
  const bad = new FailureWindow(BAD_CREDENTIALS_MAX, 60_000);
  await app.register(rateLimit, {
    global: true,
    hook: "preParsing",
    max: parts.requestsPerMinute,
    timeWindow: 60_000,
    cache: 20_000,
    keyGenerator: request => (request.caller.by === "nobody" ? request.ip : request.caller.person),
    errorResponseBuilder: (_, { ttl }) => new Fault("too-many-requests", { seconds: Math.ceil(ttl / 1_000) }),
  });
  for (const endpoint of parts.endpoints) {
    app.route({
      method: endpoint.method,
      url: `${API_BASE}${routeOf(endpoint.path)}`,
      bodyLimit: takesFile(endpoint) ? FILE_BODY_MAX : BODY_MAX,
      exposeHeadRoute: false,
      onRequest: async request => {
        request.caller = NOBODY;
        if (bad.isFull(request.ip)) throw new Fault("too-many-requests", { seconds: 60 });
        const resolved = await whoCalls(parts.credentials, request);
        if (resolved.caller.by === "nobody" && request.headers.authorization !== undefined)
          bad.count(request.ip);
        assertMayCall(endpoint, resolved);
        assertOwnOrigin(request, resolved.caller, parts.publicUrl);
        request.caller = resolved.caller;
      },
      handler: (request, reply) => answer(endpoint, parts, request, reply),
    });
  }
}

const whoCalls = (credentials: Credentials, request: FastifyRequest): Promise<Resolved> | Resolved =>
  credentials.resolve({
    authorization: request.headers.authorization,
    cookie: request.headers.cookie,
    member: headerOf(request, "suanquan-member"),
  });

/** @throws Fault, Refusal `not-your-role` */
export function assertMayCall(endpoint: Pick<Endpoint, "allows">, { caller, hindrance }: Resolved): void {
  if (mayCall(endpoint, caller)) return;
  if (hindrance !== null) throw hindrance;
  throw new Refusal("not-your-role", { roles: endpoint.allows.join(", ") });
}

/** A session cookie goes along with what other sites make a browser send; a key does not. */
export function assertOwnOrigin(request: FastifyRequest, caller: Caller, publicUrl: string): void {
  if (caller.by !== "session" || request.method === "GET") return;
  const site = headerOf(request, "sec-fetch-site");
  const { origin } = request.headers;
  if (site !== undefined && site !== "same-origin") throw new Fault("foreign-origin");
  if (site === undefined && (origin === undefined || !originsOf(publicUrl).has(origin)))
    throw new Fault("foreign-origin");
}

const takesFile = ({ name }: Pick<Endpoint, "name">): boolean => name.startsWith("evidence.");

async function answer(
  endpoint: Endpoint,
  parts: RouteParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { caller } = request;
  if (caller.sandbox) reply.header("suanquan-play-money", "true");
  const input = inputOf(request, endpoint.edits === true, request.headers["if-match"]);
  const reads = endpoint.method === "GET";
  const key = reads ? null : keyOf(request.headers["idempotency-key"], endpoint.money === true);
  if (key === null || endpoint.gathered === true || endpoint.secret === true)
    return give(request, reply, await endpoint.run(callOf(caller, key), input));
  return answerOnce(endpoint, parts.answers, { request, reply, key, input });
}

/** The key that the domain sees: scoped to the organisation, so that no other one's keys meet it. */
const callOf = (caller: Caller, key: string | null): Call => ({
  caller,
  key: key === null ? randomUUID() : sha256(`${caller.organisation}\n${key}`).toString("hex"),
});

interface Keyed {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly key: string;
  readonly input: unknown;
}

async function answerOnce(
  endpoint: Endpoint,
  answers: Answers,
  { request, reply, key, input }: Keyed,
): Promise<FastifyReply> {
  const { caller } = request;
  const asked = { caller, key, endpoint: endpoint.name, input };
  const kept = await answers.begin(asked);
  if (kept !== null) {
    reply.header("idempotency-replayed", "true");
    return kept.status === 200 ? give(request, reply, kept.body) : reply.code(kept.status).send(kept.body);
  }
  try {
    const body = await answeredTogether({
      pool: answers.pool,
      whole: endpoint.whole === true,
      run: () => endpoint.run(callOf(caller, key), input),
      keep: (sql, body) => answers.keep(asked, { status: 200, body }, sql),
    });
    return give(request, reply, body);
  } catch (error) {
    const refusal = refusalOf(error, BODY_MAX);
    // What is decided stays decided for the key; what may pass on another try gives the key back.
    if (refusal === null || refusal.status >= 500 || refusal.code === "busy") await answers.release(asked);
    else await answers.keep(asked, { status: refusal.status, body: problemOf(refusal) });
    throw error;
  }
}

function give(request: FastifyRequest, reply: FastifyReply, body: unknown): FastifyReply {
  const etag = etagOf(body);
  reply.header("cache-control", "no-store");
  if (etag !== null) {
    reply.header("etag", etag);
    if (request.method === "GET" && request.headers["if-none-match"] === etag) return reply.code(304).send();
  }
  return reply.send(body ?? {});
}
