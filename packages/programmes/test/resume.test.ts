import { expect, test } from "vitest";
import { accepted, house, openRound, published } from "./office.ts";

const h = house();
const RULINGS = { "exclusion-scope": "year", "cash-overlap": "exclusive", order: "submission" };

test("a command that lost its process after booking the money is carried to its end, once", async () => {
  const office = h.office();
  h.today("2025-04-01");
  const programme = await published(office, "guizhou/suanli.yaml", RULINGS, {
    pool: "office",
    amount: "1000000.00",
  });
  const round = await openRound(office, programme);
  const facts = {
    "spend.kind": "算力服务",
    "supply.place": "贵州省",
    "contract.amount": "1000万元",
    "compute.use": "一般应用",
  };
  const id = await accepted(office, "firm", round, "purchase", facts);

  // The process ends between the ledger's answer and the change of state.
  const { store } = h.domain;
  const write = store.write.bind(store);
  store.write = () => Promise.reject(new Error("the process is gone"));
  await expect(office.as("decider2", "applications.determine", { id }, "k-1")).rejects.toThrow(
    "the process is gone",
  );
  store.write = write;

  expect((await office.as("desk", "applications.get", { id })).state).toBe("review");
  expect(await office.refusal("firm", "applications.withdraw", { id })).toBe("busy");
  expect(await h.domain.resume(new Date("2025-04-02T00:00:00Z"))).toBe(1);
  expect(await h.domain.resume(new Date("2025-04-02T00:00:00Z"))).toBe(0);
  const after = await office.as("desk", "applications.get", { id });
  expect(after).toMatchObject({ state: "determined", body: { award: "300000.00" } });
  const pool = await h.domain.ledgerOf(office.code).balance(programme, "pool:office:all");
  expect(pool?.heldOutFen).toBe(30_000_000n);
  expect(await office.as("decider2", "applications.determine", { id }, "k-1")).toMatchObject({
    state: "determined",
  });
});
