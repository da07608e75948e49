/** Lays the service worker beside a written site: what it is to keep, and how it is to tell a file that has changed. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** The name of the worker's file, from the folder of the site. */
export const WORKER_FILE = "sw.js";

const hashOf = (content: string | Buffer): string =>
  createHash("sha256").update(content).digest("base64url").slice(0, 16);

/** Writes `sw.js` for the files that stand in a folder; an older one is replaced. */
export function layWorker(folder: string): void {
  const files = Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && entry.name !== WORKER_FILE)
      .map(entry => path.join(entry.parentPath, entry.name))
      .sort()
      .map(file => [addressOf(path.relative(folder, file)), hashOf(readFileSync(file))]),
  );
  const text = readFileSync(path.join(import.meta.dirname, "service-worker.js"), "utf8");
  const atOnce = Object.keys(files).filter(isKeptAtOnce);
  const site = { hash: hashOf(JSON.stringify(files) + text), files, atOnce };
  writeFileSync(path.join(folder, WORKER_FILE), `const SITE = ${JSON.stringify(site)};\n${text}`);
}

/** What every page needs, the catalogue, and every page but those of single programmes and what hangs on them. */
const isKeptAtOnce = (address: string): boolean =>
  !/^(en\/)?programmes\//.test(address) && !/\.(ics|yaml)$/.test(address);

/** A page is asked for by its folder. */
const addressOf = (file: string): string => {
  const url = file.split(path.sep).join("/");
  return url === "index.html" ? "./" : url.replace(/\/index\.html$/, "/");
};
