/** Pools of which the text does not say whether they are for each year or in all. */
import { under } from "../../read/page.ts";
import type { Rule } from "../rule.ts";
import { cellSaid, moneySaid } from "../wording.ts";

export const poolWithoutPeriod: Rule = {
  finds: ["pool-without-period"],
  look: ({ programme }, report) => {
    for (const pool of programme.pools)
      if (pool.period === undefined)
        report("pool-without-period", under("pools", pool.id), {
          pool: pool.id,
          total: cellSaid(pool.max, moneySaid),
        });
  },
};
