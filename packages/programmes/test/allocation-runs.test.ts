import { describe, expect, test } from "vitest";
import { accepted, balances, house, type Office, openRound, published, type View } from "./office.ts";
import { ownProgramme, THIRTY_PERCENT } from "./own-programme.ts";

const h = house();
const RANKING = { ties: "by-submission", last: "partly" };
const SIGNING = ownProgramme({
  pools: "fund: {max: 1亿元, period: total, firmness: firm, order: signing, at: rules 第六条}",
  benefits: THIRTY_PERCENT("buy", "pool: fund"),
});

const facts = (contract: string, signed: string) => ({
  "spend.kind": "算力服务",
  "contract.amount": contract,
  "contract.signed": signed,
});

async function proposed(
  office: Office,
  round: string,
  firm: string,
  contract: string,
  signed: string,
  benefit = "buy",
): Promise<string> {
  const id = await accepted(office, `firm:${firm}`, round, benefit, facts(contract, signed));
  await office.as("decider2", "applications.determine", { id });
  await office.as("decider3", "applications.approve", { id });
  return id;
}

const granted = (run: View): Record<string, string> =>
  Object.fromEntries((run.body.shares as { id: string; granted: string }[]).map(s => [s.id, s.granted]));

interface Begun {
  readonly office: Office;
  readonly programme: string;
  readonly round: string;
}

async function begin(amount: string, more: Record<string, unknown> = {}): Promise<Begun> {
  const office = h.office();
  h.today("2025-04-01");
  const programme = await published(office, { text: SIGNING }, RANKING, { pool: "fund", amount });
  return { office, programme, round: await openRound(office, programme, more) };
}

async function confirmed(office: Office, round: string, more: Record<string, unknown> = {}): Promise<View> {
  const run = await office.as("desk", "allocation.preview", { id: round, ...more });
  await office.as("decider2", "allocation.confirm", { id: run.id, hash: run.body.result });
  return run;
}

const NEW_RUN = { reason: "objection-upheld", note: "异议成立" };

describe("allocation runs", () => {
  test("a new run leaves issued rows alone, and gives a row that was cut short what it was determined", async () => {
    const { office, programme, round } = await begin("900000.00");
    const first = await proposed(office, round, "firm-1", "100万元", "2025-01-01");
    const second = await proposed(office, round, "firm-2", "100万元", "2025-01-02");
    const third = await proposed(office, round, "firm-3", "200万元", "2025-01-03");
    await office.as("desk", "rounds.close", { id: round });
    expect(granted(await confirmed(office, round))).toEqual({
      [first]: "300000.00",
      [second]: "300000.00",
      [third]: "300000.00",
    });
    await office.as("desk", "applications.object", { id: second, text: "合同未履行" });
    h.today("2025-04-10");
    await office.as("desk", "applications.allocate", { id: first });
    const issued = await office.as("desk", "applications.issue", { id: first });
    await office.as("decider3", "applications.uphold", { id: second, reason: "facts-wrong", note: "属实" });

    const again = await confirmed(office, round, NEW_RUN);
    expect(granted(again)).toEqual({ [third]: "600000.00" });
    expect(await office.as("desk", "applications.get", { id: first })).toMatchObject({
      state: "issued",
      revision: issued.revision,
    });
    // At another amount it is a new notice, whose days begin anew.
    expect((await office.as("desk", "applications.get", { id: third })).body).toMatchObject({
      award: "600000.00",
      determined: "600000.00",
      noticeUntil: "2025-04-17",
      noticeCount: 2,
    });
    expect(await office.refusal("desk", "applications.allocate", { id: third })).toBe("notice-running");
    const books = await balances(h, office, programme);
    expect(books.get("pool:fund:all")).toBe(60_000_000n);
  });

  test("an award that no money is set aside for is neither announced nor issued", async () => {
    const { office, round } = await begin("300000.00");
    const first = await proposed(office, round, "firm-1", "100万元", "2025-01-01");
    const second = await proposed(office, round, "firm-2", "100万元", "2025-01-02");
    await office.as("desk", "rounds.close", { id: round });
    await confirmed(office, round);
    expect((await office.as("desk", "applications.get", { id: second })).state).toBe("unfunded");
    expect(await office.refusal("desk", "applications.announce", { id: second })).toBe("guard-failed");
    expect(await office.refusal("desk", "applications.issue", { id: second })).toBe("wrong-state");
    expect((await office.as("desk", "applications.get", { id: first })).state).toBe("notice");
  });

  test("a list that has changed since its preview is not confirmed", async () => {
    const { office, programme, round } = await begin("500000.00");
    const first = await proposed(office, round, "firm-1", "100万元", "2025-01-01");
    await proposed(office, round, "firm-2", "100万元", "2025-01-02");
    await office.as("desk", "rounds.close", { id: round });
    const run = await office.as("desk", "allocation.preview", { id: round });
    const confirm = { id: run.id, hash: run.body.result };
    await office.as("firm:firm-1", "applications.withdraw", { id: first });
    expect(await office.refusal("decider2", "allocation.confirm", confirm)).toBe("run-changed");
    const again = await office.as("desk", "allocation.preview", { id: round });
    const more = { id: programme, pool: "fund", amount: "0.01", reference: "追加" };
    await office.as("approver", "pools.appropriate", more);
    expect(
      await office.refusal("decider2", "allocation.confirm", { id: again.id, hash: again.body.result }),
    ).toBe("run-changed");
    await confirmed(office, round);
  });

  test("who previewed a run does not confirm it", async () => {
    const { office, round } = await begin("500000.00");
    await proposed(office, round, "firm-1", "100万元", "2025-01-01");
    await office.as("desk", "rounds.close", { id: round });
    const run = await office.as("decider2", "allocation.preview", { id: round });
    const confirm = { id: run.id, hash: run.body.result };
    expect(await office.refusal("decider2", "allocation.confirm", confirm)).toBe("own-case");
    await office.as("decider1", "allocation.confirm", confirm);
  });

  test("what is kept for appeals is set at the first run, and goes to upheld appeals alone", async () => {
    const { office, programme, round } = await begin("1000000.00", { reserveBp: 3_000 });
    const first = await proposed(office, round, "firm-1", "200万元", "2025-01-01");
    const second = await proposed(office, round, "firm-2", "100万元", "2025-01-02");
    const rejected = await accepted(office, "firm:firm-3", round, "buy", facts("100万元", "2025-01-03"));
    await office.as("decider3", "applications.reject", {
      id: rejected,
      reason: "not-eligible",
      note: "不符",
    });
    await office.as("desk", "rounds.close", { id: round });
    const run = await confirmed(office, round);
    expect(run.body).toMatchObject({ available: "700000.00", forAppeals: "300000.00" });
    expect(granted(run)).toEqual({ [first]: "600000.00", [second]: "100000.00" });

    const appeal = { application: rejected, says: "合同已履行" };
    expect(await office.refusal("firm:firm-9", "appeals.open", appeal)).toBe("not-found");
    const { id } = await office.as("firm:firm-3", "appeals.open", appeal);
    const upheld = { id, reason: "facts-wrong", note: "申诉成立" };
    expect(await office.refusal("decider3", "appeals.uphold", upheld)).toBe("own-case");
    await office.as("decider2b", "appeals.uphold", upheld);
    expect(await office.as("desk", "applications.get", { id: rejected })).toMatchObject({
      state: "review",
      body: { appealed: true },
    });
    await office.as("decider2", "applications.determine", { id: rejected });
    await office.as("decider3", "applications.approve", { id: rejected });
    const again = await confirmed(office, round, { reason: "appeal-upheld", note: "申诉成立" });
    expect(granted(again)).toEqual({
      [first]: "600000.00",
      [second]: "100000.00",
      [rejected]: "300000.00",
    });
    // Rows that stay as they were keep their notice.
    expect((await office.as("desk", "applications.get", { id: first })).body.noticeCount).toBe(1);
    const pool = await h.domain.ledgerOf(office.code).balance(programme, "pool:fund:all");
    expect(pool?.heldOutFen).toBe(100_000_000n);
  });

  test("nobody appeals before anything is decided", async () => {
    const { office, round } = await begin("500000.00");
    const id = await accepted(office, "firm:firm-1", round, "buy", facts("100万元", "2025-01-01"));
    expect(await office.refusal("firm:firm-1", "appeals.open", { application: id, says: "慢" })).toBe(
      "guard-failed",
    );
  });

  test("two awards to one firm do not both pass a limit, though neither holds money before the run", async () => {
    const office = h.office();
    h.today("2025-04-01");
    const text = ownProgramme({
      pools: "fund: {max: 1亿元, period: total, firmness: firm, order: signing, at: rules 第六条}",
      benefits: THIRTY_PERCENT(
        "buy",
        "caps:\n  - {max: 50万元, per: applicant, period: year, counts: granted, at: rules 第五条}\npool: fund",
      ),
    });
    const programme = await published(office, { text }, RANKING, { pool: "fund", amount: "9000000.00" });
    const round = await openRound(office, programme);
    await proposed(office, round, "firm-1", "100万元", "2025-01-01");
    const id = await accepted(office, "firm:firm-1", round, "buy", facts("100万元", "2025-01-02"));
    expect((await office.as("decider2", "applications.determine", { id })).body.award).toBe("200000.00");
  });

  test("each pool is allocated by itself, and only to what it pays", async () => {
    const office = h.office();
    h.today("2025-04-01");
    const pool = (name: string) =>
      `${name}: {max: 1亿元, period: total, firmness: firm, order: signing, at: rules 第六条}`;
    const text = ownProgramme({
      pools: `${pool("east")}\n${pool("west")}`,
      benefits: `${THIRTY_PERCENT("here", "pool: east")}${THIRTY_PERCENT("there", "pool: west")}`,
    });
    const programme = await published(office, { text }, RANKING, { pool: "east", amount: "300000.00" });
    await office.as("approver", "pools.appropriate", {
      id: programme,
      pool: "west",
      amount: "100000.00",
      reference: "预算",
    });
    const round = await openRound(office, programme);
    const east = await proposed(office, round, "firm-1", "100万元", "2025-01-01", "here");
    const west = await proposed(office, round, "firm-2", "100万元", "2025-01-02", "there");
    await office.as("desk", "rounds.close", { id: round });
    expect(await office.refusal("desk", "allocation.preview", { id: round })).toBe("malformed");
    const runs = [
      await office.as("desk", "allocation.preview", { id: round, pool: "east" }),
      await office.as("desk", "allocation.preview", { id: round, pool: "west" }),
    ];
    expect(runs.map(granted)).toEqual([{ [east]: "300000.00" }, { [west]: "100000.00" }]);
    for (const run of runs)
      await office.as("decider2", "allocation.confirm", { id: run.id, hash: run.body.result });
    for (const name of ["east", "west"]) {
      const balance = await h.domain.ledgerOf(office.code).balance(programme, `pool:${name}:all`);
      expect(balance?.postedFen).toBe(balance?.heldOutFen);
    }
  });
});
