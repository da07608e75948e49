/** The open endpoints of better-auth, behind the same table, the same problems and our lock-out. */
import rateLimit from "@fastify/rate-limit";
import { Refusal } from "@suanquan/programmes";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { AUTH_BASE, type Authentication } from "../identity/authentication.ts";
import type { Credentials } from "../identity/credentials.ts";
import type { Lockout } from "../identity/lockout.ts";
import { SIGN_IN_ENDPOINTS, type SignInEndpoint } from "../identity/sign-in-endpoints.ts";
import { NOBODY } from "./endpoint.ts";
import { Fault } from "./faults.ts";
import { assertBody } from "./request.ts";
import { assertMayCall, assertOwnOrigin, routeOf } from "./routes.ts";

export interface SignInParts {
  readonly authentication: Authentication;
  readonly credentials: Credentials;
  readonly lockout: Lockout;
  readonly publicUrl: string;
  /** Sign-in requests per minute and address. */
  readonly signInsPerMinute: number;
}

const SIGN_IN_BODY_MAX = 16_384;

export async function addSignInRoutes(app: FastifyInstance, parts: SignInParts): Promise<void> {
  await app.register(rateLimit, {
    global: true,
    max: parts.signInsPerMinute,
    timeWindow: 60_000,
    errorResponseBuilder: (_, { ttl }) => new Fault("too-many-requests", { seconds: Math.ceil(ttl / 1_000) }),
  });
  for (const endpoint of SIGN_IN_ENDPOINTS)
    app.route({
      method: endpoint.method,
      url: `${AUTH_BASE}${routeOf(endpoint.path)}`,
      bodyLimit: SIGN_IN_BODY_MAX,
      exposeHeadRoute: false,
      handler: (request, reply) => answer(endpoint, parts, request, reply),
    });
}

async function answer(
  endpoint: SignInEndpoint,
  parts: SignInParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { credentials, authentication, lockout, publicUrl } = parts;
  const resolved = await credentials.resolve({ cookie: request.headers.cookie });
  request.caller = NOBODY;
  assertMayCall(endpoint, resolved);
  assertOwnOrigin(request, resolved.caller, publicUrl);
  assertBody(request.body);
  const guard = guardOf(endpoint, request);
  if (guard !== null) {
    await lockout.assertOpen("address", request.ip);
    await lockout.assertOpen(guard.kind, guard.subject);
  }
  const response = await authentication.handle(webRequest(request, publicUrl));
  if (guard !== null) {
    if (response.status === 401 || response.status === 403) {
      await lockout.failed("address", request.ip);
      if (guard.kind === "email") await lockout.failed("email", guard.subject);
    } else if (response.ok && guard.kind === "email") await lockout.clear("email", guard.subject);
  }
  // Whatever it was may have changed who a cookie stands for.
  if (endpoint.method !== "GET") credentials.forgetAll();
  return pass(response, reply);
}

function guardOf(
  { guarded }: SignInEndpoint,
  { body, ip }: FastifyRequest,
): { kind: "email" | "address"; subject: string } | null {
  if (guarded === undefined) return null;
  if (guarded === "address") return { kind: "address", subject: ip };
  const email = typeof body === "object" && body !== null && "email" in body ? body.email : undefined;
  if (typeof email !== "string") throw new Refusal("malformed", { what: "email" });
  return { kind: "email", subject: email.slice(0, 320) };
}

/** The request as better-auth wants it: only the headers that it needs. */
function webRequest({ method, url, headers, body }: FastifyRequest, publicUrl: string): Request {
  const kept = new Headers();
  for (const name of ["cookie", "origin", "user-agent", "content-type"] as const) {
    const value = headers[name];
    if (value !== undefined) kept.set(name, value);
  }
  return new Request(new URL(url, publicUrl), {
    method,
    headers: kept,
    ...(method === "GET" ? {} : { body: JSON.stringify(body ?? {}) }),
  });
}

/** What better-auth answers; its refusals as problems of ours. */
async function pass(response: Response, reply: FastifyReply): Promise<FastifyReply> {
  for (const cookie of response.headers.getSetCookie()) reply.header("set-cookie", cookie);
  reply.header("cache-control", "no-store");
  const location = response.headers.get("location");
  // Where a provider's answer was not accepted and the page named no address for that.
  if (location?.includes(`${AUTH_BASE}/error?`) === true) throw new Fault("sign-in-refused");
  const moves = response.status >= 300 && response.status < 400;
  if (location !== null && moves) return reply.code(response.status).header("location", location).send();
  if (response.status === 401 || response.status === 403) throw new Fault("sign-in-refused");
  if (response.status === 404) throw new Fault("no-such-endpoint");
  if (response.status >= 400 && response.status < 500)
    throw new Refusal("malformed", { what: codeOf(await response.text()) });
  if (response.status >= 500) throw new Fault("in-question");
  return reply.type("application/json; charset=utf-8").send(await response.text());
}

function codeOf(text: string): string {
  try {
    const { code } = JSON.parse(text);
    return typeof code === "string" ? code : "body";
  } catch {
    return "body";
  }
}
