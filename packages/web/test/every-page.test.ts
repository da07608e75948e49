/** What must hold on every page of the site, in both languages and both colour schemes, on a desk and on a telephone. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DESKTOP, PHONE, sideways, testBrowser, violations } from "./browser.ts";
import { type Given, givenPlainly, pagesIn, writtenSite } from "./site.ts";

/** More than there are cores: half of a visit is waiting until nothing more is asked for. */
const AT_ONCE = 3;
const EVERY_PAGE_WITHIN_MS = 900_000;

const { at, browser } = testBrowser();
let folder: string;
let plain: Given;

beforeAll(async () => {
  folder = await writtenSite();
  plain = await givenPlainly({ folder });
}, 300_000);
afterAll(async () => {
  await plain?.stop();
});

/** The pages of programmes are alike: without `EVERY_PAGE` those with the most on them stand for all. */
const EVERY = process.env.EVERY_PAGE !== undefined;
const isSample = (page: string): boolean =>
  !/programmes\/(?!cn-jiangsu-taizhou|cn-guangdong-shenzhen\/xunli)/.test(page);

/** The browser's own remark on what these tests ask of it. */
const NO_WORKER = "Service Worker registration blocked by Playwright";

/** Gathers what a page does that it may not: talked to another host, complained, or asked for what is not there. */
function watched(page: Page, host: string): string[] {
  const faults: string[] = [];
  page.on("request", request => {
    const { protocol, origin } = new URL(request.url());
    if (protocol !== "data:" && origin !== host) faults.push(`asked ${request.url()}`);
  });
  page.on("response", response => {
    if (response.status() >= 400) faults.push(`${response.status()} ${response.url()}`);
  });
  page.on("console", message => {
    if (["error", "warning"].includes(message.type()) && message.text() !== NO_WORKER)
      faults.push(message.text());
  });
  page.on("pageerror", error => faults.push(error.message));
  return faults;
}

/**
 * Goes to a page and waits until it has come to rest. Pages without islands are at rest when they are loaded. Nothing is
 * found wrong with the page but what it did meanwhile, which is watched.
 */
async function visited(page: Page, address: string): Promise<readonly string[]> {
  await page.setViewportSize(DESKTOP);
  await page.goto(address);
  if ((await page.locator("[data-island]").count()) > 0) await page.waitForLoadState("networkidle");
  await page.evaluate(() => {
    for (const each of document.querySelectorAll("details")) each.open = true;
  });
  return [];
}

/** Everything that is wrong with a page, in one visit. */
async function faultsOf(page: Page, address: string): Promise<string[]> {
  await visited(page, address);
  const faults = [...(await violations(page))];
  await page.evaluate(() => document.documentElement.setAttribute("data-theme", "dark"));
  faults.push(...(await violations(page, ["color-contrast"])).map(each => `dark ${each}`));
  await page.setViewportSize(PHONE);
  const wide = await sideways(page);
  if (wide > 0) faults.push(`at 390 px it is ${wide} px too wide`);
  const small = await page.evaluate(() =>
    [...document.querySelectorAll("button, summary, select, .button, nav a")]
      .map(each => ({ name: each.textContent?.trim().slice(0, 20), box: each.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 24))
      .map(({ name, box }) => `“${name}” is ${Math.round(box.width)} × ${Math.round(box.height)} px`),
  );
  return [...faults, ...small];
}

type Look = (page: Page, address: string) => Promise<readonly string[]>;

/** What is found on each page, with some at a time. */
async function found(addresses: readonly string[], look: Look): Promise<Record<string, readonly string[]>> {
  const left = [...addresses];
  const all: Record<string, readonly string[]> = {};
  const visitor = async () => {
    const context = await browser().newContext({ locale: "zh-CN", serviceWorkers: "block" });
    const page = await context.newPage();
    const did = watched(page, new URL(addresses[0] ?? "").origin);
    for (let address = left.pop(); address !== undefined; address = left.pop()) {
      const faults = [...(await look(page, address)), ...did.splice(0)];
      if (faults.length > 0) all[address] = faults;
    }
    await context.close();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, visitor));
  return all;
}

/** What a written page leads to, and the places on it that can be led to. */
function linksOf(page: string): { readonly links: readonly URL[]; readonly places: ReadonlySet<string> } {
  const html = readFileSync(path.join(folder, page, "index.html"), "utf8");
  const values = (name: string) =>
    [...html.matchAll(new RegExp(`<[a-z][^>]*?\\s${name}="([^"]*)"`, "g"))].map(([, value = ""]) =>
      value.replaceAll("&amp;", "&"),
    );
  return {
    links: [...new Set([...values("href"), ...values("src")])]
      .map(each => new URL(each, plain.address + page))
      .filter(({ protocol }) => protocol.startsWith("http")),
    places: new Set(values("id")),
  };
}

describe("every page", () => {
  test(
    "given under a path by a plain file server, passes axe in both colour schemes, fits 390 px, talks to its own host alone, and complains of nothing",
    async () => {
      const pages = pagesIn(folder);
      expect(pages.length).toBeGreaterThan(2 * 47);
      const chosen = EVERY ? pages : pages.filter(isSample);
      expect(
        await found(
          chosen.map(each => plain.address + each),
          faultsOf,
        ),
      ).toEqual({});
    },
    EVERY_PAGE_WITHIN_MS,
  );

  test(
    "given by the product's own server under its strict headers, does so too, and complains of nothing",
    async () => {
      // Both languages have the same scripts and headers; people who read English are met on this server elsewhere.
      const pages = pagesIn(folder).filter(page => (EVERY || !page.startsWith("en/")) && isSample(page));
      expect(
        await found(
          pages.map(each => at(each)),
          visited,
        ),
      ).toEqual({});
    },
    EVERY_PAGE_WITHIN_MS,
  );

  test("links only to pages and files that are there, and to places that are on the page", async () => {
    const missing: string[] = [];
    const known = new Map<string, number>();
    for (const each of pagesIn(folder)) {
      const { links, places } = linksOf(each);
      expect(links.length).toBeGreaterThan(0);
      for (const { href, hash, origin, pathname } of links) {
        const here = plain.address + each === origin + pathname;
        if (here && hash !== "" && !places.has(decodeURIComponent(hash.slice(1))))
          missing.push(`${each} ${hash}`);
        const whole = origin + pathname;
        if (!known.has(whole)) known.set(whole, (await fetch(href)).status);
        if (known.get(whole) !== 200) missing.push(`${each} → ${href}`);
      }
    }
    expect(missing).toEqual([]);
  }, 300_000);

  test("of a programme can be read without scripts", async () => {
    const context = await browser().newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${plain.address}programmes/cn-jiangsu-taizhou-jiangyan/suanli/`);
    const text = await page.locator("main").textContent();
    for (const says of ["超过 30万元 的：4折", "恰为 30万元 时", "17.4万元", "姜堰区数据局", "来源等级"])
      expect(text).toContain(says);
    await context.close();
  });
});
