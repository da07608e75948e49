/** A person looks for programmes on the first page, given under a path by a plain file server. */
import type { Page } from "playwright-core";
import { beforeEach, describe, expect, test } from "vitest";
import { nextTile, TILES } from "../src/find/tiles.ts";
import { sideways, testBrowser, violations } from "./browser.ts";

const { at, open } = testBrowser({ by: "plain server" });
let page: Page;

beforeEach(async () => {
  page = await open("");
  await alive();
});

/** The search has come alive: it answers to a filter. */
const alive = () => page.locator('[data-island="find"][data-alive]').waitFor();
const found = () => page.locator(".found-item h3").allTextContents();
const status = () => page.locator(".found-count").textContent();
const filter = (label: string) => page.getByLabel(label, { exact: true });

describe("the search", () => {
  test.each([
    ["gzslq", "贵州算力券"],
    ["guizhousuanli", "贵州算力券"],
    ["guizslq", "贵州算力券"],
    ["GZSLQ", "贵州算力券"],
    ["ｇｚｓｌｑ", "贵州算力券"],
    ["深圳训力券", "深圳市训力券"],
    ["szxlq", "深圳市训力券"],
    ["广东 模型券", "东莞市模型券"],
    ["深工信规〔2024〕13号", "深圳市训力券"],
    ["国产化适配", "贵州算力券"],
    ["Shenzhen training", "深圳市训力券"],
    ["姜堰", "姜堰区算力券"],
    ["jy slq", "姜堰区算力券"],
  ])("finds by %s", async (query, title) => {
    await page.getByRole("searchbox").fill(query);
    await page.waitForFunction(
      expected => location.hash !== "" && document.body.textContent.includes(expected),
      title,
    );
    expect(await found()).toContain(title);
    expect((await found()).length).toBeLessThan(12);
  });

  test("puts what is so called before what only mentions it", async () => {
    await page.getByRole("searchbox").fill("深圳市训力券");
    expect((await found())[0]).toBe("深圳市训力券");
  });

  test("says how many it found, and what to do when there is none", async () => {
    expect(await status()).toBe("共 47 个项目");
    await page.getByRole("searchbox").fill("没有这样的券");
    await page.getByText("没有找到符合条件的项目").waitFor();
    expect(await page.locator("[role=status].found-count").isVisible()).toBe(true);
    expect(await page.locator(".notice").first().textContent()).toContain("拼音首字母");
    expect(await violations(page)).toEqual([]);
  });

  test("keeps its filters in the address, and goes back and forth with the browser", async () => {
    await filter("券种").selectOption("computing");
    await filter("状态").selectOption("ended");
    await page.waitForURL(/standing=ended/);
    expect(await found()).toEqual(["北京市人工智能算力券"]);
    await page.goBack();
    await page.waitForURL(/#kind=computing$/);
    expect((await found()).length).toBeGreaterThan(10);
    expect(await filter("状态").inputValue()).toBe("");
    await page.goForward();
    await page.waitForURL(/standing=ended/);
    expect(await found()).toEqual(["北京市人工智能算力券"]);
    await page.reload();
    await alive();
    expect(await found()).toEqual(["北京市人工智能算力券"]);
    await page.getByRole("button", { name: "清除全部条件" }).click();
    expect(await status()).toBe("共 47 个项目");
  });

  test("keeps its filters when the language changes, and finds the same", async () => {
    await page.getByRole("searchbox").fill("gzslq");
    await page.waitForURL(/q=gzslq/);
    await page.getByRole("link", { name: "English" }).click();
    await page.waitForURL(/\/en\/#q=gzslq/);
    await alive();
    expect(await found()).toEqual(["Guizhou computing voucher"]);
  });

  test("keeps drafts and ended programmes, each labelled", async () => {
    await filter("状态").selectOption("draft");
    const labels = await page.locator(".found-item .tag").allTextContents();
    expect(labels.length).toBeGreaterThan(0);
    expect(new Set(labels)).toEqual(new Set(["征求意见稿"]));
  });

  test("finds by the month of issue", async () => {
    await filter("印发或可申领月份").selectOption("2024-11");
    await page.waitForURL(/month=2024-11/);
    expect(await found()).toContain("贵州算力券");
    expect(await found()).not.toContain("姜堰区算力券");
  });

  test("takes a nonsensical address for no filter at all, and harms nothing", async () => {
    await page.goto(at("#place=%3Cscript%3E&month=x&standing=constructor&q=%E0%A4%A"));
    await page.reload();
    await alive();
    expect(await page.locator(".found-count").textContent()).toBe("没有找到符合条件的项目");
  });
});

describe("the squares of the provinces", () => {
  const tile = (name: string) => page.locator(".tile", { hasText: name });

  test("filter by keyboard alone, with the arrow keys", async () => {
    await tile("黑龙江").focus();
    await page.keyboard.press("ArrowDown");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain("吉林");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowLeft");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain("天津");
    await tile("贵州").focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/place=520000/);
    expect(await found()).toEqual(["贵州算力券"]);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain("贵州");
    await page.keyboard.press("Enter");
    expect(await status()).toBe("共 47 个项目");
  });

  test("can all be reached from the first with the arrow keys", () => {
    const reached = new Set<string>();
    const queue = TILES.slice(0, 1);
    for (let from = queue.pop(); from !== undefined; from = queue.pop()) {
      if (reached.has(from.code)) continue;
      reached.add(from.code);
      for (const key of ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"] as const)
        queue.push(nextTile(from, key));
    }
    expect(reached.size).toBe(34);
    expect(new Set(TILES.map(each => `${each.row} ${each.column}`)).size).toBe(34);
  });

  test("count what the other filters leave, and say the same in a table", async () => {
    await filter("券种").selectOption("training");
    await page.waitForURL(/kind=training/);
    expect(await tile("广东").locator(".tile-count").textContent()).toBe("1");
    await page.getByText("以表格显示").click();
    const row = page.locator(".tile-map tr", { hasText: "广东" });
    expect(await row.locator("td").textContent()).toBe("1");
  });

  test("of a province without a programme say that this does not mean there is none", async () => {
    await tile("西藏").click();
    await page.getByText("这不等于当地没有政策").waitFor();
  });
});

test("recent changes stand newest first, none of them in the future", async () => {
  const dates = await page.locator(".changes time").allTextContents();
  expect(dates.length).toBe(10);
  expect([...dates].sort().reverse()).toEqual(dates);
  const today = new Date().toISOString().slice(0, 10);
  expect(dates.every(date => date <= today)).toBe(true);
});

describe("settings", () => {
  test("hold on the next page and the next visit, before anything is drawn", async () => {
    await page.getByRole("button", { name: "大字" }).click();
    await page.getByRole("button", { name: "深色" }).click();
    await page.goto(at("about/"));
    const html = page.locator("html");
    expect(await html.getAttribute("data-text")).toBe("large");
    expect(await html.getAttribute("data-theme")).toBe("dark");
    expect(await page.getByRole("button", { name: "大字" }).getAttribute("aria-pressed")).toBe("true");
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe("20px");
  });

  test("leave room: large type at 390 px does not scroll sideways", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole("button", { name: "大字" }).click();
    expect(await sideways(page)).toBeLessThanOrEqual(0);
  });

  test("a window half as wide, as at 200%, does not scroll sideways", async () => {
    await page.setViewportSize({ width: 720, height: 450 });
    expect(await sideways(page)).toBeLessThanOrEqual(0);
  });
});
