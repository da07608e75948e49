import { describe, expect, test } from "vitest";
import { house, openRound, published, type View } from "./office.ts";

const h = house();
const OUTSIDE = ["firm", "provider", "integrator"];
const RULINGS = { "exclusion-scope": "year", "cash-overlap": "exclusive", order: "submission" };

describe("what an office still prepares", () => {
  test("a round in draft is the office's own until it is opened: nobody outside lists it, reads it or applies in it", async () => {
    const office = h.office();
    h.today("2025-04-01");
    const programme = await published(office, "guizhou/suanli.yaml", RULINGS);
    const open = await openRound(office, programme);
    const { id } = await office.as("desk", "rounds.create", {
      id: programme,
      title: "第二批",
      opens: "2025-06-01",
    });
    const listed = async (who: string, more: object = {}) =>
      (await office.ask<{ items: View[] }>(who, "rounds.list", { programme, ...more })).items
        .map(each => each.id)
        .sort();
    // Both were made in the same moment of the test's clock.
    const both = [open, id].sort();
    for (const who of OUTSIDE) {
      expect(await listed(who), who).toEqual([open]);
      expect(await listed(who, { state: "draft" }), who).toEqual([]);
      expect(await office.refusal(who, "rounds.get", { id }), who).toBe("not-found");
    }
    const application = { round: id, benefit: "purchase", facts: {} };
    expect(await office.refusal("firm", "applications.create", application)).toBe("not-found");
    expect(await listed("desk")).toEqual(both);
    expect(await listed("auditor", { state: "draft" })).toEqual([id]);
    await office.as("decider2", "rounds.open", { id });
    for (const who of OUTSIDE) expect(await listed(who), who).toEqual(both);
  });

  test("so is a programme until it is published, its questions and rulings included", async () => {
    const office = h.office();
    h.today("2025-04-01");
    const { id } = await office.as("desk", "programmes.load", { file: "guizhou/suanli.yaml" });
    const listed = async (who: string) =>
      (await office.ask<{ items: View[] }>(who, "programmes.list", {})).items.map(each => each.id);
    const reads = ["get", "questions", "gates"].map(each => `programmes.${each}`);
    for (const name of [...reads, "rulings.list", "pools.year-ends"])
      for (const who of OUTSIDE)
        expect(await office.refusal(who, name, { id }), `${who} ${name}`).toBe("not-found");
    const sale = { id, applicant: "firm-1", order: "S-1", facts: {} };
    expect(await office.refusal("provider", "sales.record", sale)).toBe("not-found");
    expect(await listed("firm")).toEqual([]);
    await office.as("decider1", "programmes.check", { id });
    expect(await listed("firm")).toEqual([]);
    expect(await listed("desk")).toEqual([id]);
    await office.as("decider3", "programmes.publish", { id });
    for (const who of OUTSIDE) expect(await listed(who)).toEqual([id]);
    for (const name of reads) expect(await office.refusal("firm", name, { id })).toBe("done");
  });
});
