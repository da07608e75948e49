/**
 * The GovStack voucher calls on the ledger: money leaves the pool when a voucher is pre-activated, and goes to the
 * merchant, who claims it like every provider, or back, once: the voucher's own account cannot be overdrawn, so of two calls at the same time one is refused.
 */
import { randomInt } from "node:crypto";
import type { OfficeLedger } from "@suanquan/ledger";
import { type Domain, prepaid, Refusal, redeemPrepaid } from "@suanquan/programmes";
import type { Pool } from "pg";
import { sha256 } from "../identifier.ts";
import { GovStackRefusal } from "./answers.ts";

/** How long a voucher can be used after it was made. */
const VALID_DAYS = 30;
const DIGITS = 18;

export interface Block {
  readonly office: string;
  /** The calling building block: the organisation that the key belongs to. */
  readonly code: string;
}

interface Row {
  readonly serial: string;
  readonly programme: string;
  readonly pool: string;
  readonly voucher_group: string;
  readonly amount_fen: string;
  readonly state: "preactivated" | "activated" | "used" | "cancelled";
  readonly expired: boolean;
}

export interface NewVoucher {
  readonly voucher_number: string;
  readonly voucher_serial_number: string;
  readonly expiry_date_time: string;
}

const digits = (): string =>
  Array.from({ length: DIGITS }, (_, i) => String(i === 0 ? randomInt(1, 10) : randomInt(10))).join("");

export class GovStackVouchers {
  readonly #pool: Pool;
  readonly #domain: Domain;

  constructor(pool: Pool, domain: Domain) {
    this.#pool = pool;
    this.#domain = domain;
  }

  /** @throws GovStackRefusal */
  async preactivate(block: Block, group: string, amountFen: bigint): Promise<NewVoucher> {
    const ledger = this.#domain.ledgerOf(block.office);
    const { programme, pool } = await this.#groupOf(block.office, group, ledger);
    const [serial, number] = [digits(), digits()];
    const expires = new Date(Date.now() + VALID_DAYS * 86_400_000);
    await this.#pool.query(
      `INSERT INTO api.govstack_voucher
         (serial, number, office, block, voucher_group, programme, pool, amount_fen, state, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'preactivated', $9)`,
      [serial, sha256(number), block.office, block.code, group, programme, pool, amountFen, expires],
    );
    const { outcome } = await ledger.submit({
      kind: "transfer",
      key: `gs-${serial}-make`,
      programme,
      debit: pool,
      credit: prepaid(pool, serial),
      amountFen,
    });
    if (outcome !== "done") {
      await this.#become(serial, "cancelled");
      throw new GovStackRefusal(outcome === "over-limit" ? "exhausted" : "unavailable");
    }
    return { voucher_number: number, voucher_serial_number: serial, expiry_date_time: expires.toISOString() };
  }

  /** May come twice. @throws GovStackRefusal */
  async activate(block: Block, serial: string): Promise<void> {
    const row = await this.#find(block, "serial = $3", serial);
    if (row === null || row.state === "cancelled") throw new GovStackRefusal("serial");
    if (row.expired) throw new GovStackRefusal("expired");
    if (row.state === "preactivated") await this.#become(serial, "activated");
  }

  /** Redeems the whole voucher to a merchant. @throws GovStackRefusal */
  async redeem(block: Block, number: string, merchant: string, group: string): Promise<void> {
    const row = await this.#find(block, "number = $3", sha256(number));
    if (row === null) throw new GovStackRefusal("number");
    if (row.state === "used") throw new GovStackRefusal("used");
    if (row.state !== "activated") throw new GovStackRefusal("invalid");
    if (row.expired) throw new GovStackRefusal("expired");
    if (row.voucher_group !== group) throw new GovStackRefusal("group");
    const { rows } = await this.#pool.query<{ code: string }>(
      `SELECT code FROM identity.organisation WHERE office = $1 AND kind = 'provider' AND (code = $2 OR name = $2)
        ORDER BY code LIMIT 1`,
      [block.office, merchant],
    );
    const [found] = rows;
    if (found === undefined) throw new GovStackRefusal("merchant");
    const answer = await this.#redeemAt(block, row, found.code);
    if (answer.outcome === "over-limit" || (answer.outcome === "done" && answer.replayed))
      throw new GovStackRefusal("used");
    if (answer.outcome !== "done") throw new GovStackRefusal("unavailable");
    await this.#become(row.serial, "used");
  }

  /** @throws GovStackRefusal */
  async status(block: Block, serial: string): Promise<{ voucher_status: string; voucher_amount: string }> {
    const row = await this.#find(block, "serial = $3", serial);
    if (row === null) throw new GovStackRefusal("serial");
    const fen = BigInt(row.amount_fen);
    const words = {
      preactivated: "Pre-Activated",
      activated: "Activated",
      used: "Purged",
      cancelled: "Blocked",
    } as const;
    return {
      voucher_status: words[row.state],
      voucher_amount: `${fen / 100n}.${String(fen % 100n).padStart(2, "0")}`,
    };
  }

  /** @throws GovStackRefusal */
  async cancel(block: Block, serial: string): Promise<void> {
    const row = await this.#find(block, "serial = $3", serial);
    if (row === null || row.state === "used") throw new GovStackRefusal("invalid");
    if (row.state === "cancelled") throw new GovStackRefusal("cancelled");
    const answer = await this.#domain.ledgerOf(block.office).submit({
      kind: "transfer",
      key: `gs-${row.serial}-cancel`,
      programme: row.programme,
      debit: prepaid(row.pool, row.serial),
      credit: { code: row.pool },
      amountFen: BigInt(row.amount_fen),
    });
    if (answer.outcome === "over-limit") throw new GovStackRefusal("invalid");
    if (answer.outcome !== "done") throw new GovStackRefusal("unavailable");
    await this.#become(serial, "cancelled");
  }

  /** @throws GovStackRefusal 503 while the programme does not run */
  async #redeemAt({ office, code }: Block, row: Row, provider: string) {
    const actor = { person: code, organisation: code, office, roles: ["integrator"] } as const;
    const context = this.#domain.contextFor(actor, `gs-${row.serial}`);
    try {
      const { programme, pool, serial } = row;
      return await redeemPrepaid(context, {
        programme,
        pool,
        serial,
        amount: BigInt(row.amount_fen),
        provider,
      });
    } catch (error) {
      if (error instanceof Refusal) throw new GovStackRefusal("unavailable");
      throw error;
    }
  }

  /** A group is a programme in use, by its name in the catalogue; its first pool pays. */
  async #groupOf(
    office: string,
    group: string,
    ledger: OfficeLedger,
  ): Promise<{ programme: string; pool: string }> {
    const { rows } = await this.#pool.query<{ id: string }>(
      `SELECT id FROM programmes.subject WHERE office = $1 AND kind = 'programme' AND state = 'published'
          AND body->>'tree' = $2 ORDER BY id LIMIT 1`,
      [office, group],
    );
    const [found] = rows;
    if (found === undefined) throw new GovStackRefusal("group");
    const pool = (await ledger.balances(found.id)).find(({ account }) => account.startsWith("pool:"));
    if (pool === undefined) throw new GovStackRefusal("exhausted");
    return { programme: found.id, pool: pool.account };
  }

  async #find(
    { office, code }: Block,
    where: "serial = $3" | "number = $3",
    value: unknown,
  ): Promise<Row | null> {
    const { rows } = await this.#pool.query<Row>(
      `SELECT serial, programme, pool, voucher_group, amount_fen, state, expires_at < now() AS expired
         FROM api.govstack_voucher WHERE office = $1 AND block = $2 AND ${where}`,
      [office, code, value],
    );
    return rows[0] ?? null;
  }

  async #become(serial: string, state: Row["state"]): Promise<void> {
    await this.#pool.query(
      "UPDATE api.govstack_voucher SET state = $2 WHERE serial = $1 AND state <> 'used'",
      [serial, state],
    );
  }
}
