/** Each of the four modes from publication to reconciled payment and clawback, as steps that any kind of office can take. */
import { expect } from "vitest";
import { jinanVoucher } from "../../../programmes/test/jinan.ts";
import { accepted, type Office, openRound, published, type View } from "../../../programmes/test/office.ts";
import { approvedClaim, paidBatch, verifiedAccount } from "../../../programmes/test/payments.ts";
import { GUIZHOU, JIANGYAN } from "../../../programmes/test/played-programmes.ts";
import { decided, issued } from "./issued-vouchers.ts";

/** Sets the day of the office. */
type Today = (date: string) => void;

/** A clawback of a whole claim, to the end. */
async function clawedBack(office: Office, claim: string, amount: string): Promise<View> {
  const { id } = await office.as("auditor", "clawbacks.open", { claim, says: "合同未履行" });
  await office.as("desk", "clawbacks.notify", { id });
  await office.as("desk", "clawbacks.hear", { id, note: "无异议" });
  await office.as("decider3", "clawbacks.decide", { id, reason: "evidence-false", note: "属实" });
  await office.as("finance", "clawbacks.demand", { id, amount, due: "2025-12-31" });
  return office.as("finance", "clawbacks.recover", { id, amount });
}

/** Every programme of these tests pays into accounts that two people know. */
const reconciled = async (office: Office, programme: string): Promise<void> => {
  expect((await paidBatch(office, programme)).state).toBe("reconciled");
};

/** Plays a mode in an empty office. @returns the programme */
export const MODE_PLAYS: Readonly<Record<string, (office: Office, today: Today) => Promise<string>>> = {
  "claimed after spending: allocated by signing time, paid by two levels, clawed back": async (
    office,
    today,
  ) => {
    today("2025-04-01");
    const rulings = { "cap-period": "total", "pool-period": "total", ties: "by-submission", last: "partly" };
    const money = { pool: "vouchers", amount: "600000.00" };
    const programme = await published(office, "henan/suanli.yaml", rulings, money);
    const round = await openRound(office, programme);
    const applications: string[] = [];
    for (const [firm, signed] of [
      ["firm1", "2025-03-02"],
      ["firm2", "2024-06-01"],
    ] as const) {
      const facts = { "spend.kind": "算力服务", "service.fee": "200万元", "contract.signed": signed };
      const id = await accepted(office, firm, round, "compute", facts);
      await decided(office, id);
      applications.push(id);
    }
    await office.as("desk", "rounds.close", { id: round });
    const run = await office.as("desk", "allocation.preview", { id: round });
    await office.as("decider2", "allocation.confirm", { id: run.id, hash: run.body.result });
    today("2025-04-20");
    for (const [index, firm] of ["firm1", "firm2"].entries()) {
      const voucher = await issued(office, applications[index] ?? "");
      await verifiedAccount(office, firm);
      expect((await approvedClaim(office, firm, { programme, voucher })).state).toBe("approved");
    }
    await reconciled(office, programme);
    const claims = await office.ask<{ items: View[] }>("auditor", "claims.list", { programme });
    expect(claims.items.map(each => each.body.amount).sort()).toEqual(["200000.00", "400000.00"]);
    const small = claims.items.find(each => each.body.amount === "200000.00");
    expect((await clawedBack(office, small?.id ?? "", "200000.00")).state).toBe("recovered");
    return programme;
  },
  "a voucher first, redeemed on evidence, and what is left expires": async (office, today) => {
    today("2025-04-01");
    const money = { pool: "office", amount: "1000000.00" };
    const programme = await published(office, GUIZHOU.file, GUIZHOU.rulings, money);
    const round = await openRound(office, programme);
    const facts = {
      "spend.kind": "算力服务",
      "supply.place": "贵州省",
      "contract.amount": "1000万元",
      "compute.use": "一般应用",
    };
    const id = await accepted(office, "firm", round, "purchase", facts);
    await decided(office, id);
    await office.as("desk", "applications.announce", { id });
    today("2025-04-10");
    const voucher = await issued(office, id);
    await verifiedAccount(office, "firm");
    const paid = { programme, voucher, facts: { "contract.amount": "600万元" } };
    const claim = await approvedClaim(office, "firm", paid);
    await reconciled(office, programme);
    await clawedBack(office, claim.id, "180000.00");
    today("2025-10-11");
    const expired = await office.ask<{ ended: number }>("desk", "vouchers.expire", { id: programme });
    expect(expired.ended).toBe(1);
    return programme;
  },
  "deducted at the provider, who claims": async (office, today) => {
    const { voucher, programme } = await jinanVoucher({ today }, office);
    const held = await office.ask<{ key: string }>("provider", "vouchers.hold", {
      id: voucher,
      order: "A-1",
      amount: "12000.00",
    });
    await office.ask("provider", "holds.capture", { key: held.key, amount: "5000.00" });
    await office.ask("provider", "vouchers.redeem", { id: voucher, order: "A-2", amount: "3000.00" });
    await verifiedAccount(office, "provider");
    const claim = await approvedClaim(office, "provider", { programme });
    expect(claim.body.amount).toBe("8000.00");
    await reconciled(office, programme);
    await clawedBack(office, claim.id, "8000.00");
    return programme;
  },
  "a discount at sale, nobody applies": async (office, today) => {
    today("2025-05-20");
    const money = { pool: "office", amount: "50000.00" };
    const id = await published(office, JIANGYAN.file, JIANGYAN.rulings, money);
    const facts = JIANGYAN.facts("5万元");
    const sale = { id, applicant: "firm-1", order: "S-1", facts };
    expect(await office.ask("provider", "sales.record", sale)).toMatchObject({ discount: "28000.00" });
    await verifiedAccount(office, "provider");
    const claim = await approvedClaim(office, "provider", { programme: id });
    await reconciled(office, id);
    await clawedBack(office, claim.id, "28000.00");
    return id;
  },
};
