/**
 * What the product's rate is held against, on the same server behind the same sign-in: an empty POST, and the same
 * redemption and sale written as a transaction per request, which is how it is usually done. They check what the
 * product checks, with the product's own code, and write the same rows into tables of the same form; each row and each
 * total once, without the product's chain of blocks.
 */
import { Pool } from "pg";
import { z } from "zod";
import { type Context, type Domain, ROLES } from "../../packages/programmes/src/index.ts";
import type { Decision } from "../../packages/programmes/src/vouchers/record-use.ts";
import { decideUse } from "../../packages/programmes/src/vouchers/redeem.ts";
import { decideSale, readInUse } from "../../packages/programmes/src/vouchers/sell.ts";
import { readUsable } from "../../packages/programmes/src/vouchers/usable.ts";
import { endpoint } from "../../packages/server/src/api/domain-endpoints.ts";
import type { Call, Endpoint } from "../../packages/server/src/api/endpoint.ts";

/** To be run as the owner. */
export const PLAIN_TABLES = `
  CREATE SCHEMA plain;
  CREATE TABLE plain.account (code text PRIMARY KEY, balance_fen bigint NOT NULL CHECK (balance_fen >= 0));
  CREATE TABLE plain.transfer (
    key text PRIMARY KEY, debit text NOT NULL REFERENCES plain.account, credit text NOT NULL REFERENCES plain.account,
    fen bigint NOT NULL CHECK (fen > 0), at timestamptz NOT NULL DEFAULT now());
  CREATE TABLE plain.redemption (LIKE programmes.redemption INCLUDING ALL);
  CREATE TABLE plain.document (LIKE programmes.document INCLUDING ALL);
  GRANT USAGE ON SCHEMA plain TO suanquan_app;
  GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA plain TO suanquan_app;`;

/** Connections of the compared endpoints. */
const CONNECTIONS = 64;

export class OnePerRequest {
  readonly #pool: Pool;

  constructor(databaseUrl: string) {
    this.#pool = new Pool({ connectionString: databaseUrl, max: CONNECTIONS });
  }

  /** Opens accounts with money for every measurement. */
  async open(codes: readonly string[]): Promise<void> {
    await this.#pool.query(
      "INSERT INTO plain.account SELECT code, 1000000000000 FROM unnest($1::text[]) AS code ON CONFLICT DO NOTHING",
      [codes],
    );
  }

  /** Lock, check, write the rows, move the totals, commit. @returns whether it was new */
  async use(context: Context, { row }: Decision, from: string): Promise<boolean> {
    const { key, actor } = context;
    const to = PROVIDER;
    const client = await this.#pool.connect();
    try {
      await client.query("BEGIN");
      const { rows: locked } = await client.query<{ code: string; balance_fen: string }>(
        "SELECT code, balance_fen FROM plain.account WHERE code IN ($1, $2) ORDER BY code FOR UPDATE",
        [from, to],
      );
      const balance = locked.find(each => each.code === from)?.balance_fen ?? "0";
      if (BigInt(balance) < row.amountFen) throw new Error("exhausted");
      const made = await client.query(
        `INSERT INTO plain.redemption
           (key, office, programme, voucher, applicant, provider, order_number, kind, amount_fen, assessment,
            fingerprint, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING`,
        [
          key,
          actor.office,
          row.programme,
          row.voucher,
          row.applicant,
          actor.organisation,
          row.orderNumber,
          row.kind,
          row.amountFen,
          row.assessment,
          key,
          context.clock(),
        ],
      );
      await client.query(
        "INSERT INTO plain.document (hash, kind, text) VALUES ($1, 'assessment', $2) ON CONFLICT DO NOTHING",
        [row.assessment, row.text],
      );
      if (made.rowCount === 1) {
        await client.query("INSERT INTO plain.transfer (key, debit, credit, fen) VALUES ($1, $2, $3, $4)", [
          key,
          from,
          to,
          row.amountFen,
        ]);
        await client.query(
          `UPDATE plain.account SET balance_fen = balance_fen + CASE code WHEN $1 THEN -$3::bigint ELSE $3::bigint END
            WHERE code IN ($1, $2)`,
          [from, to, row.amountFen],
        );
      }
      await client.query("COMMIT");
      return made.rowCount === 1;
    } catch (error) {
      await client.query("ROLLBACK");
      throw error;
    } finally {
      client.release();
    }
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}

export const PROVIDER = "provider";
export const voucherAccount = (id: string): string => `voucher:${id}`;
export const poolAccount = (programme: string): string => `pool:${programme}`;

/** The endpoints that are compared; `empty` takes nothing, does nothing, and asks for a key as every other. */
export function comparedEndpoints(domain: Domain, plain: OnePerRequest): readonly Endpoint[] {
  const row = { says: { zh: "", en: "" }, method: "POST" as const, allows: ROLES, example: {} };
  const once = { ...row, money: true, gathered: true };
  const contextOf = ({ caller, key }: Call): Context => domain.contextFor(caller, key);
  const facts = z.record(z.string().max(100), z.unknown()).default({});
  const written = z.object({ key: z.string(), new: z.boolean(), assessment: z.string() });
  return [
    endpoint({
      ...row,
      name: "empty",
      path: "/empty",
      input: z.object({}),
      output: z.object({}),
      run: async () => ({}),
    }),
    endpoint({
      ...once,
      name: "plain.redeem",
      path: "/plain/vouchers/{id}/redemptions",
      input: z.object({ id: z.string().uuid(), order: z.string(), amount: z.string(), facts }),
      output: written,
      async run(call, { id, order, amount, facts: of }) {
        const context = contextOf(call);
        const found = await readUsable(context, id, false);
        const fen = BigInt(Math.round(Number(amount) * 100));
        const decision = decideUse(context, found, { voucher: id, order, amount: fen, facts: of });
        const isNew = await plain.use(context, decision, voucherAccount(id));
        return { key: context.key, new: isNew, assessment: decision.row.assessment };
      },
    }),
    endpoint({
      ...once,
      name: "plain.sell",
      path: "/plain/programmes/{id}/sales",
      input: z.object({ id: z.string().uuid(), applicant: z.string(), order: z.string(), facts }),
      output: written,
      async run(call, { id, applicant, order, facts: of }) {
        const context = contextOf(call);
        const use = await readInUse(context, id, false);
        const decision = decideSale(context, use, { programme: id, applicant, order, facts: of });
        const isNew = await plain.use(context, decision, poolAccount(id));
        return { key: context.key, new: isNew, assessment: decision.row.assessment };
      },
    }),
  ];
}
