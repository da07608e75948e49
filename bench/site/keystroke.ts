/**
 * npm run bench -- keystroke [--json] [--site FOLDER]: from a key in the calculator to the answers of the whole catalogue
 * painted anew, in Chromium on this machine. The site is written first unless a folder that holds it is named.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { chromium, type Page } from "playwright-core";
import { chromiumPath } from "../../packages/web/test/chromium.ts";

/** Sums typed digit by digit; every digit changes answers. */
const SUMS = ["1234567", "300000", "98765432", "5000001", "777777", "20250314", "4444444", "15000"];
const ROUNDS = 5;
const BETWEEN_KEYS_MS = 40;

interface Keystrokes {
  readonly keys: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly maxMs: number;
  /**
   * Processor time of the page's main thread for each change of the field, painting included: unlike the others it says
   * much the same on a machine that is busy with something else.
   */
  readonly workMs: number;
}

export async function run(options: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...options],
    options: { json: { type: "boolean", default: false }, site: { type: "string" } },
  });
  const folder = values.site ?? writtenSite();
  const server = serving(folder);
  await new Promise(resolve => server.once("listening", resolve));
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/fit/`);
    const measured = await typed(page);
    if (values.json) console.log(JSON.stringify(measured));
    else
      console.log(
        `${measured.keys} keys: median ${measured.medianMs} ms, 95% within ${measured.p95Ms} ms, longest ${measured.maxMs} ms; ${measured.workMs} ms of work each`,
      );
  } finally {
    await browser.close();
    server.close();
    if (values.site === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

function writtenSite(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "suanquan-site-"));
  const written = spawnSync(process.execPath, ["scripts/site.ts", folder], { encoding: "utf8" });
  if (written.status !== 0) throw new Error(`the site could not be written: ${written.stderr}`);
  return folder;
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};

function serving(folder: string): http.Server {
  return http
    .createServer((request, response) => {
      const asked = path.join(
        folder,
        path.normalize(new URL(request.url ?? "/", "http://localhost").pathname),
      );
      const file = asked.endsWith(path.sep) ? path.join(asked, "index.html") : asked;
      try {
        response.setHeader("content-type", TYPES[path.extname(file)] ?? "application/octet-stream");
        response.end(readFileSync(file));
      } catch {
        response.writeHead(404).end();
      }
    })
    .listen(0, "127.0.0.1");
}

async function typed(page: Page): Promise<Keystrokes> {
  const field = page.locator("[id='spends.1.contract.amount']");
  await page.locator("[id='applicant.applicant.kind']").selectOption("企业");
  await page.locator("[id='spends.1.spend.kind']").selectOption("算力服务");
  await page.locator(".overall").waitFor();
  await page.evaluate(watchAnswers);
  const worked = await workMeter(page);
  for (let round = 0; round < ROUNDS; round += 1)
    for (const sum of SUMS) {
      await field.fill("");
      await page.waitForTimeout(BETWEEN_KEYS_MS);
      await page.evaluate(() => Reflect.set(window, "typing", true));
      await field.pressSequentially(sum, { delay: BETWEEN_KEYS_MS });
      await page.waitForTimeout(BETWEEN_KEYS_MS);
      await page.evaluate(() => Reflect.set(window, "typing", false));
    }
  const changes = ROUNDS * SUMS.reduce((count, sum) => count + 1 + sum.length, 0);
  const workMs = Math.round(((await worked()) / changes) * 10) / 10;
  const times = (await page.evaluate(() => Reflect.get(window, "keystrokes") as number[])).sort(
    (a, b) => a - b,
  );
  const at = (part: number) =>
    Math.round((times[Math.floor((times.length - 1) * part)] ?? Number.NaN) * 10) / 10;
  return { keys: times.length, medianMs: at(0.5), p95Ms: at(0.95), maxMs: at(1), workMs };
}

/** Begins to count; what it gives tells the processor time of the page's main thread since then, in ms. */
async function workMeter(page: Page): Promise<() => Promise<number>> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
  const read = async (): Promise<number> => {
    const { metrics } = await devtools.send("Performance.getMetrics");
    return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN) * 1000;
  };
  const begun = await read();
  return async () => (await read()) - begun;
}

/** Runs in the page: from each key to the frame after the answers have changed. */
function watchAnswers(): void {
  const times: number[] = [];
  Reflect.set(window, "keystrokes", times);
  let pressed: number | undefined;
  addEventListener(
    "keydown",
    event => {
      if (Reflect.get(window, "typing") === true) pressed = event.timeStamp;
    },
    true,
  );
  const results = document.getElementById("results");
  if (results === null) return;
  new MutationObserver(() => {
    if (pressed === undefined) return;
    const from = pressed;
    pressed = undefined;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => times.push(performance.now() - from);
      port2.postMessage(undefined);
    });
  }).observe(results, { subtree: true, childList: true, characterData: true, attributes: true });
}
