import { Client } from "pg";
import { describe, expect, test } from "vitest";
import { published } from "../../../programmes/test/office.ts";
import { approvedClaim, paidBatch, verifiedAccount } from "../../../programmes/test/payments.ts";
import { officeOverHttp } from "../stage/office-over-http.ts";
import { stageOfFile } from "../stage/stage-of-file.ts";

const here = await stageOfFile();
const office = officeOverHttp(here, await here.office(), false);
const programme = await published(
  office,
  "guizhou/suanli.yaml",
  { order: "submission" },
  { pool: "office", amount: "1000.00" },
);
const { rows } = await here.product.pool.query<{ tree: string }>(
  "SELECT body->>'tree' AS tree FROM programmes.subject WHERE id = $1",
  [programme],
);
const group = rows[0]?.tree ?? "the programme has no tree";
const app = here.product.govStack;
const poolHolds = async (): Promise<bigint> =>
  (await here.product.domain.ledgerOf(office.code).balance(programme, "pool:office:all"))?.postedFen ?? 0n;

async function call(method: "GET" | "POST" | "PATCH", url: string, payload?: object, key?: string) {
  const response = await app.inject({
    method,
    url: `/vouchers/${url}`,
    headers: { "x-api-key": key ?? office.sandbox.keys.integrator },
    ...(payload === undefined ? {} : { payload }),
  });
  return { status: response.statusCode, body: response.json() };
}

const BB = { Gov_Stack_BB: "platform" };
const make = (more: object = {}) =>
  call("POST", "voucher_preactivation", {
    ...BB,
    voucher_amount: "100.00",
    voucher_currency: "CNY",
    voucher_group: group,
    ...more,
  });
const activate = (serial: string) =>
  call("PATCH", "voucher_activation", { ...BB, voucher_serial_number: serial });
const redeem = (number: string, more: object = {}) =>
  call("POST", "voucher_redemption", {
    ...BB,
    voucher_number: number,
    merchant_name: "provider",
    merchant_bank_details: "x",
    merchant_voucher_group: group,
    override: false,
    ...more,
  });
const cancel = (serial: string) => call("PATCH", `voucherstatuscheck/${serial}`, BB);
const status = async (serial: string) =>
  (await call("GET", `voucherstatuscheck/${serial}`)).body.voucher_status;

describe("the GovStack voucher calls", () => {
  test("from pre-activation, activated twice, to redemption, once", async () => {
    const { body } = await make();
    expect(body.voucher_serial_number).toMatch(/^\d{16,25}$/);
    expect(await status(body.voucher_serial_number)).toBe("Pre-Activated");
    expect((await redeem(body.voucher_number)).status).toBe(463);
    expect((await activate(body.voucher_serial_number)).status).toBe(200);
    expect((await activate(body.voucher_serial_number)).status).toBe(200);
    expect(await status(body.voucher_serial_number)).toBe("Activated");
    const both = await Promise.all([redeem(body.voucher_number), redeem(body.voucher_number)]);
    expect(both.map(each => each.status).sort()).toEqual([200, 458]);
    expect((await cancel(body.voucher_serial_number)).status).toBe(463);
  });

  test("what a merchant redeems it claims like every provider, and is paid; what comes back is the pool's again", async () => {
    await office.keyOf("provider");
    const before = await poolHolds();
    const serials: string[] = [];
    for (let n = 0; n < 2; n += 1) {
      const { body } = await make();
      await activate(body.voucher_serial_number);
      expect((await redeem(body.voucher_number, { merchant_name: "provider-1" })).status).toBe(200);
      serials.push(body.voucher_serial_number);
    }
    const { items } = await office.ask<{ items: { key: string; order: string; net: string }[] }>(
      "provider",
      "redemptions.list",
      { programme, unclaimed: true, limit: 200 },
    );
    const own = items.filter(each => serials.includes(each.order));
    expect(own.map(each => each.net)).toEqual(["100.00", "100.00"]);
    await office.ask("provider", "redemptions.reverse", {
      key: own[0]?.key,
      amount: "40.00",
      reason: "退货",
    });
    expect(await poolHolds()).toBe(before - 16_000n);
    const waiting = items.reduce((sum, each) => sum + BigInt(each.net.replace(".", "")), 0n) - 4_000n;
    await verifiedAccount(office, "provider");
    const claim = await approvedClaim(office, "provider", { programme });
    expect(BigInt(String(claim.body.amount).replace(".", ""))).toBe(waiting);
    await paidBatch(office, programme);
    const ledger = here.product.domain.ledgerOf(office.code);
    expect((await ledger.balance(programme, "paid:office:all:0"))?.postedFen).toBe(waiting);
    expect((await ledger.balance(programme, "provider:provider-1"))?.postedFen).toBe(0n);
    expect(await ledger.verify()).toMatchObject({ fault: null });
  });

  test("a cancelled voucher gives its money back, and is cancelled once", async () => {
    const { body } = await make();
    expect(await cancel(body.voucher_serial_number)).toEqual({
      status: 200,
      body: { message: "Voucher cancelled" },
    });
    expect((await cancel(body.voucher_serial_number)).status).toBe(464);
    expect((await activate(body.voucher_serial_number)).status).toBe(456);
  });

  test("an expired voucher is not used", async () => {
    const { body } = await make();
    await activate(body.voucher_serial_number);
    const owner = new Client({ connectionString: here.postgres.ownerUrl });
    await owner.connect();
    await owner.query(
      "UPDATE api.govstack_voucher SET expires_at = now() - interval '1 day' WHERE serial = $1",
      [body.voucher_serial_number],
    );
    await owner.end();
    expect((await redeem(body.voucher_number)).status).toBe(459);
  });

  test.each([
    [400, () => call("POST", "voucher_preactivation", {})],
    [452, () => make({ voucher_amount: "-1" })],
    [452, () => make({ voucher_amount: "0.00" })],
    [453, () => make({ voucher_currency: "USD" })],
    [454, () => make({ voucher_group: "no such" })],
    [456, () => activate("1234567890123456")],
    [456, () => call("GET", "voucherstatuscheck/1234567890123456")],
    [460, () => make({ Gov_Stack_BB: "another" })],
    [460, () => call("GET", "voucherstatuscheck/1234567890123456", undefined, "none")],
    [461, () => redeem("1234567890123456")],
    [462, () => make({ voucher_amount: "100000.00" })],
    [463, () => cancel("1234567890123456")],
  ])("%i", async (code, ask) => {
    expect((await ask()).status).toBe(code);
  });

  test("463 for a merchant that nobody knows", async () => {
    const { body } = await make();
    await activate(body.voucher_serial_number);
    expect((await redeem(body.voucher_number, { merchant_name: "nobody" })).status).toBe(463);
  });
});
