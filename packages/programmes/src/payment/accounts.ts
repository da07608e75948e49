/** Payee accounts as payment needs them: verified, and left as they are while a batch is on its way. */
import type { z } from "zod";
import type { Context } from "../command.ts";
import { Refusal } from "../refusal.ts";
import type { Subject } from "../store/subject.ts";
import { accountKind, batchKind } from "../subjects/kinds.ts";

export type PayeeAccount = Subject<z.infer<typeof accountKind.body>>;

/** Batches that are on their way, in which accounts are frozen. */
export const RUNNING = ["built", "approved", "sent", "part-paid"];

/** Whether no batch on its way pays to the account of an organisation. */
export async function isFree(context: Context, organisation: string): Promise<boolean> {
  const batches = await context.store.all(batchKind, context.actor.office, { states: RUNNING });
  return !batches.some(each =>
    each.body.rows.some(row => row.organisation === organisation && row.result === "waiting"),
  );
}

/** The verified account of an organisation. @throws Refusal `account-unverified` */
export async function verified(context: Context, organisation: string): Promise<PayeeAccount> {
  const found = await context.store.all(accountKind, context.actor.office, {
    organisation,
    states: ["verified"],
  });
  const account = found.at(-1);
  if (account === undefined) throw new Refusal("account-unverified", { what: organisation });
  return account;
}
