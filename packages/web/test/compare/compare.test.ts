/** One spending beside every voucher. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { PHONE, picture, sideways, testBrowser, violations } from "../browser.ts";
import { GUIYANG } from "../kept-cases.ts";

const { open } = testBrowser();
const row = (page: Page, name: string) =>
  page.getByRole("row").filter({ has: page.getByRole("rowheader", { name }) });
const cell = (page: Page, name: string, column: string) =>
  row(page, name).locator(`td.${column} > span`).last();
const names = (page: Page) => page.getByRole("rowheader").getByRole("link").allInnerTexts();

describe("the comparison", () => {
  test.each(["zh", "en"] as const)("begins with the kept facts, in %s", async language => {
    const page = await open("compare/", { language, kept: GUIYANG });
    const name = language === "zh" ? "贵州算力券" : "Guizhou computing voucher";
    await row(page, name).waitFor();
    // Guizhou: 30% of ¥8,000,000 paid for training, 3% of the ¥10,000,000 contract; whether both may be had is open.
    expect(await cell(page, name, "due").textContent()).toBe(
      language === "zh" ? "240万元 到 270万元" : "between ¥2,400,000 and ¥2,700,000",
    );
    expect(await violations(page)).toEqual([]);
    await picture(page, `compare-${language}`);
  });

  test("begins with the programme from which one came, also where it does not fit, and tells the others apart from it", async () => {
    const page = await open("programmes/cn-sichuan-chengdu/suanli/", { kept: GUIYANG });
    await page
      .getByRole("link", { name: "与其他券比较" })
      .or(page.getByRole("link", { name: "比较", exact: true }))
      .last()
      .click();
    await row(page, "成都市算力券").waitFor();
    const reference = page.getByLabel("以哪一项为准标出不同");
    expect(await reference.locator("option:checked").textContent()).toBe("成都市算力券");
    await row(page, "贵州算力券").waitFor();
    expect(await row(page, "贵州算力券").textContent()).toContain("不同");
  });

  test("in each voucher's own place it is a what-if, and says so", async () => {
    const page = await open("compare/", { kept: GUIYANG });
    await row(page, "贵州算力券").waitFor();
    // What Chengdu says of firms from elsewhere is not known.
    expect(await cell(page, "成都市算力券", "due").textContent()).toBe("0 到 100万元");
    await page.getByLabel("在哪里").selectOption("each-own");
    await page.getByText("假设测算：登记地和供给地不是填写的").waitFor();
    // Chengdu: 50% of the contract of ¥10,000,000, at most ¥1,000,000 a year for one applicant.
    await expect.poll(() => cell(page, "成都市算力券", "due").textContent()).toBe("100万元");
    expect(await violations(page)).toEqual([]);
    await picture(page, "compare-each-own");
  });

  test("a ceiling never stands in the column of what is due", async () => {
    const page = await open("compare/", { kept: { ...GUIYANG, applicant: { "applicant.kind": "企业" } } });
    await page.getByLabel("在哪里").selectOption("深圳市");
    // Shenzhen: not more than 50%, for start-ups 60%, of the ¥10,000,000 contract; nothing of it is an entitlement, and
    // whether the computing power is of the kind it asks for is not known.
    await row(page, "深圳市训力券").waitFor();
    expect(await cell(page, "深圳市训力券", "due").textContent()).toBe("0元");
    expect(await cell(page, "深圳市训力券", "ceiling").textContent()).toBe("0 到 600万元");
    expect(await page.getByText("上限不是应得额").isVisible()).toBe(true);
  });

  test("is sorted by any column, both ways, by keyboard", async () => {
    const page = await open("compare/", { kept: GUIYANG });
    await page.getByLabel("在哪里").selectOption("each-own");
    await expect.poll(async () => (await names(page)).length).toBeGreaterThan(5);
    const due = page.getByRole("columnheader", { name: "应得", exact: true });
    expect(await due.getAttribute("aria-sort")).toBe("descending");
    const down = await names(page);
    await due.getByRole("button").focus();
    await page.keyboard.press("Enter");
    expect(await due.getAttribute("aria-sort")).toBe("ascending");
    expect(await names(page)).not.toEqual(down);
    expect(await due.getByRole("button").evaluate(each => each === document.activeElement)).toBe(true);
  });

  test("marks what differs from the programme that is chosen, in words too", async () => {
    const page = await open("compare/", { kept: GUIYANG });
    await page.getByLabel("在哪里").selectOption("each-own");
    await row(page, "成都市算力券").waitFor();
    await page.getByLabel("以哪一项为准标出不同").selectOption({ label: "贵州算力券" });
    expect(await cell(page, "成都市算力券", "rate").textContent()).toContain("不同");
    expect(await row(page, "贵州算力券").locator(".differs").count()).toBe(0);
    expect(await violations(page)).toEqual([]);
  });

  test("facts can be entered here, and are the same as in the calculator", async () => {
    const page = await open("compare/");
    await page.getByText("还没有填写支出").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByLabel("购买内容").selectOption("算力服务");
    await page.getByLabel("合同金额", { exact: true }).fill("100万元");
    await expect.poll(async () => (await names(page)).length).toBeGreaterThan(3);
    expect(await page.evaluate(() => localStorage.getItem("suanquan.facts"))).toContain("100万元");
  });

  test("any programme can be put beside, also one that does not fit", async () => {
    const page = await open("compare/", { kept: GUIYANG });
    await row(page, "贵州算力券").waitFor();
    await page.getByText("选择要比较的券").click();
    await page.getByRole("checkbox", { name: /姜堰区算力券/ }).check();
    await row(page, "姜堰区算力券").waitFor();
    expect(await row(page, "姜堰区算力券").textContent()).toContain("不符合");
    expect(await violations(page)).toEqual([]);
  });

  test("fits a telephone in the dark, each voucher on a card of its own", async () => {
    const page = await open("compare/", { kept: GUIYANG, viewport: PHONE, dark: true });
    await page.getByLabel("在哪里").selectOption("each-own");
    await row(page, "贵州算力券").waitFor();
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    expect(await violations(page)).toEqual([]);
    await picture(page, "compare-phone-dark");
  });

  test("an amount that is not understood is named and kept", async () => {
    const page = await open("compare/", { kept: GUIYANG });
    await page.getByLabel("合同金额", { exact: true }).fill("一大笔");
    await page.getByText("有填写不能识别，暂未计入").waitFor();
    expect(await page.getByLabel("合同金额", { exact: true }).inputValue()).toBe("一大笔");
    expect(await violations(page)).toEqual([]);
  });
});
