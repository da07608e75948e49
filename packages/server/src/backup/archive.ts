/**
 * One file that holds many: a tar archive (POSIX ustar), so that any system can look into it. Its last member lists the
 * SHA-256 of all others; an archive without it was cut short.
 */
import { createHash, type Hash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { z } from "zod";

const BLOCK = 512;
const LIST = "sha256.json";
const LIST_BYTES_MAX = 256 * 1_048_576;
/** Members lie flat: a name never leads out of the folder that an archive is unpacked into. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

export class ArchiveRefusal extends Error {
  readonly zh: string;
  readonly en: string;

  constructor(zh: string, en: string) {
    super(en);
    this.name = "ArchiveRefusal";
    this.zh = zh;
    this.en = en;
  }
}

const cutShort = () => new ArchiveRefusal("文件不完整", "the file is cut short");
const foreign = () =>
  new ArchiveRefusal("不是由 suanquan backup 写成的文件", "it was not written by suanquan backup");
const damaged = (name: string) => new ArchiveRefusal(`其中的 ${name} 已损坏`, `${name} in it is damaged`);

export interface Member {
  readonly name: string;
  /** The file that holds its content. */
  readonly file: string;
}

/** Writes members into a new file of mode 0600. @throws Error `EEXIST` */
export async function writeArchive(
  file: string,
  members: AsyncIterable<Member> | Iterable<Member>,
): Promise<void> {
  await pipeline(
    Readable.from(blocksOf(members), { objectMode: false }),
    createWriteStream(file, { mode: 0o600, flags: "wx", flush: true }),
  );
}

async function* blocksOf(members: AsyncIterable<Member> | Iterable<Member>): AsyncGenerator<Buffer> {
  const sums: Record<string, string> = {};
  for await (const { name, file } of members) {
    const { size } = await stat(file);
    yield headerOf(name, size);
    const hash = createHash("sha256");
    let written = 0;
    // No further than the size that the header says, should the file grow meanwhile.
    if (size > 0)
      for await (const piece of createReadStream(file, { end: size - 1 })) {
        hash.update(piece);
        written += piece.length;
        yield piece;
      }
    if (written !== size) throw new Error(`${file} became shorter while it was read`);
    yield Buffer.alloc(paddingOf(size));
    sums[name] = hash.digest("hex");
  }
  const list = Buffer.from(JSON.stringify(sums));
  yield headerOf(LIST, list.length);
  yield list;
  yield Buffer.alloc(paddingOf(list.length) + 2 * BLOCK);
}

const paddingOf = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK;
const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, "0");

function headerOf(name: string, size: number): Buffer {
  if (!NAME.test(name)) throw new RangeError(`no name for a member: ${name}`);
  const header = Buffer.alloc(BLOCK);
  header.write(name, 0);
  header.write(octal(0o600, 7), 100);
  header.write(octal(0, 7), 108);
  header.write(octal(0, 7), 116);
  header.write(octal(size, 11), 124);
  header.write(octal(0, 11), 136);
  header.write("        ", 148);
  header.write("0", 156);
  header.write("ustar\u000000", 257, "latin1");
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${octal(sum, 6)}\u0000 `, 148, "latin1");
  return header;
}

interface Header {
  readonly name: string;
  readonly size: number;
}

/** @returns null at the end of the archive. @throws ArchiveRefusal */
function readHeader(block: Buffer): Header | null {
  if (block.every(byte => byte === 0)) return null;
  const name = block.toString("latin1", 0, 100).replace(/\0.*$/s, "");
  const size = Number.parseInt(block.toString("latin1", 124, 135), 8);
  const said = Number.parseInt(block.toString("latin1", 148, 154), 8);
  const sum = block.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);
  if (block.toString("latin1", 257, 262) !== "ustar" || sum !== said || !NAME.test(name) || !(size >= 0))
    throw foreign();
  return { name, size };
}

/**
 * Unpacks into a folder and compares every hash.
 * @returns the names of the members
 * @throws ArchiveRefusal
 */
export async function unpackArchive(file: string, folder: string): Promise<string[]> {
  const sums = new Map<string, string>();
  const source = await open(file);
  try {
    for (let at = 0; ; ) {
      const header = readHeader(await exactly(source, at, BLOCK));
      if (header === null) throw cutShort();
      const { name, size } = header;
      at += BLOCK;
      if (name === LIST) {
        if (size > LIST_BYTES_MAX) throw foreign();
        compare(sums, await exactly(source, at, size));
        return [...sums.keys()];
      }
      const hash = createHash("sha256");
      await pipeline(
        Readable.from(piecesOf(source, at, size, hash), { objectMode: false }),
        createWriteStream(path.join(folder, name), { mode: 0o600, flags: "wx", flush: true }),
      );
      sums.set(name, hash.digest("hex"));
      at += size + paddingOf(size);
    }
  } finally {
    await source.close();
  }
}

type Source = Awaited<ReturnType<typeof open>>;
const PIECE = 1_048_576;

async function exactly(source: Source, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await source.read(Buffer.alloc(length), 0, length, at);
  if (bytesRead !== length) throw cutShort();
  return buffer;
}

async function* piecesOf(source: Source, at: number, size: number, hash: Hash): AsyncGenerator<Buffer> {
  for (let done = 0; done < size; done += PIECE) {
    const piece = await exactly(source, at + done, Math.min(PIECE, size - done));
    hash.update(piece);
    yield piece;
  }
}

function compare(found: ReadonlyMap<string, string>, list: Buffer): void {
  const read = z.record(z.string(), z.string()).safeParse(parsed(list));
  if (!read.success) throw damaged(LIST);
  for (const [name, sum] of Object.entries(read.data)) if (found.get(name) !== sum) throw damaged(name);
  for (const name of found.keys()) if (read.data[name] === undefined) throw damaged(name);
}

function parsed(list: Buffer): unknown {
  try {
    return JSON.parse(list.toString("utf8"));
  } catch {
    return null;
  }
}
