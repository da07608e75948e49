import type { Outcome } from "./outcomes.ts";
import type { Unit, UnitAnswer } from "./unit.ts";
import { settle, settleAlike, weightOf } from "./unit.ts";

/**
 * Why a batch has no answer.
 * `known-key`: a key was there already; nothing written, the careful way will answer.
 * `again`: lost a race for locks; nothing written.
 * `lost`: the connection went, or the server cannot be reached; whether it was written is not known.
 * `no-room`: the disk or the memory of the database is full; nothing written.
 * `refused`: the database refused the statement; nothing written.
 */
export type Trouble = "known-key" | "again" | "lost" | "no-room" | "refused";

export class BatchTrouble extends Error {
  readonly trouble: Trouble;

  constructor(trouble: Trouble, message: string) {
    super(message);
    this.trouble = trouble;
  }
}

/** The answers of a batch, one per unit in order, read from what came back when they are asked for. */
export type Reply = () => readonly UnitAnswer[];

/** Carries batches to the database and their answers back. `Parcel`: a batch in the form in which it is sent. */
export interface Transport<Parcel> {
  pack(units: readonly Unit[]): Parcel;
  /** @throws BatchTrouble */
  send(parcel: Parcel, careful: boolean): Promise<Reply>;
  close(): Promise<void>;
}

/** What a lane needs from the world; a test gives it another one. */
export interface LaneClock {
  now(): number;
  pause(milliseconds: number): Promise<void>;
}

export interface LaneOptions {
  /** Rows waiting at most, requests and openings; beyond it the answer is `busy`. */
  readonly queueMax: number;
  /** Rows per statement at most. One unit larger than this still goes, alone. */
  readonly batchMax: number;
  readonly clock: LaneClock;
}

/** First pause before a lost batch is sent again, and the longest; it doubles in between. */
const PAUSE_MS_MIN = 20;
const PAUSE_MS_MAX = 1_000;
/** Races for keys or locks that a batch may lose before it is halved. */
const RACES_MAX = 50;
/** How often deadlines are looked at. */
const DEADLINE_STEP_MS = 25;

/** Units that go together, and what they look like on the wire. */
interface Batch<Parcel> {
  readonly units: readonly Unit[];
  readonly weight: number;
  readonly parcel: Parcel;
}

/** A batch on its way. */
interface Flight<Parcel> {
  readonly batch: Batch<Parcel>;
  readonly result: Promise<Reply | BatchTrouble>;
}

/**
 * One connection's queue. Requests wait only while the connection is busy: there is no timer to fill a
 * batch. While a batch is on its way the next one gathers, is packed as soon as it is full, and leaves before
 * the answers of the first are read, so that the database and this process work at the same time. One batch is
 * on its way at most, so requests keep their order.
 */
export class Lane<Parcel = unknown> {
  readonly #transport: Transport<Parcel>;
  readonly #options: LaneOptions;
  #queue: Unit[] = [];
  #head = 0;
  #queued = 0;
  #packed: Batch<Parcel> | null = null;
  #onItsWay: readonly Unit[] = [];
  #idle: Promise<void> | null = null;
  #deadlines: NodeJS.Timeout | null = null;
  #closed = false;
  #abandoned = false;

  constructor(transport: Transport<Parcel>, options: LaneOptions) {
    this.#transport = transport;
    this.#options = options;
  }

  /** Rows waiting, without those on their way. */
  get waiting(): number {
    return this.#queued + (this.#packed?.weight ?? 0);
  }

  /** Queues a unit, or answers `busy` at once when the queue is full or the lane is closed. */
  push(unit: Unit): void {
    const weight = weightOf(unit);
    if (this.#closed || this.waiting + weight > this.#options.queueMax) {
      settleAlike(unit, "busy");
      return;
    }
    this.#queue.push(unit);
    this.#queued += weight;
    if (unit.deadline !== Number.POSITIVE_INFINITY) this.#watchDeadlines();
    // In a microtask, so that everything submitted in this turn goes together.
    this.#idle ??= Promise.resolve().then(() => this.#work());
    if (this.#packed === null && this.#onItsWay.length > 0 && this.#queued >= this.#options.batchMax)
      this.#packed = this.#pack(this.#take());
  }

  /**
   * Takes nothing more, finishes what is queued, and ends. What is still without an answer after
   * `patienceMs` is answered `unknown`.
   */
  async close(patienceMs: number): Promise<void> {
    this.#closed = true;
    const giveUp = setTimeout(() => {
      this.#abandoned = true;
      for (const unit of this.#onItsWay) settleAlike(unit, "unknown");
      for (const unit of this.#gathered()) settleAlike(unit, "busy");
      void this.#transport.close();
    }, patienceMs);
    await this.#idle;
    clearTimeout(giveUp);
    if (this.#deadlines !== null) clearInterval(this.#deadlines);
    await this.#transport.close();
  }

  async #work(): Promise<void> {
    let flight = this.#launch();
    while (flight !== null) {
      const result = await flight.result;
      if (result instanceof BatchTrouble) {
        await this.#recover(flight.batch, result);
        flight = this.#launch();
      } else {
        const next = this.#launch();
        await this.#handOut(flight.batch, result);
        // Whoever was just told may have asked again already.
        flight = next ?? this.#launch();
      }
    }
    this.#idle = null;
    if (this.#deadlines !== null) clearInterval(this.#deadlines);
    this.#deadlines = null;
  }

  /** Sends the next batch, if anything waits. */
  #launch(): Flight<Parcel> | null {
    let batch = this.#packed;
    this.#packed = null;
    // Who was told that nothing was sent must not be sent.
    if (batch?.units.some(unit => unit.settled))
      batch = this.#pack(batch.units.filter(unit => !unit.settled));
    if (batch === null || batch.units.length === 0) batch = this.#pack(this.#take());
    this.#onItsWay = batch.units;
    return batch.units.length === 0 ? null : { batch, result: this.#send(batch, false) };
  }

  #pack(units: readonly Unit[]): Batch<Parcel> {
    const weight = units.reduce((sum, unit) => sum + weightOf(unit), 0);
    return { units, weight, parcel: this.#transport.pack(units) };
  }

  /** The next units that fit into one statement. */
  #take(): Unit[] {
    const units: Unit[] = [];
    let weight = 0;
    for (; this.#head < this.#queue.length; this.#head += 1) {
      const unit = this.#queue[this.#head];
      if (unit === undefined) break;
      const more = weightOf(unit);
      if (units.length > 0 && weight + more > this.#options.batchMax) break;
      this.#queued -= more;
      if (unit.settled) continue;
      weight += more;
      units.push(unit);
    }
    if (this.#head === this.#queue.length) {
      this.#queue = [];
      this.#head = 0;
    }
    return units;
  }

  async #send(batch: Batch<Parcel>, careful: boolean): Promise<Reply | BatchTrouble> {
    try {
      return await this.#transport.send(batch.parcel, careful);
    } catch (error) {
      return error instanceof BatchTrouble ? error : new BatchTrouble("refused", String(error));
    }
  }

  /** Tells the units of a batch what became of them. */
  async #handOut(batch: Batch<Parcel>, reply: Reply): Promise<void> {
    let answers: readonly UnitAnswer[];
    try {
      answers = reply();
    } catch (error) {
      return this.#recover(batch, new BatchTrouble("refused", String(error)));
    }
    batch.units.forEach((unit, i) => {
      const answer = answers[i];
      if (answer !== undefined) settle(unit, answer);
    });
  }

  /** Brings units in trouble to a definite answer: the same keys again, or halves, until the poison is found. */
  async #recover(batch: Batch<Parcel>, first: BatchTrouble): Promise<void> {
    const { units } = batch;
    let { trouble, message } = first;
    let pause = PAUSE_MS_MIN;
    for (let races = 0; ; ) {
      if (trouble === "no-room") return settleAll(units, "busy", message);
      if (trouble === "refused" || races > RACES_MAX) return this.#halve(units, message);
      if (trouble === "lost") {
        if (this.#abandoned) return settleAll(units, "unknown");
        await this.#options.clock.pause(pause);
        pause = Math.min(pause * 2, PAUSE_MS_MAX);
      } else races += 1;
      const result = await this.#send(batch, true);
      if (!(result instanceof BatchTrouble)) return this.#handOut(batch, result);
      ({ trouble, message } = result);
    }
  }

  async #halve(units: readonly Unit[], message: string): Promise<void> {
    const [only] = units;
    if (units.length < 2) {
      if (only !== undefined) settleAlike(only, "failed", message);
      return;
    }
    const middle = units.length >> 1;
    for (const half of [units.slice(0, middle), units.slice(middle)]) {
      const batch = this.#pack(half);
      const result = await this.#send(batch, true);
      if (result instanceof BatchTrouble) await this.#recover(batch, result);
      else await this.#handOut(batch, result);
    }
  }

  /** What waits to be sent, packed or not. */
  #gathered(): readonly Unit[] {
    return [...(this.#packed?.units ?? []), ...this.#queue.slice(this.#head)];
  }

  #watchDeadlines(): void {
    this.#deadlines ??= setInterval(() => {
      const now = this.#options.clock.now();
      for (const unit of this.#onItsWay) if (unit.deadline <= now) settleAlike(unit, "unknown");
      for (const unit of this.#gathered()) if (unit.deadline <= now) settleAlike(unit, "busy");
    }, DEADLINE_STEP_MS);
  }
}

function settleAll(units: readonly Unit[], outcome: Outcome, detail: string | null = null): void {
  for (const unit of units) settleAlike(unit, outcome, detail);
}
