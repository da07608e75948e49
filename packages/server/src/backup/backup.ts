/**
 * A whole product in one file: the database as it stood at one moment, every evidence file in the data folder, and the
 * keys without which second factors, webhook secrets and issued vouchers could not be read any more. It is as secret as
 * the data folder. Evidence in a bucket stays there: the file says which bucket, and how much of it.
 */
import { randomBytes } from "node:crypto";
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { backup, PostgresRefusal, restore } from "@suanquan/ledger";
import { type S3Options, s3Files } from "@suanquan/programmes";
import { Client } from "pg";
import { z } from "zod";
import { joinDatabase, openDatabase } from "../database-place.ts";
import { ALL_SERIES } from "../series.ts";
import { bucketIn, dataIn, WrongSetting } from "../settings.ts";
import { ArchiveRefusal, type Member, unpackArchive, writeArchive } from "./archive.ts";

/** What is kept beside the database and its files. */
const KEPT_FILES = ["server.secret", "signing.pem", "demonstration.json"];
const DATABASE = "database.backup";
const ELSEWHERE = "evidence-elsewhere.json";
const HASH = /^[0-9a-f]{64}$/;

export interface BackedUp {
  readonly file: string;
  readonly tables: number;
  readonly rows: number;
  /** Evidence files. */
  readonly files: number;
  /** Evidence that the database names and the file does not hold; null: it holds all. */
  readonly elsewhere: Elsewhere | null;
}

const elsewhereForm = z.object({
  /** How many files. */
  files: z.number().int().min(1),
  /** The bucket that keeps them, without its keys; null: none is set, and they are missing. */
  bucket: z.object({ endpoint: z.string(), name: z.string(), prefix: z.string() }).nullable(),
});
export type Elsewhere = z.infer<typeof elsewhereForm>;

const needOwner = (ownerUrl: string | null): string => {
  if (ownerUrl === null) throw new WrongSetting("DATABASE_OWNER_URL", "未设置 / not set");
  return ownerUrl;
};

const rowsOf = (sums: readonly { readonly rows: number }[]): number =>
  sums.reduce((total, { rows }) => total + rows, 0);

/**
 * Backs up, also while the product runs. Evidence files are never changed and are kept before the rows that name them,
 * so those copied after the database hold all that it names.
 * @throws PostgresRefusal, WrongSetting; Error of the system
 */
export async function backUpTo(env: NodeJS.ProcessEnv, asked: string): Promise<BackedUp> {
  const data = dataIn(env);
  const file = path.resolve(asked);
  if (existsSync(file)) throw new PostgresRefusal("backup-exists", { file });
  const mark = randomBytes(4).toString("hex");
  const [draft, rows, note] = [
    `${file}.partial-${mark}`,
    `${file}.database-${mark}`,
    `${file}.elsewhere-${mark}`,
  ];
  const bucket = bucketIn(env);
  const database = await joinDatabase(env, data);
  try {
    const { header, end } = await backup({ ownerUrl: needOwner(database.ownerUrl), file: rows });
    const files = evidenceIn(data);
    const named = await evidenceNamed(needOwner(database.ownerUrl));
    for (const { name } of files) named.delete(name);
    const elsewhere = named.size === 0 ? null : elsewhereIn(bucket, named.size);
    const members = membersOf(data, rows, files);
    if (elsewhere !== null) {
      writeFileSync(note, JSON.stringify(elsewhere), { mode: 0o600 });
      members.push({ name: ELSEWHERE, file: note });
    }
    await writeArchive(draft, members);
    linkSync(draft, file);
    return { file, tables: header.tables.length, rows: rowsOf(end.sums), files: files.length, elsewhere };
  } finally {
    for (const each of [draft, rows, note]) rmSync(each, { force: true });
    await database.stop();
  }
}

const membersOf = (data: string, rows: string, files: readonly Member[]): Member[] => [
  { name: DATABASE, file: rows },
  ...KEPT_FILES.map(name => ({ name, file: path.join(data, name) })).filter(({ file }) => existsSync(file)),
  ...files,
];

const elsewhereIn = (bucket: S3Options | null, files: number): Elsewhere => ({
  files,
  bucket:
    bucket === null ? null : { endpoint: bucket.endpoint, name: bucket.bucket, prefix: bucket.prefix ?? "" },
});

/** The hashes of all evidence that the database names. */
async function evidenceNamed(ownerUrl: string): Promise<Set<string>> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ hash: string }>(
      "SELECT DISTINCT body->>'hash' AS hash FROM programmes.subject WHERE kind = 'evidence'",
    );
    return new Set(rows.map(each => each.hash));
  } finally {
    await client.end();
  }
}

function evidenceIn(data: string): Member[] {
  const folder = path.join(data, "files");
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile() && HASH.test(entry.name))
    .map(entry => ({ name: entry.name, file: path.join(entry.parentPath, entry.name) }));
}

/**
 * Restores into an empty database: every hash of the file first, then evidence and keys, then the rows, each table read
 * back and compared. Where a bucket is set, evidence of the file is put there; what the file says is in a bucket needs
 * that bucket to be set.
 * @throws ArchiveRefusal, PostgresRefusal `restore-not-empty`, …; WrongSetting
 */
export async function restoreFrom(env: NodeJS.ProcessEnv, file: string): Promise<BackedUp> {
  const data = dataIn(env);
  const unpacked = path.join(data, `restore-${randomBytes(4).toString("hex")}`);
  mkdirSync(unpacked, { recursive: true, mode: 0o700 });
  try {
    const names = await unpackArchive(path.resolve(file), unpacked);
    if (!names.includes(DATABASE)) throw new ArchiveRefusal("其中没有数据库", "there is no database in it");
    const elsewhere = names.includes(ELSEWHERE)
      ? elsewhereForm.parse(JSON.parse(readFileSync(path.join(unpacked, ELSEWHERE), "utf8")))
      : null;
    const bucket = bucketIn(env);
    requireBucket(elsewhere, bucket);
    const database = await openDatabase(env, data);
    try {
      const ownerUrl = needOwner(database.ownerUrl);
      await assertEmpty(ownerUrl);
      for (const name of names)
        if (bucket !== null && HASH.test(name))
          await s3Files(bucket).put(name, readFileSync(path.join(unpacked, name)));
        else if (name !== DATABASE) moveIn(data, unpacked, name);
      const { header, end } = await restore({
        ownerUrl,
        file: path.join(unpacked, DATABASE),
        series: ALL_SERIES,
      });
      const files = names.filter(name => HASH.test(name)).length;
      return { file, tables: header.tables.length, rows: rowsOf(end.sums), files, elsewhere };
    } finally {
      await database.stop();
    }
  } finally {
    rmSync(unpacked, { recursive: true, force: true });
  }
}

/** @throws WrongSetting where the evidence of a backup is in a bucket and none, or another one, is set */
function requireBucket(elsewhere: Elsewhere | null, bucket: S3Options | null): void {
  if (elsewhere === null || elsewhere.bucket === null) return;
  const { endpoint, name, prefix } = elsewhere.bucket;
  if (bucket !== null && bucket.bucket === name && (bucket.prefix ?? "") === prefix) return;
  const where = `${endpoint} ${name}/${prefix}`;
  throw new WrongSetting(
    "SUANQUAN_S3_BUCKET",
    `此备份的 ${elsewhere.files} 个材料文件在存储桶 ${where}，不在备份中；请先设置该桶（或其同名副本） / ${elsewhere.files} evidence files of this backup are in the bucket ${where} and not in the backup; set that bucket, or a copy of the same name, first`,
  );
}

/** Keys are replaced only beside a database that holds nothing which they open. @throws PostgresRefusal */
async function assertEmpty(ownerUrl: string): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ what: string }>(
      `SELECT schemaname || '.' || tablename AS what FROM pg_tables
        WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1 LIMIT 1`,
    );
    const [first] = rows;
    if (first !== undefined) throw new PostgresRefusal("restore-not-empty", first);
  } finally {
    await client.end();
  }
}

function moveIn(data: string, unpacked: string, name: string): void {
  const folder = HASH.test(name) ? path.join(data, "files", name.slice(0, 2), name.slice(2, 4)) : data;
  if (folder === data && !KEPT_FILES.includes(name)) return;
  mkdirSync(folder, { recursive: true });
  renameSync(path.join(unpacked, name), path.join(folder, name));
}
