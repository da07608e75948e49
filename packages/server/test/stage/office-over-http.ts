/** An office whose people act through HTTP alone, with the generated client; everything else is as in the domain's tests. */
import { randomUUID } from "node:crypto";
import type { Role } from "@suanquan/programmes";
import { expect } from "vitest";
import { type Client, client, type OperationName, Problem } from "../../../client/src/index.ts";
import type { Office, View } from "../../../programmes/test/office.ts";
import type { Sandbox } from "../../src/identity/sandbox.ts";
import type { Stage } from "./stage.ts";

/** `name` → kind of organisation and role; a number or letter more is another person, or another firm or provider. */
const PEOPLE: Readonly<Record<string, readonly [kind: string, role: Role]>> = {
  firm: ["firm", "applicant-clerk"],
  provider: ["provider", "provider-clerk"],
  desk: ["office", "desk-officer"],
  expert: ["office", "expert"],
  decider1: ["office", "decider-1"],
  decider2: ["office", "decider-2"],
  decider2b: ["office", "decider-2"],
  decider3: ["office", "decider-3"],
  decider3b: ["office", "decider-3"],
  finance: ["finance", "finance-clerk"],
  approver: ["finance", "finance-approver"],
  auditor: ["audit", "auditor"],
};

export interface HttpOffice extends Office {
  readonly sandbox: Sandbox;
  /** The key of a person, made at need. */
  keyOf(who: string): Promise<string>;
}

/** @param replays whether every write is asked twice under its key, and must be answered the same */
export function officeOverHttp(stage: Stage, sandbox: Sandbox, replays = true): HttpOffice {
  const admin = client({ url: stage.url, key: sandbox.keys["security-admin"] });
  const keys = new Map<string, Promise<string>>();

  async function newKey(who: string): Promise<string> {
    const name = PEOPLE[who] === undefined ? who.replace(/\d+$/, "") : who;
    const found = PEOPLE[name];
    if (found === undefined) throw new Error(`nobody is called ${who}`);
    const [kind, role] = found;
    const outside = kind === "firm" || kind === "provider";
    const organisation = outside ? `${name}-${/\d+$/.exec(who)?.[0] ?? "1"}` : kind;
    if (outside)
      await admin
        .call("organisations.add", { code: organisation, kind: kind as "firm", name: who })
        .catch((error: unknown) => {
          if (!(error instanceof Problem) || error.code !== "duplicate") throw error;
        });
    return (await admin.call("keys.make", { organisation, name: who, roles: [role] })).key;
  }
  const keyOf = (who: string): Promise<string> => {
    const known = keys.get(who) ?? newKey(who);
    keys.set(who, known);
    return known;
  };
  const asClient = async (who: string): Promise<Client> => client({ url: stage.url, key: await keyOf(who) });

  async function run<T>(who: string, name: string, input: Record<string, unknown>, key?: string): Promise<T> {
    const idempotencyKey = key ?? randomUUID();
    const call = async (): Promise<unknown> =>
      (await asClient(who)).call(name as OperationName, input as never, { idempotencyKey });
    const first = (await call()) as T;
    if (replays) expect(await call(), `${name}, asked again`).toEqual(first);
    return first;
  }
  return {
    code: sandbox.office,
    sandbox,
    keyOf,
    as: (who, name, input, key) => run<View>(who, name, input, key),
    ask: run,
    async refusal(who, name, input, key) {
      try {
        await run(who, name, input, key);
        return "done";
      } catch (error) {
        if (error instanceof Problem) return error.code;
        throw error;
      }
    },
  };
}
