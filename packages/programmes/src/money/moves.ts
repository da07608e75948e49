/** Movements of money as they are planned, stored and submitted: plain data that survives a crash. */

import { fen, formatYuan } from "@suanquan/china";
import type { AccountRef, Answer, Movement, OfficeLedger } from "@suanquan/ledger";
import { Refusal } from "../refusal.ts";
import { WAIT_SECONDS } from "../store/gathered.ts";
import { commitWritten } from "../store/last-write.ts";

/** An account with the limits it has from its opening. `free`: it may fall below zero. */
export interface Account {
  readonly code: string;
  readonly free?: boolean;
  /** Never above this many fen. */
  readonly ceiling?: string;
}

export type Move =
  | {
      readonly is: "transfer";
      readonly key: string;
      readonly from: Account;
      readonly to: Account;
      readonly fen: string;
    }
  | {
      readonly is: "hold";
      readonly key: string;
      readonly from: Account;
      readonly to: Account;
      readonly fen: string;
      readonly until?: string;
    }
  | { readonly is: "capture"; readonly key: string; readonly target: string; readonly fen?: string }
  | { readonly is: "release"; readonly key: string; readonly target: string }
  | { readonly is: "reverse"; readonly key: string; readonly target: string; readonly fen: string };

const refOf = (account: Account): AccountRef => ({
  code: account.code,
  floorFen: account.free === true ? null : 0n,
  ceilingFen: account.ceiling === undefined ? null : BigInt(account.ceiling),
});

/** A movement as the ledger takes it. */
export function movementOf(programme: string, move: Move, reference: string): Movement {
  const named = { key: move.key, programme, reference };
  switch (move.is) {
    case "transfer":
      return {
        ...named,
        kind: "transfer",
        debit: refOf(move.from),
        credit: refOf(move.to),
        amountFen: BigInt(move.fen),
      };
    case "hold":
      return {
        ...named,
        kind: "hold",
        debit: refOf(move.from),
        credit: refOf(move.to),
        amountFen: BigInt(move.fen),
        expiresAt: move.until === undefined ? null : new Date(move.until),
      };
    case "capture":
      return {
        ...named,
        kind: "capture",
        target: move.target,
        amountFen: move.fen === undefined ? null : BigInt(move.fen),
      };
    case "release":
      return { ...named, kind: "release", target: move.target };
    case "reverse":
      return { ...named, kind: "reverse", target: move.target, amountFen: BigInt(move.fen) };
  }
}

/** Submits movements that hold together. @throws Refusal when they are not recorded */
export async function submitMoves(
  ledger: OfficeLedger,
  programme: string,
  moves: readonly Move[],
  reference: string,
): Promise<readonly Answer[]> {
  if (moves.length === 0) return [];
  await commitWritten();
  const answers = await ledger.submitLinked(moves.map(move => movementOf(programme, move, reference)));
  const failed = answers.findIndex(answer => answer.outcome !== "done" && answer.outcome !== "linked");
  const answer = answers[failed];
  if (answer !== undefined) throw refusalFor(answer, moves[failed]);
  return answers;
}

/** What a person is told when the ledger refuses. */
export function refusalFor(answer: Answer, move: Move | undefined): Refusal {
  const left = answer.leftFen === null ? "—" : formatYuan(fen(answer.leftFen < 0n ? 0n : answer.leftFen));
  switch (answer.outcome) {
    case "over-limit": {
      if (move?.is !== "transfer" && move?.is !== "hold")
        return new Refusal("limit-reached", { account: "—", left });
      const account = answer.detail === "credit" ? move.to.code : move.from.code;
      if (account.startsWith("pool:") || account.startsWith("room:"))
        return new Refusal("pool-exhausted", { left });
      if (account.startsWith("times:"))
        return new Refusal("times-used", {
          most: answer.detail === "credit" ? (move.to.ceiling ?? "—") : "—",
        });
      return new Refusal("limit-reached", { account, left });
    }
    case "frozen": {
      const accounts = move !== undefined && "from" in move ? [move.from.code, move.to.code] : [];
      return accounts.some(each => each.startsWith("award:"))
        ? new Refusal("voucher-not-active", { state: "frozen" })
        : new Refusal("programme-frozen", { why: answer.detail ?? "" });
    }
    case "expired":
    case "already-captured":
    case "already-released":
      return new Refusal("hold-ended", { why: answer.outcome });
    case "busy":
      return new Refusal("overloaded", { seconds: WAIT_SECONDS });
    case "unknown":
    case "failed":
      return new Refusal("money-unknown");
    case "conflict":
      return new Refusal("key-reused");
    default:
      return new Refusal("money-refused", { outcome: `${answer.outcome} ${answer.detail ?? ""}`.trim() });
  }
}
