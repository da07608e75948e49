/** A server that is killed at any moment and rises again on the same port. */
import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";

const PROGRAM = join(import.meta.dirname, "server-process.ts");

export class MortalServer {
  readonly #words: readonly string[];
  #next: Promise<ChildProcess>;
  #now: ChildProcess | null = null;
  #port = 0;
  url = "";
  deaths = 0;

  /** @param words database, folder of files, file of the clock */
  constructor(...words: readonly string[]) {
    this.#words = words;
    this.#next = this.#loaded();
  }

  /** The process after this one is loaded ahead, so that a rise takes only as long as opening does. */
  async #loaded(): Promise<ChildProcess> {
    const child = fork(PROGRAM, this.#words, { stdio: ["ignore", "ignore", "inherit", "ipc"] });
    await said(child, "loaded");
    return child;
  }

  async rise(): Promise<void> {
    const child = await this.#next;
    this.#now = child;
    this.#next = this.#loaded();
    const answer = said(child, "address");
    child.send(this.#port);
    this.url = String((await answer).address);
    this.#port = Number(new URL(this.url).port);
  }

  async kill(): Promise<void> {
    const child = this.#now;
    if (child === null) return;
    this.#now = null;
    this.deaths += 1;
    await gone(child);
  }

  async end(): Promise<void> {
    await this.kill();
    await gone(await this.#next);
  }
}

async function gone(child: ChildProcess): Promise<void> {
  const ended = new Promise(resolve => child.once("exit", resolve));
  child.kill("SIGKILL");
  await ended;
}

const said = (child: ChildProcess, word: string): Promise<Readonly<Record<string, unknown>>> =>
  new Promise((resolve, reject) => {
    child.once("exit", code => reject(new Error(`the server ended with ${code} before it said “${word}”`)));
    child.on("message", message => {
      if (typeof message === "object" && message !== null && word in message)
        resolve(message as Record<string, unknown>);
    });
  });
