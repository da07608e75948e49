/** Whole processes, from their start to their end: what a person at a terminal waits for. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { median, microseconds, rounded } from "./measure.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const BIN = path.join(ROOT, "packages/cli/bin/suanquan.js");
const ROUNDS = 11;

/** Leaves the processor time that a process took on its error output, when it ends. */
const TELLS_ITS_TIME =
  'data:text/javascript,process.on("exit",()=>{const{user,system}=process.cpuUsage();process.stderr.write("\\n"+(user+system))})';

export interface NewProcess {
  readonly command: string;
  readonly targetMs: number;
  readonly medianMs: number;
  /** Processor time of all its threads: what is left when other work does not disturb. */
  readonly processorMs: number;
}

interface Command {
  readonly shown: string;
  readonly targetMs: number;
  readonly words: readonly string[];
}

const FACTS = {
  "applicant.kind": "企业",
  "applicant.place": "贵阳市",
  "applicant.size": "小型",
  "spend.kind": "算力服务",
  "supply.place": "贵州省",
  "contract.amount": "1000万元",
};

/** The commands take turns; the first turn of each fills the caches of the machine and is not counted. */
export function measureNewProcesses(): NewProcess[] {
  const folder = mkdtempSync(path.join(tmpdir(), "suanquan-bench-"));
  try {
    const facts = path.join(folder, "facts.json");
    writeFileSync(facts, JSON.stringify(FACTS));
    const commands: readonly Command[] = [
      { shown: "suanquan assess FACTS.json --json", targetMs: 300, words: ["assess", facts, "--json"] },
      { shown: "suanquan check --json (every source file)", targetMs: 2_000, words: ["check", "--json"] },
      { shown: "node, empty script (for comparison)", targetMs: Number.NaN, words: [] },
    ];
    const figures = commands.map((): { wall: number; processor: number }[] => []);
    for (let round = -1; round < ROUNDS; round += 1)
      for (const [index, { words }] of commands.entries()) {
        const figure = runOnce(words);
        if (round >= 0) figures[index]?.push(figure);
      }
    return commands.map(({ shown, targetMs }, index) => ({
      command: shown,
      targetMs,
      medianMs: rounded(median((figures[index] ?? []).map(each => each.wall))),
      processorMs: rounded(median((figures[index] ?? []).map(each => each.processor))),
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runOnce(words: readonly string[]): { readonly wall: number; readonly processor: number } {
  const script = words.length === 0 ? ["--eval", ""] : [BIN, ...words];
  const began = microseconds();
  const ended = spawnSync(process.execPath, ["--import", TELLS_ITS_TIME, ...script], {
    cwd: ROOT,
    encoding: "utf8",
    maxBuffer: 64 << 20,
  });
  const wall = (microseconds() - began) / 1_000;
  // `check` ends with 1 when there is something to mend; anything else has not done the work.
  if (ended.status !== 0 && ended.status !== 1) throw new Error(`${words.join(" ")}: ${ended.stderr}`);
  const processor = Number(ended.stderr.trimEnd().split("\n").at(-1)) / 1_000;
  return { wall, processor };
}
