import { describe, expect, test } from "vitest";
import { accepted, balances, house, type Office, openRound, published } from "./office.ts";
import { ownProgramme, THIRTY_PERCENT } from "./own-programme.ts";

const h = house();
const TEXT = ownProgramme({
  mode: "voucher-first",
  voucher: "lifetime: 3个月",
  pools: `
fund:
  max: 1000万元
  period: year
  firmness: firm
  order: submission
  funders:
    - {who: {zh: 省, en: province}, share: 60%}
    - {who: {zh: 市, en: city}, share: 40%}
  at: rules 第六条`,
  benefits: THIRTY_PERCENT("buy", "pool: fund"),
});

/** A programme with ¥1,000,000.01 for 2025, of which one voucher of ¥300,000 is issued on 2025-12-30. */
async function begin(unspent: string): Promise<{ office: Office; programme: string }> {
  const office = h.office();
  h.today("2025-12-20");
  const money = { pool: "fund", amount: "1000000.01" };
  const programme = await published(office, { text: TEXT }, { unspent }, money);
  const round = await openRound(office, programme);
  const facts = { "spend.kind": "算力服务", "contract.amount": "100万元" };
  const id = await accepted(office, "firm", round, "buy", facts);
  await office.as("decider2", "applications.determine", { id });
  await office.as("decider3", "applications.approve", { id });
  await office.as("desk", "applications.announce", { id });
  h.today("2025-12-30");
  await office.as("desk", "applications.allocate", { id });
  await office.as("desk", "applications.issue", { id });
  return { office, programme };
}

describe("the end of a pool's year", () => {
  test("a round does not open before it is ruled what becomes of what is left", async () => {
    const office = h.office();
    h.today("2025-12-20");
    const id = await published(office, { text: TEXT }, {});
    const { unsettled } = await office.ask<{ unsettled: string[] }>("desk", "programmes.questions", { id });
    expect(unsettled).toContain("unspent");
  });

  test("what lapses goes back to the levels that gave it, to the fen; forfeits return to the old year first", async () => {
    const { office, programme: id } = await begin("lapses");
    const year = { id, pool: "fund", year: "2025" };
    expect(await office.refusal("approver", "pools.end-year", year)).toBe("guard-failed");
    h.today("2026-01-02");
    expect((await office.as("approver", "pools.end-year", year, "y-1")).body).toMatchObject({
      amount: "700000.01",
      parts: ["420000.00", "280000.01"],
      into: null,
    });
    expect((await office.as("approver", "pools.end-year", year, "y-1")).body.amount).toBe("700000.01");
    expect(await office.refusal("approver", "pools.end-year", year)).toBe("guard-failed");
    // The voucher of 2025 ends in 2026: its money is that of 2025.
    h.today("2026-04-01");
    await office.ask("desk", "vouchers.expire", { id });
    expect((await balances(h, office, id)).get("pool:fund:2025")).toBe(30_000_000n);
    await office.as("approver", "pools.end-year", year);
    const books = await balances(h, office, id);
    expect([0, 1].map(each => books.get(`source:fund:2025:${each}`))).toEqual([0n, 0n]);
    expect(books.get("pool:fund:2026")).toBeUndefined();
  });

  test("what is carried over is the next year's money", async () => {
    const { office, programme: id } = await begin("carried-over");
    h.today("2026-01-02");
    const ended = await office.as("approver", "pools.end-year", { id, pool: "fund", year: "2025" });
    expect(ended.body).toMatchObject({ amount: "700000.01", into: "2026" });
    const books = await balances(h, office, id);
    expect(books.get("pool:fund:2025")).toBe(0n);
    expect(books.get("pool:fund:2026")).toBe(70_000_001n);
  });
});
