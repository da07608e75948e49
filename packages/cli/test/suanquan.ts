/** Runs the real command as a process, as a person would. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const bin = path.resolve(import.meta.dirname, "../bin/suanquan.js");

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly input?: string;
  readonly folder?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** The Node that runs it; this one by default. */
  readonly node?: string;
}

/** Chinese unless the call says otherwise, whatever the machine of the test speaks. */
const PLAIN = { LC_ALL: "C.UTF-8", NO_COLOR: "1" };

export function suanquan(words: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const { input = "", folder = tmpdir(), environment = {}, node = process.execPath } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(node, [bin, ...words], {
      cwd: folder,
      env: { ...process.env, ...PLAIN, ...environment },
    });
    let [out, err] = ["", ""];
    child.stdout.on("data", piece => {
      out += piece;
    });
    child.stderr.on("data", piece => {
      err += piece;
    });
    child.on("error", reject);
    child.on("close", code => resolve({ code, out, err }));
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}

export const shippedPolicy = (file: string): string =>
  path.resolve(import.meta.dirname, "../../../policies", file);
export const JIANGYAN = shippedPolicy("jiangsu/taizhou/jiangyan/suanli.yaml");

/** A folder of its own with these files, gone after the test. */
export class Desk {
  readonly folder = mkdtempSync(path.join(tmpdir(), "suanquan-desk-"));

  file(name: string, content: string | Uint8Array): string {
    const full = path.join(this.folder, name);
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, content);
    return full;
  }

  clear(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
