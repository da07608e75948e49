import { describe, expect, test } from "vitest";
import { accepted, house, type Office, openRound, published, settleRest, type View } from "./office.ts";
import { ownProgramme, THIRTY_PERCENT } from "./own-programme.ts";

const h = house();
const OLD = ownProgramme({
  mode: "deducted-at-provider",
  voucher: "lifetime: 12个月",
  pools: "fund: {max: 1亿元, period: total, firmness: firm, order: submission, at: rules 第六条}",
  benefits: THIRTY_PERCENT("buy", "pool: fund"),
});
const NEW = OLD.replace('version: "2025-01-10"', 'version: "2025-03-01"').replace("rate: 30%", "rate: 20%");
const MONEY = { pool: "fund", amount: "900000.00" };
const FACTS = { "spend.kind": "算力服务", "contract.amount": "100万元" };

/** A file that is loaded and checked, and waits to be published. */
async function checked(office: Office, text: string): Promise<string> {
  const { id } = await office.as("desk", "programmes.load", { text });
  await office.as("decider1", "programmes.check", { id });
  return id;
}

/** A voucher under a round, of what the rules then give. */
async function issued(office: Office, round: string, firm: string): Promise<View> {
  const id = await accepted(office, firm, round, "buy", FACTS);
  await office.as("decider2", "applications.determine", { id });
  await office.as("decider3", "applications.approve", { id });
  await office.as("desk", "applications.announce", { id });
  h.today("2025-04-15");
  await office.as("desk", "applications.allocate", { id });
  const { voucher } = (await office.as("desk", "applications.issue", { id })).body;
  return office.as("desk", "vouchers.get", { id: voucher });
}

describe("a newer file of a programme that is running", () => {
  test("is a draft beside it: the round that is open goes on under the version it was opened with", async () => {
    const office = h.office();
    h.today("2025-04-01");
    const programme = await published(office, { text: OLD }, {}, MONEY);
    const round = await openRound(office, programme);
    const newer = await checked(office, NEW);
    expect((await office.as("desk", "programmes.get", { id: newer })).body.version).toBe("2025-03-01");
    expect((await issued(office, round, "firm")).body.face).toBe("300000.00");
  });

  test("is published once no round of the other takes or decides cases; then no round opens under that one", async () => {
    const office = h.office();
    h.today("2025-04-01");
    const programme = await published(office, { text: OLD }, {}, MONEY);
    const round = await openRound(office, programme);
    const later = await office.as("desk", "rounds.create", {
      id: programme,
      title: "第二批",
      opens: "2025-04-01",
    });
    const newer = await checked(office, NEW);
    const publish = () => office.refusal("decider3", "programmes.publish", { id: newer });
    expect(await publish()).toBe("version-deciding");
    const voucher = await issued(office, round, "firm");
    expect(await publish()).toBe("version-deciding");
    await office.as("finance", "rounds.settle", { id: round });
    expect(await publish()).toBe("done");

    expect((await office.as("firm", "programmes.get", { id: programme })).body.replacedBy).toBe(newer);
    expect(await office.refusal("decider2", "rounds.open", { id: later.id })).toBe("version-replaced");
    const another = { id: programme, title: "第三批", opens: "2025-04-01" };
    expect(await office.refusal("desk", "rounds.create", another)).toBe("version-replaced");
    // What was given under it is used and paid as it says.
    const use = { id: voucher.id, order: "A-1", amount: "300000.00" };
    expect(await office.refusal("provider", "vouchers.redeem", use)).toBe("done");
    expect(await office.refusal("provider", "claims.create", { programme })).toBe("done");

    await settleRest(office, newer);
    await office.as("approver", "pools.appropriate", { id: newer, ...MONEY, reference: "示例预算" });
    h.today("2025-04-01");
    expect((await issued(office, await openRound(office, newer), "firm2")).body.face).toBe("200000.00");
  });

  test("is refused when it is no newer, or when the other is frozen: a freeze is not got round by a new file", async () => {
    const office = h.office();
    h.today("2025-04-01");
    const newer = await published(office, { text: NEW }, {}, MONEY);
    for (const text of [OLD, NEW])
      expect(
        await office.refusal("decider3", "programmes.publish", { id: await checked(office, text) }),
      ).toBe("version-not-newer");
    await office.as("auditor", "programmes.freeze", { id: newer, reason: "complaint", note: "核查" });
    const latest = NEW.replace('version: "2025-03-01"', 'version: "2025-03-15"');
    const id = await checked(office, latest);
    expect(await office.refusal("decider3", "programmes.publish", { id })).toBe("programme-frozen");
    await office.as("auditor", "programmes.thaw", { id: newer, reason: "cleared", note: "已核" });
    expect(await office.refusal("decider3", "programmes.publish", { id })).toBe("done");
  });

  test("ends the sales of the other at once, and begins its own", async () => {
    const office = h.office();
    h.today("2025-04-01");
    const sale = (text: string) => text.replace("mode: deducted-at-provider", "mode: discount-at-sale");
    const bare = (text: string) => sale(text).replace(/voucher:\n.*\n.*\n/, "");
    const rulings = { "sale-funder": "repaid" };
    const older = await published(office, { text: bare(OLD) }, rulings, MONEY);
    await settleRest(office, older);
    const sold = (id: string, order: string) =>
      office.refusal("provider", "sales.record", { id, applicant: "firm-1", order, facts: FACTS });
    expect(await sold(older, "S-1")).toBe("done");
    const newer = await published(office, { text: bare(NEW) }, rulings, MONEY);
    await settleRest(office, newer);
    expect(await sold(older, "S-2")).toBe("version-replaced");
    expect(await sold(newer, "S-2")).toBe("done");
  });

  test("and a round that is opened in the same moment do not both go through", async () => {
    const office = h.office();
    h.today("2025-04-01");
    const programme = await published(office, { text: OLD }, {}, MONEY);
    await settleRest(office, programme);
    const round = { id: programme, title: "第一批", opens: "2025-01-01" };
    const { id } = await office.as("desk", "rounds.create", round);
    const newer = await checked(office, NEW);
    const outcomes = await Promise.all([
      office.refusal("decider3", "programmes.publish", { id: newer }),
      office.refusal("decider2", "rounds.open", { id }),
    ]);
    expect(outcomes.filter(each => each === "done")).toHaveLength(1);
  });
});
