import { describe, expect, test } from "vitest";
import { books, key } from "./books.ts";
import { deskOf, type Extra } from "./desk.ts";

const at = books();

const desk = () => deskOf(at);

describe("a transfer", () => {
  test("lowers the debit account and raises the credit account by the same amount", async () => {
    const { move, figures } = await desk();
    expect(await move(300n)).toMatchObject({ outcome: "done", replayed: false, position: 1, leftFen: null });
    expect(await figures("pool")).toEqual([700n, 0n, 0n, 700n, null]);
    expect(await figures("voucher")).toEqual([300n, 0n, 0n, 300n, 300n]);
    expect(await figures("funder")).toEqual([-1_000n, 0n, 0n, null, null]);
  });

  test.each([
    [599n, "done"],
    [600n, "done"],
    [601n, "over-limit"],
  ])("of %i fen to an account that may hold 600: %s", async (amountFen, outcome) => {
    const { move } = await desk();
    expect((await move(amountFen)).outcome).toBe(outcome);
  });

  test.each([
    [999n, "done"],
    [1_000n, "done"],
    [1_001n, "over-limit"],
  ])("of %i fen from a pool of 1,000: %s", async (amountFen, outcome) => {
    const { move } = await desk();
    expect((await move(amountFen, { credit: "other" })).outcome).toBe(outcome);
  });

  test("that does not fit says what is left and on which side, and a smaller one after it may pass", async () => {
    const { move, figures } = await desk();
    expect(await move(601n)).toMatchObject({ outcome: "over-limit", leftFen: 600n, detail: "credit" });
    expect(await move(1_001n, { credit: "other" })).toMatchObject({ leftFen: 1_000n, detail: "debit" });
    expect((await move(600n)).outcome).toBe("done");
    expect(await figures("pool")).toEqual([400n, 0n, 0n, 400n, null]);
  });

  test("opens its accounts on the way when told how", async () => {
    const { move, figures } = await desk();
    const credit = { code: "voucher-2", ceilingFen: 50n };
    expect((await move(50n, { credit })).outcome).toBe("done");
    expect(await figures("voucher-2")).toEqual([50n, 0n, 0n, 50n, 0n]);
    expect(await move(1n, { credit })).toMatchObject({ outcome: "over-limit", leftFen: 0n });
  });
});

describe("a hold", () => {
  test("sets money aside on both sides without posting it", async () => {
    const { hold, figures } = await desk();
    expect((await hold("h", 400n)).outcome).toBe("done");
    expect(await figures("pool")).toEqual([1_000n, 400n, 0n, 600n, null]);
    expect(await figures("voucher")).toEqual([0n, 0n, 400n, 0n, 200n]);
  });

  test("counts against both limits until it ends", async () => {
    const { hold, move, ask } = await desk();
    await hold("h", 400n);
    expect(await move(201n)).toMatchObject({ outcome: "over-limit", leftFen: 200n, detail: "credit" });
    expect(await move(601n, { credit: "other" })).toMatchObject({ outcome: "over-limit", leftFen: 600n });
    await ask("release", { target: "h" });
    expect((await move(600n)).outcome).toBe("done");
  });

  test("is listed on both its accounts, the first to expire first, while it is open", async () => {
    const { hold, ask, office } = await desk();
    const [soon, late] = [new Date("2098-01-01T00:00:00Z"), new Date("2099-01-01T00:00:00Z")];
    await hold("endless", 1n);
    await hold("late", 2n, { expiresAt: late });
    await hold("soon", 3n, { expiresAt: soon });
    await hold("freed", 4n);
    await ask("release", { target: "freed" });
    const listed = await office.holds("p", "pool");
    expect(listed.map(h => [h.key, h.credit, h.amountFen, h.expiresAt])).toEqual([
      ["soon", "voucher", 3n, soon],
      ["late", "voucher", 2n, late],
      ["endless", "voucher", 1n, null],
    ]);
    expect(await office.holds("p", "voucher")).toEqual(listed);
    expect(await office.holds("p", "other")).toEqual([]);
  });

  test("captured in full posts what it held", async () => {
    const { hold, ask, figures } = await desk();
    await hold("h", 400n);
    expect((await ask("capture", { target: "h" })).outcome).toBe("done");
    expect(await figures("pool")).toEqual([600n, 0n, 0n, 600n, null]);
    expect(await figures("voucher")).toEqual([400n, 0n, 0n, 400n, 200n]);
  });

  test("captured in part posts the part and frees the rest", async () => {
    const { hold, ask, figures } = await desk();
    await hold("h", 400n);
    expect((await ask("capture", { target: "h", amountFen: 150n })).outcome).toBe("done");
    expect(await figures("pool")).toEqual([850n, 0n, 0n, 850n, null]);
    expect(await figures("voucher")).toEqual([150n, 0n, 0n, 150n, 450n]);
  });

  test("may be released while an account is frozen, but not captured", async () => {
    const { hold, ask } = await desk();
    await hold("h", 100n);
    await ask("state", { account: "voucher", state: "frozen" });
    expect((await ask("capture", { target: "h" })).outcome).toBe("frozen");
    expect((await ask("release", { target: "h" })).outcome).toBe("done");
  });

  const ends: readonly (readonly [string, string, string])[] = [
    ["capture", "capture", "already-captured"],
    ["capture", "release", "already-captured"],
    ["release", "capture", "already-released"],
    ["release", "release", "already-released"],
  ];
  test.each(ends)("after %s cannot be ended again by %s: %s", async (first, second, outcome) => {
    const { hold, ask, figures } = await desk();
    await hold("h", 100n);
    expect((await ask(first, { target: "h" })).outcome).toBe("done");
    const before = await figures("voucher");
    expect((await ask(second, { target: "h" })).outcome).toBe(outcome);
    expect(await figures("voucher")).toEqual(before);
  });

  test.each([
    [99n, "done"],
    [100n, "done"],
    [101n, "above-held"],
  ])("of 100 fen captured with %i: %s", async (amountFen, outcome) => {
    const { hold, ask } = await desk();
    await hold("h", 100n);
    const answer = await ask("capture", { target: "h", amountFen });
    expect(answer.outcome).toBe(outcome);
    if (outcome === "above-held") expect(answer.leftFen).toBe(100n);
  });
});

describe("a reversal", () => {
  test("may take back a transfer in parts until nothing is left", async () => {
    const { move, ask, figures } = await desk();
    const { key: target } = await move(500n);
    expect((await ask("reverse", { target, amountFen: 200n })).outcome).toBe("done");
    expect(await ask("reverse", { target, amountFen: 301n })).toMatchObject({
      outcome: "above-rest",
      leftFen: 300n,
    });
    expect((await ask("reverse", { target })).outcome).toBe("done");
    expect(await ask("reverse", { target })).toMatchObject({ outcome: "above-rest", leftFen: 0n });
    expect(await figures("pool")).toEqual([1_000n, 0n, 0n, 1_000n, null]);
  });

  test("of a captured hold is limited to what was captured", async () => {
    const { hold, ask } = await desk();
    await hold("h", 400n);
    const { key: target } = await ask("capture", { target: "h", amountFen: 100n });
    expect(await ask("reverse", { target, amountFen: 101n })).toMatchObject({
      outcome: "above-rest",
      leftFen: 100n,
    });
    expect((await ask("reverse", { target })).outcome).toBe("done");
  });

  test("obeys limits like any other movement: what was paid on cannot be taken back", async () => {
    const { move, ask } = await desk();
    const { key: target } = await move(500n);
    await move(450n, { debit: "voucher", credit: "other" });
    expect(await ask("reverse", { target })).toMatchObject({
      outcome: "over-limit",
      leftFen: 50n,
      detail: "debit",
    });
    expect((await ask("reverse", { target, amountFen: 50n })).outcome).toBe("done");
  });

  test("of a hold, of a reversal, or of nothing is refused by name", async () => {
    const { hold, move, ask } = await desk();
    await hold("h", 1n);
    const { key: target } = await move(5n);
    const { key: back } = await ask("reverse", { target });
    expect((await ask("reverse", { target: "h" })).outcome).toBe("not-reversible");
    expect((await ask("reverse", { target: back })).outcome).toBe("not-reversible");
    expect(await ask("reverse", { target: "nothing" })).toMatchObject({
      outcome: "unknown-target",
      detail: "nothing",
    });
    expect((await ask("capture", { target })).outcome).toBe("not-a-hold");
  });
});

describe("a linked group", () => {
  const claim = (credit: string, amountFen: bigint) =>
    ({ kind: "transfer", programme: "p", key: key("linked"), debit: "pool", credit, amountFen }) as const;

  test("is recorded as a whole", async () => {
    const { office, figures } = await desk();
    const answers = await office.submitLinked([claim("voucher", 300n), claim("other", 200n)]);
    expect(answers.map(a => a.outcome)).toEqual(["done", "done"]);
    expect(answers[0]?.height).toBe(answers[1]?.height);
    expect(await figures("pool")).toEqual([500n, 0n, 0n, 500n, null]);
  });

  test("is left out as a whole when one member does not fit, wherever it stands", async () => {
    const { office, figures } = await desk();
    const before = await figures("pool");
    for (const place of [0, 1, 2]) {
      const group = [claim("other", 100n), claim("other", 100n), claim("other", 100n)];
      group[place] = claim("voucher", 601n);
      const answers = await office.submitLinked(group);
      expect(answers.map(a => a.outcome)).toEqual(
        [0, 1, 2].map(i => (i === place ? "over-limit" : "linked")),
      );
      expect(answers.find(a => a.outcome === "linked")?.detail).toBe(group[place]?.key);
    }
    expect(await figures("pool")).toEqual(before);
  });

  test("may capture a hold and lower a cap together, and takes both back when the cap is short", async () => {
    const { office, hold, ask, figures } = await desk();
    await ask("limit", { account: "other", floorFen: 0n, ceilingFen: 10n });
    await hold("h", 400n);
    const answers = await office.submitLinked([
      { kind: "capture", programme: "p", key: key(), target: "h" },
      claim("other", 11n),
    ]);
    expect(answers.map(a => a.outcome)).toEqual(["linked", "over-limit"]);
    expect(await figures("voucher")).toEqual([0n, 0n, 400n, 0n, 200n]);
    expect((await ask("capture", { target: "h" })).outcome).toBe("done");
  });

  test("may capture what it holds itself", async () => {
    const { office, figures } = await desk();
    const hold = { ...claim("voucher", 300n), kind: "hold" } as const;
    const answers = await office.submitLinked([
      hold,
      { kind: "capture", programme: "p", key: key(), target: hold.key, amountFen: 120n },
      claim("other", 100n),
    ]);
    expect(answers.map(a => a.outcome)).toEqual(["done", "done", "done"]);
    expect(await figures("voucher")).toEqual([120n, 0n, 0n, 120n, 480n]);
  });

  test("answers the same again as a whole, and refuses a member that was exchanged", async () => {
    const { office, figures } = await desk();
    const group = [claim("voucher", 300n), claim("other", 200n)];
    const first = await office.submitLinked(group);
    const again = await office.submitLinked(group);
    expect(again.map(a => [a.outcome, a.replayed, a.height, a.position])).toEqual(
      first.map(a => ["done", true, a.height, a.position]),
    );
    const exchanged = await office.submitLinked([...group.slice(0, 1), claim("other", 1n)]);
    expect(exchanged.map(a => a.outcome)).toEqual(["conflict", "linked"]);
    expect(exchanged.map(a => a.height)).toEqual([null, null]);
    expect(await figures("pool")).toEqual([500n, 0n, 0n, 500n, null]);
  });
});

describe("limits and states", () => {
  test("a limit cannot be set where the balance already breaks it", async () => {
    const { ask, move } = await desk();
    await move(300n);
    expect((await ask("limit", { account: "voucher", floorFen: 0n, ceilingFen: 299n })).outcome).toBe(
      "over-limit",
    );
    expect((await ask("limit", { account: "voucher", floorFen: 301n, ceilingFen: null })).outcome).toBe(
      "over-limit",
    );
    expect((await ask("limit", { account: "voucher", floorFen: 300n, ceilingFen: 300n })).outcome).toBe(
      "done",
    );
    expect(await move(1n)).toMatchObject({ outcome: "over-limit", leftFen: 0n });
    expect((await move(1n, { debit: "voucher", credit: "other" })).outcome).toBe("over-limit");
  });

  test("a frozen account moves nothing until it is opened again", async () => {
    const { ask, move } = await desk();
    await ask("state", { account: "pool", state: "frozen" });
    expect((await move(1n)).outcome).toBe("frozen");
    expect((await move(1n, { debit: "funder", credit: "pool" })).outcome).toBe("frozen");
    await ask("state", { account: "pool", state: "open" });
    expect((await move(1n)).outcome).toBe("done");
  });

  test("a closed account that is to be opened again is there, and stays closed", async () => {
    const { office, ask, move } = await desk();
    await ask("state", { account: "voucher", state: "closed" });
    expect(await office.createAccounts("p", [{ code: "voucher" }, { code: "new" }])).toEqual([
      "exists",
      "opened",
    ]);
    expect((await move(1n, { credit: { code: "voucher" } })).outcome).toBe("closed");
    expect((await move(1n, { credit: { code: "other" } })).outcome).toBe("done");
    expect((await office.verify()).fault).toBeNull();
  });

  test("a closed account stays closed, and one with open holds cannot be closed", async () => {
    const { ask, hold, move } = await desk();
    await hold("h", 1n);
    expect((await ask("state", { account: "voucher", state: "closed" })).outcome).toBe("still-pending");
    await ask("release", { target: "h" });
    expect((await ask("state", { account: "voucher", state: "closed" })).outcome).toBe("done");
    expect((await move(1n)).outcome).toBe("closed");
    expect((await ask("state", { account: "voucher", state: "open" })).outcome).toBe("closed");
  });
});

describe("an idempotency key", () => {
  test("gives the same answer to the same request, though the world has changed", async () => {
    const { move, ask } = await desk();
    const done = await move(600n, { key: "once" });
    const refused = await move(600n, { key: "twice", credit: "voucher" });
    expect([done.outcome, refused.outcome]).toEqual(["done", "over-limit"]);
    await ask("limit", { account: "voucher", floorFen: 0n, ceilingFen: null });
    expect(await move(600n, { key: "once" })).toMatchObject({
      outcome: "done",
      replayed: true,
      height: done.height,
    });
    expect(await move(600n, { key: "twice" })).toMatchObject({
      outcome: "over-limit",
      replayed: true,
      leftFen: 0n,
      detail: "credit",
    });
  });

  const changes: readonly (readonly [string, Extra])[] = [
    ["amount", { amountFen: 101n }],
    ["credit account", { credit: "other" }],
    ["debit account", { debit: "funder" }],
    ["reference", { reference: "contract:2" }],
    ["reason", { reason: "other" }],
    ["actor", { actor: "member:2" }],
    ["event time", { eventAt: new Date("2025-01-01T00:00:00Z") }],
    ["kind", { kind: "hold" }],
  ];
  test.each(changes)("used again with another %s is a conflict", async (_what, change) => {
    const { move, figures } = await desk();
    const fields = { key: "k", reference: "contract:1", reason: "use", actor: "member:1" };
    await move(100n, fields);
    const before = await figures("pool");
    expect(await move(100n, { ...fields, ...change })).toMatchObject({ outcome: "conflict", height: null });
    expect(await figures("pool")).toEqual(before);
  });

  test("sent many times at once is done once", async () => {
    const { office, figures } = await desk();
    const other = (await at.another()).office(office.office);
    const request = { kind: "transfer", programme: "p", key: "k", debit: "pool", credit: "voucher" } as const;
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, i) => (i % 2 ? office : other).submit({ ...request, amountFen: 7n })),
    );
    expect(new Set(answers.map(a => a.outcome))).toEqual(new Set(["done"]));
    expect(answers.filter(a => !a.replayed)).toHaveLength(1);
    expect(await figures("voucher")).toEqual([7n, 0n, 0n, 7n, 593n]);
  });

  test("tells what was answered under it, also to somebody who no longer has the request", async () => {
    const { move, office } = await desk();
    const done = await move(600n, { key: "once" });
    await move(600n, { key: "twice" });
    expect(await office.answerTo("once")).toEqual({ ...done, replayed: true });
    expect(await office.answerTo("twice")).toMatchObject({
      outcome: "over-limit",
      leftFen: 0n,
      detail: "credit",
    });
    expect(await office.answerTo("never")).toBeNull();
  });

  test("belongs to one office: another may use the same", async () => {
    const a = await desk();
    const b = await desk();
    expect((await a.move(1n, { key: "k" })).outcome).toBe("done");
    expect((await b.move(2n, { key: "k" })).outcome).toBe("done");
  });
});
