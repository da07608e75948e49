/**
 * Writes the site as a folder of files that any web server can host under any path: the browser's code is built, every
 * page is drawn in both languages, and what the pages load is laid beside them.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import react from "@vitejs/plugin-react";
import { build } from "vite";
import { ISLANDS, type IslandName } from "../src/islands.ts";
import type * as Prerender from "../src/prerender.tsx";
import type { BuiltFiles } from "../src/shell/document.tsx";
import type { SiteData } from "../src/site-data.ts";
import { layWorker } from "./lay-worker.ts";

export interface SiteOrder {
  /** The folder to write; what it held of an earlier site is replaced. */
  readonly folder: string;
  readonly data: SiteData;
  /** The compiled text of `data.catalogue`. */
  readonly compiled: string;
}

const web = path.resolve(import.meta.dirname, "..");
const MANIFEST = path.join(".vite", "manifest.json");

/** @throws Error when the pages cannot be built. */
export async function writeSite({ folder, data, compiled }: SiteOrder): Promise<void> {
  await build({
    configFile: path.join(web, "vite.config.ts"),
    logLevel: "warn",
    build: { outDir: folder, emptyOutDir: true },
  });
  const catalogue = `assets/catalogue-${shortHash(compiled)}.json`;
  write(folder, catalogue, compiled);
  const files = builtFiles(JSON.parse(readFileSync(path.join(folder, MANIFEST), "utf8")), catalogue);
  rmSync(path.join(folder, ".vite"), { recursive: true });
  const { prerender, filesOf } = await prerendering(`${folder}.drawing`);
  for (const { file, html } of prerender(data, files)) write(folder, file, html);
  for (const { file, text } of await filesOf(data)) write(folder, file, text);
  layWorker(folder);
}

const shortHash = (text: string): string =>
  createHash("sha256").update(text).digest("base64url").slice(0, 10);

function write(folder: string, file: string, text: string): void {
  const to = path.join(folder, file);
  mkdirSync(path.dirname(to), { recursive: true });
  writeFileSync(to, text);
}

/** What Vite says of a built chunk. */
interface Chunk {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
}
type Manifest = Readonly<Record<string, Chunk>>;

function builtFiles(manifest: Manifest, catalogue: string): BuiltFiles {
  const chunk = (source: string): Chunk => {
    const found = manifest[source];
    if (found === undefined) throw new Error(`the build made nothing of ${source}`);
    return found;
  };
  const withImports = (source: string, seen = new Set<string>()): Set<string> => {
    if (seen.has(source)) return seen;
    seen.add(source);
    for (const each of chunk(source).imports ?? []) withImports(each, seen);
    return seen;
  };
  const loads = (...sources: readonly string[]) => {
    const chunks = [...new Set(sources.flatMap(each => [...withImports(each)]))].map(chunk);
    return { scripts: chunks.map(each => each.file), styles: chunks.flatMap(each => each.css ?? []) };
  };
  const main = loads("src/main.tsx");
  const islands = Object.fromEntries(
    Object.entries(ISLANDS).map(([name, load]) => [name, loads("src/hydrate.tsx", sourceOf(load))]),
  ) as Record<IslandName, ReturnType<typeof loads>>;
  return { catalogue, script: chunk("src/main.tsx").file, styles: main.styles, islands };
}

/** The source that an island's loader imports, as the manifest names it. */
function sourceOf(load: () => unknown): string {
  const named = /import\(["']\.\/(.+?)["']\)/.exec(String(load))?.[1];
  if (named === undefined) throw new Error(`no module is named in ${String(load)}`);
  return `src/${named}`;
}

/** Builds the drawing of the pages for Node, since it does not read JSX, and loads it. */
async function prerendering(folder: string): Promise<typeof Prerender> {
  await build({
    configFile: false,
    root: web,
    plugins: [react()],
    logLevel: "warn",
    publicDir: false,
    ssr: { noExternal: true },
    build: { ssr: "src/prerender.tsx", outDir: folder, emptyOutDir: true, target: "node24" },
  });
  try {
    return (await import(pathToFileURL(path.join(folder, "prerender.js")).href)) as typeof Prerender;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
