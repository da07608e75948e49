import { describe, expect, test } from "vitest";
import { balances, house, published, settleRest } from "./office.ts";
import { approvedClaim, paidBatch, verifiedAccount } from "./payments.ts";
import { JIANGYAN } from "./played-programmes.ts";

const h = house();
const FACTS = JIANGYAN.facts("5万元");

describe("姜堰: a discount at sale, nobody applies", () => {
  test("a sale waits until it is ruled who bears the discount", async () => {
    const office = h.office();
    h.today("2025-05-20");
    const { "sale-funder": _, ...others } = JIANGYAN.rulings;
    const id = await published(office, JIANGYAN.file, others);
    const sale = { id, applicant: "firm-1", order: "S-1", facts: FACTS };
    expect(await office.refusal("provider", "sales.record", sale)).toBe("question-unsettled");
  });

  test("where the provider bears it, it is only recorded", async () => {
    const office = h.office();
    const id = await published(office, JIANGYAN.file, {
      ...JIANGYAN.rulings,
      "sale-funder": "recorded",
    });
    await settleRest(office, id);
    const sale = await office.ask("provider", "sales.record", {
      id,
      applicant: "firm-1",
      order: "S-1",
      facts: FACTS,
    });
    expect(sale).toMatchObject({ benefit: "core", discount: "28000.00", payable: "22000.00", repaid: false });
    expect((await balances(h, office, id)).get("recorded:provider-1")).toBe(2_800_000n);
  });

  test("where the office repays it, the provider claims it, and no more than the pool holds is given", async () => {
    const office = h.office();
    const pool = { pool: "office", amount: "50000.00" };
    const id = await published(office, JIANGYAN.file, JIANGYAN.rulings, pool);
    const sale = { id, applicant: "firm-1", order: "S-1", facts: FACTS };
    await settleRest(office, id);
    const first = await office.ask("provider", "sales.record", sale, "sale-1");
    expect(await office.ask("provider", "sales.record", sale, "sale-1")).toEqual(first);
    expect(await office.refusal("provider", "sales.record", { ...sale, order: "S-2" })).toBe(
      "pool-exhausted",
    );
    await verifiedAccount(office, "provider");
    await approvedClaim(office, "provider", { programme: id });
    await paidBatch(office, id);
    expect((await balances(h, office, id)).get("paid:office:all:0")).toBe(2_800_000n);
  });
});
