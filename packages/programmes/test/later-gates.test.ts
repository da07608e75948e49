/** Conditions are asked again where they may have ended: at the gates after the one at which they were met. */
import { describe, expect, test } from "vitest";
import { accepted, balances, house, type Office, openRound, published, type View } from "./office.ts";
import { ownProgramme } from "./own-programme.ts";
import { approvedClaim, verifiedAccount } from "./payments.ts";

const h = house();
const POOL = "fund: {max: 1亿元, period: total, firmness: firm, order: submission, at: rules 第六条}";
const BENEFIT = `
buy:
  title: {zh: 购买算力, en: Purchase of computing}
  form: cash
  when: {all: [{spend.kind: 算力服务}, {applicant.digital-core: true}], at: rules 第三条}
  base: contract.amount
  rate: 30%
  pool: fund
  payee: applicant
  at: rules 第三条`;
const FACTS = {
  "spend.kind": "算力服务",
  "contract.amount": "100万元",
  "applicant.digital-core": true,
};
const ENDED = { fact: "applicant.digital-core", value: false, note: "认定已到期（示例）" };

interface Begun {
  readonly office: Office;
  readonly programme: string;
  readonly round: string;
}

async function begun(mode: string, more: { voucher?: string; windows?: string } = {}): Promise<Begun> {
  const office = h.office();
  h.today("2025-04-01");
  const text = ownProgramme({ mode, pools: POOL, benefits: BENEFIT, ...more });
  const programme = await published(office, { text }, {}, { pool: "fund", amount: "9000000.00" });
  return { office, programme, round: await openRound(office, programme) };
}

/** Determined, approved, noticed and allocated; to be issued. */
async function allocated(office: Office, id: string, on: string): Promise<void> {
  await office.as("decider2", "applications.determine", { id });
  await office.as("decider3", "applications.approve", { id });
  await office.as("desk", "applications.announce", { id });
  h.today(on);
  await office.as("desk", "applications.allocate", { id });
}

async function issued(start: Begun): Promise<string> {
  const id = await accepted(start.office, "firm", start.round, "buy", FACTS);
  await allocated(start.office, id, "2025-04-14");
  return String((await start.office.as("desk", "applications.issue", { id })).body.voucher);
}

/** An officer notes that the firm's title ends on a day. */
async function noted(office: Office, from: string, value = false): Promise<void> {
  const { items } = await office.ask<{ items: View[] }>("firm", "parties.list", {});
  await office.as("desk", "parties.note-fact", { id: items[0]?.id, ...ENDED, value, from });
}

describe("a title that ends between application and payment", () => {
  test("each condition names its gates: what an applicant is at all of them, what was bought until it is settled", async () => {
    const { office, programme: id } = await begun("claim-after-spending");
    const { conditions, freshDays } = await office.ask<{
      conditions: { fact: string; gates: string[]; clause: string }[];
      freshDays: number;
    }>("firm", "programmes.gates", { id });
    expect(freshDays).toBe(90);
    expect(conditions.map(each => [each.fact, each.gates.join(" "), each.clause])).toEqual([
      ["spend.kind", "submission determination claim", "rules 第三条"],
      ["applicant.digital-core", "submission determination issue claim payment", "rules 第三条"],
    ]);
  });

  test("is seen at determination and at issue, from its day on and not before", async () => {
    const { office, round } = await begun("claim-after-spending");
    const id = await accepted(office, "firm", round, "buy", FACTS);
    await noted(office, "2025-04-14");
    await allocated(office, id, "2025-04-13");
    h.today("2025-04-14");
    expect(await office.refusal("desk", "applications.issue", { id })).toBe("not-eligible");
    const other = await accepted(office, "firm:firm-9", round, "buy", FACTS);
    expect(await office.refusal("decider2", "applications.determine", { id: other })).toBe("done");
    const late = await office.as("firm", "applications.create", { round, benefit: "buy", facts: FACTS });
    expect(await office.refusal("firm", "applications.submit", { id: late.id })).toBe("not-eligible");
    // A title that is given again holds again.
    await noted(office, "2025-04-15", true);
    h.today("2025-04-15");
    expect(await office.refusal("desk", "applications.issue", { id })).toBe("done");
  });

  test("is seen at the claim, whatever the claim says", async () => {
    const start = await begun("voucher-first", { voucher: "lifetime: 12个月" });
    const voucher = await issued(start);
    const { office, programme } = start;
    await noted(office, "2025-05-01");
    const claim = { programme, voucher, facts: { "applicant.digital-core": true } };
    h.today("2025-05-01");
    const late = await office.as("firm", "claims.create", claim);
    expect(await office.refusal("firm", "claims.submit", { id: late.id })).toBe("not-eligible");
    h.today("2025-04-30");
    expect(await office.refusal("firm", "claims.submit", { id: late.id })).toBe("done");
  });

  test("is seen before a claim is approved and before it is paid; its money then goes back", async () => {
    const start = await begun("voucher-first", { voucher: "lifetime: 12个月" });
    const voucher = await issued(start);
    const { office, programme } = start;
    await verifiedAccount(office, "firm");
    const claim = await approvedClaim(office, "firm", { programme, voucher });
    expect(claim.body.amount).toBe("300000.00");
    await noted(office, "2025-04-10");
    const batch = { programme, title: "第一批" };
    expect(await office.refusal("finance", "batches.build", batch)).toBe("not-eligible");
    await office.as("decider3", "claims.reject", { id: claim.id, reason: "not-eligible", note: "资格已失" });
    expect(await office.refusal("finance", "batches.build", batch)).toBe("guard-failed");
    const books = await balances(h, office, programme);
    expect([...books].filter(([code]) => code.startsWith("claim:")).map(([, fen]) => fen)).toEqual([0n]);
  });

  test("is seen when a voucher is redeemed", async () => {
    const start = await begun("deducted-at-provider", { voucher: "lifetime: 12个月" });
    const id = await issued(start);
    const { office } = start;
    const use = (order: string) =>
      office.refusal("provider", "vouchers.redeem", { id, order, amount: "1000.00" });
    expect(await use("A-1")).toBe("done");
    await noted(office, "2025-04-20");
    expect(await use("A-2")).toBe("done");
    h.today("2025-04-20");
    expect(await use("A-3")).toBe("not-eligible");
  });

  test("an office notes facts of applicants that it knows, and nothing else", async () => {
    const { office, round } = await begun("claim-after-spending");
    await accepted(office, "firm", round, "buy", FACTS);
    const { items } = await office.ask<{ items: View[] }>("desk", "parties.list", {});
    const note = { id: items[0]?.id, ...ENDED, from: "2025-04-01" };
    const code = (more: Record<string, unknown>, who = "desk") =>
      office.refusal(who, "parties.note-fact", { ...note, ...more });
    expect(await code({ fact: "contract.amount", value: "1元" })).toBe("facts-faulty");
    expect(await code({ fact: "applicant.no-such" })).toBe("facts-faulty");
    expect(await code({ value: "也许" })).toBe("facts-faulty");
    expect(await code({ from: "2025-02-29" })).toBe("malformed");
    expect(await code({}, "firm")).toBe("not-your-role");
  });
});

describe("what was said long ago", () => {
  test("is stated again with a claim after ninety days, and not on the ninetieth", async () => {
    const start = await begun("voucher-first", { voucher: "lifetime: 12个月" });
    const voucher = await issued(start);
    const { office, programme } = start;
    h.today("2025-06-30");
    const { id } = await office.as("firm", "claims.create", { programme, voucher });
    h.today("2025-07-01");
    expect(await office.refusal("firm", "claims.submit", { id })).toBe("facts-stale");
    h.today("2025-06-30");
    expect(await office.refusal("firm", "claims.submit", { id })).toBe("done");
    const again = await begun("voucher-first", { voucher: "lifetime: 12个月" });
    const second = await issued(again);
    h.today("2025-07-01");
    const facts = { "applicant.digital-core": true };
    const fresh = await again.office.as("firm", "claims.create", {
      programme: again.programme,
      voucher: second,
      facts,
    });
    expect(await again.office.refusal("firm", "claims.submit", { id: fresh.id })).toBe("done");
  });
});

describe("what was handed in in time", () => {
  test("is determined, issued and claimed after the window has closed, and replays to the letter", async () => {
    const windows = "claim: {range: 2025-01-01 ≤ x ≤ 2025-04-05, at: rules 第五条}";
    const start = await begun("voucher-first", { voucher: "lifetime: 2个月", windows });
    const { office, programme, round } = start;
    const id = await accepted(office, "firm", round, "buy", FACTS);
    h.today("2025-04-10");
    const late = await office.as("firm2", "applications.create", { round, benefit: "buy", facts: FACTS });
    expect(await office.refusal("firm2", "applications.submit", { id: late.id })).toBe(
      "programme-not-usable",
    );
    await allocated(office, id, "2025-04-22");
    const { body } = await office.as("desk", "applications.issue", { id });
    const claim = await approvedClaim(office, "firm", { programme, voucher: body.voucher });
    expect(claim.body.amount).toBe("300000.00");
    expect(await office.ask("auditor", "assessments.replay", { hash: claim.body.assessment })).toMatchObject({
      equal: true,
    });
  });
});

describe("facts that cannot all be true", () => {
  test("are a finding that the officer answers before the case goes on", async () => {
    const { office, round } = await begun("claim-after-spending");
    const facts = { ...FACTS, "contract.performed": "100.01万元" };
    const { id } = await office.as("firm", "applications.create", { round, benefit: "buy", facts });
    await office.as("firm", "applications.submit", { id });
    expect(await office.refusal("desk", "applications.accept", { id })).toBe("finding-open");
    const { items } = await office.ask<{ items: View[] }>("desk", "findings.list", { about: id });
    expect(items.map(each => each.body.rule)).toEqual(["contradictory-facts"]);
    expect(items[0]?.body.says).toMatchObject({
      zh: expect.stringContaining("多于 合同金额"),
      en: expect.stringContaining("is more than Contract sum"),
    });
    await office.as("desk", "findings.clear", {
      id: items[0]?.id,
      reason: "false-alarm",
      note: "含税与不含税",
    });
    expect(await office.refusal("desk", "applications.accept", { id })).toBe("done");
  });

  test("equal figures contradict nothing", async () => {
    const { office, round } = await begun("claim-after-spending");
    const facts = { ...FACTS, "contract.performed": "100万元" };
    const { id } = await office.as("firm", "applications.create", { round, benefit: "buy", facts });
    await office.as("firm", "applications.submit", { id });
    expect(await office.refusal("desk", "applications.accept", { id })).toBe("done");
  });
});
