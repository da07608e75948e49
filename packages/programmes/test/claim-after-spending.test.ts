import { beforeAll, describe, expect, test } from "vitest";
import { accepted, balances, house, type Office, openRound, published, type View } from "./office.ts";
import { approvedClaim, paidBatch, rowsOf, sumOf, verifiedAccount } from "./payments.ts";

const h = house();
const RULINGS = { "cap-period": "total", "pool-period": "total", ties: "by-submission", last: "partly" };

interface Share {
  readonly id: string;
  readonly asked: string;
  readonly granted: string;
}
const sharesOf = (run: View): readonly Share[] => run.body.shares as Share[];

async function proposed(
  office: Office,
  round: string,
  firm: string,
  fee: string,
  signed: string,
): Promise<string> {
  const facts = { "spend.kind": "算力服务", "service.fee": fee, "contract.signed": signed };
  const id = await accepted(office, firm, round, "compute", facts);
  await office.as("decider2", "applications.determine", { id });
  expect((await office.as("decider3", "applications.approve", { id })).state).toBe("proposed");
  return id;
}

describe("河南: claimed after spending, allocated by signing time, province and city one to one", () => {
  let office: Office;
  let programme = "";
  let round = "";
  let early = "";
  let late = "";
  let last = "";
  let run: View;

  beforeAll(async () => {
    office = h.office();
    h.today("2025-04-01");
    programme = await published(office, "henan/suanli.yaml", RULINGS, {
      pool: "vouchers",
      amount: "600000.01",
    });
    round = await openRound(office, programme);
    late = await proposed(office, round, "firm", "200万元", "2025-03-02");
    early = await proposed(office, round, "firm2", "250万元", "2024-06-01");
    last = await proposed(office, round, "firm3", "100万元", "2025-03-20");
    await office.as("desk", "rounds.close", { id: round });
    run = await office.as("desk", "allocation.preview", { id: round });
  });

  test("the list is in order of signing, and the row that does not fit gets what is left", () => {
    expect(sharesOf(run).map(each => [each.id, each.asked, each.granted])).toEqual([
      [early, "500000.00", "500000.00"],
      [late, "400000.00", "100000.01"],
      [last, "200000.00", "0.00"],
    ]);
  });

  test("it is confirmed by the hash of what was seen, by another person", async () => {
    expect(await office.refusal("decider2", "allocation.confirm", { id: run.id, hash: "0".repeat(64) })).toBe(
      "run-changed",
    );
    const confirmed = await office.as("decider2", "allocation.confirm", {
      id: run.id,
      hash: run.body.result,
    });
    expect(confirmed.state).toBe("confirmed");
    const pool = await h.domain.ledgerOf(office.code).balance(programme, "pool:vouchers:all");
    expect(pool?.heldOutFen).toBe(60_000_001n);
  });

  test("an upheld objection makes a new run, which frees the money for the next in line", async () => {
    await office.as("desk", "applications.object", { id: late, text: "合同未履行" });
    await office.as("decider3", "applications.uphold", { id: late, reason: "facts-wrong", note: "属实" });
    const again = await office.as("desk", "allocation.preview", {
      id: round,
      reason: "objection-upheld",
      note: "异议成立",
    });
    expect(sharesOf(again).map(each => [each.id, each.granted])).toEqual([
      [early, "500000.00"],
      [last, "100000.01"],
    ]);
    await office.as("decider2", "allocation.confirm", { id: again.id, hash: again.body.result });
    expect((await office.as("desk", "applications.get", { id: late })).state).toBe("review");
  });

  test("after the notice it is issued, claimed, approved by rank, and paid by each level to the fen", async () => {
    h.today("2025-04-20");
    for (const [id, firm] of [
      [early, "firm2"],
      [last, "firm3"],
    ] as const) {
      await office.as("desk", "applications.allocate", { id });
      const issued = await office.as("desk", "applications.issue", { id });
      await verifiedAccount(office, firm);
      const claim = await approvedClaim(office, firm, { programme, voucher: issued.body.voucher });
      expect(claim.state).toBe("approved");
    }
    const batch = await paidBatch(office, programme);
    expect(batch.state).toBe("reconciled");
    expect(
      rowsOf(batch)
        .map(row => row.amount)
        .sort(),
    ).toEqual(["250000.00", "250000.00", "50000.00", "50000.01"]);
    const books = await balances(h, office, programme);
    expect(books.get("paid:vouchers:all:0")).toBe(30_000_000n);
    expect(books.get("paid:vouchers:all:1")).toBe(30_000_001n);
  });

  test("a clawback goes to the end: each level gets its own part back, and the pool the whole", async () => {
    const claims = await office.ask<{ items: View[] }>("auditor", "claims.list", { programme });
    const claim = claims.items.find(each => each.body.amount === "100000.01");
    const { id } = await office.as("auditor", "clawbacks.open", { claim: claim?.id, says: "合同未履行" });
    await office.as("desk", "clawbacks.notify", { id });
    await office.as("desk", "clawbacks.hear", { id, note: "无异议" });
    await office.as("decider3", "clawbacks.decide", { id, reason: "evidence-false", note: "属实" });
    await office.as("finance", "clawbacks.demand", { id, amount: "100000.01", due: "2025-06-30" });
    expect((await office.as("finance", "clawbacks.recover", { id, amount: "33333.33" })).state).toBe(
      "demanded",
    );
    expect(await office.refusal("finance", "clawbacks.recover", { id, amount: "66666.69" })).toBe(
      "amount-above",
    );
    expect((await office.as("finance", "clawbacks.recover", { id, amount: "66666.68" })).state).toBe(
      "recovered",
    );
    expect(await sumOf(h, office, programme, "paid:")).toBe(50_000_000n);
    expect(await sumOf(h, office, programme, "pool:")).toBe(10_000_001n);
    expect(await sumOf(h, office, programme, "")).toBe(0n);
  });

  test("a decision is replayed from its own facts and rules, and its history hangs together", async () => {
    const { lines, brokenAt } = await office.ask<{
      lines: { event: string; detail: { assessment?: string } }[];
      brokenAt: null;
    }>("auditor", "subjects.history", { id: early });
    expect(brokenAt).toBeNull();
    const hash = lines.find(each => each.event === "determine")?.detail.assessment;
    expect(await office.ask("auditor", "assessments.replay", { hash })).toMatchObject({ equal: true });
  });
});
