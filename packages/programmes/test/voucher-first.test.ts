import { describe, expect, test } from "vitest";
import { accepted, balances, house, openRound, published } from "./office.ts";
import { approvedClaim, paidBatch, rowsOf, verifiedAccount } from "./payments.ts";

const h = house();
const RULINGS = {
  "exclusion-scope": "year",
  "cash-overlap": "exclusive",
  order: "submission",
};

describe("贵州: a voucher first, redeemed on evidence", () => {
  test("a round cannot open while a question that touches money has no ruling", async () => {
    const office = h.office();
    const programme = await published(office, "guizhou/suanli.yaml", { order: "submission" });
    const { id } = await office.as("desk", "rounds.create", {
      id: programme,
      title: "第一批",
      opens: "2025-01-01",
    });
    expect(await office.refusal("decider2", "rounds.open", { id })).toBe("question-unsettled");
  });

  test("an award is held at determination, committed at issue, and lives six months", async () => {
    const office = h.office();
    h.today("2025-04-01");
    const programme = await published(office, "guizhou/suanli.yaml", RULINGS, {
      pool: "office",
      amount: "1000000.00",
    });
    const round = await openRound(office, programme);
    const facts = {
      "spend.kind": "算力服务",
      "supply.place": "贵州省",
      "contract.amount": "1000万元",
      "compute.use": "一般应用",
    };
    const id = await accepted(office, "firm", round, "purchase", facts);
    const determined = await office.as("decider2", "applications.determine", { id });
    expect(determined.body.award).toBe("300000.00");
    expect(await office.refusal("decider2", "applications.approve", { id })).toBe("own-case");
    expect((await office.as("decider1", "applications.approve", { id })).state).toBe("determined");
    expect((await office.as("decider2b", "applications.approve", { id })).state).toBe("proposed");
    const notice = await office.as("desk", "applications.announce", { id });
    expect(notice.body.noticeUntil).toBe("2025-04-09");
    expect(await office.refusal("desk", "applications.allocate", { id })).toBe("notice-running");
    h.today("2025-04-10");
    await office.as("desk", "applications.allocate", { id });
    const issued = await office.as("desk", "applications.issue", { id }, "issue-once");
    expect(issued.state).toBe("issued");
    expect(await office.as("desk", "applications.issue", { id }, "issue-once")).toEqual(issued);
    const books = await balances(h, office, programme);
    expect(books.get("pool:office:all")).toBe(70_000_000n);
    expect(books.get(`award:${id}`)).toBe(30_000_000n);

    // Redeemed on evidence: the lesser of the face left and the rule reckoned again on what was settled.
    const voucher = issued.body.voucher;
    await verifiedAccount(office, "firm");
    const claim = await approvedClaim(office, "firm", {
      programme,
      voucher,
      facts: { "contract.amount": "600万元" },
    });
    expect(claim.body.amount).toBe("180000.00");
    const built = await office.as("finance", "batches.build", { programme, title: "第一批" });
    expect(
      await office.refusal("firm", "accounts.propose", { holder: "x", bank: "y", number: "62220000" }),
    ).toBe("account-frozen");
    expect(await office.refusal("finance", "batches.approve", { id: built.id })).toBe("not-your-role");
    await office.as("approver", "batches.approve", { id: built.id });
    await office.as("finance", "batches.send", { id: built.id });
    const csv = `\uFEFF序号,实付金额,原因\r\n1,100000.00,限额\r\n`;
    const result = await office.as("finance", "batches.result", {
      id: built.id,
      file: Buffer.from(csv).toString("base64"),
    });
    expect(result.state).toBe("paid");
    expect((await office.as("finance", "claims.get", { id: claim.id })).state).toBe("part-paid");
    const rest = await paidBatch(office, programme);
    expect(rowsOf(rest).map(row => row.amount)).toEqual(["80000.00"]);
    expect((await office.as("finance", "claims.get", { id: claim.id })).state).toBe("reconciled");

    // What nobody claimed within six months goes back to the pool it came from.
    h.today("2025-10-10");
    expect(await office.ask("desk", "vouchers.expire", { id: programme })).toEqual({
      ended: 0,
      forfeited: "0.00",
    });
    h.today("2025-10-11");
    expect(await office.ask("desk", "vouchers.expire", { id: programme })).toEqual({
      ended: 1,
      forfeited: "120000.00",
    });
    expect(await office.ask("desk", "vouchers.expire", { id: programme })).toEqual({
      ended: 0,
      forfeited: "0.00",
    });
    expect((await balances(h, office, programme)).get("pool:office:all")).toBe(82_000_000n);
    expect(await office.ask("firm", "vouchers.figures", { id: voucher })).toEqual({
      face: "300000.00",
      available: "0.00",
      reserved: "0.00",
      used: "180000.00",
      forfeited: "120000.00",
    });
  });
});
