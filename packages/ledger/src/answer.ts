import type { Outcome } from "./outcomes.ts";

/** What became of one request. */
export interface Answer {
  readonly key: string;
  readonly outcome: Outcome;
  /** The answer had been given before and is repeated. */
  readonly replayed: boolean;
  /** Where it stands in the programme's audit chain; null when nothing was written for it. */
  readonly height: bigint | null;
  readonly position: number | null;
  /** When it was recorded, by the database's clock; null when it was not, or was recorded earlier. */
  readonly recordedAt: Date | null;
  /** For `over-limit`, `above-held` and `above-rest`: the most that would have been accepted. */
  readonly leftFen: bigint | null;
  /** The account, field, side or key that the outcome is about. */
  readonly detail: string | null;
}

/** Whether the account was opened, was there with the same definition, or is there with another one. */
export type OpeningAnswer = "opened" | "exists" | "differs";

/** An answer that writes nothing and comes from this process, not from the database. */
export const unwritten = (key: string, outcome: Outcome, detail: string | null = null): Answer => ({
  key,
  outcome,
  replayed: false,
  height: null,
  position: null,
  recordedAt: null,
  leftFen: null,
  detail,
});
