import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** What the operating system says of one running process. */
export interface RunningProcess {
  /** The command line, arguments joined by one space. */
  readonly command: string;
  /** Working directory, where the system tells it (Linux). */
  readonly cwd: string | null;
  readonly parent: number;
}

const onLinux = process.platform === "linux";

/** @returns null when there is no such process, or only the unreaped remains of one */
export function runningProcess(pid: number): RunningProcess | null {
  return onLinux ? fromProc(pid) : fromPs(pid);
}

/** Direct children of a process. */
export function childrenOf(parent: number): number[] {
  return allPids().filter(pid => runningProcess(pid)?.parent === parent);
}

/** Whether a process id is taken at all, be it by a stranger or by an unreaped process. */
export function pidTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Sends a signal; a process that is gone already is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

function fromProc(pid: number): RunningProcess | null {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").join(" ").trim();
    // The name in parentheses may hold spaces; the fields after it do not. Field 3 is the state, 4 the parent.
    const [state, parent] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
    // A dying process has no command line any more, but its port and files until it is a zombie.
    if (state === "Z" || state === "X") return null;
    return { command, cwd: linkOf(`/proc/${pid}/cwd`), parent: Number(parent) };
  } catch {
    return null;
  }
}

function linkOf(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}

function fromPs(pid: number): RunningProcess | null {
  try {
    const line = execFileSync("ps", ["-ww", "-o", "ppid=,stat=,command=", "-p", String(pid)], {
      encoding: "utf8",
    });
    const found = /^\s*(\d+)\s+(\S+)\s+(.*)$/.exec(line.trim());
    if (found === null || found[2]?.startsWith("Z")) return null;
    return { command: found[3] ?? "", cwd: null, parent: Number(found[1]) };
  } catch {
    return null;
  }
}

const allPids = (): number[] =>
  onLinux
    ? readdirSync("/proc")
        .filter(name => /^\d+$/.test(name))
        .map(Number)
    : execFileSync("ps", ["-A", "-o", "pid="], { encoding: "utf8" }).trim().split(/\s+/).map(Number);
