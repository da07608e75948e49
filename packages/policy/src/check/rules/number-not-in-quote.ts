/** Figures that the quoted words do not contain. */
import { containsFigure } from "../analysis/quoted-figures.ts";
import type { Rule } from "../rule.ts";
import { figureSaid } from "../wording.ts";

const QUOTE_CHARACTERS_SHOWN = 60;

export const numberNotInQuote: Rule = {
  finds: ["number-not-in-quote"],
  look: ({ survey }, report) => {
    for (const { at, figure, path } of survey.figures) {
      const quote = at?.quote;
      if (quote === undefined || containsFigure(quote, figure)) continue;
      const shown = [...quote].slice(0, QUOTE_CHARACTERS_SHOWN).join("");
      report("number-not-in-quote", path, {
        figure: figureSaid(figure, path),
        quote: shown.length < quote.length ? `${shown}…` : quote,
      });
    }
  },
};
