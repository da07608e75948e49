import type { FactDefinition } from "@suanquan/policy";
import { describe, expect, test } from "vitest";
import { type Entries, NO_ENTRIES } from "../../src/facts/entries.ts";
import { writeShared } from "../../src/share/share-link.ts";
import { shareable } from "../../src/share/shareable.ts";

const fact = (
  name: string,
  type: FactDefinition["type"],
  of: FactDefinition["of"],
): [string, FactDefinition] => [
  name,
  {
    name,
    zh: name,
    type,
    of,
    label: { zh: name, en: name },
    ask: { zh: name, en: name },
    knownBy: "applicant",
    proof: [],
    choices: [],
  },
];
const VOCABULARY = new Map([
  fact("applicant.kind", "choice", "applicant"),
  fact("applicant.high-tech", "boolean", "applicant"),
  fact("contract.amount", "money", "spend"),
  fact("contract.id", "text", "spend"),
  fact("provider.id", "text", "spend"),
]);
const SECRETS = [
  "91110108551385082Q",
  "GR202311001234",
  "北京市科委",
  "HT-2025-007",
  "某某云计算有限公司",
  "甲公司",
];
const ENTRIES: Entries = {
  ...NO_ENTRIES,
  firm: { ...NO_ENTRIES.firm, creditCode: "91110108551385082Q", staff: "86" },
  applicant: { "applicant.kind": "企业", "applicant.high-tech": "true", "applicant.name": "甲公司" },
  certificates: {
    "applicant.high-tech": {
      number: "GR202311001234",
      issuer: "北京市科委",
      from: "2023-11-01",
      to: "2026-10-31",
    },
  },
  spends: [
    {
      id: 1,
      written: {
        "contract.amount": "30万元",
        "contract.id": "HT-2025-007",
        "provider.id": "某某云计算有限公司",
      },
    },
    { id: 2, written: { "contract.amount": "20万元", "contract.id": " HT-2025-007 " } },
    { id: 3, written: { "contract.amount": "10万元", "contract.id": "HT-2025-008" } },
  ],
};

describe("what goes into a link", () => {
  const held = shareable(ENTRIES, VOCABULARY);

  test.each(SECRETS)("never %s, which names somebody", secret => {
    expect(JSON.stringify(held)).not.toContain(secret);
  });

  test("what a rule reads stays", () => {
    expect(held.applicant).toEqual({ "applicant.kind": "企业", "applicant.high-tech": "true" });
    expect(held.firm.staff).toBe("86");
    expect(held.certificates["applicant.high-tech"]).toEqual({
      number: "",
      issuer: "",
      from: "2023-11-01",
      to: "2026-10-31",
    });
    expect(held.spends.map(each => each.written["contract.amount"])).toEqual(["30万元", "20万元", "10万元"]);
  });

  test("the same contract stays the same contract, so that its limits count as before", () => {
    expect(held.spends.map(each => each.written["contract.id"])).toEqual(["1", "1", "2"]);
    expect(held.spends[0]?.written["provider.id"]).toBe("1");
  });

  test("a firm's whole case fits a link", () => {
    const made = { release: "0.1.0", catalogue: "0123456789ab", on: "2025-05-20" };
    expect(writeShared({ entries: held, made }).length).toBeLessThan(700);
  });
});
