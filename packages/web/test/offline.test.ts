/** The site without a network, and when a newer one comes. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { layWorker } from "../site/lay-worker.ts";
import { testBrowser, violations } from "./browser.ts";
import { type Given, givenPlainly, writtenSite } from "./site.ts";

const { browser } = testBrowser();
let folder: string;
let newer: string;
let place: { folder: string };
let site: Given;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  folder = await writtenSite();
  newer = mkdtempSync(path.join(tmpdir(), "newer-site-"));
  cpSync(folder, newer, { recursive: true });
  const about = path.join(newer, "about", "index.html");
  writeFileSync(about, readFileSync(about, "utf8").replace("怎样测算，怎样读结果", "新版说明"));
  layWorker(newer);
}, 300_000);
afterAll(() => {
  rmSync(newer, { recursive: true, force: true });
});
beforeEach(async () => {
  place = { folder };
  site = await givenPlainly(place);
  context = await browser().newContext({ locale: "zh-CN" });
});
afterEach(async () => {
  await context.close();
  await site.stop();
});

/** The first visit, until everything is kept. */
async function visit(): Promise<void> {
  page = await context.newPage();
  await page.goto(site.address);
  await page.getByText("已存入本机，断网也能使用").waitFor();
}

async function cutOff(): Promise<void> {
  await context.setOffline(true);
  await site.stop();
}

describe("after the first visit, with the network off", () => {
  test("every kind of page opens, searches and reckons", async () => {
    await visit();
    await cutOff();
    await page.goto(`${site.address}#q=gzslq`);
    await page.reload();
    await page.locator(".found-count", { hasText: "共 1 个项目" }).waitFor();
    await page.getByRole("link", { name: "贵州算力券" }).first().click();
    await page.getByRole("heading", { level: 1, name: "贵州算力券" }).waitFor();
    await page.goto(`${site.address}en/calendar/`);
    await page.getByRole("heading", { level: 1, name: "Calendar of programmes" }).waitFor();
    await page.goto(`${site.address}about`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    expect(page.url()).toBe(`${site.address}about/`);
    await page.goto(`${site.address}fit/`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    const catalogue = await page.evaluate(async () => {
      const { root, catalogue } = document.documentElement.dataset;
      return (await fetch(`${root}${catalogue}`)).ok;
    });
    expect(catalogue).toBe(true);
  });
});

describe("a browser that is set to save data", () => {
  const PART = "查找、测算和目录已存入本机";
  const READ = "programmes/cn-guizhou/suanli/";
  const UNREAD = "programmes/cn-jiangsu-taizhou-jiangyan/suanli/";

  beforeEach(async () => {
    await context.addInitScript(() =>
      Object.defineProperty(navigator, "connection", { value: { saveData: true } }),
    );
    page = await context.newPage();
    await page.goto(site.address);
    await page.getByText(PART).waitFor();
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  });

  test("keeps the search, the calculator and what was read; of the rest it says in words that it is not there", async () => {
    await page.goto(site.address + READ);
    await page.getByText(PART).waitFor();
    await cutOff();
    await page.goto(`${site.address}fit/`);
    await page.getByRole("heading", { name: "测算结果" }).waitFor();
    await page.goto(site.address + READ);
    await page.getByRole("heading", { level: 1, name: "贵州算力券" }).waitFor();
    await page.goto(`${site.address}en/${UNREAD}`);
    await page.getByText("The page you asked for is not kept").waitFor();
    expect(new URL(page.url()).pathname).toBe("/a/b/en/offline/");
    await page.goto(site.address + UNREAD);
    await page.getByText("刚才要看的那一页没有存").waitFor();
    const mark = (name: string) => page.locator(".kept-pages li", { hasText: name }).locator(".tag");
    await expect.poll(() => mark("贵州算力券").textContent()).toBe("已存");
    expect(await mark("姜堰区算力券").textContent()).toBe("未存");
    expect(await violations(page)).toEqual([]);
  });

  test("keeps all of it at a press", async () => {
    await page.goto(`${site.address}offline/`);
    expect(await page.getByText("刚才要看的那一页没有存").isVisible()).toBe(false);
    await page.getByRole("button", { name: "全部存入这个浏览器" }).click();
    await page.getByText("已存入本机，断网也能使用").first().waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain("已存入本机");
    await cutOff();
    await page.goto(site.address + UNREAD);
    await page.getByRole("heading", { level: 1, name: "姜堰区算力券" }).waitFor();
  });
});

describe("a newer site", () => {
  beforeEach(visit);
  const title = () => page.getByRole("heading", { level: 1 }).textContent();

  test("is offered and not forced; once taken, the old one is dropped", async () => {
    place.folder = newer;
    await page.goto(`${site.address}about/`);
    await page.getByText("本站有新版本").waitFor();
    expect(await title()).toBe("怎样测算，怎样读结果");
    await page.getByRole("button", { name: "以后再说" }).click();
    await page.reload();
    expect(await title()).toBe("怎样测算，怎样读结果");
    await page.getByRole("button", { name: "现在更新" }).click();
    await page.getByRole("heading", { level: 1, name: "新版说明" }).waitFor();
    await page.waitForFunction(async () => (await caches.keys()).length === 1);
  });

  test("fetches only what has changed", async () => {
    const asked: string[] = [];
    context.on("request", request => {
      if (request.serviceWorker() !== null) asked.push(new URL(request.url()).pathname);
    });
    place.folder = newer;
    await page.goto(`${site.address}about/`);
    await page.getByText("本站有新版本").waitFor();
    expect(asked.filter(each => !each.endsWith("/sw.js"))).toEqual(["/a/b/about/"]);
  });
});
