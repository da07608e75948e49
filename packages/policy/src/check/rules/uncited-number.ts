/** Figures without a document and a place to look them up. */
import type { Rule } from "../rule.ts";
import { figureSaid } from "../wording.ts";

export const uncitedNumber: Rule = {
  finds: ["uncited-number"],
  look: ({ survey }, report) => {
    for (const { at, figure, path } of survey.figures)
      if (at === undefined) report("uncited-number", path, { figure: figureSaid(figure, path) });
  },
};
