import { describe, expect, test } from "vitest";
import { accepted, balances, house, type Office, openRound, published } from "./office.ts";
import { ownProgramme, THIRTY_PERCENT } from "./own-programme.ts";
import { approvedClaim, rowsOf, sumOf, verifiedAccount } from "./payments.ts";

const h = house();
const GONE = "the process is gone";
const LATER = new Date("2027-01-01T00:00:00Z");

/** Does something in a process that ends right before its nth write. @returns whether it got that far */
const diesAt = (nth: number, work: () => Promise<unknown>): Promise<boolean> => dies(nth, "before", work);
/** The same, right after it. */
const diesAfter = (nth: number, work: () => Promise<unknown>): Promise<boolean> => dies(nth, "after", work);

async function dies(nth: number, when: "before" | "after", work: () => Promise<unknown>): Promise<boolean> {
  const { store } = h.domain;
  const write = store.write.bind(store);
  let writes = 0;
  store.write = async (...change) => {
    writes += 1;
    if (writes < nth || when === "after") await write(...change);
    if (writes >= nth) throw new Error(GONE);
  };
  try {
    await work();
    return false;
  } catch (error) {
    if (error instanceof Error && error.message === GONE) return true;
    throw error;
  } finally {
    store.write = write;
  }
}

/** What a job does after the restart; a second time it finds nothing. */
async function resumed(): Promise<void> {
  await h.domain.resume(LATER);
  expect(await h.domain.resume(LATER)).toBe(0);
}

/** How often each thing happened to a subject. */
async function eventsOf(office: Office, id: string): Promise<Record<string, number>> {
  const { lines } = await office.ask<{ lines: { event: string }[] }>("auditor", "subjects.history", { id });
  return Object.fromEntries(
    [...Map.groupBy(lines, line => line.event)].map(([event, all]) => [event, all.length]),
  );
}

const SIGNING = ownProgramme({
  mode: "voucher-first",
  voucher: "lifetime: 12个月",
  pools: "fund: {max: 1亿元, period: total, firmness: firm, order: signing, at: rules 第六条}",
  benefits: THIRTY_PERCENT("buy", "pool: fund"),
});
const RANKING = { ties: "by-submission", last: "partly" };

interface Begun {
  readonly office: Office;
  readonly programme: string;
  readonly round: string;
}

async function begun(amount: string): Promise<Begun> {
  const office = h.office();
  h.today("2025-04-01");
  const programme = await published(office, { text: SIGNING }, RANKING, { pool: "fund", amount });
  return { office, programme, round: await openRound(office, programme) };
}

/** An application of ¥300,000, proposed and waiting for its run. */
async function proposed({ office, round }: Begun, firm: string, signed: string): Promise<string> {
  const facts = { "spend.kind": "算力服务", "contract.amount": "100万元", "contract.signed": signed };
  const id = await accepted(office, firm, round, "buy", facts);
  await office.as("decider2", "applications.determine", { id });
  await office.as("decider3", "applications.approve", { id });
  return id;
}

/** Vouchers of ¥300,000 each, issued to these firms. */
async function issued(amount: string, firms: readonly string[]): Promise<Begun & { vouchers: string[] }> {
  const here = await begun(amount);
  const { office, round } = here;
  const ids: string[] = [];
  for (const [index, firm] of firms.entries()) ids.push(await proposed(here, firm, `2025-01-0${index + 1}`));
  await office.as("desk", "rounds.close", { id: round });
  const run = await office.as("desk", "allocation.preview", { id: round });
  await office.as("decider2", "allocation.confirm", { id: run.id, hash: run.body.result });
  h.today("2025-04-15");
  const vouchers: string[] = [];
  for (const id of ids) {
    await office.as("desk", "applications.allocate", { id });
    vouchers.push(String((await office.as("desk", "applications.issue", { id })).body.voucher));
  }
  return { ...here, vouchers };
}

describe("a command that lost its process", () => {
  test("after booking the money is carried to its end, once", async () => {
    const office = h.office();
    h.today("2025-04-01");
    const rulings = { "exclusion-scope": "year", "cash-overlap": "exclusive", order: "submission" };
    const money = { pool: "office", amount: "1000000.00" };
    const programme = await published(office, "guizhou/suanli.yaml", rulings, money);
    const round = await openRound(office, programme);
    const facts = {
      "spend.kind": "算力服务",
      "supply.place": "贵州省",
      "contract.amount": "1000万元",
      "compute.use": "一般应用",
    };
    const id = await accepted(office, "firm", round, "purchase", facts);
    const determine = () => office.as("decider2", "applications.determine", { id }, "k-1");
    expect(await diesAt(1, determine)).toBe(true);

    expect((await office.as("desk", "applications.get", { id })).state).toBe("review");
    expect(await office.refusal("firm", "applications.withdraw", { id })).toBe("busy");
    expect(await h.domain.resume(LATER)).toBe(1);
    expect(await h.domain.resume(LATER)).toBe(0);
    const after = await office.as("desk", "applications.get", { id });
    expect(after).toMatchObject({ state: "determined", body: { award: "300000.00" } });
    const pool = await h.domain.ledgerOf(office.code).balance(programme, "pool:office:all");
    expect(pool?.heldOutFen).toBe(30_000_000n);
    expect(await determine()).toMatchObject({ state: "determined" });
  });

  test("between any two steps of a run's confirmation: a job confirms the rest, and nobody has to ask", async () => {
    let deaths = 0;
    for (let nth = 1; ; nth += 1) {
      const here = await begun("600000.00");
      const { office, programme, round } = here;
      const firms = ["firm", "firm2", "firm3"];
      const ids: string[] = [];
      for (const [index, firm] of firms.entries())
        ids.push(await proposed(here, firm, `2025-01-0${index + 1}`));
      await office.as("desk", "rounds.close", { id: round });
      const run = await office.as("desk", "allocation.preview", { id: round });
      const confirm = () =>
        office.as("decider2", "allocation.confirm", { id: run.id, hash: run.body.result }, "confirm");
      const died = await diesAt(nth, confirm);
      if (died) {
        deaths += 1;
        // What is half done is nobody else's to change.
        const anew = { id: round, reason: "error-mended", note: "重排" };
        expect(await office.refusal("desk", "allocation.preview", anew)).toBe("busy");
        await resumed();
      }
      expect((await office.as("desk", "allocation.get", { id: run.id })).state).toBe("confirmed");
      expect((await office.as("desk", "rounds.get", { id: round })).state).toBe("notice");
      const cases = await Promise.all(ids.map(id => office.as("desk", "applications.get", { id })));
      expect(cases.map(each => each.state)).toEqual(["notice", "notice", "unfunded"]);
      for (const id of ids.slice(0, 2)) expect(await eventsOf(office, id)).toMatchObject({ announce: 1 });
      expect(await eventsOf(office, run.id)).toMatchObject({ confirm: 1 });
      const pool = await h.domain.ledgerOf(office.code).balance(programme, "pool:fund:all");
      expect(pool).toMatchObject({ postedFen: 60_000_000n, heldOutFen: 60_000_000n });
      expect(await confirm()).toMatchObject({ id: run.id, state: "confirmed" });
      if (!died) break;
    }
    expect(deaths).toBe(4);
  });

  test("waits while the programme is frozen, and is carried to its end when the freeze is lifted", async () => {
    const here = await begun("600000.00");
    const { office, programme, round } = here;
    await proposed(here, "firm", "2025-01-01");
    await proposed(here, "firm2", "2025-01-02");
    await office.as("desk", "rounds.close", { id: round });
    const run = await office.as("desk", "allocation.preview", { id: round });
    const confirm = { id: run.id, hash: run.body.result };
    expect(await diesAt(2, () => office.as("decider2", "allocation.confirm", confirm))).toBe(true);
    await office.as("auditor", "programmes.freeze", { id: programme, reason: "complaint", note: "核查" });
    await resumed();
    expect((await office.as("desk", "allocation.get", { id: run.id })).state).toBe("preview");
    await office.as("auditor", "programmes.thaw", { id: programme, reason: "cleared", note: "已核" });
    await resumed();
    expect((await office.as("desk", "allocation.get", { id: run.id })).state).toBe("confirmed");
    const pool = await h.domain.ledgerOf(office.code).balance(programme, "pool:fund:all");
    expect(pool?.heldOutFen).toBe(60_000_000n);
  });

  test("between any two steps of a batch's results: a job books the rest, each row once", async () => {
    let deaths = 0;
    for (let nth = 1; ; nth += 1) {
      const here = await issued("600000.00", ["firm", "firm2"]);
      const { office, programme, vouchers } = here;
      const claims: string[] = [];
      for (const [index, firm] of ["firm", "firm2"].entries()) {
        await verifiedAccount(office, firm);
        const claim = { programme, voucher: vouchers[index], facts: { "contract.amount": "100万元" } };
        claims.push((await approvedClaim(office, firm, claim)).id);
      }
      const batch = await office.as("finance", "batches.build", { programme, title: "第一批" });
      await office.as("approver", "batches.approve", { id: batch.id });
      await office.as("finance", "batches.send", { id: batch.id });
      const rows = rowsOf(batch).map(row => ({ number: row.number, paid: row.amount }));
      const result = () => office.as("finance", "batches.result", { id: batch.id, rows }, "result");
      const died = await diesAt(nth, result);
      if (died) {
        deaths += 1;
        await resumed();
      }
      expect(await sumOf(h, office, programme, "paid:")).toBe(60_000_000n);
      for (const id of claims) expect(await eventsOf(office, id)).toMatchObject({ pay: 1 });
      expect(await eventsOf(office, batch.id)).toMatchObject({ result: 1 });
      expect(await result()).toMatchObject({ id: batch.id, state: "paid" });
      expect((await office.as("approver", "batches.reconcile", { id: batch.id })).state).toBe("reconciled");
      if (!died) break;
    }
    expect(deaths).toBe(3);
  });

  test("between freezing the accounts and saying so: the record follows, and the other way back", async () => {
    const { office, programme, vouchers } = await issued("600000.00", ["firm"]);
    const [id] = vouchers;
    const stateOf = async (account: RegExp): Promise<string | undefined> => {
      const found = await h.domain.ledgerOf(office.code).balances(programme);
      return found.find(each => account.test(each.account))?.state;
    };
    const steps = [
      [
        "decider2",
        "vouchers.suspend",
        { id, reason: "dispute", note: "核查" },
        /^award:/,
        "frozen",
        "suspended",
      ],
      ["decider2", "vouchers.resume", { id, reason: "cleared", note: "已核" }, /^award:/, "open", "active"],
      ["auditor", "programmes.freeze", { reason: "other", note: "核查" }, /^pool:/, "frozen", "frozen"],
      ["auditor", "programmes.thaw", { reason: "cleared", note: "已核" }, /^pool:/, "open", "published"],
    ] as const;
    for (const [who, name, input, account, state, record] of steps) {
      const ask = () => office.as(who, name, { id: programme, ...input }, name);
      expect(await diesAt(1, ask), name).toBe(true);
      await resumed();
      const get = name.startsWith("vouchers.") ? "vouchers.get" : "programmes.get";
      const subject = await office.as("desk", get, { id: programme, ...("id" in input ? { id } : {}) });
      expect([await stateOf(account), subject.state], name).toEqual([state, record]);
      // Asked again under its key it is answered, and nothing is done a second time.
      expect(await ask()).toMatchObject({ state: record, revision: subject.revision });
    }
  });

  test("between setting a pool's total anew and moving its limit: neither is there without the other", async () => {
    for (const dies of [diesAt, diesAfter]) {
      const { office, programme: id } = await begun("600000.00");
      const total = { id, pool: "fund", total: "600000.01", reference: "预算〔2025〕7号", note: "压减" };
      const set = () => office.as("decider3", "pools.set-total", total, "set");
      expect(await dies(1, set)).toBe(true);
      await resumed();
      const { poolTotals } = (await office.as("desk", "programmes.get", { id })).body;
      expect(poolTotals).toEqual({ "fund:all": "600000.01" });
      const more = { id, pool: "fund", amount: "0.02", reference: "追加" };
      expect(await office.refusal("approver", "pools.appropriate", more)).toBe("limit-reached");
      expect(await office.refusal("approver", "pools.appropriate", { ...more, amount: "0.01" })).toBe("done");
      expect(await eventsOf(office, id)).toMatchObject({ "set-pool-total": 1 });
      expect(await set()).toMatchObject({ body: { poolTotals } });
    }
  });

  test("between opening a suspended voucher's account and cancelling it: its money goes back", async () => {
    const { office, programme, vouchers } = await issued("600000.00", ["firm", "firm2"]);
    const [id = "", other = ""] = vouchers;
    for (const voucher of vouchers)
      await office.as("decider2", "vouchers.suspend", { id: voucher, reason: "dispute", note: "核查" });
    const cancel = { id, reason: "issued-in-error", note: "重复发放" };
    const ask = () => office.as("decider2", "vouchers.cancel", cancel, "cancel");
    expect(await diesAt(1, ask)).toBe(true);
    expect(await office.refusal("decider2", "vouchers.resume", { ...cancel, reason: "cleared" })).toBe(
      "busy",
    );
    await resumed();
    expect((await office.as("desk", "vouchers.get", { id })).state).toBe("cancelled");
    expect((await balances(h, office, programme)).get("pool:fund:all")).toBe(30_000_000n);
    // Revoking the award of a suspended voucher takes its money back too.
    const { parent } = await office.ask<{ parent: string }>("desk", "vouchers.get", { id: other });
    await office.as("decider3", "applications.revoke", {
      id: parent,
      reason: "evidence-false",
      note: "不实",
    });
    expect((await office.as("desk", "vouchers.get", { id: other })).state).toBe("cancelled");
    expect((await balances(h, office, programme)).get("pool:fund:all")).toBe(60_000_000n);
  });
});
