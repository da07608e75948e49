/**
 * The whole life of a programme in each of the four modes, from publication to reconciled payment and clawback, by HTTP,
 * while the server is killed at random moments: nothing half done, nothing done twice, no answer and no message lost.
 * `npm run test:kills`.
 */
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { client, Problem } from "../../../client/src/index.ts";
import type { Office, View } from "../../../programmes/test/office.ts";
import { MODE_PLAYS } from "../stage/mode-plays.ts";
import { type HttpOffice, officeOverHttp } from "../stage/office-over-http.ts";
import type { Receiver } from "../stage/receiver.ts";
import { wrongFigures } from "../stage/shown-figures.ts";
import { insist } from "./insist.ts";
import { allMessages, receiverThatRefuses } from "./messages.ts";
import { type MortalStage, mortalStage } from "./mortal-stage.ts";

const EVERY = Number(process.env.SUANQUAN_KILL_EVERY ?? 6);
const ROUNDS = Number(process.env.SUANQUAN_KILL_ROUNDS ?? 1);
/** A step takes 10–60 ms: deaths fall before, in and after it. */
const MOMENTS_MS = 70;
const FAR_AHEAD = new Date("2100-01-01");

let place: MortalStage;
let there: Receiver;

beforeAll(async () => {
  there = await receiverThatRefuses();
  place = await mortalStage();
}, 300_000);
afterAll(async () => {
  there.close();
  await place.strike();
});

interface Mortal extends Office {
  readonly steps: () => number;
  /** Steps at which the server died. */
  readonly deaths: readonly string[];
}

/** An office on the server that dies. @param phase at which of every few steps */
function mortalOffice(office: HttpOffice, phase: number): Mortal {
  let steps = 0;
  const deaths: string[] = [];

  async function run(who: string, name: string, input: Record<string, unknown>): Promise<unknown> {
    const [number, key] = [steps, await office.keyOf(who)];
    steps += 1;
    const ask = (): Promise<unknown> => insist(() => place.mortal.url, key, name, input, `life-${number}`);
    if (number % EVERY !== phase) return ask();
    let first: unknown;
    const asked = ask().then(answer => {
      first = answer;
      return answer;
    });
    asked.catch(() => undefined);
    const moment = Math.random() * MOMENTS_MS;
    await pause(moment);
    const acknowledged = first;
    await place.mortal.kill();
    deaths.push(`${name} after ${moment.toFixed(0)} ms`);
    // Every other time the step's own server never asks again: what was begun is carried to its end by the job.
    if (deaths.length % 2 === 0) await place.here.product.domain.resume(FAR_AHEAD);
    await place.mortal.rise();
    const answer = await asked;
    const again = await ask();
    expect(again, `${name}, asked again after a death`).toEqual(answer);
    if (acknowledged !== undefined)
      expect(answer, `${name}, acknowledged before the death`).toEqual(acknowledged);
    return answer;
  }
  return {
    code: office.code,
    steps: () => steps,
    deaths,
    as: async (who, name, input) => (await run(who, name, input)) as View,
    ask: async <T>(who: string, name: string, input: Record<string, unknown>) =>
      (await run(who, name, input)) as T,
    async refusal(who, name, input) {
      try {
        await run(who, name, input);
        return "done";
      } catch (error) {
        if (error instanceof Problem) return error.code;
        throw error;
      }
    },
  };
}

describe("kill -9 at any moment of a programme's life", () => {
  test.each(Object.entries(MODE_PLAYS))(
    "%s",
    async (_, play) => {
      const { here, today } = place;
      for (let round = 0; round < ROUNDS; round += 1) {
        const office = officeOverHttp(here, await here.office(), false);
        const admin = client({ url: here.url, key: office.sandbox.keys["system-admin"] });
        await admin.call("webhooks.add", { url: there.url, topics: ["*"] });
        const dying = mortalOffice(office, Math.floor(Math.random() * EVERY));
        const programme = await play(dying, today).catch((error: unknown) => {
          throw new Error(`deaths: ${dying.deaths.join("; ")}`, { cause: error });
        });
        expect(dying.deaths.length).toBeGreaterThanOrEqual(Math.floor(dying.steps() / EVERY));
        const books = here.product.domain.ledgerOf(office.code);
        expect(await books.verify()).toMatchObject({ fault: null });
        expect((await books.balances(programme)).reduce((sum, each) => sum + each.postedFen, 0n)).toBe(0n);
        expect((await wrongFigures(here, office, programme)).wrong).toEqual([]);
        const { rows } = await here.product.pool.query(
          "SELECT 1 FROM programmes.intent WHERE office = $1 AND NOT done",
          [office.code],
        );
        expect(rows, "plans that nobody carried to their end").toEqual([]);
        const messages = await allMessages(here, office.code, there);
        const { rows: lines } = await here.product.pool.query<{ id: string }>(
          "SELECT id FROM programmes.outbox WHERE office = $1",
          [office.code],
        );
        expect(lines.length).toBeGreaterThan(20);
        expect(lines.filter(({ id }) => !messages.has(id))).toEqual([]);
      }
    },
    120_000 + 600_000 * ROUNDS,
  );
});
