/** What an office is shown, held against the transfers themselves: every amount must be their sum. */
import type { Office, View } from "../../../programmes/test/office.ts";
import { fen, total } from "./amounts.ts";
import type { Stage } from "./stage.ts";

/** A line of the journal that was done. */
interface Line {
  readonly key: string;
  readonly kind: "transfer" | "hold" | "capture" | "release" | "reverse" | "expire";
  readonly from: string;
  readonly to: string;
  readonly fen: bigint;
  readonly target: string | null;
}

const JOURNAL = `
  SELECT j.key, j.kind, d.code AS "from", c.code AS "to", j.amount_fen AS fen, j.target
    FROM ledger.journal j
    JOIN ledger.account d ON d.id = j.debit_account JOIN ledger.account c ON c.id = j.credit_account
    JOIN ledger.programme p ON p.id = j.programme_id
   WHERE p.office = $1 AND p.code = $2 AND j.outcome = 'done' ORDER BY j.height, j.position`;

/** The transfers of a programme, and sums over them. */
class Transfers {
  readonly #lines: readonly Line[];

  constructor(lines: readonly Line[]) {
    this.#lines = lines;
  }

  get accounts(): Set<string> {
    return new Set(this.#lines.flatMap(each => [each.from, each.to]));
  }

  /** Moved from one account to another in these kinds, in fen. */
  moved(from: RegExp, to: RegExp, kinds: readonly Line["kind"][] = ["transfer", "capture"]): bigint {
    return total(
      this.#lines
        .filter(each => kinds.includes(each.kind) && from.test(each.from) && to.test(each.to))
        .map(each => each.fen),
    );
  }

  /** The same, less what went the other way, reversals included. */
  net(from: RegExp, to: RegExp): bigint {
    const all = ["transfer", "capture", "reverse"] as const;
    return this.moved(from, to, all) - this.moved(to, from, all);
  }

  /** Holds on an account that have not ended. */
  held(way: "from" | "to", account: string): bigint {
    const ended = new Set(
      this.#lines.flatMap(({ kind, target }) =>
        ["capture", "release", "expire"].includes(kind) && target !== null ? [target] : [],
      ),
    );
    return total(
      this.#lines
        .filter(each => each.kind === "hold" && each[way] === account && !ended.has(each.key))
        .map(each => each.fen),
    );
  }

  /** The key under which a hold was captured; null for what was not held. */
  captureOf(hold: string): string | null {
    return this.#lines.find(each => each.kind === "capture" && each.target === hold)?.key ?? null;
  }

  /** What a key has moved, and what is left of it after its reversals. */
  of(key: string): { readonly amount: bigint; readonly net: bigint } {
    const amount = total(this.#lines.filter(each => each.key === key).map(each => each.fen));
    const back = total(
      this.#lines.filter(each => each.kind === "reverse" && each.target === key).map(each => each.fen),
    );
    return { amount, net: amount - back };
  }
}

const only = (...codes: readonly string[]): RegExp =>
  new RegExp(`^(${codes.map(code => code.replaceAll(/[.*+?^$(){}|[\]\\]/g, "\\$&")).join("|")})$`);
const POOL = /^pool:/;
const NOT_POOL = /^(?!pool:)/;
const SET_ASIDE = /^(award|provider):/;

type Body = Readonly<Record<string, never>>;
const partsOf = (claim: View) => claim.body.parts as readonly { owed: string; paid: string; back: string }[];

/** States of a claim in which its money is set aside or paid. */
const COMMITTED = [
  "submitted",
  "returned",
  "examined",
  "approved",
  "batched",
  "part-paid",
  "paid",
  "reconciled",
];

/** @returns each amount shown that is not the sum of its transfers, and how many were looked at */
export async function wrongFigures(
  stage: Stage,
  office: Office,
  programme: string,
): Promise<{ readonly wrong: string[]; readonly looked: Readonly<Record<string, number>> }> {
  const { rows } = await stage.product.pool.query<Omit<Line, "fen"> & { fen: string }>(JOURNAL, [
    office.code,
    programme,
  ]);
  const books = new Transfers(rows.map(each => ({ ...each, fen: BigInt(each.fen) })));
  const wrong: string[] = [];
  const looked: Record<string, number> = {};
  const hold = (kind: string, what: string, shown: bigint, moved: bigint): void => {
    looked[kind] = (looked[kind] ?? 0) + 1;
    if (shown !== moved) wrong.push(`${kind} ${what}: shown ${shown}, moved ${moved}`);
  };
  async function list<T = View>(
    command: string,
    more: Record<string, unknown> = { programme },
  ): Promise<T[]> {
    const found: T[] = [];
    let cursor: string | undefined;
    do {
      const page = await office.ask<{ items: T[]; next: string | null }>("auditor", command, {
        ...more,
        limit: 200,
        ...(cursor === undefined ? {} : { cursor }),
      });
      found.push(...page.items);
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    return found;
  }

  const { accounts } = await office.ask<{
    accounts: { account: string; posted: string; heldOut: string; heldIn: string }[];
  }>("auditor", "programmes.accounts", { id: programme });
  for (const { account, posted, heldOut, heldIn } of accounts) {
    const of = account.startsWith("times:") ? BigInt : fen;
    hold("account", account, of(posted), books.net(/./, only(account)));
    hold("account held out", account, of(heldOut), books.held("from", account));
    hold("account held in", account, of(heldIn), books.held("to", account));
  }
  const shownAccounts = new Set(accounts.map(each => each.account));
  for (const account of books.accounts)
    if (!shownAccounts.has(account)) wrong.push(`account ${account} is not shown`);

  for (const { id, body, state } of await list("applications.list")) {
    if (body.award === null || !["issued", "revoked"].includes(state)) continue;
    hold("application", id, fen(body.award), books.moved(POOL, only(`award:${id}`), ["capture"]));
  }
  const claims = await list("claims.list");
  const inProviderMode = claims.some(claim => (claim.body.lines as Body[]).some(line => line.redemption));
  for (const { id, body } of await list("vouchers.list")) {
    const award = only(`award:${body.application}`);
    hold("face", id, fen(body.face), books.moved(POOL, award, ["capture"]));
    const shown = await office.ask<Record<string, string>>("auditor", "vouchers.figures", { id });
    hold("face again", id, fen(shown.face), fen(body.face));
    const held = books.held("from", `award:${body.application}`);
    hold("reserved", id, fen(shown.reserved), held);
    hold("available", id, fen(shown.available), books.net(/./, award) - held);
    hold("used", id, fen(shown.used), books.net(award, NOT_POOL));
    hold("forfeited", id, fen(shown.forfeited), books.moved(award, POOL));
    if (inProviderMode) continue;
    hold("claimed", id, fen(body.claimed), books.net(award, /^claim:/));
    const own = claims.filter(each => (each.body.lines as Body[]).some(line => line.voucher === id));
    const paid = own.map(each => books.net(only(`claim:${each.id}`), /^paid:/));
    hold("paid on a voucher", id, fen(body.paid), total(paid));
  }

  const batches = await list("batches.list");
  const clawbacks = (await list("clawbacks.list", {})).filter(each =>
    claims.some(claim => claim.id === each.body.claim),
  );
  for (const claim of claims.filter(each => COMMITTED.includes(each.state))) {
    const { id, body } = claim;
    const account = only(`claim:${id}`);
    hold("claim", id, fen(body.amount), books.net(SET_ASIDE, account));
    hold("lines", id, total((body.lines as Body[]).map(line => fen(line.amount))), fen(body.amount));
    const parts = partsOf(claim);
    hold("owed", id, total(parts.map(each => fen(each.owed))), fen(body.amount));
    for (const [funder, part] of parts.entries()) {
      const paid = new RegExp(`^paid:.*:${funder}$`);
      hold("paid", `${id} ${funder}`, fen(part.paid), books.moved(account, paid));
      hold("back", `${id} ${funder}`, fen(part.back), books.moved(paid, account, ["reverse"]));
    }
    const inBatches = batches
      .flatMap(each => each.body.rows as { claim: string; paid: string }[])
      .filter(row => row.claim === id);
    const offset = clawbacks.filter(each => each.body.against === id);
    if (offset.length === 0)
      hold("batch rows", id, total(inBatches.map(row => fen(row.paid))), books.moved(account, /^paid:/));
    const recovered = clawbacks.filter(each => each.body.claim === id);
    hold(
      "clawback",
      id,
      total(recovered.map(({ body: back }) => fen(back.recovered) + fen(back.offset))),
      books.moved(account, POOL),
    );
  }

  const uses = await list<{ key: string; amount: string; net: string }>("redemptions.list");
  for (const { key, amount, net } of uses) {
    const of = books.of(books.captureOf(key) ?? key);
    hold("redemption", key, fen(amount), of.amount);
    hold("redemption left", key, fen(net), of.net);
  }
  for (const { id, body } of await list("pools.year-ends", { id: programme }))
    hold("year's end", id, fen(body.amount), total((body.parts as string[]).map(fen)));
  return { wrong, looked };
}
