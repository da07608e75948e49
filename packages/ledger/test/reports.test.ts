import { describe, expect, test } from "vitest";
import { poolStatementCsv, trialBalanceCsv } from "../src/index.ts";
import { books, transfer } from "./books.ts";
import { everythingOnce } from "./scenes.ts";

const at = books();

/** A pool that was given 1,000, spent 300 and got 100 back, with the moments in between. */
async function history() {
  const office = await at.office();
  await office.createAccounts("p", [
    { code: "funder", floorFen: null },
    { code: "pool" },
    { code: "voucher" },
  ]);
  const moments: Date[] = [];
  const moment = async (): Promise<void> => {
    await new Promise(resolve => setTimeout(resolve, 3));
    moments.push(new Date());
    await new Promise(resolve => setTimeout(resolve, 3));
  };
  const named = { programme: "p", key: "" };
  await moment();
  await office.submit({
    ...named,
    kind: "transfer",
    key: "fund",
    debit: "funder",
    credit: "pool",
    amountFen: 1_000n,
    reason: "budget",
  });
  await moment();
  await office.submit({
    ...named,
    kind: "transfer",
    key: "spend",
    debit: "pool",
    credit: "voucher",
    amountFen: 300n,
    reason: "issue",
  });
  await office.submit({
    ...named,
    kind: "hold",
    key: "hold",
    debit: "pool",
    credit: "voucher",
    amountFen: 50n,
  });
  await moment();
  await office.submit({
    ...named,
    kind: "reverse",
    key: "back",
    target: "spend",
    amountFen: 100n,
    reason: "revoked",
  });
  await moment();
  return { office, moments: moments as [Date, Date, Date, Date] };
}

describe("an account in the past", () => {
  test("stands where it stood at each moment", async () => {
    const { office, moments } = await history();
    const stood = await Promise.all(moments.map(m => office.balanceAt("p", "pool", m)));
    expect(stood.map(b => [b?.postedFen, b?.heldOutFen])).toEqual([
      [0n, 0n],
      [1_000n, 0n],
      [700n, 50n],
      [800n, 50n],
    ]);
    expect(await office.balanceAt("p", "nobody", new Date())).toBeNull();
  });

  test("has a statement of any time, whose lines lead from its opening to its closing balance", async () => {
    const { office, moments } = await history();
    const page = await office.statement("p", "pool", { from: moments[1], to: moments[2] });
    expect(page).toMatchObject({
      currency: "CNY",
      opening: { postedFen: 1_000n, heldOutFen: 0n },
      closing: { postedFen: 700n, heldOutFen: 50n },
      next: null,
    });
    expect(page?.lines.map(l => [l.key, l.side, l.counter, l.amountFen, l.postedFen, l.heldOutFen])).toEqual([
      ["spend", "debit", "voucher", 300n, 700n, 0n],
      ["hold", "debit", "voucher", 50n, 700n, 50n],
    ]);
  });

  test("has a statement page by page that misses nothing and repeats nothing", async () => {
    const office = await at.office();
    await everythingOnce(office);
    const whole = await office.statement("p", "pool");
    const keys: string[] = [];
    let opening = whole?.opening;
    for (let after = undefined as { height: bigint; position: number } | undefined; ; ) {
      const page = await office.statement("p", "pool", {
        limit: 3,
        ...(after === undefined ? {} : { after }),
      });
      expect(page?.opening).toEqual(opening);
      keys.push(...(page?.lines.map(l => l.key) ?? []));
      opening = page?.closing;
      if (page === null || page.next === null) break;
      after = page.next;
    }
    expect(keys).toEqual(whole?.lines.map(l => l.key));
    expect(keys.length).toBeGreaterThan(10);
    expect(opening).toEqual(whole?.closing);
  });

  test("keeps its order in block and position however many rows one block has", async () => {
    const office = await at.office();
    await office.createAccounts("p", [{ code: "a", floorFen: null }, { code: "b" }]);
    await Promise.all(Array.from({ length: 50 }, () => office.submit(transfer("a", "b", 1n))));
    const page = await office.statement("p", "b");
    expect(page?.lines.map(l => l.postedFen)).toEqual(Array.from({ length: 50 }, (_, i) => BigInt(i + 1)));
  });
});

describe("a trial balance", () => {
  test("comes to the same on both sides in every programme and currency, now and at any moment", async () => {
    const { office, moments } = await history();
    await everythingOnce(office, "q");
    const now = await office.trialBalance();
    expect(now.balanced).toBe(true);
    expect(now.sums.map(s => [s.programme, s.currency, s.debitFen === s.creditFen])).toEqual([
      ["p", "CNY", true],
      ["q", "CNY", true],
      ["q", "GPU-HOUR", true],
    ]);
    const then = await office.trialBalance(moments[2]);
    expect(then.lines.map(l => [l.account, l.debitFen, l.creditFen])).toEqual([
      ["funder", 1_000n, 0n],
      ["pool", 0n, 700n],
      ["voucher", 0n, 300n],
    ]);
  });

  test("as CSV begins with a byte order mark and ends with its sums", async () => {
    const { office } = await history();
    expect(trialBalanceCsv(await office.trialBalance())).toBe(
      "\uFEFF项目 programme,账户 account,币种 currency,期间 period,借方 debit,贷方 credit\r\n" +
        "p,funder,CNY,,10.00,0.00\r\n" +
        "p,pool,CNY,,0.00,8.00\r\n" +
        "p,voucher,CNY,,0.00,2.00\r\n" +
        "p,合计 total,CNY,,10.00,10.00\r\n",
    );
  });
});

describe("a pool's statement", () => {
  test("tells what came in and went out, and why, and reconciles", async () => {
    const { office, moments } = await history();
    const pool = await office.poolStatement("p", "pool", moments[1], moments[3]);
    expect(pool).toMatchObject({
      opening: { postedFen: 1_000n },
      inFen: 100n,
      outFen: 300n,
      closing: { postedFen: 800n, heldOutFen: 50n },
      reconciles: true,
    });
    expect(pool?.turnover).toEqual([
      { kind: "reverse", reason: "revoked", direction: "in", count: 1, amountFen: 100n },
      { kind: "transfer", reason: "issue", direction: "out", count: 1, amountFen: 300n },
    ]);
    expect(pool === null ? "" : poolStatementCsv(pool)).toContain("支出 out transfer,issue,1,,-3.00\r\n");
    expect(await office.poolStatement("p", "nobody", moments[0], moments[1])).toBeNull();
  });
});

describe("a statement as CSV", () => {
  test("holds every line, amounts in yuan, and no cell that a spreadsheet would run", async () => {
    const office = await at.office();
    await office.createAccounts("p", [{ code: "funder", floorFen: null }, { code: "pool" }]);
    await office.submit({
      kind: "transfer",
      programme: "p",
      key: "k",
      debit: "funder",
      credit: "pool",
      amountFen: 123_456_789n,
      eventAt: new Date("2025-11-01T00:00:00Z"),
      reference: "a=1+1",
    });
    let csv = "";
    for await (const piece of office.statementCsv("p", "funder")) csv += piece;
    const [, line] = csv.split("\r\n");
    expect(line).toMatch(
      /^2[\d-]+T[\d:.]+Z,2025-11-01T00:00:00.000Z,2,1,k,transfer,借 debit,pool,1234567.89,-1234567.89,0.00,0.00,,a=1\+1,,$/,
    );
  });
});
