/**
 * Random histories of a programme with every kind of limit, many requests at once, through the API: per provider, per
 * contract, per invoice, per applicant over two benefits, on what is redeemed, and of its pool and each of its funders;
 * then the last day. What must hold holds after each wave, whatever was answered.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openRound, published } from "../../../programmes/test/office.ts";
import { approvedClaim, rowsOf, verifiedAccount } from "../../../programmes/test/payments.ts";
import { fen, total, yuan } from "../stage/amounts.ts";
import { cleared, EVERY_LIMIT, MOST } from "../stage/every-limit.ts";
import { type HttpOffice, officeOverHttp } from "../stage/office-over-http.ts";
import { datedStageOfFile } from "../stage/stage-of-file.ts";
import { type Account, accountsOf, grownSince, journalOf, replayedEqual } from "../stage/whole-books.ts";

const here = await datedStageOfFile();

/** More of them with `HISTORIES=30`. */
const RUNS = Number(process.env.HISTORIES ?? 2);

const BENEFITS = ["buy", "rent"] as const;
const PROVIDERS = ["P-1", "P-2"] as const;
/** Contracts of one firm, and one that two firms name. */
const CONTRACTS = ["own-1", "own-2", "shared"] as const;

const asking = fc.record({
  firm: fc.integer({ min: 1, max: 3 }),
  benefit: fc.constantFrom(...BENEFITS),
  provider: fc.constantFrom(...PROVIDERS),
  contract: fc.constantFrom(...CONTRACTS),
  // Around what gives the limits of 10, 12 and 15万元, to the fen of the award.
  amount: fc.oneof(
    fc.integer({ min: 1_000_00, max: 600_000_00 }),
    fc.constantFrom(333_333_33, 333_333_34, 400_000_00, 500_000_00, 500_000_03),
  ),
  withdrawn: fc.boolean(),
});
type Asking = typeof asking extends fc.Arbitrary<infer T> ? T : never;

interface Case extends Asking {
  readonly id: string;
}

/** States in which an application's award holds money. */
const STANDING = ["determined", "proposed", "notice", "objection", "allocated", "issued"];
const contractOf = ({ firm, contract }: Asking): string =>
  contract === "shared" ? "C-shared" : `C-${firm}-${contract}`;

async function handedIn(office: HttpOffice, round: string, asked: Asking): Promise<Case> {
  const facts = {
    "spend.kind": "算力服务",
    "contract.amount": yuan(asked.amount),
    "contract.id": contractOf(asked),
    "provider.id": asked.provider,
  };
  const who = `firm${asked.firm}`;
  const { id } = await office.as(who, "applications.create", { round, benefit: asked.benefit, facts });
  await office.as(who, "applications.submit", { id });
  await cleared(office, [id]);
  await office.as("desk", "applications.accept", { id });
  return { ...asked, id };
}

const posted = (accounts: readonly Account[], code: string): bigint =>
  fen(accounts.find(each => each.account === code)?.posted ?? "0.00");

interface Standing extends Case {
  readonly award: bigint;
  readonly state: string;
  readonly assessment: unknown;
}

/** Every limit on what is granted, on what stands. @returns the standing cases with their awards */
async function withinGrants(
  office: HttpOffice,
  programme: string,
  cases: readonly Case[],
): Promise<readonly Standing[]> {
  const standing: Standing[] = [];
  for (const each of cases) {
    const { state, body } = await office.as("auditor", "applications.get", { id: each.id });
    if (STANDING.includes(state))
      standing.push({ ...each, state, award: fen(body.award), assessment: body.assessment });
  }
  const most = (of: (each: Case) => string, limit: bigint, what: string): void => {
    for (const one of new Set(standing.map(of))) {
      const all = total(standing.filter(each => of(each) === one).map(each => each.award));
      expect(all, `${what} ${one}`).toBeLessThanOrEqual(limit);
    }
  };
  // The two benefits have limits of their own per provider and contract, and share the applicant's.
  most(each => `${each.provider} ${each.benefit}`, MOST.provider, "per provider");
  most(each => `${contractOf(each)} ${each.benefit}`, MOST.contract, "per contract");
  most(each => each.id, MOST.invoice, "per invoice");
  most(each => `firm ${each.firm}`, MOST.applicant, "per applicant, both benefits together");
  for (const { award, amount } of standing) expect(award).toBeLessThanOrEqual(BigInt(amount));
  const committed = total(standing.map(each => each.award));
  expect(committed).toBeLessThanOrEqual(MOST.pool);
  const accounts = await accountsOf(office, programme);
  const pool = accounts.find(each => each.account === "pool:fund:2025");
  expect(fen(pool?.posted) - fen(pool?.heldOut)).toBe(MOST.pool - committed);
  expect(total(accounts.map(each => fen(each.posted)))).toBe(0n);
  return standing;
}

/** Grants what is asked for, wave by wave; in each the decisions are made at once, and some give up meanwhile. */
async function grantedIn(
  office: HttpOffice,
  programme: string,
  waves: readonly (readonly Asking[])[],
): Promise<readonly Standing[]> {
  const round = await openRound(office, programme);
  const cases: Case[] = [];
  let journal = await journalOf(here, office);
  let standing: readonly Standing[] = [];
  const known = [
    "done",
    "pool-exhausted",
    "limit-reached",
    "not-eligible",
    "undecided",
    "busy",
    "stale",
    "finding-open",
    "wrong-state",
  ];
  for (const wave of waves) {
    const fresh: Case[] = [];
    for (const each of wave) fresh.push(await handedIn(office, round, each));
    cases.push(...fresh);
    const decide = (each: Case): Promise<string> =>
      office.refusal("decider2", "applications.determine", { id: each.id });
    const [answers] = await Promise.all([
      Promise.all(fresh.map(decide)),
      Promise.all(
        fresh
          .filter(each => each.withdrawn)
          .map(each => office.refusal(`firm${each.firm}`, "applications.withdraw", { id: each.id })),
      ),
    ]);
    // Who was only in another's way asks again; so does who is found to share a contract, once that is answered.
    await cleared(
      office,
      fresh.map(each => each.id),
    );
    const again = fresh.filter((_, n) => ["busy", "stale", "finding-open"].includes(answers[n] ?? ""));
    answers.push(...(await Promise.all(again.map(decide))));
    expect(answers.filter(each => !known.includes(each))).toEqual([]);
    standing = await withinGrants(office, programme, cases);
    journal = await grownSince(here, office, journal);
  }
  await replayedEqual(
    office,
    standing.map(each => each.assessment),
  );
  return standing;
}

interface Voucher {
  readonly id: string;
  /** Firm and benefit: the limit on what is redeemed is each benefit's own. */
  readonly limit: string;
  readonly face: bigint;
}

/** Issues what stands. */
async function issuedFrom(office: HttpOffice, standing: readonly Standing[]): Promise<readonly Voucher[]> {
  const vouchers: Voucher[] = [];
  for (const { id } of standing) {
    const { state } = await office.as("desk", "applications.get", { id });
    for (const who of state === "determined" ? ["decider3", "decider3b"] : [])
      if ((await office.as("desk", "applications.get", { id })).state === "determined")
        await office.as(who, "applications.approve", { id });
    await office.as("desk", "applications.announce", { id });
  }
  here.today("2025-04-10");
  for (const { id, firm, benefit, award } of standing) {
    await office.as("desk", "applications.allocate", { id });
    const { body } = await office.as("desk", "applications.issue", { id });
    vouchers.push({ id: String(body.voucher), limit: `firm ${firm}, ${benefit}`, face: award });
  }
  return vouchers;
}

const using = fc.record({
  is: fc.constantFrom("redeem" as const, "hold" as const, "reverse" as const, "capture" as const),
  which: fc.nat(20),
  provider: fc.constantFrom("provider", "provider2"),
  amount: fc.oneof(fc.integer({ min: 1, max: 60_000_00 }), fc.constantFrom(1, 90_000_00, 90_000_01)),
});
type Using = typeof using extends fc.Arbitrary<infer T> ? T : never;

interface Use {
  readonly key: string;
  readonly provider: string;
}

/** Uses of an office's vouchers, as they were answered. */
class Uses {
  readonly #office: HttpOffice;
  readonly #vouchers: readonly Voucher[];
  readonly held: Use[] = [];
  readonly #redeemed: Use[] = [];
  #orders = 0;

  constructor(office: HttpOffice, vouchers: readonly Voucher[]) {
    this.#office = office;
    this.#vouchers = vouchers;
  }

  /** @returns what it was answered with */
  async play({ is, which, provider, amount }: Using): Promise<string> {
    const ask = async (who: string, name: string, input: object, into: Use[] | null): Promise<string> => {
      try {
        const { key } = await this.#office.ask<{ key: string }>(who, name, { ...input });
        into?.push({ key, provider: who });
        return "done";
      } catch (error) {
        return error instanceof Error && "code" in error ? String(error.code) : Promise.reject(error);
      }
    };
    this.#orders += 1;
    const order = `O-${this.#orders}`;
    const voucher = this.#vouchers[which % this.#vouchers.length]?.id ?? "";
    const facts = { "contract.amount": "1000000.00" };
    const use = { id: voucher, order, amount: yuan(amount), facts };
    const pick = (from: readonly Use[]): Use | undefined => from[which % Math.max(1, from.length)];
    switch (is) {
      case "redeem":
        return ask(provider, "vouchers.redeem", use, this.#redeemed);
      case "hold":
        return ask(provider, "vouchers.hold", use, this.held);
      case "capture": {
        const held = pick(this.held);
        if (held === undefined) return "nothing";
        return ask(held.provider, "holds.capture", { key: held.key, amount: yuan(amount) }, null);
      }
      case "reverse": {
        const redeemed = pick(this.#redeemed);
        if (redeemed === undefined) return "nothing";
        const input = { key: redeemed.key, amount: yuan(amount), reason: "退货" };
        return ask(redeemed.provider, "redemptions.reverse", input, null);
      }
      default:
        return is satisfies never;
    }
  }

  /** What is shown adds up, and no firm has redeemed more than the year's limit of a benefit. */
  async within(
    programme: string,
    faces: ReadonlyMap<string, bigint>,
  ): Promise<Map<string, Record<string, bigint>>> {
    const figures = new Map<string, Record<string, bigint>>();
    for (const { id } of this.#vouchers) {
      const shown = await this.#office.ask<Record<string, string>>("auditor", "vouchers.figures", { id });
      const each = Object.fromEntries(Object.entries(shown).map(([name, text]) => [name, fen(text)]));
      const { available = -1n, reserved = -1n, used = -1n, forfeited = -1n } = each;
      for (const part of [available, reserved, used, forfeited]) expect(part).toBeGreaterThanOrEqual(0n);
      expect(available + reserved + used + forfeited).toBe(faces.get(id));
      figures.set(id, each);
    }
    const { items } = await this.#office.ask<{ items: { voucher: string; net: string }[] }>(
      "auditor",
      "redemptions.list",
      { programme, limit: 200 },
    );
    for (const limit of new Set(this.#vouchers.map(each => each.limit))) {
      const own = this.#vouchers.filter(each => each.limit === limit).map(each => each.id);
      const nets = items.filter(each => own.includes(each.voucher)).map(each => fen(each.net));
      expect(total(nets), `redeemed by ${limit}`).toBeLessThanOrEqual(MOST.redeemed);
      expect(total(nets)).toBe(total(own.map(id => figures.get(id)?.used ?? 0n)));
    }
    return figures;
  }
}

/** The last day, in use; the day after it, in use while the vouchers are ended; and everything is back in its pool. */
async function ended(
  office: HttpOffice,
  programme: string,
  uses: Uses,
  faces: ReadonlyMap<string, bigint>,
  last: readonly Using[],
): Promise<void> {
  const expire = () => office.refusal("desk", "vouchers.expire", { id: programme });
  here.today("2025-05-10");
  await Promise.all([expire(), ...last.map(each => uses.play(each))]);
  const figures = await uses.within(programme, faces);
  // On the last day nothing is taken away yet.
  for (const each of figures.values()) expect(each.forfeited).toBe(0n);
  here.today("2025-05-11");
  const late = last.map((each): Using => ({ ...each, is: each.is === "redeem" ? "hold" : each.is }));
  const answers = await Promise.all([
    expire(),
    ...late.map(async each => ({ is: each.is, was: await uses.play(each) })),
  ]);
  for (const each of answers)
    if (typeof each === "object" && each.is === "hold") expect(each.was).toBe("voucher-expired");
  await expire();
  const after = await uses.within(programme, faces);
  for (const each of after.values()) expect(each.available).toBe(0n);
  // What is held may still be taken until its own limit; what is let go of is forfeited at once.
  for (const { key, provider } of uses.held) await office.refusal(provider, "holds.release", { key });
  const end = await uses.within(programme, faces);
  for (const each of end.values()) expect([each.available, each.reserved]).toEqual([0n, 0n]);
  const all = (what: string): bigint => total([...end.values()].map(each => each[what] ?? 0n));
  const accounts = await accountsOf(office, programme);
  expect(posted(accounts, "pool:fund:2025")).toBe(MOST.pool - total([...faces.values()]) + all("forfeited"));
}

/** Pays what the providers are owed; no level pays or gives more than its part. */
async function paidByLevel(office: HttpOffice, programme: string): Promise<void> {
  const before = await accountsOf(office, programme);
  const owed = total(["provider-1", "provider-2"].map(each => posted(before, `provider:${each}`)));
  for (const who of ["provider", "provider2"]) {
    const own = posted(before, `provider:provider-${who === "provider" ? 1 : 2}`);
    if (own === 0n) continue;
    await verifiedAccount(office, who);
    expect(fen((await approvedClaim(office, who, { programme })).body.amount)).toBe(own);
  }
  if (owed === 0n) return;
  const batch = await office.as("finance", "batches.build", { programme, title: "第一批" });
  await office.as("approver", "batches.approve", { id: batch.id });
  await office.as("finance", "batches.send", { id: batch.id });
  const rows = rowsOf(batch).map(row => ({ number: row.number, paid: row.amount }));
  await office.as("finance", "batches.result", { id: batch.id, rows });
  expect((await office.as("approver", "batches.reconcile", { id: batch.id })).state).toBe("reconciled");
  const after = await accountsOf(office, programme);
  const paid = [0, 1].map(funder => posted(after, `paid:fund:2025:${funder}`));
  const given = [0, 1].map(funder => -posted(after, `source:fund:2025:${funder}`));
  expect(total(paid)).toBe(owed);
  expect(total(given)).toBe(MOST.pool);
  for (const [funder, amount] of paid.entries()) expect(amount).toBeLessThanOrEqual(given[funder] ?? 0n);
}

describe("a programme with every kind of limit", () => {
  test("grants, redeems, ends and pays within all of them, to the fen, whatever is asked at once", async () => {
    const wave = fc.array(asking, { minLength: 3, maxLength: 5 });
    const uses = fc.array(using, { minLength: 4, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(wave, { minLength: 1, maxLength: 2 }),
        fc.array(uses, { minLength: 1, maxLength: 3 }),
        uses,
        async (waves, together, last) => {
          const office = officeOverHttp(here, await here.office(), false);
          here.today("2025-04-01");
          const money = { pool: "fund", amount: yuan(Number(MOST.pool)) };
          const programme = await published(office, { text: EVERY_LIMIT }, {}, money);
          const vouchers = await issuedFrom(office, await grantedIn(office, programme, waves));
          if (vouchers.length === 0) return;
          const faces = new Map(vouchers.map(({ id, face }) => [id, face]));
          const all = new Uses(office, vouchers);
          let journal = await journalOf(here, office);
          for (const wave of together) {
            await Promise.all(wave.map(each => all.play(each)));
            await all.within(programme, faces);
            journal = await grownSince(here, office, journal);
          }
          await ended(office, programme, all, faces, last);
          await paidByLevel(office, programme);
          await grownSince(here, office, journal);
        },
      ),
      { numRuns: RUNS, endOnFailure: true },
    );
  }, 300_000);
});
