/** Rates that together promise more than the spend itself. */
import { lowerRate } from "../../evaluate/amounts/ends.ts";
import { addRates, compareRates, NO_RATE, WHOLE } from "../../evaluate/amounts/multiply.ts";
import { raised } from "../../evaluate/amounts/raise.ts";
import { under } from "../../read/page.ts";
import type { Benefit, Combination, Granted, Rate } from "../../tree.ts";
import { leavesOf } from "../leaves.ts";
import type { Report, Rule, Subject } from "../rule.ts";
import { joined, rateSaid } from "../wording.ts";

export const stackingAbove100: Rule = {
  finds: ["stacking-above-100", "stacking-above-100-sum"],
  look: (subject, report) => {
    lookAtTotals(subject, report);
    lookAtBonuses(subject, report);
    lookAtPairs(subject, report);
  },
};

function lookAtTotals({ programme }: Subject, report: Report): void {
  programme.combine.forEach((rule, index) => {
    if (rule.is !== "stack") return;
    const total = ratesOf(rule.total).reduce(larger, NO_RATE);
    if (compareRates(total, WHOLE) > 0)
      report("stacking-above-100", under(under("combine", index), "total"), { rate: rateSaid(total) });
  });
}

/** The rate of a benefit with its bonuses, where a single one of them is within the whole. */
function lookAtBonuses({ programme }: Subject, report: Report): void {
  for (const benefit of programme.benefits) {
    const total = largestRate(benefit);
    if (benefit.bonus.length === 0 || total === undefined || compareRates(total, WHOLE) <= 0) continue;
    report("stacking-above-100-sum", under(under("benefits", benefit.id), "bonus"), {
      parts: { zh: `“${benefit.title.zh}”的比例与加成`, en: `the rate and bonuses of “${benefit.title.en}”` },
      rate: rateSaid(total),
    });
  }
}

/** Two benefits on the same amount that can be had for one spend, with nothing said about how they meet. */
function lookAtPairs({ programme, space }: Subject, report: Report): void {
  programme.benefits.forEach((second, index) => {
    for (const first of programme.benefits.slice(0, index)) {
      const rates = [largestRate(first), largestRate(second)];
      const [a, b] = rates;
      if (a === undefined || b === undefined || !sharesBase(first, second)) continue;
      const sum = addRates(a, b);
      if (compareRates(sum, WHOLE) <= 0 || isSettled(programme.combine, first, second)) continue;
      if (!space.canHold([programme.when, first.when, second.when])) continue;
      report("stacking-above-100-sum", under("benefits", second.id), {
        parts: joined(
          [first, second].map(({ title }) => ({ zh: `“${title.zh}”`, en: `“${title.en}”` })),
          "and",
        ),
        rate: rateSaid(sum),
      });
    }
  });
}

const ratesOf = ({ by }: Granted<Rate>): Rate[] =>
  by.is === "cell" ? leavesOf(by.cell) : by.table.rows.flatMap(row => leavesOf(row.value));

const larger = (a: Rate, b: Rate): Rate => (compareRates(a, b) < 0 ? b : a);

/** The highest rate with every bonus; undefined where nothing is reckoned by a rate, or by one within an interval. */
function largestRate({ amount, bonus }: Benefit): Rate | undefined {
  const own =
    amount.is === "rate"
      ? isUnstated(amount.rate)
        ? []
        : ratesOf(amount.rate)
      : amount.is === "tiers"
        ? amount.tiers.rows.flatMap(row => (row.rate === undefined ? [] : leavesOf(row.rate)))
        : [];
  if (own.length === 0) return undefined;
  const added = bonus.map(each => leavesOf(each.rate).reduce(larger, NO_RATE));
  const ends = bonus.flatMap(({ upTo }) => (upTo === undefined ? [] : [leavesOf(upTo).reduce(larger)]));
  const raise = { rate: added.reduce(addRates, NO_RATE) };
  return raised(
    own.reduce(larger, NO_RATE),
    ends.length === 0 ? raise : { ...raise, upTo: ends.reduce(lowerRate) },
  );
}

/** A rate that the text does not state at all promises nothing that could add up. */
const isUnstated = ({ by }: Granted<Rate>): boolean =>
  by.is === "cell" && by.cell.is === "open" && by.cell.continuous;

function sharesBase(a: Benefit, b: Benefit): boolean {
  const basis = ({ amount }: Benefit): string[] =>
    "base" in amount && amount.base !== undefined ? leavesOf(amount.base.of).flat() : [];
  const other = basis(b);
  return basis(a).some(fact => other.includes(fact));
}

/** Whether the file says how the two meet. */
const isSettled = (combine: readonly Combination[], a: Benefit, b: Benefit): boolean =>
  combine.some(rule => {
    const of =
      rule.is === "overlap" || rule.is === "stack"
        ? rule.of
        : rule.is === "exclude"
          ? rule.groups.flat()
          : [];
    return of.includes(a.id) && of.includes(b.id);
  });
