/** The public site: written once from its sources, kept under the hash of those sources. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { say } from "./language.ts";
import { dataFolder, productFolder } from "./product.ts";
import { Refusal } from "./refusal.ts";

/** Everything that ends up in the pages, besides the catalogue. */
const SOURCES = [
  "packages/web",
  "packages/policy/src",
  "packages/china/src",
  "scripts/site.ts",
  "package-lock.json",
];
const NOT_SOURCES = ["node_modules", "test"];

/**
 * The folder of the pages, built now if their sources have changed.
 * @param policies the folder of the catalogue
 * @param announce is called before a build, which takes seconds.
 */
export function builtPages(policies: string, announce: () => void): string {
  const kept = path.join(dataFolder, "pages");
  const folder = path.join(kept, hashOfSources(policies));
  if (existsSync(path.join(folder, "index.html"))) return folder;
  announce();
  mkdirSync(kept, { recursive: true });
  const fresh = `${folder}.${process.pid}`;
  build(fresh, policies);
  place(fresh, folder);
  for (const old of readdirSync(kept).filter(name => !name.includes(".") && name !== path.basename(folder)))
    rmSync(path.join(kept, old), { recursive: true, force: true });
  return folder;
}

/** Puts a fresh site in its place; another process that built the same one may have been first, and its site stays. */
function place(fresh: string, folder: string): void {
  try {
    renameSync(fresh, folder);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    if (!existsSync(path.join(folder, "index.html"))) throw error;
  }
}

/** Builds in a process of its own, since the build tool is not part of what serves. */
function build(folder: string, policies: string): void {
  const ended = spawnSync(
    process.execPath,
    [path.join(productFolder, "scripts", "site.ts"), folder, "--policies", policies],
    { cwd: productFolder, encoding: "utf8", env: { ...process.env, NODE_ENV: "production" } },
  );
  if (ended.status === 0) return;
  rmSync(folder, { recursive: true, force: true });
  const detail = `${ended.stdout}${ended.stderr}`.trim().split("\n").slice(-8).join("\n");
  throw new Refusal(
    say(`页面没有生成：${detail}`, `the pages could not be built: ${detail}`),
    say("请在项目目录运行 npm install 后重试", "run npm install in the project folder, then try again"),
  );
}

function hashOfSources(policies: string): string {
  const hash = createHash("sha256");
  for (const source of [...SOURCES.map(each => path.join(productFolder, each)), policies])
    for (const file of filesUnder(source)) hash.update(file).update(readFileSync(file));
  return hash.digest("hex").slice(0, 32);
}

function filesUnder(place: string): string[] {
  if (!existsSync(place)) return [];
  try {
    return readdirSync(place, { withFileTypes: true })
      .filter(entry => !NOT_SOURCES.includes(entry.name))
      .flatMap(entry => filesUnder(path.join(place, entry.name)))
      .sort();
  } catch {
    return [place];
  }
}
