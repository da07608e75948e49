/** What a person does on the site, by what can be read on it: names of fields as the vocabulary has them. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type FactDefinition, readVocabulary } from "@suanquan/policy";
import type { Locator, Page } from "playwright-core";
import type { Language } from "../../src/language.ts";

const folder = path.resolve(import.meta.dirname, "../../../../policies/vocabulary");
const vocabulary = readVocabulary(
  readdirSync(folder).map(file => ({
    file: `vocabulary/${file}`,
    text: readFileSync(path.join(folder, file), "utf8"),
  })),
).vocabulary;

function factOf(name: string): FactDefinition {
  const fact = vocabulary?.facts.get(name);
  if (fact === undefined) throw new Error(`no fact is named ${name}`);
  return fact;
}

export const said = (language: Language, zh: string, en: string): string => (language === "zh" ? zh : en);

/** Types into the search of the first page and opens what is found. */
export async function search(page: Page, asked: string, found: string): Promise<void> {
  await page.getByRole("searchbox").fill(asked);
  await page.getByRole("main").getByRole("link", { name: found, exact: true }).first().click();
  await page.getByRole("heading", { level: 1, name: found }).waitFor();
}

/** From any page to the calculator, by the navigation. */
export async function toCalculator(page: Page, language: Language): Promise<void> {
  await page
    .getByRole("navigation", { name: said(language, "主导航", "Main") })
    .getByRole("link", { name: said(language, "测算", "What fits us") })
    .click();
  await page.getByRole("form", { name: said(language, "填写情况", "Your facts") }).waitFor();
}

/** Answers one fact wherever it is asked; what is not asked yet is added by name, as a person would. */
export async function give(page: Page, language: Language, name: string, text: string): Promise<void> {
  const fact = factOf(name);
  const field = await fieldOf(page, language, fact);
  switch (fact.type) {
    case "boolean": {
      const answer = said(language, text === "true" ? "是" : "否", text === "true" ? "Yes" : "No");
      await field.getByText(answer, { exact: true }).click();
      return;
    }
    case "choice":
      await field.selectOption(text);
      return;
    case "place":
      await field.getByRole("textbox").fill(text);
      return;
    default:
      await field.fill(text);
  }
}

async function fieldOf(page: Page, language: Language, fact: FactDefinition): Promise<Locator> {
  const label = fact.label[language];
  const field =
    fact.type === "boolean"
      ? page.getByRole("radiogroup", { name: label, exact: true })
      : fact.type === "place"
        ? page.getByRole("group", { name: label, exact: true })
        : page.getByLabel(label, { exact: true });
  const adder = page.getByLabel(said(language, "补充其他情况", "Give another fact"));
  if (!(await field.first().isVisible())) await adder.selectOption(fact.name).catch(() => undefined);
  await field.first().waitFor();
  return field.first();
}

/** Sets the day of the answer, so that a journey ends the same in every year. */
export async function asOf(page: Page, language: Language, day: string): Promise<void> {
  await page.getByLabel(said(language, "测算日期", "As of"), { exact: true }).fill(day);
}

/** The card of one benefit among the answers. */
export const card = (page: Page, title: string): Locator =>
  page.getByRole("article").filter({ hasText: title }).first();

/** Opens a card and its reckoning. */
export async function openCard(page: Page, title: string): Promise<Locator> {
  const found = card(page, title);
  await found.locator("summary").first().click();
  await found.locator("cite").first().waitFor();
  return found;
}
