/** Things read from a store and remembered in the process, for those who find out by themselves when one is stale. */

interface Reading<T> {
  readonly value: Promise<T>;
  isOver: boolean;
  /** The reading that begins when this one is over, for those who need one that began after they asked. */
  following: Promise<T> | null;
}

export class Remembered<T> {
  readonly #max: number;
  readonly #of = new WeakMap<object, Map<string, Reading<T>>>();

  /** @param max things remembered of one store at most */
  constructor(max: number) {
    this.#max = max;
  }

  /**
   * What is remembered under a name, or read now. All who ask meanwhile share one reading, so that they go on in the
   * order in which they asked.
   * @param afresh only what is read from now on
   */
  get(store: object, name: string, afresh: boolean, read: () => Promise<T>): Promise<T> {
    let names = this.#of.get(store);
    if (names === undefined) {
      names = new Map();
      this.#of.set(store, names);
    }
    const found = names.get(name);
    if (found === undefined || (afresh && found.isOver)) return this.#begin(names, name, read);
    if (!afresh) return found.value;
    const known = names;
    found.following ??= found.value.then(
      () => this.#begin(known, name, read),
      () => this.#begin(known, name, read),
    );
    return found.following;
  }

  #begin(names: Map<string, Reading<T>>, name: string, read: () => Promise<T>): Promise<T> {
    if (names.size >= this.#max) names.clear();
    const reading: Reading<T> = { value: read(), isOver: false, following: null };
    names.set(name, reading);
    reading.value.then(
      () => {
        reading.isOver = true;
      },
      () => {
        if (names.get(name) === reading) names.delete(name);
      },
    );
    return reading.value;
  }
}
