/** A server that is killed at any moment: nothing half done, nothing done twice, no answer and no webhook lost. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { client, Problem } from "../../../client/src/index.ts";
import { published } from "../../../programmes/test/office.ts";
import { JIANGYAN } from "../../../programmes/test/played-programmes.ts";
import { insist } from "../faults/insist.ts";
import { allMessages } from "../faults/messages.ts";
import { type MortalStage, mortalStage } from "../faults/mortal-stage.ts";
import { useStorm } from "../faults/use-storm.ts";
import { type HttpOffice, officeOverHttp } from "../stage/office-over-http.ts";
import { type Receiver, receiver } from "../stage/receiver.ts";
import { SECRET } from "../stage/secret.ts";

let place: MortalStage;
let there: Receiver;

beforeAll(async () => {
  there = await receiver();
  place = await mortalStage();
});
afterAll(async () => {
  there.close();
  await place.strike();
});

const url = (): string => place.mortal.url;

/** A new office that tells the receiver of everything. */
async function telling(): Promise<HttpOffice> {
  const office = officeOverHttp(place.here, await place.here.office(), false);
  const admin = client({ url: place.here.url, key: office.sandbox.keys["system-admin"] });
  await admin.call("webhooks.add", { url: there.url, topics: ["*"] });
  return office;
}

describe("kill -9", () => {
  test("in the middle of holds, captures, releases, redemptions and reversals: each that was acknowledged is there once, nothing else is, and each is told of", async () => {
    const { office, faults, told, lostAnswers } = await useStorm(place, {
      kills: 3,
      clients: 16,
      retryUnder: "same",
      hook: there.url,
    });
    expect(faults).toEqual([]);
    expect(lostAnswers).toBe(2);
    expect(told.size).toBeGreaterThan(20);
    const messages = await allMessages(place.here, office.code, there);
    expect(messages.size).toBe(told.size);
  });

  test("with clients that ask again under a new key: what was done twice is found", async () => {
    const { faults } = await useStorm(place, { kills: 1, clients: 2, retryUnder: "new" });
    expect(faults).toContainEqual(expect.stringMatching(/^transfer .* is there and nobody was told$/));
  });

  test("in the middle of sales: every acknowledged one is there once, and every repeated one is answered", async () => {
    const office = await telling();
    const money = { pool: "office", amount: "2800000.00" };
    place.today("2025-05-20");
    const id = await published(office, JIANGYAN.file, JIANGYAN.rulings, money);
    const facts = JIANGYAN.facts("5万元");
    const key = await office.keyOf("provider");
    const sell = (n: number): Promise<unknown> =>
      insist(
        url,
        key,
        "sales.record",
        { id, applicant: `firm-${n}`, order: `S-${n}`, facts },
        `sale-${n}`,
      ).catch((error: unknown) => {
        if (error instanceof Problem) return error.code;
        throw error;
      });
    const sales = Array.from({ length: 150 }, (_, n) => sell(n));
    for (let kills = 0; kills < 2; kills += 1) {
      await pause(20 + 60 * kills);
      await place.mortal.kill();
      await place.mortal.rise();
    }
    const answers = await Promise.all(sales);
    expect(answers.filter(each => each === "pool-exhausted")).toHaveLength(50);
    expect(answers.filter(each => typeof each === "object")).toHaveLength(100);
    expect(await sell(0)).toEqual(answers[0]);
    const books = place.here.product.domain.ledgerOf(office.code);
    expect(await books.verify()).toMatchObject({ fault: null });
    expect((await books.balance(id, "pool:office:all"))?.postedFen).toBe(0n);
    const messages = [...(await allMessages(place.here, office.code, there)).values()];
    expect(messages.filter(({ type }) => type === "sale.record")).toHaveLength(100);
  });

  test("at each step of running a programme: the step is done once, and its message arrives", async () => {
    const office = await telling();
    let steps = 0;
    /** A step whose server dies at some moment of it. */
    const step = async (who: string, name: string, input: object): Promise<Record<string, string>> => {
      steps += 1;
      const asked = insist(url, await office.keyOf(who), name, input, `step-${steps}`);
      await pause((steps * 7) % 23);
      await place.mortal.kill();
      await place.mortal.rise();
      return (await asked) as Record<string, string>;
    };
    const { id } = await step("desk", "programmes.load", { file: "guizhou/suanli.yaml" });
    await step("decider1", "programmes.check", { id });
    await step("decider3", "programmes.publish", { id });
    const money = { pool: "office", amount: "1000000.00", reference: "示例预算" };
    await step("approver", "pools.appropriate", { id, ...money });
    const { pool, domain } = place.here.product;
    const { rows } = await pool.query("SELECT state, revision FROM programmes.subject WHERE id = $1", [id]);
    expect(rows).toEqual([{ state: "published", revision: 3 }]);
    const balance = await domain.ledgerOf(office.code).balance(id ?? "", "pool:office:all");
    expect(balance?.postedFen).toBe(100_000_000n);
    const messages = [...(await allMessages(place.here, office.code, there)).values()];
    expect(messages.map(({ type }) => type).sort()).toEqual([
      "appropriation.appropriate",
      "programme.check",
      "programme.load",
      "programme.publish",
    ]);
  });
});

test("the program itself says where it listens, serves, and ends in order when it is asked to", async () => {
  const folder = mkdtempSync(join(tmpdir(), "suanquan-program-"));
  writeFileSync(join(folder, "server.secret"), SECRET);
  const child = spawn(process.execPath, [join(import.meta.dirname, "../../src/main.ts")], {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: place.here.postgres.appUrl,
      SUANQUAN_DATA: folder,
      SUANQUAN_PORT: "0",
      SUANQUAN_LOG: "silent",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise(resolve => child.once("exit", resolve));
  onTestFinished(() => {
    child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });
  const [line] = await Promise.race([
    ended.then(code => {
      throw new Error(`it ended with ${code} before it listened`);
    }),
    new Promise<string[]>(resolve =>
      createInterface({ input: child.stdout }).once("line", text => resolve([text])),
    ),
  ]);
  const { address } = JSON.parse(line ?? "{}");
  expect((await fetch(new URL("/readyz", address))).status).toBe(200);
  child.kill("SIGTERM");
  expect(await ended).toBe(0);
});
