/** Funders whose shares do not add up to the whole, under some reading. */
import { addRates, compareRates, NO_RATE, WHOLE } from "../../evaluate/amounts/multiply.ts";
import { COMPLETIONS_MAX, Readings, settle } from "../../evaluate/questions/readings.ts";
import { under } from "../../read/page.ts";
import type { Cell, Pool, Rate } from "../../tree.ts";
import type { Rule } from "../rule.ts";
import { rateSaid } from "../wording.ts";

export const shareSum: Rule = {
  finds: ["share-sum"],
  look: ({ programme }, report) => {
    for (const pool of programme.pools) {
      if (pool.funders.length === 0 || pool.funders.some(each => isInterval(each.share))) continue;
      const sum = sumsOf(pool).find(each => compareRates(each, WHOLE) !== 0);
      if (sum === undefined) continue;
      report("share-sum", under(under("pools", pool.id), "funders"), { pool: pool.id, sum: rateSaid(sum) });
    }
  },
};

/** The ends of an interval are not shares that go together. */
const isInterval = (cell: Cell<Rate>): boolean =>
  cell.is === "open" && (cell.continuous || cell.readings.some(each => isInterval(each.cell)));

function sumsOf(pool: Pool): Rate[] {
  const readings = new Readings(new Map());
  const sums: Rate[] = [];
  let more = true;
  while (more && sums.length < COMPLETIONS_MAX) {
    sums.push(pool.funders.map(each => settle(each.share, readings)).reduce(addRates, NO_RATE));
    more = readings.next();
  }
  return sums;
}
