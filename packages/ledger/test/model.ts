import type { AccountOpening, Answer, Instruction } from "../src/index.ts";

/** What the ledger must do, in memory and one instruction after the other: the oracle of the random tests. */
type Verdict = Pick<Answer, "outcome" | "leftFen">;
interface ModelAccount {
  debits: bigint;
  credits: bigint;
  out: bigint;
  in: bigint;
  floor: bigint | null;
  ceiling: bigint | null;
  state: string;
  readonly currency: string;
}
interface Moved {
  readonly kind: string;
  readonly debit: string;
  readonly credit: string;
  readonly amount: bigint;
  readonly expires: number;
  state: string;
  reversed: bigint;
}

const done: Verdict = { outcome: "done", leftFen: null };
const no = (outcome: Answer["outcome"], leftFen: bigint | null = null): Verdict => ({ outcome, leftFen });
const least = (...rooms: (bigint | null)[]): bigint =>
  rooms.reduce<bigint>((low, room) => (room !== null && room < low ? room : low), 4n * 10n ** 18n);

export class Model {
  readonly accounts = new Map<string, ModelAccount>();
  readonly #moved = new Map<string, Moved>();
  #undo: (() => void)[] = [];

  open({ code, currency = "CNY", floorFen = 0n, ceilingFen = null }: AccountOpening): void {
    const limits = { floor: floorFen, ceiling: ceilingFen, state: "open", currency };
    this.accounts.set(code, { debits: 0n, credits: 0n, out: 0n, in: 0n, ...limits });
  }

  /** Frees holds past their time. */
  expire(now: number): void {
    for (const hold of this.#moved.values())
      if (hold.state === "open" && hold.expires <= now) this.#end(hold, "expired");
  }

  /** One instruction, or a linked group: all done, or the first failure and the rest `linked`. */
  apply(group: readonly Instruction[], now: number): Verdict[] {
    this.#undo = [];
    const verdicts: Verdict[] = [];
    for (const instruction of group) {
      const verdict = this.#one(instruction, now);
      verdicts.push(verdict);
      if (verdict.outcome === "done") {
        this.#note(instruction.key, instruction.kind);
        continue;
      }
      for (const back of this.#undo.reverse()) back();
      return group.map((_, i) => (i === verdicts.length - 1 ? verdict : no("linked")));
    }
    return verdicts;
  }

  #one(i: Instruction, now: number): Verdict {
    switch (i.kind) {
      case "transfer":
      case "hold": {
        const hold = i.kind === "hold";
        const expires = hold ? (i.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY) : 0;
        if (hold && expires <= now) return no("too-late");
        return this.#move(i.key, i.kind, String(i.debit), String(i.credit), i.amountFen, expires);
      }
      case "capture":
      case "release": {
        const hold = this.#moved.get(i.target);
        if (hold === undefined) return no("unknown-target");
        if (hold.kind !== "hold") return no("not-a-hold");
        if (hold.state === "expired") return no("expired");
        if (hold.state !== "open")
          return no(hold.state === "captured" ? "already-captured" : "already-released");
        if (i.kind === "release") return this.#end(hold, "released");
        const amount = i.amountFen ?? hold.amount;
        if (amount > hold.amount) return no("above-held", hold.amount);
        const stuck = this.#stuck(hold.debit, hold.credit);
        if (stuck !== null) return stuck;
        this.#end(hold, "captured");
        return this.#move(i.key, "capture", hold.debit, hold.credit, amount, 0);
      }
      case "reverse": {
        const moved = this.#moved.get(i.target);
        if (moved === undefined) return no("unknown-target");
        if (moved.kind !== "transfer" && moved.kind !== "capture") return no("not-reversible");
        const rest = moved.amount - moved.reversed;
        const amount = i.amountFen ?? rest;
        if (amount > rest || rest === 0n) return no("above-rest", rest);
        const verdict = this.#move(i.key, "reverse", moved.credit, moved.debit, amount, 0);
        if (verdict.outcome === "done") this.#add(moved, "reversed", amount);
        return verdict;
      }
      case "limit":
      case "state":
        return this.#change(i);
    }
  }

  #move(key: string, kind: string, debit: string, credit: string, amount: bigint, expires: number): Verdict {
    const stuck = this.#stuck(debit, credit);
    if (stuck !== null) return stuck;
    const [d, c] = [this.#account(debit), this.#account(credit)];
    const room = least(
      d.floor === null ? null : d.credits - d.debits - d.out - d.floor,
      c.ceiling === null ? null : c.ceiling - (c.credits + c.in - c.debits),
    );
    if (amount > room) return no("over-limit", room);
    this.#add(d, kind === "hold" ? "out" : "debits", amount);
    this.#add(c, kind === "hold" ? "in" : "credits", amount);
    const state = kind === "hold" ? "open" : "";
    this.#moved.set(key, { kind, debit, credit, amount, expires, state, reversed: 0n });
    this.#undo.push(() => this.#moved.delete(key));
    return done;
  }

  /** What moved nothing can still be named as a target, in vain. */
  #note(key: string, kind: string): void {
    if (this.#moved.has(key)) return;
    const nothing = { debit: "", credit: "", amount: 0n, expires: 0, state: "", reversed: 0n };
    this.#moved.set(key, { kind, ...nothing });
    this.#undo.push(() => this.#moved.delete(key));
  }

  #end(hold: Moved, state: string): Verdict {
    this.#add(this.#account(hold.debit), "out", -hold.amount);
    this.#add(this.#account(hold.credit), "in", -hold.amount);
    hold.state = state;
    this.#undo.push(() => {
      hold.state = "open";
    });
    return done;
  }

  #change(i: Extract<Instruction, { kind: "limit" | "state" }>): Verdict {
    const account = this.accounts.get(i.account);
    if (account === undefined) return no("unknown-account");
    if (account.state === "closed") return no("closed");
    if (i.kind === "state") {
      if (i.state === "closed" && account.out + account.in > 0n) return no("still-pending");
      account.state = i.state;
      return done;
    }
    const low = account.credits - account.debits - account.out;
    const high = account.credits + account.in - account.debits;
    if (i.floorFen !== null && low < i.floorFen) return no("over-limit", low - i.floorFen);
    if (i.ceilingFen !== null && high > i.ceilingFen) return no("over-limit", i.ceilingFen - high);
    account.floor = i.floorFen;
    account.ceiling = i.ceilingFen;
    return done;
  }

  #stuck(debit: string, credit: string): Verdict | null {
    const [d, c] = [this.accounts.get(debit), this.accounts.get(credit)];
    if (d === undefined || c === undefined) return no("unknown-account");
    if (d.currency !== c.currency) return no("other-currency");
    if (d.state === "closed" || c.state === "closed") return no("closed");
    return d.state === "frozen" || c.state === "frozen" ? no("frozen") : null;
  }

  #account(code: string): ModelAccount {
    const account = this.accounts.get(code);
    if (account === undefined) throw new Error(`the model has no account ${code}`);
    return account;
  }

  #add<F extends string>(thing: Record<F, bigint>, field: F, amount: bigint): void {
    thing[field] += amount;
    this.#undo.push(() => {
      thing[field] -= amount;
    });
  }
}
