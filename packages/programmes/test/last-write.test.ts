import { Pool } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { answeredTogether, onceWritten, within } from "../src/index.ts";
import { house, type Office, type View } from "./office.ts";

const h = house();
let pool: Pool;
let office: Office;
beforeAll(() => {
  pool = new Pool({ connectionString: h.server.appUrl, max: 4 });
  office = h.office();
});
afterAll(() => pool.end());

const load = (): Promise<View> => office.as("desk", "programmes.load", { file: "guizhou/suanli.yaml" });
const loaded = async (): Promise<number> =>
  (await office.ask<{ items: View[] }>("desk", "programmes.list", {})).items.length;
const nothing = async (): Promise<void> => undefined;

test("an answer that cannot be kept leaves nothing of what the command wrote last", async () => {
  const before = await loaded();
  const kept = answeredTogether({
    pool,
    whole: false,
    run: load,
    keep: () => Promise.reject(new Error("the process is gone")),
  });
  await expect(kept).rejects.toThrow("the process is gone");
  expect(await loaded()).toBe(before);
});

test("the command sees what it has written; others see it together with its answer, and not before", async () => {
  const before = await loaded();
  const seen = { own: 0, others: 0, afterwards: 0 };
  const { id } = await answeredTogether({
    pool,
    whole: false,
    async run() {
      const view = await load();
      onceWritten(() => {
        seen.afterwards += 1;
      });
      seen.own = await loaded();
      return view;
    },
    async keep(sql, view) {
      const { rows } = await sql.query("SELECT 1 FROM programmes.subject WHERE id = $1", [view.id]);
      expect(rows).toHaveLength(1);
      const others = await pool.query("SELECT 1 FROM programmes.subject WHERE id = $1", [view.id]);
      seen.others = others.rows.length;
      expect(seen.afterwards).toBe(0);
    },
  });
  expect(seen).toEqual({ own: before + 1, others: 0, afterwards: 1 });
  expect((await office.as("desk", "programmes.get", { id })).id).toBe(id);
});

test("a command that fails after it has written keeps what it wrote before, as it does without an answer to keep", async () => {
  const before = await loaded();
  const run = async (): Promise<never> => {
    await load();
    await load();
    throw new Error("the third step fails");
  };
  await expect(answeredTogether({ pool, whole: false, run, keep: nothing })).rejects.toThrow("third");
  expect(await loaded()).toBe(before + 2);
});

test("a whole command that fails leaves nothing, and its connection is free again", async () => {
  const { rows } = await pool.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM programmes.outbox",
  );
  for (let time = 0; time < 10; time += 1) {
    const run = (): Promise<never> =>
      within(pool, async client => {
        await client.query(
          `INSERT INTO programmes.outbox (id, office, topic, subject, body, at)
           VALUES (gen_random_uuid(), 'x', 'a.b', gen_random_uuid(), '{}', now())`,
        );
        throw new Error("refused");
      });
    await expect(answeredTogether({ pool, whole: true, run, keep: nothing })).rejects.toThrow("refused");
  }
  const after = await pool.query<{ count: number }>("SELECT count(*)::int AS count FROM programmes.outbox");
  expect(after.rows).toEqual(rows);
  expect(pool.idleCount).toBe(pool.totalCount);
});

test("many commands at once, more than there are connections, all end", async () => {
  const before = await loaded();
  await Promise.all(
    Array.from({ length: 40 }, () => answeredTogether({ pool, whole: false, run: load, keep: nothing })),
  );
  expect(await loaded()).toBe(Math.min(50, before + 40));
});
