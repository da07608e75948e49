/** Plays the demonstration through the same commands that people use, on days of its own. */
import { z } from "zod";
import { COMMANDS } from "../commands/index.ts";
import type { Domain } from "../domain.ts";
import { actorNamed, type DemonstrationOffice } from "./cast.ts";

const view = z.looseObject({ id: z.string(), state: z.string(), body: z.record(z.string(), z.unknown()) });
const questions = z.object({
  questions: z.array(z.looseObject({ id: z.string(), readings: z.array(z.looseObject({ id: z.string() })) })),
  unsettled: z.array(z.string()),
});
export type Seen = z.infer<typeof view>;

/** A clock that a demonstration sets: ten in the morning in Shanghai, a second later at each reading. */
export class DemonstrationClock {
  #now = new Date("2025-04-01T02:00:00Z");

  set(day: string): void {
    this.#now = new Date(`${day}T02:00:00Z`);
  }

  readonly read = (): Date => {
    this.#now = new Date(this.#now.getTime() + 1_000);
    return this.#now;
  };
}

interface PlayerParts {
  readonly domain: Domain;
  readonly office: DemonstrationOffice;
  readonly clock: DemonstrationClock;
  /** Begins every idempotency key, so that a demonstration may be played again after its removal. */
  readonly seed: string;
  readonly signal?: AbortSignal;
}

export class Player {
  readonly office: DemonstrationOffice;
  readonly #parts: PlayerParts;
  #steps = 0;

  constructor(parts: PlayerParts) {
    this.office = parts.office;
    this.#parts = parts;
  }

  on(day: string): void {
    this.#parts.clock.set(day);
  }

  /** Runs a command as somebody, and gives its answer as it is. */
  run(who: string, name: string, input: Readonly<Record<string, unknown>>): Promise<unknown> {
    const command = COMMANDS.find(each => each.name === name);
    if (command === undefined) throw new RangeError(`there is no command ${name}`);
    const { domain, seed, signal } = this.#parts;
    signal?.throwIfAborted();
    this.#steps += 1;
    const key = `${seed}-${this.office.code}-${this.#steps}`;
    return domain.run(command, actorNamed(this.office.code, who), input, key);
  }

  /** Runs a command whose answer is a thing with a state. */
  async do(who: string, name: string, input: Readonly<Record<string, unknown>>): Promise<Seen> {
    return view.parse(await this.run(who, name, input));
  }

  get steps(): number {
    return this.#steps;
  }

  /** Takes the programme into use: loaded, checked, published, ruled on, funded, with an open round. */
  async begin(): Promise<{ readonly programme: string; readonly round: string }> {
    const { file, appropriation } = this.office;
    const { id } = await this.do("desk", "programmes.load", { file });
    await this.do("decider1", "programmes.check", { id });
    await this.do("decider3", "programmes.publish", { id });
    await this.#rule(id);
    await this.do("approver", "pools.appropriate", { id, ...appropriation, reference: "演示预算" });
    const round = await this.do("desk", "rounds.create", {
      id,
      title: "2025年演示批次",
      opens: "2025-01-01",
    });
    await this.do("decider2", "rounds.open", { id: round.id });
    return { programme: id, round: round.id };
  }

  /**
   * Rules on every question that touches money: as the cast says, or by the first reading, so that a programme whose
   * text has a further question still plays.
   */
  async #rule(id: string): Promise<void> {
    const { rulings, zh } = this.office;
    for (let unsettled = true; unsettled; ) {
      const asked = questions.parse(await this.run("desk", "programmes.questions", { id }));
      const open = asked.questions.filter(each => asked.unsettled.includes(each.id));
      for (const question of open)
        await this.do("decider3", "rulings.issue", {
          id,
          question: question.id,
          reading: rulings[question.id] ?? question.readings[0]?.id ?? "",
          issuer: `${zh}（演示）`,
          on: "2025-04-01",
          reference: "演示口径，并非真实规定",
          effect: "自发布之日起，仅用于演示",
          invented: true,
        });
      unsettled = open.length > 0;
    }
  }

  /** An application handed in. */
  async apply(
    firm: string,
    round: string,
    benefit: string,
    facts: Readonly<Record<string, unknown>>,
    evidence: readonly string[] = [],
  ): Promise<string> {
    const { id } = await this.do(firm, "applications.create", { round, benefit, facts, evidence });
    await this.do(firm, "applications.submit", { id });
    return id;
  }

  /** The formal check, determination and approval by rank. */
  async decide(id: string): Promise<void> {
    await this.do("desk", "applications.accept", { id });
    await this.do("decider2", "applications.determine", { id });
    await this.approve("applications.approve", id, "proposed");
  }

  async approve(command: string, id: string, until: string): Promise<void> {
    const { state } = await this.do("decider3", command, { id });
    if (state !== until) await this.do("decider3b", command, { id });
  }

  /** Issue after the notice. @returns the award's number */
  async issue(id: string): Promise<string> {
    await this.do("desk", "applications.allocate", { id });
    const { body } = await this.do("desk", "applications.issue", { id });
    return String(body.voucher);
  }

  async account(clerk: string): Promise<void> {
    const { id } = await this.do(clerk, "accounts.propose", {
      holder: `示例户名 ${clerk}`,
      bank: "示例银行",
      number: "6222000000000000",
    });
    await this.do("finance", "accounts.verify", { id });
  }

  /** A claim through its approval. */
  async claim(clerk: string, input: Readonly<Record<string, unknown>>): Promise<string> {
    const { id } = await this.do(clerk, "claims.create", input);
    await this.do(clerk, "claims.submit", { id });
    await this.do("desk", "claims.examine", { id });
    await this.approve("claims.approve", id, "approved");
    return id;
  }

  /** A batch of all that is approved; rows whose number is in `failing` come back unpaid. */
  async pay(programme: string, title: string, failing: readonly number[] = []): Promise<void> {
    const { id, body } = await this.do("finance", "batches.build", { programme, title });
    await this.do("approver", "batches.approve", { id });
    await this.do("finance", "batches.send", { id });
    const rows = z.array(z.looseObject({ number: z.number(), amount: z.string() })).parse(body.rows);
    const results = rows.map(row =>
      failing.includes(row.number)
        ? { number: row.number, paid: "0", failure: "户名不符（演示）" }
        : { number: row.number, paid: row.amount, failure: null },
    );
    await this.do("finance", "batches.result", { id, rows: results });
    await this.do("approver", "batches.reconcile", { id });
  }

  /** A small file that proves something. */
  async evidence(who: string, proves: string): Promise<string> {
    const content = Buffer.from(`%PDF-1.4 演示材料 ${this.office.code} ${who} ${proves}`).toString("base64");
    return (await this.do(who, "evidence.upload", { name: `${proves}.pdf`, proves, content })).id;
  }
}
