import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Answer } from "../../src/index.ts";
import type { Submit } from "./clients.ts";

const PROGRAM = fileURLToPath(new URL("./server-process.ts", import.meta.url));

type Message = { readonly ready: true } | { readonly id: number; readonly answer: Answer };

/** A server process that can be killed in the middle of anything and started again. */
export class KillableServer {
  readonly #words: readonly string[];
  #child: ChildProcess | null = null;
  #open = new Map<number, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>();
  #ids = 0;

  /** @param words database URL and office */
  constructor(...words: readonly string[]) {
    this.#words = words;
  }

  readonly submit: Submit = instruction =>
    new Promise((resolve, reject) => {
      const child = this.#child;
      if (child === null || !child.connected) return reject(new Error("no server"));
      this.#ids += 1;
      const id = this.#ids;
      this.#open.set(id, { resolve, reject });
      child.send({ id, instruction }, error => {
        if (error !== null) reject(error);
      });
    });

  async start(): Promise<void> {
    const child = fork(PROGRAM, this.#words, {
      serialization: "advanced",
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    const open = this.#open;
    await new Promise<void>((resolve, reject) => {
      child.on("message", (message: Message) => {
        if ("ready" in message) return resolve();
        open.get(message.id)?.resolve(message.answer);
        open.delete(message.id);
      });
      child.on("exit", () => {
        for (const { reject: lost } of open.values()) lost(new Error("the server was killed"));
        open.clear();
        reject(new Error("the server did not start"));
      });
    });
    this.#child = child;
  }

  /** SIGKILL: nothing is flushed, nothing is said goodbye to. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    this.#child = null;
    const gone = new Promise(resolve => child.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
    this.#open = new Map();
  }
}
