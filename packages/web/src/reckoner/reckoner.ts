/** The page's side of the reckoner: orders go out one at a time, and of those that wait only the last counts. */
import type { Insight, Looked, Order, Outlook, Question, Report } from "./orders.ts";

interface Asked {
  readonly question: Question;
  readonly tell: (outlook: Outlook) => void;
}

export class Reckoner {
  private readonly address: string;
  private worker: Worker | undefined;
  private turn = 0;
  private asked: Asked | undefined;
  private waiting: Asked | undefined;
  private readonly looks = new Map<number, (insight: Insight) => void>();

  /** @param address of the compiled catalogue, in full. */
  constructor(address: string) {
    this.address = address;
  }

  /** Makes the worker ready before the first question. Otherwise that does: a page that asks nothing fetches no worker. */
  begin(): Worker {
    if (this.worker !== undefined) return this.worker;
    this.worker = new Worker(new URL("./reckoner-worker.ts", import.meta.url), { type: "module" });
    this.worker.addEventListener("message", ({ data }: MessageEvent<Report>) => this.take(data));
    this.worker.postMessage({ is: "catalogue", address: this.address } satisfies Order);
    return this.worker;
  }

  /** Tells what can still change an answer. An earlier question that still waits is dropped: its facts have passed. */
  ask(question: Question, tell: (outlook: Outlook) => void): void {
    const asked = { question, tell };
    if (this.asked === undefined) this.send(asked);
    else this.waiting = asked;
  }

  /** Looks into one benefit. */
  look(about: Looked): Promise<Insight> {
    this.turn += 1;
    const { turn } = this;
    this.post({ is: "look", turn, about });
    return new Promise(resolve => this.looks.set(turn, resolve));
  }

  close(): void {
    this.worker?.terminate();
  }

  private send(asked: Asked): void {
    this.turn += 1;
    this.asked = asked;
    this.post({ is: "ask", turn: this.turn, ...asked.question });
  }

  private take(report: Report): void {
    if (report.is === "insight") {
      this.looks.get(report.turn)?.(report.insight);
      this.looks.delete(report.turn);
      return;
    }
    const { asked, waiting } = this;
    [this.asked, this.waiting] = [undefined, undefined];
    if (waiting !== undefined) this.send(waiting);
    else asked?.tell(report.outlook);
  }

  private post(order: Order): void {
    this.begin().postMessage(order);
  }
}
