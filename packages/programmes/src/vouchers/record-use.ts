/** From a decision to a written use: what was decided from must still stand, and what the key has already goes first. */
import type { Context } from "../command.ts";
import { Refusal } from "../refusal.ts";
import { type OrderRoom, orderUses, requireRoom } from "./order-uses.ts";
import { type Redemption, type Refused, refusalOf, type Written } from "./redemptions.ts";

export interface Decision {
  readonly row: Omit<Redemption, "key" | "office" | "provider" | "fingerprint" | "at" | "nth">;
  /** How much may be used on the order. */
  readonly room: OrderRoom;
}

export interface Deciding<T, D extends Decision> {
  readonly key: string;
  /** Of the request's content. */
  readonly fingerprint: string;
  /** Reads what is decided from. @param afresh not from memory */
  read(afresh: boolean): Promise<T>;
  /** @throws Refusal what the rules refuse */
  decide(from: T): D;
}

export interface Recorded<T, D> {
  readonly written: Written;
  readonly from: T;
  /** Null when the key had been written before and would be refused now. */
  readonly decision: D | null;
}

/** How often what was decided from may change under a request before it is told to come again. */
const TRIES_MAX = 10;

/**
 * Writes a use down, once for its key; what the rules refuse is refused for the key for good.
 * @throws Refusal also `key-reused` for other content, `busy` when others change the same things all the time
 */
export async function recordUse<T, D extends Decision>(
  context: Context,
  deciding: Deciding<T, D>,
): Promise<Recorded<T, D>> {
  const { redemptions, sql } = context.store;
  const { key, fingerprint } = deciding;
  const { office, organisation: provider } = context.actor;
  let afresh = false;
  let nth = 1;
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const from = await deciding.read(afresh);
    try {
      const decision = deciding.decide(from);
      const row = { ...decision.row, key, office, provider, fingerprint, at: context.clock(), nth };
      if (nth > 1) {
        const uses = await orderUses(sql, row);
        requireRoom(uses, decision.room, row.amountFen);
        row.nth = 1 + Math.max(0, ...uses.map(use => use.nth));
      }
      const outcome = await redemptions.write(row);
      if (outcome.is === "stale") afresh = true;
      else if (outcome.is === "order-used") nth += 1;
      else return { written: ofKey(outcome, fingerprint), from, decision };
    } catch (error) {
      if (!(error instanceof Refusal) || !isDecided(error)) throw error;
      // What is remembered may be old; a refusal rests on what is there now.
      if (!afresh) {
        afresh = true;
        continue;
      }
      const { code, values } = error;
      const at = context.clock();
      const known = await redemptions.refuse({ key, office, fingerprint, code, values, at });
      return { written: ofKey(known, fingerprint), from, decision: null };
    }
  }
  throw new Refusal("busy");
}

/** Whether a refusal says that it may not be, and not that it cannot be told now. */
const isDecided = ({ status, code }: Refusal): boolean =>
  [409, 410, 422, 423].includes(status) && code !== "busy" && code !== "stale" && code !== "key-reused";

/** What a key has, for this content. @throws Refusal */
function ofKey(known: Written | Refused, fingerprint: string): Written {
  if (known.fingerprint !== fingerprint) throw new Refusal("key-reused");
  if (known.is === "refused") throw refusalOf(known);
  return known;
}
