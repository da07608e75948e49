import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { accepted, balances, house, type Office, openRound, published } from "./office.ts";
import { ownProgramme, THIRTY_PERCENT } from "./own-programme.ts";

const h = house();
const POOL = "fund: {max: 1亿元, period: total, firmness: firm, order: submission, at: rules 第六条}";
const FACTS = { "spend.kind": "算力服务", "contract.amount": "100万元" };

interface Issued {
  readonly office: Office;
  readonly programme: string;
  readonly round: string;
  readonly voucher: string;
}

/** A voucher of 300,000 yuan at most, issued to firm-1 on 2025-04-10 and good for thirty days. */
async function voucherOf(voucher: string, more = "", rulings: Record<string, string> = {}): Promise<Issued> {
  const office = h.office();
  h.today("2025-04-01");
  const text = ownProgramme({
    mode: "deducted-at-provider",
    voucher,
    pools: POOL,
    benefits: THIRTY_PERCENT("buy", `${more}pool: fund`),
  });
  const programme = await published(office, { text }, rulings, { pool: "fund", amount: "9000000.00" });
  const round = await openRound(office, programme);
  return { office, programme, round, voucher: await issue(office, round, "firm") };
}

async function issue(office: Office, round: string, firm: string, on = "2025-04-10"): Promise<string> {
  h.today("2025-04-01");
  const id = await accepted(office, firm, round, "buy", FACTS);
  await office.as("decider2", "applications.determine", { id });
  await office.as("decider3", "applications.approve", { id });
  await office.as("desk", "applications.announce", { id });
  h.today(on);
  await office.as("desk", "applications.allocate", { id });
  return String((await office.as("desk", "applications.issue", { id })).body.voucher);
}

const redeemed = (office: Office, id: string, order: string, amount: string) =>
  office.ask<{ key: string }>("provider", "vouchers.redeem", { id, order, amount });
const figures = (office: Office, id: string) => office.ask("firm", "vouchers.figures", { id });

describe("the end of a voucher", () => {
  test("a hold made before it is captured after it; what the capture frees is forfeited to its pool", async () => {
    const { office, programme, voucher } = await voucherOf("lifetime: 30天");
    const hold = { id: voucher, order: "A-1", amount: "100000.00", minutes: 60 };
    const { key } = await office.ask<{ key: string }>("provider", "vouchers.hold", hold);
    h.today("2025-05-11");
    expect(await office.ask("desk", "vouchers.expire", { id: programme })).toEqual({
      ended: 1,
      forfeited: "200000.00",
    });
    expect(await office.refusal("provider", "vouchers.redeem", { ...hold, order: "A-2" })).toBe(
      "voucher-expired",
    );
    await office.ask("provider", "holds.capture", { key, amount: "60000.00" });
    expect(await figures(office, voucher)).toEqual({
      face: "300000.00",
      available: "0.00",
      reserved: "0.00",
      used: "60000.00",
      forfeited: "240000.00",
    });
    // What is reversed after the end goes the same way.
    await office.ask("provider", "redemptions.reverse", { key, amount: "60000.00", reason: "退货" });
    expect((await balances(h, office, programme)).get("pool:fund:all")).toBe(900_000_000n);
  });

  test("with grace in the file, what is released or reversed may be used until it ends, and nothing else", async () => {
    const { office, programme, voucher } = await voucherOf("lifetime: 30天\ngrace: 10天");
    const { key } = await redeemed(office, voucher, "A-1", "100000.00");
    h.today("2025-05-11");
    await office.ask("desk", "vouchers.expire", { id: programme });
    await pause(2_100);
    expect(
      await office.refusal("provider", "vouchers.redeem", { id: voucher, order: "A-2", amount: "0.01" }),
    ).toBe("limit-reached");
    await office.ask("provider", "redemptions.reverse", { key, amount: "40000.00", reason: "退货" });
    h.today("2025-05-20");
    await redeemed(office, voucher, "A-3", "30000.00");
    expect(await office.ask("desk", "vouchers.expire", { id: programme })).toMatchObject({ ended: 0 });
    h.today("2025-05-21");
    expect(
      await office.refusal("provider", "vouchers.redeem", { id: voucher, order: "A-4", amount: "0.01" }),
    ).toBe("voucher-expired");
    expect(await office.ask("desk", "vouchers.expire", { id: programme })).toMatchObject({
      forfeited: "10000.00",
    });
  });

  test("where its life begins on the day it is claimed, it waits for that day", async () => {
    const { office, voucher } = await voucherOf("lifetime: 30天\nfrom: claim");
    const use = { id: voucher, order: "A-1", amount: "1.00" };
    expect(await office.refusal("provider", "vouchers.redeem", use)).toBe("voucher-not-active");
    h.today("2025-06-01");
    const collected = await office.as("firm", "vouchers.collect", { id: voucher });
    expect(collected.body.expires).toBe("2025-07-01");
    await pause(2_100);
    expect(await office.refusal("provider", "vouchers.redeem", use)).toBe("done");
  });
});

describe("limits on what is redeemed", () => {
  const CAP = "caps:\n  - {max: 40万元, per: applicant, period: year, counts: redeemed, at: rules 第五条}\n";

  test("they hold over several vouchers, count a hold when it is captured, and a reversal gives them back", async () => {
    const { office, round, voucher } = await voucherOf("lifetime: 12个月", CAP);
    const second = await issue(office, round, "firm");
    await redeemed(office, voucher, "A-1", "300000.00");
    const held = await office.ask<{ key: string }>("provider", "vouchers.hold", {
      id: second,
      order: "A-2",
      amount: "200000.00",
    });
    expect(await office.refusal("provider", "holds.capture", { key: held.key, amount: "100000.01" })).toBe(
      "limit-reached",
    );
    const capture = { key: held.key, amount: "100000.00" };
    const captured = await office.ask("provider", "holds.capture", capture);
    // Asked again, as after a crash, it is what it was, though the limit leaves nothing for another one.
    expect(await office.ask("provider", "holds.capture", capture)).toEqual(captured);
    expect(await office.refusal("provider", "holds.capture", { ...capture, amount: "0.01" })).toBe(
      "key-reused",
    );
    expect(
      await office.refusal("provider", "vouchers.redeem", { id: second, order: "A-3", amount: "0.01" }),
    ).toBe("limit-reached");
    await office.ask("provider", "redemptions.reverse", { key: held.key, amount: "0.01", reason: "退货" });
    await redeemed(office, second, "A-4", "0.01");
    expect(
      await office.refusal("provider", "vouchers.redeem", { id: second, order: "A-5", amount: "0.01" }),
    ).toBe("limit-reached");
    h.today("2026-01-01");
    await redeemed(office, second, "A-6", "100000.00");
  });

  test("of two captures at once that the limit does not both leave room for, one is refused, and captured when there is room", async () => {
    const { office, round, voucher } = await voucherOf("lifetime: 12个月", CAP);
    const second = await issue(office, round, "firm");
    const held = await Promise.all(
      [voucher, second].map((id, index) =>
        office.ask<{ key: string }>("provider", "vouchers.hold", {
          id,
          order: `A-${index}`,
          amount: "300000.00",
        }),
      ),
    );
    const capture = (key: string, amount: string) =>
      office.refusal("provider", "holds.capture", { key, amount });
    const outcomes = await Promise.all(held.map(({ key }) => capture(key, "300000.00")));
    expect([...outcomes].sort()).toEqual(["done", "limit-reached"]);
    const won = held[outcomes.indexOf("done")]?.key ?? "";
    const lost = held[outcomes.indexOf("limit-reached")]?.key ?? "";
    expect(await capture(lost, "100000.01")).toBe("limit-reached");
    await office.ask("provider", "redemptions.reverse", { key: won, amount: "100000.00", reason: "退货" });
    // Refused twice and captured then, once: it is used, claimed and reversed like any other.
    expect(await capture(lost, "200000.00")).toBe("done");
    expect(await capture(lost, "200000.00")).toBe("done");
    expect(await capture(lost, "0.01")).toBe("key-reused");
    const { items } = await office.ask<{ items: { key: string; net: string }[] }>(
      "provider",
      "redemptions.list",
      {},
    );
    expect(items.map(each => [each.key, each.net]).sort()).toEqual(
      [won, lost].map(key => [key, "200000.00"]).sort(),
    );
    await office.ask("provider", "redemptions.reverse", { key: lost, amount: "200000.00", reason: "退货" });
    const third = { id: lost === held[0]?.key ? voucher : second, order: "A-3", amount: "200000.00" };
    expect(await office.refusal("provider", "vouchers.redeem", third)).toBe("done");
  });

  test("what keeps a hold from being captured for a while does not keep it for good", async () => {
    const { office, voucher: id } = await voucherOf("lifetime: 12个月");
    const hold = { id, order: "A-1", amount: "100.00", minutes: 60 };
    const { key } = await office.ask<{ key: string }>("provider", "vouchers.hold", hold);
    expect(await office.refusal("provider", "holds.capture", { key, amount: "100.01" })).toBe(
      "money-refused",
    );
    const why = { id, note: "核查" };
    await office.as("decider2", "vouchers.suspend", { ...why, reason: "dispute" });
    expect(await office.refusal("provider", "holds.capture", { key })).toBe("voucher-not-active");
    await office.as("decider2", "vouchers.resume", { ...why, reason: "cleared" });
    expect(await office.refusal("provider", "holds.capture", { key })).toBe("done");
  });

  test("per provider they are of the one at which it is used, whatever the case says of a provider", async () => {
    const per = CAP.replace("per: applicant", "per: provider");
    const { office, round, voucher } = await voucherOf("lifetime: 12个月", per);
    const second = await issue(office, round, "firm2");
    await redeemed(office, voucher, "A-1", "300000.00");
    await redeemed(office, second, "A-2", "100000.00");
    const more = { id: second, order: "A-3", amount: "0.01" };
    expect(await office.refusal("provider", "vouchers.redeem", more)).toBe("limit-reached");
    expect(await office.refusal("provider2", "vouchers.redeem", more)).toBe("done");
  });
});

describe("transfer", () => {
  test("a file that forbids it, or is silent, refuses it", async () => {
    for (const voucher of ["lifetime: 30天", "lifetime: 30天\ntransferable: false"]) {
      const { office, voucher: id } = await voucherOf(voucher);
      expect(await office.refusal("firm", "vouchers.transfer", { id, to: "firm-2" })).toBe(
        "transfer-refused",
      );
    }
  });

  test("a file that allows it lets another accept it, of whom the rules are asked again", async () => {
    const { office, voucher } = await voucherOf("lifetime: 30天\ntransferable: true");
    await office.as("firm", "vouchers.transfer", { id: voucher, to: "firm-2" });
    expect(await office.refusal("firm3", "vouchers.accept", { id: voucher })).toBe("not-found");
    await office.as("firm2", "vouchers.accept", { id: voucher });
    expect(await office.refusal("firm", "vouchers.get", { id: voucher })).toBe("not-found");
    expect(await office.ask("firm2", "vouchers.get", { id: voucher })).toMatchObject({
      organisation: "firm-2",
      body: { offeredTo: null },
    });
  });
});

describe("at the provider", () => {
  test("a holder does not redeem at its own, and a provider states facts of the order alone", async () => {
    const { office, voucher } = await voucherOf("lifetime: 30天");
    const use = { id: voucher, order: "A-1", amount: "1.00" };
    expect(await office.refusal("provider:firm-1", "vouchers.redeem", use)).toBe("related-parties");
    const facts = { "applicant.kind": "企业" };
    expect(await office.refusal("provider", "vouchers.redeem", { ...use, facts })).toBe("facts-not-yours");
    const elsewhere = { "spend.kind": "数据服务" };
    expect(await office.refusal("provider", "vouchers.redeem", { ...use, facts: elsewhere })).toBe(
      "not-eligible",
    );
  });

  test("one order takes several vouchers, expiring first, all of it or nothing", async () => {
    const { office, programme, round, voucher } = await voucherOf("lifetime: 30天");
    const second = await issue(office, round, "firm", "2025-04-11");
    await redeemed(office, voucher, "A-1", "200000.00");
    const order = { programme, applicant: "firm-1", order: "B-1", amount: "250000.00" };
    const { uses } = await office.ask<{ uses: { voucher: string; amount: string }[] }>(
      "provider",
      "orders.pay",
      order,
      "b-1",
    );
    expect(uses.map(each => [each.voucher, each.amount])).toEqual([
      [voucher, "100000.00"],
      [second, "150000.00"],
    ]);
    expect(
      await office.refusal("provider", "orders.pay", { ...order, order: "B-2", amount: "150000.01" }),
    ).toBe("limit-reached");
  });
});
