/** Counts failures per address in a window of fixed length; forgets them all together when it ends. */
export class FailureWindow {
  readonly #most: number;
  readonly #lengthMs: number;
  readonly #now: () => number;
  #counts = new Map<string, number>();
  #endsAt = 0;

  constructor(most: number, lengthMs: number, now: () => number = Date.now) {
    this.#most = most;
    this.#lengthMs = lengthMs;
    this.#now = now;
  }

  count(address: string): void {
    this.#turn();
    this.#counts.set(address, (this.#counts.get(address) ?? 0) + 1);
  }

  isFull(address: string): boolean {
    this.#turn();
    return (this.#counts.get(address) ?? 0) >= this.#most;
  }

  #turn(): void {
    const now = this.#now();
    if (now < this.#endsAt) return;
    this.#counts = new Map();
    this.#endsAt = now + this.#lengthMs;
  }
}
