/** The server of the pages. It reads nothing from a request but its method, its path and a few headers. */
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { type Asset, type Assets, readAssets } from "./assets.ts";
import { openedHeaders, SECURITY_HEADERS } from "./headers.ts";
import { listen } from "./port.ts";

export interface PageServerOptions {
  /** Folder of the written site. */
  readonly pages: string;
  readonly host: string;
  /** Undefined: the usual port, or the next free one. */
  readonly port?: number;
}

export interface PageServer {
  /** As in `http://127.0.0.1:7860/`. */
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/** Starts to listen. @throws PortTaken */
export async function servePages(options: PageServerOptions): Promise<PageServer> {
  const app = pageServer(options);
  await listen(app, options.host, options.port);
  const bound = app.server.address();
  if (bound === null || typeof bound === "string") throw new Error("the server listens on no port");
  const name = bound.family === "IPv6" ? `[${bound.address}]` : bound.address;
  return { address: `http://${name}:${bound.port}/`, stop: () => app.close() };
}

/** What is shown: the written site. */
export type Shown = Pick<PageServerOptions, "pages">;

/** Adds the pages to a server. @param missing answers for what is no page */
export function addPages(
  app: FastifyInstance,
  { pages }: Shown,
  missing: (request: FastifyRequest, reply: FastifyReply) => FastifyReply,
): void {
  const assets: Assets = readAssets(pages);
  app.get("/*", async (request, reply) => {
    const url = pathOf(request.url);
    const asset = assets.get(url);
    if (asset !== undefined) return give(asset, request, opened(url, reply));
    // A folder without its last stroke: relative links on the page would lead astray.
    return assets.has(`${url}/`) ? reply.redirect(`${url}/`, 308) : missing(request, reply);
  });
}

/** The server, not yet listening. */
function pageServer(shown: Shown): FastifyInstance {
  const app = Fastify({
    bodyLimit: 1,
    requestTimeout: 30_000,
    forceCloseConnections: true,
    frameworkErrors: (_, _request, reply) => void refuse(reply, 400),
  });
  app.addHook("onRequest", async (request, reply) => {
    reply.headers(SECURITY_HEADERS);
    if (request.method !== "GET" && request.method !== "HEAD") {
      reply.header("allow", "GET, HEAD");
      return refuse(reply, 405);
    }
  });
  app.get("/healthz", async () => ({ status: "ok" }));
  addPages(app, shown, (_, reply) => refuse(reply, 404));
  app.setNotFoundHandler((_, reply) => refuse(reply, 404));
  app.setErrorHandler((_, _request, reply) => refuse(reply, 500));
  return app;
}

const pathOf = (url: string): string => url.split("?", 1)[0] ?? "/";

/** An answer with the headers of its address. */
function opened(url: string, reply: FastifyReply): FastifyReply {
  for (const [name, value] of Object.entries(openedHeaders(url))) {
    if (value === undefined) reply.removeHeader(name);
    else reply.header(name, value);
  }
  return reply;
}

function give(asset: Asset, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.header("etag", asset.etag);
  reply.header("cache-control", asset.immutable ? "public, max-age=31536000, immutable" : "no-cache");
  reply.header("vary", "accept-encoding");
  if (request.headers["if-none-match"] === asset.etag) return reply.code(304).send();
  reply.type(asset.type);
  if (asset.gzipped === undefined || !takesGzip(request)) return reply.send(asset.body);
  return reply.header("content-encoding", "gzip").send(asset.gzipped);
}

const takesGzip = ({ headers }: FastifyRequest): boolean =>
  /(^|,)\s*gzip\s*(;\s*q=(?!0(\.0*)?\s*(,|$))[\d.]+\s*)?(,|$)/.test(String(headers["accept-encoding"] ?? ""));

const REFUSALS = {
  400: ["请求的地址有误", "The address of the request is malformed"],
  404: ["没有这个页面", "There is no such page"],
  405: ["只能读取，不能提交", "Pages can only be read"],
  500: ["服务器内部出错", "A fault inside the server"],
} as const;

/** A refusal as a short text in both languages; it repeats nothing of the request. */
function refuse(reply: FastifyReply, code: keyof typeof REFUSALS): FastifyReply {
  const [zh, en] = REFUSALS[code];
  return reply.headers(SECURITY_HEADERS).code(code).type("text/plain; charset=utf-8").send(`${zh}\n${en}\n`);
}
