import { describe, expect, test } from "vitest";
import {
  accepted,
  balances,
  house,
  type Office,
  openRound,
  published,
  settleRest,
  type View,
} from "./office.ts";
import { ownProgramme, THIRTY_PERCENT } from "./own-programme.ts";
import { approvedClaim, paidBatch, rowsOf, sumOf, verifiedAccount } from "./payments.ts";

const h = house();
const PURCHASE = (sum: string) => ({
  "spend.kind": "算力服务",
  "supply.place": "贵州省",
  "contract.amount": sum,
  "compute.use": "一般应用",
});
const RULINGS = { "exclusion-scope": "year", "cash-overlap": "exclusive", order: "submission" };

interface Begun {
  readonly office: Office;
  readonly programme: string;
  readonly round: string;
}

async function guizhou(amount = "50000000.00"): Promise<Begun> {
  const office = h.office();
  h.today("2025-04-01");
  const programme = await published(office, "guizhou/suanli.yaml", RULINGS, { pool: "office", amount });
  return { office, programme, round: await openRound(office, programme) };
}

/** An award issued to a firm eight days after it was determined. @returns the voucher's number */
async function issued(
  { office, round }: Begun,
  firm: string,
  facts: Record<string, unknown>,
  determination: Record<string, unknown> = {},
): Promise<string> {
  const id = await accepted(office, firm, round, "purchase", facts);
  await office.as("decider2", "applications.determine", { id, ...determination });
  await approved(office, id);
  await office.as("desk", "applications.announce", { id });
  const before = new Date(h.domain.contextFor({ ...ANYBODY, office: office.code }, "-").clock());
  h.today(new Date(before.getTime() + 10 * 86_400_000).toISOString().slice(0, 10));
  await office.as("desk", "applications.allocate", { id });
  return String((await office.as("desk", "applications.issue", { id })).body.voucher);
}

/** Approved by two of the third rank where the amount needs them. */
async function approved(office: Office, id: string): Promise<void> {
  const { state } = await office.as("decider3", "applications.approve", { id });
  if (state !== "proposed") await office.as("decider3b", "applications.approve", { id });
}
const ANYBODY = { person: "-", organisation: "-", roles: [] };

describe("claims on an award", () => {
  test("a second claim gets what the rules give for all that is settled, less the first: not the same again", async () => {
    const begun = await guizhou();
    const { office, programme } = begun;
    const voucher = await issued(begun, "firm", PURCHASE("1000万元"));
    const claim = { programme, voucher, facts: { "contract.amount": "600万元" } };
    expect((await approvedClaim(office, "firm", claim)).body.amount).toBe("180000.00");
    const { id } = await office.as("firm", "claims.create", claim);
    expect(await office.refusal("firm", "claims.submit", { id })).toBe("limit-reached");
    const more = { programme, voucher, facts: { "contract.amount": "700万元" } };
    expect((await approvedClaim(office, "firm", more)).body.amount).toBe("30000.00");
    expect((await balances(h, office, programme)).get(`claim:${id}`)).toBeUndefined();
  });

  test("a limit on what is redeemed holds by the day of the claim, and a rejected claim gives it back", async () => {
    const begun = await guizhou();
    const { office, programme } = begun;
    // Each face is within the limit; what is redeemed in a year is not.
    h.today("2025-09-01");
    const first = await issued(begun, "firm", PURCHASE("6000万元"));
    const second = await issued(begun, "firm", PURCHASE("6000万元"));
    const later = await issued(begun, "firm", PURCHASE("6000万元"));
    const one = await approvedClaim(office, "firm", { programme, voucher: first });
    expect(one.body.amount).toBe("1800000.00");
    const two = await office.as("firm", "claims.create", { programme, voucher: second });
    const handedIn = await office.as("firm", "claims.submit", { id: two.id });
    expect(handedIn.body.amount).toBe("200000.00");
    await office.as("decider3", "claims.reject", { id: two.id, reason: "duplicate", note: "误报" });
    const again = await office.as("firm", "claims.create", { programme, voucher: second });
    expect((await office.as("firm", "claims.submit", { id: again.id })).body.amount).toBe("200000.00");
    const third = await office.as("firm", "claims.create", { programme, voucher: second });
    expect(await office.refusal("firm", "claims.submit", { id: third.id })).toBe("limit-reached");
    // The next year's limit is its own.
    h.today("2026-01-05");
    const next = await office.as("firm", "claims.create", { programme, voucher: later });
    expect((await office.as("firm", "claims.submit", { id: next.id })).body.amount).toBe("1800000.00");
  });

  test("a returned claim keeps its money aside past the last day, and a withdrawn one gives it back", async () => {
    const begun = await guizhou();
    const { office, programme } = begun;
    const voucher = await issued(begun, "firm", PURCHASE("1000万元"));
    const { id } = await office.as("firm", "claims.create", { programme, voucher });
    await office.as("firm", "claims.submit", { id });
    const returned = await office.as("desk", "claims.return", {
      id,
      reason: "facts-unclear",
      note: "请补充",
    });
    h.today("2025-12-01");
    await office.ask("desk", "vouchers.expire", { id: programme });
    const late = await office.as("firm", "claims.create", { programme, voucher });
    expect(await office.refusal("firm", "claims.submit", { id: late.id })).toBe("voucher-expired");
    const amended = await office.as("firm", "claims.amend", {
      id,
      revision: returned.revision,
      facts: { "contract.amount": "800万元" },
    });
    expect(amended.state).toBe("returned");
    const again = await office.as("firm", "claims.submit", { id });
    expect(again.body.amount).toBe("240000.00");
    expect((await balances(h, office, programme)).get(`claim:${id}`)).toBe(24_000_000n);
    await office.as("desk", "claims.return", { id, reason: "evidence-missing", note: "缺件" });
    expect((await office.as("firm", "claims.withdraw", { id })).state).toBe("withdrawn");
    expect((await balances(h, office, programme)).get(`claim:${id}`)).toBe(0n);
    // What came free after the last day goes back to the pool.
    await office.ask("desk", "vouchers.expire", { id: programme });
    expect((await balances(h, office, programme)).get("pool:office:all")).toBe(5_000_000_000n);
  });

  test("an exception is claimed as it was granted; an award within the rules is not paid while they are open", async () => {
    const begun = await guizhou();
    const { office, programme } = begun;
    const beyond = { amount: "350000.00", override: "专题会议决定（示例）" };
    const voucher = await issued(begun, "firm", PURCHASE("1000万元"), beyond);
    expect((await approvedClaim(office, "firm", { programme, voucher })).body.amount).toBe("350000.00");

    h.today("2025-04-20");
    const other = await issued(begun, "firm:firm-9", PURCHASE("1000万元"));
    const { id } = await office.as("firm:firm-9", "claims.create", {
      programme,
      voucher: other,
      facts: { "spend.kind": "数据产品", "supply.place": "北京市" },
    });
    const refusal = await office.refusal("firm:firm-9", "claims.submit", { id });
    expect(["not-eligible", "undecided"]).toContain(refusal);
  });

  test("an award whose whole face is paid is used up, and is nothing to end or to claim", async () => {
    const begun = await guizhou();
    const { office, programme } = begun;
    const voucher = await issued(begun, "firm", PURCHASE("1000万元"));
    await verifiedAccount(office, "firm");
    await approvedClaim(office, "firm", { programme, voucher });
    await paidBatch(office, programme);
    expect((await office.as("firm", "vouchers.get", { id: voucher })).state).toBe("exhausted");
    h.today("2025-12-01");
    expect(await office.ask("desk", "vouchers.expire", { id: programme })).toMatchObject({ ended: 0 });
  });

  test("revoking what was issued ends its voucher, and the limit of its year gets it back", async () => {
    const begun = await guizhou();
    const { office, programme, round } = begun;
    const adapt = {
      "spend.kind": "适配服务",
      "compute.use": "国产化适配",
      "compute.local": true,
      "compute.domestic": true,
      "service.fee": "500万元",
    };
    const id = await accepted(office, "firm", round, "adapt", adapt);
    await office.as("decider2", "applications.determine", { id });
    await approved(office, id);
    await office.as("desk", "applications.announce", { id });
    h.today("2025-04-14");
    await office.as("desk", "applications.allocate", { id });
    const { body } = await office.as("desk", "applications.issue", { id });
    const again = await accepted(office, "firm", round, "adapt", adapt);
    expect(await office.refusal("decider3", "applications.determine", { id: again })).toBe("not-eligible");
    const why = { id, reason: "evidence-false", note: "材料不实" };
    expect(await office.refusal("decider2", "applications.revoke", why)).toBe("own-case");
    expect((await office.as("decider3", "applications.revoke", why)).state).toBe("revoked");
    expect((await office.as("firm", "vouchers.get", { id: body.voucher })).state).toBe("cancelled");
    expect((await balances(h, office, programme)).get("pool:office:all")).toBe(5_000_000_000n);
    const determined = await office.as("decider3", "applications.determine", { id: again });
    expect(determined.body.award).toBe("1500000.00");
  });
});

describe("payment", () => {
  async function twoClaims(): Promise<Begun & { readonly first: View; readonly second: View }> {
    const begun = await guizhou();
    const { office, programme } = begun;
    const one = await issued(begun, "firm", PURCHASE("1000万元"));
    const two = await issued(begun, "firm", PURCHASE("500万元"));
    await verifiedAccount(office, "firm");
    const first = await approvedClaim(office, "firm", { programme, voucher: one });
    await paidBatch(office, programme);
    const second = await approvedClaim(office, "firm", { programme, voucher: two });
    return { ...begun, first, second };
  }

  async function demanded(office: Office, claim: string, amount: string): Promise<string> {
    const { id } = await office.as("auditor", "clawbacks.open", { claim, says: "合同未履行" });
    await office.as("desk", "clawbacks.notify", { id });
    await office.as("desk", "clawbacks.hear", { id, note: "无异议" });
    await office.as("decider3", "clawbacks.decide", { id, reason: "overpaid", note: "属实" });
    await office.as("finance", "clawbacks.demand", { id, amount, due: "2025-12-31" });
    return id;
  }

  test("an offset withholds from a later claim: its batch pays the rest, and the books say so", async () => {
    const { office, programme, first, second } = await twoClaims();
    const id = await demanded(office, first.id, "120000.00");
    const offset = { id, amount: "120000.00", against: second.id };
    expect(await office.refusal("finance", "clawbacks.offset", { ...offset, against: first.id })).toBe(
      "guard-failed",
    );
    expect(await office.refusal("finance", "clawbacks.offset", { ...offset, amount: "120000.01" })).toBe(
      "amount-above",
    );
    expect((await office.as("finance", "clawbacks.offset", offset, "off-1")).state).toBe("offset");
    expect((await office.as("finance", "clawbacks.offset", offset, "off-1")).state).toBe("offset");
    expect((await office.as("finance", "claims.get", { id: second.id })).state).toBe("part-paid");
    const batch = await paidBatch(office, programme);
    expect(rowsOf(batch).map(row => row.amount)).toEqual(["30000.00"]);
    expect((await office.as("finance", "claims.get", { id: second.id })).state).toBe("reconciled");
    // Paid out in money: 300,000 and 30,000; settled: 300,000 less 120,000, and 150,000.
    expect(await sumOf(h, office, programme, "paid:")).toBe(33_000_000n);
    expect(await sumOf(h, office, programme, "claim:")).toBe(0n);
    expect(await sumOf(h, office, programme, "")).toBe(0n);
  });

  test("a claim that is offset in full is paid without a batch, and reconciled by itself", async () => {
    const { office, programme, first, second } = await twoClaims();
    const id = await demanded(office, first.id, "150000.00");
    await office.as("finance", "clawbacks.offset", { id, amount: "150000.00", against: second.id });
    expect(await office.refusal("finance", "batches.build", { programme, title: "第二批" })).toBe(
      "guard-failed",
    );
    expect((await office.as("approver", "claims.reconcile", { id: second.id })).state).toBe("reconciled");
  });

  test("no more is offset than the later claim is still owed", async () => {
    const { office, first, second } = await twoClaims();
    const id = await demanded(office, first.id, "300000.00");
    const offset = { id, amount: "150000.01", against: second.id };
    expect(await office.refusal("finance", "clawbacks.offset", offset)).toBe("amount-above");
  });

  test("a batch that was not sent is dissolved, its claims wait again, and accounts can be changed", async () => {
    const { office, programme, second } = await twoClaims();
    const built = await office.as("finance", "batches.build", { programme, title: "第二批" });
    const account = { holder: "示例新户", bank: "示例银行", number: "6222000011113333" };
    expect(await office.refusal("firm", "accounts.propose", account)).toBe("account-frozen");
    await office.as("finance", "batches.dissolve", { id: built.id, reason: "error", note: "开户行有误" });
    expect((await office.as("finance", "claims.get", { id: second.id })).state).toBe("approved");
    await office.as("firm", "accounts.propose", account);
    expect(rowsOf(await paidBatch(office, programme))).toHaveLength(1);
  });

  test("a result that comes again under another key is not booked again", async () => {
    const { office, programme } = await twoClaims();
    const built = await office.as("finance", "batches.build", { programme, title: "第二批" });
    await office.as("approver", "batches.approve", { id: built.id });
    await office.as("finance", "batches.send", { id: built.id });
    const rows = [{ number: 1, paid: "50000.00", failure: "限额" }];
    // The process ends after the claim is booked and before the batch is written.
    const { store } = h.domain;
    const write = store.write.bind(store);
    store.write = (changes, ends) =>
      changes.some(each => each.kind === "payment-batch")
        ? Promise.reject(new Error("the process is gone"))
        : write(changes, ends);
    await expect(office.as("finance", "batches.result", { id: built.id, rows }, "r-1")).rejects.toThrow(
      "gone",
    );
    store.write = write;
    // Until a job has carried the first to its end nobody reads other results in; then there is nothing left to read.
    const again = { id: built.id, rows };
    expect(await office.refusal("finance", "batches.result", again, "r-2")).toBe("busy");
    await h.domain.resume(new Date("2027-01-01T00:00:00Z"));
    expect(await office.refusal("finance", "batches.result", again, "r-2")).toBe("wrong-state");
    expect(await sumOf(h, office, programme, "paid:")).toBe(35_000_000n);
  });

  test("nothing is sent to be paid while the programme is frozen; what was paid is still recorded", async () => {
    const { office, programme } = await twoClaims();
    const built = await office.as("finance", "batches.build", { programme, title: "第二批" });
    await office.as("approver", "batches.approve", { id: built.id });
    await office.as("auditor", "programmes.freeze", { id: programme, reason: "complaint", note: "核查" });
    expect(await office.refusal("finance", "batches.send", { id: built.id })).toBe("guard-failed");
    expect(await office.refusal("finance", "batches.build", { programme, title: "第三批" })).toBe(
      "programme-frozen",
    );
    await office.as("auditor", "programmes.thaw", { id: programme, reason: "cleared", note: "无误" });
    await office.as("finance", "batches.send", { id: built.id });
    await office.as("auditor", "programmes.freeze", { id: programme, reason: "complaint", note: "核查" });
    const rows = [{ number: 1, paid: "150000.00" }];
    expect((await office.as("finance", "batches.result", { id: built.id, rows })).state).toBe("paid");
  });
});

describe("sales", () => {
  test("a provider is repaid from the pool and year that each sale was drawn from", async () => {
    const office = h.office();
    h.today("2025-12-31");
    const text = ownProgramme({
      mode: "discount-at-sale",
      pools: "fund: {max: 1亿元, period: year, firmness: firm, order: submission, at: rules 第六条}",
      benefits: THIRTY_PERCENT(
        "buy",
        "caps:\n  - {max: 5万元, per: applicant, period: year, counts: granted, at: rules 第五条}\npool: fund",
      ),
    });
    const money = { pool: "fund", amount: "100000.00" };
    const id = await published(office, { text }, { "sale-funder": "repaid" }, money);
    await settleRest(office, id);
    const sale = (order: string, sum: string) => ({
      id,
      applicant: "firm-1",
      order,
      facts: { "spend.kind": "算力服务", "contract.amount": sum },
    });
    await office.ask("provider", "sales.record", sale("S-1", "10万元"));
    // The limit of the year has 20,000 left.
    expect(await office.refusal("provider", "sales.record", sale("S-2", "10万元"))).toBe("limit-reached");
    h.today("2026-01-01");
    await office.as("approver", "pools.appropriate", { id, ...money, reference: "次年预算" });
    const next = await office.ask<{ key: string }>("provider", "sales.record", sale("S-3", "10万元"));
    await verifiedAccount(office, "provider");
    const claim = await approvedClaim(office, "provider", { programme: id });
    expect(claim.body).toMatchObject({ period: "2025", amount: "30000.00" });
    await paidBatch(office, id);
    const books = await balances(h, office, id);
    expect(books.get("paid:fund:2025:0")).toBe(3_000_000n);
    expect(books.get("pool:fund:2026")).toBe(7_000_000n);
    // A reversal gives back the limit of its year, and no more than it took.
    await office.ask("provider", "redemptions.reverse", {
      key: next.key,
      amount: "30000.00",
      reason: "退货",
    });
    await office.ask("provider", "sales.record", sale("S-4", "16万元"));
    expect(await office.refusal("provider", "sales.record", sale("S-5", "1万元"))).toBe("limit-reached");
  });
});
