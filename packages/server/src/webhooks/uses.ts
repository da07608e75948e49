/**
 * Uses of vouchers and sales as messages. They have no line in the outbox, which thousands a second would pay for:
 * their outbox is the ledger's journal, where each of them stands once, as soon as it is certain and no sooner. A mark
 * for each programme says up to which block it has been told; it moves on in the transaction that makes the deliveries,
 * so that a process may die at any point. Blocks of a programme are written one after the other, so none is passed by.
 */
import { type Sql, yuan } from "@suanquan/programmes";
import { newId } from "../identifier.ts";
import { type Line, type Listener, wants } from "./line.ts";

/** What is told of a use, by what the journal says of it. */
const TOPICS = {
  transfer: "voucher.redeem",
  hold: "voucher.hold",
  capture: "hold.capture",
  release: "hold.release",
  expire: "hold.expire",
  reverse: "redemption.reverse",
} as const;
const SALE = "sale.record";

/** Every topic that comes from the journal. */
const USE_TOPICS: readonly string[] = [...Object.values(TOPICS), SALE];

const PROGRAMMES_MAX = 50;
/** Rows of a programme's journal in one turn, but for a block that is larger. */
const ROWS_MAX = 2_000;
const BLOCKS_MAX = 500;

interface Behind {
  readonly programme: number;
  readonly office: string;
  readonly height: string;
  readonly head: string;
}

interface Moved {
  readonly kind: keyof typeof TOPICS;
  readonly use: string;
  readonly use_kind: string;
  readonly fen: string;
  readonly at: Date;
  readonly office: string;
  readonly programme: string;
  readonly voucher: string | null;
  readonly provider: string;
  readonly order_number: string;
}

const NEW_PROGRAMMES = `
  INSERT INTO api.told (programme, height)
    SELECT p.id, 0 FROM ledger.programme p WHERE NOT EXISTS (SELECT FROM api.told t WHERE t.programme = p.id)
  ON CONFLICT DO NOTHING`;

/** Another process that is at a programme is left to it. */
const BEHIND = `
  SELECT t.programme, t.height, p.height AS head, p.office
    FROM api.told t JOIN ledger.programme p ON p.id = t.programme
   WHERE t.height < p.height ORDER BY p.height - t.height DESC LIMIT $1 FOR UPDATE OF t SKIP LOCKED`;

const LAST_BLOCK = `
  SELECT max(height) AS height FROM (
    SELECT height, sum(entries) OVER before AS rows, row_number() OVER before AS nth
      FROM ledger.block WHERE programme_id = $1 AND height > $2 AND height <= $2::bigint + $4
    WINDOW before AS (ORDER BY height)) b
   WHERE rows <= $3 OR nth = 1`;

/** A hold's own row has the key that its end names as target; a captured one is reversed by the capture's key. */
const MOVED = `
  SELECT j.kind, r.key AS use, r.kind AS use_kind, j.amount_fen::text AS fen,
         b.recorded_at AS at, r.office, r.programme, r.voucher, r.provider, r.order_number
    FROM ledger.journal j
    JOIN ledger.block b ON b.programme_id = j.programme_id AND b.height = j.height
    JOIN programmes.redemption r ON r.office = j.office
         AND r.key = CASE WHEN j.kind IN ('transfer', 'hold') THEN j.key ELSE regexp_replace(j.target, '\\.c[0-9]*$', '') END
   WHERE j.programme_id = $1 AND j.height > $2 AND j.height <= $3 AND j.outcome = 'done' AND j.kind = ANY ($4)
   ORDER BY j.height, j.position`;

const MARK = `
  UPDATE api.told t SET height = m.height
    FROM unnest($1::integer[], $2::bigint[]) AS m(programme, height) WHERE t.programme = m.programme`;

const lineOf = (moved: Moved): Line => ({
  id: newId(),
  office: moved.office,
  topic: moved.use_kind === "sale" && moved.kind === "transfer" ? SALE : TOPICS[moved.kind],
  organisation: moved.provider,
  body: {
    use: moved.use,
    programme: moved.programme,
    voucher: moved.voucher,
    order: moved.order_number,
    amount: yuan(BigInt(moved.fen)),
  },
  at: moved.at,
});

export interface TakenUses {
  readonly lines: readonly Line[];
  /** Whether there may be more to take at once. */
  readonly more: boolean;
}

/**
 * Takes the uses that have not been told yet, and marks them as told. In a transaction that makes their deliveries.
 * @param listenersOf the active webhooks of these offices; where none wants uses, they are passed by without reading
 */
export async function takeUses(
  client: Sql,
  listenersOf: (offices: readonly string[]) => Promise<readonly Listener[]>,
): Promise<TakenUses> {
  await client.query(NEW_PROGRAMMES);
  const { rows: behind } = await client.query<Behind>(BEHIND, [PROGRAMMES_MAX]);
  if (behind.length === 0) return { lines: [], more: false };
  const listeners = await listenersOf([...new Set(behind.map(each => each.office))]);
  const listening = new Set(
    listeners
      .filter(({ topics }) => USE_TOPICS.some(topic => wants(topics, topic)))
      .map(({ office }) => office),
  );
  const lines: Line[] = [];
  const told: [programme: number, height: string][] = [];
  let more = behind.length === PROGRAMMES_MAX;
  for (const { programme, office, height, head } of behind) {
    if (!listening.has(office)) {
      told.push([programme, head]);
      continue;
    }
    const range = [programme, height];
    const { rows: last } = await client.query<{ height: string }>(LAST_BLOCK, [
      ...range,
      ROWS_MAX,
      BLOCKS_MAX,
    ]);
    const to = last[0]?.height ?? head;
    const { rows } = await client.query<Moved>(MOVED, [...range, to, Object.keys(TOPICS)]);
    lines.push(...rows.map(lineOf));
    told.push([programme, to]);
    more ||= to !== head;
  }
  await client.query(MARK, [told.map(([programme]) => programme), told.map(([, height]) => height)]);
  return { lines, more };
}
