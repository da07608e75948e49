/** Telling of a fault: the report names page, programme, version and release, and goes nowhere by itself. */
import type { Page } from "playwright-core";
import { beforeEach, describe, expect, test } from "vitest";
import own from "../../../package.json" with { type: "json" };
import { testBrowser } from "./browser.ts";
import { FEEDBACK_MAIL } from "./site.ts";

const PROGRAMME = "programmes/cn-guizhou/suanli/";

const { at, open } = testBrowser({ by: "plain server" });
let page: Page;

beforeEach(async () => {
  page = await open(`${PROGRAMME}#benefits`);
  await page.getByText("反馈本页的问题").click();
  await page.getByLabel("问题", { exact: true }).fill("3% 的基数不对 & 见第二条\n第二行");
});

describe("a report", () => {
  test("is copied whole, and without what stands behind # in the address", async () => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: "复制" }).click();
    await page.getByText("已复制。").waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect(text).toBe(await page.getByLabel("将要复制的内容").inputValue());
    expect(text).toMatch(/^3% 的基数不对 & 见第二条\n第二行\n\n页面：贵州算力券 · 算券\n/);
    expect(text).toContain(`地址：${at(PROGRAMME)}\n`);
    expect(text).toContain("项目：cn-guizhou/suanli\n版本：2024-11-13\n");
    expect(text).toContain(`发行版：${own.version}\n`);
    expect(text).toMatch(/目录指纹：[0-9a-f]{64}$/);
  });

  test("opens in a person's own mail program, to the address that the site was written with", async () => {
    const link = await page.getByRole("link", { name: "用邮件程序打开" }).getAttribute("href");
    const { protocol, pathname, searchParams } = new URL(link ?? "");
    expect(protocol + pathname).toBe(`mailto:${FEEDBACK_MAIL}`);
    expect(searchParams.get("subject")).toBe("算券反馈");
    expect(searchParams.get("body")).toContain("3% 的基数不对 & 见第二条\r\n第二行\r\n");
  });

  test("can be selected where the browser refuses to copy", async () => {
    await page.evaluate(() =>
      Object.defineProperty(navigator, "clipboard", {
        value: { writeText: () => Promise.reject(new Error()) },
      }),
    );
    await page.getByRole("button", { name: "复制" }).click();
    await page.getByText("浏览器不允许复制").waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("feedback-whole");
  });
});
