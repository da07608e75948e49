/** Calendar files, read by a parser of another house; and the page of dates. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { localDate } from "@suanquan/china";
import ICAL from "ical.js";
import { beforeAll, describe, expect, test } from "vitest";
import { icsOf } from "../src/calendar/ics.ts";
import { testBrowser } from "./browser.ts";
import { writtenSite } from "./site.ts";

const LINE_OCTETS_MAX = 75;

const parsed = (text: string) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent").map(each => new ICAL.Event(each));

const event = {
  id: "cn-guizhou.suanli.2024-11-13.claim-closes",
  from: localDate("2025-02-28"),
  to: localDate("2025-02-28"),
  summary: "贵州算力券：申领截止",
  description: "依据《办法》；分号, 逗号\\反斜杠\n换行",
};

describe("a calendar text", () => {
  const text = icsOf({ name: "政策日历", events: [event], stamp: localDate("2025-01-02") });

  test("comes back as it went in, for a parser that is not ours", () => {
    const [read] = parsed(text);
    expect(read?.uid).toBe("cn-guizhou.suanli.2024-11-13.claim-closes@suanquan");
    expect(read?.summary).toBe(event.summary);
    expect(read?.description).toBe(event.description);
    expect(read?.startDate.isDate).toBe(true);
    expect(read?.startDate.toString()).toBe("2025-02-28");
  });

  test("ends an all-day event on the day after its last, as RFC 5545 has it", () => {
    expect(parsed(text)[0]?.endDate.toString()).toBe("2025-03-01");
    const leap = icsOf({
      name: "",
      events: [{ ...event, to: localDate("2028-02-28") }],
      stamp: localDate("2025-01-02"),
    });
    expect(leap).toContain("DTEND;VALUE=DATE:20280229\r\n");
  });

  test("ends every line with CRLF", () => {
    expect(text.endsWith("END:VCALENDAR\r\n")).toBe(true);
    expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  });

  test.each([1, 20, 57, 58, 59, 60, 61, 62, 63, 64, 65, 66, 67, 68, 75, 200])(
    "folds a summary of %i octets and more within 75, never inside a character",
    octets => {
      for (const summary of [
        "a".repeat(octets),
        `${"a".repeat(octets % 3)}${"券".repeat(octets / 3)}`,
        "🎫".repeat(octets / 4 + 1),
      ]) {
        const folded = icsOf({ name: "", events: [{ ...event, summary }], stamp: localDate("2025-01-02") });
        for (const line of folded.split("\r\n"))
          expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(LINE_OCTETS_MAX);
        expect(folded).not.toContain("\uFFFD");
        expect(parsed(folded)[0]?.summary).toBe(summary);
      }
    },
  );
});

describe("the calendar of the site", () => {
  const { open } = testBrowser({ by: "plain server" });
  let folder: string;

  beforeAll(async () => {
    folder = await writtenSite();
  });

  test("has files that are all read without complaint, each event with an identifier of its own", () => {
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(each =>
      each.endsWith(".ics"),
    );
    expect(files.length).toBeGreaterThan(4);
    for (const file of files) {
      const events = parsed(readFileSync(path.join(folder, file), "utf8"));
      expect(events.length).toBeGreaterThan(0);
      expect(new Set(events.map(each => each.uid)).size).toBe(events.length);
      for (const each of events) expect(each.endDate.compare(each.startDate)).toBe(1);
    }
  });

  test("has the window of 深圳's training voucher: its first and its last day", () => {
    const text = readFileSync(
      path.join(folder, "programmes/cn-guangdong-shenzhen/xunli/programme.ics"),
      "utf8",
    );
    const days = parsed(text).map(each => `${each.startDate} ${each.summary}`);
    expect(days).toContain("2026-05-06 深圳市训力券：开始申领");
    expect(days).toContain("2026-06-05 深圳市训力券：申领截止");
  });

  test("lists months in order, and past dates under their own heading", async () => {
    const page = await open("calendar/");
    await page.getByText("已过去的日期").click();
    const past = await page.locator(".past time").allTextContents();
    expect(past.length).toBeGreaterThan(5);
    expect([...past].sort().reverse()).toEqual(past);
  });

  // Last: the clock of a context stays where it was set.
  test("shows the working days left from the day on which it is read, and says where they are provisional", async () => {
    const page = await open("calendar/", {
      before: ({ clock }) => clock.setFixedTime("2026-06-01T04:00:00Z"),
    });
    const row = page.locator(".month li", { hasText: "2026-06-05" });
    // 1 June 2026 is a Monday: Tuesday to Friday are left
    await row.getByText("还有 4 个工作日").waitFor();
    await page.clock.setFixedTime("2026-06-05T04:00:00Z");
    await page.reload();
    await row.getByText("今天").waitFor();
    const newYear = page.locator(".month li", { hasText: "2026-12-31" });
    expect(await newYear.textContent()).toContain("（暂定）");
  });
});
