/**
 * Many small requests as few statements. While one statement is on its way the next one collects; there is no timer,
 * and a request that comes alone goes at once. The order of asking is kept. The queue is bounded.
 */
import { Refusal } from "../refusal.ts";

interface Waiting<T, A> {
  readonly item: T;
  readonly settle: (answer: A) => void;
  readonly fail: (error: unknown) => void;
}

export interface GatheredLimits {
  readonly batchMax: number;
  /** Waiting at most; beyond it a request is refused at once, and nothing is done. */
  readonly queueMax: number;
}

/** How long somebody who is refused should wait, in seconds. */
export const WAIT_SECONDS = 1;

/** Faults of what a row says, not of the line or the server: the same statement fails again, a part of it may not. */
const isOfData = (error: unknown): boolean =>
  error instanceof Error && "code" in error && /^2[23][0-9A-Z]{3}$/.test(String(error.code));

export class Gathered<T, A> {
  readonly #send: (items: readonly T[]) => Promise<readonly A[]>;
  readonly #limits: GatheredLimits;
  #queue: Waiting<T, A>[] = [];
  #busy = false;

  /** @param send carries out a batch: one answer per item, in their order */
  constructor(send: (items: readonly T[]) => Promise<readonly A[]>, limits: GatheredLimits) {
    this.#send = send;
    this.#limits = limits;
  }

  /** @throws Refusal `overloaded` when the queue is full; otherwise what the statement throws */
  add(item: T): Promise<A> {
    if (this.#queue.length >= this.#limits.queueMax)
      return Promise.reject(new Refusal("overloaded", { seconds: WAIT_SECONDS }));
    return new Promise((settle, fail) => {
      this.#queue.push({ item, settle, fail });
      if (!this.#busy) void this.#work();
    });
  }

  async #work(): Promise<void> {
    this.#busy = true;
    // In a microtask, so that everything of this turn goes together.
    await Promise.resolve();
    while (this.#queue.length > 0) {
      const batch =
        this.#queue.length <= this.#limits.batchMax
          ? this.#queue.splice(0)
          : this.#queue.splice(0, this.#limits.batchMax);
      await this.#carry(batch);
    }
    this.#busy = false;
  }

  /** A batch with a row that the database cannot take is halved until that row is alone. */
  async #carry(batch: readonly Waiting<T, A>[]): Promise<void> {
    try {
      const answers = await this.#send(batch.map(each => each.item));
      batch.forEach((each, i) => {
        const answer = answers[i];
        if (answer === undefined) each.fail(new Error("a gathered request has no answer"));
        else each.settle(answer);
      });
    } catch (error) {
      if (batch.length > 1 && isOfData(error)) {
        const middle = batch.length >> 1;
        await this.#carry(batch.slice(0, middle));
        await this.#carry(batch.slice(middle));
      } else for (const each of batch) each.fail(error);
    }
  }
}
