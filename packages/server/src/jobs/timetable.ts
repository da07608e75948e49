/** What is done by the clock. Each job may be done twice, and finds nothing to do the second time. */
import { randomUUID } from "node:crypto";
import { type Actor, COMMANDS, type Domain } from "@suanquan/programmes";
import type { Pool } from "pg";
import type { Answers } from "../api/answers.ts";
import type { Lockout } from "../identity/lockout.ts";
import type { Job } from "./jobs.ts";

interface TimetableParts {
  readonly pool: Pool;
  readonly domain: Domain;
  readonly answers: Answers;
  readonly lockout: Lockout;
  readonly clock: () => Date;
}

/** Younger money commands are still under way in some process. */
const ABANDONED_MS = 30_000;

interface Running {
  readonly id: string;
  readonly office: string;
}

export function timetable({ pool, domain, answers, lockout, clock }: TimetableParts): readonly Job[] {
  const programmes = async (): Promise<readonly Running[]> => {
    const { rows } = await pool.query<Running>(
      "SELECT id, office FROM programmes.subject WHERE kind = 'programme' AND state = 'published' ORDER BY id",
    );
    return rows;
  };
  return [
    {
      // Money commands that a process died over.
      name: "resume",
      cron: "* * * * *",
      run: async () => {
        await domain.resume(new Date(clock().getTime() - ABANDONED_MS));
      },
    },
    {
      // Holds past their limit; each is also freed by its programme's next movement.
      name: "holds",
      cron: "*/5 * * * *",
      run: async () => {
        await forEach(await programmes(), ({ id, office }) => domain.ledgerOf(office).expireDue(id));
      },
    },
    {
      // Vouchers whose last day was yesterday, soon after midnight in Shanghai.
      name: "expiries",
      cron: "10 0 * * *",
      run: async () => {
        await forEach(await programmes(), ({ id, office }) => endExpired(domain, id, office));
      },
    },
    {
      name: "tidy",
      cron: "17 * * * *",
      run: async () => {
        await answers.tidy();
        await lockout.tidy();
      },
    },
  ];
}

/** One that fails does not keep the others waiting. @throws what the first one failed with, when all have been tried */
async function forEach<T>(all: readonly T[], work: (one: T) => Promise<unknown>): Promise<void> {
  const faults: unknown[] = [];
  for (const one of all)
    await work(one).catch((fault: unknown) => {
      faults.push(fault);
    });
  if (faults.length > 0) throw faults[0];
}

async function endExpired(domain: Domain, id: string, office: string): Promise<void> {
  const expire = COMMANDS.find(({ name }) => name === "vouchers.expire");
  if (expire === undefined) return;
  const actor: Actor = { person: "clock", organisation: "office", office, roles: ["desk-officer"] };
  // A key of its own each time: what was refused a moment ago, since somebody was at it, is tried again.
  await domain.run(expire, actor, { id }, `clock-${randomUUID()}`);
}
