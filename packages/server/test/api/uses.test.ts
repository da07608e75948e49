/** A use of a voucher, asked again, after things have changed, and on one order: through HTTP. */
import { beforeEach, describe, expect, test } from "vitest";
import { jinanVoucher } from "../../../programmes/test/jinan.ts";
import { published } from "../../../programmes/test/office.ts";
import { JIANGYAN } from "../../../programmes/test/played-programmes.ts";
import { type HttpOffice, officeOverHttp } from "../stage/office-over-http.ts";
import { receiver } from "../stage/receiver.ts";
import { as } from "../stage/stage.ts";
import { datedStageOfFile } from "../stage/stage-of-file.ts";

const here = await datedStageOfFile();
let office: HttpOffice;
let voucher = "";

const redeem = (order: string, amount: string, key: string, facts = {}): Promise<unknown> =>
  office.ask("provider", "vouchers.redeem", { id: voucher, order, amount, facts }, key);
const refusal = (order: string, amount: string, key: string, facts = {}): Promise<string> =>
  office.refusal("provider", "vouchers.redeem", { id: voucher, order, amount, facts }, key);
const hold = (order: string, amount: string) =>
  office.ask<{ key: string }>("provider", "vouchers.hold", { id: voucher, order, amount });
const change = (event: "suspend" | "resume") =>
  office.as("decider3", `vouchers.${event}`, {
    id: voucher,
    reason: event === "suspend" ? "dispute" : "cleared",
    note: "核查",
  });

describe("a use of a voucher", () => {
  beforeEach(async () => {
    office = officeOverHttp(here, await here.office(), false);
    voucher = (await jinanVoucher(here, office)).voucher;
  });

  test("asked again with its key is answered as it was, also when the voucher has been suspended since", async () => {
    const first = await redeem("A", "100.00", "k-1");
    expect(await redeem("A", "100.00", "k-1")).toEqual(first);
    await change("suspend");
    expect(await redeem("A", "100.00", "k-1")).toEqual(first);
    expect(await refusal("B", "100.00", "k-2")).toBe("voucher-not-active");
    const { used } = await office.ask<{ used: string }>("firm", "vouchers.figures", { id: voucher });
    expect(used).toBe("100.00");
  });

  test("that was refused stays refused for its key; another key is another try", async () => {
    await change("suspend");
    expect(await refusal("A", "100.00", "k-1")).toBe("voucher-not-active");
    await change("resume");
    expect(await refusal("A", "100.00", "k-1")).toBe("voucher-not-active");
    expect(await refusal("A", "100.00", "k-2")).toBe("done");
  });

  test.each([
    ["amount", { amount: "100.01" }],
    ["order", { order: "B" }],
    ["facts", { facts: { "contract.amount": "3万元" } }],
  ])("with the key of another one is a conflict when its %s differs", async (_, other) => {
    const input = { id: voucher, order: "A", amount: "100.00", facts: {} };
    await office.ask("provider", "vouchers.redeem", input, "k-1");
    expect(await office.refusal("provider", "vouchers.redeem", { ...input, ...other }, "k-1")).toBe(
      "key-reused",
    );
  });

  test("sees a change of the voucher at once, however lately it was remembered", async () => {
    for (let round = 0; round < 5; round += 1) {
      expect(await refusal(`A-${round}`, "1.00", `a-${round}`)).toBe("done");
      await change("suspend");
      expect(await refusal(`B-${round}`, "1.00", `b-${round}`)).toBe("voucher-not-active");
      await change("resume");
    }
  });

  test("is told by webhook as soon as its money is certain, once each; a refused one is not", async () => {
    const [all, others] = [await receiver(), await receiver()];
    const add = (role: "system-admin" | "integrator", url: string, topics: readonly string[]) =>
      as(here, office.sandbox)(role, "POST", "/webhooks", { body: { url, topics } });
    await add("system-admin", all.url, ["voucher.redeem", "voucher.hold", "hold.*", "redemption.*"]);
    // A platform is told of its own uses, and these are a provider's.
    await add("integrator", others.url, ["voucher.redeem", "hold.*"]);
    await redeem("A", "100.00", "k-1");
    await redeem("A", "100.00", "k-1");
    const held = await hold("B", "50.00");
    const freed = await hold("C", "1.00");
    await office.ask("provider", "holds.capture", { key: held.key, amount: "20.01" });
    await office.ask("provider", "holds.release", { key: freed.key });
    await office.ask("provider", "redemptions.reverse", { key: held.key, amount: "0.01", reason: "退货" });
    expect(await refusal("D", "20000.00", "k-2")).toBe("limit-reached");
    const { pump } = here.product;
    await Promise.all([pump.turn(), pump.turn()]);
    await pump.turn();
    const told = all.received.map(({ body }) => JSON.parse(body));
    const said = told.map(({ type, data }) => `${type} ${data.order} ${data.amount}`);
    expect(said.sort()).toEqual([
      "hold.capture B 20.01",
      "hold.release C 1.00",
      "redemption.reverse B 0.01",
      "voucher.hold B 50.00",
      "voucher.hold C 1.00",
      "voucher.redeem A 100.00",
    ]);
    expect(new Set(told.map(({ data }) => data.voucher))).toEqual(new Set([voucher]));
    expect(told.find(({ type }) => type === "hold.capture").data.use).toBe(held.key);
    expect(others.received).toEqual([]);
    all.close();
    others.close();
  });

  const price = (yuan: string) => ({ "contract.amount": yuan });
  test("of one order comes to no more than the rules allow on the order: 一分 less, equal, 一分 more", async () => {
    expect(await refusal("A", "6000.00", "k-1", price("10000.00"))).toBe("done");
    expect(await refusal("A", "4000.01", "k-2", price("10000.00"))).toBe("amount-above");
    expect(await refusal("A", "3999.99", "k-3", price("10000.00"))).toBe("done");
    expect(await refusal("A", "0.01", "k-4", price("10000.00"))).toBe("done");
    expect(await refusal("A", "0.01", "k-5", price("10000.00"))).toBe("amount-above");
    expect(await refusal("B", "0.01", "k-6", price("10000.00"))).toBe("done");
  });

  test("that was released, reversed or refused leaves its order free again", async () => {
    const facts = price("10000.00");
    const held = await hold("A", "5000.00");
    expect(await refusal("A", "5000.01", "k-1", facts)).toBe("amount-above");
    await office.ask("provider", "holds.capture", { key: held.key, amount: "2000.00" });
    expect(await refusal("A", "8000.01", "k-2", facts)).toBe("amount-above");
    await office.ask("provider", "redemptions.reverse", { key: held.key, amount: "2000.00", reason: "退货" });
    const released = await hold("A", "9000.00");
    await office.ask("provider", "holds.release", { key: released.key });
    expect(await refusal("A", "10000.00", "k-3", facts)).toBe("done");
  });

  test("of one order, forty at once: no more than the rules allow", async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, n) => refusal("A", "1000.00", `k-${n}`, price("5000.00"))),
    );
    expect(answers.filter(each => each === "done").length).toBeLessThanOrEqual(5);
    expect(answers.filter(each => !["done", "amount-above", "busy"].includes(each))).toEqual([]);
    const { used } = await office.ask<{ used: string }>("firm", "vouchers.figures", { id: voucher });
    expect(Number(used)).toBe(1_000 * answers.filter(each => each === "done").length);
  });
});

describe("a sale", () => {
  const facts = JIANGYAN.facts("5万元");
  let id = "";
  const sell = (order: string, key: string): Promise<Record<string, unknown>> =>
    office.ask("provider", "sales.record", { id, applicant: "firm-1", order, facts }, key);
  beforeEach(async () => {
    here.today("2025-05-20");
    office = officeOverHttp(here, await here.office(), false);
    const money = { pool: "office", amount: "100000.00" };
    id = await published(office, JIANGYAN.file, JIANGYAN.rulings, money);
  });

  test("of one order is made once, whatever its key", async () => {
    const there = await receiver();
    const hook = { url: there.url, topics: ["sale.record"] };
    await as(here, office.sandbox)("system-admin", "POST", "/webhooks", { body: hook });
    await sell("A", "k-1");
    const again = { id, applicant: "firm-1", order: "A", facts };
    expect(await office.refusal("provider", "sales.record", again, "k-2")).toBe("amount-above");
    expect(await office.refusal("provider2", "sales.record", again, "k-3")).toBe("done");
    await here.product.pump.turn();
    expect(there.received.map(({ body }) => JSON.parse(body).data.amount)).toEqual(["28000.00", "28000.00"]);
    there.close();
  });

  test("follows a new ruling at once; one that was made is answered as it was, on another day too", async () => {
    const first = await sell("A", "k-1");
    expect(first).toMatchObject({ repaid: true, discount: "28000.00", payable: "22000.00" });
    await office.as("decider3", "rulings.issue", {
      id,
      question: "sale-funder",
      reading: "recorded",
      issuer: "示例局",
      on: "2025-05-20",
      reference: "示例口径二",
      effect: "自发布之日起",
      invented: true,
    });
    expect(await sell("B", "k-2")).toMatchObject({ repaid: false });
    here.today("2025-05-21");
    expect(await sell("A", "k-1")).toEqual(first);
    const books = here.product.domain.ledgerOf(office.code);
    expect((await books.balance(id, "pool:office:all"))?.postedFen).toBe(7_200_000n);
    expect(await books.verify()).toMatchObject({ fault: null });
  });

  test("is refused from the moment of a freeze", async () => {
    await sell("A", "k-1");
    await office.as("auditor", "programmes.freeze", { id, reason: "other", note: "核查" });
    const sale = { id, applicant: "firm-1", order: "B", facts };
    expect(await office.refusal("provider", "sales.record", sale, "k-2")).toBe("programme-frozen");
    await office.as("auditor", "programmes.thaw", { id, reason: "other", note: "核查完毕" });
    expect(await office.refusal("provider", "sales.record", sale, "k-3")).toBe("done");
  });
});
