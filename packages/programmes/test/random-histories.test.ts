import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { jinanVoucher } from "./jinan.ts";
import { accepted, house, type Office, openRound, published } from "./office.ts";
import { approvedClaim, sumOf } from "./payments.ts";

const h = house();

type Act =
  | { readonly is: "redeem" | "hold"; readonly fen: number; readonly provider: string }
  | { readonly is: "capture" | "release"; readonly which: number; readonly share: number }
  | { readonly is: "reverse"; readonly which: number; readonly fen: number }
  | { readonly is: "suspend" | "resume" };

const acts: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    is: fc.constantFrom("redeem" as const, "hold" as const),
    fen: fc.integer({ min: 1, max: 400_000 }),
    provider: fc.constantFrom("provider", "provider2"),
  }),
  fc.record({
    is: fc.constantFrom("capture" as const, "release" as const),
    which: fc.nat(30),
    share: fc.integer({ min: 1, max: 100 }),
  }),
  fc.record({
    is: fc.constant("reverse" as const),
    which: fc.nat(30),
    fen: fc.integer({ min: 1, max: 200_000 }),
  }),
  fc.record({ is: fc.constantFrom("suspend" as const, "resume" as const) }),
);

const yuan = (fen: number): string => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, "0")}`;
const fenOf = (text: string | undefined): bigint => BigInt((text ?? "0").replace(".", ""));

describe("random histories of one voucher, several steps at once", () => {
  let office: Office;
  let programme = "";
  let voucher = "";
  const uses: { key: string; provider: string; held: boolean; amount: number }[] = [];
  let orders = 0;

  beforeAll(async () => {
    office = h.office();
    ({ programme, voucher } = await jinanVoucher(h, office));
  });

  async function play(act: Act): Promise<void> {
    switch (act.is) {
      case "redeem":
      case "hold": {
        orders += 1;
        const input = { id: voucher, order: `R-${orders}`, amount: yuan(act.fen) };
        const { key } = await office.ask<{ key: string }>(act.provider, `vouchers.${act.is}`, input);
        uses.push({ key, provider: act.provider, held: act.is === "hold", amount: act.fen });
        return;
      }
      case "capture":
      case "release": {
        const use = uses[act.which];
        if (use === undefined) return;
        const amount = yuan(Math.max(1, Math.floor((use.amount * act.share) / 100)));
        await office.ask(
          use.provider,
          `holds.${act.is}`,
          act.is === "capture" ? { key: use.key, amount } : { key: use.key },
        );
        return;
      }
      case "reverse": {
        const use = uses[act.which];
        if (use !== undefined)
          await office.ask(use.provider, "redemptions.reverse", {
            key: use.key,
            amount: yuan(act.fen),
            reason: "退",
          });
        return;
      }
      case "suspend":
      case "resume":
        await office.as("auditor", `vouchers.${act.is}`, {
          id: voucher,
          reason: act.is === "suspend" ? "dispute" : "cleared",
          note: "随机",
        });
    }
  }

  test("face = available + reserved + used + forfeited after every batch, and what is shown is the ledger's sum", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(acts, { minLength: 1, maxLength: 12 }), async together => {
        await Promise.allSettled(together.map(play));
        const shown = await office.ask<Record<string, string>>("firm", "vouchers.figures", { id: voucher });
        const parts = [shown.available, shown.reserved, shown.used, shown.forfeited].map(fenOf);
        expect(parts.every(part => part >= 0n)).toBe(true);
        expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(fenOf(shown.face));
        expect(await sumOf(h, office, programme, "provider:")).toBe(fenOf(shown.used));
        const page = await office.ask<{ items: { net: string }[] }>("auditor", "redemptions.list", {
          programme,
          limit: 200,
        });
        expect(page.items.reduce((sum, each) => sum + fenOf(each.net), 0n)).toBe(fenOf(shown.used));
        expect(await sumOf(h, office, programme, "")).toBe(0n);
      }),
      { numRuns: 40 },
    );
  });

  test("what a provider claims is what it has redeemed, to the fen", async () => {
    await office.refusal("auditor", "vouchers.resume", { id: voucher, reason: "cleared", note: "结束" });
    const before = await h.domain.ledgerOf(office.code).balance(programme, "provider:provider-1");
    if ((before?.postedFen ?? 0n) === 0n) return;
    const claim = await approvedClaim(office, "provider", { programme });
    expect(fenOf(String(claim.body.amount))).toBe(before?.postedFen);
    expect(await office.refusal("provider", "claims.create", { programme })).toBe("guard-failed");
  });
});

test("claims on one pool at once never commit more than it holds, and each gets an answer", async () => {
  const office = h.office();
  h.today("2025-04-01");
  const rulings = { "exclusion-scope": "year", "cash-overlap": "exclusive", order: "submission" };
  const programme = await published(office, "guizhou/suanli.yaml", rulings, {
    pool: "office",
    amount: "1000000.00",
  });
  const round = await openRound(office, programme);
  const facts = {
    "spend.kind": "算力服务",
    "supply.place": "贵州省",
    "contract.amount": "200万元",
    "compute.use": "一般应用",
  };
  const ids: string[] = [];
  for (let firm = 1; firm <= 24; firm += 1)
    ids.push(await accepted(office, `firm:firm-${firm}`, round, "purchase", facts));
  const answers = await Promise.all(
    ids.map(id => office.refusal("decider2", "applications.determine", { id })),
  );
  expect(answers.filter(each => each === "done")).toHaveLength(16);
  expect(answers.filter(each => each === "pool-exhausted")).toHaveLength(8);
  const pool = await h.domain.ledgerOf(office.code).balance(programme, "pool:office:all");
  expect(pool?.heldOutFen).toBe(96_000_000n);
});
