import { readFileSync } from "node:fs";
import { Writable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { getConstructionPlans } from "pg-boss";
import { describe, expect, test } from "vitest";
import { published } from "../../../programmes/test/office.ts";
import { Answers } from "../../src/api/answers.ts";
import { Lockout } from "../../src/identity/lockout.ts";
import { JOBS_SCHEMA } from "../../src/jobs/jobs.ts";
import { timetable } from "../../src/jobs/timetable.ts";
import { openLog } from "../../src/observation/log.ts";
import { officeOverHttp } from "../stage/office-over-http.ts";
import { SECRET } from "../stage/secret.ts";
import { ask, stage } from "../stage/stage.ts";

/** A log that is kept, line by line. */
function keptLog() {
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk, _, done) {
      lines.push(String(chunk));
      done();
    },
  });
  return { lines, log: openLog("info", sink) };
}

const bare = (sql: string): string =>
  sql
    .replaceAll(/--[^\n]*/g, "")
    .replaceAll(/[\s;]+/g, " ")
    .trim();

describe("jobs", () => {
  test("their tables are those of the installed pg-boss", () => {
    const file = readFileSync(new URL("../../migrations/0004-jobs.sql", import.meta.url), "utf8");
    const plan = bare(getConstructionPlans(JOBS_SCHEMA))
      .replace(/^BEGIN .*?bigint\) /, "")
      .replace(/ COMMIT$/, "");
    expect(bare(file).startsWith(plan)).toBe(true);
  });

  test("a process does them as the application role, without a fault; each can be done twice", async () => {
    const { lines, log } = keptLog();
    const here = await stage({ worker: true, log });
    try {
      const office = officeOverHttp(here, await here.office(), false);
      await published(office, "guizhou/suanli.yaml", { order: "submission" });
      const { pool, domain } = here.product;
      const jobs = timetable({
        pool,
        domain,
        answers: new Answers(pool, "tests"),
        lockout: new Lockout(pool, SECRET),
        clock: () => new Date(),
      });
      for (const job of [...jobs, ...jobs]) await job.run();
      await pause(3_000);
      const { rows } = await pool.query("SELECT name FROM jobs.schedule ORDER BY name");
      expect(rows.map(each => each.name)).toEqual(jobs.map(each => each.name).sort());
      expect(lines.filter(line => line.includes('"fault"'))).toEqual([]);
    } finally {
      await here.strike();
    }
  });
});

describe("the log", () => {
  test("says route, status and office, and nothing that a person sent", async () => {
    const { lines, log } = keptLog();
    const here = await stage({ log });
    try {
      const office = officeOverHttp(here, await here.office(), false);
      await office.as("firm", "accounts.propose", {
        holder: "张三丰",
        bank: "示例银行",
        number: "6222000011112222",
      });
      await ask(here.url, null, "POST", "/api/v1/auth/sign-in/email?name=李四", {
        body: { email: "zhangsan@example.com", password: "correct-horse-battery" },
      });
      const text = lines.join("");
      expect(text).toContain('"route":"/api/v1/payee-accounts"');
      for (const secret of ["张三丰", "6222000011112222", "zhangsan", "李四", "sq_", "127.0.0.1"])
        expect(text).not.toContain(secret);
    } finally {
      await here.strike();
    }
  });
});
