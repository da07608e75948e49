import type { Answer, Instruction, OfficeLedger } from "../src/index.ts";
import { type Books, key } from "./books.ts";

export type Extra = Readonly<Record<string, unknown>>;

/** A pool with 1,000 fen from a funder, a voucher that holds 600 at most, and an account in another unit. */
export async function deskOf(at: Books) {
  const office = await at.office();
  await office.createAccounts("p", [
    { code: "funder", floorFen: null },
    { code: "pool" },
    { code: "voucher", ceilingFen: 600n },
    { code: "other" },
    { code: "hours", currency: "GPU-HOUR", floorFen: null },
  ]);
  const ask = (kind: string, fields: Extra, name = key(kind)): Promise<Answer> =>
    office.submit({ kind, programme: "p", key: name, ...fields } as Instruction);
  const move = (amountFen: bigint, more: Extra = {}) =>
    ask("transfer", { debit: "pool", credit: "voucher", amountFen, ...more });
  await move(1_000n, { debit: "funder", credit: "pool" });
  const hold = (name: string, amountFen: bigint, more: Extra = {}) =>
    ask("hold", { debit: "pool", credit: "voucher", amountFen, ...more }, name);
  return { office, ask, move, hold, figures: (account: string) => figures(office, account) };
}

/** posted, held out, held in, available, room */
async function figures(office: OfficeLedger, account: string): Promise<readonly (bigint | null)[]> {
  const b = await office.balance("p", account);
  if (b === null) throw new Error(`no account ${account}`);
  return [b.postedFen, b.heldOutFen, b.heldInFen, b.availableFen, b.roomFen];
}
