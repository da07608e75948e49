/** The calculator's page in a real browser, served by the real command, used as a person uses it. */
import type { Locator, Page } from "playwright-core";
import { beforeEach, describe, expect, test } from "vitest";
import { PHONE, sideways, testBrowser, violations as violationsOn } from "../browser.ts";

const { at, open } = testBrowser();
let page: Page;

beforeEach(async () => {
  page = await open("fit/");
  await page.getByRole("heading", { name: "测算结果" }).waitFor();
});

/** The field of a fact: of the applicant, or of a spend by its number. */
const applicant = (fact: string) => page.locator(`[id='applicant.${fact}']`);
const spend = (fact: string, id = 1) => page.locator(`[id='spends.${id}.${fact}']`);

async function choosePlace(...codes: string[]): Promise<void> {
  for (const [level, code] of codes.entries())
    await applicant("applicant.place").getByRole("combobox").nth(level).selectOption(code);
}

/** Has the field of a fact stand on the page: it may be asked already, or come to be asked while one looks for it. */
async function addFact(name: string, field: Locator): Promise<void> {
  const adder = page.getByLabel("补充其他情况");
  const stands = async (): Promise<boolean> => {
    if ((await field.count()) === 0)
      await adder.selectOption({ label: name }, { timeout: 1_000 }).catch(() => undefined);
    return (await field.count()) > 0;
  };
  await expect.poll(stands, { timeout: 20_000 }).toBe(true);
}

/** What a firm in Jiangyan fills in that orders computing power. */
async function fillJiangyan(amount: string): Promise<void> {
  await choosePlace("320000", "321200", "321204");
  await applicant("applicant.kind").selectOption("企业");
  await spend("spend.kind").selectOption("算力服务");
  await addFact("服务提供方", spend("supplier"));
  await spend("supplier").selectOption("姜堰电信天翼云");
  await addFact("数字经济核心产业企业", applicant("applicant.digital-core"));
  await applicant("applicant.digital-core").getByText("是", { exact: true }).click();
  await addFact("优惠前订单金额", spend("order.list"));
  await spend("order.list").fill(amount);
}

const card = (title: string) => page.locator("article.card", { hasText: title }).first();
const focused = () => page.evaluate(() => document.activeElement?.id ?? "");

const violations = () => violationsOn(page);

describe("the answers", () => {
  test("stand empty with a word on how to begin", async () => {
    await page.getByText("还没有填写任何情况").waitFor();
    expect(await violations()).toEqual([]);
  });

  test("at exactly 300,000 yuan in Jiangyan show both readings, the notch as a plot with its table, and what to mind", async () => {
    await fillJiangyan("30万元");
    const core = card("数字经济核心产业企业优惠");
    await core.getByText("17.4万元 到 18万元", { exact: true }).waitFor();
    expect(await core.locator("summary").first().textContent()).toContain("优惠后应付 12万元 到 12.6万元");
    await core.locator("summary").first().click();
    await core.locator(".price-plot").waitFor();
    const readings = await core.locator("table.readings", { hasText: "以下一档" }).last().textContent();
    expect(readings).toMatch(/以下一档\s*17\.4万元\s*归入 30 万元以上一档\s*18万元/);
    expect(await core.locator("cite").first().textContent()).toContain("算力券/江苏省");
    expect(await core.textContent()).toContain("来源等级 C");
    await core.getByText("图中各点").click();
    expect(await core.locator(".price-plot table").textContent()).toContain("30万元 · 本单12万元 – 12.6万元");
    expect(await core.locator(".findings").textContent()).toContain("30万元 归哪一档");
    expect(await violations()).toEqual([]);
  });

  test("are those of one programme where its own page led here, and of all again at a press", async () => {
    await fillJiangyan("5万元");
    await card("数字经济核心产业企业优惠").waitFor();
    await page.evaluate(() => {
      location.hash = "#programme=cn-guizhou/suanli";
    });
    await page.getByText("现在只测算").waitFor();
    await card("数字经济核心产业企业优惠").waitFor({ state: "detached" });
    await page.getByText("会影响 1 个项目").first().waitFor();
    expect(await page.getByText(/会影响 (?!1 )\d+ 个项目/).count()).toBe(0);
    expect(await violations()).toEqual([]);
    await page.getByRole("link", { name: "测算全部项目" }).click();
    await card("数字经济核心产业企业优惠").waitFor();
  });

  test("say why a benefit is refused, and the nearest miss", async () => {
    await fillJiangyan("30万元");
    await spend("supplier").selectOption("其他服务商");
    await page.locator("details.answers.ineligible > summary").click();
    const refused = page.locator("details.answers.ineligible article", {
      hasText: "数字经济核心产业企业优惠",
    });
    await refused.getByText("只差一步：若“服务提供方”为“姜堰电信天翼云”").waitFor();
    await refused.locator("summary").click();
    await refused.getByText("服务提供方须为").first().waitFor();
  });

  test("never add up to more than the price of what was bought", async () => {
    await fillJiangyan("1万元");
    await spend("contract.amount").fill("1万元");
    await page.getByText("合计以价款为限").waitFor();
    const totals = await page.locator(".overall").textContent();
    expect(totals).toContain("所购价款1万元");
    expect(await page.locator(".overallPossible").textContent()).toMatch(/1万元/);
  });

  test("lead to the fact that would settle them, with the focus in its field", async () => {
    await choosePlace("320000", "321200", "321204");
    await spend("spend.kind").selectOption("算力服务");
    const core = card("数字经济核心产业企业优惠");
    const settle = core.locator(".card-line .link-button");
    await settle.waitFor();
    await settle.click();
    await expect.poll(focused).toMatch(/^(?:applicant|spends\.1)\./);
  });
});

describe("what is filled in", () => {
  test("survives a reload and the other language, and stays in this browser", async () => {
    await fillJiangyan("9.99万元");
    await card("数字经济核心产业企业优惠").getByText("55,944元", { exact: true }).waitFor();
    await page.reload();
    await card("数字经济核心产业企业优惠").getByText("55,944元", { exact: true }).waitFor();
    expect(await spend("order.list").inputValue()).toBe("9.99万元");
    await page.getByRole("link", { name: "English" }).click();
    await page.getByRole("heading", { name: "Results", exact: true }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/en/fit/");
    expect(await spend("order.list").inputValue()).toBe("9.99万元");
    expect(await violations()).toEqual([]);
  });

  test("comes back after «clear everything», and is gone after «forget everything»", async () => {
    await spend("contract.amount").fill("30万元");
    await page.getByRole("button", { name: "全部清空" }).click();
    expect(await spend("contract.amount").inputValue()).toBe("");
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("撤销");
    await page.keyboard.press("Enter");
    expect(await spend("contract.amount").inputValue()).toBe("30万元");
    await page.getByRole("button", { name: "从这个浏览器彻底删除" }).click();
    expect(await page.evaluate(() => localStorage.getItem("suanquan.facts"))).toBeNull();
  });

  test("is reckoned around what is not understood, which is named next to its field and kept", async () => {
    await fillJiangyan("三十万圆整整");
    await page.getByText("处填写不能识别").waitFor();
    const field = spend("order.list");
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    expect(await field.inputValue()).toBe("三十万圆整整");
    expect(await violations()).toEqual([]);
    await field.fill("叁拾万元整");
    await card("数字经济核心产业企业优惠").getByText("17.4万元 到 18万元", { exact: true }).waitFor();
  });

  test.each([
    ["contract.amount", "9".repeat(30), "超过"],
    ["contract.amount", "-5万", "负数"],
    ["contract.amount", "1e9", "不是金额"],
    ["contract.signed", "2025-02-30", "没有“2025-02-30”这一天"],
  ])("%s: %s is refused in words", async (fact, text, says) => {
    await spend(fact).fill(text);
    await page.locator(`[id='spends.1.${fact}-fault']`, { hasText: says }).waitFor();
    expect(await spend(fact).inputValue()).toBe(text);
  });

  test("of a day that has not come is reckoned as planned, and says so", async () => {
    await addFact("支付日期", spend("paid.on"));
    await spend("paid.on").fill("2999年1月1日");
    await page.getByText("按计划测算").waitFor();
    expect(await spend("paid.on").inputValue()).toBe("2999年1月1日");
    expect(await page.getByText("2999-01-01，星期二").isVisible()).toBe(true);
    await spend("contract.amount").fill("10万元");
    await page.locator(".overall").waitFor();
  });

  test("that contradicts itself is reckoned as written, with a word to check it", async () => {
    await spend("contract.amount").fill("10万元");
    await addFact("实际支付金额", spend("paid.amount"));
    await spend("paid.amount").fill("20万元");
    await page.getByText("实际支付金额大于合同金额（10万元）").waitFor();
  });
});

describe("two pages of one browser", () => {
  test("show the same facts, whichever they are changed on, and lose none", async () => {
    const other = await page.context().newPage();
    await other.goto(at("fit/"));
    const there = (fact: string) => other.locator(`[id='spends.1.${fact}']`);
    await there("contract.amount").waitFor();
    await spend("contract.amount").fill("30万元");
    await expect.poll(() => there("contract.amount").inputValue()).toBe("30万元");
    await there("spend.kind").selectOption("算力服务");
    await expect.poll(() => spend("spend.kind").inputValue()).toBe("算力服务");
    expect(await spend("contract.amount").inputValue()).toBe("30万元");
    await spend("contract.amount").pressSequentially("整");
    await expect.poll(() => there("contract.amount").inputValue()).toBe("30万元整");
    expect(await there("spend.kind").inputValue()).toBe("算力服务");
    await other.getByRole("button", { name: "从这个浏览器彻底删除" }).click();
    await expect.poll(() => spend("contract.amount").inputValue()).toBe("");
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
  });

  test("also one that lay still while the other was changed", async () => {
    await spend("contract.amount").fill("30万元");
    // As a browser leaves a page asleep: it hears of nothing until it is shown again.
    await page.evaluate(() => {
      const held = JSON.parse(localStorage.getItem("suanquan.facts") ?? "{}");
      held.spends[0].written["contract.amount"] = "50万元";
      localStorage.setItem("suanquan.facts", JSON.stringify(held));
    });
    expect(await spend("contract.amount").inputValue()).toBe("30万元");
    await page.evaluate(() => dispatchEvent(new Event("pageshow")));
    await expect.poll(() => spend("contract.amount").inputValue()).toBe("50万元");
  });
});

describe("the questions", () => {
  test("stay in place when answered; the field that somebody types in never moves or loses the focus", async () => {
    await choosePlace("520000", "520100");
    await spend("spend.kind").selectOption("算力服务");
    await spend("contract.amount").fill("200万元");
    const list = page.getByRole("region", { name: "还会影响结果的问题" });
    const input = list.locator(".field input[type=text]").first();
    await input.waitFor();
    const id = await input.getAttribute("id");
    const before = await list.locator(".field").first().getAttribute("class");
    await input.focus();
    await page.keyboard.type("1500000", { delay: 60 });
    await page.getByText("个问题会影响结果").waitFor();
    await expect.poll(() => list.locator(".field").count()).toBeGreaterThan(2);
    expect([await focused(), await page.locator(`[id='${id}']`).inputValue()]).toEqual([id, "1500000"]);
    expect(before).toBe("field");
    expect(await violations()).toEqual([]);
  });

  test("take «don't know» for an answer and do not ask again", async () => {
    await spend("spend.kind").selectOption("算力服务");
    const list = page.getByRole("region", { name: "还会影响结果的问题" });
    await list.locator(".questions-left b").waitFor();
    const count = async () => Number(await list.locator(".questions-left b").textContent());
    const before = await count();
    await list.getByText("不知道", { exact: true }).first().click();
    await expect.poll(count).toBe(before - 1);
    await list.getByText("记为“不知道”，不再追问").waitFor();
  });
});

describe("the profile", () => {
  test("reads a credit code as typed, offers what was meant, and where it was registered then", async () => {
    const code = page.getByLabel("统一社会信用代码");
    await code.fill("９１１１０１０８５５１３８５０８２");
    await page.getByText("还差 1 位").waitFor();
    await code.fill("９１１１０１０８５５１３８５０８２ｑ");
    await page.getByText("校验通过").waitFor();
    await page.getByText("登记时在").waitFor();
    await page.getByRole("button", { name: "用作登记地" }).click();
    expect(await applicant("applicant.place").getByRole("combobox").first().inputValue()).toBe("110000");
    await code.fill("9111010855138508OQ");
    await page.getByText("是否为 0？").waitFor();
    await code.fill("91110108551385083Q");
    await page.locator("[id='firm.creditCode-fault']", { hasText: "应为" }).waitFor();
    expect(await violations()).toEqual([]);
  });

  test("works out the size from the industry's own line, and says what is missing", async () => {
    await page.getByText("企业规模怎么算").click();
    await page.getByLabel("行业（划型用）").selectOption("software");
    await page.getByLabel("从业人员").fill("８６人");
    await page.getByText("规模未知：还缺").waitFor();
    expect(await page.getByLabel("资产总额").count()).toBe(0);
    await page.getByLabel("营业收入").fill("1200万元");
    await page.getByText("按所填指标为小型，已用于测算").waitFor();
    expect(await page.getByRole("table", { name: "所用的一行" }).textContent()).toContain("300");
    expect(await violations()).toEqual([]);
  });
});

describe("a pasted table", () => {
  const TABLE = "购买内容\t合同金额（万元）\t备注\n算力服务\t３０\t甲\n模型服务\t三十个\t乙\n合计\t60\t\n";

  test("is shown cell by cell, and becomes spends that can be taken away and brought back", async () => {
    await page.getByRole("button", { name: "从表格粘贴" }).click();
    await page.getByRole("textbox", { name: "粘贴支出表" }).fill(TABLE);
    await page.getByText("→ 300,000.00 元（30万元）").waitFor();
    await page.getByText("“三十个万元”不是金额").or(page.getByText("“三十个”不是金额")).first().waitFor();
    await page.getByText("合计行，不采用").waitFor();
    expect(await violations()).toEqual([]);
    await page.getByRole("button", { name: "加入 2 笔支出" }).click();
    await page.getByText("支出 1：算力服务 · 30万元").waitFor();
    await page.getByText("支出 2：模型服务 · 三十个").click();
    expect(await spend("contract.amount", 3).inputValue()).toBe("三十个");
    await page.getByRole("button", { name: "删除这一笔" }).last().click();
    await page.getByText("已删除一笔支出").waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("支出 2：模型服务").waitFor();
  });

  test("is read from a file in GB18030, with full-width digits and 万元", async () => {
    await page.getByRole("button", { name: "从表格粘贴" }).click();
    // 合同金额 and under it ３０万元, as an old spreadsheet program writes them
    const bytes = [
      [0xba, 0xcf, 0xcd, 0xac, 0xbd, 0xf0, 0xb6, 0xee, 0x0a],
      [0xa3, 0xb3, 0xa3, 0xb0, 0xcd, 0xf2, 0xd4, 0xaa],
    ].flat();
    await page
      .getByLabel("或选择、拖入 CSV 文件（UTF-8 或 GB18030）")
      .setInputFiles({ name: "支出.csv", mimeType: "text/csv", buffer: Buffer.from(bytes) });
    await page.getByText("→ 300,000.00 元（30万元）").waitFor();
  });
});

describe("earlier awards", () => {
  test("count against the limit of their year", async () => {
    await spend("spend.kind").selectOption("算力服务");
    await spend("contract.amount").fill("1000万元");
    await addFact("算力或产品的供给地", spend("supply.place"));
    await spend("supply.place").getByRole("combobox").first().selectOption("520000");
    const purchase = card("现金券·购买");
    await purchase.getByText("30万元", { exact: true }).first().waitFor();
    const today = await page.getByLabel("测算日期").getAttribute("placeholder");
    await page.getByText("获得过", { exact: true }).click();
    await page.getByLabel("项目", { exact: true }).selectOption("cn-guizhou/suanli");
    await page.getByLabel("权益", { exact: true }).selectOption("purchase");
    await page.getByLabel("日期", { exact: true }).fill(today ?? "");
    await page.getByLabel("已兑现金额").fill("190万元");
    await purchase.getByText("10万元", { exact: true }).first().waitFor();
  });
});

describe("every way of using it", () => {
  test("by keyboard alone: from the results into a card and out again", async () => {
    await fillJiangyan("5万元");
    const core = card("数字经济核心产业企业优惠");
    await core.getByText("2.8万元", { exact: true }).waitFor();
    await core.locator("summary").focus();
    await page.keyboard.press("Enter");
    await core.locator(".card-body").waitFor();
    await page.keyboard.press("Enter");
    await core.locator(".card-body").waitFor({ state: "detached" });
  });

  test.each(["light", "dark"] as const)(
    "on a telephone, %s, without scrolling sideways",
    async colorScheme => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(PHONE);
      await fillJiangyan("30万元");
      const core = card("数字经济核心产业企业优惠");
      await core.getByText("17.4万元 到 18万元", { exact: true }).waitFor();
      await core.locator("summary").first().click();
      await core.locator(".price-plot").waitFor();
      expect(await sideways(page)).toBeLessThanOrEqual(0);
      expect(await violations()).toEqual([]);
    },
  );
});

test("a catalogue that cannot be had is said in words, and a second try mends it", async () => {
  const broken = await page.context().newPage();
  await broken.route("**/catalogue-*.json", route => route.fulfill({ status: 404, body: "" }), { times: 1 });
  await broken.goto(at("fit/"));
  await broken.getByRole("heading", { name: "政策目录没有载入" }).waitFor();
  await broken.getByRole("button", { name: "重试" }).click();
  await broken.getByRole("heading", { name: "测算结果" }).waitFor();
});
