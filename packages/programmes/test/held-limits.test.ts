/** What a file limits is held by an account of the ledger, or by rules that are asked again under a guard. */
import { describe, expect, test } from "vitest";
import { accepted, balances, house, type Office, openRound, published, settleRest } from "./office.ts";
import { ownProgramme, THIRTY_PERCENT } from "./own-programme.ts";
import { approvedClaim, paidBatch, verifiedAccount } from "./payments.ts";

const h = house();
const POOL = "fund: {max: 1亿元, period: total, firmness: firm, order: submission, at: rules 第六条}";
const RICH = { pool: "fund", amount: "9000000.00" };
const COMPUTE = (sum: string, more: Record<string, unknown> = {}) => ({
  "spend.kind": "算力服务",
  "contract.amount": sum,
  ...more,
});

interface Begun {
  readonly office: Office;
  readonly programme: string;
  readonly round: string;
}

interface Made {
  readonly benefits: string;
  readonly pools?: string;
  readonly mode?: string;
  readonly voucher?: string;
  readonly open?: string;
  readonly rulings?: Readonly<Record<string, string>>;
  readonly money?: { readonly pool: string; readonly amount: string };
}

const textOf = ({ open, rulings: _, money: __, pools = POOL, ...own }: Made): string =>
  ownProgramme({ ...own, pools }) + (open ?? "");

async function begun(made: Made): Promise<Begun> {
  const office = h.office();
  h.today("2025-04-01");
  const programme = await published(office, { text: textOf(made) }, made.rulings ?? {}, made.money ?? RICH);
  return { office, programme, round: await openRound(office, programme) };
}

/** The refusals, sorted, of the same thing asked many times at once. */
const outcomes = async (asked: readonly Promise<string>[]): Promise<string[]> =>
  (await Promise.all(asked)).sort();

/** Determined again until nobody else was quicker. */
async function determined(office: Office, id: string): Promise<string> {
  for (;;) {
    const code = await office.refusal("decider2", "applications.determine", { id });
    if (code !== "stale" && code !== "busy") return code;
  }
}

async function issued({ office }: Begun, id: string): Promise<string> {
  const { state } = await office.as("decider3", "applications.approve", { id });
  if (state !== "proposed") await office.as("decider3b", "applications.approve", { id });
  await office.as("desk", "applications.announce", { id });
  h.today("2025-04-14");
  await office.as("desk", "applications.allocate", { id });
  return String((await office.as("desk", "applications.issue", { id })).body.voucher);
}

describe("once.times", () => {
  const TWICE = (per: string) =>
    THIRTY_PERCENT("buy", `once: {per: ${per}, period: total, times: 2, at: rules 第五条}\npool: fund`);

  test("of five applications for one project by five firms at once, two are given: an account counts them", async () => {
    const start = await begun({ benefits: TWICE("project") });
    const { office, programme, round } = start;
    const ids: string[] = [];
    for (let firm = 1; firm <= 5; firm += 1)
      ids.push(
        await accepted(office, `firm:firm-${firm}`, round, "buy", COMPUTE("10万元", { "project.id": "甲" })),
      );
    const codes = await outcomes(ids.map(id => determined(office, id)));
    expect(codes).toEqual(["done", "done", "times-used", "times-used", "times-used"]);
    const held = await h.domain.ledgerOf(office.code).balances(programme);
    expect(held.find(each => /^times:(?!source)/.test(each.account))).toMatchObject({
      heldInFen: 2n,
      ceilingFen: 2n,
    });
    // One that ends unused gives its turn back; one that was used does not.
    const states = await Promise.all(ids.map(id => office.as("desk", "applications.get", { id })));
    const [first, second] = states.filter(each => each.state === "determined");
    const other = states.find(each => each.state === "review")?.id ?? "";
    const voucher = await issued(start, first?.id ?? "");
    expect(await determined(office, other)).toBe("times-used");
    await office.as("decider1", "vouchers.cancel", { id: voucher, reason: "issued-in-error", note: "误发" });
    expect(await determined(office, other)).toBe("done");
    expect(second?.body.award).toBe("30000.00");
  });

  test("a case that does not name its project, or names two, has no account that could hold it and is told so", async () => {
    const { office, round } = await begun({ benefits: TWICE("project") });
    const silent = await accepted(office, "firm", round, "buy", COMPUTE("10万元"));
    expect(await determined(office, silent)).toBe("identity-missing");
    const facts = {
      applicant: {},
      spends: [COMPUTE("1万元", { "project.id": "甲" }), COMPUTE("1万元", { "project.id": "乙" })],
    };
    const two = await accepted(office, "firm2", round, "buy", facts);
    expect(await determined(office, two)).toBe("identity-missing");
  });

  test("of twenty sales to one buyer at once, two are made; one that is taken back whole makes room for another", async () => {
    const office = h.office();
    h.today("2025-04-01");
    const text = textOf({ mode: "discount-at-sale", benefits: TWICE("applicant") });
    const id = await published(office, { text }, { "sale-funder": "repaid" }, RICH);
    await settleRest(office, id);
    const sale = (order: string) => ({ id, applicant: "firm-1", order, facts: COMPUTE("10万元") });
    const codes = await outcomes(
      Array.from({ length: 20 }, (_, n) => office.refusal("provider", "sales.record", sale(`S-${n}`))),
    );
    expect(codes.filter(each => each === "done")).toHaveLength(2);
    expect(codes.filter(each => each === "times-used")).toHaveLength(18);
    const { items } = await office.ask<{ items: { key: string }[] }>("provider", "redemptions.list", {});
    const key = items[0]?.key ?? "";
    await office.ask("provider", "redemptions.reverse", { key, amount: "29999.99", reason: "退货" });
    expect(await office.refusal("provider", "sales.record", sale("S-30"))).toBe("times-used");
    await office.ask("provider", "redemptions.reverse", { key, amount: "0.01", reason: "退货" });
    expect(await office.refusal("provider", "sales.record", sale("S-31"))).toBe("done");
    expect(await office.refusal("provider", "sales.record", sale("S-32"))).toBe("times-used");
  });

  test("what is granted in kind counts too, though no money moves", async () => {
    const benefits = `
buy:
  title: {zh: 算力, en: Computing}
  form: in-kind
  when: {spend.kind: 算力服务}
  once: {per: project, period: total, at: rules 第五条}
  at: rules 第三条`;
    const { office, round } = await begun({ benefits });
    const ids = [
      await accepted(office, "firm", round, "buy", COMPUTE("1万元", { "project.id": "甲" })),
      await accepted(office, "firm2", round, "buy", COMPUTE("1万元", { "project.id": "甲" })),
    ];
    expect(await outcomes(ids.map(id => determined(office, id)))).toEqual(["done", "times-used"]);
  });
});

describe("pools.part-of", () => {
  const POOLS = `
fund: {max: 100万元, period: total, firmness: firm, order: submission, funders: [{who: {zh: 市, en: city}, share: 60%}, {who: {zh: 区, en: district}, share: 40%}], at: rules 第六条}
small: {max: 30万元, period: total, firmness: firm, order: submission, part-of: fund, at: rules 第七条}`;
  const BENEFITS = `${THIRTY_PERCENT("buy", "pool: fund")}${THIRTY_PERCENT("little", "pool: small")}`;
  const ALL = { pool: "fund", amount: "1000000.00" };

  test("awards from the part are held on both pools at once: neither is overdrawn, and what ends comes back to both", async () => {
    const start = await begun({ pools: POOLS, benefits: BENEFITS, money: ALL });
    const { office, programme, round } = start;
    expect(
      await office.refusal("approver", "pools.appropriate", {
        id: programme,
        pool: "small",
        amount: "1.00",
        reference: "示例",
      }),
    ).toBe("pool-within");
    const ids: string[] = [];
    for (let firm = 1; firm <= 8; firm += 1)
      ids.push(await accepted(office, `firm:firm-${firm}`, round, "little", COMPUTE("20万元")));
    const codes = await outcomes(ids.map(id => determined(office, id)));
    expect(codes).toEqual([...Array(5).fill("done"), ...Array(3).fill("pool-exhausted")]);
    const ledger = h.domain.ledgerOf(office.code);
    expect((await ledger.balance(programme, "room:small:all"))?.heldInFen).toBe(30_000_000n);
    expect((await ledger.balance(programme, "pool:fund:all"))?.heldOutFen).toBe(30_000_000n);
    // What the part has given is gone from the whole.
    const large = await accepted(office, "firm:firm-20", round, "buy", COMPUTE("233.34万元"));
    expect(await determined(office, large)).toBe("pool-exhausted");
    const rest = await accepted(office, "firm:firm-21", round, "buy", COMPUTE("233.33万元"));
    expect(await determined(office, rest)).toBe("done");

    const states = await Promise.all(ids.map(id => office.as("desk", "applications.get", { id })));
    const done = states.filter(each => each.state === "determined").map(each => each.id);
    await office.as("decider3", "applications.reject", {
      id: done[0],
      reason: "not-eligible",
      note: "不符",
    });
    expect((await ledger.balance(programme, "room:small:all"))?.heldInFen).toBe(24_000_000n);
    const voucher = await issued(start, done[1] ?? "");
    expect((await balances(h, office, programme)).get("room:small:all")).toBe(6_000_000n);
    await office.as("decider1", "vouchers.cancel", { id: voucher, reason: "issued-in-error", note: "误发" });
    expect((await balances(h, office, programme)).get("room:small:all")).toBe(0n);
  });

  test("what is clawed back from the part returns to the whole, and makes room in the part", async () => {
    const start = await begun({ pools: POOLS, benefits: BENEFITS, money: ALL });
    const { office, programme, round } = start;
    const id = await accepted(office, "firm", round, "little", COMPUTE("100万元"));
    await determined(office, id);
    const voucher = await issued(start, id);
    await verifiedAccount(office, "firm");
    const claim = await approvedClaim(office, "firm", { programme, voucher });
    await paidBatch(office, programme);
    const books = await balances(h, office, programme);
    expect([0, 1].map(each => books.get(`paid:fund:all:${each}`))).toEqual([18_000_000n, 12_000_000n]);
    expect(books.get("room:small:all")).toBe(30_000_000n);
    const { id: back } = await office.as("auditor", "clawbacks.open", { claim: claim.id, says: "材料不实" });
    await office.as("desk", "clawbacks.notify", { id: back });
    await office.as("desk", "clawbacks.hear", { id: back, note: "已听取" });
    await office.as("decider3", "clawbacks.decide", {
      id: back,
      reason: "evidence-false",
      note: "追回",
    });
    await office.as("finance", "clawbacks.demand", { id: back, amount: "100000.00", due: "2025-06-30" });
    await office.as("finance", "clawbacks.recover", { id: back, amount: "100000.00" });
    const after = await balances(h, office, programme);
    expect(after.get("room:small:all")).toBe(20_000_000n);
    expect(after.get("pool:fund:all")).toBe(80_000_000n);
  });

  test("a run shares out no more than the part has left", async () => {
    const ranked = POOLS.replaceAll("order: submission", "order: signing");
    const rulings = { ties: "by-submission", last: "partly" };
    const { office, round } = await begun({ pools: ranked, benefits: BENEFITS, money: ALL, rulings });
    for (const [firm, day] of [
      ["firm-1", "2025-01-02"],
      ["firm-2", "2025-01-03"],
    ]) {
      const facts = COMPUTE("80万元", { "contract.signed": day });
      const id = await accepted(office, `firm:${firm}`, round, "little", facts);
      await determined(office, id);
      await office.as("decider3", "applications.approve", { id });
    }
    await office.as("desk", "rounds.close", { id: round });
    const run = await office.as("desk", "allocation.preview", { id: round, pool: "small" });
    expect((run.body.shares as { granted: string }[]).map(each => each.granted)).toEqual([
      "240000.00",
      "60000.00",
    ]);
    const confirmed = await office.as("decider2", "allocation.confirm", {
      id: run.id,
      hash: run.body.result,
    });
    expect(confirmed.state).toBe("confirmed");
  });

  test("a part with funders of its own cannot be held, and its round says so", async () => {
    const own = POOLS.replace(
      "part-of: fund",
      "part-of: fund, funders: [{who: {zh: 省, en: province}, share: 100%}]",
    );
    const { office, programme } = await unopened({ pools: own, benefits: BENEFITS, money: ALL });
    const told = await refusalOf(office, programme);
    expect(told).toContain("pools.small.funders（rules 第七条）");
  });
});

/** A programme that is published and ruled on, with a round that is not open. */
async function unopened(made: Made): Promise<Begun> {
  const office = h.office();
  h.today("2025-04-01");
  const programme = await published(office, { text: textOf(made) }, made.rulings ?? {}, made.money ?? RICH);
  const { id } = await office.as("desk", "rounds.create", {
    id: programme,
    title: "第一批",
    opens: "2025-01-01",
  });
  return { office, programme, round: id };
}

/** What a person is told who opens the round of a programme. */
async function refusalOf(office: Office, programme: string): Promise<string> {
  const { items } = await office.ask<{ items: { id: string }[] }>("desk", "rounds.list", { programme });
  try {
    await office.as("decider2", "rounds.open", { id: items[0]?.id });
    return "done";
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
}

describe("what a round does not open on", () => {
  const CAP = (cap: string) => THIRTY_PERCENT("buy", `caps:\n  - {${cap}, at: rules 第五条}\npool: fund`);
  const OPEN = `open:
  whose:
    ask: {zh: 每家企业还是每个项目, en: Per firm or per project}
    readings:
      firm: {says: {zh: 每家企业, en: per firm}, value: applicant}
      project: {says: {zh: 每个项目, en: per project}, value: project}
    at: rules 第五条
`;

  test("a limit of which it is open whom it counts, though a role was named to decide it case by case", async () => {
    const made = { benefits: CAP("max: 10万元, per: {open: whose}, period: year"), open: OPEN };
    const { office, programme } = await unopened(made);
    const why = { id: programme, question: "whose", role: "decider-2" };
    expect(await refusalOf(office, programme)).toContain("whose");
    await office.as("decider3", "questions.decide-per-case", why);
    const told = await refusalOf(office, programme);
    expect(told).toContain("benefits.buy.caps[1].per（rules 第五条）");
    expect(told).toContain("issue a ruling first");
  });

  test.each([
    ["project", "limit-reached"],
    ["firm", "done"],
  ])("ruled as per %s, it is held by the account of that reading", async (reading, second) => {
    const made = { benefits: CAP("max: 10万元, per: {open: whose}, period: year"), open: OPEN };
    const { office, round } = await begun({ ...made, rulings: { whose: reading } });
    const facts = COMPUTE("30万元", { "project.id": "甲" });
    const ids = [
      await accepted(office, "firm", round, "buy", facts),
      await accepted(office, "firm2", round, "buy", facts),
    ];
    expect(await outcomes(ids.map(id => determined(office, id)))).toEqual(["done", second].sort());
  });

  test.each([
    ["max: 10万元, per: family, period: year, counts: redeemed", "benefits.buy.caps[1].per", {}],
    [
      "share: {rate: 50%, of: contract.amount}, per: project, period: total",
      "benefits.buy.caps[1].share",
      {},
    ],
  ])("%s", async (cap, key) => {
    const { office, programme } = await unopened({ benefits: CAP(cap) });
    const told = await refusalOf(office, programme);
    expect(told).toContain(`${key}（rules 第五条）`);
    expect(told).toMatch(/守|须/);
  });

  test("a limit without a period that is to be decided case by case", async () => {
    const { office, programme } = await unopened({ benefits: CAP("max: 10万元, per: applicant") });
    await office.as("decider3", "questions.decide-per-case", {
      id: programme,
      question: "buy.cap-period",
      role: "decider-2",
    });
    expect(await refusalOf(office, programme)).toContain("benefits.buy.caps[1].period");
  });
});

describe("per: family", () => {
  const FAMILY = THIRTY_PERCENT(
    "buy",
    "caps:\n  - {max: 50万元, per: family, period: year, at: rules 第五条}\npool: fund",
  );
  const CODES = ["91350100M000100Y43", "91110000000000000E", "91310000000000000U"] as const;

  async function declared(office: Office, firm: string, creditCode: string, related: string[]) {
    const party = await office.as(firm, "parties.declare", { creditCode, name: "示例", related });
    await office.as("desk", "parties.verify", { id: party.id, note: "一致" });
  }

  test("firms related over a third share it: of three at once, no more than the limit is given", async () => {
    const { office, programme, round } = await begun({ benefits: FAMILY });
    const [one, two, three] = CODES;
    const undeclared = await office.as("firm", "applications.create", {
      round,
      benefit: "buy",
      facts: COMPUTE("100万元"),
    });
    expect(await office.refusal("firm", "applications.submit", { id: undeclared.id })).toBe(
      "party-unverified",
    );
    await declared(office, "firm", one, [two]);
    await declared(office, "firm2", two, []);
    await declared(office, "firm3", three, [two]);
    const ids: string[] = [];
    for (const firm of ["firm", "firm2", "firm3"])
      ids.push(await accepted(office, firm, round, "buy", COMPUTE("100万元")));
    expect(await outcomes(ids.map(id => determined(office, id)))).toEqual(["done", "done", "not-eligible"]);
    const states = await Promise.all(ids.map(id => office.as("desk", "applications.get", { id })));
    expect(states.map(each => each.body.award).sort()).toEqual(["200000.00", "300000.00", null]);
    const held = await h.domain.ledgerOf(office.code).balances(programme);
    const account = held.filter(each => /^limit:(?!source)/.test(each.account) && each.heldInFen > 0n);
    expect(account.map(each => [each.heldInFen, each.ceilingFen])).toEqual([[50_000_000n, 50_000_000n]]);
  });

  test("what a firm had been given before its relation was declared counts from then on", async () => {
    const { office, round } = await begun({ benefits: FAMILY });
    const [one, two] = CODES;
    await declared(office, "firm", one, []);
    await declared(office, "firm2", two, []);
    const first = await accepted(office, "firm", round, "buy", COMPUTE("100万元"));
    expect(await determined(office, first)).toBe("done");
    await declared(office, "firm2", two, [one]);
    const second = await accepted(office, "firm2", round, "buy", COMPUTE("100万元"));
    await determined(office, second);
    expect((await office.as("desk", "applications.get", { id: second })).body.award).toBe("200000.00");
  });
});

describe("what is judged by re-reckoning under the guard of one grant at a time", () => {
  test("a minimum over the year's total is asked with what was granted before", async () => {
    const minimum =
      "minimum: {award: 5万元, below: refuse, per: applicant, period: year, at: rules 第五条}\npool: fund";
    const { office, round } = await begun({ benefits: THIRTY_PERCENT("buy", minimum) });
    const short = await accepted(office, "firm", round, "buy", COMPUTE("166666.63元"));
    expect(await determined(office, short)).toBe("not-eligible");
    const enough = await accepted(office, "firm", round, "buy", COMPUTE("166666.67元"));
    expect(await determined(office, enough)).toBe("done");
    expect(await determined(office, short)).toBe("done");
    expect((await office.as("desk", "applications.get", { id: short })).body.award).toBe("49999.98");
  });

  test("denominations.pieces: a decider's own figure must be made of as many faces, and a run cuts to faces", async () => {
    const faces =
      "denominations: {of: [1000元, 5000元, 1万元], choose: many, pieces: 3, at: rules 第四条}\npool: fund";
    const benefits = THIRTY_PERCENT("buy", faces);
    const { office, round } = await begun({ benefits });
    const id = await accepted(office, "firm", round, "buy", COMPUTE("100万元"));
    const asked = (amount: string) =>
      office.refusal("decider2", "applications.determine", { id, amount, note: "从低" });
    expect(await asked("8000.00")).toBe("amount-not-faces");
    expect(await asked("7000.01")).toBe("amount-not-faces");
    expect(await asked("7000.00")).toBe("done");
    expect(await determined(office, id)).toBe("done");
    expect((await office.as("desk", "applications.get", { id })).body.award).toBe("30000.00");

    const rationed = await begun({
      benefits,
      pools: POOL.replace("submission", "pro-rata"),
      money: { pool: "fund", amount: "40000.00" },
    });
    for (const firm of ["firm", "firm2"]) {
      const other = await accepted(rationed.office, firm, rationed.round, "buy", COMPUTE("100万元"));
      await determined(rationed.office, other);
      await rationed.office.as("decider3", "applications.approve", { id: other });
    }
    await rationed.office.as("desk", "rounds.close", { id: rationed.round });
    const run = await rationed.office.as("desk", "allocation.preview", { id: rationed.round });
    expect((run.body.shares as { granted: string }[]).map(each => each.granted)).toEqual([
      "20000.00",
      "20000.00",
    ]);
  });

  const FORMULAS: readonly (readonly [
    key: string,
    benefits: string,
    facts: Record<string, unknown>,
    award: string,
  ])[] = [
    [
      "each.up-to",
      `
buy:
  title: {zh: 按人, en: By person}
  form: cash
  when: {spend.kind: 算力服务}
  each: {count: contract.months, up-to: 3, amount: 1000元, at: rules 第三条}
  pool: fund
  at: rules 第三条`,
      { "contract.months": 5 },
      "3000.00",
    ],
    [
      "bonus.up-to",
      THIRTY_PERCENT(
        "buy",
        "bonus:\n  - {when: {compute.domestic: true}, rate: 30%, up-to: 40%, at: rules 第四条}\npool: fund",
      ),
      { "compute.domestic": true },
      "40000.00",
    ],
    [
      "base.lowest-of",
      THIRTY_PERCENT("buy", "pool: fund").replace(
        "base: contract.amount",
        "base: {lowest-of: [contract.amount, settled.amount], at: rules 第三条}",
      ),
      { "settled.amount": "5万元" },
      "15000.00",
    ],
  ];
  test.each(FORMULAS)(
    "%s: at the determination and again at the claim, never more in both together",
    async (_, benefits, more, award) => {
      const start = await begun({ benefits });
      const { office, programme, round } = start;
      const id = await accepted(office, "firm", round, "buy", COMPUTE("10万元", more));
      expect(await determined(office, id)).toBe("done");
      expect((await office.as("desk", "applications.get", { id })).body.award).toBe(award);
      const voucher = await issued(start, id);
      const claim = await approvedClaim(office, "firm", { programme, voucher });
      expect(claim.body.amount).toBe(award);
      const again = await office.as("firm", "claims.create", { programme, voucher });
      expect(await office.refusal("firm", "claims.submit", { id: again.id })).toBe("limit-reached");
    },
  );

  test("base.award-of: a supplement is reckoned on what the other benefit comes to, under its own limits", async () => {
    const benefits = `${THIRTY_PERCENT("buy", "caps:\n  - {max: 10万元, per: applicant, period: year, at: rules 第四条}\npool: fund")}
more:
  title: {zh: 上浮, en: Supplement}
  form: cash
  base: {award-of: buy, at: rules 第五条}
  rate: 20%
  payee: applicant
  pool: fund
  at: rules 第五条`;
    const { office, round } = await begun({ benefits });
    const id = await accepted(office, "firm", round, "more", COMPUTE("100万元"));
    expect(await determined(office, id)).toBe("done");
    expect((await office.as("desk", "applications.get", { id })).body.award).toBe("20000.00");
  });
});

describe("limits follow", () => {
  test("a pool's total is raised by a recorded step, and lowered no further than what was appropriated", async () => {
    const { office, programme: id } = await begun({
      benefits: THIRTY_PERCENT("buy", "pool: fund"),
      pools: POOL.replace("1亿元", "100万元"),
      money: { pool: "fund", amount: "1000000.00" },
    });
    const more = { id, pool: "fund", amount: "500000.00", reference: "追加" };
    expect(await office.refusal("approver", "pools.appropriate", more)).toBe("limit-reached");
    const total = { id, pool: "fund", reference: "预算〔2025〕7号", note: "追加预算" };
    expect(await office.refusal("decider2", "pools.set-total", { ...total, total: "1500000.00" })).toBe(
      "not-your-role",
    );
    const set = await office.as("decider3", "pools.set-total", { ...total, total: "1500000.00" });
    expect(set.body.poolTotals).toEqual({ "fund:all": "1500000.00" });
    expect(await office.refusal("approver", "pools.appropriate", more)).toBe("done");
    expect(await office.refusal("approver", "pools.appropriate", { ...more, amount: "0.01" })).toBe(
      "limit-reached",
    );
    expect(await office.refusal("decider3", "pools.set-total", { ...total, total: "1499999.99" })).toBe(
      "amount-below",
    );
    const { lines } = await office.ask<{ lines: { event: string; detail: Record<string, unknown> }[] }>(
      "auditor",
      "subjects.history",
      { id },
    );
    expect(lines.find(each => each.event === "set-pool-total")?.detail).toMatchObject({
      before: "100000000",
      total: "150000000",
      reference: "预算〔2025〕7号",
    });
  });

  test("a pool that nothing limited is limited from then on, what it was given before included", async () => {
    const office = h.office();
    h.today("2025-04-01");
    const money = { pool: "office", amount: "1000000.00" };
    const id = await published(office, "guizhou/suanli.yaml", {}, money);
    const total = { id, pool: "office", reference: "预算〔2025〕7号", note: "核定总额" };
    expect(await office.refusal("decider3", "pools.set-total", { ...total, total: "999999.99" })).toBe(
      "amount-below",
    );
    await office.as("decider3", "pools.set-total", { ...total, total: "1000000.01" });
    const more = { id, pool: "office", amount: "0.02", reference: "追加" };
    expect(await office.refusal("approver", "pools.appropriate", more)).toBe("limit-reached");
    expect(await office.refusal("approver", "pools.appropriate", { ...more, amount: "0.01" })).toBe("done");
  });

  test("a ruling that takes another's place moves the limit with it: up for more, down no further than what was given", async () => {
    const OPEN = `open:
  limit:
    ask: {zh: 限额多少, en: How much}
    readings:
      low: {says: {zh: 十万元, en: 100 thousand}, value: 10万元}
      mid: {says: {zh: 十五万元, en: 150 thousand}, value: 15万元}
      high: {says: {zh: 二十万元, en: 200 thousand}, value: 20万元}
    at: rules 第五条
`;
    const benefits = THIRTY_PERCENT(
      "buy",
      "caps:\n  - {max: {open: limit}, per: project, period: year, at: rules 第五条}\npool: fund",
    );
    const { office, programme, round } = await begun({ benefits, open: OPEN, rulings: { limit: "low" } });
    const facts = COMPUTE("30万元", { "project.id": "甲" });
    const apply = (firm: string) => accepted(office, firm, round, "buy", facts);
    const rule = (reading: string) =>
      office.as("decider3", "rulings.issue", {
        id: programme,
        question: "limit",
        reading,
        issuer: "示例局",
        on: "2025-04-01",
        reference: "示例口径",
        effect: "自发布之日起",
        invented: true,
      });
    const [one, two, three] = [await apply("firm"), await apply("firm2"), await apply("firm3")];
    expect(await determined(office, one)).toBe("done");
    expect(await determined(office, two)).toBe("limit-reached");
    await rule("high");
    expect(await determined(office, two)).toBe("done");
    await rule("mid");
    expect(await determined(office, three)).toBe("limit-reached");
    const held = await h.domain.ledgerOf(office.code).balances(programme);
    const account = held.find(each => /^limit:/.test(each.account) && each.ceilingFen === 18_000_000n);
    expect(account?.heldInFen).toBe(18_000_000n);
  });
});
