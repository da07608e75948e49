import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  backup,
  type EmbeddedPostgres,
  inspectBackup,
  migrate,
  restore,
  type Series,
  startEmbedded,
} from "../../src/postgres/index.ts";
import { ask, files, place, refusalOf, session, smallDisk, tell, workshop } from "./place.ts";

/** A miniature ledger: rows that refuse to change, a table that refers to itself, two that refer to each other. */
const LEDGER = {
  "0001-ledger.sql": `
    CREATE SCHEMA ledger;
    CREATE TABLE ledger.account (
      id bigint PRIMARY KEY, code text NOT NULL UNIQUE, parent bigint REFERENCES ledger.account,
      last_transfer bigint, note jsonb);
    CREATE TABLE ledger.transfer (
      id bigint PRIMARY KEY, debit bigint NOT NULL REFERENCES ledger.account, fen bigint NOT NULL CHECK (fen > 0),
      yuan numeric GENERATED ALWAYS AS (fen / 100.0) STORED, at timestamptz NOT NULL, digest bytea, rate double precision);
    ALTER TABLE ledger.account ADD CONSTRAINT last_transfer_exists
      FOREIGN KEY (last_transfer) REFERENCES ledger.transfer DEFERRABLE;
    COMMENT ON CONSTRAINT last_transfer_exists ON ledger.account IS '最后一笔';
    CREATE TABLE ledger.word (word text, meaning json);
    CREATE SEQUENCE ledger.receipt;
    CREATE FUNCTION ledger.refuse() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'what is posted stays'; END $$;
    CREATE TRIGGER immutable BEFORE UPDATE OR DELETE ON ledger.transfer
      FOR EACH ROW EXECUTE FUNCTION ledger.refuse();
    CREATE TRIGGER untruncated BEFORE TRUNCATE ON ledger.transfer
      FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse();
    CREATE TRIGGER only_at_the_desk BEFORE INSERT ON ledger.transfer
      FOR EACH ROW WHEN (current_setting('desk.open', true) IS DISTINCT FROM 'yes') EXECUTE FUNCTION ledger.refuse();
    ALTER TABLE ledger.transfer ENABLE ALWAYS TRIGGER untruncated;
    INSERT INTO ledger.word (word, meaning) VALUES ('券', '{"en": "voucher"}');`,
  "0002-seen.sql": "CREATE SCHEMA seen; CREATE TABLE seen.page (id bigint PRIMARY KEY);",
};

const shop = workshop();
let pg: EmbeddedPostgres;
let ledger: Series;
let source: string;
let original: string;

beforeAll(async () => {
  pg = await startEmbedded({ folder: join(shop.folder, "pg") });
  const { ownerUrl } = await pg.createDatabase("source");
  source = ownerUrl;
  const folder = join(shop.folder, "migrations");
  mkdirSync(folder);
  for (const [name, text] of Object.entries(LEDGER)) writeFileSync(join(folder, name), text);
  ledger = { name: "ledger", folder };
  await session(source, async client => {
    await migrate(client, [ledger]);
    await client.query(`
      SET desk.open = 'yes';
      INSERT INTO ledger.account (id, code, parent, note)
        SELECT n, 'account-' || n, nullif(n / 2, 0), CASE WHEN n % 3 = 0 THEN '{"名": "济南\\\\t\\n"}' END::jsonb
          FROM generate_series(30, 1, -1) n ORDER BY n;
      INSERT INTO ledger.transfer (id, debit, fen, at, digest, rate)
        SELECT n, 1 + n % 30, 100 + n, '2026-01-01T00:00:00+08'::timestamptz + n * interval '1.000001 s',
               sha256(n::text::bytea), 1.0 / n
          FROM generate_series(1, 20000) n;
      UPDATE ledger.account SET last_transfer = 20000 - id;
      INSERT INTO ledger.word VALUES (NULL, NULL), ('', '""'), (E'\\\\N', '[]'), (E'\\\\.', '1'), (E'a\\tb\\r\\nc', '2');
      SELECT nextval('ledger.receipt') FROM generate_series(1, 41);`);
  });
  original = join(shop.folder, "original.backup");
  await backup({ ownerUrl: source, file: original, schemas: ["ledger", "seen"] });
});
afterAll(async () => {
  await pg.stop();
  shop.clear();
});

let made = 0;
async function emptyDatabase(): Promise<string> {
  made += 1;
  return (await pg.createDatabase(`target_${made}`)).ownerUrl;
}

const SCHEMA = `
  SELECT string_agg(line, E'\\n' ORDER BY line) FROM (
    SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || coalesce(obj_description(oid), '') AS line
      FROM pg_constraint WHERE connamespace = 'ledger'::regnamespace AND contype <> 'n'
    UNION ALL
    SELECT pg_get_triggerdef(oid) || ' ' || tgenabled::text FROM pg_trigger WHERE NOT tgisinternal) lines`;

test("a restored database holds the same rows, sequences, constraints and triggers, and backs up to the same hashes", async () => {
  const target = await emptyDatabase();
  await restore({ ownerUrl: target, file: original, series: [ledger] });
  for (const sql of [
    SCHEMA,
    "SELECT sum(yuan)::text || count(*) || max(at) FROM ledger.transfer",
    "SELECT last_value || ' ' || is_called FROM ledger.receipt",
    "SELECT string_agg(coalesce(word, '∅') || meaning::text, '|' ORDER BY word) FROM ledger.word",
  ])
    expect(await ask(target, sql)).toBe(await ask(source, sql));
  const again = join(place(), "again.backup");
  const [first, second] = [await inspectBackup(original), await backup({ ownerUrl: target, file: again })];
  expect(second.end.sums).toEqual(first.end.sums);
  expect(second.end.sequences).toEqual(first.end.sequences);
  await expect(tell(target, "DELETE FROM ledger.transfer")).rejects.toThrow("what is posted stays");
  await expect(tell(target, "TRUNCATE ledger.transfer CASCADE")).rejects.toThrow("what is posted stays");
  await expect(tell(target, "UPDATE ledger.account SET parent = 99")).rejects.toThrow("foreign key");
  await expect(tell(target, "INSERT INTO ledger.transfer VALUES (0, 1, 1)")).rejects.toThrow(
    "what is posted stays",
  );
});

test("the file says what it holds, is readable by its owner only, and two backups of the same data agree", async () => {
  const { header, end } = await inspectBackup(original);
  expect(header).toMatchObject({ format: "suanquan-backup", formatVersion: 1, schemas: ["ledger", "seen"] });
  expect(header.migrations.map(each => each.file)).toEqual(["0001-ledger.sql", "0002-seen.sql"]);
  expect(header.tables.map((table, n) => `${table.schema}.${table.name} ${end.sums[n]?.rows}`)).toEqual([
    "ledger.account 30",
    "ledger.transfer 20000",
    "ledger.word 6",
    "seen.page 0",
  ]);
  expect(header.tables[1]?.columns).not.toContain("yuan");
  expect(statSync(original).mode & 0o777).toBe(0o600);
  const again = await backup({ ownerUrl: source, file: join(place(), "b") });
  expect(again.end.sums).toEqual(end.sums);
});

test("a backup shows one moment, though rows are added while it is written", async () => {
  const { ownerUrl } = await pg.createDatabase("busy");
  await session(ownerUrl, client => migrate(client, [ledger]));
  await tell(
    ownerUrl,
    "INSERT INTO ledger.account (id, code) SELECT n, n::text FROM generate_series(1, 30000) n",
  );
  const writer = new Client({ connectionString: ownerUrl });
  await writer.connect();
  let more = true;
  const adding = (async () => {
    for (let n = 1; more; n += 1)
      await writer.query(
        "WITH a AS (INSERT INTO ledger.account (id, code) VALUES ($1, $2)) INSERT INTO seen.page VALUES ($1)",
        [30_000 + n, `late ${n}`],
      );
  })();
  const { header, end } = await backup({ ownerUrl, file: join(place(), "busy.backup") });
  more = false;
  await adding;
  await writer.end();
  const rows = Object.fromEntries(header.tables.map((table, n) => [table.name, end.sums[n]?.rows ?? 0]));
  expect(rows.account).toBe(30_000 + (rows.page ?? 0));
  const target = await emptyDatabase();
  await restore({ ownerUrl: target, file: (await backupOf(ownerUrl)).file, series: [ledger] });
});

async function backupOf(ownerUrl: string): Promise<{ readonly file: string }> {
  const file = join(place(), "some.backup");
  await backup({ ownerUrl, file });
  return { file };
}

test("an older backup is brought up to the present migrations after its rows are in", async () => {
  const later: Series = {
    name: "ledger",
    folder: files({
      ...LEDGER,
      "0003-label.sql": "ALTER TABLE ledger.account ADD COLUMN label text NOT NULL DEFAULT '旧'",
    }),
  };
  const target = await emptyDatabase();
  await restore({ ownerUrl: target, file: original, series: [later] });
  expect(await ask(target, "SELECT count(*) FROM ledger.account WHERE label = '旧'")).toBe("30");
  expect(await ask(target, "SELECT count(*) FROM migrations.applied")).toBe("3");
});

test.each([
  [
    "lacks a migration that the backup had",
    { "0001-ledger.sql": LEDGER["0001-ledger.sql"] },
    "migration-missing",
  ],
  ["has another text for one", { ...LEDGER, "0002-seen.sql": "SELECT 1" }, "migration-changed"],
])("a program that %s refuses to restore it", async (_, contents, code) => {
  const target = await emptyDatabase();
  const series = [{ name: "ledger", folder: files(contents) }];
  expect(await refusalOf(restore({ ownerUrl: target, file: original, series }))).toBe(code);
  expect(await ask(target, "SELECT to_regnamespace('migrations')")).toBeNull();
});

test("a database that holds anything is left as it is", async () => {
  const target = await emptyDatabase();
  await tell(target, "CREATE TABLE mine (x int)");
  expect(await refusalOf(restore({ ownerUrl: target, file: original, series: [ledger] }))).toBe(
    "restore-not-empty",
  );
  expect(await refusalOf(restore({ ownerUrl: source, file: original, series: [ledger] }))).toBe(
    "restore-not-empty",
  );
});

test.each([
  ["cut off at the end", (bytes: Buffer) => bytes.subarray(0, -200)],
  ["cut in half", (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
  ["with one bit turned", (bytes: Buffer) => flip(bytes, bytes.length >> 1)],
  [
    "with one fen changed and packed again",
    (bytes: Buffer) => repacked(bytes, text => text.replace("\t10099\t", "\t90099\t")),
  ],
  ["with its last frame dropped", (bytes: Buffer) => gzipSync(withoutEnd(gunzipSync(bytes)))],
  [
    "with something after its end",
    (bytes: Buffer) => gzipSync(Buffer.concat([gunzipSync(bytes), gunzipSync(bytes)])),
  ],
])("a backup %s is refused, and the database is not touched", async (_, spoil) => {
  const file = join(place(), "spoilt.backup");
  const bytes = readFileSync(original);
  writeFileSync(file, spoil(Buffer.from(bytes)));
  expect(readFileSync(file).equals(bytes)).toBe(false);
  const target = await emptyDatabase();
  expect(await refusalOf(restore({ ownerUrl: target, file, series: [ledger] }))).toBe("backup-damaged");
  expect(await ask(target, "SELECT to_regnamespace('migrations')")).toBeNull();
});

test("whatever byte is changed or wherever it is cut, a backup is never accepted as another", async () => {
  const small = join(place(), "small.backup");
  const { ownerUrl } = await pg.createDatabase(`small_${made}`);
  await tell(ownerUrl, "CREATE TABLE t AS SELECT n, n * 100 AS fen FROM generate_series(1, 20) n");
  const good = await backup({ ownerUrl, file: small });
  const bytes = readFileSync(small);
  const file = join(place(), "spoilt.backup");
  const spoilt = fc.oneof(
    fc
      .record({ at: fc.nat(bytes.length - 1), by: fc.integer({ min: 1, max: 255 }) })
      .map(({ at, by }) => flip(Buffer.from(bytes), at, by)),
    fc.nat(bytes.length - 1).map(length => bytes.subarray(0, length)),
  );
  await fc.assert(
    fc.asyncProperty(spoilt, async content => {
      writeFileSync(file, content);
      // Bytes of the gzip header that carry no meaning may change; the content is then still the same.
      const found = await inspectBackup(file).catch(() => null);
      return found === null || JSON.stringify(found) === JSON.stringify(good);
    }),
    { numRuns: 300 },
  );
});

test.each([
  ["an empty file", Buffer.alloc(0), "backup-foreign"],
  ["a photograph", Buffer.from([0xff, 0xd8, 0xff, 0xe0]), "backup-foreign"],
  ["another program's archive", gzipSync("hello, this is not a frame"), "backup-foreign"],
  [
    "a backup of a later format",
    gzipSync(frame("H", '{"format":"suanquan-backup","formatVersion":2}')),
    "backup-newer",
  ],
])("%s is refused by name", async (_, content, code) => {
  const file = join(place(), "other");
  writeFileSync(file, content);
  expect(await refusalOf(inspectBackup(file))).toBe(code);
});

test("a file that is not there is said to be unreadable, not foreign", async () => {
  expect(await refusalOf(inspectBackup(join(place(), "absent")))).toBe("backup-unreadable");
});

test("a backup never writes over a file, and leaves none behind when it fails", async () => {
  const folder = place();
  const file = join(folder, "taken");
  writeFileSync(file, "precious");
  expect(await refusalOf(backup({ ownerUrl: source, file }))).toBe("backup-exists");
  expect(readFileSync(file, "utf8")).toBe("precious");
  expect(await refusalOf(backup({ ownerUrl: source, file: join(folder, "b"), schemas: ["nowhere"] }))).toBe(
    "schema-missing",
  );
  expect(existsSync(join(folder, "b"))).toBe(false);
});

test("rows that row security would hide make the backup fail rather than be left out", async () => {
  const { ownerUrl } = await pg.createDatabase("hidden");
  await tell(
    ownerUrl,
    "CREATE TABLE t (x int); ALTER TABLE t ENABLE ROW LEVEL SECURITY; ALTER TABLE t FORCE ROW LEVEL SECURITY",
  );
  await expect(backup({ ownerUrl, file: join(place(), "b") })).rejects.toThrow("row-level security");
});

test("a backup that cannot be written fails with the system's own word and leaves no session behind", async () => {
  const target = smallDisk("1m") ?? "/dev/fd/nowhere";
  await expect(backup({ ownerUrl: source, file: join(target, "b"), level: 1 })).rejects.toThrow(
    /ENOSPC|ENOENT/,
  );
  const sessions = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'suanquan backup'";
  await expect.poll(() => ask(source, sessions)).toBe("0");
});

function flip(bytes: Buffer, at: number, by = 1): Buffer {
  bytes.writeUInt8(bytes.readUInt8(at) ^ by, at);
  return bytes;
}

const repacked = (bytes: Buffer, change: (text: string) => string): Buffer =>
  gzipSync(Buffer.from(change(gunzipSync(bytes).toString("latin1")), "latin1"));

/** The last frame begins with Z, its length and the JSON key of the sums. */
const withoutEnd = (frames: Buffer): Buffer => frames.subarray(0, frames.lastIndexOf('{"sums"') - 5);

function frame(kind: string, body: string): Buffer {
  const head = Buffer.alloc(5);
  head.write(kind);
  head.writeUInt32BE(Buffer.byteLength(body), 1);
  return Buffer.concat([head, Buffer.from(body)]);
}
