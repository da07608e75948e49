/** What has been used on one order: all of it together may not be more than the rules allow on the order. */
import { BOOKED_AS } from "../money/figures.ts";
import { Refusal } from "../refusal.ts";
import type { Sql } from "../store/last-write.ts";
import { yuan } from "../subjects/view.ts";

/** Fen; null: without limit. */
export interface OrderRoom {
  /** The benefit that is used now; null for a sale. */
  readonly benefit: string | null;
  /** The most that this benefit may come to on the order, and all benefits together. */
  readonly own: bigint | null;
  readonly together: bigint | null;
}

export interface OrderUse {
  readonly nth: number;
  readonly benefit: string | null;
  /** What stands of it, in fen. A use whose money has not been asked for yet counts in full. */
  readonly net: bigint;
}

const USES = `
  SELECT r.nth, v.body->>'benefit' AS benefit,
         CASE WHEN j.outcome IS NULL OR h.state = 'open' THEN r.amount_fen
              WHEN j.outcome <> 'done' OR h.state IN ('released', 'expired') THEN 0
              ELSE coalesce(h.captured_fen, j.amount_fen) - coalesce(b.reversed_fen, 0) END AS net
    FROM programmes.redemption r
    LEFT JOIN programmes.subject v ON v.id = r.voucher
    LEFT JOIN ledger.journal j ON j.key = r.key AND j.office = r.office
    LEFT JOIN ledger.hold h ON h.key = r.key AND h.office = r.office
    LEFT JOIN ledger.reversed b ON b.office = r.office AND b.key = ${BOOKED_AS}
   WHERE r.order_number = $1 AND r.provider = $2 AND r.programme = $3 AND r.office = $4
   ORDER BY r.nth`;

export async function orderUses(
  sql: Sql,
  of: {
    readonly orderNumber: string;
    readonly provider: string;
    readonly programme: string;
    readonly office: string;
  },
): Promise<OrderUse[]> {
  const { rows } = await sql.query<{ nth: number; benefit: string | null; net: string }>(USES, [
    of.orderNumber,
    of.provider,
    of.programme,
    of.office,
  ]);
  return rows.map(({ nth, benefit, net }) => ({ nth, benefit, net: BigInt(net) }));
}

const sum = (uses: readonly OrderUse[]): bigint => uses.reduce((total, { net }) => total + net, 0n);

/** @throws Refusal `amount-above` when it comes to more with what was used on the order before. Pure. */
export function requireRoom(uses: readonly OrderUse[], room: OrderRoom, amount: bigint): void {
  const of = uses.filter(({ benefit }) => benefit === room.benefit);
  const lefts = [
    ...(room.own === null ? [] : [room.own - sum(of)]),
    ...(room.together === null ? [] : [room.together - sum(uses)]),
  ];
  for (const left of lefts)
    if (amount > left)
      throw new Refusal("amount-above", { asked: yuan(amount), most: yuan(left < 0n ? 0n : left) });
}
