/** What the database's clock does to holds: it runs out, and it may be put back. */
import { describe, expect, test } from "vitest";
import { books, lasting } from "./books.ts";
import { deskOf } from "./desk.ts";

const at = books();
const desk = () => deskOf(at);

describe("a time limit", () => {
  const clock = lasting(() => at.session("owner"));

  test.each([
    [-1, "done"],
    [0, "expired"],
    [1, "expired"],
  ])("%i ms from the limit by the database's clock, a capture is %s", async (offsetMs, outcome) => {
    const limit = new Date("2031-01-01T00:00:00Z");
    const { hold, ask, figures } = await desk();
    await clock.during(new Date(limit.getTime() - 60_000), async set => {
      expect((await hold("h", 100n, { expiresAt: limit })).outcome).toBe("done");
      await set(new Date(limit.getTime() + offsetMs));
      expect((await ask("capture", { target: "h" })).outcome).toBe(outcome);
      const spent = outcome === "done" ? 100n : 0n;
      expect(await figures("pool")).toEqual([1_000n - spent, 0n, 0n, 1_000n - spent, null]);
    });
  });

  test("that has passed frees the amount for the next request, and for a look at the balance", async () => {
    const limit = new Date("2031-01-01T00:00:00Z");
    const { hold, move, figures, office } = await desk();
    await clock.during(new Date(limit.getTime() - 60_000), async set => {
      await hold("h", 600n, { expiresAt: limit });
      expect(await move(1n)).toMatchObject({ outcome: "over-limit", leftFen: 0n });
      await set(limit);
      expect(await figures("pool")).toEqual([1_000n, 0n, 0n, 1_000n, null]);
      expect((await move(600n)).outcome).toBe("done");
      const lines = (await office.statement("p", "voucher"))?.lines ?? [];
      expect(lines.map(line => [line.kind, line.amountFen, line.heldInFen])).toEqual([
        ["hold", 600n, 600n],
        ["expire", 600n, 0n],
        ["transfer", 600n, 0n],
      ]);
    });
  });

  test("that passed before the hold began is refused", async () => {
    const { hold } = await desk();
    expect((await hold("h", 1n, { expiresAt: new Date("2001-01-01T00:00:00Z") })).outcome).toBe("too-late");
  });

  test("can be swept by a job, each hold once", async () => {
    const limit = new Date("2031-01-01T00:00:00Z");
    const { hold, office, figures } = await desk();
    await clock.during(new Date(limit.getTime() - 60_000), async set => {
      await hold("a", 100n, { expiresAt: limit });
      await hold("b", 100n, { expiresAt: new Date(limit.getTime() + 1) });
      await set(limit);
      expect(await office.expireDue("p")).toBe(1);
      expect(await office.expireDue("p")).toBe(0);
      expect(await figures("pool")).toEqual([1_000n, 100n, 0n, 900n, null]);
    });
  });
});

describe("a clock that is put back an hour", () => {
  const clock = lasting(() => at.session("owner"));
  const noon = Date.UTC(2031, 0, 1, 12);
  const minute = (number: number): Date => new Date(noon + number * 60_000);

  test("brings nothing back that has expired, and gives what is open the time that the clock gives", async () => {
    const { hold, ask, move, figures } = await desk();
    await clock.during(minute(0), async set => {
      await hold("ended", 100n, { expiresAt: minute(1) });
      await hold("open", 200n, { expiresAt: minute(10) });
      await set(minute(1));
      await move(1n);
      await set(minute(-59));
      expect((await ask("capture", { target: "ended" })).outcome).toBe("expired");
      expect(await figures("pool")).toEqual([999n, 200n, 0n, 799n, null]);
      // Limits follow the clock as it now is, not the latest moment on record.
      expect((await hold("short", 50n, { expiresAt: minute(-58) })).outcome).toBe("done");
      expect((await hold("too-short", 50n, { expiresAt: minute(-59) })).outcome).toBe("too-late");
      await set(minute(-58));
      expect((await ask("capture", { target: "short" })).outcome).toBe("expired");
      expect((await ask("capture", { target: "open" })).outcome).toBe("done");
      expect(await figures("pool")).toEqual([799n, 0n, 0n, 799n, null]);
    });
  });

  test("holds the recorded time still until it has caught up: the chain never runs back, and no report misses a row", async () => {
    const { move, office } = await desk();
    const recorded: (Date | null)[] = [];
    await clock.during(minute(0), async set => {
      for (const now of [0, -60, -30, 0, 1]) {
        await set(minute(now));
        recorded.push((await move(1n)).recordedAt);
      }
      expect(recorded).toEqual([0, 0, 0, 0, 1].map(minute));
      const { lines } = await office.trialBalance();
      expect(lines.find(line => line.account === "voucher")?.creditFen).toBe(5n);
      expect((await office.statement("p", "voucher"))?.lines.map(line => line.postedFen)).toEqual([
        1n,
        2n,
        3n,
        4n,
        5n,
      ]);
      expect((await office.verify()).fault).toBeNull();
    });
  });
});
