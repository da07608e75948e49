import fc from "fast-check";
import type { Client } from "pg";
import { describe, expect, test } from "vitest";
import type { OfficeLedger } from "../src/index.ts";
import { books } from "./books.ts";
import { booksWithEverything } from "./scenes.ts";

/** SQL typed by hand, through the application's own role and through the owner's. */
const at = books();
const kept = booksWithEverything(at);

const TABLES = ["programme", "account", "block", "journal", "hold", "reversed", "checkpoint", "person_key"];

/** The parameters of ledger.apply that hold arrays, and how a well-formed call by hand looks. */
type Call = Readonly<Record<string, unknown>>;
const call = (office: string, more: Call = {}): Call => ({
  p_careful: false,
  p_programme_office: [office],
  p_programme_code: ["p"],
  p_account_programme: [1, 1],
  p_account_code: ["pool", "voucher"],
  p_programme: [1],
  p_key: ["by-hand"],
  p_fingerprint: [`\\x${"00".repeat(32)}`],
  p_kind: ["transfer"],
  p_debit: [1],
  p_credit: [2],
  p_amount: ["1"],
  ...more,
});

const PARAMETERS =
  "p_careful p_programme_office p_programme_code p_account_programme p_account_code p_open_account p_open_currency p_open_period p_open_owner p_open_floor p_open_ceiling p_programme p_key p_fingerprint p_kind p_debit p_credit p_amount p_target p_group p_link p_expires p_floor p_ceiling p_state p_reference p_reason p_actor p_event".split(
    " ",
  );
const TEXT = `SELECT * FROM ledger.apply(${PARAMETERS.map((name, i) => `${name} => $${i + 1}`).join(", ")})`;
const apply = async (client: Client, parameters: Call): Promise<Record<string, unknown>> =>
  (
    await client.query<Record<string, unknown>>(
      TEXT,
      PARAMETERS.map(name => parameters[name] ?? null),
    )
  ).rows[0] ?? {};

/** Everything that must hold of an office's money, asked of the tables alone; the names of what does not. */
const BROKEN = `
  WITH moved AS (
    SELECT a.id, sum(CASE WHEN j.debit_account = a.id THEN j.amount_fen END) AS debits,
           sum(CASE WHEN j.credit_account = a.id THEN j.amount_fen END) AS credits
      FROM ledger.account a JOIN ledger.programme p ON p.id = a.programme_id AND p.office = $1
      LEFT JOIN ledger.journal j ON j.outcome = 'done' AND j.kind IN ('transfer', 'capture', 'reverse')
           AND a.id IN (j.debit_account, j.credit_account) GROUP BY a.id),
  held AS (
    SELECT a.id, coalesce(sum(CASE WHEN h.debit_account = a.id THEN h.amount_fen END), 0) AS out,
           coalesce(sum(CASE WHEN h.credit_account = a.id THEN h.amount_fen END), 0) AS into
      FROM ledger.account a LEFT JOIN ledger.hold h ON h.state = 'open' AND a.id IN (h.debit_account, h.credit_account)
     GROUP BY a.id)
  SELECT a.code AS what FROM ledger.account a JOIN moved m ON m.id = a.id JOIN held h ON h.id = a.id
   WHERE a.debits_posted <> coalesce(m.debits, 0) OR a.credits_posted <> coalesce(m.credits, 0)
      OR a.debits_pending <> h.out OR a.credits_pending <> h.into
      OR a.credits_posted - a.debits_posted - a.debits_pending < a.floor_fen
      OR a.credits_posted + a.credits_pending - a.debits_posted > a.ceiling_fen
  UNION ALL SELECT 'unbalanced' FROM ledger.account a JOIN ledger.programme p ON p.id = a.programme_id AND p.office = $1
   HAVING sum(a.debits_posted) <> sum(a.credits_posted) OR sum(a.debits_pending) <> sum(a.credits_pending)
  UNION ALL SELECT 'blocks' FROM ledger.programme p WHERE p.office = $1
     AND p.height <> (SELECT count(*) FROM ledger.block b WHERE b.programme_id = p.id)`;

const brokenIn = async (client: Client, office: OfficeLedger): Promise<string[]> =>
  (await client.query<{ what: string }>(BROKEN, [office.office])).rows.map(row => row.what);

const entriesOf = async (client: Client, office: OfficeLedger): Promise<unknown> =>
  (await client.query("SELECT count(*)::integer AS n FROM ledger.journal WHERE office = $1", [office.office]))
    .rows[0];

async function scene(): Promise<{ office: OfficeLedger; app: Client }> {
  return { office: await kept(), app: await at.session("app") };
}

describe("the application's own role", () => {
  const statements = (table: string): string[] => [
    `INSERT INTO ledger.${table} SELECT * FROM ledger.${table} LIMIT 1`,
    `DELETE FROM ledger.${table}`,
    `TRUNCATE ledger.${table} CASCADE`,
    `DROP TABLE ledger.${table} CASCADE`,
    `ALTER TABLE ledger.${table} DISABLE TRIGGER ALL`,
    `SELECT * FROM ledger.${table} FOR UPDATE`,
    `DO $$ BEGIN LOCK TABLE ledger.${table} IN ROW EXCLUSIVE MODE; END $$`,
  ];
  test.each(TABLES)("cannot write to ledger.%s", async table => {
    const app = await at.session("app");
    for (const statement of statements(table))
      await expect(app.query(statement), statement).rejects.toThrow(/permission denied|must be owner/);
    const { rows } = await (await at.session("owner")).query(
      "SELECT column_name FROM information_schema.columns WHERE table_schema = 'ledger' AND table_name = $1",
      [table],
    );
    for (const { column_name: column } of rows)
      await expect(app.query(`UPDATE ledger.${table} SET ${column} = NULL`)).rejects.toThrow(
        /permission denied/,
      );
  });

  test.each([
    "SELECT ledger.seal(NULL, NULL, NULL, NULL, now())",
    "SELECT ledger.expire_due_of(NULL, now())",
    "SELECT ledger.open_accounts(NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)",
    "SELECT ledger.write_holds(NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)",
    "SET ROLE suanquan_owner",
    "SET session_replication_role = replica",
    "CREATE FUNCTION ledger.clock() RETURNS timestamptz LANGUAGE sql AS 'SELECT now()'",
    "ALTER FUNCTION ledger.clock() RENAME TO old_clock",
    "CREATE TABLE ledger.mine (a integer)",
    "CREATE TEMP TABLE account (a integer)",
    "DROP TRIGGER rows_stay ON ledger.journal",
  ])("may not: %s", async statement => {
    const app = await at.session("app");
    await expect(app.query(statement)).rejects.toThrow(
      /permission denied|must be owner|must be able to|cannot|already exists/,
    );
  });

  const CALLS: readonly (readonly [what: string, more: Call, outcome: unknown])[] = [
    ["an amount of zero", { p_amount: ["0"] }, ["malformed"]],
    ["a negative amount", { p_amount: ["-5"] }, ["malformed"]],
    ["an amount of 2⁶³ − 1", { p_amount: ["9223372036854775807"] }, ["malformed"]],
    ["an amount of 2⁶³", { p_amount: ["9223372036854775808"] }, /out of range/],
    ["no amount", { p_amount: [null] }, ["malformed"]],
    ["no amounts at all", { p_amount: null }, ["malformed"]],
    ["one account on both sides", { p_credit: [1] }, ["malformed"]],
    ["an account listed twice", { p_account_code: ["pool", "pool"] }, /listed twice/],
    ["an account that the batch does not list", { p_credit: [7] }, ["unknown-account"]],
    ["account zero", { p_credit: [0] }, ["unknown-account"]],
    ["no account", { p_credit: [null] }, ["malformed"]],
    ["a programme that the batch does not list", { p_programme: [2] }, /null value|violates/],
    ["a programme without books", { p_programme_code: ["nowhere"] }, /no books/],
    ["an expiry", { p_kind: ["expire"], p_target: ["hold-open"] }, ["malformed"]],
    ["a kind of its own", { p_kind: ["gift"] }, ["malformed"]],
    ["no kind", { p_kind: [null] }, ["malformed"]],
    ["a short fingerprint", { p_fingerprint: ["\\x00"] }, /fingerprint/],
    ["no fingerprint", { p_fingerprint: null }, /null value/],
    ["the same key twice", twice({}), /duplicate key/],
    ["the same key twice, with care", { ...twice({}), p_careful: true }, [null, null]],
    [
      "the same key twice with other content, with care",
      { ...twice({ p_fingerprint: [`\\x${"00".repeat(32)}`, `\\x${"11".repeat(32)}`] }), p_careful: true },
      [null, "conflict"],
    ],
    ["a key used before", { p_key: ["claim"] }, /duplicate key/],
    ["a key used before, with care", { p_key: ["claim"], p_careful: true }, ["conflict"]],
    ["more than the limit", { p_amount: ["100000"] }, ["over-limit"]],
    [
      "a state in a group",
      { p_kind: ["state"], p_credit: [null], p_amount: [null], p_state: ["closed"], p_group: [1] },
      ["malformed"],
    ],
    [
      "a state of its own",
      { p_kind: ["state"], p_credit: [null], p_amount: [null], p_state: ["gone"] },
      ["malformed"],
    ],
    [
      "a limit beyond all bounds",
      { p_kind: ["limit"], p_credit: [null], p_amount: [null], p_floor: ["-9223372036854775807"] },
      ["malformed"],
    ],
    [
      "a floor above the balance",
      { p_kind: ["limit"], p_credit: [null], p_amount: [null], p_floor: ["4000000000000000000"] },
      ["over-limit"],
    ],
    ["a new account with a floor above zero", opening({ p_open_floor: ["1"] }), /never_below_floor/],
    ["a new account with a code of blanks", { ...opening({}), p_account_code: ["pool", "  "] }, /wrong form/],
    ["an event at the end of time", { p_event: ["infinity"] }, /event_at/],
  ];
  test.each(CALLS)(
    "calling the ledger with %s leaves all money where it was or moves it rightly",
    async (_what, more, expected) => {
      const { office, app } = await scene();
      const before = await entriesOf(app, office);
      if (expected instanceof RegExp) {
        await expect(apply(app, call(office.office, more))).rejects.toThrow(expected);
        expect(await entriesOf(app, office)).toEqual(before);
      } else expect((await apply(app, call(office.office, more))).outcome).toEqual(expected);
      expect(await brokenIn(app, office)).toEqual([]);
    },
  );

  test("gets another office's holds no further than their names", async () => {
    const mine = await scene();
    const theirs = await scene();
    const capture = {
      p_kind: ["capture"],
      p_target: ["hold-open"],
      p_debit: null,
      p_credit: null,
      p_amount: [null],
    };
    const both = {
      ...capture,
      p_programme_office: [mine.office.office, theirs.office.office],
      p_programme_code: ["p", "p"],
      p_account_code: null,
      p_account_programme: null,
    };
    await apply(mine.app, call(mine.office.office, both));
    expect(await brokenIn(mine.app, mine.office)).toEqual([]);
    expect((await theirs.office.verify()).fault).toBeNull();
  });

  test("with any settings of its session writes the same chain", async () => {
    const office = await at.office();
    await office.createAccounts("p", [{ code: "pool", floorFen: null }, { code: "voucher" }]);
    const odd = await at.another({
      databaseUrl: `${at.server.appUrl}?options=${encodeURIComponent(
        "-c TimeZone=Asia/Shanghai -c DateStyle=German -c bytea_output=escape -c IntervalStyle=iso_8601 -c extra_float_digits=-15 -c enable_indexscan=off -c search_path=pg_temp -c default_transaction_isolation=serializable",
      )}`,
    });
    const there = odd.office(office.office);
    const eventAt = new Date("2025-11-01T00:00:00.001Z");
    for (const key of ["a", "b", "c"])
      expect(
        await there.submit({
          kind: "transfer",
          programme: "p",
          key,
          debit: "pool",
          credit: "voucher",
          amountFen: 5n,
          eventAt,
        }),
      ).toMatchObject({ outcome: "done" });
    expect((await office.verify()).fault).toBeNull();
  });

  test("with random arrays never breaks a limit, a balance or a block", { timeout: 120_000 }, async () => {
    const { office, app } = await scene();
    let tried = 0;
    const place = fc.constantFrom(null, 0, 1, 2, 3, 4, 5, 6, 9);
    const row = fc.record({
      kind: fc.constantFrom(
        "transfer",
        "transfer",
        "hold",
        "capture",
        "release",
        "reverse",
        "limit",
        "state",
        "expire",
        null,
      ),
      debit: place,
      credit: place,
      amount: fc.constantFrom(null, "-1", "0", "1", "3", "50", "1000000000000000", "9223372036854775807"),
      target: fc.constantFrom(
        null,
        "claim",
        "hold-open",
        "hold-freed",
        "capture-part",
        "nothing",
        "random-1",
        "random-5",
      ),
      group: fc.constantFrom(null, null, null, 1, 2),
      limit: fc.constantFrom(null, "-4000000000000000000", "0", "70", "4000000000000000000"),
      state: fc.constantFrom(null, "open", "frozen"),
    });
    const codes = ["funder", "pool", "voucher", "provider", "voucher-2", "nobody"];
    const run = await fc.check(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 12 }),
        fc.boolean(),
        async (rows, careful) => {
          const of = (name: keyof (typeof rows)[number]): unknown[] => rows.map(r => r[name]);
          await apply(app, {
            ...call(office.office),
            p_careful: careful,
            p_account_programme: codes.map(() => 1),
            p_account_code: codes,
            p_programme: rows.map(() => 1),
            p_key: rows.map(() => {
              tried += 1;
              return `random-${tried % 40 === 0 ? 1 : tried}`;
            }),
            p_fingerprint: rows.map(() => `\\x${"00".repeat(32)}`),
            p_kind: of("kind"),
            p_debit: of("debit"),
            p_credit: of("credit"),
            p_amount: of("amount"),
            p_target: of("target"),
            p_group: of("group"),
            p_floor: of("limit"),
            p_ceiling: of("limit"),
            p_state: of("state"),
          }).catch(() => undefined);
          expect(await brokenIn(app, office)).toEqual([]);
        },
      ),
      { numRuns: 400, endOnFailure: true },
    );
    if (run.failed) throw new Error(`seed ${run.seed}`, { cause: run.errorInstance });
  });
});

function twice(more: Call): Call {
  const both = {
    p_programme: [1, 1],
    p_key: ["by-hand", "by-hand"],
    p_kind: ["transfer", "transfer"],
    p_debit: [1, 1],
    p_credit: [2, 2],
    p_amount: ["1", "1"],
  };
  return { ...both, p_fingerprint: [`\\x${"00".repeat(32)}`, `\\x${"00".repeat(32)}`], ...more };
}

function opening(more: Call): Call {
  return {
    p_account_code: ["pool", "brand-new"],
    p_open_account: [2],
    p_open_currency: ["CNY"],
    ...more,
  };
}

describe("the owner's own hand", () => {
  const CHANGES = [
    "UPDATE ledger.journal SET amount_fen = 1",
    "DELETE FROM ledger.journal",
    "TRUNCATE ledger.journal CASCADE",
    "UPDATE ledger.block SET entries = 0",
    "DELETE FROM ledger.block",
    "UPDATE ledger.account SET code = code || '-x'",
    "UPDATE ledger.account SET currency = 'USD'",
    "DELETE FROM ledger.account",
    "DELETE FROM ledger.hold",
    "UPDATE ledger.hold SET amount_fen = 1",
    "UPDATE ledger.hold SET state = 'open' WHERE state <> 'open'",
    "UPDATE ledger.reversed SET reversed_fen = 1",
    "DELETE FROM ledger.programme",
    "TRUNCATE ledger.account CASCADE",
  ];
  test.each(CHANGES)("is stopped at: %s", async statement => {
    await scene();
    const owner = await at.session("owner");
    await expect(owner.query(statement)).rejects.toMatchObject({ code: "LG100" });
  });

  test.each([
    [
      "UPDATE ledger.account SET debits_posted = debits_posted + 1000000 WHERE code = 'pool'",
      "never_below_floor",
    ],
    [
      "UPDATE ledger.account SET credits_posted = credits_posted + 1000000 WHERE code = 'voucher'",
      "never_above_ceiling",
    ],
    ["UPDATE ledger.account SET debits_pending = -1 WHERE code = 'funder'", "totals_in_range"],
    [
      "UPDATE ledger.account SET debits_posted = 4000000000000000001 WHERE code = 'funder'",
      "totals_in_range",
    ],
    [
      "UPDATE ledger.hold SET captured_fen = amount_fen + 1, state = 'captured' WHERE state = 'open'",
      "captured_at_most_what_is_held",
    ],
    ["UPDATE ledger.reversed SET reversed_fen = amount_fen + 1", "reversed_at_most_the_whole"],
  ])("cannot break a limit: %s", async (statement, constraint) => {
    await scene();
    const owner = await at.session("owner");
    await expect(owner.query(statement)).rejects.toMatchObject({ code: "23514", constraint });
  });
});
