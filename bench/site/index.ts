/**
 * The public site in Lighthouse's mobile setting, on localhost by the product's own page server: median of three for the
 * first page, the calculator and a programme's page; what each page loads of JavaScript, compressed; the size of it all.
 */
import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import lighthouse from "lighthouse";
import { chromium } from "playwright-core";
import { servePages } from "../../packages/server/src/pages/index.ts";
import { chromiumPath } from "../../packages/web/test/chromium.ts";

const root = path.resolve(import.meta.dirname, "../..");
const RUNS = 3;
const PAGES = {
  first: "",
  fit: "fit/",
  programme: "programmes/cn-jiangsu-taizhou-jiangyan/suanli/",
} as const;
const CATEGORIES = ["performance", "accessibility"] as const;
const KIB = 1024;

interface PageFigures {
  readonly performance: number;
  readonly accessibility: number;
  /** Largest contentful paint and total blocking time, as simulated for a slow telephone. */
  readonly lcpMs: number;
  readonly tbtMs: number;
  readonly scriptKib: number;
  /** Everything that crossed the wire. */
  readonly totalKib: number;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise(resolve => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port is free");
  return address.port;
}

interface NetworkDetails {
  readonly items: readonly { readonly resourceType?: string; readonly transferSize?: number }[];
}

async function once(url: string, port: number): Promise<PageFigures> {
  const result = await lighthouse(url, { port, onlyCategories: [...CATEGORIES], logLevel: "silent" });
  if (result === undefined) throw new Error(`Lighthouse gave nothing for ${url}`);
  const { audits, categories } = result.lhr;
  const score = (name: (typeof CATEGORIES)[number]) => Math.round((categories[name]?.score ?? 0) * 100);
  const details = audits["network-requests"]?.details as unknown as NetworkDetails | undefined;
  const requests = details?.items ?? [];
  const sum = (items: NetworkDetails["items"]) =>
    Math.round((items.reduce((total, each) => total + (each.transferSize ?? 0), 0) / KIB) * 10) / 10;
  const failed = Object.values(audits).filter(
    each => categories.accessibility?.auditRefs.some(ref => ref.id === each.id) && each.score === 0,
  );
  if (failed.length > 0) console.error(`${url}: ${failed.map(each => each.title).join("; ")}`);
  return {
    performance: score("performance"),
    accessibility: score("accessibility"),
    lcpMs: Math.round(audits["largest-contentful-paint"]?.numericValue ?? Number.NaN),
    tbtMs: Math.round(audits["total-blocking-time"]?.numericValue ?? Number.NaN),
    scriptKib: sum(requests.filter(each => each.resourceType === "Script" && !isWorker(each))),
    totalKib: sum(requests),
  };
}

/** The files that the service worker keeps for later are asked for after the page stands. */
const isWorker = (request: object): boolean => "url" in request && String(request.url).endsWith("/sw.js");

const byPerformance = (a: PageFigures, b: PageFigures): number => a.performance - b.performance;

async function measured(address: string): Promise<Record<string, PageFigures>> {
  const port = await freePort();
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: ["--no-sandbox", `--remote-debugging-port=${port}`],
  });
  try {
    const figures: Record<string, PageFigures> = {};
    for (const [name, page] of Object.entries(PAGES)) {
      const runs: PageFigures[] = [];
      for (let run = 0; run < RUNS; run += 1) runs.push(await once(address + page, port));
      const median = runs.sort(byPerformance)[Math.floor(RUNS / 2)];
      if (median !== undefined) figures[name] = median;
    }
    return figures;
  } finally {
    await browser.close();
  }
}

function sizeOf(folder: string): { readonly files: number; readonly kib: number } {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => statSync(path.join(entry.parentPath, entry.name)).size);
  return { files: files.length, kib: Math.round(files.reduce((total, size) => total + size, 0) / KIB) };
}

/** @param options `--json` for one object and nothing else. */
export async function run(options: readonly string[]): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "suanquan-bench-site-"));
  try {
    await promisify(execFile)(process.execPath, [path.join(root, "scripts/site.ts"), folder], {
      cwd: root,
      env: { ...process.env, NODE_ENV: "production" },
    });
    const server = await servePages({ pages: folder, host: "127.0.0.1", port: 0 });
    try {
      const pages = await measured(server.address);
      const figures = { pages, site: sizeOf(folder) };
      console.log(options.includes("--json") ? JSON.stringify(figures) : JSON.stringify(figures, null, 2));
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
