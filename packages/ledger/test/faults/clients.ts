import { setTimeout as pause } from "node:timers/promises";
import type { Answer, Instruction } from "../../src/index.ts";
import { type Claim, type ClientLog, instructionFor } from "./oracle.ts";

/** Sends one instruction to whatever serves now. Rejects when nobody can say what became of it. */
export type Submit = (instruction: Instruction) => Promise<Answer>;

/** What a client does when it was not told what became of its claim: the right thing, or the usual mistake. */
export type Retry = "same key" | "new key";

export const CLAIMANTS = Array.from({ length: 50 }, (_, i) => `claimant-${i}`);

/** Clients that claim without end, each waiting for a definite answer before its next claim. */
export interface Crowd {
  readonly log: ClientLog;
  /** Lets every client finish the claim that it is at. */
  stop(): Promise<void>;
}

const INDEFINITE: ReadonlySet<string> = new Set(["unknown", "busy", "failed"]);

export function startCrowd(submit: Submit, log: ClientLog, retry: Retry, clients = 64): Crowd {
  let running = true;
  let numbers = log.sent.size;
  const one = async (): Promise<void> => {
    while (running) {
      numbers += 1;
      await untilDefinite({
        number: numbers,
        amountFen: BigInt(1 + (numbers % 9)),
        credit: CLAIMANTS[numbers % CLAIMANTS.length] ?? "",
      });
    }
  };
  const untilDefinite = async (claim: Claim): Promise<void> => {
    for (let attempt = 1; ; attempt += 1) {
      const key = retry === "same key" ? `c-${claim.number}` : `c-${claim.number}-${attempt}`;
      log.sent.set(key, claim);
      const answer = await submit(instructionFor(claim, key)).catch(() => null);
      if (answer !== null && !INDEFINITE.has(answer.outcome)) {
        log.told.set(key, answer);
        return;
      }
      log.tries += 1;
      await pause(5);
    }
  };
  const all = Promise.all(Array.from({ length: clients }, one));
  return {
    log,
    async stop() {
      running = false;
      await all;
    },
  };
}
