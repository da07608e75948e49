/** An endpoint as a row of a table: who may call it, what goes in, what comes out, what it does. */
import { type Method, ROLES, type Role } from "@suanquan/programmes";
import type { ZodType } from "zod";

/** Who calls. Opaque numbers only. */
export interface Caller {
  /** How they proved who they are. */
  readonly by: "nobody" | "session" | "key";
  readonly person: string;
  /** Empty without a membership. */
  readonly organisation: string;
  readonly office: string;
  readonly roles: readonly Role[];
  /** The office's money is play money. */
  readonly sandbox: boolean;
}

export const NOBODY: Caller = {
  by: "nobody",
  person: "",
  organisation: "",
  office: "",
  roles: [],
  sandbox: false,
};

/** `anyone`: without signing in; `signed-in`: any person, also without a membership. */
export const AUDIENCES = ["anyone", "signed-in", ...ROLES] as const;
export type Audience = (typeof AUDIENCES)[number];

export interface Call {
  readonly caller: Caller;
  /** The request's idempotency key scoped to its organisation, or a new one. */
  readonly key: string;
}

export interface EndpointRow<I, O> {
  /** `members.add`: noun and verb; the operation's name in the reference and the client. */
  readonly name: string;
  readonly method: Method;
  /** Under `/api/v1`; `{name}` is a field of the input. */
  readonly path: string;
  readonly says: { readonly zh: string; readonly en: string };
  readonly allows: readonly Audience[];
  /** Moves money: the key is required. */
  readonly money?: boolean;
  /** Its answer under a key comes from the domain itself, which gathers many into one statement. */
  readonly gathered?: boolean;
  /** All that it does is one transaction, its answer included. Not where money moves in between. */
  readonly whole?: boolean;
  /** Edits a document: `If-Match` is the input's `revision`. */
  readonly edits?: boolean;
  /** The answer holds something that is shown once, so it is not kept for repeated requests. */
  readonly secret?: boolean;
  readonly input: ZodType<I>;
  readonly output: ZodType<O>;
  readonly example: Readonly<Record<string, unknown>>;
  run(call: Call, input: I): Promise<O>;
}

/** A row with its types closed over; `run` checks what it is given. */
export interface Endpoint extends Omit<EndpointRow<never, unknown>, "input" | "output" | "run"> {
  readonly input: ZodType;
  readonly output: ZodType;
  run(call: Call, input: unknown): Promise<unknown>;
}

/** Whether this caller may call it. */
export function mayCall({ allows }: Pick<Endpoint, "allows">, caller: Caller): boolean {
  if (allows.includes("anyone")) return true;
  if (caller.by === "nobody") return false;
  if (allows.includes("signed-in") && caller.by === "session") return true;
  return caller.roles.some(role => allows.includes(role));
}

export const API_BASE = "/api/v1";
