import { closeSync, openSync, rmSync, statfsSync, writeSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import { describe, expect, test } from "vitest";
import {
  type Answer,
  acknowledgeWith,
  backup,
  LEDGER_SERIES,
  makeStandby,
  openLedger,
  promote,
  restore,
  startEmbedded,
} from "../src/index.ts";
import { books, key, prepareDatabase, transfer } from "./books.ts";
import { place, smallDisk } from "./postgres/place.ts";
import { everythingOnce } from "./scenes.ts";

const at = books();

test("books come back from a backup as they were, and go on; a copy that was tampered with is found out", async () => {
  const office = await at.office();
  await everythingOnce(office);
  const checkpoint = await office.checkpoint();
  const now = new Date();
  const before = [
    await office.balances("p"),
    await office.statement("p", "pool"),
    await office.trialBalance(now),
  ];
  const file = join(place(), "books.backup");
  await backup({ ownerUrl: at.server.ownerUrl, file });
  const { ownerUrl, appUrl } = await at.server.createDatabase("restored");
  await restore({ ownerUrl, file, series: [LEDGER_SERIES] });

  const ledger = await openLedger({ databaseUrl: appUrl });
  try {
    const there = ledger.office(office.office);
    expect([
      await there.balances("p"),
      await there.statement("p", "pool"),
      await there.trialBalance(now),
    ]).toEqual(before);
    expect((await there.verify({ checkpoints: [checkpoint] })).fault).toBeNull();
    const claim = {
      kind: "transfer",
      programme: "p",
      debit: "pool",
      credit: "provider",
      amountFen: 1n,
    } as const;
    expect((await there.submit({ ...claim, key: key() })).outcome).toBe("done");
    expect((await there.submit({ ...claim, key: "claim" })).outcome).toBe("conflict");
    expect((await there.verify()).fault).toBeNull();
    // The copy is whole; one fen changed in it is found, and the original knows nothing of it.
    const intruder = new Client({ connectionString: at.server.url("superuser", "restored") });
    await intruder.connect();
    await intruder.query("SET session_replication_role = replica");
    await intruder.query("UPDATE ledger.journal SET amount_fen = amount_fen + 1 WHERE key = 'claim'");
    await intruder.end();
    expect((await there.verify()).fault).toMatchObject({ code: "fingerprint-differs", subject: "claim" });
    expect((await office.verify()).fault).toBeNull();
  } finally {
    await ledger.close();
  }
});

/** Takes all room on a disk but for some. @returns gives it back */
function fill(disk: string, leaveBytes: number): () => void {
  const file = join(disk, "ballast");
  const descriptor = openSync(file, "w");
  const { bavail, bsize } = statfsSync(disk);
  const piece = Buffer.alloc(2 ** 20);
  for (let left = bavail * bsize - leaveBytes; left > 0; left -= piece.length)
    writeSync(descriptor, piece, 0, Math.min(left, piece.length));
  closeSync(descriptor);
  return () => rmSync(file);
}

test("a disk that fills up under claims costs none that was acknowledged; with room again, the same keys settle the rest", {
  timeout: 60_000,
}, async () => {
  const disk = smallDisk("192m");
  // Without the right to mount a disk there is none to fill; what the lane then does is tried in its own tests.
  if (disk === null) return;
  const server = await startEmbedded({ folder: join(disk, "pg"), freeBytesMin: 0 });
  try {
    await prepareDatabase(server);
    const ledger = await openLedger({ databaseUrl: server.appUrl });
    const office = ledger.office("full");
    await office.openProgramme("p");
    await office.createAccounts("p", [{ code: "a", floorFen: null }, { code: "b" }]);
    const claims = (round: number, waitMs: number): Promise<Answer[]> =>
      Promise.all(
        Array.from({ length: 512 }, (_, i) =>
          office.submit(
            {
              kind: "transfer",
              programme: "p",
              key: `claim-${round}-${i}`,
              debit: "a",
              credit: "b",
              amountFen: 1n,
            },
            { waitMs },
          ),
        ),
      );
    const empty = fill(disk, 2 * 2 ** 20);
    let rounds = 0;
    for (let settled = true; settled && rounds < 100; rounds += 1)
      settled = (await claims(rounds, 1_000)).every(answer => answer.outcome === "done");
    expect(rounds).toBeLessThan(100);
    empty();
    if (!server.isRunning()) await server.restart();
    for (let round = 0; round < rounds; round += 1)
      expect((await claims(round, 20_000)).every(answer => answer.outcome === "done")).toBe(true);
    expect((await office.balance("p", "b"))?.postedFen).toBe(BigInt(512 * rounds));
    expect((await office.verify()).fault).toBeNull();
    await ledger.close();
  } finally {
    await server.stop();
  }
});

describe("with a synchronous standby", () => {
  test("a wait for it that somebody cancels is not an answer: the claim is told only when the standby has it", {
    timeout: 150_000,
  }, async () => {
    const office = await at.office();
    await office.createAccounts("p", [{ code: "a", floorFen: null }, { code: "b" }]);
    const standby = await makeStandby(at.server, { folder: join(place(), "standby") });
    const admin = new Client({ connectionString: at.server.url("superuser") });
    await admin.connect();
    try {
      await acknowledgeWith(at.server, standby);
      standby.freeze();
      let told: Answer | null = null;
      const claim = transfer("a", "b", 1n);
      const answer = office.submit(claim).then(a => {
        told = a;
        return a;
      });
      const waiting = async (): Promise<number> =>
        (
          await admin.query(
            "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'",
          )
        ).rowCount ?? 0;
      let cancelled = 0;
      for (const end = Date.now() + 60_000; cancelled < 2 && Date.now() < end; await pause(20))
        cancelled += await waiting();
      await pause(200);
      // Two at least: one that has not yet heard of its end is counted again.
      expect(cancelled).toBeGreaterThanOrEqual(2);
      expect(told).toBeNull();
      standby.thaw();
      expect(await answer).toMatchObject({ outcome: "done", replayed: true });
    } finally {
      standby.thaw();
      await acknowledgeWith(at.server, null);
      await admin.end();
      await standby.stop();
    }
  });

  test("a former primary that was cut off and lives on acknowledges nothing after the standby is promoted", {
    timeout: 150_000,
  }, async () => {
    const office = await at.office();
    await office.createAccounts("p", [{ code: "a", floorFen: null }, { code: "b" }]);
    const claim = (name: string) =>
      ({
        kind: "transfer",
        programme: "p",
        key: name,
        debit: "a",
        credit: "b",
        amountFen: 1n,
      }) as const;
    const standby = await makeStandby(at.server, { folder: join(place(), "standby"), name: "successor" });
    try {
      await acknowledgeWith(at.server, standby);
      expect((await office.submit(claim("before"))).outcome).toBe("done");
      await promote(standby);
      expect((await office.submit(claim("parted"), { waitMs: 700 })).outcome).toBe("unknown");
      // Started anew, it finds in its own books the commit that nobody was told of, and still tells nobody.
      await at.server.restart();
      const restarted = (await at.another()).office(office.office);
      expect((await restarted.submit(claim("parted"), { waitMs: 700 })).outcome).toBe("unknown");

      const successor = await openLedger({ databaseUrl: standby.appUrl });
      try {
        const there = successor.office(office.office);
        expect(await there.submit(claim("before"))).toMatchObject({ outcome: "done", replayed: true });
        expect(await there.submit(claim("parted"))).toMatchObject({ outcome: "done", replayed: false });
        expect((await there.balance("p", "b"))?.postedFen).toBe(2n);
        expect((await there.verify()).fault).toBeNull();
      } finally {
        await successor.close();
      }
      // Control: it is the wait for the standby that keeps the former primary silent, and nothing else.
      await acknowledgeWith(at.server, null);
      expect((await restarted.submit(claim("parted"))).outcome).toBe("done");
    } finally {
      await acknowledgeWith(at.server, null);
      await standby.stop();
    }
  });
});
