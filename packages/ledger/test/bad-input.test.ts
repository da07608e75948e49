import { describe, expect, test } from "vitest";
import { type Instruction, type Movement, type OfficeLedger, OUTCOMES, type Outcome } from "../src/index.ts";
import { books, key } from "./books.ts";
import { booksWithEverything } from "./scenes.ts";

const at = books();
const kept = booksWithEverything(at);

type Fields = Readonly<Record<string, unknown>>;
const transfer = (fields: Fields): Fields => ({
  kind: "transfer",
  debit: "pool",
  credit: "provider",
  amountFen: 1n,
  ...fields,
});

/** Everything that bad input could have changed: balances and movements. */
const standing = async (office: OfficeLedger): Promise<unknown> => {
  const balances = await office.balances("p");
  const lines = await Promise.all(balances.map(b => office.statement("p", b.account)));
  return [balances, lines.map(page => page?.lines.length)];
};

/** Made in `everythingOnce`: holds hold-whole (captured), hold-freed (released), hold-short (expired), hold-open (20 fen). */
const BAD: readonly (readonly [what: string, Fields, Outcome])[] = [
  ["an amount of zero", transfer({ amountFen: 0n }), "malformed"],
  ["an amount of −1 fen", transfer({ amountFen: -1n }), "malformed"],
  ["an amount of 2⁶³", transfer({ amountFen: 2n ** 63n }), "malformed"],
  ["one fen more than the greatest amount", transfer({ amountFen: 10n ** 15n + 1n }), "malformed"],
  ["an amount that is no whole fen", transfer({ amountFen: 0.5 }), "malformed"],
  ["an amount as text", transfer({ amountFen: "1" }), "malformed"],
  ["no amount", transfer({ amountFen: undefined }), "malformed"],
  ["one account on both sides", transfer({ credit: "pool" }), "malformed"],
  ["an account code with a blank", transfer({ credit: "the provider" }), "malformed"],
  ["an account code that would end the array", transfer({ credit: 'x","y' }), "malformed"],
  ["a code of 129 characters", transfer({ credit: "x".repeat(129) }), "malformed"],
  ["no key", transfer({ key: "" }), "malformed"],
  ["a key of the ledger's own form", transfer({ key: "~expire~hold-open" }), "malformed"],
  ["an event in no year", transfer({ eventAt: new Date(Number.NaN) }), "malformed"],
  ["a kind that is none", transfer({ kind: "gift" }), "malformed"],
  [
    "an account to open with a floor above zero",
    transfer({ credit: { code: "new", floorFen: 1n } }),
    "malformed",
  ],
  ["an account to open in no currency", transfer({ credit: { code: "new", currency: "yuan" } }), "malformed"],
  [
    "a hold that ends in the year 0",
    { kind: "hold", debit: "pool", credit: "provider", amountFen: 1n, expiresAt: new Date(-8e15) },
    "malformed",
  ],
  ["a programme without books", transfer({ programme: "nowhere" }), "unknown-programme"],
  ["an unknown account", transfer({ credit: "nobody" }), "unknown-account"],
  [
    "a closed account and one that is not there",
    { kind: "transfer", debit: "hours", credit: "hours-2", amountFen: 1n },
    "unknown-account",
  ],
  ["another currency", transfer({ credit: "hours" }), "other-currency"],
  ["one fen more than there is", transfer({ amountFen: 1_000_000n }), "over-limit"],
  [
    "the greatest amount of all",
    transfer({ debit: "funder", credit: "voucher-2", amountFen: 10n ** 15n }),
    "over-limit",
  ],
  ["a hold captured twice", { kind: "capture", target: "hold-whole" }, "already-captured"],
  ["a hold released after its capture", { kind: "release", target: "hold-whole" }, "already-captured"],
  ["a hold captured after its release", { kind: "capture", target: "hold-freed" }, "already-released"],
  [
    "a hold captured above its amount",
    { kind: "capture", target: "hold-open", amountFen: 21n },
    "above-held",
  ],
  ["a hold captured after its time", { kind: "capture", target: "hold-short" }, "expired"],
  ["a hold released after its time", { kind: "release", target: "hold-short" }, "expired"],
  ["a capture of nothing", { kind: "capture", target: "hold-none" }, "unknown-target"],
  ["a capture of a transfer", { kind: "capture", target: "claim" }, "not-a-hold"],
  ["a capture of zero", { kind: "capture", target: "hold-open", amountFen: 0n }, "malformed"],
  ["a reversal of a hold", { kind: "reverse", target: "hold-open" }, "not-reversible"],
  ["a reversal beyond the rest", { kind: "reverse", target: "claim", amountFen: 271n }, "above-rest"],
  ["a reversal of a refusal", { kind: "reverse", target: "too-much" }, "unknown-target"],
  [
    "a limit on an unknown account",
    { kind: "limit", account: "nobody", floorFen: null, ceilingFen: null },
    "unknown-account",
  ],
  ["a limit left open", { kind: "limit", account: "pool", floorFen: 0n }, "malformed"],
  ["a state that is none", { kind: "state", account: "pool", state: "gone" }, "malformed"],
  ["the key of another request", transfer({ key: "claim" }), "conflict"],
];

describe("bad input has a name and moves nothing", () => {
  test.each(BAD)("%s", async (_what, fields, outcome) => {
    const office = await kept();
    const before = await standing(office);
    const instruction = { programme: "p", key: key("bad"), ...fields } as unknown as Instruction;
    const answer = await office.submit(instruction);
    expect(answer.outcome).toBe(outcome);
    expect(await standing(office)).toEqual(before);
    // What is kept is an answer in the journal; what is not kept left no trace at all.
    expect(answer.height !== null).toBe(OUTCOMES[outcome].kept);
    expect((await office.verify()).fault).toBeNull();
  });

  test("a closed account, on either side", async () => {
    const office = await at.office();
    await office.createAccounts("p", [{ code: "a", floorFen: null }, { code: "b" }]);
    await office.submit({ kind: "state", programme: "p", key: key(), account: "b", state: "closed" });
    const move = (debit: string, credit: string) =>
      office.submit({ kind: "transfer", programme: "p", key: key(), debit, credit, amountFen: 1n });
    expect([(await move("a", "b")).outcome, (await move("b", "a")).outcome]).toEqual(["closed", "closed"]);
  });

  const good = {
    kind: "transfer",
    programme: "p",
    debit: "pool",
    credit: "provider",
    amountFen: 1n,
  } as const;
  test.each([
    ["a member that is malformed", { ...good, key: "x", amountFen: 0n }, ["linked", "malformed"]],
    ["a member of another programme", { ...good, key: "x", programme: "q" }, ["linked", "malformed"]],
    [
      "a change of state",
      { kind: "state", programme: "p", key: "x", account: "pool", state: "frozen" },
      ["linked", "malformed"],
    ],
    ["the same key twice", { ...good, key: "first", amountFen: 2n }, ["linked", "malformed"]],
    ["a key that has been used otherwise", { ...good, key: "claim" }, ["linked", "conflict"]],
    ["a member that does not fit", { ...good, key: "x", amountFen: 10_000n }, ["linked", "over-limit"]],
  ])("a link broken by %s", async (_what, second, outcomes) => {
    const office = await kept();
    const before = await standing(office);
    const answers = await office.submitLinked([{ ...good, key: "first" }, second as Movement]);
    expect(answers.map(a => a.outcome)).toEqual(outcomes);
    expect(await standing(office)).toEqual(before);
  });

  test("every outcome of the table has both languages, and says whether it is kept", () => {
    for (const meaning of Object.values(OUTCOMES)) {
      expect(meaning.zh).toMatch(/。$/);
      expect(meaning.en).toMatch(/\.$/);
      expect(typeof meaning.kept).toBe("boolean");
    }
  });

  test("the database keeps exactly the outcomes that the table calls kept", async () => {
    const owner = await at.session("owner");
    const { rows } = await owner.query<{ text: string }>(
      "SELECT pg_get_constraintdef(oid) AS text FROM pg_constraint WHERE conname = 'outcome_is_kept'",
    );
    const inDatabase = [...(rows[0]?.text ?? "").matchAll(/'([a-z-]+)'/g)].map(match => match[1]).sort();
    const inTable = Object.entries(OUTCOMES).flatMap(([name, { kept }]) => (kept ? [name] : []));
    expect(inDatabase).toEqual(inTable.sort());
  });
});
