/** The embedded calculator, on its own and in a bureau's page on another origin. */
import { createServer, type Server } from "node:http";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PHONE, picture, sideways, testBrowser, violations } from "../browser.ts";

const { at, open } = testBrowser();

const EMBED = "embed/#programme=cn-guizhou/suanli";
const heading = (page: Page, name: string) => page.getByRole("heading", { name, exact: true });

async function fillGuizhou(frame: Pick<Page, "getByLabel">): Promise<void> {
  await frame.getByLabel("购买内容").selectOption("算力服务");
  await frame.getByLabel("合同金额").fill("1000万元");
}

describe("the embedded page by itself", () => {
  test.each(["zh", "en"] as const)(
    "asks for the facts of one programme and answers, in %s",
    async language => {
      const page = await open(EMBED, { language });
      await heading(page, language === "zh" ? "贵州算力券" : "Guizhou computing voucher").waitFor();
      expect(await page.locator(".masthead, .footer").count()).toBe(0);
      const kind = page.getByLabel(language === "zh" ? "购买内容" : "What was bought");
      await kind.selectOption("算力服务");
      await page.getByLabel(language === "zh" ? "合同金额" : "Contract sum").fill("1000万元");
      // 3% of ¥10,000,000 is ¥300,000 (Guizhou: cash voucher for purchases).
      await page
        .getByText(language === "zh" ? "30万元" : "¥300,000")
        .first()
        .waitFor();
      expect(await violations(page)).toEqual([]);
      await picture(page, `embed-${language}`);
    },
  );

  test("is dark where the address says so, and passes there", async () => {
    const page = await open(`${EMBED}&theme=dark`);
    await heading(page, "贵州算力券").waitFor();
    expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
    expect(await violations(page)).toEqual([]);
  });

  test("fits a telephone", async () => {
    const page = await open(EMBED, { viewport: PHONE });
    await heading(page, "贵州算力券").waitFor();
    expect(await sideways(page)).toBeLessThanOrEqual(0);
  });

  test.each([
    ["a programme that the catalogue does not have", "embed/#programme=cn-nowhere/券", "目录里没有这个项目"],
    ["no programme", "embed/", "没有写明要测算哪一个项目"],
    ["an address that is no address", "embed/#%E0%A4%A&&=", "没有写明要测算哪一个项目"],
    [
      "code in the place of a programme",
      "embed/#programme=<img src=x onerror=alert(1)>",
      "目录里没有这个项目",
    ],
  ])("says so in words: %s", async (_, target, says) => {
    const page = await open(target);
    await heading(page, says).waitFor();
    expect(await page.locator("img").count()).toBe(0);
    expect(await violations(page)).toEqual([]);
  });

  test("names amounts that it does not understand, and keeps them", async () => {
    const page = await open(EMBED);
    await page.getByLabel("购买内容").selectOption("算力服务");
    await page.getByLabel("合同金额").fill("很多钱");
    await page.getByText("有填写不能识别，暂未计入").waitFor();
    expect(await page.getByLabel("合同金额").inputValue()).toBe("很多钱");
    expect(await violations(page)).toEqual([]);
  });
});

describe("in a bureau's page on another origin", () => {
  let bureau: Server;
  let address = "";
  let body = "";

  beforeAll(async () => {
    bureau = createServer((_, reply) => {
      reply.setHeader("content-type", "text/html; charset=utf-8");
      reply.end(`<!doctype html><html lang="zh-CN"><title>某局</title><h1>某局</h1>${body}`);
    });
    await new Promise<void>(resolve => bureau.listen(0, "127.0.0.1", resolve));
    const bound = bureau.address();
    address = `http://127.0.0.1:${typeof bound === "object" ? bound?.port : ""}/`;
  });
  afterAll(() => new Promise(resolve => bureau.close(resolve)));

  /** The bureau's page, opened without the check for requests to other hosts: there is one on purpose. */
  async function visit(content: string): Promise<Page> {
    body = content;
    const page = await open("embedding/");
    const other = await page.context().newPage();
    await other.goto(address);
    return other;
  }
  const element = (attributes: string) =>
    `<script src="${at("embed.js")}" defer></script><suanquan-voucher ${attributes}><a href="#">贵州算力券</a></suanquan-voucher>`;
  const frameHeight = (page: Page) =>
    page.evaluate(
      () =>
        document.querySelector("suanquan-voucher")?.shadowRoot?.querySelector("iframe")?.clientHeight ?? 0,
    );
  /** By how many whole pixels the frame is higher than its content; less than nothing when some of it is hidden. */
  const spare = (page: Page) =>
    page
      .frames()
      .find(each => each.url().includes("/embed/"))
      ?.evaluate(() => {
        const content = document.querySelector(".embed")?.getBoundingClientRect().height ?? Number.NaN;
        return window.innerHeight - Math.ceil(content);
      });

  test("the code that the site gives out works as it is copied", async () => {
    const page = await open("embedding/#programme=cn-guizhou/suanli");
    const code = page.getByLabel("推荐：自定义元素，高度随内容变化");
    await expect.poll(() => code.inputValue()).toContain("cn-guizhou/suanli");
    body = await code.inputValue();
    const other = await page.context().newPage();
    await other.goto(address);
    await other.locator("suanquan-voucher[ready]").waitFor();
    const frame = other.frameLocator("iframe");
    await frame.getByRole("heading", { name: "贵州算力券", exact: true }).waitFor();
  });

  test("the frame is as high as its content, and grows with it", async () => {
    const page = await visit(element('programme="cn-guizhou/suanli" lang="zh"'));
    await page.locator("suanquan-voucher[ready]").waitFor();
    const frame = page.frameLocator("iframe");
    // It is ready while the catalogue is still on its way, and grows when that has come.
    await frame.getByLabel("购买内容").waitFor();
    await expect.poll(() => spare(page)).toBe(0);
    const before = await frameHeight(page);
    expect(before).toBeGreaterThan(200);
    await fillGuizhou(frame as unknown as Page);
    await frame.getByText("30万元").first().waitFor();
    await expect.poll(() => frameHeight(page)).toBeGreaterThan(before);
    await expect.poll(() => spare(page)).toBe(0);
    expect(await page.locator("a").isVisible()).toBe(false);
    await picture(page, "embed-in-a-bureaus-page");
  });

  test("another programme, language and colours can be chosen at any time", async () => {
    const page = await visit(element('programme="cn-guizhou/suanli"'));
    await page.locator("suanquan-voucher[ready]").waitFor();
    await page.evaluate(() => {
      const voucher = document.querySelector("suanquan-voucher");
      voucher?.setAttribute("lang", "en");
      voucher?.setAttribute("theme", "dark");
      voucher?.setAttribute("programme", "cn-henan/suanli");
    });
    const frame = page.frameLocator("iframe");
    await frame.getByRole("heading", { name: "Henan computing voucher" }).waitFor();
    expect(await frame.locator("html").getAttribute("data-theme")).toBe("dark");
  });

  test("a message from elsewhere changes nothing", async () => {
    const page = await visit(element('programme="cn-guizhou/suanli"'));
    await page.frameLocator("iframe").getByLabel("购买内容").waitFor();
    await expect.poll(() => spare(page)).toBe(0);
    const before = await frameHeight(page);
    await page.evaluate(() => window.postMessage({ suanquan: "height", height: 5 }, "*"));
    await page.evaluate(
      () => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    expect(await frameHeight(page)).toBe(before);
  });

  test("where the site cannot be reached, what the bureau wrote stands there", async () => {
    const page = await visit("");
    await page.route(/\/embed\/$/, route => route.abort());
    body = element('programme="cn-guizhou/suanli"');
    await page.reload();
    await page.getByRole("link", { name: "贵州算力券" }).waitFor();
  });

  test("no other page of the site lets itself be framed", async () => {
    const page = await visit(`<iframe src="${at("fit/")}"></iframe>`);
    await expect.poll(() => page.frames().some(each => each.url().startsWith("chrome-error:"))).toBe(true);
  });
});

describe("the page with the code", () => {
  test.each(["zh", "en"] as const)("shows it with a preview and passes, in %s", async language => {
    const page = await open("embedding/", { language });
    await page.frameLocator("iframe").getByRole("heading", { level: 1 }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    await picture(page, `embedding-${language}`);
  });

  test("the code follows the choices", async () => {
    const page = await open("embedding/", { dark: true });
    await page.getByLabel("项目").selectOption("cn-henan/suanli");
    await page.getByLabel("语言").selectOption("en");
    await page.getByLabel("颜色").selectOption("dark");
    const code = await page.getByLabel("推荐：自定义元素，高度随内容变化").inputValue();
    expect(code).toContain(`<script src="${at("embed.js")}" defer></script>`);
    expect(code).toContain('<suanquan-voucher programme="cn-henan/suanli" lang="en" theme="dark">');
    expect(await violations(page)).toEqual([]);
  });
});
