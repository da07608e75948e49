/** The answers on paper: printed by Chromium, and the pages of the PDF counted. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { PHONE, picture, sideways, testBrowser, violations } from "../browser.ts";
import { GUIYANG } from "../kept-cases.ts";

const { open } = testBrowser();

/** Chromium writes each page as an object of its own, in plain text. */
const pagesOf = (pdf: Buffer): number => pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
const printed = async (page: Page) => pagesOf(await page.pdf({ preferCSSPageSize: true }));

/** Nothing but the purchase is known, so that half of the catalogue could fit. */
const MANY = {
  spends: [{ id: 1, written: { "spend.kind": "算力服务", "contract.amount": "500万元" } }],
  asOf: "2025-05-20",
};

describe("the printed sheet", () => {
  test.each(["zh", "en"] as const)("of a usual case is one A4 page, in %s", async language => {
    const page = await open("print/", { language, kept: GUIYANG });
    await page.locator(".sheet").waitFor();
    const text = await page.locator(".sheet").textContent();
    expect(text).toContain("2025-05-20");
    expect(text).toMatch(/[0-9a-f]{12}/);
    expect(text).toContain("0.1.0");
    // 30% of the ¥8,000,000 paid (Guizhou: model training on local computing power), and its clause.
    expect(text).toContain(language === "zh" ? "240万元" : "¥2,400,000");
    expect(text).toContain("《贵州算力券管理办法（修订）》");
    expect(await printed(page)).toBe(1);
    expect(await violations(page)).toEqual([]);
    await picture(page, `print-${language}`);
  });

  test("on paper nothing remains but the sheet", async () => {
    const page = await open("print/", { kept: GUIYANG });
    await page.locator(".sheet").waitFor();
    await page.emulateMedia({ media: "print" });
    for (const name of [".masthead", ".footer", ".print-tools", "h1"])
      expect(await page.locator(name).first().isVisible(), name).toBe(false);
    expect(await page.locator(".sheet").isVisible()).toBe(true);
  });

  test("of many programmes runs on, the head again on every page and nothing cut off", async () => {
    const page = await open("print/", { kept: MANY });
    await page.locator(".sheet").waitFor();
    expect(await page.locator(".sheet tbody tr").count()).toBeGreaterThan(12);
    expect(await printed(page)).toBeGreaterThan(1);
    expect(await page.locator(".sheet thead").evaluate(head => getComputedStyle(head).display)).toBe(
      "table-header-group",
    );
  });

  test("without facts says that there is nothing to print", async () => {
    const page = await open("print/");
    await page.getByText("没有可以打印的结果").waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test("can be read on a telephone, and in the dark", async () => {
    const page = await open("print/", { kept: GUIYANG, viewport: PHONE, dark: true });
    await page.locator(".sheet").waitFor();
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    expect(await violations(page)).toEqual([]);
  });
});
