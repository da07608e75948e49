/** Files and standard input, read within limits; what cannot be read is refused with its cure. */
import { isUtf8 } from "node:buffer";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import path from "node:path";
import type { Bilingual } from "@suanquan/policy";
import { say } from "./language.ts";
import { FINDINGS, Refusal } from "./refusal.ts";

/** Facts of ten thousand spends with every fact of the vocabulary stay below this. */
const FACTS_BYTES_MAX = 8_000_000;
const FACTS_DEPTH_MAX = 20;
const STANDARD_INPUT = 0;

/** What the system says of a file, by its error code. */
const FILE_PROBLEMS: Readonly<Record<string, { readonly says: Bilingual; readonly cure: Bilingual }>> = {
  ENOENT: {
    says: say("文件不存在", "there is no such file"),
    cure: say("请检查文件名和所在目录", "check the name and the folder"),
  },
  EISDIR: {
    says: say("这是一个目录，不是文件", "this is a folder, not a file"),
    cure: say("请写出其中的文件", "name a file in it"),
  },
  EACCES: {
    says: say("没有读取权限", "it may not be read"),
    cure: say("请调整文件权限", "change its permissions"),
  },
  ENOTDIR: {
    says: say("路径中有一段不是目录", "a part of the path is not a folder"),
    cure: say("请检查路径", "check the path"),
  },
};

/** The refusal of a file that the system does not give. */
export function fileRefusal(file: string, error: unknown): Refusal {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const problem = FILE_PROBLEMS[code];
  if (problem === undefined) {
    const message = error instanceof Error ? error.message : String(error);
    return new Refusal(
      say(`${file}：无法读取（${message}）`, `${file}: cannot be read (${message})`),
      say("请检查文件", "check the file"),
    );
  }
  return new Refusal(say(`${file}：${problem.says.zh}`, `${file}: ${problem.says.en}`), problem.cure);
}

/** Bytes of a file; a pipe or a device is read no further than the limit. @throws Refusal */
export function readBytes(file: string, folder: string, bytesMax: number): Buffer {
  let opened: number | undefined;
  try {
    opened = openSync(path.resolve(folder, file), "r");
    return readOpened(opened, file, bytesMax);
  } catch (error) {
    throw error instanceof Refusal ? error : fileRefusal(file, error);
  } finally {
    if (opened !== undefined) closeSync(opened);
  }
}

function tooLarge(file: string, bytes: number, max: number): Refusal {
  return new Refusal(
    say(
      `${file}：文件过大（${bytes} 字节，上限 ${max} 字节）`,
      `${file}: too large (${bytes} bytes; the limit is ${max})`,
    ),
    say("请拆分文件", "split the file"),
    FINDINGS,
  );
}

function readStandardInput(bytesMax: number): Buffer {
  if (process.stdin.isTTY)
    throw new Refusal(
      say(
        "“-”表示从标准输入读取，但没有接入任何内容",
        "`-` reads standard input, but nothing is piped into it",
      ),
      say("例如 suanquan assess - < facts.json", "as in `suanquan assess - < facts.json`"),
    );
  try {
    return readOpened(STANDARD_INPUT, "-", bytesMax);
  } catch (error) {
    throw error instanceof Refusal ? error : fileRefusal("-", error);
  }
}

/** Everything that an open file holds, within a limit: what has a size is asked for it before it is read. */
function readOpened(opened: number, file: string, bytesMax: number): Buffer {
  const { size } = fstatSync(opened);
  if (size > bytesMax) throw tooLarge(file, size, bytesMax);
  const pieces: Uint8Array[] = [];
  const buffer = new Uint8Array(PIECE_BYTES);
  let bytes = 0;
  for (let got = readPiece(opened, buffer); got > 0; got = readPiece(opened, buffer)) {
    bytes += got;
    if (bytes > bytesMax) throw tooLarge(file, bytes, bytesMax);
    pieces.push(buffer.slice(0, got));
  }
  return Buffer.concat(pieces);
}
const PIECE_BYTES = 65_536;

/** A pipe that is not ready yet says EAGAIN; one that has ended on Windows says EOF. */
function readPiece(opened: number, buffer: Uint8Array): number {
  for (;;) {
    try {
      return readSync(opened, buffer, 0, buffer.length, null);
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      if (code === "EOF") return 0;
      if (code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

const LINE_BREAK = 10;

/** Text of a file, or of standard input for `-`. @throws Refusal for what is no UTF-8 text. */
export function readText(file: string, folder: string, bytesMax: number): string {
  const bytes = file === "-" ? readStandardInput(bytesMax) : readBytes(file, folder, bytesMax);
  if (isUtf8(bytes)) return bytes.toString("utf8").replace(/^\uFEFF/, "");
  const line = firstBadLine(bytes);
  throw new Refusal(
    say(`${file}：第 ${line} 行不是 UTF-8 文本`, `${file}: line ${line} is no UTF-8 text`),
    say("请另存为 UTF-8；二进制文件不能作为输入", "save it as UTF-8; a binary file cannot be an input"),
    FINDINGS,
  );
}

function firstBadLine(bytes: Buffer): number {
  let line = 1;
  let from = 0;
  for (let at = bytes.indexOf(LINE_BREAK); at >= 0; at = bytes.indexOf(LINE_BREAK, from)) {
    if (!isUtf8(bytes.subarray(from, at))) return line;
    line += 1;
    from = at + 1;
  }
  return line;
}

/** A JSON file, or standard input. @throws Refusal with the line of what is no JSON. */
export function readJson(file: string, folder: string): unknown {
  const text = readText(file, folder, FACTS_BYTES_MAX);
  const deep = tooDeepAt(text);
  if (deep !== undefined)
    throw new Refusal(
      say(
        `${file}：第 ${lineOf(text, deep)} 行嵌套超过 ${FACTS_DEPTH_MAX} 层`,
        `${file}: line ${lineOf(text, deep)} is nested more than ${FACTS_DEPTH_MAX} levels deep`,
      ),
      say("事实文件不需要这么多层括号", "a file of facts needs no such brackets"),
      FINDINGS,
    );
  try {
    return JSON.parse(text);
  } catch (error) {
    throw notJson(file, text, error);
  }
}

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split("\n").length;

/** Where brackets outside of texts first stand too deep. */
function tooDeepAt(text: string): number | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (character === QUOTE) {
      for (at += 1; at < text.length && text.charCodeAt(at) !== QUOTE; at += 1)
        if (text.charCodeAt(at) === BACKSLASH) at += 1;
    } else if (character === OPEN_LIST || character === OPEN_MAP) {
      depth += 1;
      if (depth > FACTS_DEPTH_MAX) return at;
    } else if (character === CLOSE_LIST || character === CLOSE_MAP) depth -= 1;
  }
  return undefined;
}
const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_MAP, CLOSE_MAP] = [34, 92, 91, 93, 123, 125];

function notJson(file: string, text: string, error: unknown): Refusal {
  if (text.trim() === "")
    return new Refusal(
      say(`${file}：文件是空的`, `${file}: the file is empty`),
      say(
        '至少写 {}，例如 {"contract.amount": "1000万元"}',
        'write at least {}, as in {"contract.amount": "1000万元"}',
      ),
      FINDINGS,
    );
  const offset = /position (\d+)/.exec(error instanceof Error ? error.message : "")?.[1];
  // A text that breaks off is shown where it ends, not at the blank after it.
  const end = text.trimEnd().length;
  const line = lineOf(text, Math.min(end, offset === undefined ? end : Number(offset)));
  const source = (text.split("\n")[line - 1] ?? "").trim().slice(0, SHOWN_MAX);
  return new Refusal(
    say(
      `${file}：第 ${line} 行不是合法的 JSON：${source}`,
      `${file}: line ${line} is not well-formed JSON: ${source}`,
    ),
    say(
      "请检查引号、逗号和括号是否成对、是否用了全角标点",
      "look for unpaired quotes and brackets, a comma too many or too few, or full-width punctuation",
    ),
    FINDINGS,
  );
}
const SHOWN_MAX = 60;
