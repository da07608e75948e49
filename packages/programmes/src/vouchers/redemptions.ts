/**
 * Uses of vouchers and sales, written down before their money moves. They are gathered: while a statement is on its way
 * the next one collects, so that many at once cost one statement and one commit, and not one each. No timer fills a
 * batch. A row without money in the ledger counts for nothing in any figure; its key brings the money when it is asked
 * again. So nothing is half done at whatever moment the process ends.
 */
import type { Pool } from "pg";
import { Refusal, type RefusalCode, type RefusalValues } from "../refusal.ts";
import { arrayOf, type Cell } from "../store/arrays.ts";
import { Gathered } from "../store/gathered.ts";
import type { Ground } from "../store/ground.ts";

export interface Redemption {
  readonly key: string;
  readonly office: string;
  readonly programme: string;
  readonly voucher: string | null;
  readonly applicant: string;
  readonly provider: string;
  readonly orderNumber: string;
  /** The how-manieth use of the order it is to be. */
  readonly nth: number;
  readonly kind: "hold" | "redemption" | "sale";
  readonly amountFen: bigint;
  /** Hash of the assessment, and its text, which is kept. */
  readonly assessment: string;
  readonly text: string;
  readonly fingerprint: string;
  readonly at: Date;
  /** Minutes that a hold lasts; null for what is not held. */
  readonly minutes: number | null;
  /** What it was decided from. */
  readonly grounds: readonly Ground[];
}

/** A use as it stands. */
export interface Written {
  readonly is: "written";
  readonly fingerprint: string;
  readonly assessment: string;
  /** When a hold ends, by the database's clock. */
  readonly until: Date | null;
}

/** A use that the rules refused before, under the same key. */
export interface Refused {
  readonly is: "refused";
  readonly fingerprint: string;
  readonly code: RefusalCode;
  readonly values: RefusalValues;
}

/**
 * `written`: this row, or the one that had the key before. `stale`: what it was decided from has changed; nothing is
 * written. `order-used`: the order has that many uses already; nothing is written.
 */
export type Outcome = Written | Refused | { readonly is: "stale" } | { readonly is: "order-used" };

/** A refusal to be kept. */
export interface Refusing {
  readonly key: string;
  readonly office: string;
  readonly fingerprint: string;
  readonly code: RefusalCode;
  readonly values: RefusalValues;
  readonly at: Date;
}

/** Rows per statement at most, as many as a statement of the ledger takes. */
const BATCH_MAX = 512;
/** Rows waiting at most, if nothing else is said. */
const WAITING_MAX = 16_384;
/** Assessments that this process knows to be kept. */
const TEXTS_MAX = 20_000;

const nameOf = (row: { readonly office: string; readonly key: string }): string => `${row.office} ${row.key}`;

/**
 * Reading the grounds takes no lock: a change that commits while the statement runs came after it. A key that was
 * refused before is not written. What is looked up stands in subqueries of its own, one probe of an index each: a plan
 * that is made while the tables are small can then not turn into one that reads them whole.
 */
const INSERT = `
  WITH rows AS MATERIALIZED (
    SELECT * FROM unnest($1::text[], $2::text[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[],
      $8::integer[], $9::text[], $10::bigint[], $11::text[], $12::text[], $13::timestamptz[], $14::integer[])
      AS r(key, office, programme, voucher, applicant, provider, order_number, nth, kind, amount_fen, assessment,
           fingerprint, at, minutes)),
  stale AS MATERIALIZED (
    SELECT g.id FROM unnest($15::uuid[], $16::integer[], $17::text[]) AS g(id, revision, rulings)
     WHERE (SELECT s.revision FROM programmes.subject s WHERE s.id = g.id) IS DISTINCT FROM g.revision
        OR g.rulings IS NOT NULL AND g.rulings <>
           (SELECT coalesce(string_agg(r.id::text, ' ' ORDER BY r.id), '') FROM programmes.subject r
             WHERE r.parent = g.id AND r.kind = 'ruling' AND r.state = 'issued')),
  texts AS (
    INSERT INTO programmes.document (hash, kind, text)
      SELECT hash, 'assessment', text FROM unnest($18::text[], $19::text[]) AS t(hash, text) ORDER BY hash
      ON CONFLICT (hash) DO NOTHING),
  made AS (
    INSERT INTO programmes.redemption
      (key, office, programme, voucher, applicant, provider, order_number, nth, kind, amount_fen, assessment,
       fingerprint, at, until)
      SELECT key, office, programme, voucher, applicant, provider, order_number, nth, kind, amount_fen, assessment,
             fingerprint, at, date_trunc('milliseconds', ledger.clock() + minutes * interval '1 minute')
        FROM rows
       WHERE NOT EXISTS (SELECT FROM stale WHERE stale.id = rows.programme OR stale.id = rows.voucher)
         AND (SELECT f.code FROM programmes.refused_use f WHERE f.key = rows.key AND f.office = rows.office) IS NULL
       ORDER BY office, key
      ON CONFLICT DO NOTHING RETURNING key, office, until)
  SELECT (SELECT count(*)::integer FROM made) AS count,
         (SELECT json_agg(json_build_array(office || ' ' || key, until)) FROM made
           WHERE until IS NOT NULL OR (SELECT count(*) FROM made) < cardinality($1::text[])) AS made,
         (SELECT json_agg(id) FROM stale) AS stale`;

const FIND = `
  SELECT u.key, u.office, r.fingerprint, r.assessment, r.until, f.fingerprint AS "refusedFor", f.code, f.said
    FROM unnest($1::text[], $2::text[]) AS u(key, office)
    LEFT JOIN programmes.redemption r ON r.key = u.key AND r.office = u.office
    LEFT JOIN programmes.refused_use f ON f.key = u.key AND f.office = u.office
   WHERE r.key IS NOT NULL OR f.key IS NOT NULL`;

const REFUSE = `
  INSERT INTO programmes.refused_use (key, office, fingerprint, code, said, at)
    SELECT key, office, fingerprint, code, said, at
      FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::jsonb[], $6::timestamptz[])
           AS u(key, office, fingerprint, code, said, at)
     WHERE NOT EXISTS (SELECT FROM programmes.redemption r WHERE r.key = u.key AND r.office = u.office)
     ORDER BY office, key
  ON CONFLICT DO NOTHING`;

interface Made {
  readonly count: number;
  readonly made: readonly (readonly [name: string, until: string | null])[] | null;
  readonly stale: readonly string[] | null;
}

interface Found {
  readonly key: string;
  readonly office: string;
  readonly fingerprint: string | null;
  readonly assessment: string | null;
  readonly until: Date | null;
  readonly refusedFor: string | null;
  readonly code: RefusalCode;
  readonly said: RefusalValues;
}

export class Redemptions {
  readonly #pool: Pool;
  readonly #rows: Gathered<Redemption, Outcome>;
  readonly #refusals: Gathered<Refusing, Written | Refused>;
  /** Hashes of assessments that are kept already, so that their texts are not sent again. */
  readonly #kept = new Set<string>();

  /** @param waitingMax rows waiting at most; beyond it a use is refused as `overloaded` */
  constructor(pool: Pool, waitingMax = WAITING_MAX) {
    this.#pool = pool;
    const limits = { batchMax: BATCH_MAX, queueMax: waitingMax };
    this.#rows = new Gathered(rows => this.#write(rows), limits);
    this.#refusals = new Gathered(refusals => this.#refuse(refusals), limits);
  }

  /** Writes a row, or finds what its key has already. @throws Refusal `overloaded` when too many wait */
  write(row: Redemption): Promise<Outcome> {
    return this.#rows.add(row);
  }

  /** Keeps a refusal for its key, or finds what the key has already. @throws Refusal `overloaded` */
  refuse(refusing: Refusing): Promise<Written | Refused> {
    return this.#refusals.add(refusing);
  }

  async #write(batch: readonly Redemption[]): Promise<Outcome[]> {
    // Of two rows with one key or one place in an order, the first is written; the others find it.
    const first = new Map<string, Redemption>();
    const grounds = new Map<string, Ground>();
    const texts = new Map<string, string>();
    for (const row of batch) {
      if (first.has(nameOf(row))) continue;
      first.set(nameOf(row), row);
      if (!this.#kept.has(row.assessment)) texts.set(row.assessment, row.text);
      for (const ground of row.grounds)
        grounds.set(`${ground.id} ${ground.revision} ${ground.rulings}`, ground);
    }
    const rows = [...first.values()];
    const { rows: answer } = await this.#pool.query<Made>({
      name: "write-uses",
      text: INSERT,
      values: [...columns(rows), ...groundColumns([...grounds.values()]), ...textColumns(texts)],
    });
    const made = new Map(answer[0]?.made ?? []);
    const stale = new Set(answer[0]?.stale ?? []);
    this.#keep(texts.keys());
    const all = answer[0]?.count === rows.length;
    const isMade = (row: Redemption): boolean =>
      first.get(nameOf(row)) === row && (all || made.has(nameOf(row)));
    const known = await this.#find(batch.filter(row => !isMade(row)));
    return batch.map((row): Outcome => {
      if (isMade(row)) {
        const until = made.get(nameOf(row)) ?? null;
        const { fingerprint, assessment } = row;
        return { is: "written", fingerprint, assessment, until: until === null ? null : new Date(until) };
      }
      const found = known.get(nameOf(row));
      if (found !== undefined) return found;
      return { is: row.grounds.some(({ id }) => stale.has(id)) ? "stale" : "order-used" };
    });
  }

  async #refuse(batch: readonly Refusing[]): Promise<(Written | Refused)[]> {
    await this.#pool.query(REFUSE, [
      arrayOf(batch, each => each.key),
      arrayOf(batch, each => each.office),
      arrayOf(batch, each => each.fingerprint),
      arrayOf(batch, each => each.code),
      arrayOf(batch, each => JSON.stringify(each.values)),
      arrayOf(batch, each => each.at.toISOString()),
    ]);
    const known = await this.#find(batch);
    return batch.map(each => {
      const found = known.get(nameOf(each));
      if (found === undefined) throw new Error("a refusal was neither written nor found");
      return found;
    });
  }

  /** What these keys have, by name. A use goes before a refusal. */
  async #find(
    asked: readonly { readonly key: string; readonly office: string }[],
  ): Promise<Map<string, Written | Refused>> {
    const found = new Map<string, Written | Refused>();
    if (asked.length === 0) return found;
    const { rows } = await this.#pool.query<Found>(FIND, [
      arrayOf(asked, each => each.key),
      arrayOf(asked, each => each.office),
    ]);
    for (const row of rows) {
      const { fingerprint, assessment, until, refusedFor, code, said } = row;
      if (fingerprint !== null && assessment !== null)
        found.set(nameOf(row), { is: "written", fingerprint, assessment, until });
      else if (refusedFor !== null)
        found.set(nameOf(row), { is: "refused", fingerprint: refusedFor, code, values: said });
    }
    return found;
  }

  #keep(hashes: Iterable<string>): void {
    if (this.#kept.size >= TEXTS_MAX) this.#kept.clear();
    for (const hash of hashes) this.#kept.add(hash);
  }
}

const COLUMNS: readonly ((row: Redemption) => Cell)[] = [
  row => row.key,
  row => row.office,
  row => row.programme,
  row => row.voucher,
  row => row.applicant,
  row => row.provider,
  row => row.orderNumber,
  row => row.nth,
  row => row.kind,
  row => row.amountFen,
  row => row.assessment,
  row => row.fingerprint,
  row => row.at.toISOString(),
  row => row.minutes,
];

const columns = (rows: readonly Redemption[]): string[] => COLUMNS.map(of => arrayOf(rows, of));

const groundColumns = (grounds: readonly Ground[]): string[] => [
  arrayOf(grounds, each => each.id),
  arrayOf(grounds, each => each.revision),
  arrayOf(grounds, each => each.rulings),
];

const textColumns = (texts: ReadonlyMap<string, string>): string[] => [
  arrayOf([...texts.keys()], hash => hash),
  arrayOf([...texts.values()], text => text),
];

/** The refusal that a kept one says again. */
export const refusalOf = ({ code, values }: Refused): Refusal => new Refusal(code, values);
