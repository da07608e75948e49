import { describe, expect, test } from "vitest";
import { balances, house, published, settleRest } from "./office.ts";
import { approvedClaim, paidBatch, verifiedAccount } from "./payments.ts";

const h = house();
const RULINGS = { "order-or-total": "order", "list-or-net": "list", "edge-10": "below", "edge-30": "below" };
const FACTS = {
  "applicant.kind": "企业",
  "applicant.place": "姜堰区",
  "applicant.digital-core": true,
  "spend.kind": "算力服务",
  supplier: "姜堰电信天翼云",
  "order.list": "5万元",
};

describe("姜堰: a discount at sale, nobody applies", () => {
  test("a sale waits until it is ruled who bears the discount", async () => {
    const office = h.office();
    h.today("2025-05-20");
    const id = await published(office, "jiangsu/taizhou/jiangyan/suanli.yaml", RULINGS);
    const sale = { id, applicant: "firm-1", order: "S-1", facts: FACTS };
    expect(await office.refusal("provider", "sales.record", sale)).toBe("question-unsettled");
  });

  test("where the provider bears it, it is only recorded", async () => {
    const office = h.office();
    const id = await published(office, "jiangsu/taizhou/jiangyan/suanli.yaml", {
      ...RULINGS,
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
    const id = await published(
      office,
      "jiangsu/taizhou/jiangyan/suanli.yaml",
      { ...RULINGS, "sale-funder": "repaid" },
      pool,
    );
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
