/** Random histories of whole programmes, many requests at once, through the API: what must hold holds after each wave. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { accepted, openRound, published, type View } from "../../../programmes/test/office.ts";
import { approvedClaim, rowsOf, verifiedAccount } from "../../../programmes/test/payments.ts";
import { GUIZHOU } from "../../../programmes/test/played-programmes.ts";
import { fen, total, yuan } from "../stage/amounts.ts";
import { decided, issued } from "../stage/issued-vouchers.ts";
import { officeOverHttp } from "../stage/office-over-http.ts";
import { datedStageOfFile } from "../stage/stage-of-file.ts";
import { accountsOf, grownSince, journalOf, replayedEqual } from "../stage/whole-books.ts";

const here = await datedStageOfFile();

/** Every history is long; more of them with `HISTORIES=30`. */
const RUNS = Number(process.env.HISTORIES ?? 2);

const APPROPRIATED = 3_000_000_00n;
const CAP = 1_500_000_00n;
const adapt = (fee: number) => ({
  "spend.kind": "适配服务",
  "compute.use": "国产化适配",
  "compute.local": true,
  "compute.domestic": true,
  "service.fee": yuan(fee),
});

describe("applications of a few firms on one pool, decided at once", () => {
  test("commit no more than is appropriated, no more to a firm in a year than its cap, and replay; the books only grow", async () => {
    const application = fc.record({
      firm: fc.integer({ min: 1, max: 3 }),
      // Around what the cap and the pool leave, to the fen.
      fee: fc.oneof(
        fc.integer({ min: 1_000_00, max: 6_000_000_00 }),
        fc.constantFrom(1, 499_999_999, 500_000_000, 500_000_001),
      ),
      withdrawn: fc.boolean(),
    });
    const wave = fc.array(application, { minLength: 2, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(fc.array(wave, { minLength: 1, maxLength: 2 }), async waves => {
        const office = officeOverHttp(here, await here.office(), false);
        here.today("2025-04-01");
        const money = { pool: "office", amount: yuan(Number(APPROPRIATED)) };
        const programme = await published(office, GUIZHOU.file, GUIZHOU.rulings, money);
        const round = await openRound(office, programme);
        let journal = await journalOf(here, office);
        const everyone: string[] = [];
        const firmOf = new Map<string, number>();
        for (const applications of waves) {
          const ids: string[] = [];
          for (const { firm, fee } of applications)
            ids.push(await accepted(office, `firm${firm}`, round, "adapt", adapt(fee)));
          everyone.push(...ids);
          for (const [n, { firm }] of applications.entries()) firmOf.set(ids[n] ?? "", firm);
          const answers = await Promise.all(
            ids.map(id => office.refusal("decider2", "applications.determine", { id })),
          );
          const known = ["done", "pool-exhausted", "limit-reached", "not-eligible", "undecided", "busy"];
          expect(answers.filter(each => !known.includes(each))).toEqual([]);
          await Promise.all(
            applications.map(({ firm, withdrawn }, n) =>
              withdrawn ? office.refusal(`firm${firm}`, "applications.withdraw", { id: ids[n] }) : "left",
            ),
          );
          const subjects = await Promise.all(
            everyone.map(id => office.as("auditor", "applications.get", { id })),
          );
          const standing = subjects.filter(each => each.state === "determined" || each.state === "proposed");
          const granted = standing.map(each => ({ whose: firmOf.get(each.id), award: fen(each.body.award) }));
          for (const whose of new Set(granted.map(each => each.whose)))
            expect(
              total(granted.filter(each => each.whose === whose).map(each => each.award)),
            ).toBeLessThanOrEqual(CAP);
          const committed = total(granted.map(each => each.award));
          expect(committed).toBeLessThanOrEqual(APPROPRIATED);
          const accounts = await accountsOf(office, programme);
          const pool = accounts.find(each => each.account === "pool:office:all");
          expect([pool?.posted, fen(pool?.heldOut)]).toEqual(["3000000.00", committed]);
          const awards = accounts.filter(each => each.account.startsWith("award:"));
          expect(total(awards.map(each => fen(each.heldIn)))).toBe(committed);
          expect(total(accounts.map(each => fen(each.posted)))).toBe(0n);
          journal = await grownSince(here, office, journal);
        }
        const decidedOnes = await Promise.all(
          everyone.map(id => office.as("auditor", "applications.get", { id })),
        );
        const hashes = decidedOnes.flatMap(each => each.body.assessment ?? []);
        await replayedEqual(office, hashes);
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  }, 300_000);
});

describe("claims that two levels share", () => {
  test("are split to the fen: each claim's parts are its amount, each level pays its sum, and it is all in the books", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 5, max: 400_000_00 }), { minLength: 2, maxLength: 4 }),
        async fees => {
          const office = officeOverHttp(here, await here.office(), false);
          here.today("2025-04-01");
          const rulings = {
            "cap-period": "total",
            "pool-period": "total",
            ties: "by-submission",
            last: "partly",
          };
          const money = { pool: "vouchers", amount: "600000.00" };
          const programme = await published(office, "henan/suanli.yaml", rulings, money);
          const round = await openRound(office, programme);
          const applications: string[] = [];
          for (const [n, fee] of fees.entries()) {
            const facts = {
              "spend.kind": "算力服务",
              "service.fee": yuan(fee),
              "contract.signed": `2024-06-0${n + 1}`,
            };
            const id = await accepted(office, `firm${n + 1}`, round, "compute", facts);
            await decided(office, id);
            applications.push(id);
          }
          await office.as("desk", "rounds.close", { id: round });
          const run = await office.as("desk", "allocation.preview", { id: round });
          await office.as("decider2", "allocation.confirm", { id: run.id, hash: run.body.result });
          here.today("2025-04-20");
          const claims: View[] = [];
          for (const [n, application] of applications.entries()) {
            const voucher = await issued(office, application);
            await verifiedAccount(office, `firm${n + 1}`);
            claims.push(await approvedClaim(office, `firm${n + 1}`, { programme, voucher }));
          }
          const before = await journalOf(here, office);
          const batch = await office.as("finance", "batches.build", { programme, title: "第一批" });
          const rows = rowsOf(batch);
          for (const claim of claims) {
            const parts = rows.filter(row => row.claim === claim.id).map(row => fen(row.amount));
            expect(total(parts)).toBe(fen(claim.body.amount));
            // 1:1, and the odd fen goes one way: never more than one fen apart.
            const [one = 0n, other = 0n] = parts;
            expect([-1n, 0n, 1n]).toContain(one - other);
          }
          await office.as("approver", "batches.approve", { id: batch.id });
          await office.as("finance", "batches.send", { id: batch.id });
          const results = rows.map(row => ({ number: row.number, paid: row.amount }));
          await office.as("finance", "batches.result", { id: batch.id, rows: results });
          expect((await office.as("approver", "batches.reconcile", { id: batch.id })).state).toBe(
            "reconciled",
          );
          const accounts = await accountsOf(office, programme);
          for (const funder of [0, 1]) {
            const paid = accounts.find(each => each.account === `paid:vouchers:all:${funder}`);
            const owed = total(rows.filter(row => row.funder === funder).map(row => fen(row.amount)));
            expect(fen(paid?.posted ?? "0.00")).toBe(owed);
          }
          expect(total(accounts.map(each => fen(each.posted)))).toBe(0n);
          await grownSince(here, office, before);
        },
      ),
      { numRuns: RUNS, endOnFailure: true },
    );
  }, 300_000);
});
