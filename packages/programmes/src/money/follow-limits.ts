/**
 * Limits that follow the rules. An account keeps the limits of its opening; where a ruling, an amended pool or the facts
 * of a later case give it another one, the change is an instruction of its own in the ledger, before anything counts.
 */
import type { Context } from "../command.ts";
import { digest } from "../identifier.ts";
import { Refusal } from "../refusal.ts";
import { commitWritten } from "../store/last-write.ts";
import type { Account } from "./moves.ts";

/** How often what counts may change under a new limit before the request is told to come again. */
const TRIES_MAX = 5;

/**
 * Brings the ceilings of accounts into line with what the rules say now. One that is lowered below what has been counted
 * already stands at that: nothing more is let in, and nothing that was granted is undone.
 * @param rising only raise: under rules of an earlier day a limit is not taken back
 * @throws Refusal `busy`
 */
export async function followLimits(
  context: Context,
  books: string,
  accounts: readonly Account[],
  rising = false,
): Promise<void> {
  let waiting = accounts.filter(each => each.ceiling !== undefined);
  if (waiting.length > 0) await commitWritten();
  for (let tries = 0; waiting.length > 0; tries += 1) {
    if (tries === TRIES_MAX) throw new Refusal("busy");
    const behind: Account[] = [];
    const found = await context.ledger.balances(
      books,
      waiting.map(each => each.code),
    );
    for (const each of waiting) {
      const now = found.find(({ account }) => account === each.code);
      if (now === undefined || now.ceilingFen === null) continue;
      const counted = now.postedFen + now.heldInFen;
      const wanted = BigInt(each.ceiling ?? "0");
      const ceilingFen = wanted < counted ? counted : wanted;
      if (ceilingFen === now.ceilingFen || (rising && ceilingFen < now.ceilingFen)) continue;
      const { outcome } = await context.ledger.submit({
        kind: "limit",
        // Whoever makes the same change from the same standing asks for the same thing.
        key: `l-${digest(books, each.code, String(now.ceilingFen), String(ceilingFen), context.key)}`,
        programme: books,
        account: each.code,
        floorFen: now.floorFen,
        ceilingFen,
        reason: "rules-changed",
      });
      if (outcome === "over-limit" || outcome === "conflict") behind.push(each);
      else if (outcome !== "done") throw new Refusal("money-unknown");
    }
    waiting = behind;
  }
}

const FOLLOWED_MAX = 50_000;
const followed = new Set<string>();

/**
 * The same for uses and sales, of which there are many: what this process has seen in line is not looked at again under
 * the same rules.
 * @param rules names the rules that the ceilings come from
 */
export async function followOnce(
  context: Context,
  books: string,
  accounts: readonly Account[],
  rules: string,
  rising: boolean,
): Promise<void> {
  if (accounts.length === 0) return;
  const nameOf = ({ code, ceiling }: Account): string =>
    `${context.actor.office} ${books} ${code} ${ceiling} ${rules}`;
  const unseen = accounts.filter(each => !followed.has(nameOf(each)));
  if (unseen.length === 0) return;
  await followLimits(context, books, unseen, rising);
  if (followed.size >= FOLLOWED_MAX) followed.clear();
  for (const each of unseen) followed.add(nameOf(each));
}
