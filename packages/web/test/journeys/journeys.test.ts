/**
 * Five people come to the site, each in both languages, at a desk and with a telephone: from the search to the answer,
 * its reasons, and what they take away. Amounts are worked out by hand from the words of the round-up, to the fen.
 */
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { strFromU8, unzipSync } from "fflate";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import type { Language } from "../../src/language.ts";
import { DESKTOP, PHONE, picture, readmePicture, sideways, testBrowser, violations } from "../browser.ts";
import { asOf, card, give, openCard, said, search, toCalculator } from "./person.ts";

const { at, open } = testBrowser();
const DAY = "2025-05-20";
/** Some thirty steps, each with a whole reckoning behind it, and four runs of axe. */
const JOURNEY_MAX_MS = 300_000;

interface Journey {
  readonly who: string;
  /** Typed into the search, and the programme it leads to. */
  readonly asks: string;
  readonly programme: readonly [zh: string, en: string];
  readonly facts: readonly (readonly [fact: string, text: string])[];
  /** The benefit whose card is read, what its head says, and a clause among its reasons. */
  readonly benefit: readonly [zh: string, en: string];
  readonly amounts: readonly (readonly [zh: string, en: string])[];
  readonly clause: string;
  /** The language and the width in which it stands in the README. */
  readonly picture?: string;
  readonly takes: (page: Page, language: Language) => Promise<void>;
}

const JOURNEYS: readonly Journey[] = [
  {
    who: "an AI start-up in Shenzhen",
    asks: "深圳训力券",
    programme: ["深圳市训力券", "Shenzhen training voucher"],
    facts: [
      ["applicant.place", "440300"],
      ["applicant.kind", "企业"],
      ["spend.kind", "算力服务"],
      ["contract.amount", "1234567.89"],
      ["compute.intelligent", "true"],
      ["compute.use", "模型训练"],
      ["applicant.startup", "true"],
    ],
    benefit: ["租用智能算力训练大模型", "Renting AI computing to train large models"],
    // 训力券: not more than 50% of the contract, for start-ups 60%; at most ¥10,000,000. «Not more than» grants nothing
    // by itself: ¥0 is due. 60% of ¥1,234,567.89 = ¥740,740.734, cut to the fen: a ceiling of ¥740,740.73.
    amounts: [
      ["0元", "¥0"],
      ["740,740.73元", "¥740,740.73"],
    ],
    clause: "训力券/广东省/2",
    picture: "zh 390",
    takes: shares,
  },
  {
    who: "a factory in Dongguan",
    asks: "dgsslq",
    programme: ["东莞市算力券", "Dongguan computing voucher"],
    facts: [
      ["applicant.place", "441900"],
      ["applicant.kind", "企业"],
      ["applicant.industry", "制造业"],
      ["spend.kind", "算力服务"],
      ["service.fee", "1999999.99"],
      ["compute.intelligent", "true"],
      ["platform.local", "true"],
    ],
    benefit: ["租用智算资源", "Rent of AI computing resources"],
    // 算力券: not more than 50% of the actual service sum, at most ¥1,000,000 a year. 50% of ¥1,999,999.99 is
    // ¥999,999.995, cut to ¥999,999.99: one fen below the limit.
    amounts: [
      ["0元", "¥0"],
      ["999,999.99元", "¥999,999.99"],
    ],
    clause: "算力券/广东省/1",
    takes: exports,
  },
  {
    who: "a university in Guiyang",
    asks: "贵州 算力券",
    programme: ["贵州算力券", "Guizhou computing voucher"],
    facts: [
      ["applicant.place", "520100"],
      ["applicant.kind", "高校"],
      ["spend.kind", "算力服务"],
      ["contract.amount", "1000万元"],
      ["paid.amount", "7654321.09"],
      ["supply.place", "520000"],
      ["compute.use", "模型训练"],
      ["compute.local", "true"],
    ],
    benefit: ["现金券·模型训练", "Cash voucher for model training"],
    // 30% of what was actually paid for training: 30% of ¥7,654,321.09 = ¥2,296,296.327, cut to ¥2,296,296.32;
    // the limit of ¥5,000,000 a year is not reached.
    amounts: [["2,296,296.32元", "¥2,296,296.32"]],
    clause: "算力券/贵州省/2",
    takes: prints,
  },
  {
    who: "a data firm in Wuhu",
    asks: "芜湖数据券",
    programme: ["芜湖市数据券", "Wuhu data voucher"],
    facts: [
      ["applicant.place", "340200"],
      ["applicant.kind", "企业"],
      ["spend.kind", "数据产品"],
      ["contract.amount", "333333.33"],
      ["data.exchange-supported", "true"],
      ["data.listed", "true"],
      ["applicant.big-data-grade", "省级"],
    ],
    benefit: ["购买数据产品", "Purchase of data products"],
    // A big-data firm of the province: 12% of the contract of ¥333,333.33 = ¥39,999.9996, cut to ¥39,999.99.
    amounts: [["39,999.99元", "¥39,999.99"]],
    clause: "数据券/安徽省/4",
    takes: compares,
  },
  {
    who: "a clerk in Jiangyan at exactly 300,000 yuan",
    asks: "姜堰",
    programme: ["姜堰区算力券", "Jiangyan computing voucher"],
    facts: [
      ["applicant.place", "321204"],
      ["applicant.kind", "企业"],
      ["spend.kind", "算力服务"],
      ["order.list", "30万元"],
      ["supplier", "姜堰电信天翼云"],
      ["applicant.digital-core", "true"],
    ],
    benefit: ["数字经济核心产业企业优惠", "Discount for core digital-economy firms"],
    // The text knows «more than 300,000» at 40% and «less than 300,000» at 42% of the price; exactly 300,000 is not
    // provided for. 42%: ¥126,000 is paid, ¥174,000 taken off. 40%: ¥120,000 is paid, ¥180,000 taken off.
    amounts: [
      ["17.4万元 到 18万元", "between ¥174,000 and ¥180,000"],
      ["12万元 到 12.6万元", "between ¥120,000 and ¥126,000"],
    ],
    clause: "算力券/江苏省/2",
    picture: "zh 1440",
    takes: readsCalendar,
  },
];

describe.each(JOURNEYS)("$who", journey => {
  describe.each(["zh", "en"] as const)("in %s", language => {
    test.each([
      ["at a desk", DESKTOP],
      ["with a telephone", PHONE],
    ] as const)(
      "%s",
      async (_, viewport) => {
        const { asks, facts, amounts, clause, takes } = journey;
        const [programme, benefit] = [journey.programme, journey.benefit].map(([zh, en]) =>
          said(language, zh, en),
        );
        const name = `journeys/${journey.who.replaceAll(" ", "-")}-${language}-${viewport.width}`;
        const page = await open("", { language, viewport });
        // What lies on the way to the opened answer is looked at closely once in each language and once at each width.
        const closely = (language === "zh") === (viewport === DESKTOP);
        // The first page is the same for everybody.
        if (journey === JOURNEYS[0]) await picture(page, `${name}-1-home`);
        expect(await sideways(page)).toBeLessThanOrEqual(0);
        await search(page, asks, programme ?? "");
        expect(await sideways(page)).toBeLessThanOrEqual(0);
        if (closely) await picture(page, `${name}-2-programme`);
        await toCalculator(page, language);
        await asOf(page, language, DAY);
        for (const [fact, text] of facts) await give(page, language, fact, text);
        const answer = card(page, benefit ?? "");
        for (const [zh, en] of amounts)
          await answer
            .getByText(said(language, zh, en))
            .first()
            .waitFor();
        if (closely) expect(await violations(page)).toEqual([]);
        const opened = await openCard(page, benefit ?? "");
        expect(await opened.textContent()).toContain(clause);
        expect(await sideways(page)).toBeLessThanOrEqual(0);
        expect(await violations(page)).toEqual([]);
        await picture(page, `${name}-3-answer`);
        if (journey.picture === `${language} ${viewport.width}`) {
          await opened.evaluate(each => each.scrollIntoView({ block: "start" }));
          await readmePicture(page, journey.picture === "zh 390" ? "answer-phone" : "answer-desk");
        }
        await takes(page, language);
        if (closely) await picture(page, `${name}-4-taken`);
      },
      JOURNEY_MAX_MS,
    );
  });
});

/** Shares a link with the facts; somebody else opens it and reckons with them. */
async function shares(page: Page, language: Language): Promise<void> {
  await page.getByText(said(language, "分享链接", "Share a link"), { exact: true }).click();
  await page.getByRole("button", { name: said(language, "生成链接", "Make the link") }).click();
  const link = await page
    .getByLabel(said(language, "链接", "Link"), { exact: true })
    .last()
    .inputValue();
  expect(link).toContain("#facts=1.");
  const other = await open(link, { language });
  await other
    .getByText(said(language, "1,234,567.89元", "¥1,234,567.89"))
    .first()
    .waitFor();
  await other.getByRole("button", { name: said(language, "用这些情况测算", "Reckon with these") }).click();
  await card(other, said(language, "租用智能算力训练大模型", "Renting AI computing to train large models"))
    .getByText(said(language, "740,740.73元", "¥740,740.73"))
    .first()
    .waitFor();
}

/** Downloads the workbook and looks for the amount in it. */
async function exports(page: Page, language: Language): Promise<void> {
  await page.getByText(said(language, "导出表格", "Spreadsheet"), { exact: true }).click();
  const downloading = page.waitForEvent("download");
  await page
    .getByRole("button", { name: said(language, "Excel 工作簿（.xlsx）", "Excel workbook (.xlsx)") })
    .click();
  const file = path.join(mkdtempSync(path.join(tmpdir(), "suanquan-")), "answers.xlsx");
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(new RegExp(`${DAY}\\.xlsx$`));
  await download.saveAs(file);
  const sheet = unzipSync(readFileSync(file))["xl/worksheets/sheet1.xml"];
  expect(strFromU8(sheet ?? new Uint8Array())).toContain("<v>999999.99</v>");
}

/** Prints one A4 page. */
async function prints(page: Page, language: Language): Promise<void> {
  await page.getByRole("link", { name: said(language, "打印（A4）", "Print (A4)") }).click();
  await page
    .locator(".sheet")
    .getByText(said(language, "2,296,296.32元", "¥2,296,296.32"))
    .first()
    .waitFor();
  const pdf = await page.pdf({ preferCSSPageSize: true });
  expect(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length).toBe(1);
}

/** Compares with every other place. */
async function compares(page: Page, language: Language): Promise<void> {
  await page
    .getByRole("link", { name: said(language, "比较", "Compare"), exact: true })
    .last()
    .click();
  const row = page.getByRole("row").filter({ hasText: said(language, "芜湖市数据券", "Wuhu data voucher") });
  await row
    .getByText(said(language, "39,999.99元", "¥39,999.99"))
    .first()
    .waitFor();
  await page.getByLabel(said(language, "在哪里", "Where"), { exact: true }).selectOption("each-own");
  await page.getByText(said(language, "假设测算：", "A what-if:")).waitFor();
  expect(await violations(page)).toEqual([]);
  expect(await sideways(page)).toBeLessThanOrEqual(0);
}

/** Looks what is due when. */
async function readsCalendar(page: Page, language: Language): Promise<void> {
  await page.goto(at("calendar/", language));
  await page.getByRole("heading", { level: 1 }).waitFor();
  expect(await violations(page)).toEqual([]);
  const link = page.getByRole("link", { name: /\.ics|日历|calendar/i }).last();
  const file = await link.getAttribute("href");
  const answer = await page.request.get(new URL(file ?? "", page.url()).href);
  expect(await answer.text()).toMatch(/^BEGIN:VCALENDAR\r\n/);
}
