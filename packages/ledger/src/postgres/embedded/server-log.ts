import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import { PostgresRefusal, type RefusalCode } from "../refusal.ts";

/** Where the log stood before a launch, so that only the words of that launch are judged. */
export function logEnd(log: string): number {
  try {
    return statSync(log).size;
  } catch {
    return 0;
  }
}

const READ_BYTES_MAX = 64 * 1024;

/** The log from a position on; of a long stretch, its last 64 KiB. */
export function logSince(log: string, from: number): string {
  const file = openSync(log, "r");
  try {
    const { size } = fstatSync(file);
    const start = Math.max(from, size - READ_BYTES_MAX);
    const bytes = Buffer.alloc(Math.max(0, size - start));
    readSync(file, bytes, 0, bytes.length, start);
    return bytes.toString("utf8");
  } finally {
    closeSync(file);
  }
}

/** What a failed launch may mean; the first line that matches decides. */
const SIGNS: readonly (readonly [RegExp, RefusalCode])[] = [
  [/No space left on device|Disk quota exceeded/, "disk-full"],
  [/Address already in use/, "port-in-use"],
  [/could not bind .*(Permission denied|Cannot assign)/, "port-forbidden"],
  [/lock file "postmaster\.pid" already exists/, "folder-locked"],
  [/pre-existing shared memory block/, "folder-locked"],
  [/database files are incompatible with server|was initialized by PostgreSQL version/, "folder-newer"],
  [/Cannot allocate memory|could not map anonymous shared memory/, "memory-short"],
  [/Permission denied|has wrong ownership|has invalid permissions/, "folder-unreachable"],
];

/** Turns the last words of a server that did not come up into a refusal. Pure. */
export function refusalFromLog(
  words: string,
  where: { readonly folder: string; readonly log: string; readonly port: number },
): PostgresRefusal {
  const [, code] = SIGNS.find(([sign]) => sign.test(words)) ?? [];
  const what = lastComplaint(words);
  return new PostgresRefusal(code ?? "start-failed", {
    ...where,
    what,
    holder: what,
    free: "0 MiB",
    need: "64 MiB",
    found: "?",
    own: "?",
  });
}

const lastComplaint = (words: string): string => {
  const lines = words.trim().split("\n");
  const complaint = lines.findLast(line => /FATAL|PANIC|ERROR|error:/.test(line)) ?? lines.at(-1) ?? "";
  return complaint.replace(/^.*?(?=FATAL|PANIC|ERROR|initdb: error)/, "").trim();
};
