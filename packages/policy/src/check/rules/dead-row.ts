/** Rows of a table or of tiers that no input reaches, all columns considered. */
import { under } from "../../read/page.ts";
import { type Box, newBudget, uncovered } from "../analysis/cover.ts";
import { common, stretchOf } from "../analysis/line.ts";
import type { Report, Rule, Subject } from "../rule.ts";
import type { TableSite, TierSite } from "../survey-sites.ts";
import { boxOfRow, reachable, wholeOf } from "./table-boxes.ts";
import { amountsAsked } from "./tier-gap.ts";

export const deadRow: Rule = {
  finds: ["dead-row", "dead-row-excluded"],
  look: (subject, report) => {
    for (const site of subject.survey.tables) lookAtTable(site, subject, report);
    for (const site of subject.survey.tiers) lookAtTiers(site, subject, report);
  },
};

function lookAtTable(site: TableSite, subject: Subject, report: Report): void {
  const whole = wholeOf(site, subject);
  const above: Box[] = [];
  const budget = newBudget();
  site.table.rows.forEach((_, index) => {
    const own = boxOfRow(site, index, subject).map((atoms, column) => atoms & (whole[column] ?? 0n));
    const path = under(under(site.path, "rows"), index);
    if (own.includes(0n) || !reachable(own, site, subject))
      report("dead-row-excluded", path, { row: index + 1 });
    else {
      const left = uncovered(own, above, box => reachable(box, site, subject), 1, budget);
      if (left.complete && left.found.length === 0)
        report("dead-row", path, { row: index + 1, by: meeting(own, above) });
    }
    above.push(own);
  });
}

/** Numbers of the rows above that share something with this one. */
const meeting = (own: Box, above: readonly Box[]): number[] =>
  above.flatMap((box, index) =>
    own.every((atoms, column) => (atoms & (box[column] ?? 0n)) !== 0n) ? [index + 1] : [],
  );

function lookAtTiers(site: TierSite, subject: Subject, report: Report): void {
  const asked = amountsAsked(site, subject);
  site.tiers.rows.forEach((row, index) => {
    const stretch = stretchOf(row.range, 1n);
    const reached = stretch !== undefined && asked.some(each => common(each, stretch) !== undefined);
    if (!reached) report("dead-row-excluded", under(under(site.path, "rows"), index), { row: index + 1 });
  });
}
