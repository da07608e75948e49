import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LEDGER_SERIES, type Ledger, openLedger } from "@suanquan/ledger";
import { type EmbeddedPostgres, migrate, startEmbedded } from "@suanquan/ledger/postgres";
import { Client } from "pg";
import { afterAll, beforeAll } from "vitest";
import {
  type Actor,
  COMMANDS,
  Domain,
  diskFiles,
  newSigner,
  PROGRAMMES_SERIES,
  Refusal,
  type Role,
} from "../src/index.ts";
import { type NoonClock, noonClock } from "./noon-clock.ts";

/** One real server for a test file, and a clock that the test sets. */
export interface House extends Pick<NoonClock, "today"> {
  readonly server: EmbeddedPostgres;
  readonly domain: Domain;
  readonly ledger: Ledger;
  /** A new office, empty. */
  office(): Office;
}

export interface View {
  readonly id: string;
  readonly state: string;
  readonly revision: number;
  readonly may: readonly string[];
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Office {
  readonly code: string;
  /** Runs a command as a person with a role. A key repeats the command. */
  as(who: string, command: string, input: Record<string, unknown>, key?: string): Promise<View>;
  /** The same, for answers of another form. */
  ask<T>(who: string, command: string, input: Record<string, unknown>, key?: string): Promise<T>;
  /** The code of the refusal that a command ends with, or `done`. */
  refusal(who: string, command: string, input: Record<string, unknown>, key?: string): Promise<string>;
}

/** People of a test: `name` → organisation and roles. One letter more is another person of the same role. */
const PEOPLE: Readonly<Record<string, readonly [organisation: string, role: Role]>> = {
  firm: ["firm-1", "applicant-clerk"],
  firm2: ["firm-2", "applicant-clerk"],
  firm3: ["firm-3", "applicant-clerk"],
  provider: ["provider-1", "provider-clerk"],
  provider2: ["provider-2", "provider-clerk"],
  integrator: ["platform-1", "integrator"],
  desk: ["office", "desk-officer"],
  expert: ["office", "expert"],
  expert2: ["office", "expert"],
  decider1: ["office", "decider-1"],
  decider2: ["office", "decider-2"],
  decider2b: ["office", "decider-2"],
  decider3: ["office", "decider-3"],
  decider3b: ["office", "decider-3"],
  finance: ["finance", "finance-clerk"],
  approver: ["finance", "finance-approver"],
  finance2: ["finance", "finance-clerk"],
  auditor: ["audit", "auditor"],
};

let keys = 0;
let offices = 0;

export function house(): House {
  let server: EmbeddedPostgres | undefined;
  let domain: Domain | undefined;
  let ledger: Ledger | undefined;
  const { clock, today } = noonClock();
  let folder = "";
  const up = <T>(thing: T | undefined): T => {
    if (thing === undefined) throw new Error("the server of this test file is not up");
    return thing;
  };
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "suanquan-programmes-"));
    chmodSync(folder, 0o755);
    server = await startEmbedded({ folder: join(folder, "pg") });
    const owner = new Client({ connectionString: server.ownerUrl });
    await owner.connect();
    await migrate(owner, [LEDGER_SERIES, PROGRAMMES_SERIES]);
    await owner.end();
    ledger = await openLedger({ databaseUrl: server.appUrl });
    domain = new Domain({
      databaseUrl: server.appUrl,
      ledger,
      files: diskFiles(join(folder, "files")),
      signer: newSigner(),
      clock,
    });
  });
  afterAll(async () => {
    await domain?.close();
    await ledger?.close();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    get server() {
      return up(server);
    },
    get domain() {
      return up(domain);
    },
    get ledger() {
      return up(ledger);
    },
    today,
    office() {
      offices += 1;
      return officeOf(`office-${offices}`, () => up(domain));
    },
  };
}

/** A person by name, or by organisation: `firm:firm-77` is a clerk of firm-77. */
function actorOf(code: string, who: string): Actor {
  const [name = "", organisation] = who.split(":");
  const found = PEOPLE[name];
  if (found === undefined) throw new Error(`nobody is called ${who}`);
  return { person: who, organisation: organisation ?? found[0], office: code, roles: [found[1]] };
}

function officeOf(code: string, domain: () => Domain): Office {
  const run = (who: string, name: string, input: Record<string, unknown>, key?: string): Promise<unknown> => {
    const command = COMMANDS.find(each => each.name === name);
    if (command === undefined) throw new Error(`there is no command ${name}`);
    keys += 1;
    return domain().run(command, actorOf(code, who), input, key ?? `key-${keys}`);
  };
  return {
    code,
    as: async (who, name, input, key) => (await run(who, name, input, key)) as View,
    ask: async <T>(who: string, name: string, input: Record<string, unknown>, key?: string) =>
      (await run(who, name, input, key)) as T,
    async refusal(who, name, input, key) {
      try {
        await run(who, name, input, key);
        return "done";
      } catch (error) {
        if (error instanceof Refusal) return error.code;
        throw error;
      }
    },
  };
}

/** A programme of the catalogue, or one's own text, published, with these rulings, and money in its pool. */
export async function published(
  office: Office,
  file: string | { readonly text: string },
  rulings: Readonly<Record<string, string>>,
  money?: { readonly pool: string; readonly amount: string },
): Promise<string> {
  const { id } = await office.as("desk", "programmes.load", typeof file === "string" ? { file } : file);
  await office.as("decider1", "programmes.check", { id });
  await office.as("decider3", "programmes.publish", { id });
  for (const [question, reading] of Object.entries(rulings))
    await office.as("decider3", "rulings.issue", {
      id,
      question,
      reading,
      issuer: "示例局",
      on: "2025-04-01",
      reference: "示例口径",
      effect: "自发布之日起",
      invented: true,
    });
  if (money !== undefined)
    await office.as("approver", "pools.appropriate", { id, ...money, reference: "示例预算" });
  return id;
}

interface Asked {
  readonly questions: readonly {
    readonly id: string;
    readonly readings: readonly { readonly id: string }[];
  }[];
  readonly unsettled: readonly string[];
}

/** Rules on whatever else touches money, by the first reading: the catalogue may learn of further questions. */
export async function settleRest(office: Office, id: string): Promise<void> {
  const { questions, unsettled } = await office.ask<Asked>("desk", "programmes.questions", { id });
  for (const question of questions.filter(each => unsettled.includes(each.id)))
    await office.as("decider3", "rulings.issue", {
      id,
      question: question.id,
      reading: question.readings[0]?.id,
      issuer: "示例局",
      on: "2025-04-01",
      reference: "示例口径",
      effect: "自发布之日起",
      invented: true,
    });
}

/** An open round. */
export async function openRound(
  office: Office,
  programme: string,
  more: Record<string, unknown> = {},
): Promise<string> {
  await settleRest(office, programme);
  const { id } = await office.as("desk", "rounds.create", {
    id: programme,
    title: "第一批",
    opens: "2025-01-01",
    ...more,
  });
  await office.as("decider2", "rounds.open", { id });
  return id;
}

/** An application handed in and through the formal check. */
export async function accepted(
  office: Office,
  firm: string,
  round: string,
  benefit: string,
  facts: Record<string, unknown>,
  more: Record<string, unknown> = {},
): Promise<string> {
  const { id } = await office.as(firm, "applications.create", { round, benefit, facts, ...more });
  await office.as(firm, "applications.submit", { id });
  await office.as("desk", "applications.accept", { id });
  return id;
}

/** What the accounts of a programme hold, in fen, by code. */
export async function balances(
  house: House,
  office: Office,
  programme: string,
): Promise<Map<string, bigint>> {
  const found = await house.domain.ledgerOf(office.code).balances(programme);
  return new Map(found.map(each => [each.account, each.postedFen]));
}
