import type { Answer, Instruction, Movement, OfficeLedger } from "../src/index.ts";
import type { Books } from "./books.ts";

/** Made at a time: each waits for a hold to run out, which costs many no more than one. */
const MADE_TOGETHER = 16;

/** Books as of `everythingOnce`, new ones at every call. */
export function booksWithEverything(at: Books): () => Promise<OfficeLedger> {
  const stock: OfficeLedger[] = [];
  const make = async (): Promise<OfficeLedger> => {
    const office = await at.office();
    await everythingOnce(office);
    return office;
  };
  return async () => {
    if (stock.length === 0) stock.push(...(await Promise.all(Array.from({ length: MADE_TOGETHER }, make))));
    return stock.pop() ?? make();
  };
}

/**
 * Books in which everything has happened once: every kind of instruction, refusals, linked groups, holds
 * that ended each way. Keys and accounts have speaking names, so that tests can point at them.
 */
export async function everythingOnce(office: OfficeLedger, programme = "p"): Promise<void> {
  /** Keys are one office's: in a second programme they must be others. */
  const own = (key: string): string => (programme === "p" ? key : `${programme}:${key}`);
  const ask = async (
    expected: Answer["outcome"],
    key: string,
    kind: string,
    fields: Readonly<Record<string, unknown>>,
  ): Promise<void> => {
    const { target } = fields;
    const named = {
      kind,
      programme,
      key: own(key),
      ...(target === undefined ? {} : { target: own(String(target)) }),
    };
    const answer = await office.submit({ ...fields, ...named } as Instruction);
    if (answer.outcome !== expected) throw new Error(`${key}: ${answer.outcome}, not ${expected}`);
  };
  const group = async (
    expected: Answer["outcome"],
    movements: readonly ({ key: string } & object)[],
  ): Promise<void> => {
    const answers = await office.submitLinked(
      movements.map(m => ({ kind: "transfer", programme, ...m, key: own(m.key) })) as Movement[],
    );
    if (!answers.some(a => a.outcome === expected))
      throw new Error(`group: ${JSON.stringify(answers.map(a => a.outcome))}`);
  };
  await office.openProgramme(programme);
  await office.createAccounts(programme, [
    { code: "funder", floorFen: null },
    { code: "pool", period: "2025", owner: new Uint8Array(32).fill(7) },
    { code: "voucher", ceilingFen: 600n },
    { code: "provider" },
    { code: "hours", currency: "GPU-HOUR" },
  ]);
  const eventAt = new Date("2025-11-01T08:30:00.123Z");
  const poolTo = (credit: unknown, amountFen: bigint) => ({ debit: "pool", credit, amountFen });
  const noted = { reference: "contract:2025-7", reason: "redeem", actor: "member:9", eventAt };
  await ask("done", "fund", "transfer", { debit: "funder", credit: "pool", amountFen: 1_000n });
  await ask("done", "claim", "transfer", { ...poolTo("voucher", 300n), ...noted });
  await ask("over-limit", "too-much", "transfer", { ...poolTo("voucher", 301n), ...noted });
  await ask("unknown-account", "to-nobody", "transfer", poolTo("nobody", 1n));
  await ask("unknown-account", "from-nobody", "transfer", { debit: "nobody", credit: "pool", amountFen: 1n });
  await ask("unknown-account", "nobody-twice", "transfer", {
    debit: "nobody",
    credit: "no-one",
    amountFen: 1n,
  });
  await ask("other-currency", "hours-for-money", "transfer", poolTo("hours", 1n));
  await ask("done", "hold-part", "hold", {
    ...poolTo("voucher", 100n),
    expiresAt: new Date("2099-01-01T00:00:00Z"),
  });
  await ask("done", "capture-part", "capture", { target: "hold-part", amountFen: 60n });
  await ask("done", "hold-whole", "hold", poolTo("voucher", 40n));
  await ask("done", "capture-whole", "capture", { target: "hold-whole" });
  await ask("already-captured", "capture-twice", "capture", { target: "hold-whole" });
  await ask("above-rest", "reverse-too-much", "reverse", { target: "claim", amountFen: 301n });
  await ask("done", "hold-freed", "hold", poolTo("provider", 50n));
  await ask("done", "free", "release", { target: "hold-freed" });
  await ask("done", "hold-open", "hold", poolTo("provider", 20n));
  // Long enough for a busy machine to take the hold in time, of sixteen books at once.
  const runsOut = new Date(Date.now() + 2_000);
  await ask("done", "hold-short", "hold", { ...poolTo("provider", 5n), expiresAt: runsOut });
  await ask("done", "back-1", "reverse", { target: "claim", amountFen: 30n });
  await ask("done", "back-2", "reverse", { target: "capture-part" });
  await ask("done", "widen", "limit", { account: "voucher", floorFen: 0n, ceilingFen: 900n });
  await ask("over-limit", "narrow", "limit", { account: "voucher", floorFen: 0n, ceilingFen: 1n });
  await ask("unknown-account", "widen-nobody", "limit", {
    account: "nobody",
    floorFen: null,
    ceilingFen: null,
  });
  await ask("done", "freeze", "state", { account: "voucher", state: "frozen", reason: "audit" });
  await ask("frozen", "while-frozen", "transfer", poolTo("voucher", 1n));
  await ask("done", "thaw", "state", { account: "voucher", state: "open" });
  await group("done", [
    { key: "both-1", ...poolTo("voucher", 10n) },
    { key: "both-2", ...poolTo({ code: "voucher-2", ceilingFen: 10n }, 10n) },
  ]);
  await group("linked", [
    { key: "none-1", ...poolTo("voucher", 10n) },
    { key: "none-2", ...poolTo("voucher-2", 1n) },
  ]);
  await new Promise(resolve => setTimeout(resolve, Math.max(0, runsOut.getTime() - Date.now()) + 50));
  await office.expireDue(programme);
  await ask("expired", "capture-late", "capture", { target: "hold-short" });
  await ask("done", "close", "state", { account: "hours", state: "closed" });
}
