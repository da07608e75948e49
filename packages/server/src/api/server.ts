/** The HTTP server of the programmes: API, sign-in, reference, health. It does not listen yet. */
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { type Logger, logFault } from "../observation/log.ts";
import type { Metrics } from "../observation/metrics.ts";
import { SECURITY_HEADERS } from "../pages/headers.ts";
import { addPages, type Shown } from "../pages/page-server.ts";
import { API_BASE, NOBODY } from "./endpoint.ts";
import { Fault } from "./faults.ts";
import { openApiDocument } from "./openapi.ts";
import { PROBLEM_TYPE, problemOf, refusalOf } from "./problem.ts";
import { REFERENCE_STYLE, referencePage } from "./reference.ts";
import { addRoutes, BODY_MAX, type RouteParts, routeOf } from "./routes.ts";
import { addSignInRoutes, type SignInParts } from "./sign-in-routes.ts";

export interface ApiServerParts extends RouteParts, SignInParts {
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Bearer token for `/metrics`; without one only this machine may read it. */
  readonly metricsToken: string | null;
  /** Whether requests can be served: database there and migrated. */
  readonly ready: () => Promise<boolean>;
  /** Whether a proxy stands before the server, whose `X-Forwarded-For` names the caller's address. */
  readonly behindProxy: boolean;
  /** The pages on the same address; none: the API alone. */
  readonly shown: Shown | null;
}

const LOOPBACK = new Set(["127.0.0.1", "::1", "::ffff:127.0.0.1"]);

export async function apiServer(parts: ApiServerParts): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: BODY_MAX,
    requestTimeout: 60_000,
    trustProxy: parts.behindProxy,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error, request, reply) => refuse(parts, error, request, reply),
  });
  app.addHook("onRequest", async (_, reply) => {
    reply.headers(SECURITY_HEADERS);
  });
  app.addHook("onResponse", async (request, reply) => {
    const route = request.routeOptions.url ?? "none";
    parts.metrics.answered(request.method, route, reply.statusCode, reply.elapsedTime / 1_000);
    const { office } = request.caller ?? NOBODY;
    parts.log.info({
      method: request.method,
      route,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      office,
    });
  });
  app.setErrorHandler((error, request, reply) => refuse(parts, error, request, reply));
  app.setNotFoundHandler((request, reply) => refuse(parts, notFound(parts, request), request, reply));
  app.decorateRequest("caller");
  await app.register(async scope => addRoutes(scope, parts));
  await app.register(async scope => addSignInRoutes(scope, parts));
  addHealth(app, parts);
  addReference(app, parts);
  if (parts.shown !== null)
    addPages(app, parts.shown, (request, reply) => refuse(parts, notFound(parts, request), request, reply));
  return app;
}

function refuse(
  { log }: ApiServerParts,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const max = request.routeOptions.bodyLimit ?? BODY_MAX;
  const route = request.routeOptions.url ?? "none";
  const refusal = refusalOf(error, max) ?? new Fault("internal", { trace: logFault(log, error, { route }) });
  if ("seconds" in refusal.values) reply.header("retry-after", String(refusal.values.seconds));
  return reply
    .headers(SECURITY_HEADERS)
    .header("cache-control", "no-store")
    .code(refusal.status)
    .type(PROBLEM_TYPE)
    .send(problemOf(refusal));
}

/** Another method would do, or nothing is there. */
function notFound({ endpoints }: ApiServerParts, { url }: FastifyRequest): Fault {
  const asked = (url.split("?", 1)[0] ?? "").split("/");
  const methods = endpoints
    .filter(({ path }) => {
      const route = `${API_BASE}${routeOf(path)}`.split("/");
      return (
        route.length === asked.length && route.every((part, i) => part.startsWith(":") || part === asked[i])
      );
    })
    .map(({ method }) => method);
  return methods.length === 0
    ? new Fault("no-such-endpoint")
    : new Fault("method-not-allowed", { may: [...new Set(methods)].join(", ") });
}

function addHealth(app: FastifyInstance, { ready, metrics, metricsToken }: ApiServerParts): void {
  app.get("/healthz", async () => ({ status: "ok" }));
  app.get("/readyz", async (_, reply) => {
    const isReady = await ready().catch(() => false);
    return reply.code(isReady ? 200 : 503).send({ status: isReady ? "ok" : "not-ready" });
  });
  app.get("/metrics", async (request, reply) => {
    const allowed =
      metricsToken === null
        ? LOOPBACK.has(request.ip)
        : request.headers.authorization === `Bearer ${metricsToken}`;
    if (!allowed) throw new Fault("not-signed-in");
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
}

function addReference(app: FastifyInstance, { endpoints }: ApiServerParts): void {
  const document = openApiDocument(endpoints);
  const text = JSON.stringify(document);
  const page = referencePage(document);
  app.get(`${API_BASE}/openapi.json`, async (_, reply) =>
    reply.type("application/json; charset=utf-8").send(text),
  );
  app.get("/api/reference", async (_, reply) => reply.type("text/html; charset=utf-8").send(page));
  app.get("/api/reference.css", async (_, reply) =>
    reply.type("text/css; charset=utf-8").send(REFERENCE_STYLE),
  );
}
