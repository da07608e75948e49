/** One change as rows: the subject, its event, its marks and its line in the outbox. */
import type { PoolClient } from "pg";
import { plain } from "../canonical.ts";
import { newId } from "../identifier.ts";
import { hashOf, NO_HEAD, recorded } from "./history.ts";
import { whyNot } from "./locks.ts";
import type { Change } from "./subject.ts";

/**
 * @param intent the command of several steps or of money that the change ends, whose lock does not stand in its way
 * @throws Refusal `stale` or `busy`
 */
export async function writeChange(client: PoolClient, change: Change, intent: string | null): Promise<void> {
  const { happening, facts } = recorded(change);
  const isNew = change.is === "new";
  const subject = isNew ? change : change.of;
  const link = {
    subject: subject.id,
    sequence: isNew ? 1 : change.of.revision + 1,
    from: isNew ? null : change.of.state,
    to: change.state,
    previous: isNew ? NO_HEAD : change.of.head,
  };
  const hash = Buffer.from(hashOf(link, happening), "hex");
  if (facts !== null)
    await client.query(
      "INSERT INTO programmes.document (hash, kind, text) VALUES ($1, 'facts', $2) ON CONFLICT (hash) DO NOTHING",
      [facts.hash, facts.text],
    );
  const body = JSON.stringify(plain(change.body));
  if (isNew) {
    await client.query(
      `INSERT INTO programmes.subject
         (id, office, kind, organisation, parent, programme, state, revision, head, body, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9, $10, $10)`,
      [
        change.id,
        change.office,
        change.kind,
        change.organisation,
        change.parent,
        change.programme,
        change.state,
        hash,
        body,
        happening.at,
      ],
    );
  } else {
    const { rowCount } = await client.query(
      `UPDATE programmes.subject SET state = $3, revision = revision + 1, head = $4, body = $5, updated_at = $6, locked_by = NULL,
              organisation = coalesce($8, organisation)
        WHERE id = $1 AND revision = $2 AND (locked_by IS NULL OR locked_by = $7)`,
      [
        subject.id,
        change.of.revision,
        change.state,
        hash,
        body,
        happening.at,
        intent,
        change.organisation ?? null,
      ],
    );
    if (rowCount === 0) throw await whyNot(client, change.of);
  }
  await client.query(
    `INSERT INTO programmes.event
       (subject, sequence, office, at, event, from_state, to_state, actor, reason, note, detail, previous, hash)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      link.subject,
      link.sequence,
      subject.office,
      happening.at,
      happening.event,
      link.from,
      link.to,
      happening.actor,
      happening.reason ?? null,
      happening.note ?? null,
      JSON.stringify(plain(happening.detail ?? {})),
      Buffer.from(link.previous, "hex"),
      hash,
    ],
  );
  if (change.is === "step" && change.freesUses === true)
    await client.query("UPDATE programmes.redemption SET claim = NULL WHERE office = $2 AND claim = $1", [
      subject.id,
      subject.office,
    ]);
  for (const mark of change.marks ?? [])
    await client.query(
      `INSERT INTO programmes.mark (value, kind, office, subject) VALUES ($1, $2, $3, $4)
       ON CONFLICT (value, kind, office, subject) DO NOTHING`,
      [mark.value, mark.kind, subject.office, subject.id],
    );
  await client.query(
    `INSERT INTO programmes.outbox (id, office, topic, subject, organisation, body, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      newId(happening.at, count => crypto.getRandomValues(new Uint8Array(count))),
      subject.office,
      `${change.kind}.${happening.event}`,
      subject.id,
      subject.organisation,
      JSON.stringify({
        subject: subject.id,
        kind: change.kind,
        state: change.state,
        revision: link.sequence,
      }),
      happening.at,
    ],
  );
}
