/** Random histories of one voucher, many requests at once, through the API: what must hold holds after each. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jinanVoucher } from "../../../programmes/test/jinan.ts";
import { fen, total, yuan } from "../stage/amounts.ts";
import { type HttpOffice, officeOverHttp } from "../stage/office-over-http.ts";
import { ask } from "../stage/stage.ts";
import { datedStageOfFile } from "../stage/stage-of-file.ts";
import { grownSince, journalOf, replayedEqual } from "../stage/whole-books.ts";

const here = await datedStageOfFile();

/** Small, ordinary and too large amounts; one fen either side of the face too. */
const amount = fc.oneof(
  fc.constantFrom(1, 100, 1_999_999, 2_000_000, 2_000_001),
  fc.integer({ min: 1, max: 600_000 }),
);
/** An order that several uses may share, or one of its own. */
const shared = fc.option(fc.constantFrom("X", "Y"), { nil: null, freq: 2 });
const PRICE = 1_000_000n;
const action = fc.oneof(
  fc.record({ is: fc.constant("redeem" as const), amount, shared }),
  fc.record({ is: fc.constant("hold" as const), amount, shared }),
  fc.record({ is: fc.constant("capture" as const), which: fc.nat(20), amount }),
  fc.record({ is: fc.constant("release" as const), which: fc.nat(20) }),
  fc.record({ is: fc.constant("reverse" as const), which: fc.nat(20), amount }),
  fc.record({ is: fc.constantFrom("suspend" as const, "resume" as const) }),
);

/** What stands on each order that several uses share is no more than its price. */
async function withinPrice(office: HttpOffice, programme: string): Promise<void> {
  const { items } = await office.ask<{ items: { order: string; net: string }[] }>(
    "auditor",
    "redemptions.list",
    { programme, limit: 200 },
  );
  for (const order of ["X", "Y"]) {
    const nets = items.filter(each => each.order === order).map(each => fen(each.net));
    expect(total(nets)).toBeLessThanOrEqual(PRICE);
  }
}

describe("a voucher under random requests at once", () => {
  test("is never overdrawn, its figures add up to its face, no order gets more than its price, repeated requests change nothing, decisions replay, and the books only grow", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(action, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 4 }),
        async waves => {
          const office = officeOverHttp(here, await here.office(), false);
          const { voucher: id, programme } = await jinanVoucher(here, office);
          let journal = await journalOf(here, office);
          const key = await office.keyOf("provider");
          const uses: string[] = [];
          const assessments: unknown[] = [];
          let asked = 0;
          let orders = 0;
          const post = async (path: string, body: object): Promise<void> => {
            asked += 1;
            const request = { body, headers: { "idempotency-key": `history-${asked}` } };
            const first = await ask(here.url, key, "POST", `/api/v1${path}`, request);
            const again = await ask(here.url, key, "POST", `/api/v1${path}`, request);
            expect(first.status, JSON.stringify(first.body)).toBeLessThan(500);
            expect([first.body.code, "busy"]).toContain(again.body.code ?? first.body.code);
            if (first.status === 200) {
              expect(again.body).toEqual(first.body);
              if (typeof first.body.key === "string") uses.push(first.body.key);
              if (first.body.assessment !== undefined) assessments.push(first.body.assessment);
            }
          };
          for (const wave of waves) {
            const known = [...uses];
            const use = (which: number): string =>
              known[which % Math.max(1, known.length)] ?? `k-${"0".repeat(24)}`;
            await Promise.all(
              wave.map((each, i) => {
                orders += 1;
                const own = `H-${orders}-${i}`;
                switch (each.is) {
                  case "redeem":
                  case "hold": {
                    const order = each.shared ?? own;
                    const facts = each.shared === null ? {} : { "contract.amount": yuan(PRICE) };
                    const use = { order, amount: yuan(each.amount), facts };
                    return each.is === "hold"
                      ? post(`/vouchers/${id}/holds`, { ...use, minutes: 30 })
                      : post(`/vouchers/${id}/redemptions`, use);
                  }
                  case "suspend":
                  case "resume": {
                    const why = { id, reason: each.is === "suspend" ? "dispute" : "cleared", note: "随机" };
                    return office.refusal("auditor", `vouchers.${each.is}`, why);
                  }
                  case "capture":
                    return post(`/holds/${use(each.which)}/capture`, { amount: yuan(each.amount) });
                  case "release":
                    return post(`/holds/${use(each.which)}/release`, {});
                  case "reverse":
                    return post(`/redemptions/${use(each.which)}/reverse`, {
                      amount: yuan(each.amount),
                      reason: "退货",
                    });
                  default:
                    return each satisfies never;
                }
              }),
            );
            const figures = await office.ask<Record<string, string>>("firm", "vouchers.figures", { id });
            const { face, available, reserved, used, forfeited } = figures;
            expect(fen(available)).toBeGreaterThanOrEqual(0n);
            expect(fen(available) + fen(reserved) + fen(used) + fen(forfeited)).toBe(fen(face));
            await withinPrice(office, programme);
            journal = await grownSince(here, office, journal);
          }
          // Its end takes back what is free, and nothing of what is held or used.
          const before = await office.ask<Record<string, string>>("firm", "vouchers.figures", { id });
          const why = { id, reason: "issued-in-error", note: "重复发放" };
          await office.as("decider3", "vouchers.cancel", why);
          const after = await office.ask<Record<string, string>>("firm", "vouchers.figures", { id });
          expect(after).toEqual({ ...before, available: "0.00", forfeited: before.available });
          await replayedEqual(office, assessments);
          expect(await here.product.domain.ledgerOf(office.code).verify()).toMatchObject({ fault: null });
        },
      ),
      { numRuns: 6, endOnFailure: true },
    );
  });
});
