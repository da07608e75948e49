/** Files that are generated and committed: written, or compared with what they should be. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Call } from "./call.ts";
import { say } from "./language.ts";
import { FINDINGS, FINE } from "./refusal.ts";

/** Names of files to their text. */
export type GeneratedFiles = ReadonlyMap<string, string>;

/** Names in the folder that differ from what they should be, are missing, or should not be there. */
function staleFiles(folder: string, files: GeneratedFiles, isGenerated: (name: string) => boolean): string[] {
  const different = [...files]
    .filter(([name, text]) => readOr(path.join(folder, name)) !== text)
    .map(([name]) => name);
  const there = existsSync(folder) ? readdirSync(folder) : [];
  return [...different, ...there.filter(name => isGenerated(name) && !files.has(name))].sort();
}

/** Writes the files, or with `--check` says which are stale. @returns the exit code. */
export function writeOrCheck(
  call: Call,
  folder: string,
  files: GeneratedFiles,
  isGenerated: (name: string) => boolean,
): number {
  const { options, language, terminal } = call;
  const stale = staleFiles(folder, files, isGenerated);
  const check = options.flag("check");
  if (!check) for (const name of stale) write(path.join(folder, name), files.get(name));
  if (options.flag("json"))
    terminal.print(JSON.stringify({ folder, files: files.size, stale, written: !check }, null, 2));
  else {
    for (const name of stale) terminal.print(`${path.join(folder, name)}`);
    terminal.print((check ? CHECKED : WRITTEN)(files.size, stale.length)[language]);
  }
  return check && stale.length > 0 ? FINDINGS : FINE;
}

const CHECKED = (all: number, stale: number) =>
  stale === 0
    ? say(`${all} 个文件都是最新的。`, `All ${all} files are fresh.`)
    : say(
        `${stale} 个文件已过时；去掉 --check 重新生成。`,
        `${stale} files are stale; run it without --check.`,
      );
const WRITTEN = (all: number, changed: number) =>
  say(`共 ${all} 个文件，改动 ${changed} 个。`, `${all} files, ${changed} of them changed.`);

function readOr(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function write(file: string, text: string | undefined): void {
  if (text === undefined) rmSync(file, { force: true });
  else {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
