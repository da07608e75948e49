import type { ZodType } from "zod";

/** A kind of thing that an office keeps: its name and the form of what is kept of it. */
export interface Kind<B> {
  readonly name: string;
  readonly body: ZodType<B>;
}

/** A thing with a state. Every change of it is an event. */
export interface Subject<B> {
  readonly id: string;
  readonly office: string;
  readonly organisation: string | null;
  readonly parent: string | null;
  readonly programme: string | null;
  readonly state: string;
  readonly revision: number;
  /** The hash of its last event, in hexadecimal. */
  readonly head: string;
  readonly body: B;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What happened, who did it and why. */
export interface Happening {
  readonly event: string;
  readonly actor: string;
  readonly at: Date;
  readonly reason?: string | undefined;
  readonly note?: string | undefined;
  /** Rules, facts, evidence and figures of the step, as plain data. */
  readonly detail?: Readonly<Record<string, unknown>> | undefined;
}

/** A change to be written: a new subject, or a step of one. */
export type Change =
  | {
      readonly is: "new";
      readonly kind: string;
      readonly id: string;
      readonly office: string;
      readonly organisation: string | null;
      readonly parent: string | null;
      readonly programme: string | null;
      readonly state: string;
      readonly body: unknown;
      readonly happening: Happening;
      readonly marks?: readonly Mark[];
    }
  | {
      readonly is: "step";
      readonly kind: string;
      readonly of: Subject<unknown>;
      /** Whose it is from now on; unchanged if not given. */
      readonly organisation?: string;
      /** A claim that will not be paid lets go of the uses that it was on. */
      readonly freesUses?: boolean;
      readonly state: string;
      readonly body: unknown;
      readonly happening: Happening;
      readonly marks?: readonly Mark[];
    };

/** A value that ought to be used once: a file, an invoice, a contract. */
export interface Mark {
  readonly kind: string;
  readonly value: string;
}

/** One line of a subject's history. */
export interface HistoryLine {
  readonly sequence: number;
  readonly at: Date;
  readonly event: string;
  readonly from: string | null;
  readonly to: string;
  readonly actor: string;
  readonly reason: string | null;
  readonly note: string | null;
  readonly detail: unknown;
  readonly hash: string;
}
