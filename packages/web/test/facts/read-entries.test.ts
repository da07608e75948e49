/** What people write in the fields, and what is reckoned with. */
import { localDate } from "@suanquan/china";
import { describe, expect, test } from "vitest";
import {
  type Change,
  changed,
  DONT_KNOW,
  type Entries,
  isBlank,
  NO_ENTRIES,
} from "../../src/facts/entries.ts";
import { readEntries } from "../../src/facts/read-entries.ts";
import { shippedVocabulary } from "./shipped-vocabulary.ts";

const TODAY = localDate("2026-03-02");
const vocabulary = shippedVocabulary();

const filledIn = (...changes: readonly Change[]): Entries => changes.reduce(changed, NO_ENTRIES);
const applicant = (fact: string, text: string): Change => ({ is: "applicant", fact, text });
const spend = (fact: string, text: string, id = 1): Change => ({ is: "spend", spend: id, fact, text });
const firm = (field: "industry" | "staff" | "revenue" | "assets", text: string): Change => ({
  is: "firm",
  field,
  text,
});
const certificate = (field: "from" | "to", text: string): Change => ({
  is: "certificate",
  fact: "applicant.srdi-grade",
  field,
  text,
});
const read = (...changes: readonly Change[]) => readEntries(filledIn(...changes), { vocabulary }, TODAY);

describe("amounts and days are read as people write them", () => {
  test.each([
    ["contract.amount", "30万元", 30_000_000n],
    ["contract.amount", "３００，０００", 30_000_000n],
    ["contract.amount", "叁拾万元整", 30_000_000n],
    ["contract.amount", "1,234.56", 123_456n],
    ["contract.amount", "1e9", undefined],
    ["contract.amount", "-5", undefined],
    ["contract.amount", "9".repeat(30), undefined],
    ["contract.signed", "2025年3月14日", "2025-03-14"],
    ["contract.signed", "20250314", "2025-03-14"],
    ["contract.signed", "2025-02-30", undefined],
    ["contract.months", "１２", 12n],
    ["contract.months", "十二个", undefined],
    ["supply.place", "贵州", "520000"],
    ["supply.place", "999999", undefined],
  ])("%s: %s", (fact, text, value) => {
    const { facts, faults } = read(spend(fact, text), spend("spend.kind", "算力服务"));
    expect(facts.spends[0]?.get(fact)).toBe(value);
    expect([...faults.keys()]).toEqual(value === undefined ? [`spends.1.${fact}`] : []);
    expect(facts.spends[0]?.get("spend.kind"), "the rest is still reckoned").toBe("算力服务");
  });

  test("what is refused says what is wrong and what would be right, in both languages", () => {
    const fault = read(spend("contract.amount", "1e9")).faults.get("spends.1.contract.amount");
    expect(fault?.what.zh).toContain("“1e9”不是金额");
    expect(fault?.mend).toEqual({
      zh: "请写如 30万元、2.5亿元 或 300000（元）",
      en: "write it like 300000 (yuan), 30万元 or 2.5亿元",
    });
  });

  test("«don't know» is an answer that states nothing", () => {
    const entries = filledIn(applicant("applicant.kind", DONT_KNOW));
    const { facts, faults } = readEntries(entries, { vocabulary }, TODAY);
    expect([facts.applicant.size, faults.size, isBlank(entries)]).toEqual([0, 0, false]);
  });

  test("a fact that the catalogue no longer knows is named, not dropped", () => {
    const { faults } = read(applicant("applicant.shoe-size", "44"));
    expect(faults.get("applicant.applicant.shoe-size")?.what.en).toContain('"44" is not reckoned with');
  });

  test("the day of the answer is today unless another one was written", () => {
    expect(read().asOf).toBe(TODAY);
    expect(read({ is: "as-of", text: "2025年1月2日" }).asOf).toBe("2025-01-02");
    const wrong = read({ is: "as-of", text: "2025-13-01" });
    expect([wrong.asOf, [...wrong.faults.keys()]]).toEqual([TODAY, ["asOf"]]);
  });
});

describe("the size follows from the figures of the industry's own line", () => {
  test.each([
    ["software", "86", "1200万元", "", "小型"],
    ["software", "100", "1000万元", "", "中型"],
    ["software", "99", "1000万元", "", "小型"],
    ["software", "86", "", "", undefined],
    ["leasing-and-business-services", "86", "1200万元", "", undefined],
    ["leasing-and-business-services", "100", "", "8000万元", "中型"],
    ["outside-list", "86", "1200万元", "1亿元", undefined],
    ["", "86", "1200万元", "1亿元", undefined],
    ["software", "八十六个", "1200万元", "", undefined],
  ])("%s, staff %s, revenue %s, assets %s: %s", (industry, staff, revenue, assets, size) => {
    const { facts } = read(
      firm("industry", industry),
      firm("staff", staff),
      firm("revenue", revenue),
      firm("assets", assets),
    );
    expect(facts.applicant.get("applicant.size")).toBe(size);
  });

  test("a size that was stated counts before the one that was reckoned", () => {
    const { facts, derived } = read(
      firm("industry", "software"),
      firm("staff", "86"),
      firm("revenue", "1200万元"),
      applicant("applicant.size", "中型"),
    );
    expect(facts.applicant.get("applicant.size")).toBe("中型");
    expect([...derived]).toEqual([["applicant.industry", "软件和信息技术服务业"]]);
  });
});

describe("a qualification holds for the days of its certificate", () => {
  const title = applicant("applicant.srdi-grade", "专精特新");
  test.each([
    ["2023-03-02", "2026-03-02", "专精特新"],
    ["2023-03-02", "2026-03-01", undefined],
    ["2026-03-02", "", "专精特新"],
    ["2026-03-03", "", undefined],
    ["", "", "专精特新"],
  ])("from %s to %s, on 2026-03-02: %s", (from, to, value) => {
    const { facts, lapsed } = read(title, certificate("from", from), certificate("to", to));
    expect(facts.applicant.get("applicant.srdi-grade")).toBe(value);
    expect(lapsed.has("applicant.srdi-grade")).toBe(value === undefined);
  });
});

describe("spends come and go without touching the others", () => {
  test("pasted spends take the place of a single empty one, and no id is used twice", () => {
    const pasted = filledIn({
      is: "add-spends",
      spends: [{ "contract.amount": "1万元" }, { "contract.amount": "2万元" }],
    });
    expect(pasted.spends.map(({ id }) => id)).toEqual([2, 3]);
    const after = changed(pasted, { is: "remove-spend", spend: 2 });
    expect(after.spends).toEqual([{ id: 3, written: { "contract.amount": "2万元" } }]);
  });

  test("an emptied field leaves nothing behind", () => {
    expect(isBlank(filledIn(spend("contract.amount", "1"), spend("contract.amount", "")))).toBe(true);
  });
});
