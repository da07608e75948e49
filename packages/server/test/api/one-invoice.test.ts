/** One invoice, many cases: what the findings hold when they are handed in and decided at once. */
import { describe, expect, test } from "vitest";
import { digitalXml } from "../../../china/test/invoice-files.ts";
import { openRound, published } from "../../../programmes/test/office.ts";
import { cleared, EVERY_LIMIT } from "../stage/every-limit.ts";
import { officeOverHttp } from "../stage/office-over-http.ts";
import { datedStageOfFile } from "../stage/stage-of-file.ts";

const here = await datedStageOfFile();

describe("one invoice in the cases of several firms and two programmes, handed in and decided at once", () => {
  test("is subsidised once at most unless an officer says otherwise", async () => {
    const office = officeOverHttp(here, await here.office(), false);
    here.today("2025-04-01");
    const money = { pool: "fund", amount: "1000000.00" };
    const rounds: string[] = [];
    for (const name of ["shili-1", "shili-2"]) {
      const text = EVERY_LIMIT.replace("cn-hainan-haikou/shili", `cn-hainan-haikou/${name}`);
      rounds.push(await openRound(office, await published(office, { text }, {}, money)));
    }
    const content = Buffer.from(digitalXml()).toString("base64");
    const cases = await Promise.all(
      Array.from({ length: 6 }, async (_, n) => {
        const who = `firm${n + 1}`;
        const upload = { name: "发票.xml", proves: "发票", content };
        const file = await office.ask<{ id: string }>(who, "evidence.upload", upload);
        const facts = {
          "spend.kind": "算力服务",
          "contract.amount": "100000.00",
          "contract.id": `C-${n}`,
          "provider.id": "P-1",
        };
        const input = { round: rounds[n % 2], benefit: "buy", facts, evidence: [file.id] };
        return { who, id: (await office.as(who, "applications.create", input)).id };
      }),
    );
    await Promise.all(cases.map(({ who, id }) => office.as(who, "applications.submit", { id })));
    const decided = (id: string): Promise<string> =>
      office
        .refusal("desk", "applications.accept", { id })
        .then(() => office.refusal("decider2", "applications.determine", { id }));
    expect(await Promise.all(cases.map(({ id }) => decided(id)))).not.toContain("done");
    const first = cases[0]?.id ?? "";
    await cleared(office, [first]);
    expect(await decided(first)).toBe("done");
    expect(await Promise.all(cases.slice(1).map(({ id }) => decided(id)))).not.toContain("done");
  });
});
