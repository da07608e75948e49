import { strToU8, zipSync } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import { COMPUTING_INVOICE, digitalXml, type InvoiceParts } from "../../china/test/invoice-files.ts";
import { acceptFile, EVIDENCE_BYTES_MAX } from "../src/evidence/accept.ts";
import { Refusal } from "../src/index.ts";
import { house, type Office, openRound, published, type View } from "./office.ts";
import { ownProgramme, THIRTY_PERCENT } from "./own-programme.ts";

const h = house();

const refusalOf = (bytes: Uint8Array): string => {
  try {
    acceptFile(bytes);
    return "accepted";
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};

const ofd = (entries: Record<string, Uint8Array>): Uint8Array =>
  zipSync({ "OFD.xml": strToU8("<ofd:OFD/>"), ...entries }, { level: 9 });

describe("a file is what its bytes say, never what its name says", () => {
  test.each([
    ["a PDF", Buffer.from("%PDF-1.7"), "application/pdf"],
    ["a PNG", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]), "image/png"],
    ["a JPEG", Buffer.from([0xff, 0xd8, 0xff, 0xe0]), "image/jpeg"],
    ["an invoice", Buffer.from(digitalXml()), "application/xml"],
    [
      "an OFD without an invoice, such as a contract",
      ofd({ "Doc_0/Page.xml": strToU8("<Page/>") }),
      "application/ofd",
    ],
  ])("%s", (_, bytes, type) => {
    expect(acceptFile(bytes).type).toBe(type);
  });

  test.each([
    ["nothing", Buffer.from(""), "evidence-damaged"],
    ["a program", Buffer.from("MZ\u0090"), "evidence-type"],
    ["half a PNG's beginning", Buffer.from([0x89, 0x50, 0x4e, 0x47]), "evidence-type"],
    ["a GIF", Buffer.from("GIF89a"), "evidence-type"],
    ["a zip that is no OFD", zipSync({ "a.docx": strToU8("x") }), "evidence-type"],
    ["a web page", Buffer.from("<html><script>alert(1)</script></html>"), "evidence-damaged"],
    [
      "one byte more than is taken",
      Buffer.concat([Buffer.from("%PDF-"), Buffer.alloc(EVIDENCE_BYTES_MAX - 4)]),
      "evidence-size",
    ],
    [
      "exactly as much as is taken",
      Buffer.concat([Buffer.from("%PDF-"), Buffer.alloc(EVIDENCE_BYTES_MAX - 5)]),
      "accepted",
    ],
  ])("%s", (_, bytes, outcome) => {
    expect(refusalOf(bytes)).toBe(outcome);
  });
});

describe("bombs are refused, soon", () => {
  const many = Object.fromEntries(Array.from({ length: 1_200 }, (_, i) => [`Doc_0/${i}.txt`, strToU8("x")]));
  const zeros = new Uint8Array(60_000_000);
  const nested = zipSync({ "inner.zip": zipSync({ "a.xml": zeros }, { level: 9 }) }, { level: 9 });
  const bombs: readonly (readonly [string, Uint8Array, string])[] = [
    ["sixty megabytes of nothing in one entry", ofd({ "Doc_0/Attachs/a.xml": zeros }), "evidence-damaged"],
    ["more files than an OFD has", ofd(many), "evidence-damaged"],
    ["a zip in a zip is not opened", ofd({ "Doc_0/Attachs/a.zip": nested }), "accepted"],
    [
      "a name of sixty thousand letters",
      ofd({ [`Doc_0/${"a".repeat(60_000)}.xml`]: strToU8("<x/>") }),
      "accepted",
    ],
    [
      "entities that grow",
      Buffer.from('<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><EInvoice>&b;</EInvoice>'),
      "evidence-damaged",
    ],
    [
      "elements a hundred thousand deep",
      Buffer.from(`<EInvoice>${"<a>".repeat(100_000)}${"</a>".repeat(100_000)}</EInvoice>`),
      "evidence-damaged",
    ],
    [
      "an attribute of five megabytes",
      Buffer.from(`<EInvoice a="${"a".repeat(5_000_000)}"/>`),
      "evidence-damaged",
    ],
    ["a package that ends too early", ofd({ "a.xml": strToU8("<x/>") }).subarray(0, 60), "evidence-damaged"],
  ];

  test.each(bombs)("%s", (_, bytes, outcome) => {
    const start = performance.now();
    expect(refusalOf(bytes)).toBe(outcome);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});

const APPLICANT = "91350100M000100Y43";
const PROVIDER = "91110000101623741K";
const PROVIDER_NAME = COMPUTING_INVOICE.sellerName;
const GOOD: Partial<InvoiceParts> = { buyerTaxId: APPLICANT, sellerTaxId: PROVIDER, issuedOn: "2025-03-14" };

describe("invoices of a case", () => {
  let office: Office;
  let round = "";
  let invoices = 0;
  let firms = 0;

  beforeAll(async () => {
    office = h.office();
    h.today("2025-04-01");
    const text = ownProgramme({
      pools: "fund: {max: 1亿元, period: total, firmness: firm, order: submission, at: rules 第六条}",
      windows: "use: {range: 2025-01-01 ≤ x ≤ 2025-12-31, at: rules 第二条}",
      benefits: THIRTY_PERCENT("buy", "evidence: 发票\npool: fund"),
    });
    const programme = await published(office, { text }, {}, { pool: "fund", amount: "9000000.00" });
    round = await openRound(office, programme);
  });

  const numbered = (parts: Partial<InvoiceParts>): Partial<InvoiceParts> => {
    invoices += 1;
    const number = `255220000000${String(invoices).padStart(8, "0")}`;
    return { number, eiid: number, ...parts };
  };

  async function uploaded(firm: string, parts: Partial<InvoiceParts>): Promise<string> {
    const content = Buffer.from(digitalXml(numbered(parts))).toString("base64");
    return (await office.as(firm, "evidence.upload", { name: "发票.xml", proves: "发票", content })).id;
  }

  /** A firm whose credit code an officer has verified. */
  async function firm(code = APPLICANT, related: readonly string[] = []): Promise<string> {
    firms += 1;
    const who = `firm:firm-e${firms}`;
    const party = await office.as(who, "parties.declare", { creditCode: code, name: "示例", related });
    await office.as("desk", "parties.verify", { id: party.id, note: "与证照一致" });
    return who;
  }

  interface Case {
    readonly who: string;
    readonly id: string;
    readonly evidence: readonly string[];
  }

  async function handedIn(
    who: string,
    evidence: readonly string[],
    facts: Record<string, unknown> = {},
  ): Promise<Case> {
    const stated = {
      "spend.kind": "算力服务",
      "contract.amount": "106万元",
      "contract.signed": "2025-02-01",
      "paid.amount": "106万元",
      "provider.id": PROVIDER_NAME,
      ...facts,
    };
    const { id } = await office.as(who, "applications.create", {
      round,
      benefit: "buy",
      facts: stated,
      evidence,
    });
    await office.as(who, "applications.submit", { id });
    return { who, id, evidence };
  }

  const rulesOf = async (about: string): Promise<unknown[]> => {
    const { items } = await office.ask<{ items: View[] }>("desk", "findings.list", { about });
    return items.map(each => each.body.rule).sort();
  };

  test("one that agrees in everything has no finding", async () => {
    const who = await firm();
    expect(await rulesOf((await handedIn(who, [await uploaded(who, GOOD)])).id)).toEqual([]);
  });

  const CENT = { without: "1000000.01", tax: "60000.00", total: "1060000.01", lines: [] };
  const LESS = { without: "999999.99", tax: "60000.00", total: "1059999.99", lines: [] };
  const RED = { blue: "N", without: "-1000000.00", tax: "-60000.00", total: "-1060000.00", lines: [] };
  test.each<[string, Partial<InvoiceParts>, Record<string, unknown>, readonly string[]]>([
    ["another buyer", { buyerTaxId: PROVIDER }, {}, ["buyer-differs", "related-parties"]],
    ["another seller than the contract's", {}, { "provider.id": "另一服务商" }, ["seller-differs"]],
    ["the provider by its code", {}, { "provider.id": PROVIDER }, []],
    [
      "issued on the last day before the window",
      { issuedOn: "2024-12-31" },
      { "contract.signed": "2024-12-01" },
      ["issued-outside"],
    ],
    [
      "issued on the first day of the window",
      { issuedOn: "2025-01-01" },
      { "contract.signed": "2024-12-01" },
      [],
    ],
    ["issued before the contract was signed", { issuedOn: "2025-01-31" }, {}, ["issued-outside"]],
    ["issued tomorrow", { issuedOn: "2025-04-02" }, {}, ["issued-outside"]],
    ["a fen above the contract and what was paid", CENT, {}, ["above-contract", "above-paid"]],
    ["a fen below what was paid", LESS, {}, ["below-paid"]],
    ["a red one", RED, {}, ["below-paid", "red-invoice"]],
    ["no provider stated", {}, { "provider.id": null }, ["not-compared"]],
  ])("%s: %s", async (_, parts, facts, rules) => {
    const who = await firm();
    expect(
      await rulesOf((await handedIn(who, [await uploaded(who, { ...GOOD, ...parts })], facts)).id),
    ).toEqual(rules);
  });

  test("a red invoice takes off what a blue one adds", async () => {
    const who = await firm();
    const evidence = [
      await uploaded(who, GOOD),
      await uploaded(who, GOOD),
      await uploaded(who, { ...GOOD, ...RED }),
    ];
    expect(await rulesOf((await handedIn(who, evidence)).id)).toEqual(["red-invoice"]);
  });

  test("a seller that the applicant has declared itself related to", async () => {
    const who = await firm(APPLICANT, [PROVIDER]);
    expect(await rulesOf((await handedIn(who, [await uploaded(who, GOOD)])).id)).toEqual(["related-parties"]);
  });

  test("without a verified code the buyer is for an officer to compare, and a change of code is verified anew", async () => {
    const who = "firm:firm-unverified";
    const party = await office.as(who, "parties.declare", { creditCode: APPLICANT, name: "示例" });
    expect(await rulesOf((await handedIn(who, [await uploaded(who, GOOD)])).id)).toEqual(["not-compared"]);
    await office.as("desk", "parties.verify", { id: party.id, note: "一致" });
    const again = await office.as(who, "parties.declare", { creditCode: PROVIDER, name: "示例" });
    expect(again.state).toBe("declared");
    expect(
      await office.refusal(who, "parties.declare", { creditCode: "91350100M000100Y4Z", name: "x" }),
    ).toBe("malformed");
  });

  test("an award is not determined while a finding is unanswered; the answer is recorded, and a confirmed one stays", async () => {
    const who = await firm();
    const { id } = await handedIn(who, [await uploaded(who, { ...GOOD, issuedOn: "2025-04-02" })]);
    const { items } = await office.ask<{ items: View[] }>("desk", "findings.list", { about: id });
    const finding = items[0]?.id;
    const answer = { id: finding, reason: "false-alarm", note: "次日开具，已核" };
    expect(await office.refusal("desk", "applications.accept", { id })).toBe("finding-open");
    await office.as("desk", "findings.clear", answer);
    await office.as("desk", "applications.accept", { id });
    await office.as("desk", "findings.confirm", {
      id: finding,
      reason: "false-evidence",
      note: "经核不实",
    });
    expect(await office.refusal("decider2", "applications.determine", { id })).toBe("finding-open");
    const { lines } = await office.ask<{ lines: { event: string; reason: string; note: string }[] }>(
      "auditor",
      "subjects.history",
      { id: finding },
    );
    expect(lines.map(line => [line.event, line.reason])).toEqual([
      ["find", null],
      ["clear", "false-alarm"],
      ["confirm", "false-evidence"],
    ]);
  });

  test("one invoice in two cases handed in at once is found when they are determined; after an award it is subsidised already", async () => {
    const parts = numbered(GOOD);
    const content = Buffer.from(digitalXml(parts)).toString("base64");
    const cases: Case[] = [];
    for (const who of [await firm(), await firm()]) {
      const file = await office.as(who, "evidence.upload", { name: "发票.xml", proves: "发票", content });
      cases.push(await handedIn(who, [file.id]));
    }
    const [first, second] = cases;
    // The first was handed in before the second was there.
    expect(await rulesOf(first?.id ?? "")).toEqual([]);
    expect(await rulesOf(second?.id ?? "")).toEqual(["same-file", "same-invoice"]);
    await office.as("desk", "applications.accept", { id: first?.id });
    expect(await office.refusal("decider2", "applications.determine", { id: first?.id })).toBe(
      "finding-open",
    );
    const { items } = await office.ask<{ items: View[] }>("desk", "findings.list", { about: first?.id });
    for (const { id } of items)
      await office.as("desk", "findings.clear", { id, reason: "same-case", note: "以本件为准" });
    const id = first?.id;
    await office.as("decider2", "applications.determine", { id });
    await office.as("decider3", "applications.approve", { id });
    await office.as("desk", "applications.announce", { id });
    h.today("2025-04-14");
    await office.as("desk", "applications.allocate", { id });
    await office.as("desk", "applications.issue", { id });
    const third = await firm();
    const file = await office.as(third, "evidence.upload", { name: "发票.xml", proves: "发票", content });
    const rules = await rulesOf((await handedIn(third, [file.id])).id);
    expect(rules).toContain("already-subsidised");
    h.today("2025-04-01");
  });

  test("what a firm holds is offered again and not asked twice, and another firm's is no use to it", async () => {
    const who = await firm();
    const held = await uploaded(who, GOOD);
    const { id } = await office.as(who, "applications.create", {
      round,
      benefit: "buy",
      facts: { "spend.kind": "算力服务", "contract.amount": "106万元" },
    });
    expect(await office.ask(who, "applications.evidence", { id })).toEqual({
      asked: [
        {
          proves: "发票",
          attached: [],
          offered: [{ id: held, name: "发票.xml", type: "application/xml" }],
        },
      ],
      missing: ["发票"],
    });
    const other = await firm();
    expect(
      await office.refusal(other, "applications.create", {
        round,
        benefit: "buy",
        facts: {},
        evidence: [held],
      }),
    ).toBe("not-found");
  });

  test("each fact says as of which day it is stated, and every earlier statement is kept", async () => {
    const who = await firm();
    const facts = { "spend.kind": "算力服务", "contract.amount": "106万元" };
    const { id, revision } = await office.as(who, "applications.create", { round, benefit: "buy", facts });
    h.today("2025-04-07");
    const later = await office.as(who, "applications.amend", {
      id,
      revision,
      facts: { 支出: [{ "支出.类别": "算力服务", "contract.amount": "100万元" }] },
    });
    expect(later.body.statedOn).toEqual({
      "spends.0.spend.kind": "2025-04-01",
      "spends.0.contract.amount": "2025-04-07",
    });
    const { lines, contentAgrees } = await office.ask<{
      lines: { event: string; detail: { facts: string } }[];
      contentAgrees: boolean;
    }>("auditor", "subjects.history", { id });
    expect(contentAgrees).toBe(true);
    const [created] = lines;
    expect(JSON.parse(await h.domain.store.document(created?.detail.facts ?? ""))).toEqual(facts);
    h.today("2025-04-01");
  });
});
