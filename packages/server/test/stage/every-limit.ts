/** A programme with every kind of limit, and the officer who answers what is found on its cases. */
import type { Office, View } from "../../../programmes/test/office.ts";
import { ownProgramme, THIRTY_PERCENT } from "../../../programmes/test/own-programme.ts";

/** Its limits, in fen. */
export const MOST = {
  provider: 200_000_00n,
  contract: 120_000_00n,
  invoice: 100_000_00n,
  applicant: 150_000_00n,
  redeemed: 90_000_00n,
  pool: 400_000_01n,
} as const;

export const EVERY_LIMIT = ownProgramme({
  mode: "deducted-at-provider",
  voucher: "lifetime: 30天",
  pools: `
fund:
  max: 1000万元
  period: year
  firmness: firm
  order: submission
  funders:
    - {who: {zh: 省, en: province}, share: 60%}
    - {who: {zh: 市, en: city}, share: 40%}
  at: rules 第六条`,
  benefits: ["buy", "rent"]
    .map(name =>
      THIRTY_PERCENT(
        name,
        `caps:
  - {max: 20万元, per: provider, period: year, counts: granted, at: rules 第五条}
  - {max: 12万元, per: contract, period: total, counts: granted, at: rules 第五条}
  - {max: 10万元, per: invoice, period: each, at: rules 第五条}
  - {max: 9万元, per: applicant, period: year, counts: redeemed, at: rules 第五条}
pool: fund`,
      ),
    )
    .join("\n"),
  combine: `
- cap: {max: 15万元, per: applicant, period: year, counts: granted, at: rules 第七条}
  over: [buy, rent]`,
});

/** An officer finds every finding on these cases to be none. */
export async function cleared(office: Office, cases: readonly string[]): Promise<void> {
  for (const about of cases) {
    const { items } = await office.ask<{ items: View[] }>("desk", "findings.list", { about });
    for (const { id, state } of items)
      if (state === "open")
        await office.as("desk", "findings.clear", { id, reason: "same-case", note: "同一合同分期" });
  }
}
