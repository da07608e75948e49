import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Answer } from "../src/index.ts";
import { BatchTrouble, Lane, type LaneOptions, type Transport, type Trouble } from "../src/lane.ts";
import { prepare, type Unit, type UnitAnswer } from "../src/unit.ts";

/** A unit of some transfers, and the answers that it was told. */
function unitOf(
  keys: readonly string[],
  deadline = Number.POSITIVE_INFINITY,
): { unit: Unit; told: Answer[][] } {
  const told: Answer[][] = [];
  const transfers = keys.map(
    key => ({ kind: "transfer", programme: "p", key, debit: "a", credit: "b", amountFen: 1n }) as const,
  );
  const book = { office: "o", programme: "p" };
  const unit = {
    ...prepare(() => book, transfers),
    deadline,
    settled: false,
    settle: ({ answers }: UnitAnswer) => {
      told.push([...answers]);
    },
  };
  return { unit, told };
}

const doneOf = (units: readonly Unit[]): UnitAnswer[] =>
  units.map(unit => ({
    openings: [],
    answers: unit.requests.map(({ request: { key } }) => ({
      key,
      outcome: "done",
      replayed: false,
      height: 1n,
      position: 1,
      recordedAt: null,
      leftFen: null,
      detail: null,
    })),
  }));

interface Sent {
  readonly keys: readonly string[];
  readonly careful: boolean;
}

/** A transport that notes what it was sent and answers as told. */
function transport(
  answer: (sent: Sent, nth: number) => Promise<Trouble | "done"> | Trouble | "done",
): Transport<readonly Unit[]> & {
  readonly sent: Sent[];
} {
  const sent: Sent[] = [];
  return {
    sent,
    pack: units => units,
    async send(units, careful) {
      const one = { keys: units.flatMap(unit => unit.requests.map(r => r.request.key)), careful };
      sent.push(one);
      const word = await answer(one, sent.length);
      if (word !== "done") throw new BatchTrouble(word, `trouble: ${word}`);
      return () => doneOf(units);
    },
    async close() {},
  };
}

const options = (more: Partial<LaneOptions> = {}): LaneOptions => ({
  queueMax: 1_000,
  batchMax: 100,
  clock: { now: () => Date.now(), pause: async () => undefined },
  ...more,
});

const settled = async (): Promise<void> => {
  for (let i = 0; i < 200; i += 1) await Promise.resolve();
};

const outcomes = (told: readonly (readonly Answer[])[]): string[] => told.flat().map(a => a.outcome);

/** A gate that keeps a batch on its way until it is opened. */
function gate(): { readonly closed: Promise<"done">; open(): void } {
  let open = (): void => undefined;
  const closed = new Promise<"done">(resolve => {
    open = () => resolve("done");
  });
  return { closed, open: () => open() };
}

describe("gathering", () => {
  test("an idle lane sends at once, and everything of one turn together", async () => {
    const wire = transport(() => "done");
    const lane = new Lane(wire, options());
    for (const key of ["a", "b", "c"]) lane.push(unitOf([key]).unit);
    await settled();
    expect(wire.sent.map(s => s.keys)).toEqual([["a", "b", "c"]]);
    expect(wire.sent[0]?.careful).toBe(false);
  });

  test("while a batch is on its way the next one gathers, in order", async () => {
    const first = gate();
    const wire = transport((_, nth) => (nth === 1 ? first.closed : "done"));
    const lane = new Lane(wire, options());
    lane.push(unitOf(["a"]).unit);
    await settled();
    for (const key of ["b", "c", "d"]) lane.push(unitOf([key]).unit);
    await settled();
    expect(wire.sent).toHaveLength(1);
    first.open();
    await settled();
    expect(wire.sent.map(s => s.keys)).toEqual([["a"], ["b", "c", "d"]]);
  });

  test("a batch stays within its size, and a linked group is never split", async () => {
    const wire = transport(() => "done");
    const lane = new Lane(wire, options({ batchMax: 3 }));
    for (const keys of [["a"], ["b", "c"], ["d", "e"], ["f", "g", "h", "i"], ["j"]])
      lane.push(unitOf(keys).unit);
    await settled();
    expect(wire.sent.map(s => s.keys)).toEqual([["a", "b", "c"], ["d", "e"], ["f", "g", "h", "i"], ["j"]]);
  });

  test.each([1, 3, 10])(
    "clients that ask again as soon as they are told are all served, %i at a time",
    async batchMax => {
      const wire = transport(() => "done");
      const lane = new Lane(wire, options({ batchMax }));
      let served = 0;
      const ask = (left: number): void => {
        served += 1;
        const { unit } = unitOf([`k-${served}`]);
        lane.push({ ...unit, settle: () => void (left > 1 && Promise.resolve().then(() => ask(left - 1))) });
      };
      for (let client = 0; client < 10; client += 1) ask(20);
      for (let i = 0; i < 50; i += 1) await settled();
      expect(served).toBe(200);
      expect(lane.waiting).toBe(0);
    },
  );

  test("a full queue answers busy at once, and takes requests again when it has room", async () => {
    const first = gate();
    const wire = transport((_, nth) => (nth === 1 ? first.closed : "done"));
    const lane = new Lane(wire, options({ queueMax: 2 }));
    const units = ["a", "b", "c", "d"].map(key => unitOf([key]));
    units.slice(0, 1).forEach(({ unit }) => void lane.push(unit));
    await settled();
    units.slice(1).forEach(({ unit }) => void lane.push(unit));
    expect(units.map(({ told }) => outcomes(told))).toEqual([[], [], [], ["busy"]]);
    first.open();
    await settled();
    const late = unitOf(["e"]);
    lane.push(late.unit);
    await settled();
    expect(outcomes(late.told)).toEqual(["done"]);
  });
});

describe("trouble", () => {
  test("a lost connection: the same requests again, with care, until there is an answer", async () => {
    const pauses: number[] = [];
    const wire = transport((_, nth) => (nth < 5 ? "lost" : "done"));
    const clock = { now: () => 0, pause: async (ms: number) => void pauses.push(ms) };
    const lane = new Lane(wire, options({ clock }));
    const { unit, told } = unitOf(["a", "b"]);
    lane.push(unit);
    await settled();
    expect(wire.sent.map(s => [s.keys.join(), s.careful])).toEqual([
      ["a,b", false],
      ["a,b", true],
      ["a,b", true],
      ["a,b", true],
      ["a,b", true],
    ]);
    expect(outcomes(told)).toEqual(["done", "done"]);
    expect(pauses).toEqual([20, 40, 80, 160]);
  });

  test("a key that was there already: once more, with care", async () => {
    const wire = transport((_, nth) => (nth === 1 ? "known-key" : "done"));
    const lane = new Lane(wire, options());
    lane.push(unitOf(["a"]).unit);
    await settled();
    expect(wire.sent.map(s => s.careful)).toEqual([false, true]);
  });

  test("a poisoned request is found by halving; all others are recorded", async () => {
    const wire = transport(({ keys }) => (keys.includes("poison") ? "refused" : "done"));
    const lane = new Lane(wire, options());
    const units = ["a", "b", "c", "poison", "d", "e", "f", "g"].map(key => unitOf([key]));
    for (const { unit } of units) lane.push(unit);
    await settled();
    expect(units.map(({ told }) => outcomes(told)[0])).toEqual([
      "done",
      "done",
      "done",
      "failed",
      "done",
      "done",
      "done",
      "done",
    ]);
    expect(units[3]?.told[0]?.[0]?.detail).toBe("trouble: refused");
    expect(wire.sent.length).toBeLessThanOrEqual(7);
  });

  test("a full disk is answered busy, and the lane goes on", async () => {
    const wire = transport((_, nth) => (nth === 1 ? "no-room" : "done"));
    const lane = new Lane(wire, options());
    const [first, second] = [unitOf(["a"]), unitOf(["b"])];
    lane.push(first.unit);
    await settled();
    lane.push(second.unit);
    await settled();
    expect([outcomes(first.told), outcomes(second.told)]).toEqual([["busy"], ["done"]]);
  });
});

describe("a deadline", () => {
  test("before sending: busy, and never sent; on its way: unknown, and the later answer is dropped", async () => {
    const first = gate();
    const wire = transport((_, nth) => (nth === 1 ? first.closed : "done"));
    let now = 0;
    const lane = new Lane(wire, options({ clock: { now: () => now, pause: async () => undefined } }));
    const [sent, queued, patient] = [unitOf(["a"], 10), unitOf(["b"], 10), unitOf(["c"])];
    lane.push(sent.unit);
    await settled();
    lane.push(queued.unit);
    lane.push(patient.unit);
    now = 11;
    await new Promise(resolve => setTimeout(resolve, 60));
    expect([outcomes(sent.told), outcomes(queued.told), outcomes(patient.told)]).toEqual([
      ["unknown"],
      ["busy"],
      [],
    ]);
    first.open();
    await settled();
    expect(wire.sent.map(s => s.keys)).toEqual([["a"], ["c"]]);
    expect([sent.told.length, queued.told.length, outcomes(patient.told)]).toEqual([1, 1, ["done"]]);
  });
});

describe("closing", () => {
  test("finishes what is queued and takes nothing more", async () => {
    const wire = transport(() => "done");
    const lane = new Lane(wire, options());
    const [before, after] = [unitOf(["a"]), unitOf(["b"])];
    lane.push(before.unit);
    const closing = lane.close(1_000);
    lane.push(after.unit);
    await closing;
    expect([outcomes(before.told), outcomes(after.told)]).toEqual([["done"], ["busy"]]);
  });

  test("with the database away ends in unknown, not in waiting for ever", async () => {
    const pause = (): Promise<void> => new Promise(resolve => setTimeout(resolve, 5));
    const lane = new Lane(
      transport(() => "lost"),
      options({ clock: { now: () => 0, pause } }),
    );
    const { unit, told } = unitOf(["a"]);
    lane.push(unit);
    await lane.close(50);
    expect(outcomes(told)).toEqual(["unknown"]);
  });
});

test("whatever the wire does, every unit is told once, in order, and what is done was sent to the end", async () => {
  const word = fc.constantFrom<Trouble | "done">(
    "done",
    "done",
    "done",
    "known-key",
    "again",
    "lost",
    "refused",
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 40 }),
      fc.array(word, { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 1, max: 12 }),
      async (sizes, words, batchMax) => {
        const order: string[] = [];
        const recorded: string[] = [];
        const wire = transport(({ keys }, nth) => {
          const answer = words[nth - 1] ?? "done";
          if (answer === "done") recorded.push(...keys);
          return answer;
        });
        const lane = new Lane(wire, options({ batchMax }));
        let n = 0;
        const units = sizes.map(size => unitOf(Array.from({ length: size }, () => `k${n++}`)));
        for (const { unit } of units) {
          lane.push(unit);
          if (n % 3 === 0) await Promise.resolve();
        }
        await lane.close(1_000);
        for (const { unit, told } of units) {
          expect(told).toHaveLength(1);
          expect(new Set(outcomes(told)).size).toBe(1);
          if (outcomes(told)[0] === "done") order.push(...unit.requests.map(r => r.request.key));
        }
        expect(recorded).toEqual(order);
      },
    ),
    { numRuns: 300 },
  );
});
