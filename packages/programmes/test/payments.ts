import type { House, Office, View } from "./office.ts";

interface BatchRow {
  readonly number: number;
  readonly funder: number;
  readonly amount: string;
  readonly claim: string;
}

export const rowsOf = (batch: View): readonly BatchRow[] => batch.body.rows as BatchRow[];

/** A verified payee account for an organisation. */
export async function verifiedAccount(office: Office, clerk: string): Promise<string> {
  const { id } = await office.as(clerk, "accounts.propose", {
    holder: `示例 ${clerk}`,
    bank: "示例银行",
    number: "6222000011112222",
  });
  await office.as("finance", "accounts.verify", { id });
  return id;
}

/** A claim from submission through approval by ranks. */
export async function approvedClaim(
  office: Office,
  clerk: string,
  input: Record<string, unknown>,
): Promise<View> {
  const { id } = await office.as(clerk, "claims.create", input);
  await office.as(clerk, "claims.submit", { id });
  await office.as("desk", "claims.examine", { id });
  let claim = await office.as("decider3", "claims.approve", { id });
  if (claim.state !== "approved") claim = await office.as("decider3b", "claims.approve", { id });
  return claim;
}

/** A batch of what is approved, paid in full and reconciled. */
export async function paidBatch(office: Office, programme: string): Promise<View> {
  const built = await office.as("finance", "batches.build", { programme, title: "第一批" });
  await office.as("approver", "batches.approve", { id: built.id });
  await office.as("finance", "batches.send", { id: built.id });
  const rows = rowsOf(built).map(row => ({ number: row.number, paid: row.amount }));
  await office.as("finance", "batches.result", { id: built.id, rows });
  return office.as("approver", "batches.reconcile", { id: built.id });
}

/** Sum of the accounts whose code begins so, in fen. */
export async function sumOf(
  house: House,
  office: Office,
  programme: string,
  prefix: string,
): Promise<bigint> {
  const found = await house.domain.ledgerOf(office.code).balances(programme);
  return found
    .filter(each => each.account.startsWith(prefix))
    .reduce((sum, each) => sum + each.postedFen, 0n);
}
