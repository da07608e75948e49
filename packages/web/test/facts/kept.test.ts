/** What a browser keeps of the facts, also where it keeps nothing. */
import { afterEach, expect, test, vi } from "vitest";
import { changed, NO_ENTRIES } from "../../src/facts/entries.ts";
import { forgetEntries, keepEntries, kept, keptEntries } from "../../src/facts/kept.ts";

afterEach(() => vi.unstubAllGlobals());

const ENTRIES = changed(NO_ENTRIES, { is: "applicant", fact: "applicant.kind", text: "企业" });

/** Storage of one test, as a browser gives it. */
function storage(texts = new Map<string, string>()) {
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => texts.get(key) ?? null,
    setItem: (key: string, text: string) => void texts.set(key, text),
    removeItem: (key: string) => void texts.delete(key),
  });
  return texts;
}

test("entries are kept, found again and forgotten", () => {
  const texts = storage();
  expect(keptEntries()).toBeUndefined();
  expect(keepEntries(ENTRIES)).toBe(true);
  expect(keptEntries()).toEqual(ENTRIES);
  forgetEntries();
  expect([keptEntries(), texts.size]).toEqual([undefined, 0]);
});

test("an empty form leaves nothing in the browser", () => {
  const texts = storage();
  keepEntries(ENTRIES);
  keepEntries(NO_ENTRIES);
  expect(texts.size).toBe(0);
});

test("a text that this release cannot read is told in words and left where it is", () => {
  const texts = storage(new Map([["suanquan.facts", '{"form":"suanquan-facts/9"}']]));
  expect(kept()).toMatchObject({ is: "unreadable", text: '{"form":"suanquan-facts/9"}' });
  expect([keptEntries(), texts.size]).toEqual([undefined, 1]);
});

test("a browser that forbids storage keeps nothing, and says so", () => {
  const forbidden = () => {
    throw new Error("forbidden");
  };
  vi.stubGlobal("localStorage", { getItem: forbidden, setItem: forbidden, removeItem: forbidden });
  expect([kept(), keepEntries(ENTRIES)]).toEqual([{ is: "nothing" }, false]);
  expect(forgetEntries).not.toThrow();
});
