import { createPublicKey, type JsonWebKey, verify } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { jinanVoucher } from "./jinan.ts";
import { balances, house, type Office } from "./office.ts";

const h = house();
interface UseAnswer {
  readonly key: string;
  readonly state: string;
}

describe("济南: a voucher deducted at the provider", () => {
  let office: Office;
  let programme = "";
  let voucher = "";

  beforeAll(async () => {
    office = h.office();
    ({ programme, voucher } = await jinanVoucher(h, office));
  });

  test("its code proves without a network, and one changed letter is found", async () => {
    const { code } = await office.ask<{ code: string }>("firm", "vouchers.code", { id: voucher });
    expect(await office.ask("provider", "vouchers.check-code", { code })).toMatchObject({
      voucher,
      state: "active",
    });
    // With nothing but the public key, as a provider without a network does it.
    const { keys } = await office.ask<{ keys: JsonWebKey[] }>("provider", "vouchers.keys", {});
    const [body, signature] = [code.slice(0, code.lastIndexOf(".")), code.slice(code.lastIndexOf(".") + 1)];
    const key = createPublicKey({ key: keys[0] ?? {}, format: "jwk" });
    expect(verify(null, Buffer.from(body), key, Buffer.from(signature, "base64url"))).toBe(true);
    expect(verify(null, Buffer.from(`${body}x`), key, Buffer.from(signature, "base64url"))).toBe(false);
    const forged = code.replace(
      /^(SQ1\.[0-9a-f]+\.)(.)/,
      (_, start: string, letter: string) => start + (letter === "A" ? "B" : "A"),
    );
    expect(await office.refusal("provider", "vouchers.check-code", { code: forged })).toBe("voucher-forged");
  });

  test("a hold takes from what is available, a capture takes a part, the rest is freed", async () => {
    const held = await office.ask<UseAnswer>("provider", "vouchers.hold", {
      id: voucher,
      order: "A-1",
      amount: "12000.00",
    });
    expect(held.state).toBe("held");
    expect(
      await office.refusal("provider2", "vouchers.redeem", { id: voucher, order: "B-1", amount: "8000.01" }),
    ).toBe("limit-reached");
    await office.ask("provider", "holds.capture", { key: held.key, amount: "5000.00" });
    expect(await office.refusal("provider2", "holds.release", { key: held.key })).toBe("not-found");
    expect(await office.refusal("provider", "holds.release", { key: held.key })).toBe("hold-ended");
    expect(await office.ask("firm", "vouchers.figures", { id: voucher })).toEqual({
      face: "20000.00",
      available: "15000.00",
      reserved: "0.00",
      used: "5000.00",
      forfeited: "0.00",
    });
  });

  test("the same key is the same redemption, and with another amount a conflict", async () => {
    const order = { id: voucher, order: "A-2", amount: "1000.00" };
    const first = await office.ask("provider", "vouchers.redeem", order, "once");
    expect(await office.ask("provider", "vouchers.redeem", order, "once")).toEqual(first);
    expect(await office.refusal("provider", "vouchers.redeem", { ...order, amount: "1000.01" }, "once")).toBe(
      "key-reused",
    );
  });

  test("a reversal gives it back", async () => {
    const used = await office.ask<UseAnswer>("provider", "vouchers.redeem", {
      id: voucher,
      order: "A-3",
      amount: "2000.00",
    });
    await office.ask("provider", "redemptions.reverse", { key: used.key, amount: "1500.00", reason: "退货" });
    expect(
      await office.refusal("provider", "redemptions.reverse", {
        key: used.key,
        amount: "500.01",
        reason: "退货",
      }),
    ).toBe("money-refused");
    expect(await office.ask("firm", "vouchers.figures", { id: voucher })).toMatchObject({
      available: "13500.00",
      used: "6500.00",
    });
  });

  test("it cannot be transferred, and while suspended the database itself refuses its use", async () => {
    expect(await office.refusal("firm", "vouchers.transfer", { id: voucher, to: "firm-2" })).toBe(
      "transfer-refused",
    );
    await office.as("auditor", "vouchers.suspend", { id: voucher, reason: "dispute", note: "核查" });
    expect(
      await office.refusal("provider", "vouchers.redeem", { id: voucher, order: "A-4", amount: "1.00" }),
    ).toBe("voucher-not-active");
    await office.as("decider1", "vouchers.resume", { id: voucher, reason: "cleared", note: "无误" });
    expect(
      await office.refusal("provider", "vouchers.redeem", { id: voucher, order: "A-4", amount: "1.00" }),
    ).toBe("done");
  });

  test("200 redemptions at once spend exactly what is left", async () => {
    const books = await balances(h, office, programme);
    const account = [...books.keys()].find(code => code.startsWith("award:")) ?? "";
    const left = books.get(account) ?? 0n;
    const orders = Array.from({ length: 200 }, (_, index) =>
      office.refusal("provider", "vouchers.redeem", { id: voucher, order: `C-${index}`, amount: "100.00" }),
    );
    const outcomes = await Promise.all(orders);
    expect(BigInt(outcomes.filter(each => each === "done").length)).toBe(left / 10_000n);
    expect(outcomes.every(each => each === "done" || each === "limit-reached")).toBe(true);
    expect((await balances(h, office, programme)).get(account)).toBe(left % 10_000n);
  });
});
