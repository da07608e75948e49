/** Work by the clock, with pg-boss: one process of several does each job, and a job whose process dies is done again. */

import { PgBoss } from "pg-boss";
import { type Logger, logFault } from "../observation/log.ts";

export interface Job {
  readonly name: string;
  /** When, as in crontab, in Shanghai time. */
  readonly cron: string;
  readonly run: () => Promise<void>;
}

export const JOBS_SCHEMA = "jobs";

export interface Jobs {
  stop(): Promise<void>;
}

/** Starts the jobs. Their tables come from a migration: this role could not make them. */
export async function startJobs(databaseUrl: string, jobs: readonly Job[], log: Logger): Promise<Jobs> {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    schema: JOBS_SCHEMA,
    application_name: "suanquan jobs",
    max: 2,
    migrate: false,
    createSchema: false,
  });
  boss.on("error", error => void logFault(log, error, { part: "jobs" }));
  await boss.start();
  for (const { name, cron, run } of jobs) {
    await boss.createQueue(name, { policy: "exclusive", retryLimit: 2, expireInSeconds: 600 });
    await boss.schedule(name, cron, {}, { tz: "Asia/Shanghai" });
    await boss.work(name, { pollingIntervalSeconds: 5 }, async () => {
      try {
        await run();
      } catch (error) {
        logFault(log, error, { part: "jobs", job: name });
        throw error;
      }
    });
  }
  return { stop: () => boss.stop({ graceful: true, timeout: 10_000 }) };
}
