/** What the pages weigh, and how Lighthouse judges their accessibility. Nothing here depends on the machine's speed. */
import { createServer } from "node:net";
import lighthouse from "lighthouse";
import { describe, expect, test } from "vitest";
import { testBrowser } from "./browser.ts";

const KIB = 1024;
const FIRST_PAGE_SCRIPT_MAX = 150 * KIB;
/** A programme's page needs no island: settings, feedback and the keeper for offline use. */
const PROGRAMME_SCRIPT_MAX = 20 * KIB;

let port: number;
const { at, browser } = testBrowser({
  flags: async () => {
    port = await freePort();
    return [`--remote-debugging-port=${port}`];
  },
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise(resolve => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** Compressed size of every script that a page has loaded by the time it has come to rest. */
async function scriptBytes(path: string): Promise<number> {
  const page = await (await browser().newContext({ serviceWorkers: "block" })).newPage();
  await page.goto(at(path), { waitUntil: "networkidle" });
  const bytes = await page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .map(each => each as PerformanceResourceTiming)
      .filter(each => /\.js$/.test(new URL(each.name).pathname))
      .reduce((total, each) => total + each.encodedBodySize, 0),
  );
  await page.context().close();
  return bytes;
}

describe("the scripts that a page loads, compressed", () => {
  test.each([
    ["the first page, 150 KiB", "", FIRST_PAGE_SCRIPT_MAX],
    ["the first page in English, 150 KiB", "en/", FIRST_PAGE_SCRIPT_MAX],
    ["the calendar, 150 KiB", "calendar/", FIRST_PAGE_SCRIPT_MAX],
    ["a programme's page, 20 KiB", "programmes/cn-guizhou/suanli/", PROGRAMME_SCRIPT_MAX],
  ])("stay below their limit: %s", async (_, path, most) => {
    const bytes = await scriptBytes(path);
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThanOrEqual(most);
  });
});

describe("Lighthouse, in its mobile setting,", () => {
  test.each(["", "en/", "fit/", "calendar/", "programmes/cn-jiangsu-taizhou-jiangyan/suanli/"])(
    "gives /%s 100 for accessibility",
    async path => {
      const result = await lighthouse(at(path), {
        port,
        onlyCategories: ["accessibility"],
        logLevel: "silent",
      });
      const audits = Object.values(result?.lhr.audits ?? {});
      expect(audits.filter(each => each.score === 0).map(each => each.title)).toEqual([]);
      expect(result?.lhr.categories.accessibility?.score).toBe(1);
    },
    120_000,
  );
});
