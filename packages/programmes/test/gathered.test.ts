import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { Refusal } from "../src/index.ts";
import { arrayOf, type Cell } from "../src/store/arrays.ts";
import { Gathered } from "../src/store/gathered.ts";

/** A database that keeps what it is sent until it is told to answer. */
function slow() {
  const batches: { readonly items: readonly number[]; readonly answer: (error?: Error) => void }[] = [];
  const send = (items: readonly number[]): Promise<readonly number[]> =>
    new Promise((settle, fail) => {
      batches.push({
        items,
        answer: error => (error === undefined ? settle(items.map(item => item * 10)) : fail(error)),
      });
    });
  return { batches, send };
}

const ofData = (): Error => Object.assign(new Error("invalid byte sequence"), { code: "22021" });
const ofTheLine = (): Error => Object.assign(new Error("terminating connection"), { code: "57P01" });

describe("requests that are gathered", () => {
  test("a lone one goes at once; what comes while it is on its way goes together, in order", async () => {
    const { batches, send } = slow();
    const gathered = new Gathered(send, { batchMax: 3, queueMax: 100 });
    const first = gathered.add(1);
    await turn();
    expect(batches.map(each => each.items)).toEqual([[1]]);
    const more = [2, 3, 4, 5, 6].map(item => gathered.add(item));
    await turn();
    expect(batches).toHaveLength(1);
    batches[0]?.answer();
    expect(await first).toBe(10);
    await turn();
    expect(batches[1]?.items).toEqual([2, 3, 4]);
    batches[1]?.answer();
    await turn();
    expect(batches[2]?.items).toEqual([5, 6]);
    batches[2]?.answer();
    expect(await Promise.all(more)).toEqual([20, 30, 40, 50, 60]);
  });

  test("beyond the queue one is refused at once with 503 and when to come again; the others are answered", async () => {
    const { batches, send } = slow();
    const gathered = new Gathered(send, { batchMax: 10, queueMax: 2 });
    const first = gathered.add(1);
    await turn();
    const waiting = [gathered.add(2), gathered.add(3)];
    const refused = await gathered.add(4).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refusal);
    expect(refused).toMatchObject({ code: "overloaded", status: 503, values: { seconds: 1 } });
    batches[0]?.answer();
    await turn();
    batches[1]?.answer();
    expect(await Promise.all([first, ...waiting])).toEqual([10, 20, 30]);
    const later = gathered.add(5);
    await turn();
    batches[2]?.answer();
    expect(await later).toBe(50);
  });

  test("one that the database cannot take fails alone", async () => {
    const sent: number[][] = [];
    const gathered = new Gathered<number, number>(
      async items => {
        sent.push([...items]);
        if (items.includes(7)) throw ofData();
        return items;
      },
      { batchMax: 100, queueMax: 100 },
    );
    const answers = await Promise.allSettled([5, 6, 7, 8, 9].map(item => gathered.add(item)));
    expect(answers.map(each => each.status)).toEqual([
      "fulfilled",
      "fulfilled",
      "rejected",
      "fulfilled",
      "fulfilled",
    ]);
    expect(sent[0]).toEqual([5, 6, 7, 8, 9]);
  });

  test("a lost connection fails all of a batch, since nobody knows, and the next batch goes on", async () => {
    const { batches, send } = slow();
    const gathered = new Gathered(send, { batchMax: 10, queueMax: 10 });
    const lost = [gathered.add(1), gathered.add(2)];
    await turn();
    batches[0]?.answer(ofTheLine());
    expect((await Promise.allSettled(lost)).map(each => each.status)).toEqual(["rejected", "rejected"]);
    const next = gathered.add(3);
    await turn();
    batches[1]?.answer();
    expect(await next).toBe(30);
  });
});

test.each<[string, readonly Cell[]]>([
  ["{}", []],
  ['{"a","b"}', ["a", "b"]],
  ['{"null",NULL,""}', ["null", null, ""]],
  ['{"a\\"b","c\\\\d","{,}"}', ['a"b', "c\\d", "{,}"]],
  ["{1,2,NULL}", [1, 2n, null]],
])("values of rows are written as the array %s", (text, cells) => {
  expect(arrayOf(cells, cell => cell)).toBe(text);
});
