import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import {
  DEMONSTRATION_OFFICES,
  diskFiles,
  newSigner,
  removeDemonstration,
  seedDemonstration,
} from "../src/index.ts";
import { house } from "./office.ts";

const h = house();

test("the four programmes are played through the commands that people use, and can be removed and played again", async () => {
  const options = {
    databaseUrl: h.server.appUrl,
    ledger: h.ledger,
    files: diskFiles(join(tmpdir(), `suanquan-demonstration-${process.pid}`)),
    signer: newSigner(),
  };
  const seeded = await seedDemonstration(options);
  expect(seeded.map(each => each.office)).toEqual(DEMONSTRATION_OFFICES.map(each => each.code));
  expect(seeded.every(each => each.steps > 20)).toBe(true);
  expect((await seedDemonstration(options)).every(each => each.steps === 0)).toBe(true);

  for (const { code } of DEMONSTRATION_OFFICES) {
    const { items } = await h.domain.store.list({ name: "programme", body: z.unknown() }, code);
    for (const programme of items) {
      const books = await h.domain.ledgerOf(code).balances(programme.id);
      expect(books.reduce((sum, each) => sum + each.postedFen, 0n)).toBe(0n);
    }
  }

  expect(await removeDemonstration(h.server.ownerUrl)).toBeGreaterThan(50);
  expect((await seedDemonstration(options)).every(each => each.steps > 20)).toBe(true);
});
