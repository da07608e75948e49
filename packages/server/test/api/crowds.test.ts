/** Many at once on one voucher and on one pool, through HTTP: nothing is overdrawn, and everybody is answered in turn. */
import { describe, expect, test } from "vitest";
import { jinanVoucher } from "../../../programmes/test/jinan.ts";
import { published } from "../../../programmes/test/office.ts";
import { JIANGYAN } from "../../../programmes/test/played-programmes.ts";
import { officeOverHttp } from "../stage/office-over-http.ts";
import { ask, stage } from "../stage/stage.ts";
import { datedStageOfFile } from "../stage/stage-of-file.ts";

const here = await datedStageOfFile();

interface Given {
  readonly status: number;
  readonly code: unknown;
  readonly key: string;
  readonly sent: number;
  readonly answered: number;
}

/** Asks everything with so many under way at once; when each was sent and answered, by one clock. */
async function atOnce(
  key: string,
  width: number,
  requests: readonly { readonly path: string; readonly body: object }[],
): Promise<Given[]> {
  const given: Given[] = [];
  let next = 0;
  let clock = 0;
  const worker = async (): Promise<void> => {
    for (let n = next++; n < requests.length; n = next++) {
      const { path = "", body = {} } = requests[n] ?? {};
      const sent = ++clock;
      const { status, body: said } = await ask(here.url, key, "POST", `/api/v1${path}`, {
        body,
        headers: { "idempotency-key": `crowd-${path.slice(-40, -12)}-${n}` },
      });
      given.push({ status, code: said.code ?? "done", key: String(said.key ?? ""), sent, answered: ++clock });
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return given;
}

const count = (given: readonly Given[], code: string): number =>
  given.filter(each => each.code === code).length;

describe("one voucher of ¥20,000", () => {
  test.each([
    { times: 200, amount: "100.00", done: 200, left: "0.00" },
    { times: 200, amount: "150.00", done: 133, left: "50.00" },
    { times: 200, amount: "100.01", done: 199, left: "98.01" },
  ])(
    "$times times ¥$amount at once: $done are done, ¥$left is left",
    async ({ times, amount, done, left }) => {
      const office = officeOverHttp(here, await here.office(), false);
      const { voucher: id } = await jinanVoucher(here, office);
      const key = await office.keyOf("provider");
      const given = await atOnce(
        key,
        times,
        Array.from({ length: times }, (_, n) => ({
          path: `/vouchers/${id}/redemptions`,
          body: { order: `O-${n}`, amount },
        })),
      );
      expect(given).toHaveLength(times);
      expect(count(given, "done")).toBe(done);
      expect(count(given, "limit-reached")).toBe(times - done);
      const figures = await office.ask<Record<string, string>>("firm", "vouchers.figures", { id });
      expect(figures.available).toBe(left);
      expect(await office.refusal("provider", "vouchers.redeem", { id, order: "ONE", amount: "98.02" })).toBe(
        Number(left) >= 98.02 ? "done" : "limit-reached",
      );
      expect(await here.product.domain.ledgerOf(office.code).verify()).toMatchObject({ fault: null });
    },
  );
});

test("more than may wait are told to come again, with nothing done; who comes again is served, and the face is spent exactly", async () => {
  const narrow = await stage({ clock: here.clock, usesWaitingMax: 5 });
  try {
    const office = officeOverHttp(narrow, await narrow.office(), false);
    const { voucher: id } = await jinanVoucher(here, office);
    const key = await office.keyOf("provider");
    let turnedAway = 0;
    const redeem = async (n: number): Promise<number> => {
      for (;;) {
        const { status, body, headers } = await ask(
          narrow.url,
          key,
          "POST",
          `/api/v1/vouchers/${id}/redemptions`,
          { body: { order: `O-${n}`, amount: "100.00" }, headers: { "idempotency-key": `k-${n}` } },
        );
        if (status !== 503) return status;
        turnedAway += 1;
        expect([body.code, headers.get("retry-after")]).toEqual(["overloaded", "1"]);
        await new Promise(resolve => setTimeout(resolve, 20 + (n % 50)));
      }
    };
    const statuses = await Promise.all(Array.from({ length: 200 }, (_, n) => redeem(n)));
    expect(statuses.every(status => status === 200)).toBe(true);
    expect(turnedAway).toBeGreaterThan(0);
    const figures = await office.ask<Record<string, string>>("firm", "vouchers.figures", { id });
    expect([figures.used, figures.available]).toEqual(["20000.00", "0.00"]);
  } finally {
    await narrow.strike();
  }
}, 120_000);

/** Firms at once; 5,000 of them with `CROWD=5000`. */
const FIRMS = Number(process.env.CROWD ?? 600);

test(`${FIRMS} firms at once on a pool for three in five: no fen too much, no answer lost, first come first served`, async () => {
  const office = officeOverHttp(here, await here.office(), false);
  here.today("2025-05-20");
  const room = Math.floor((FIRMS * 3) / 5);
  // One fen less than a further sale would need.
  const money = { pool: "office", amount: (28_000 * (room + 1) - 0.01).toFixed(2) };
  const id = await published(office, JIANGYAN.file, JIANGYAN.rulings, money);
  const facts = JIANGYAN.facts("5万元");
  const given = await atOnce(
    await office.keyOf("provider"),
    Math.min(FIRMS, 500),
    Array.from({ length: FIRMS }, (_, n) => ({
      path: `/programmes/${id}/sales`,
      body: { applicant: `firm-${n}`, order: `C-${n}`, facts },
    })),
  );
  expect(given).toHaveLength(FIRMS);
  expect(count(given, "done")).toBe(room);
  expect(count(given, "pool-exhausted")).toBe(FIRMS - room);
  const books = here.product.domain.ledgerOf(office.code);
  expect((await books.balance(id, "pool:office:all"))?.postedFen).toBe(2_799_999n);
  // In order: who was answered before another one asked stands before it in the books, and was not refused for it.
  const lastRefusalAnswered = Math.min(
    ...given.filter(each => each.code === "pool-exhausted").map(each => each.answered),
  );
  expect(given.filter(each => each.code === "done" && each.sent > lastRefusalAnswered)).toEqual([]);
  const { rows } = await here.product.pool.query<{ key: string }>(
    `SELECT j.key FROM ledger.journal j JOIN ledger.programme p ON p.id = j.programme_id
      WHERE p.office = $1 AND p.code = $2 AND j.kind = 'transfer' AND j.outcome = 'done' ORDER BY j.height, j.position`,
    [office.code, id],
  );
  const place = new Map(rows.map(({ key }, index) => [key, index]));
  const booked = given.filter(each => each.code === "done");
  expect(booked.every(each => place.has(each.key))).toBe(true);
  // The latest place of all that had been answered when a request was sent is before its own.
  const byAnswer = [...booked].sort((a, b) => a.answered - b.answered);
  let latest = -1;
  let seen = 0;
  for (const each of [...booked].sort((a, b) => a.sent - b.sent)) {
    for (; (byAnswer[seen]?.answered ?? Number.POSITIVE_INFINITY) < each.sent; seen += 1)
      latest = Math.max(latest, place.get(byAnswer[seen]?.key ?? "") ?? -1);
    expect(place.get(each.key)).toBeGreaterThan(latest);
  }
  expect(await books.verify()).toMatchObject({ fault: null });
}, 300_000);
