/** Entries written as a text come back as they were; any other text is refused in words. */
import { describe, expect, test } from "vitest";
import { changed, type Entries, NO_AWARD, NO_ENTRIES, NO_POOL } from "../../src/facts/entries.ts";
import { parseEntries, writeEntries } from "../../src/facts/entries-text.ts";

const FULL: Entries = [
  { is: "firm", field: "staff", text: "八十六个" },
  { is: "applicant", fact: "applicant.kind", text: "企业" },
  { is: "certificate", fact: "applicant.srdi-grade", field: "to", text: "2027-01-01" },
  { is: "spend", spend: 1, fact: "contract.amount", text: "30万元 <script>" },
  { is: "add-spends", spends: [{}, { "spend.kind": "?" }] },
  { is: "awards", awards: [{ ...NO_AWARD, programme: "cn-guizhou/suanli" }] },
  { is: "pools", pools: [NO_POOL] },
  { is: "as-of", text: "2025-01-02" },
  { is: "what-if", whatIf: true },
].reduce((entries, change) => changed(entries, change as Parameters<typeof changed>[1]), NO_ENTRIES);

test.each([
  ["nothing", NO_ENTRIES],
  ["everything", FULL],
  ["none before", { ...NO_ENTRIES, awards: [] }],
])("%s comes back as it was written", (_, entries) => {
  expect(parseEntries(writeEntries(entries))).toEqual({ ok: true, entries });
});

describe("a text that is not entries is refused in words", () => {
  const written = writeEntries(FULL);
  test.each([
    ["cut short", written.slice(0, -5), "不完整或已损坏"],
    ["nothing", "null", "不是填写情况"],
    ["a later form", written.replace("suanquan-facts/1", "suanquan-facts/9"), "本页只认 suanquan-facts/1"],
    ["no form", '{"applicant":{}}', "本页只认 suanquan-facts/1"],
    ["a number for a text", written.replace('"企业"', "7"), "结构不对"],
    ["a field of the firm that does not exist", written.replace('"staff"', '"stuff"'), "结构不对"],
    ["two spends of one id", written.replace('"id":2', '"id":1'), "结构不对"],
    ["a spend that is none", written.replace('{"id":2,"written":{}}', "[]"), "结构不对"],
  ])("%s", (_, text, says) => {
    const read = parseEntries(text);
    expect(read.ok ? read.entries : read.error.zh).toContain(says);
  });
});
