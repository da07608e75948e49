import { describe, expect, test } from "vitest";
import type { Answer } from "../src/index.ts";
import { books, key, transfer } from "./books.ts";

const at = books();

const count = (answers: readonly Answer[], outcome: Answer["outcome"]): number =>
  answers.filter(a => a.outcome === outcome).length;

describe("many at once", () => {
  test("200 redemptions of one voucher at the same moment spend exactly its face", async () => {
    const office = await at.office();
    await office.createAccounts("p", [
      { code: "issuer", floorFen: null },
      { code: "voucher" },
      { code: "provider" },
    ]);
    await office.submit(transfer("issuer", "voucher", 1_000n));
    const processes = [
      office,
      (await at.another()).office(office.office),
      (await at.another()).office(office.office),
    ];
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, i) =>
        (processes[i % 3] ?? office).submit(transfer("voucher", "provider", 30n)),
      ),
    );
    expect([count(answers, "done"), count(answers, "over-limit")]).toEqual([33, 167]);
    expect(answers.filter(a => a.outcome === "over-limit").every(a => a.leftFen === 10n)).toBe(true);
    expect(await office.balance("p", "voucher")).toMatchObject({ postedFen: 10n, availableFen: 10n });
    expect((await office.verify()).fault).toBeNull();
  });

  test("three processes empty a pool with 5,000 claims, each sent twice: not a fen too much, no two answers to one", async () => {
    const office = await at.office();
    await office.createAccounts("p", [{ code: "funder", floorFen: null }, { code: "pool" }]);
    await office.submit(transfer("funder", "pool", 3_000n));
    const processes = [
      office,
      (await at.another()).office(office.office),
      (await at.another()).office(office.office),
    ];
    const send = (process: number, claim: number): Promise<Answer> =>
      (processes[process % 3] ?? office).submit({
        kind: "transfer",
        programme: "p",
        key: `claim-${claim}`,
        debit: "pool",
        credit: { code: `claimant-${claim % 500}` },
        amountFen: 1n,
      });
    const both = await Promise.all(
      Array.from({ length: 5_000 }, (_, i) => Promise.all([send(i, i), send(i + 1, i)])),
    );
    expect(
      both.every(([a, b]) => a.outcome === b.outcome && a.height === b.height && a.position === b.position),
    ).toBe(true);
    expect(both.every(([a, b]) => a.replayed !== b.replayed)).toBe(true);
    const answers = both.map(([a]) => a);
    expect([count(answers, "done"), count(answers, "over-limit")]).toEqual([3_000, 2_000]);
    expect(await office.balance("p", "pool")).toMatchObject({ postedFen: 0n });
    expect((await office.verify()).fault).toBeNull();
  });

  test("requests of one process are recorded in the order in which they were submitted", async () => {
    const office = await at.office();
    await office.createAccounts("p", [{ code: "a", floorFen: null }, { code: "b" }]);
    const answers = await Promise.all(
      Array.from({ length: 3_000 }, (_, i) =>
        office.submit({
          kind: "transfer",
          programme: "p",
          key: `ordered-${i}`,
          debit: "a",
          credit: "b",
          amountFen: BigInt(i + 1),
        }),
      ),
    );
    const places = answers.map(a => Number(a.height ?? 0n) * 1e6 + (a.position ?? 0));
    expect(places).toEqual([...places].sort((x, y) => x - y));
  });

  test("one account opened by everybody on the way is opened once", async () => {
    const office = await at.office();
    await office.createAccounts("p", [{ code: "a", floorFen: null }]);
    const other = (await at.another()).office(office.office);
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        (i % 2 ? office : other).submit({
          kind: "transfer",
          programme: "p",
          key: key(),
          debit: "a",
          credit: { code: "cap", ceilingFen: 60n, period: "2025" },
          amountFen: 1n,
        }),
      ),
    );
    expect([count(answers, "done"), count(answers, "over-limit")]).toEqual([60, 40]);
    expect(
      await office.createAccounts("p", [
        { code: "cap", period: "2025" },
        { code: "cap", period: "2026" },
        { code: "new" },
        { code: "new" },
      ]),
    ).toEqual(["exists", "differs", "opened", "exists"]);
    expect((await office.verify()).fault).toBeNull();
  });

  test("a batch may span programmes and offices, each with its own block", async () => {
    const offices = [await at.office(), await at.office()];
    const answers = await Promise.all(
      offices.flatMap(office =>
        Array.from({ length: 20 }, async (_, i) => {
          const programme = `q-${i}`;
          await office.openProgramme(programme);
          await office.createAccounts(programme, [{ code: "a", floorFen: null }, { code: "b" }]);
          return office.submit({
            kind: "transfer",
            programme,
            key: `spread-${i}`,
            debit: "a",
            credit: "b",
            amountFen: 1n,
          });
        }),
      ),
    );
    expect(count(answers, "done")).toBe(40);
    for (const office of offices) expect((await office.verify()).fault).toBeNull();
  });
});

describe("waiting", () => {
  test("ends in unknown at the deadline while the database stands still; asking again with the same key tells", async () => {
    const office = await at.office();
    await office.createAccounts("p", [{ code: "a", floorFen: null }, { code: "b" }]);
    const blocker = await at.session("superuser");
    await blocker.query("BEGIN");
    await blocker.query("SELECT FROM ledger.programme WHERE office = $1 FOR UPDATE", [office.office]);
    const request = transfer("a", "b", 1n);
    const first = office.submit(request, { waitMs: 80 });
    await new Promise(resolve => setTimeout(resolve, 20));
    const second = office.submit({ ...request, key: key() }, { waitMs: 80 });
    expect((await first).outcome).toBe("unknown");
    expect((await second).outcome).toBe("busy");
    await blocker.query("COMMIT");
    expect(await office.submit(request)).toMatchObject({ outcome: "done", replayed: true });
  });

  test("a batch without an answer in time is sent again on a new connection, and is recorded once", async () => {
    const office = await at.office();
    await office.createAccounts("p", [{ code: "a", floorFen: null }, { code: "b" }]);
    const hasty = (await at.another({ batchTimeoutMs: 100 })).office(office.office);
    const blocker = await at.session("superuser");
    await blocker.query("BEGIN");
    await blocker.query("SELECT FROM ledger.programme WHERE office = $1 FOR UPDATE", [office.office]);
    const answer = hasty.submit(transfer("a", "b", 1n));
    await new Promise(resolve => setTimeout(resolve, 350));
    await blocker.query("COMMIT");
    expect((await answer).outcome).toBe("done");
    expect(await office.balance("p", "b")).toMatchObject({ postedFen: 1n });
  });
});
