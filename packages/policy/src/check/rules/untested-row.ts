/** Rows of tables and tiers that no worked case falls into. */
import type { Truth } from "../../assessment.ts";
import { derivedFacts } from "../../evaluate/case.ts";
import { grantsRights } from "../../evaluate/standing.ts";
import { testValue } from "../../evaluate/truth/condition.ts";
import { both, NO, YES } from "../../evaluate/truth/truth.ts";
import type { FactValue } from "../../facts.ts";
import { under } from "../../read/page.ts";
import type { TierRow } from "../../tree.ts";
import { priceStretch } from "../analysis/benefit-curve.ts";
import { lies, stretchOf } from "../analysis/line.ts";
import { type CaseRun, isAbout } from "../case-run.ts";
import { leavesOf } from "../leaves.ts";
import type { Rule, Subject } from "../rule.ts";
import type { Site, TableSite, TierSite } from "../survey-sites.ts";

export const untestedRow: Rule = {
  finds: ["untested-row"],
  look: (subject, report) => {
    if (!grantsRights(subject.programme)) return;
    const told = (path: string, rows: number, hit: ReadonlySet<number>) => {
      for (let row = 0; row < rows; row += 1)
        if (!hit.has(row)) report("untested-row", under(under(path, "rows"), row), { row: row + 1 });
    };
    for (const site of subject.survey.tables) {
      const hit = rowsHit(site, subject, known => rowsOfTable(site, known, subject));
      told(site.path, site.table.rows.length, hit);
    }
    for (const site of subject.survey.tiers) {
      const hit = rowsHit(site, subject, known => rowsOfTiers(site, known));
      told(site.path, site.tiers.rows.length, hit);
    }
  },
};

type Known = (fact: string) => FactValue | undefined;

/** The rows that the spends of the cases fall into, as far as the cases are about this benefit. */
function rowsHit(
  { benefit }: Site,
  subject: Subject,
  rowsOf: (known: Known) => readonly number[],
): ReadonlySet<number> {
  const runs = subject.caseRuns().filter(run => benefit === undefined || isAbout(run, benefit.id));
  return new Set(runs.flatMap(run => spendsOf(run, subject).flatMap(rowsOf)));
}

/** What is known of each spend; a fact that is presumed equal to another takes its value. */
function spendsOf({ reckoned }: CaseRun, { options, programme }: Subject): Known[] {
  if (reckoned === undefined) return [];
  const { applicant, spends, position } = reckoned.facts;
  const awards = (position.awards ?? []).filter(award => award.programme === programme.id);
  const derived = derivedFacts(awards, reckoned.answer.asOf);
  return spends.map(spend => {
    const known: Known = fact => {
      const value = spend.get(fact) ?? applicant.get(fact) ?? derived.get(fact);
      const other = options.vocabulary.facts.get(fact)?.presumedEqualTo;
      return value === undefined && other !== undefined ? known(other) : value;
    };
    return known;
  });
}

/** The first row that matches for certain. */
function rowsOfTable({ table }: TableSite, known: Known, { options }: Subject): number[] {
  for (const [index, row] of table.rows.entries()) {
    const truth = row.cells.reduce<Truth>((all, test, column) => {
      const fact = table.columns[column] ?? "";
      const value = known(fact);
      if (test.is === "any") return all;
      return value === undefined ? both(all, 1) : both(all, testValue(test, value, options.today));
    }, YES);
    if (truth === YES) return [index];
    if (truth !== NO) return [];
  }
  return [];
}

/** The first row that includes the amount, for each amount that the tiers may be compared with. */
function rowsOfTiers({ tiers }: TierSite, known: Known): number[] {
  return leavesOf(tiers.on).flatMap(({ fact, afterDiscount }) => {
    const amount = known(fact);
    if (typeof amount !== "bigint") return [];
    const row = tiers.rows.findIndex(each =>
      afterDiscount ? leavesIn(each, amount) : includes(each, amount),
    );
    const edge = tiers.edges.find(each => each.amount === amount);
    if (row >= 0) return [row];
    return edge === undefined
      ? []
      : tiers.rows.flatMap((each, index) => (touches(each, amount) ? [index] : []));
  });
}

function includes({ range }: TierRow, amount: bigint): boolean {
  const stretch = stretchOf(range);
  return stretch !== undefined && lies(amount, stretch);
}

/** Whether some rate of the row leaves an amount in the row. */
const leavesIn = (row: TierRow, price: bigint): boolean =>
  (row.rate === undefined ? [] : leavesOf(row.rate)).some(rate => {
    const stretch = priceStretch(row, rate);
    return stretch !== undefined && lies(price, stretch);
  });

const touches = ({ range }: TierRow, amount: bigint): boolean =>
  range.low?.value === amount || range.high?.value === amount;
