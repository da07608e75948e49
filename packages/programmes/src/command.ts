/**
 * What can be done, as data. A command is one row: its name, its place in the API, who may do it, what goes in and
 * comes out, and the function that does it. HTTP, the tests and the demonstration all go through these rows.
 */
import type { OfficeLedger } from "@suanquan/ledger";
import { type ZodType, z } from "zod";
import type { FileStore } from "./evidence/file-store.ts";
import { Refusal } from "./refusal.ts";
import type { Role } from "./roles.ts";
import type { Policies } from "./rules/policies.ts";
import type { Signer } from "./signer.ts";
import type { Store } from "./store/store.ts";

/** Who asks: opaque numbers, never names. */
export interface Actor {
  readonly person: string;
  readonly organisation: string;
  readonly office: string;
  readonly roles: readonly Role[];
}

/** Everything a command may touch. Clock and randomness come in here and nowhere else. */
export interface Context {
  readonly actor: Actor;
  /**
   * The request's idempotency key, already scoped to its sender by the caller (up to 128 characters). The same key
   * and input lead to the same ledger keys, so that a repeated request is answered and not done again.
   */
  readonly key: string;
  readonly store: Store;
  readonly ledger: OfficeLedger;
  readonly files: FileStore;
  readonly signer: Signer;
  /** The policy files of this release. */
  readonly policies: Policies;
  clock(): Date;
  /** Random bytes. */
  random(count: number): Uint8Array;
}

export type Method = "GET" | "POST" | "PUT" | "DELETE";

export interface CommandRow<I, O> {
  /** `rounds.open`: noun and verb. */
  readonly name: string;
  readonly method: Method;
  /** Under `/api/v1`; `{name}` marks a path parameter, which is a field of the input. */
  readonly path: string;
  readonly says: { readonly zh: string; readonly en: string };
  readonly roles: readonly Role[];
  /** Moves money: an `Idempotency-Key` is required. */
  readonly money?: boolean;
  /** Edits a document: the input's `revision` comes from `If-Match`, the output's is the `ETag`. */
  readonly edits?: boolean;
  /** Path, query and body in one object. */
  readonly input: ZodType<I>;
  readonly output: ZodType<O>;
  readonly example: Readonly<Record<string, unknown>>;
  run(context: Context, input: I): Promise<O>;
}

/** A row with its types closed over: `run` validates what it is given. */
export interface Command extends Omit<CommandRow<never, unknown>, "input" | "output" | "run"> {
  readonly input: ZodType;
  readonly output: ZodType;
  /** @throws Refusal */
  run(context: Context, input: unknown): Promise<unknown>;
}

/** Makes a row of the table: checks role and input before the domain's own code runs. */
export function command<I, O>(row: CommandRow<I, O>): Command {
  return {
    ...row,
    async run(context, input) {
      if (!context.actor.roles.some(role => row.roles.includes(role)))
        throw new Refusal("not-your-role", { roles: row.roles.join(", ") });
      const read = row.input.safeParse(input);
      if (!read.success) {
        const [issue] = read.error.issues;
        throw new Refusal("malformed", {
          what: `${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`.trim(),
        });
      }
      return row.run(context, read.data);
    },
  };
}

export const PAGE_MAX = 200;

/** Fields that every list takes beside its own filters. */
export const pageInput = {
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_MAX).optional(),
};

/** A page of a list; `next` is the cursor of the following one, null at the end. */
export const pageOf = <T extends ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable() });
