import { beforeAll, describe, expect, test } from "vitest";
import { COMMANDS } from "../src/index.ts";
import { accepted, house, type Office, openRound, published, type View } from "./office.ts";

const h = house();
const RULINGS = { "exclusion-scope": "year", "cash-overlap": "exclusive", order: "submission" };
const FACTS = {
  "spend.kind": "算力服务",
  "supply.place": "贵州省",
  "contract.amount": "1000万元",
  "compute.use": "一般应用",
};

describe("gates, clocks and findings", () => {
  let office: Office;
  let programme = "";
  let round = "";

  beforeAll(async () => {
    office = h.office();
    h.today("2025-04-01");
    programme = await published(office, "guizhou/suanli.yaml", RULINGS, {
      pool: "office",
      amount: "10000000.00",
    });
    round = await openRound(office, programme);
  });

  const draft = async (
    firm: string,
    facts: Record<string, unknown>,
    more: Record<string, unknown> = {},
  ): Promise<string> =>
    (await office.as(firm, "applications.create", { round, benefit: "purchase", facts, ...more })).id;

  test("what the rules exclude is refused at submission, with the condition that fails", async () => {
    const id = await draft("firm", { ...FACTS, "supply.place": "北京市" });
    expect(await office.refusal("firm", "applications.submit", { id })).toBe("not-eligible");
  });

  test("what the rules need and nobody said is asked for", async () => {
    const { "supply.place": _, ...rest } = FACTS;
    expect(await office.refusal("firm", "applications.submit", { id: await draft("firm", rest) })).toBe(
      "facts-missing",
    );
  });

  test("an award is at most what was asked for; a smaller one is given without a word", async () => {
    const id = await accepted(office, "firm:firm-20", round, "purchase", FACTS, { requested: "250000.00" });
    expect(
      await office.refusal("decider2", "applications.determine", { id, amount: "250000.01", note: "多给" }),
    ).toBe("amount-above");
    expect((await office.as("decider2", "applications.determine", { id })).body.award).toBe("250000.00");
  });

  test("above the ceiling only as an exception, which a second person must approve", async () => {
    const id = await accepted(office, "firm:firm-21", round, "purchase", FACTS);
    expect(
      await office.refusal("decider3", "applications.determine", { id, amount: "300000.01", note: "例外" }),
    ).toBe("amount-above");
    await office.as("decider3", "applications.determine", {
      id,
      amount: "300000.01",
      override: "专题会议决定（示例）",
    });
    expect(await office.refusal("decider3", "applications.approve", { id })).toBe("own-case");
    expect((await office.as("decider3b", "applications.approve", { id })).state).toBe("proposed");
  });

  test("a correction pauses the clock, and its days are left when it goes on", async () => {
    h.today("2025-04-07");
    const id = await draft("firm:firm-22", FACTS);
    const submitted = await office.as("firm:firm-22", "applications.submit", { id });
    expect(submitted.body.clock).toMatchObject({ is: "running", due: "2025-04-14" });
    h.today("2025-04-09");
    const returned = { id, reason: "facts-unclear", note: "请补充" };
    expect((await office.as("desk", "applications.return", returned)).body.clock).toEqual({
      is: "paused",
      left: 3,
    });
    h.today("2025-04-21");
    const { revision } = await office.as("firm:firm-22", "applications.get", { id });
    const change = { id, revision, facts: { ...FACTS, "contract.amount": "900万元" } };
    expect(
      await office.refusal("firm:firm-22", "applications.amend", { ...change, revision: revision - 1 }),
    ).toBe("stale");
    await office.as("firm:firm-22", "applications.amend", change);
    const again = await office.as("firm:firm-22", "applications.resubmit", { id });
    expect(again.body.clock).toMatchObject({ is: "running", due: "2025-04-24" });
    h.today("2025-04-01");
  });

  test("the same file in two cases is a finding that an officer must answer", async () => {
    const content = Buffer.from("%PDF-同一份合同").toString("base64");
    const ids: string[] = [];
    for (const firm of ["firm:firm-23", "firm:firm-24"]) {
      const file = await office.as(firm, "evidence.upload", {
        name: "合同.pdf",
        proves: "服务合同",
        content,
      });
      expect(
        (await office.as(firm, "evidence.upload", { name: "合同.pdf", proves: "服务合同", content })).id,
      ).toBe(file.id);
      const id = await draft(firm, FACTS, { evidence: [file.id] });
      await office.as(firm, "applications.submit", { id });
      ids.push(id);
    }
    expect(await office.refusal("desk", "applications.accept", { id: ids[0] })).toBe("done");
    expect(await office.refusal("desk", "applications.accept", { id: ids[1] })).toBe("finding-open");
    const { items } = await office.ask<{ items: View[] }>("desk", "findings.list", { about: ids[1] });
    expect(items.map(each => each.body.rule)).toEqual(["same-file"]);
    expect(
      await office.refusal("desk", "findings.clear", { id: items[0]?.id, reason: "no-such", note: "x" }),
    ).toBe("reason-unknown");
    await office.as("desk", "findings.clear", {
      id: items[0]?.id,
      reason: "shared-lawfully",
      note: "框架合同",
    });
    expect(await office.refusal("desk", "applications.accept", { id: ids[1] })).toBe("done");
  });

  test("files of other kinds, with false names or damaged invoices are refused", async () => {
    const file = (name: string, text: string) => ({
      name,
      proves: "发票",
      content: Buffer.from(text).toString("base64"),
    });
    expect(await office.refusal("firm", "evidence.upload", file("a.exe", "MZ"))).toBe("evidence-type");
    expect(await office.refusal("firm", "evidence.upload", file("a.pdf", "GIF89a"))).toBe("evidence-type");
    expect(
      await office.refusal(
        "firm",
        "evidence.upload",
        file("a.xml", "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"),
      ),
    ).toBe("evidence-damaged");
  });

  test("others' scores stay hidden until one's own is in", async () => {
    const id = await accepted(office, "firm:firm-25", round, "purchase", FACTS);
    expect(await office.refusal("expert", "applications.score", { id, score: 80, note: "好" })).toBe(
      "conflict-undeclared",
    );
    await office.as("expert", "applications.declare-conflict", { id, conflict: false });
    await office.as("expert", "applications.score", { id, score: 80, note: "好" });
    expect((await office.as("expert2", "applications.get", { id })).body.scores).toEqual({});
    await office.as("expert2", "applications.declare-conflict", { id, conflict: true });
    expect(await office.refusal("expert2", "applications.score", { id, score: 20, note: "差" })).toBe(
      "conflict-of-interest",
    );
    expect((await office.as("expert", "applications.get", { id })).body.scores).toEqual({ expert: 8_000 });
  });

  test("another office, another firm and another role see nothing and do nothing", async () => {
    const id = await draft("firm", FACTS);
    expect(await h.office().refusal("desk", "applications.get", { id })).toBe("not-found");
    expect(await office.refusal("firm2", "applications.get", { id })).toBe("not-found");
    expect(await office.refusal("firm2", "subjects.history", { id })).toBe("not-found");
    expect(await office.refusal("desk", "applications.submit", { id })).toBe("not-your-role");
  });

  test("the auditor freezes a programme, and nothing moves until it is lifted", async () => {
    const id = await accepted(office, "firm:firm-26", round, "purchase", FACTS);
    await office.as("auditor", "programmes.freeze", { id: programme, reason: "complaint", note: "核查" });
    expect(await office.refusal("decider2", "applications.determine", { id })).toBe("guard-failed");
    await office.as("auditor", "programmes.thaw", { id: programme, reason: "cleared", note: "无误" });
    expect(await office.refusal("decider2", "applications.determine", { id })).toBe("done");
  });
});

test("a question without a ruling is decided case by case, by the role named for it and with a reason", async () => {
  const office = h.office();
  h.today("2025-04-01");
  const pool = { pool: "office", amount: "1000000.00" };
  const programme = await published(office, "guizhou/suanli.yaml", RULINGS, pool);
  await office.as("decider3", "questions.decide-per-case", {
    id: programme,
    question: "data-origin",
    role: "decider-2",
  });
  const round = await openRound(office, programme);
  const facts = { "spend.kind": "数据产品", "supply.place": "北京市", "contract.amount": "100万元" };
  const id = await accepted(office, "firm", round, "purchase", facts);
  const input = { id, amount: "30000.00", note: "经核，产品在本省交易所上架（示例）" };
  expect(await office.refusal("decider3", "applications.determine", input)).toBe("not-your-role");
  expect(await office.refusal("decider2", "applications.determine", { id, amount: "30000.00" })).toBe(
    "undecided",
  );
  expect(await office.refusal("decider2", "applications.determine", { ...input, amount: "30000.01" })).toBe(
    "amount-above",
  );
  expect((await office.as("decider2", "applications.determine", input)).state).toBe("determined");
});

describe("the table of commands", () => {
  test("names and places are each there once", () => {
    const names = COMMANDS.map(each => each.name);
    const places = COMMANDS.map(each => `${each.method} ${each.path.replaceAll(/\{\w+\}/g, "{}")}`);
    expect(new Set(names).size).toBe(names.length);
    expect(places.filter((place, index) => places.indexOf(place) !== index)).toEqual([]);
  });

  test.each(COMMANDS.map(each => [each.name, each] as const))(
    "%s: its example is good, and its path takes from its input",
    (_, each) => {
      expect(each.input.safeParse(each.example).error).toBeUndefined();
      const fields = [...each.path.matchAll(/\{(\w+)\}/g)].map(match => match[1] ?? "");
      expect(Object.keys(each.example)).toEqual(expect.arrayContaining(fields));
      expect(each.roles.length).toBeGreaterThan(0);
    },
  );
});
