/** Subjects that a command changes: locked until it ends, and what somebody is told who finds one changed or locked. */
import type { PoolClient } from "pg";
import { Refusal } from "../refusal.ts";
import type { Subject } from "./subject.ts";

type Named = Pick<Subject<unknown>, "id" | "revision">;

/**
 * Locks subjects in the order of their ids, so that two commands cannot wait for each other.
 * @throws Refusal `stale` when what was asked about has been changed; `busy` when it, or what has to move with it, is
 * being changed: asking again is enough
 */
export async function lockSubjects(
  client: PoolClient,
  { key, subject: askedAbout }: { readonly key: string; readonly subject: string },
  subjects: readonly Named[],
): Promise<void> {
  for (const subject of [...subjects].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const { rowCount } = await client.query(
      "UPDATE programmes.subject SET locked_by = $3 WHERE id = $1 AND revision = $2 AND locked_by IS NULL",
      [subject.id, subject.revision, key],
    );
    if (rowCount === 0) throw subject.id === askedAbout ? await whyNot(client, subject) : new Refusal("busy");
  }
}

/** Whether a subject is being changed, or has been. */
export async function whyNot(client: PoolClient, of: Named): Promise<Refusal> {
  const { rows } = await client.query<{ revision: number }>(
    "SELECT revision FROM programmes.subject WHERE id = $1",
    [of.id],
  );
  const revision = rows[0]?.revision ?? 0;
  return revision === of.revision ? new Refusal("busy") : new Refusal("stale", { revision });
}
