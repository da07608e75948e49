/** Inputs for which a decision table has no row, over all its columns at once. */
import type { Bilingual } from "../../tree.ts";
import { type Box, newBudget, uncovered } from "../analysis/cover.ts";
import type { Rule, Subject } from "../rule.ts";
import type { TableSite } from "../survey-sites.ts";
import { factSaid, joined } from "../wording.ts";
import { boxOfRow, reachable, wholeOf } from "./table-boxes.ts";

const CASES_SHOWN = 3;
const CASES_COUNTED = 50;

export const incompleteTable: Rule = {
  finds: ["incomplete-table", "table-too-long"],
  look: (subject, report) => {
    for (const site of subject.survey.tables) {
      const whole = wholeOf(site, subject);
      const rows = site.table.rows.map((_, row) => boxOfRow(site, row, subject));
      const isMissing = (box: Box): boolean =>
        !isOnlyNothing(box, site, subject) && reachable(box, site, subject);
      const budget = newBudget();
      const missing = uncovered(whole, rows, isMissing, CASES_COUNTED, budget).found;
      if (missing.length === 0) {
        if (budget.left < 0) report("table-too-long", site.path, { rows: rows.length });
        continue;
      }
      report("incomplete-table", site.path, {
        columns: joined(
          site.table.columns.map(fact => factSaid(subject.options.vocabulary, fact)),
          "and",
        ),
        cases: joined(
          missing.slice(0, CASES_SHOWN).map(box => boxSaid(box, whole, site, subject)),
          "else",
        ),
        more: Math.max(0, missing.length - CASES_SHOWN),
      });
    }
  },
};

/** An amount of exactly nothing: a row `0元 < x ≤ 10万元` leaves it out, and nobody asks for it. */
function isOnlyNothing(box: Box, { table }: TableSite, { space }: Subject): boolean {
  return table.columns.some((fact, column) => {
    const { type, stretches } = space.domain(fact);
    return type === "money" && stretches?.[0]?.to === 0n && box[column] === 1n;
  });
}

function boxSaid(box: Box, whole: Box, { table }: TableSite, { space, options }: Subject): Bilingual {
  const told = table.columns.flatMap((fact, column) => {
    const atoms = box[column] ?? 0n;
    if (atoms === whole[column] && table.columns.length > 1) return [];
    const name = factSaid(options.vocabulary, fact);
    const values = space.domain(fact).says(atoms);
    return [{ zh: `${name.zh}为${values.zh}`, en: `${name.en}: ${values.en}` }];
  });
  return told.length === 0 ? { zh: "任何情形", en: "anything" } : joined(told, "also");
}
