/** A real browser on the real site, for the tests of one file: the one way in which tests of the web open pages. */
import { mkdirSync } from "node:fs";
import path from "node:path";
import axe from "axe-core";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { type Entries, NO_ENTRIES } from "../src/facts/entries.ts";
import { writeEntries } from "../src/facts/entries-text.ts";
import type { Language } from "../src/language.ts";
import { chromiumPath } from "./chromium.ts";
import { type Given, givenByProduct, givenPlainly, writtenSite } from "./site.ts";

const root = path.resolve(import.meta.dirname, "../../..");
const STARTS_WITHIN_MS = 300_000;

/** Where pictures are kept for people to look at; not part of the repository. */
const artifacts = path.join(root, "artifacts");

export const DESKTOP = { width: 1440, height: 900 } as const;
export const PHONE = { width: 390, height: 844 } as const;

export interface OpenOptions {
  readonly language?: Language;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly dark?: boolean;
  /** What this browser holds of the facts before the page is opened. */
  readonly kept?: Partial<Entries>;
  /** Done to the page before it goes anywhere. */
  readonly before?: (page: Page) => Promise<unknown>;
}

export interface TestBrowser {
  /** The address of a page of the site. */
  readonly at: (page: string, language?: Language) => string;
  /** A page of a person who was never here before. Errors that it reports fail the test. */
  readonly open: (page: string, options?: OpenOptions) => Promise<Page>;
  readonly browser: () => Browser;
  /** Complaints that the test expects, taken from the list. */
  readonly forgive: (pattern: RegExp) => void;
}

interface Served {
  /** By the product's own server, with its strict headers; or by a plain file server under a path. */
  readonly by?: "product" | "plain server";
  /** Flags of the browser besides those of every test. */
  readonly flags?: () => Promise<readonly string[]>;
}

/** A context of the browser, used by one person after another: its cache stays, what it keeps of them does not. */
interface Seat {
  readonly context: BrowserContext;
  used: boolean;
}

/** Registers the start and the end of site and browser with the test file that calls it. */
export function testBrowser({ by = "product", flags }: Served = {}): TestBrowser {
  let site: Given;
  let browser: Browser;
  const seats = new Map<string, Seat>();
  let taken: string[] = [];
  let complaints: string[] = [];

  beforeAll(async () => {
    const folder = await writtenSite();
    site = await (by === "product" ? givenByProduct(folder) : givenPlainly({ folder }));
    const own = flags === undefined ? [] : await flags();
    browser = await chromium.launch({
      executablePath: chromiumPath(),
      args: ["--no-sandbox", ...own],
      // Where the machine names no language, Linux can write no file name in Chinese, and Chromium says «download».
      env: { ...process.env, LC_ALL: "C.UTF-8" },
    });
  }, STARTS_WITHIN_MS);
  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });
  afterEach(async () => {
    const said = complaints;
    complaints = [];
    taken = [];
    const pages = [...seats.values()].flatMap(({ context }) => context.pages());
    await Promise.all(pages.map(each => each.close()));
    expect(said).toEqual([]);
  });

  /** A place for a person: one that another test has left, or a new one. Two people of one test never share one. */
  async function seated(options: BrowserContextOptions): Promise<Page> {
    const kind = JSON.stringify(options);
    const name = `${kind} ${taken.filter(each => each === kind).length}`;
    taken.push(kind);
    const seat = seats.get(name) ?? { context: await browser.newContext(options), used: false };
    seats.set(name, seat);
    const page = await seat.context.newPage();
    if (seat.used) {
      const { origin } = new URL(site.address);
      const devtools = await seat.context.newCDPSession(page);
      await devtools.send("Storage.clearDataForOrigin", { origin, storageTypes: "local_storage" });
      await devtools.detach();
    }
    seat.used = true;
    return page;
  }

  const at = (page: string, language: Language = "zh") =>
    `${site.address}${language === "en" ? "en/" : ""}${page}`;
  return {
    at,
    browser: () => browser,
    forgive: pattern => {
      complaints = complaints.filter(each => !pattern.test(each));
    },
    open: async (
      target,
      { language = "zh", viewport = DESKTOP, dark = false, kept, before = async () => undefined } = {},
    ) => {
      const page = await seated({
        locale: language === "zh" ? "zh-CN" : "en-GB",
        viewport,
        colorScheme: dark ? "dark" : "light",
        acceptDownloads: true,
        // Every person here is new: each would fetch the site for use without a network, which has its own test.
        serviceWorkers: "block",
      });
      if (kept !== undefined)
        await page.addInitScript(
          facts => localStorage.getItem("suanquan.facts") ?? localStorage.setItem("suanquan.facts", facts),
          writeEntries({ ...NO_ENTRIES, ...kept }),
        );
      page.on("console", message => {
        if (message.type() === "error") complaints.push(message.text());
      });
      page.on("pageerror", error => complaints.push(error.message));
      page.on("request", request => {
        if (!request.url().startsWith(site.address) && !/^(data|blob|about):/.test(request.url()))
          complaints.push(`a request left the host: ${request.url()}`);
      });
      await before(page);
      await page.goto(target.startsWith("http") ? target : at(target, language));
      return page;
    },
  };
}

/**
 * What axe finds in the page and the frames of this site in it, in a line each. It runs in the page itself: carried to
 * a second page to be summed up, as its package for Playwright does, the same findings take four times as long.
 */
export async function violations(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  for (const frame of page.frames())
    if (!(await frame.evaluate(() => "axe" in window))) await frame.evaluate(axe.source);
  return page.evaluate(
    async runOnly => {
      const options = { resultTypes: ["violations" as const], ...(runOnly === undefined ? {} : { runOnly }) };
      const found = await (window as unknown as { axe: typeof axe }).axe.run(document, options);
      return found.violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
      );
    },
    rules === undefined ? undefined : [...rules],
  );
}

/** How far the page is wider than its window. */
export const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

/** Keeps a picture of the whole page for people to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  const file = path.join(artifacts, `${name}.png`);
  mkdirSync(path.dirname(file), { recursive: true });
  // What is far below is laid out only when it is scrolled to, and a picture of the whole page does not scroll.
  await page.evaluate(() => {
    for (const each of document.querySelectorAll<HTMLElement>(".cards > li, .found-item"))
      each.style.contentVisibility = "visible";
  });
  await page.screenshot({ path: file, fullPage: true });
}

/** Keeps a picture of what the window shows for the README, when `npm run pictures` asks for it. */
export async function readmePicture(page: Page, name: string): Promise<void> {
  const folder = process.env.SUANQUAN_PICTURES;
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`), scale: "css" });
}
