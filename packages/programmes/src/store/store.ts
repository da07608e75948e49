/** The shell around PostgreSQL: subjects with their history, documents, marks, intents and the outbox. */
import { fileURLToPath } from "node:url";
import type { Pool } from "pg";
import { sha256 } from "../identifier.ts";
import { Refusal } from "../refusal.ts";
import { Redemptions } from "../vouchers/redemptions.ts";
import { type Sql, seeingOwnWrites, withAnswer, within } from "./last-write.ts";
import { lockSubjects } from "./locks.ts";
import type { Change, HistoryLine, Kind, Mark, Subject } from "./subject.ts";
import { writeChange } from "./write-change.ts";

/** The migrations of this package, for the ledger's `migrate`. */
export const PROGRAMMES_SERIES = {
  name: "programmes",
  folder: fileURLToPath(new URL("../../migrations", import.meta.url)),
};

export interface ListFilter {
  readonly organisation?: string | undefined;
  readonly parent?: string | undefined;
  readonly programme?: string | undefined;
  readonly states?: readonly string[] | undefined;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** A mark together with the other subjects that carry it, of any office. */
export interface SharedMark extends Mark {
  readonly subject: string;
  readonly office: string;
  /** Where that other case stands. */
  readonly state: string;
}

/** A command that moves money and has begun. */
export interface Intent {
  readonly key: string;
  readonly office: string;
  readonly subject: string;
  readonly command: string;
  readonly fingerprint: string;
  readonly input: unknown;
  readonly actor: unknown;
  /** When it began, or gave its last sign of life. */
  readonly at: Date;
}

interface StoredIntent {
  readonly fingerprint: string;
  readonly done: boolean;
  readonly answer: unknown;
  /** Its plan. */
  readonly input: unknown;
}

interface Row {
  readonly id: string;
  readonly office: string;
  readonly organisation: string | null;
  readonly parent: string | null;
  readonly programme: string | null;
  readonly state: string;
  readonly revision: number;
  readonly head: Buffer;
  readonly body: unknown;
  readonly created_at: Date;
  readonly updated_at: Date;
}

const subjectFrom = <B>(kind: Kind<B>, row: Row): Subject<B> => ({
  id: row.id,
  office: row.office,
  organisation: row.organisation,
  parent: row.parent,
  programme: row.programme,
  state: row.state,
  revision: row.revision,
  head: row.head.toString("hex"),
  body: kind.body.parse(row.body),
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

/** What is known of a command's key when it begins. */
export type Begun =
  | { readonly is: "begun" }
  | { readonly is: "answered"; readonly answer: unknown }
  | { readonly is: "open"; readonly plan: unknown };

/** The money command that a write completes. */
export interface Ending {
  readonly key: string;
  readonly office: string;
  readonly answer: unknown;
}

const INTEND = `
  INSERT INTO programmes.intent (key, office, subject, command, fingerprint, input, actor, at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (key, office) DO NOTHING`;
const FINISH =
  "UPDATE programmes.intent SET done = true, answer = $3 WHERE key = $1 AND office = $2 AND NOT done";
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const PAGE = 50;

export class Store {
  readonly #pool: Pool;
  readonly sql: Sql;
  readonly redemptions: Redemptions;

  /** @param usesWaitingMax uses of vouchers waiting to be written at most */
  constructor(pool: Pool, usesWaitingMax?: number) {
    this.#pool = pool;
    this.sql = seeingOwnWrites(pool);
    this.redemptions = new Redemptions(pool, usesWaitingMax);
  }

  /** A subject of an office; null when there is none of this kind under this number. */
  async find<B>(kind: Kind<B>, office: string, id: string): Promise<Subject<B> | null> {
    if (!UUID.test(id)) return null;
    const { rows } = await this.sql.query<Row>(
      "SELECT * FROM programmes.subject WHERE id = $1 AND office = $2 AND kind = $3",
      [id, office, kind.name],
    );
    const [row] = rows;
    return row === undefined ? null : subjectFrom(kind, row);
  }

  /** @throws Refusal `not-found` */
  async get<B>(kind: Kind<B>, office: string, id: string): Promise<Subject<B>> {
    const found = await this.find(kind, office, id);
    if (found === null) throw new Refusal("not-found", { what: `${kind.name} ${id}` });
    return found;
  }

  /** A page of an office's subjects in the order of their making. */
  async list<B>(kind: Kind<B>, office: string, filter: ListFilter = {}): Promise<Page<Subject<B>>> {
    const limit = filter.limit ?? PAGE;
    for (const id of [filter.cursor, filter.parent, filter.programme])
      if (id !== undefined && !UUID.test(id)) throw new Refusal("malformed", { what: id.slice(0, 60) });
    const { rows } = await this.sql.query<Row>(
      `SELECT * FROM programmes.subject
        WHERE office = $1 AND kind = $2 AND ($3::text IS NULL OR organisation = $3)
          AND ($4::uuid IS NULL OR parent = $4) AND ($5::uuid IS NULL OR programme = $5)
          AND ($6::text[] IS NULL OR state = ANY ($6)) AND ($7::uuid IS NULL OR id > $7)
        ORDER BY id LIMIT $8`,
      [
        office,
        kind.name,
        filter.organisation ?? null,
        filter.parent ?? null,
        filter.programme ?? null,
        filter.states ?? null,
        filter.cursor ?? null,
        limit + 1,
      ],
    );
    const items = rows.slice(0, limit).map(row => subjectFrom(kind, row));
    return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  /** Every subject that fits, page after page. For what must see them all: a ranking, a payment batch. */
  async all<B>(kind: Kind<B>, office: string, filter: ListFilter = {}): Promise<Subject<B>[]> {
    const found: Subject<B>[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.list(kind, office, { ...filter, cursor, limit: 1_000 });
      found.push(...page.items);
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    return found;
  }

  /** A subject's history, oldest first. */
  async history(office: string, subject: string): Promise<HistoryLine[]> {
    if (!UUID.test(subject)) return [];
    const { rows } = await this.sql.query(
      `SELECT sequence, at, event, from_state AS "from", to_state AS "to", actor, reason, note, detail,
              encode(hash, 'hex') AS hash
         FROM programmes.event WHERE subject = $1 AND office = $2 ORDER BY sequence`,
      [subject, office],
    );
    return rows;
  }

  /**
   * Writes changes all together or not at all, each with its event, its marks and a line in the outbox.
   * @param ends the money command that they complete, ended in the same transaction
   * @throws Refusal `stale` when a subject has been changed since it was read, or is being changed
   */
  async write(changes: readonly Change[], ends?: Ending): Promise<void> {
    if (changes.length === 0 && ends === undefined) return;
    await withAnswer(this.#pool, async client => {
      for (const change of changes) await writeChange(client, change, ends?.key ?? null);
      if (ends === undefined) return;
      const { rowCount } = await client.query(FINISH, [
        ends.key,
        ends.office,
        JSON.stringify(ends.answer ?? null),
      ]);
      if (rowCount === 0) throw new Refusal("stale", { revision: 0 });
    });
  }

  /** Keeps a text under its SHA-256, which it returns. */
  async keep(kind: string, text: string): Promise<string> {
    const hash = sha256(text);
    await this.sql.query(
      "INSERT INTO programmes.document (hash, kind, text) VALUES ($1, $2, $3) ON CONFLICT (hash) DO NOTHING",
      [hash, kind, text],
    );
    return hash;
  }

  /** @throws Refusal `not-found` */
  async document(hash: string): Promise<string> {
    const { rows } = await this.sql.query<{ text: string }>(
      "SELECT text FROM programmes.document WHERE hash = $1",
      [hash],
    );
    const [row] = rows;
    if (row === undefined) throw new Refusal("not-found", { what: hash });
    return row.text;
  }

  /** Where else these values were used, in every office: numbers and states only, nothing of what they hold. */
  async sharing(marks: readonly Mark[], except: readonly string[]): Promise<SharedMark[]> {
    const { rows } = await this.sql.query<SharedMark>(
      `SELECT m.kind, m.value, m.subject, m.office, s.state
         FROM unnest($1::text[], $2::text[]) AS u(value, kind)
         JOIN programmes.mark m ON m.value = u.value AND m.kind = u.kind
         JOIN programmes.subject s ON s.id = m.subject WHERE m.subject <> ALL ($3::uuid[])
        ORDER BY m.subject, m.kind, m.value`,
      [marks.map(mark => mark.value), marks.map(mark => mark.kind), except],
    );
    return rows;
  }

  /**
   * Begins a command that moves money: its plan is written down and its subjects are locked, all or nothing.
   * @param subjects those that the plan changes, at the revisions that it was made from
   * @returns what is known of the key already: its answer, or the plan that was begun and not ended
   * @throws Refusal `stale` or `busy` when a subject has moved on, `key-reused` for another input
   */
  async begin(
    intent: Intent,
    subjects: readonly Pick<Subject<unknown>, "id" | "revision">[],
  ): Promise<Begun> {
    const begun = await within(this.#pool, async client => {
      const { rowCount } = await client.query(INTEND, [
        intent.key,
        intent.office,
        intent.subject,
        intent.command,
        intent.fingerprint,
        JSON.stringify(intent.input),
        JSON.stringify(intent.actor),
        intent.at,
      ]);
      if (rowCount === 1) await lockSubjects(client, intent, subjects);
      return rowCount === 1;
    });
    if (begun) return { is: "begun" };
    const found = await this.intent(intent.key, intent.office);
    if (found === null) throw new Refusal("busy");
    if (found.fingerprint !== intent.fingerprint) throw new Refusal("key-reused");
    return found.done ? { is: "answered", answer: found.answer } : { is: "open", plan: found.input };
  }

  /** A money command that began under this key; null when there is none. */
  async intent(key: string, office: string): Promise<StoredIntent | null> {
    const { rows } = await this.sql.query<StoredIntent>(
      "SELECT fingerprint, done, answer, input FROM programmes.intent WHERE key = $1 AND office = $2",
      [key, office],
    );
    return rows[0] ?? null;
  }

  /** Ends a command whose money was refused, and unlocks its subjects. */
  async finish(ending: Ending): Promise<void> {
    await within(this.#pool, async client => {
      await client.query(FINISH, [ending.key, ending.office, JSON.stringify(ending.answer ?? null)]);
      await client.query(
        "UPDATE programmes.subject SET locked_by = NULL WHERE locked_by = $1 AND office = $2",
        [ending.key, ending.office],
      );
    });
  }

  /** Says of a command of several steps that it goes on, so that nobody takes it up meanwhile. */
  async signOfLife({ key, office }: Omit<Ending, "answer">, at: Date): Promise<void> {
    // Not in the command's own transaction: it is to be seen at once.
    await this.#pool.query(
      "UPDATE programmes.intent SET at = $3 WHERE key = $1 AND office = $2 AND NOT done AND at < $3",
      [key, office, at],
    );
  }

  /** What became of a money command; null when it never ended. */
  async answered(key: string, office: string): Promise<{ fingerprint: string; answer: unknown } | null> {
    const { rows } = await this.sql.query<{ fingerprint: string; answer: unknown }>(
      "SELECT fingerprint, answer FROM programmes.intent WHERE key = $1 AND office = $2 AND done",
      [key, office],
    );
    return rows[0] ?? null;
  }

  /** Commands that began before a moment and have not ended. */
  async unfinished(before: Date): Promise<Intent[]> {
    const { rows } = await this.sql.query<Intent>(
      `SELECT key, office, subject, command, fingerprint, input, actor, at
         FROM programmes.intent WHERE NOT done AND at < $1 ORDER BY at, key`,
      [before],
    );
    return rows;
  }
}
