/**
 * The site, written once per test run, and given out in two ways: under a path by a plain file server that sends no
 * header but the type, and by the product's own page server.
 */
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { servePages } from "../../server/src/pages/index.ts";

const root = path.resolve(import.meta.dirname, "../../..");
const PREFIX = "suanquan-site-";
const WRITTEN_WITHIN_MS = 240_000;
const LOOKS_EVERY_MS = 200;

export interface Given {
  /** The first page; ends with a stroke. */
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/** Address at which feedback of the tests' site is mailed. */
export const FEEDBACK_MAIL = "feedback@example.org";

/** Folder of the written site; every test file of one run gets the same. @throws Error when it cannot be written. */
export async function writtenSite(): Promise<string> {
  const folder = path.join(tmpdir(), `${PREFIX}${process.ppid}`);
  const [claim, done] = [`${folder}.claim`, `${folder}.done`];
  try {
    mkdirSync(claim);
  } catch {
    return awaited(folder, done);
  }
  removeOrphans();
  const script = path.join(root, "scripts", "site.ts");
  try {
    await promisify(execFile)(process.execPath, [script, folder, "--feedback-mail", FEEDBACK_MAIL], {
      cwd: root,
      env: { ...process.env, NODE_ENV: "production" },
      timeout: WRITTEN_WITHIN_MS,
    });
    writeFileSync(done, "");
  } catch (error) {
    writeFileSync(done, String(error));
  }
  return awaited(folder, done);
}

async function awaited(folder: string, done: string): Promise<string> {
  for (let waited = 0; !existsSync(done); waited += LOOKS_EVERY_MS) {
    if (waited > WRITTEN_WITHIN_MS) throw new Error("the site was not written in time");
    await wait(LOOKS_EVERY_MS);
  }
  const failure = readFileSync(done, "utf8");
  if (failure !== "") throw new Error(failure);
  return folder;
}

/** Folders of runs whose process is gone. */
function removeOrphans(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = Number(/^suanquan-site-(\d+)/.exec(name)?.[1]);
    if (!Number.isInteger(owner) || lives(owner)) continue;
    rmSync(path.join(tmpdir(), name), { recursive: true, force: true });
  }
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webmanifest": "application/manifest+json",
  ".ics": "text/calendar",
};

/** The simplest of file servers: a folder under a path. `folder` may be exchanged while it runs. */
export async function givenPlainly(place: { folder: string }, under = "/a/b/"): Promise<Given> {
  const server: Server = createServer((request, response) => {
    const url = decodeURIComponent((request.url ?? "/").split("?")[0] ?? "/");
    const file = path.join(place.folder, url.slice(under.length), url.endsWith("/") ? "index.html" : "");
    const type = TYPES[path.extname(file)] ?? "application/octet-stream";
    if (!url.startsWith(under) || url.includes("..") || !existsSync(file)) response.writeHead(404).end();
    else response.writeHead(200, { "content-type": type }).end(readFileSync(file));
  });
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}${under}`,
    stop: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** By the server of the product. */
export const givenByProduct = (folder: string): Promise<Given> =>
  servePages({ pages: folder, host: "127.0.0.1", port: 0 });

/** The pages of a written site, as paths below its first page. */
export const pagesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter(file => path.basename(file) === "index.html")
    .map(file => file.split(path.sep).join("/").slice(0, -"index.html".length))
    .sort();
