import type { Context } from "../command.ts";
import { seen } from "../subjects/advance.ts";
import { evidenceKind } from "../subjects/kinds.ts";

/** @throws Refusal `not-found` for files that are not the actor's own organisation's */
export async function requireOwnEvidence(context: Context, ids: readonly string[]): Promise<void> {
  await Promise.all(ids.map(id => seen(context, evidenceKind, id)));
}
