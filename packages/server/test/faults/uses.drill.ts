/**
 * Vouchers held, captured, released, redeemed and reversed by many clients at once while their server is killed again
 * and again. `npm run test:kills`; a short one is in `npm test`.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Receiver } from "../stage/receiver.ts";
import { allMessages, receiverThatRefuses } from "./messages.ts";
import { type MortalStage, mortalStage } from "./mortal-stage.ts";
import { useStorm } from "./use-storm.ts";

const STORMS = Number(process.env.SUANQUAN_STORMS ?? 4);
const KILLS = 10;

let place: MortalStage;
let there: Receiver;
beforeAll(async () => {
  there = await receiverThatRefuses();
  place = await mortalStage();
});
afterAll(async () => {
  there.close();
  await place.strike();
});

describe("kill -9 in the middle of uses of vouchers", () => {
  test.each(Array.from({ length: STORMS }, (_, n) => n + 1))(
    `storm %i, ${KILLS} deaths: what was acknowledged is there once, nothing else is, and all of it is told`,
    async () => {
      const options = { kills: KILLS, clients: 32, retryUnder: "same" as const, hook: there.url };
      const { office, faults, told, refused, lostAnswers } = await useStorm(place, options);
      console.log(`${told.size} acknowledged, ${refused} refused, ${lostAnswers} answers lost`);
      expect(faults).toEqual([]);
      expect(lostAnswers).toBe(KILLS / 2);
      expect((await allMessages(place.here, office.code, there)).size).toBe(told.size);
    },
    600_000,
  );

  test("the control: clients that ask again under a new key spend twice, and it is found", async () => {
    const { faults, lostAnswers } = await useStorm(place, { kills: 4, clients: 32, retryUnder: "new" });
    console.log(`${faults.length} faults found, the first: ${faults[0]}`);
    const twice = faults.filter(each => each.endsWith("is there and nobody was told"));
    expect(twice.length).toBeGreaterThanOrEqual(lostAnswers);
  }, 600_000);
});
