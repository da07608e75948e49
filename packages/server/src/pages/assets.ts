/**
 * What the server gives out, read into memory at the start. A request can only name an entry of this table: no path of
 * a request ever reaches the file system.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";

export interface Asset {
  readonly type: string;
  readonly body: Buffer;
  /** The same, compressed; absent where that gains nothing. */
  readonly gzipped?: Buffer;
  readonly etag: string;
  /** Whether the name holds a hash of the content, so that a browser may keep it. */
  readonly immutable: boolean;
}

export type Assets = ReadonlyMap<string, Asset>;

/** Types by the end of the name; a file of another type is not given out. */
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
  ".yaml": "application/yaml; charset=utf-8",
  ".ics": "text/calendar; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".webmanifest": "application/manifest+json; charset=utf-8",
};

/** Names that the build gives: `assets/index-Bq3x_9aZ.js`. */
const HASHED = /\/assets\/.*-[\w-]{8,}\.\w+$/;

function assetOf(url: string, type: string, body: Buffer): Asset {
  const gzipped = /^(text|application|image\/svg)/.test(type) ? gzipSync(body) : undefined;
  return {
    type,
    body,
    etag: `"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`,
    immutable: HASHED.test(url),
    ...(gzipped !== undefined && gzipped.length < body.length ? { gzipped } : {}),
  };
}

/** Every file of the site, by the URL that names it; a folder is its `index.html`. */
export function readAssets(folder: string): Map<string, Asset> {
  const assets = new Map<string, Asset>();
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const file = path.join(entry.parentPath, entry.name);
    const type = TYPES[path.extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const url = `/${path.relative(folder, file).split(path.sep).join("/")}`;
    const asset = assetOf(url, type, readFileSync(file));
    assets.set(url, asset);
    if (url.endsWith("/index.html")) assets.set(url.slice(0, -"index.html".length), asset);
  }
  return assets;
}
