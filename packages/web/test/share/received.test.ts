/** A shared link opened by somebody else. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { NO_ENTRIES } from "../../src/facts/entries.ts";
import { catalogueMark, writeShared } from "../../src/share/share-link.ts";
import { PHONE, picture, sideways, testBrowser, violations } from "../browser.ts";
import { GUIYANG } from "../kept-cases.ts";

const { at, open } = testBrowser();

const MADE = { release: "0.1.0", catalogue: catalogueMark("0".repeat(64)), on: "2025-05-20" };
const LINK = `shared/${writeShared({ entries: { ...NO_ENTRIES, ...GUIYANG }, made: MADE })}`;
const OWN = { applicant: { "applicant.place": "340200" } };

const keptPlace = (page: Page) =>
  page.evaluate(
    () => JSON.parse(localStorage.getItem("suanquan.facts") ?? "{}").applicant?.["applicant.place"],
  );

describe("a link with facts", () => {
  test.each(["zh", "en"] as const)(
    "shows what it holds before anything is taken over, in %s",
    async language => {
      const page = await open(LINK, { language });
      await page
        .getByText(language === "zh" ? "贵州省贵阳市" : "Guiyang, Guizhou")
        .first()
        .waitFor();
      await page
        .getByText(language === "zh" ? "1,000万元" : "¥10,000,000")
        .first()
        .waitFor();
      expect(await keptPlace(page)).toBeUndefined();
      expect(await violations(page)).toEqual([]);
      await picture(page, `shared-${language}`);
    },
  );

  test("says that the catalogue has changed since", async () => {
    const page = await open(LINK, { dark: true, viewport: PHONE });
    await page.getByText("政策目录有更新").waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
  });

  test("where nothing was filled in, one press leads to the answers", async () => {
    const page = await open(LINK);
    await page.getByRole("button", { name: "用这些情况测算" }).click();
    await page.waitForURL(/\/fit\/$/);
    expect(await keptPlace(page)).toBe("520100");
  });

  test("asks before it takes the place of other facts, and they can be had back", async () => {
    const page = await open(LINK, { kept: OWN });
    await page.getByText("这台电脑上已经填有别的情况").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "替换" }).click();
    await page.getByText("已换成链接里的情况。").waitFor();
    expect(await keptPlace(page)).toBe("520100");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain("已换成");
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "撤销，恢复原来的" }).click();
    await page.getByText("已恢复原来填写的情况。").waitFor();
    expect(await keptPlace(page)).toBe("340200");
  });

  test("what it replaced can be had back in the calculator as well, and that undone", async () => {
    const page = await open(LINK, { kept: OWN });
    await page.getByRole("button", { name: "替换" }).click();
    await page.getByRole("link", { name: "去看测算结果" }).click();
    await page.getByRole("button", { name: "恢复分享链接替换掉的内容" }).click();
    await page.getByText("已恢复分享链接替换掉的内容。").waitFor();
    await expect.poll(() => keptPlace(page)).toBe("340200");
    await page.getByRole("button", { name: "撤销" }).click();
    await expect.poll(() => keptPlace(page)).toBe("520100");
  });

  test("facts here that this release cannot read are not lost when a link takes their place", async () => {
    const page = await open("about/");
    await page.evaluate(() => localStorage.setItem("suanquan.facts", '{"form":"suanquan-facts/9"}'));
    await page.goto(at(LINK));
    await page.getByRole("button", { name: "替换" }).click();
    await page.getByRole("button", { name: "撤销，恢复原来的" }).click();
    await page.getByText("已恢复原来填写的情况。").waitFor();
    expect(await page.evaluate(() => localStorage.getItem("suanquan.facts"))).toBe(
      '{"form":"suanquan-facts/9"}',
    );
  });

  test("of an older release, with a fact that is no more: what is left is reckoned, and the other named", async () => {
    const older = { ...NO_ENTRIES, applicant: { ...GUIYANG.applicant, "applicant.abolished": "甲" } };
    const made = { ...MADE, release: "0.0.9", on: "2024-12-01" };
    const page = await open(`shared/${writeShared({ entries: older, made })}`);
    await page.getByText("政策目录有更新").waitFor();
    await page.getByText("0.0.9").waitFor();
    const abolished = page.locator(".told div", { hasText: "applicant.abolished" });
    expect(await abolished.textContent()).toContain("甲现在的目录不能识别，不计入");
    await page.getByRole("button", { name: "用这些情况测算" }).click();
    await page.waitForURL(/\/fit\/$/);
    expect(
      await page.evaluate(
        () => JSON.parse(localStorage.getItem("suanquan.facts") ?? "{}").applicant["applicant.abolished"],
      ),
    ).toBe("甲");
  });

  test("one's own facts stay when the link is declined", async () => {
    const page = await open(LINK, { kept: OWN });
    await page.getByRole("button", { name: "保留我的" }).click();
    await page.getByText("没有改动，您填写的情况还在。").waitFor();
    expect(await keptPlace(page)).toBe("340200");
  });

  test("by keyboard alone", async () => {
    const page = await open(LINK, { kept: OWN });
    await page.getByRole("button", { name: "替换" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("已换成链接里的情况。").waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByText("已恢复原来填写的情况。").waitFor();
  });
});

describe("a link that cannot be used", () => {
  test.each([
    ["cut off", LINK.slice(0, -9), "链接不完整"],
    ["of a newer release", LINK.replace("#facts=1.", "#facts=7."), "更新的版本（7）"],
    ["without its facts", "shared/", "链接里没有填写的情况"],
    ["too long", `shared/#facts=1.${"A".repeat(9000)}`, "链接太长"],
  ])("%s: said in words, and what was filled in stays", async (_, link, says) => {
    const page = await open(link, { kept: OWN });
    await page.getByText(says).waitFor();
    expect(await keptPlace(page)).toBe("340200");
    expect(await violations(page)).toEqual([]);
  });
});
